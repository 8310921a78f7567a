"""A language's templates -> lines of text; fields may be text or lines themselves.

The bold marks of a template are read before its fields are filled, so a name that holds an asterisk stays a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.answers.bidi import isolate, isolated, runs_to_the_left
from bot.answers.cldr import cldr
from bot.answers.forms import Forms
from bot.answers.reply import Line, Span
from bot.knowledge.language import LanguagePack, Template

_BOLD = re.compile(r"(\*\*)")
_FIELD = re.compile(r"\{(\w+)(?::(\w*))?\}")
_SENTENCE_ENDS = (".", "!", "?", "\u00a1", "\u00bf")
_FULL_WIDTH = ("。", "！", "？", "：", "；")
"""Marks that bring their own space."""
_GAPS = re.compile(r"\s{2,}")


class Sentences:
    """The templates and phrases of one language, over those of the fallback language."""

    def __init__(self, pack: LanguagePack, fallback: LanguagePack | None = None) -> None:
        packs = [pack] if fallback is None or fallback is pack else [fallback, pack]
        self._templates: dict[str, Template] = {}
        for each in packs:
            self._templates.update(each.templates)
            self._templates.update(each.phrases)
        self.locale = pack.locale or pack.language or "en"
        self.forms = Forms(pack.forms, self.locale)

    def __contains__(self, key: str) -> bool:
        return key in self._templates

    def line(self, key: str, **fields: str | int | Line) -> Line:
        """The template's line; a plural template takes its form from the field ``count``."""
        template = self._templates[key]
        if not isinstance(template, str):
            count = fields.get("count", 0)
            template = self._plural(template, count if isinstance(count, int) else 0)
        line = self._fill(template, fields)
        return isolated(line) if runs_to_the_left(self.locale) else line

    def text(self, key: str, **fields: str | int | Line) -> str:
        """The line as plain text."""
        return "".join(span.text for span in self.line(key, **fields))

    def _plural(self, forms: Mapping[str, str], count: int) -> str:
        category = cldr(self.locale).plural_form(count)
        return forms.get(category) or forms.get("other") or next(iter(forms.values()))

    def _fill(self, template: str, fields: Mapping[str, str | int | Line]) -> Line:
        spans: list[Span] = []
        bold = False
        for piece in _BOLD.split(template):
            if piece == "**":
                bold = not bold
            elif piece:
                spans.extend(self._filled(piece, fields, bold, first=_begins(spans)))
        return joined(spans)

    def _filled(self, piece: str, fields: Mapping[str, str | int | Line], bold: bool, *, first: bool) -> Iterator[Span]:
        at = 0
        for found in _FIELD.finditer(piece):
            if found.start() > at:
                yield Span(piece[at : found.start()], bold)
            value, form = fields.get(found.group(1), ""), found.group(2)
            if isinstance(value, tuple):
                yield from (Span(span.text, span.bold or bold) for span in value)
            else:
                before = piece[: found.start()].rstrip()
                begins = before.endswith(_SENTENCE_ENDS) if before else first
                yield Span(self._dressed(value, form, begins), bold)
            at = found.end()
        if at < len(piece):
            yield Span(piece[at:], bold)

    def _dressed(self, value: str | int, form: str | None, begins: bool) -> str:
        """A field's value in the form that is asked for, which has a capital where a sentence begins with it."""
        text = str(value)
        if form and isinstance(value, str):
            text = self.forms.of(value, form)
            text = text[:1].upper() + text[1:] if begins else text
        return isolate(text) if isinstance(value, str) and runs_to_the_left(self.locale) else text


def _begins(spans: Sequence[Span]) -> bool:
    """True where what comes next begins a sentence."""
    before = "".join(span.text for span in spans).rstrip()
    return not before or before.endswith(_SENTENCE_ENDS)


def joined(spans: Iterable[Span]) -> Line:
    """Neighbours of one style as one span, empty ones left out."""
    line: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if line and line[-1].bold == span.bold:
            line[-1] = Span(line[-1].text + span.text, span.bold)
        else:
            line.append(span)
    return tuple(line)


def together(*lines: Line) -> Line:
    """Several sentences as one line, with a space between them."""
    spans: list[Span] = []
    for line in lines:
        if spans and line and not spans[-1].text.endswith(_FULL_WIDTH):
            spans.append(Span(" "))
        spans.extend(line)
    return joined(spans)


def plain(text: str) -> Line:
    """Text of the knowledge as a line: white space folded."""
    return (Span(_GAPS.sub(" ", text.replace("\n", " ")).strip()),)

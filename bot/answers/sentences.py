"""A language's templates -> lines of text; fields may be text or lines themselves.

The bold marks of a template are read before its fields are filled, so a name that holds an asterisk stays a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.answers.bidi import isolate, isolated, runs_to_the_left
from bot.answers.reply import Line, Span
from bot.knowledge.language import LanguagePack, Template

_BOLD = re.compile(r"(\*\*)")
_FIELD = re.compile(r"\{(\w+)\}")
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

    def __contains__(self, key: str) -> bool:
        return key in self._templates

    def line(self, key: str, **fields: str | int | Line) -> Line:
        """The template's line; a plural template takes its form from the field ``count``."""
        template = self._templates[key]
        if not isinstance(template, str):
            count = fields.get("count", 0)
            template = self._plural(template, count if isinstance(count, int) else 0)
        if not runs_to_the_left(self.locale):
            return _fill(template, fields)
        return isolated(_fill(template, {name: isolate(v) if isinstance(v, str) else v for name, v in fields.items()}))

    def text(self, key: str, **fields: str | int | Line) -> str:
        """The line as plain text."""
        return "".join(span.text for span in self.line(key, **fields))

    def _plural(self, forms: Mapping[str, str], count: int) -> str:
        from babel import Locale

        category = Locale.parse(self.locale).plural_form(count)
        return forms.get(category) or forms.get("other") or next(iter(forms.values()))


def _fill(template: str, fields: Mapping[str, str | int | Line]) -> Line:
    spans: list[Span] = []
    bold = False
    for piece in _BOLD.split(template):
        if piece == "**":
            bold = not bold
        elif piece:
            spans.extend(_filled(piece, fields, bold))
    return joined(spans)


def _filled(piece: str, fields: Mapping[str, str | int | Line], bold: bool) -> Iterable[Span]:
    at = 0
    for found in _FIELD.finditer(piece):
        if found.start() > at:
            yield Span(piece[at : found.start()], bold)
        value = fields.get(found.group(1), "")
        if isinstance(value, tuple):
            yield from (Span(span.text, span.bold or bold) for span in value)
        else:
            yield Span(str(value), bold)
        at = found.end()
    if at < len(piece):
        yield Span(piece[at:], bold)


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

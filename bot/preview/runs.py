"""The text of a message, as Telegram takes it -> runs of plain text, each with how Telegram shows it.

A page puts them in place as text, so that nothing in them is ever read as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from html.parser import HTMLParser
from itertools import groupby
from urllib.parse import urlsplit

SCHEMES = ("http", "https", "mailto")
"""Where a link may lead."""
_LINKED = re.compile(
    r"(?P<url>https?://[^\s<>\"\u2068\u2069]+)"
    r"|(?P<mail>[A-Za-z0-9][A-Za-z0-9._%+-]*@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24})",
)
_BEHIND = ".,;:!?)]}'\u2019\u201d\u00bb\u3002\uff0c"
"""Marks that end the sentence and not the address."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that are shown alike."""

    text: str
    bold: bool = False
    quoted: bool = False
    link: str = ""
    """Where it leads; empty where it is no link."""
    changed: bool = False
    """Whether it is in only one of two texts that are shown side by side."""


def runs(text: str) -> tuple[Run, ...]:
    """The runs of a message in Telegram's HTML."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return tuple(parser.found)


def marked(old: Sequence[Run], new: Sequence[Run]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts in words, those marked that the other one does not have in that place."""
    before, after = _words(old), _words(new)
    for _, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if before[first:last] != after[start:end]:
            before[first:last] = [replace(word, changed=True) for word in before[first:last]]
            after[start:end] = [replace(word, changed=True) for word in after[start:end]]
    return _joined(before), _joined(after)


def _words(found: Sequence[Run]) -> list[Run]:
    return [replace(run, text=word) for run in found for word in re.findall(r"\s+|\S+", run.text)]


def _joined(words: Sequence[Run]) -> tuple[Run, ...]:
    """Neighbours that are shown alike as one run."""
    return tuple(replace(look, text="".join(word.text for word in alike)) for look, alike in groupby(words, key=_look))


def _look(run: Run) -> Run:
    return replace(run, text="")


def safe(url: str) -> str:
    """An address that may be followed; empty for any other, such as a script."""
    try:
        scheme = urlsplit(url.strip()).scheme
    except ValueError:
        return ""
    return url.strip() if scheme in SCHEMES else ""


class _Parser(HTMLParser):
    """Knows the two tags that the bot writes; what is inside any other is plain text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Run] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        bold, quoted = "b" in self._open, "blockquote" in self._open
        self.found += (Run(text, bold, quoted, link) for text, link in _linked(data))


def _linked(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with where it leads: Telegram makes links of addresses by itself."""
    at = 0
    for found in _LINKED.finditer(text):
        shown = found.group().rstrip(_BEHIND)
        if found.start() > at:
            yield text[at : found.start()], ""
        yield shown, safe(shown if found["url"] else f"mailto:{shown}")
        at = found.start() + len(shown)
    if at < len(text):
        yield text[at:], ""

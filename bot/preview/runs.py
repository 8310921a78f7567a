"""The text of a message, as Telegram takes it -> runs of plain text, each with how Telegram shows it.

A page puts them in place as text, so that nothing in them is ever read as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
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


def runs(text: str) -> tuple[Run, ...]:
    """The runs of a message in Telegram's HTML."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return tuple(parser.found)


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

"""HTML parse mode, read as strictly as Telegram reads it, with its own complaints.

Unknown references such as &nbsp; and a lone & stay as they are: Telegram does not refuse them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.stand_in.errors import ApiError, Json, bad
from bot.stand_in.texts import Text, checked_link, nested, units

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_MARK = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_START = re.compile(r"<([^\s>]*)")
_END = re.compile(r"</([^\s>]*)\s*>")
_NAME = re.compile(r"\s*([^\s=>]*)\s*")
_VALUE = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.-]+)(?=[\s>]))")


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    tag: str
    argument: str
    offset: int
    piece: int


def parse_html(source: str) -> Text:
    """The text and its entities; ApiError "can't parse entities: ..." if a tag is wrong."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> Text:
        place = 0
        while mark := _MARK.search(self.source, place):
            self._say(self.source[place : mark.start()])
            if mark.group() == "&":
                place = self._reference(mark.start())
            elif self.source.startswith("/", mark.end()):
                place = self._end(mark.start())
            else:
                place = self._start(mark.start())
        self._say(self.source[place:])
        if self.open:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return Text("".join(self.pieces), nested(self.entities))

    def _say(self, piece: str) -> None:
        if piece:
            self.pieces.append(piece)
            self.length += units(piece)

    def _reference(self, place: int) -> int:
        match = _REFERENCE.match(self.source, place)
        letter = match and decoded(match)
        self._say(letter or "&")
        return match.end() if match and letter else place + 1

    def _start(self, place: int) -> int:
        match = _START.match(self.source, place)
        assert match is not None
        if match.end() == len(self.source):
            raise self._at("Unclosed start tag", place)
        tag = match.group(1).lower()
        if tag not in TYPES:
            raise self._at(f'Unsupported start tag "{tag}"', place)
        attributes, end = self._attributes(tag, match.end(), place)
        argument = _argument(tag, attributes)
        if tag == "span" and argument != "spoiler":
            raise self._at('Tag "span" must have class "tg-spoiler"', place)
        self.open.append(_Open(tag, argument, self.length, len(self.pieces)))
        return end

    def _attributes(self, tag: str, place: int, begin: int) -> tuple[dict[str, str], int]:
        found: dict[str, str] = {}
        while True:
            name = _NAME.match(self.source, place)
            assert name is not None
            place = name.end()
            following = self.source[place : place + 1]
            if not following:
                raise self._at("Unclosed start tag", begin)
            if following == "=":
                if not name.group(1):
                    raise self._at(f'Empty attribute name in the tag "{tag}"', begin)
                value = _VALUE.match(self.source, place + 1)
                if value is None:
                    raise self._at("Unexpected end of name token", place + 1)
                quoted = value.group(1) if value.group(1) is not None else value.group(2)
                found[name.group(1).lower()] = (
                    value.group(3).lower() if quoted is None else _REFERENCE.sub(decoded, quoted)
                )
                place = value.end()
            elif name.group(1) == "expandable" and tag == "blockquote":
                found["expandable"] = ""
            elif name.group(1):
                raise self._at(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
            if self.source.startswith(">", place):
                return found, place + 1

    def _end(self, place: int) -> int:
        if not self.open:
            raise self._at("Unexpected end tag", place)
        match = _END.match(self.source, place)
        if match is None:
            raise self._at("Unclosed end tag", place)
        last = self.open.pop()
        found = match.group(1).lower()
        if found and found != last.tag:
            offset = len(self.source[:place].encode())
            raise _wrong(f'Unmatched end tag at byte offset {offset}, expected "</{last.tag}>", found "</{found}>"')
        if self.length > last.offset:
            self._entity(last)
        return match.end()

    def _entity(self, tag: _Open) -> None:
        entity: Json = {"type": TYPES[tag.tag], "offset": tag.offset, "length": self.length - tag.offset}
        if tag.tag == "a":
            url = checked_link(tag.argument or "".join(self.pieces[tag.piece :]))
            if not url:
                return  # Telegram drops a link it cannot use, and keeps its text
            entity["url"] = url
        elif tag.tag == "blockquote" and tag.argument:
            entity["type"] = "expandable_blockquote"
        elif tag.tag == "tg-emoji":
            entity["custom_emoji_id"] = tag.argument
        elif tag.tag == "code" and tag.argument:
            entity["language"] = tag.argument
        self.entities.append(entity)

    def _at(self, text: str, place: int) -> ApiError:
        return _wrong(f"{text} at byte offset {len(self.source[:place].encode())}")


def decoded(match: re.Match[str]) -> str:
    """The letter of a reference, "" for a number that is no letter."""
    if match.group(3):
        return NAMED[match.group(3)]
    number = int(match.group(1), 16) if match.group(1) else int(match.group(2))
    return chr(number) if 0 < number < 0x10FFFF and not 0xD800 <= number < 0xE000 else ""


def _argument(tag: str, attributes: dict[str, str]) -> str:
    if tag == "a":
        return attributes.get("href", "")
    if tag == "code":
        name = attributes.get("class", "")
        return name.removeprefix("language-") if name.startswith("language-") else ""
    if tag == "span":
        name = attributes.get("class", "")
        return name.removeprefix("tg-") if name.startswith("tg-") else ""
    if tag == "tg-emoji":
        return attributes.get("emoji-id", "")
    return "1" if tag == "blockquote" and "expandable" in attributes else ""


def _wrong(text: str) -> ApiError:
    return bad(f"can't parse entities: {text}")

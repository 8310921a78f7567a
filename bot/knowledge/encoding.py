"""Bytes of a file that staff saved -> text, or one problem that says how to save it.

Accepted is UTF-8, with or without a byte order mark, with any line ends. Refused, each with its place: other
encodings, binary files, files over `MAX_BYTES`, characters that cannot be seen.
"""

from __future__ import annotations

import re
import unicodedata

from bot.knowledge.problems import Problem

MAX_BYTES = 5 * 1024 * 1024

# The mark of UTF-32 begins like that of UTF-16.
_OTHERS = (
    ("UTF-32", (b"\xff\xfe\0\0", b"\0\0\xfe\xff")),
    ("UTF-16", (b"\xff\xfe", b"\xfe\xff")),
)
_MARK = "\ufeff"

# What YAML calls printable, less the marks that only some programs take for line ends: two parsers and an editor
# would number the lines after them differently.
_UNSEEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")

# What is printable but has no width, or turns the direction of what follows: two words that look the same are not.
# Joiners are letters' own business in scripts that join (Persian, Hindi) and between emoji, not among Latin letters.
_HIDDEN = re.compile(
    "[\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|(?<![^\0-\u052f])[\u200c\u200d](?![^\0-\u052f])"
)


def decode(data: bytes, file: str) -> str | Problem:
    """The file's text without byte order mark, or the first problem that makes it unreadable."""
    if len(data) > MAX_BYTES:
        return too_big(file)
    for name, marks in _OTHERS:
        if data.startswith(marks):
            return Problem(file, 1, 1, f"the file is saved as {name}; save it as UTF-8")
    nul = data.find(b"\0")
    if nul >= 0:
        line, column = _place(data, nul)
        return Problem(file, line, column, "the file is not text (it holds a zero byte); save it as plain text, UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place(data, error.start)
        return Problem(
            file,
            line,
            column,
            f"the file is not saved as UTF-8: byte {error.start + 1} of the file is 0x{data[error.start]:02X}; "
            "choose UTF-8 when you save it",
        )
    text = text.removeprefix(_MARK)
    unseen = _UNSEEN.search(text)
    if unseen is None:
        return text
    line, column = place(text, unseen.start())
    return Problem(file, line, column, f"{name_of(unseen[0])} stands here, which cannot be seen; delete it")


def too_big(file: str) -> Problem:
    """The problem of a file that is not even looked at."""
    return Problem(file, 1, 1, f"the file is larger than {MAX_BYTES // 1024**2} MB; split it into several files")


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column, counted from 1, of the character at `index`."""
    before = lines(text[:index])
    return len(before), len(before[-1]) + 1


def lines(text: str) -> list[str]:
    """The lines as an editor and YAML count them: what ``str.splitlines`` would break at other marks stays whole."""
    return re.split(r"\r\n|\r|\n", text)


def unseen(text: str) -> str | None:
    """The name of the first character in `text` that cannot be seen (or printed), where there is one."""
    found = _UNSEEN.search(text)
    return name_of(found[0]) if found else None


def without_unseen(text: str) -> str:
    """The text with a space for each character that cannot be seen."""
    return _UNSEEN.sub(" ", text)


def hidden(text: str, file: str) -> list[Problem]:
    """The first character of each line that nobody sees though it is printable."""
    if _HIDDEN.search(text) is None:
        return []
    found = ((number, _HIDDEN.search(line)) for number, line in enumerate(lines(text), 1))
    return [
        Problem(file, number, here.start() + 1, f"{name_of(here[0])} stands here, which cannot be seen; delete it")
        for number, here in found
        if here
    ]


def first_hidden(text: str) -> str | None:
    """The name of the first such character in `text`, where there is one."""
    found = _HIDDEN.search(text)
    return name_of(found[0]) if found else None


def without_hidden(text: str) -> str:
    """The text as it looks."""
    return _HIDDEN.sub("", text)


def name_of(character: str) -> str:
    """A character that cannot be seen, in words."""
    return f"the character U+{ord(character):04X} ({unicodedata.name(character, 'control character').lower()})"


def _place(data: bytes, index: int) -> tuple[int, int]:
    # All before the index is sound, except that a file with zero bytes may be anything.
    return place(data[:index].decode("utf-8", "replace"), index)

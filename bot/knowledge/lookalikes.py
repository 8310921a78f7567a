"""Characters that programs for letters type instead of plain ones: no-break spaces, dashes, bullets, curly quotes.

To YAML they are letters like any other, so what they were meant for (indentation, a list, a key) is not there, and what
the parser then says points elsewhere. Inside texts they do no harm and stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DASH = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_BULLET = "\u00b7\u2022\u2023\u2043\u2219\u25aa\u25cb\u25cf\u25e6\u30fb"
_COLON = "\u2236\ufe13\ufe55\uff1a"
_DOUBLE = "\u201c-\u201f\u00ab\u00bb\uff02"
_SINGLE = "\u2018-\u201b\uff07"

_ODD = re.compile(f"[{_SPACE}{_DASH}{_COLON}{_DOUBLE}{_SINGLE}\uff01-\uff5e]")
_WRAPPED = re.compile(f"[{_DOUBLE}][^{_DOUBLE}]*[{_DOUBLE}]|[{_SINGLE}][^{_SINGLE}]*[{_SINGLE}]")

# Where a line's structure stands: at its beginning, behind list marks, behind its key.
_INDENT = rf"^ *(?:- +)*-?(?P<odd>[{_SPACE}])"
_MARK = rf"^ *(?:- +)*(?P<odd>[{_DASH}{_BULLET}])[\s{_SPACE}]*\S"
_KEY = rf"^ *(?:- +)*[a-z][a-zA-Z_-]*[ {_SPACE}]*(?:(?P<odd>[{_COLON}])|:(?P<space>[{_SPACE}]))"
_LINE = tuple(re.compile(pattern) for pattern in (_INDENT, _MARK, _KEY))
_FOLDED = re.compile(_INDENT)


def in_line(line: str, *, folded: bool = False) -> tuple[int, str] | None:
    """Column, from 1, and words for the first lookalike in the structure of a line.

    In a line that a text is folded into, a dash or a colon may be meant; a strange space at its beginning is not.
    """
    for pattern in (_FOLDED,) if folded else _LINE:
        found = pattern.match(line)
        if found:
            group = "odd" if found["odd"] else "space"
            odd = found[group]
            mark = pattern.pattern == _MARK
            return found.start(group) + 1, f"found {named(odd)}; type {_plain(odd, mark=mark)} instead"
    return None


def in_lines(lines: list[str], first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """Line, column and words for each such line from `first` to `last`, counted from 1."""
    for number in range(first, min(last, len(lines)) + 1):
        found = in_line(lines[number - 1])
        if found:
            yield number, *found


def around(text: str) -> str | None:
    """Words for a text that stands in curly quotes as if these were YAML's."""
    if not _WRAPPED.fullmatch(text):
        return None
    return (
        f"the text stands in quotes that are part of it, {named(text[0])} first; type {_plain(text[0])} instead, "
        "or put straight quotes around it all if they belong to it"
    )


def advice(text: str) -> str:
    """What to say of a lookalike in a value or key that is wrong, or nothing."""
    found = _ODD.search(text)
    return f"; it holds {named(found[0])}, type {_plain(found[0])} instead" if found else ""


def named(character: str) -> str:
    """The character in words: a no-break space (U+00A0)."""
    name = unicodedata.name(character, "character").lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name} (U+{ord(character):04X})"


def _plain(character: str, *, mark: bool = False) -> str:
    """What to type instead."""
    if mark:
        return "a plain hyphen and a space ('- ')"
    if re.match(f"[{_SPACE}]", character):
        return "a plain space"
    if re.match(f"[{_DASH}]", character):
        return "a plain hyphen (-)"
    if re.match(f"[{_COLON}]", character):
        return "a plain colon and a space (': ')"
    if re.match(f"[{_DOUBLE}]", character):
        return 'a straight quote (")'
    if re.match(f"[{_SINGLE}]", character):
        return "a straight quote (')"
    return f"a plain {unicodedata.normalize('NFKC', character)}"

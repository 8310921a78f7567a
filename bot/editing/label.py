"""A file as staff are sent it: its first line tells which file it is and what it was, so that it finds its way back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.knowledge.publishing import digest

_ADVICE = "leave this line; it is taken out again"
_LABEL = re.compile(rf"# (\S.*?) ([0-9a-f]{{32}}) \({re.escape(_ADVICE)}\)\s*")
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """A file that came back."""

    data: bytes
    """Without the label."""
    file: str = ""
    """Its path in the folder, as its label tells; empty for a file without one."""
    base: str = ""
    """The digest of what it was."""


def labelled(data: bytes, file: str) -> bytes:
    """The file with its label, which is a comment."""
    mark = _MARK if data.startswith(_MARK) else b""
    end = "\r\n" if b"\r\n" in data else "\n"
    line = f"# {file} {digest(data)} ({_ADVICE}){end}"
    return mark + line.encode() + data.removeprefix(mark)


def unlabelled(data: bytes) -> Unlabelled:
    """The file without its label, wherever in its first lines that stands now."""
    mark = _MARK if data.startswith(_MARK) else b""
    lines = data.removeprefix(mark).splitlines(keepends=True)
    for number, line in enumerate(lines[:_NEAR]):
        found = _LABEL.fullmatch(line.decode("utf-8", "replace"))
        if found:
            return Unlabelled(mark + b"".join(lines[:number] + lines[number + 1 :]), found[1], found[2])
    return Unlabelled(data)


_NEAR = 10
"""Lines among which the label is looked for."""


def like(data: bytes, before: bytes | None) -> bytes:
    """The file with the line ends and the byte order mark that it had before: editors on phones and PCs change both."""
    if before is None:
        return data
    if not before.startswith(_MARK):
        data = data.removeprefix(_MARK)
    if b"\r\n" not in before:
        return data.replace(b"\r\n", b"\n")
    bare = before.count(b"\n") > before.count(b"\r\n")
    return data if bare else re.sub(rb"(?<!\r)\n", b"\r\n", data)

"""What the YAML parser says of broken syntax -> what a person who writes texts can do about it."""

from __future__ import annotations

import re
from typing import Any

from bot.knowledge.problems import Problem

_QUOTE = "must stand in quotes"
_TAB = "found a tab; indent with spaces only"
_MISFIT = "the line does not fit those above; check the spaces at its beginning"
_NO_ITEM = "expected another '- ' in the column of those above; check the indentation"

# First match wins. The two parsers (C and Python) word the same fault differently.
_WORDS: tuple[tuple[str, str], ...] = (
    (r"tab character", _TAB),
    (
        r"mapping values are not allowed",
        f"unexpected colon: a text with ': ' in it {_QUOTE}; or the line is indented too deep, or the line above lacks "
        "the space behind its colon",
    ),
    (
        r"could not find expected ':'",
        "expected 'key: value', found no colon; write a colon and a space, or indent the text below its key",
    ),
    (r"alphabetic or numeric character", f"a text that begins with * or & {_QUOTE}"),
    (r"escape", "in double quotes \\ has a meaning of its own; use single quotes, or write \\\\"),
    (
        r"comment or (a )?line break|chomping or indentation",
        "after | or > the line must end; write the text into the lines below it",
    ),
    (
        r"sequence entries are not allowed",
        "unexpected '- ': a list stands in lines of its own below its key, every '-' in one column",
    ),
    (r"'-' indicator|block collection", _NO_ITEM),
    (r"expected key|<block end>|block mapping", _MISFIT),
    (r"tag|URI", f"a text that begins with ! {_QUOTE}"),
    (
        r"document start|directive|YAML document",
        f"the line does not belong to what is above; a text that begins with % {_QUOTE}",
    ),
    (r"node content", "expected a value here"),
)

_OPENS = re.compile(r"""(?:^|[:-]\s)\s*(['"{\[*&!])""")
_QUOTE_ALL = {
    "'": f"the whole {_QUOTE}, double ones, or single ones with each ' inside doubled ('')",
    '"': f'the whole {_QUOTE}, single ones, or double ones with each " inside written \\"',
}


def syntax_problem(error: Exception, file: str, lines: list[str], last: tuple[int, int]) -> Problem:
    """The problem behind the parser's exception; `last` is the last place that was read without fault."""
    said = str(getattr(error, "problem", None) or error).strip()
    context = str(getattr(error, "context", None) or "")
    mark: Any = getattr(error, "problem_mark", None)
    start: Any = getattr(error, "context_mark", None) or mark
    line, column = (mark.line + 1, mark.column + 1) if mark else last
    line, column = _inside(line, column, lines)
    if start and "quoted scalar" in context and "end of stream" in said:
        return Problem(file, start.line + 1, start.column + 1, "the quote that opens here is never closed")
    if last[0] < line and lines[last[0] - 1][last[1] - 1 : last[1]] in _QUOTE_ALL and _stray(said, context):
        words = f"the quote that opens here is closed only in line {line}; close it where its text ends"
        return Problem(file, *last, words)
    if start and "could not find expected ':'" in said:
        # Noticed only when the next line brings a colon.
        return Problem(file, start.line + 1, start.column + 1, _words(said, context, "", 1))
    if start and "flow" in context:
        words = f"the bracket that opens here is not closed, or what it holds is broken (line {line})"
        return Problem(file, start.line + 1, start.column + 1, f"{words}; a text that begins with {{ or [ {_QUOTE}")
    return Problem(file, line, column, _words(said, context, lines[line - 1], column))


def _words(said: str, context: str, line: str, column: int) -> str:
    if "cannot start any token" in said:
        found = line[column - 1 : column]
        return _TAB if found == "\t" else f"a text that begins with {found} {_QUOTE}"
    words = _known(said, context)
    if words is None:
        return f"this is not YAML: {' '.join(said.split())[:100]}"
    opened = _OPENS.search(line[: column - 1]) if _stray(said, context) else None
    if opened is None:
        return words
    if opened[1] in "{[":
        return f"the text goes on behind its closing bracket; a text that begins with {opened[1]} {_QUOTE}"
    if opened[1] in _QUOTE_ALL:
        return f"the text goes on behind its closing quote; {_QUOTE_ALL[opened[1]]}"
    return f"a text that begins with {opened[1]} {_QUOTE}"


def _known(said: str, context: str) -> str | None:
    return next((words for text in (said, context) for pattern, words in _WORDS if re.search(pattern, text)), None)


def _stray(said: str, context: str) -> bool:
    """Whether something stands where neither an item nor a key can."""
    return _known(said, context) in (_MISFIT, _NO_ITEM)


def _inside(line: int, column: int, lines: list[str]) -> tuple[int, int]:
    """A parser that misses something at the end points behind it: take the last line that holds anything."""
    if line < len(lines) or (line == len(lines) and lines[-1].strip()):
        return line, column
    line = len(lines)
    while line > 1 and not lines[line - 1].strip():
        line -= 1
    return line, len(lines[line - 1]) + 1

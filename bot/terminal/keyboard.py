"""Lines that a person types, with history, or that come through a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_REMEMBERED = 1_000


def typed_lines(prompt: str) -> Iterator[str]:
    """Every line until the end of input; the prompt is shown only to a person at a keyboard."""
    if not sys.stdin.isatty():
        for line in sys.stdin:
            yield line.rstrip("\r\n")
        return
    while True:
        try:
            yield input(prompt)
        except EOFError:
            return


@contextmanager
def history(file: Path | None) -> Iterator[None]:
    """Arrow keys bring back earlier lines, also those of earlier days; without a keyboard nothing happens."""
    if file is None or not sys.stdin.isatty():
        yield
        return
    try:
        import readline
    except ImportError:  # not on Windows, where the console has a history of its own
        yield
        return
    with suppress(OSError):
        readline.read_history_file(file)
    readline.set_history_length(_REMEMBERED)
    try:
        yield
    finally:
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            readline.write_history_file(file)

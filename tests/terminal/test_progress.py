"""Signs of life: none for short work, seldom for long."""

from __future__ import annotations

import io

import pytest

from bot.terminal.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


CASES = [
    (io.StringIO, [0.1, 4.9], ""),
    (io.StringIO, [5.0, 9.0, 11.0], "Reading: 50 %\nReading: 50 %\n"),
    (Terminal, [0.1, 0.4], ""),
    (Terminal, [1.0, 1.05], "\rReading: 50 %\x1b[K\r\x1b[K"),
]


@pytest.mark.parametrize(("kind", "times", "written"), CASES)
def test_written(kind: type[io.StringIO], times: list[float], written: str) -> None:
    stream, ticks = kind(), iter([0.0, *times])
    with Progress("Reading", stream, clock=lambda: next(ticks)) as progress:
        for _ in times:
            progress(1, 2)
    assert stream.getvalue() == written


def test_nothing_to_do_is_no_division_by_zero() -> None:
    ticks = iter([0.0, 6.0])
    stream = io.StringIO()
    Progress("Reading", stream, clock=lambda: next(ticks))(0, 0)
    assert stream.getvalue() == "Reading: 0 %\n"

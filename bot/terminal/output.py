"""What the program's output can show: asked of the terminal and the environment once."""

from __future__ import annotations

import shutil
import sys

from bot.settings import Settings
from bot.terminal.rendering import Style

_WIDEST = 100
"""Columns; longer lines are hard to read."""


def style() -> Style:
    """Bold type and wrapped lines on a terminal, plain text in a pipe or file."""
    if not sys.stdout.isatty():
        return Style()
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    return Style(colour=Settings.read().colour, width=width)

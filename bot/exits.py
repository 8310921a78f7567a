"""Exit codes of `wego-bot compile` that another process heeds."""

from __future__ import annotations

from typing import Final

UNKEPT: Final = 3
"""Nothing compiled can be kept: each start reads the YAML itself."""
AGAIN: Final = 4
"""The files have changed while they were read."""
ANOTHER: Final = 5
"""Told by nobody but whoever waits for it: the program on the disk is another one than the one that runs."""

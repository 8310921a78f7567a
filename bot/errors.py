"""The program's own errors, drawn as a tree; ``cli.py`` alone maps them to exit codes.

BotError
├── KnowledgeError     the knowledge cannot be used: its problems are listed
├── OutdatedError      the files have changed since they were looked at
└── UsageError         the command line or a setting is wrong
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.knowledge.problems import Problem


class BotError(Exception):
    """Base of all expected failures; its text is one sentence for the user."""


class OutdatedError(BotError):
    """The files of the knowledge have changed since they were looked at: what is read now is another version."""


class UsageError(BotError):
    """The command line or a setting is wrong."""


class KnowledgeError(BotError):
    """The knowledge cannot be used."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"the knowledge has {len(self.problems)} problem(s)")

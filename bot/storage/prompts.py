"""What staff were asked to write, by the words that asked: who replies when it is over is told so, and asks nothing.

Kept for longer than what was asked, so that a late reply is known for one.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import prompts

_ADD = Upsert(prompts, ["chat", "said"])


def add(connection: sa.Connection, chat: int, said: str, now: float) -> None:
    """A message with this digest of its words asks staff for something in a chat."""
    _ADD.run(connection, {"chat": chat, "said": said, "asked": now})


def is_one(connection: sa.Connection, chat: int, said: str) -> bool:
    """Whether a message with that digest of its words did."""
    wanted = (prompts.c.chat == chat) & (prompts.c.said == said)
    return connection.scalar(sa.select(prompts.c.said).where(wanted)) is not None

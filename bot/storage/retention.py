"""How long things are kept, and what forgets them."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from bot.storage import announced, publications
from bot.storage.inbox import State
from bot.storage.tables import (
    conversations,
    copies,
    departures,
    digests,
    drafts,
    edits,
    phrases,
    prompts,
    questions,
    relays,
    replies,
    updates,
)

DAY: Final = 24 * 3600.0
KEPT: Final[tuple[tuple[sa.Table, sa.Column[float], float], ...]] = (
    (conversations, conversations.c.changed, 7 * DAY),
    (replies, replies.c.sent, 2 * DAY),
    (questions, questions.c.asked, 90 * DAY),
    (relays, relays.c.sent, 30 * DAY),
    (drafts, drafts.c.made, 7 * DAY),
    (digests, digests.c.changed, 400 * DAY),
    (phrases, phrases.c.used, 30 * DAY),
    (copies, copies.c.sent, 90 * DAY),
    (edits, edits.c.asked, 2 * DAY),
    (prompts, prompts.c.asked, 90 * DAY),
    (departures, departures.c.left, 30 * DAY),
)
"""Tables with the time that counts, and for how long a row is kept, in seconds."""
UPDATES_KEPT: Final = 3 * DAY
"""Ids of updates that are done: Telegram sends none again after a day."""
SET_ASIDE_KEPT: Final = 30 * DAY

PROPOSALS_KEPT: Final = 30 * DAY
PUBLICATIONS_KEPT: Final = 2 * 365 * DAY
"""For how long it can be seen who changed what, and be undone."""


def purge(connection: sa.Connection, now: float) -> int:
    """Forget what is older than its limit; how many rows that were."""
    count = 0
    for table, column, limit in KEPT:
        count += connection.execute(sa.delete(table).where(column < now - limit)).rowcount
    for state, limit in ((State.DONE, UPDATES_KEPT), (State.SET_ASIDE, SET_ASIDE_KEPT)):
        old = (updates.c.state == state) & (updates.c.finished < now - limit)
        count += connection.execute(sa.delete(updates).where(old)).rowcount
    count += announced.purge(connection, now)
    return count + publications.purge(connection, now - PROPOSALS_KEPT, now - PUBLICATIONS_KEPT)

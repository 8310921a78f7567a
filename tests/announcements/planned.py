"""Announcements in a database alone: planned, claimed and recorded without a call."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from bot.announcements import claiming, drafts, planning, recording, rounds
from bot.announcements.announcement import Announcement, Rendering
from bot.announcements.claiming import Claimant
from bot.announcements.drafts import Maker
from bot.announcements.ledger import Claimed
from bot.announcements.outcomes import Circumstances, Outcome, decide
from bot.announcements.planning import Approval
from bot.announcements.rounds import Round
from bot.announcements.states import Source, Stage
from bot.failure import Failure, Kind
from bot.storage import chats, subscriptions
from bot.storage.tables import deliveries

NOW = 1_795_000_000.0
STAFF = 7
TEXTS = {"en": Rendering("News.")}
NEWS = Announcement({"en": "News."})
BUSY = Failure(Kind.TOO_MANY, "Too Many Requests: retry after 1", wait=1.0)
LOST = Failure(Kind.UNCERTAIN, "no answer")
WRONG = Failure(Kind.REFUSED, "Bad Request: can't parse entities")


def plan(connection: sa.Connection, them: Iterable[int], draft: Announcement = NEWS, **more: Any) -> int:
    """An announcement that is being sent to some chats; its number."""
    for chat in them:
        chats.seen(connection, chat, "private" if chat > 0 else "supergroup", NOW)
        subscriptions.add(connection, chat, "", NOW)
    source, chat = more.pop("source", Source.STAFF), more.pop("chat", STAFF)
    number = drafts.create(connection, draft, Maker(source, STAFF, "Sora", STAFF), NOW)
    assert number is not None
    said = Approval("Sora", NOW, chat, **more)
    assert planning.approve(connection, number, drafts.version_of(draft), TEXTS, said) is not None
    rounds.begin_due(connection, NOW)
    return number


def correct(connection: sa.Connection, number: int, text: str = "Better news.", due: float = 0.0) -> int:
    """Another text; the number of the round that brings it."""
    said = Approval("Sora", NOW, STAFF, due)
    assert planning.correct(connection, number, Announcement({"en": text}), {"en": Rendering(text)}, said) is not None
    rounds.begin_due(connection, NOW)
    return rounds.all_of(connection, number)[-1].round


def recall(connection: sa.Connection, number: int) -> int:
    """Take it back; the number of the round that does it."""
    assert planning.recall(connection, number, TEXTS, Approval("Sora", NOW, STAFF)) is not None
    rounds.begin_due(connection, NOW)
    return rounds.all_of(connection, number)[-1].round


def the(connection: sa.Connection, number: int, made: int = 0) -> Round:
    found = rounds.find(connection, (number, made))
    assert found is not None
    return found


def claim(connection: sa.Connection, number: int, chat: int, made: int = 0, now: float = NOW) -> Claimed | None:
    """The chat's turn begins, unless it is not to be."""
    one = the(connection, number, made)
    return claiming.claim(connection, one, chat, Claimant("one", now, "UTC"))


def ends(connection: sa.Connection, claimed: Claimed | None, failure: Failure | None = None, message: int = 1) -> bool:
    """Its call ends; what is written down of it."""
    assert claimed is not None
    one = the(connection, *claimed.key)
    outcome = Outcome(() if failure else (message,), failure)
    decision = decide(outcome, Circumstances(one.kind, claimed.attempt))
    if decision.stops:
        rounds.move(connection, one.key, Stage.STOPPED, NOW, reason=decision.told)
    return recording.record(connection, claimed, outcome, decision, NOW)


def send(connection: sa.Connection, number: int, chat: int, made: int = 0, failure: Failure | None = None) -> None:
    """From its turn to its end."""
    ends(connection, claim(connection, number, chat, made), failure)


def rows(connection: sa.Connection, number: int, made: int = 0) -> dict[int, tuple[str, str]]:
    """State and reason of each chat."""
    d = deliveries.c
    query = sa.select(d.chat, d.state, d.reason).where(d.announcement == number, d.round == made)
    return {chat: (state, reason) for chat, state, reason in connection.execute(query)}

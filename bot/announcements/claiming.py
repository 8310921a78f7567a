"""Claiming: noted before a call begins, once it is sure that the chat still wants it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from bot.announcements import settling
from bot.announcements.audiences import recipient
from bot.announcements.ledger import CANARY, LATER, ROW, TEXT, Claimed
from bot.announcements.recipients import Hold, Recipient, Skip, verdict
from bot.announcements.rounds import Key, Round
from bot.announcements.states import Kind, Reason, Source, Stage, State
from bot.storage import moves
from bot.storage.preferences import LostTopic
from bot.storage.tables import deliveries, renderings, rounds

_d, _r = deliveries.c, rounds.c
_ORIGIN = deliveries.alias("origin")
_CLAIMABLE = (
    sa.select(
        *(_d.position, _d.language, _d.topic, _d.reason, _d.attempts, _r.stage, _r.kind),
        *(_ORIGIN.c.messages, _ORIGIN.c.sent, _ORIGIN.c.state.label("origin")),
    )
    .select_from(
        deliveries.join(rounds, (_r.announcement == _d.announcement) & (_r.round == _d.round)).join(
            _ORIGIN,
            (_ORIGIN.c.announcement == _d.announcement) & (_ORIGIN.c.round == 0) & (_ORIGIN.c.chat == _d.chat),
            isouter=True,
        )
    )
    .where(ROW, _d.state == State.PLANNED, _d.not_before <= sa.bindparam("now"))
)
_CLAIM = (
    sa.update(deliveries)
    .where(ROW, _d.state == State.PLANNED)
    .values(
        state=State.SENDING,
        reason="",
        told="",
        attempts=_d.attempts + 1,
        owner=sa.bindparam("by"),
        text=sa.bindparam("says"),
        language=sa.bindparam("speaks"),
        topic=sa.bindparam("there"),
        changed=sa.bindparam("now"),
    )
)
_SET_ASIDE = (
    sa.update(deliveries)
    .where(ROW, _d.state == State.PLANNED)
    .values(
        state=sa.bindparam("to"),
        reason=sa.bindparam("why"),
        not_before=sa.bindparam("until"),
        changed=sa.bindparam("now"),
    )
)
_CHANGING = (
    sa.select(_d.round)
    .select_from(
        rounds.join(
            deliveries,
            (_d.announcement == _r.announcement) & (_d.round == _r.round) & (_d.chat == sa.bindparam("c")),
        )
    )
    .where(_r.announcement == sa.bindparam("a"), _r.round > 0, _r.round != sa.bindparam("n"), _d.state == State.SENDING)
)
_SPOKEN = sa.select(renderings.c.language).where(
    renderings.c.announcement == sa.bindparam("a"),
    renderings.c.round == 0,
    renderings.c.language == sa.bindparam("speaks"),
)
_ANOTHER = sa.select(_d.announcement).where(
    _d.chat == sa.bindparam("c"), _d.state == State.SENDING, _d.round == 0, _d.announcement != sa.bindparam("a")
)
SOON: Final = 1.0
"""Seconds until it is looked again whether another call for the same message, or in the same chat, has ended."""


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who claims, and by whose clock."""

    owner: str
    now: float
    zone: str
    """The organiser's."""


def claim(connection: sa.Connection, one: Round, chat: int, by: Claimant) -> Claimed | None:
    """Note that a chat is about to be dealt with; None where it is not to be, now or at all, which is noted as well."""
    at = {"a": one.announcement, "n": one.round, "c": chat, "now": by.now}
    row = connection.execute(_CLAIMABLE, at).mappings().first()
    if row is None or row["stage"] != Stage.RUNNING:
        return None
    wants = None
    if one.kind is Kind.SEND and row["position"] != CANARY:
        wants = recipient(connection, chat, by.now, reminded=bool(one.draft.audience.reminds))
    if wants is None and one.kind is Kind.SEND and (moved := moves.latest(connection, chat)) != chat:
        settling.follow(connection, chat, moved, by.now)
        return None
    found = _overtaken(connection, one, at) or _judged(one, row, wants, by) or _counted(connection, wants, at)
    if isinstance(found, Hold):
        _set_aside(connection, at, State.PLANNED, found.reason, found.until)
        return None
    if found is not None:
        failed = found.reason is Reason.EXPIRED
        _set_aside(connection, at, State.FAILED if failed else State.SKIPPED, found.reason)
        return None
    says = one.round if one.kind in (Kind.EDIT, Kind.RECALL) else connection.scalar(TEXT, at) or 0
    language, topic = _place(connection, one, row, wants)
    told = {"by": by.owner, "says": says, "speaks": language, "there": topic}
    if connection.execute(_CLAIM, {**at, **told}).rowcount != 1:
        return None
    general = wants is not None and wants.wants.lost_topic is LostTopic.GENERAL and topic is not None
    messages = tuple(json.loads(row["messages"])) if one.round else ()
    sent = row["sent"] if one.round else None
    attempt = row["attempts"] + 1
    return Claimed(one.key, chat, language, topic, attempt, by.owner, says, messages, sent, general)


def _place(
    connection: sa.Connection, one: Round, row: sa.RowMapping, wants: Recipient | None
) -> tuple[str, int | None]:
    """In which language and forum topic: as the chat wants it now, be it that the approval was long ago.

    What its topic did not take, and what there is no text for, stays as it was.
    """
    if wants is None:
        return row["language"], row["topic"]
    language, chosen = row["language"], wants.wants.language
    if chosen and chosen != language and connection.scalar(_SPOKEN, {"a": one.announcement, "speaks": chosen}):
        language = chosen
    return language, row["topic"] if row["reason"] == Reason.NO_TOPIC else wants.wants.topic


def _overtaken(connection: sa.Connection, one: Round, at: dict[str, Any]) -> Hold | Skip | None:
    """Whether what was decided later leaves nothing to do here, or another call for the message is under way.

    A call that failed is planned again, perhaps after somebody has taken the announcement back or corrected it; and of
    two calls that change one message, the later text has to come last.
    """
    later = {Kind(kind) for _, kind, _ in connection.execute(LATER, at)}
    if Kind.RECALL in later:
        return Skip(Reason.RECALLED)
    if one.kind is Kind.EDIT and Kind.EDIT in later:
        return Skip(Reason.REPLACED)
    if one.round and connection.scalar(_CHANGING, at) is not None:
        return Hold(at["now"] + SOON, Reason.BUSY)
    return None


def _judged(one: Round, row: sa.RowMapping, wants: Recipient | None, by: Claimant) -> Hold | Skip | None:
    """Whether it is not to be dealt with now; the canary gets it whatever it subscribes to."""
    if by.now >= one.expires:
        return Skip(Reason.EXPIRED)
    if one.kind is not Kind.SEND:
        there = row["origin"] == State.SENT and row["messages"] not in (None, "[]")
        return None if there else Skip(Reason.GONE)
    if row["position"] == CANARY:
        return None
    if wants is None:
        return Skip(Reason.LEFT)
    return verdict(wants, one.draft.audience, by.now, by.zone, asked_for=one.source is Source.REMINDER)


def _counted(connection: sa.Connection, wants: Recipient | None, at: dict[str, Any]) -> Hold | None:
    """Where a chat wants only so many in a week, whether one is under way of which nobody knows yet if it counts."""
    if wants is None or wants.wants.weekly_most is None or connection.scalar(_ANOTHER, at) is None:
        return None
    return Hold(at["now"] + SOON, Reason.BUSY)


def put_off(connection: sa.Connection, key: Key, chat: int, until: float, now: float) -> None:
    """Not before a moment: Telegram wants no more in that chat, or something went wrong with it."""
    _set_aside(connection, {"a": key[0], "n": key[1], "c": chat, "now": now}, State.PLANNED, Reason.BUSY, until)


def _set_aside(connection: sa.Connection, at: dict[str, Any], to: State, reason: Reason, until: float = 0.0) -> None:
    connection.execute(_SET_ASIDE, {**at, "to": to, "why": reason, "until": until})

"""Approving: text, looks and chats of a round are frozen in one transaction, and each chat gets its row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa

from bot.announcements import drafts, proposals
from bot.announcements.announcement import Announcement, Rendering
from bot.announcements.audiences import audience_of
from bot.announcements.recipients import Recipient
from bot.announcements.rounds import find, is_recalled, reopen
from bot.announcements.states import Kind, Reason, Stage, State
from bot.storage.tables import deliveries, renderings, rounds

_r, _d = rounds.c, deliveries.c
FALLBACK: Final = "en"
KEPT_UP: Final = 48 * 3600.0
"""Seconds after which what could not be sent is out of date, where nothing says otherwise."""
CANARY: Final = 0
FIRST: Final = 1
"""Positions: the chat that gets it first; one chat of each language; the others come after them."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who has approved something, when and how it goes out, and where staff see how it goes."""

    approvers: str
    now: float
    chat: int
    due: float = 0.0
    """0: at once."""
    expires: float = 0.0
    """0: as long as anything is kept up."""
    canary: int = 0
    """The chat that gets it before all others; 0: the first of them."""

    @property
    def begins(self) -> float:
        return max(self.due, self.now)


def approve(
    connection: sa.Connection, number: int, version: str, texts: Mapping[str, Rendering], approval: Approval
) -> int | None:
    """Freeze text, looks and chats of a draft; how many chats get it. None where it is not there as it was shown.

    ``texts`` has a rendering for each language in which a chat may want it; English for all others.
    """
    held = drafts.find(connection, number)
    if held is None or not drafts.approve(connection, number, version, approval.now):
        return None
    _open(connection, number, 0, Kind.SEND, approval)
    _freeze(connection, number, 0, texts)
    found = audience_of(connection, held.draft.audience)
    _plan(connection, number, found, texts, approval.canary)
    if held.draft.pins:
        _open(connection, number, 1, Kind.PIN, approval)
    return len(found)


def approve_correction(
    connection: sa.Connection, number: int, version: str, texts: Mapping[str, Rendering], approval: Approval
) -> int | None:
    """Correct what the draft with this number is to change; how many chats have the old text.

    None where the draft is not there as it was shown, or what it is to change was taken back.
    """
    held = drafts.find(connection, number)
    target = drafts.find(connection, held.corrects) if held and held.corrects is not None else None
    if held is None or target is None or is_recalled(connection, target.number):
        return None
    if not drafts.approve(connection, number, version, approval.now):
        return None
    if held.facts:
        proposals.retell(connection, target.number, held.facts)
    return correct(connection, target.number, corrected(target.draft, held.draft), texts, approval)


def corrected(present: Announcement, draft: Announcement) -> Announcement:
    """What a message can be given after it was sent: other words and other buttons."""
    return replace(present, texts=draft.texts, links=draft.links)


def correct(
    connection: sa.Connection, number: int, draft: Announcement, texts: Mapping[str, Rendering], approval: Approval
) -> int | None:
    """Give exactly those chats another text that got the old one; how many these are by now. None after a recall.

    Those that are still to get it get the new one; those to which it is just being sent follow once that is known.
    It has no time of its own: where the old text is out already, it is changed at once, whenever that was due.
    """
    if is_recalled(connection, number):
        return None
    sent = find(connection, (number, 0))
    if sent is not None and sent.stage is not Stage.SCHEDULED:
        approval = replace(approval, due=0.0)
    drafts.rewrite(connection, number, draft, approval.now)
    made = _next(connection, number)
    _open(connection, number, made, Kind.EDIT, approval)
    _freeze(connection, number, made, texts)
    _supersede(connection, number, made, approval.now)
    _try_refused(connection, number, approval.now)
    return _follow(connection, number, made, approval.now)


def recall(connection: sa.Connection, number: int, texts: Mapping[str, Rendering], approval: Approval) -> int | None:
    """Take it back from all who got it, and send it to nobody else; how many got it. None where that was done before.

    ``texts`` say in each language that it is withdrawn, for those messages that cannot be deleted any more.
    """
    if is_recalled(connection, number):
        return None
    made = _next(connection, number)
    _open(connection, number, made, Kind.RECALL, approval)
    _freeze(connection, number, made, texts)
    waiting = (_d.announcement == number) & (_d.round < made) & (_d.state == State.PLANNED)
    changed = {"state": State.SKIPPED, "reason": Reason.RECALLED, "changed": approval.now}
    connection.execute(sa.update(deliveries).where(waiting).values(changed))
    unsettled = (Stage.SCHEDULED, Stage.STOPPED, Stage.LATE)
    over = (_r.announcement == number) & (_r.round < made) & _r.stage.in_(unsettled)
    connection.execute(sa.update(rounds).where(over).values(stage=Stage.CANCELLED, finished=approval.now))
    return _follow(connection, number, made, approval.now)


def _supersede(connection: sa.Connection, number: int, made: int, now: float) -> None:
    """A later text is on its way: the earlier corrections that wait need not be made."""
    earlier = sa.select(_r.round).where(_r.announcement == number, _r.kind == Kind.EDIT, _r.round < made)
    waiting = (_d.announcement == number) & _d.round.in_(earlier) & (_d.state == State.PLANNED)
    changed = {"state": State.SKIPPED, "reason": Reason.REPLACED, "changed": now}
    connection.execute(sa.update(deliveries).where(waiting).values(changed))


def _try_refused(connection: sa.Connection, number: int, now: float) -> None:
    """Where Telegram did not take the old text, the new one is tried, unless the rest was given up."""
    kept = sa.select(_r.round).where(_r.announcement == number, _r.round == 0, _r.stage != Stage.CANCELLED)
    refused = (_d.announcement == number) & _d.round.in_(kept) & (_d.state == State.FAILED)
    again = {"state": State.PLANNED, "reason": "", "not_before": 0.0, "changed": now}
    tried = connection.execute(sa.update(deliveries).where(refused, _d.reason == Reason.REFUSED).values(again))
    if tried.rowcount:
        reopen(connection, (number, 0), now)


def _follow(connection: sa.Connection, number: int, made: int, now: float) -> int:
    """One delivery for each chat that has the message; how many."""
    query = sa.select(_d.chat, _d.position, _d.kind, _d.language, _d.topic).where(
        _d.announcement == number, _d.round == 0, _d.state == State.SENT, _d.messages != "[]"
    )
    rows = [dict(row) | _new(number, made, now) for row in connection.execute(query).mappings()]
    if rows:
        connection.execute(sa.insert(deliveries), rows)
    return len(rows)


def _new(number: int, made: int, now: float) -> dict[str, object]:
    return {"announcement": number, "round": made, "state": State.PLANNED, "changed": now}


def _open(connection: sa.Connection, number: int, made: int, kind: Kind, approval: Approval) -> None:
    begins = approval.begins
    connection.execute(
        sa.insert(rounds).values(
            announcement=number,
            round=made,
            kind=kind,
            stage=Stage.SCHEDULED,
            due=begins,
            expires=approval.expires or begins + KEPT_UP,
            alive=approval.now,
            approved=approval.now,
            approvers=approval.approvers,
            chat=approval.chat,
        )
    )


def _freeze(connection: sa.Connection, number: int, made: int, texts: Mapping[str, Rendering]) -> None:
    connection.execute(
        sa.insert(renderings),
        [
            {"announcement": number, "round": made, "language": code, "said": one.said, "body": one.dumps()}
            for code, one in texts.items()
        ],
    )


def _plan(
    connection: sa.Connection, number: int, found: Sequence[Recipient], texts: Iterable[str], canary: int
) -> None:
    """A row for each chat, in the order in which they get it."""
    known, seen = set(texts), set[str]()
    rows: list[dict[str, Any]] = []
    for one in sorted(found, key=lambda one: one.chat != canary):
        language = one.wants.language if one.wants.language in known else FALLBACK
        position = CANARY if one.chat == canary else FIRST if language not in seen else FIRST + 1
        seen.add(language)
        about = {"chat": one.chat, "kind": one.kind, "language": language, "topic": one.wants.topic}
        rows.append(about | {"position": position} | _new(number, 0, 0.0))
    if canary and not any(row["position"] == CANARY for row in rows):
        about = {"chat": canary, "kind": "group" if canary < 0 else "private", "language": FALLBACK, "topic": None}
        rows.append(about | {"position": CANARY} | _new(number, 0, 0.0))
    if rows:
        connection.execute(sa.insert(deliveries), rows)


def _next(connection: sa.Connection, number: int) -> int:
    return int(connection.scalar(sa.select(sa.func.max(_r.round)).where(_r.announcement == number)) or 0) + 1

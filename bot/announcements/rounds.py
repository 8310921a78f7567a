"""Rounds: one pass over the chats of an announcement, planned as a whole in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

import sqlalchemy as sa

from bot.announcements.announcement import Announcement, Rendering
from bot.announcements.states import OPEN, OVER, STAGES, Kind, Reason, Source, Stage, State
from bot.storage.tables import announcements, deliveries, renderings, rounds

_r, _d = rounds.c, deliveries.c
Key: TypeAlias = tuple[int, int]
"""Number of an announcement, and of a round of it."""
FALLBACK: Final = "en"
SHOWN: Final = "over."
"""How the note of what was shown begins, once that is the whole report."""
GRACE: Final = 3600.0
"""Seconds of an outage after which staff are asked whether the rest shall still go out."""


@dataclass(frozen=True, slots=True)
class Round:
    """One pass over the chats."""

    announcement: int
    round: int
    kind: Kind
    stage: Stage
    due: float
    expires: float
    alive: float
    approvers: str
    reason: str
    finished: float | None
    chat: int
    message: int | None
    shown: str
    forgotten: int
    tally: str
    source: Source
    draft: Announcement

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.announcement, self.round


_COLUMNS = (
    *(_r.announcement, _r.round, _r.kind, _r.stage, _r.due, _r.expires, _r.alive, _r.approvers, _r.reason),
    *(_r.finished, _r.chat, _r.message, _r.shown, _r.forgotten, _r.tally),
    *(announcements.c.source, announcements.c.draft),
)
_ROUNDS = sa.select(*_COLUMNS).join(announcements, announcements.c.number == _r.announcement)
_ORDER = (_r.due, _r.announcement, _r.round)


def find(connection: sa.Connection, key: Key) -> Round | None:
    """One round."""
    query = _ROUNDS.where(_r.announcement == key[0], _r.round == key[1])
    row = connection.execute(query).mappings().first()
    return _read(row) if row else None


def all_of(connection: sa.Connection, announcement: int) -> list[Round]:
    """All rounds of an announcement, in their order."""
    query = _ROUNDS.where(_r.announcement == announcement).order_by(_r.round)
    return [_read(row) for row in connection.execute(query).mappings()]


def in_stage(connection: sa.Connection, *stages: Stage) -> list[Round]:
    """All rounds in some stages, the one that was due first first."""
    query = _ROUNDS.where(_r.stage.in_(stages)).order_by(*_ORDER)
    return [_read(row) for row in connection.execute(query).mappings()]


def to_show(connection: sa.Connection) -> list[Round]:
    """The rounds of which staff may not have been shown yet how they stand; pinning is told of with what is pinned."""
    held = (Stage.RUNNING, Stage.STOPPED, Stage.LATE)
    open_ = _r.stage.in_(held) | (_r.stage.in_(OVER) & ~_r.shown.startswith(SHOWN))
    query = _ROUNDS.where(_r.kind != Kind.PIN, open_).order_by(*_ORDER)
    return [_read(row) for row in connection.execute(query).mappings()]


def move(connection: sa.Connection, key: Key, to: Stage, now: float, **more: object) -> bool:
    """Another stage; False where the round cannot go there from where it is. What is over is only opened again."""
    announcement, number = key
    start = [one for one, ends in STAGES.items() if to in ends and one not in OVER]
    over = to in OVER
    values = {"stage": to, "reason": "", "finished": now if over else None, "alive": now, **more}
    wanted = (_r.announcement == announcement) & (_r.round == number) & _r.stage.in_(start)
    if connection.execute(sa.update(rounds).where(wanted).values(values)).rowcount != 1:
        return False
    if to is Stage.CANCELLED:
        waiting = (_d.announcement == announcement) & (_d.round == number) & (_d.state == State.PLANNED)
        changed = {"state": State.SKIPPED, "reason": Reason.CANCELLED, "changed": now}
        connection.execute(sa.update(deliveries).where(waiting).values(changed))
        if not number:  # who has the message still gets the correction of it
            later = (_r.announcement == announcement) & (_r.kind == Kind.PIN) & (_r.stage == Stage.SCHEDULED)
            connection.execute(sa.update(rounds).where(later).values(stage=Stage.CANCELLED, finished=now))
    return True


def go_on(connection: sa.Connection, key: Key, now: float) -> bool:
    """Staff want what was stopped, or is late, to go out after all: from now on it has as long as it had at first."""
    found = find(connection, key)
    if found is None or found.stage not in (Stage.STOPPED, Stage.LATE, Stage.SCHEDULED):
        return False
    expires = max(found.expires, now + found.expires - found.due)
    if not move(connection, key, Stage.RUNNING, now, due=now, expires=expires):
        return False
    if not found.round:  # what is done to the message once it is there: to pin it
        later = sa.update(rounds).where(_r.announcement == found.announcement, _r.round > 0)
        connection.execute(later.where(_r.stage == Stage.SCHEDULED).values(due=now))
        connection.execute(later.where(_r.stage == Stage.RUNNING, _r.expires < expires).values(expires=expires))
    return True


def reopen(connection: sa.Connection, key: Key, now: float) -> None:
    """Something is to be done again in a round that is over: from now on it has as long as it had at first."""
    over = (_r.announcement == key[0]) & (_r.round == key[1]) & _r.stage.in_((Stage.FINISHED, Stage.CANCELLED))
    again = {"stage": Stage.RUNNING, "finished": None, "alive": now, "expires": _r.expires - _r.due + now, "due": now}
    connection.execute(sa.update(rounds).where(over).values(again))


def is_recalled(connection: sa.Connection, announcement: int) -> bool:
    """Whether it was taken back: nothing of it can be sent or changed any more."""
    query = sa.select(_r.round).where(_r.announcement == announcement, _r.kind == Kind.RECALL)
    return connection.scalar(query) is not None


def begin_due(connection: sa.Connection, now: float) -> list[Round]:
    """Begin what is due; what should have gone out while the bot was away is late instead. The rounds that are."""
    late = []
    for one in in_stage(connection, Stage.SCHEDULED, Stage.RUNNING):
        asleep = now - (one.due if one.stage is Stage.SCHEDULED else one.alive)
        if one.due > now or (one.stage is Stage.RUNNING and asleep > GRACE and finish(connection, one, now)):
            continue
        if asleep > GRACE and one.source is not Source.REMINDER and not one.kind.repeatable:
            move(connection, one.key, Stage.LATE, now)
            late.append(replace(one, stage=Stage.LATE))
        elif one.stage is Stage.SCHEDULED:
            move(connection, one.key, Stage.RUNNING, now)
    return late


def are_running(connection: sa.Connection) -> bool:
    """Whether any round runs."""
    return connection.scalar(sa.select(_r.round).where(_r.stage == Stage.RUNNING).limit(1)) is not None


def keep_alive(connection: sa.Connection, now: float) -> None:
    """Note that what runs is being worked on."""
    connection.execute(sa.update(rounds).where(_r.stage == Stage.RUNNING).values(alive=now))


def finish(connection: sa.Connection, one: Round, now: float) -> bool:
    """Note the end of a round, where no chat is left to be dealt with and none can come to it any more."""
    there = (_d.announcement == one.announcement) & (_d.round == one.round) & _d.state.in_(OPEN)
    if connection.scalar(sa.select(_d.chat).where(there).limit(1)) is not None:
        return False
    if one.round:
        first = sa.select(_r.stage).where(_r.announcement == one.announcement, _r.round == 0)
        if connection.scalar(first) not in (Stage.FINISHED, Stage.CANCELLED):
            return False
    return move(connection, one.key, Stage.FINISHED, now)


def show(connection: sa.Connection, one: Round, chat: int, message: int | None, shown: str) -> None:
    """In which message of ours staff see how it goes, and what that says."""
    wanted = (_r.announcement == one.announcement) & (_r.round == one.round)
    connection.execute(sa.update(rounds).where(wanted).values(chat=chat, message=message, shown=shown))


def unshow(connection: sa.Connection, announcement: int) -> None:
    """What staff were shown of its rounds does not hold any more, though nothing in them goes on."""
    over = _r.shown.startswith(SHOWN)
    anew = sa.case((over, ""), else_=_r.stage + ".")
    shown = (_r.announcement == announcement) & (_r.shown != "")
    connection.execute(sa.update(rounds).where(shown).values(shown=anew))


def texts_of(connection: sa.Connection, key: Key) -> dict[str, Rendering]:
    """What the chats of each language get."""
    c = renderings.c
    query = sa.select(c.language, c.body).where(c.announcement == key[0], c.round == key[1])
    return {language: Rendering.loads(body) for language, body in connection.execute(query)}


def _read(row: sa.RowMapping) -> Round:
    held: dict[str, Any] = dict(row)
    held["kind"], held["stage"], held["source"] = Kind(held["kind"]), Stage(held["stage"]), Source(held["source"])
    held["draft"] = Announcement.loads(held["draft"])
    return Round(**held)

"""Chats that subscribe, an announcement that is approved for them, and what the ledger and the server say of it."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from bot.announcements import drafts, planning
from bot.announcements.announcement import Announcement, Rendering
from bot.announcements.drafts import Maker
from bot.announcements.planning import Approval
from bot.announcements.states import Source, State
from bot.stand_in import BotApi, Group, Person
from bot.storage.database import open_engine
from bot.storage.migrating import prepare
from bot.storage.tables import chats, deliveries, rounds, subscriptions

TEXT = "<b>A new course</b> is open to all cities. You can apply until <i>1 March</i>."
STAFF = 1
METHODS = ("sendMessage",)


@dataclass
class Crowd:
    """Chats on the server, which the database knows as well."""

    api: BotApi
    url: str
    people: Sequence[Person]
    groups: Sequence[Group]

    @property
    def ids(self) -> list[int]:
        return [one.id for one in self.people] + [one.id for one in self.groups]


def crowd(api: BotApi, url: str, count: int, *, groups: int = 0) -> Crowd:
    """So many chats, all of which subscribe."""
    people = [api.person(f"P{number}", started=True) for number in range(count - groups)]
    made = Crowd(api, url, people, [api.group(f"G{number}", supergroup=False) for number in range(groups)])
    engine, now = prepare(url), time.time()
    seen = {"first_seen": now, "last_seen": now}
    kinds = [(one.id, "private") for one in people] + [(one.id, "group") for one in made.groups]
    with engine.begin() as connection:
        connection.execute(sa.insert(chats), [{"chat": chat, "kind": kind, **seen} for chat, kind in kinds])
        connection.execute(sa.insert(subscriptions), [{"chat": chat, "program": "", "since": now} for chat, _ in kinds])
    engine.dispose()
    return made


def approve(url: str, **approval: float) -> int:
    """One announcement to all; its number."""
    engine, now = open_engine(url), time.time()
    draft, by = Announcement({"en": TEXT}), Maker(Source.STAFF, STAFF, "Sora", STAFF)
    with engine.begin() as connection:
        number = drafts.create(connection, draft, by, now)
        assert number is not None
        said = Approval("Sora", now, STAFF, **approval)  # type: ignore[arg-type]
        planning.approve(connection, number, drafts.version_of(draft), {"en": Rendering(TEXT)}, said)
    engine.dispose()
    return number


@dataclass(frozen=True, slots=True)
class Row:
    """What the ledger says of one chat."""

    chat: int
    state: State
    reason: str
    messages: tuple[int, ...]


def ledger(url: str, announcement: int, made: int = 0) -> list[Row]:
    """All rows of a round."""
    engine, d = open_engine(url), deliveries.c
    query = sa.select(d.chat, d.state, d.reason, d.messages).where(d.announcement == announcement, d.round == made)
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    engine.dispose()
    return [Row(chat, State(state), why, tuple(json.loads(ids))) for chat, state, why, ids in rows]


async def finished(url: str, announcement: int, seconds: float, made: int = 0) -> None:
    """Wait until every chat has been dealt with."""
    engine = open_engine(url)
    query = sa.select(rounds.c.stage).where(rounds.c.announcement == announcement, rounds.c.round == made)

    def stage() -> str:
        with engine.connect() as connection:
            return str(connection.scalar(query))

    try:
        async with asyncio.timeout(seconds):
            while await asyncio.to_thread(stage) != "finished":
                await asyncio.sleep(0.1)
    finally:
        engine.dispose()


def received(api: BotApi) -> Counter[int]:
    """How often each chat got it, as the server has it."""
    return Counter(message.chat.id for message in api.world.sent)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where ledger and server differ."""

    missed: int
    """Chats that did not get it, and of which the ledger does not say so."""
    twice: int
    """Chats that got it more than once."""
    false: int
    """Chats of which the ledger says something that is not so."""
    uncertain: int
    """Chats in doubt, listed as such."""
    doubts_hidden: int
    """Chats that got it without an answer to the bot, and are not listed as uncertain."""
    sent: int

    @property
    def sound(self) -> bool:
        return not (self.missed or self.twice or self.false or self.doubts_hidden)


def judge(api: BotApi, rows: Sequence[Row], moved: dict[int, int] | None = None) -> Verdict:
    """Compare the ledger with the server, row by row."""
    got, moves = received(api), moved or {}
    missed = twice = false = hidden = 0
    for row in rows:
        count = got[row.chat]
        twice += count > 1
        if row.state is State.SENT:
            messages = api.account.find_chat(row.chat)
            there = messages is not None and all(messages.find(one) for one in row.messages)
            false += not (count == 1 and there)
        elif row.state in (State.FAILED, State.SKIPPED):
            false += count != 0
        elif row.state is not State.UNCERTAIN:
            missed += 1
        if count and row.state not in (State.SENT, State.UNCERTAIN):
            hidden += 1
    known = {row.chat for row in rows}
    false += sum(chat not in known and moves.get(chat) not in known for chat in got)
    states = Counter(row.state for row in rows)
    return Verdict(missed, twice, false, states[State.UNCERTAIN], hidden, states[State.SENT])


def sqlite(folder: str) -> str:
    """The address of a database of its own."""
    return f"sqlite:///{Path(folder) / 'bot.db'}"

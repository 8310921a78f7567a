"""The chats that the bot knows, and whether it can still write to them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import sqlalchemy as sa

from bot.storage import moves, received
from bot.storage.database import Upsert
from bot.storage.tables import (
    announcements,
    chats,
    conversations,
    departures,
    drafts,
    edits,
    phrases,
    preferences,
    prompts,
    publications,
    questions,
    relays,
    reminders,
    replies,
    subscriptions,
    updates,
)

REMOVED = "the bot is not in it any more"


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat."""

    chat: int
    kind: str
    language: str
    mode: str
    topic: int | None
    reachable: bool
    reason: str = ""
    """Why it cannot be reached."""
    title: str = ""
    """Of a group or a channel, as far as it was seen; never of a private chat."""

    @property
    def holds_bot(self) -> bool:
        """False only where the bot was taken out; one that may not write there is still in it."""
        return self.reachable or self.reason != REMOVED


LONGEST_TITLE = 128
"""Letters of a title; Telegram allows no more."""
_COLUMNS = tuple(
    chats.c[name] for name in ("chat", "kind", "language", "mode", "topic", "reachable", "reason", "title")
)
_SEEN = Upsert(chats, ["chat"], ["kind", "last_seen", "reachable", "reason"])
_SEEN_WITH_TITLE = Upsert(chats, ["chat"], ["kind", "last_seen", "reachable", "reason", "title"])
_LANGUAGE = sa.select(chats.c.language).where(chats.c.chat == sa.bindparam("chat"))


def seen(connection: sa.Connection, chat: int, kind: str, now: float, title: str | None = None) -> None:
    """Somebody wrote there; a chat that could not be reached can be again.

    The title of a group or a channel is kept, so that staff and administrators know it again.
    """
    values = {"chat": chat, "kind": kind, "first_seen": now, "last_seen": now, "reachable": True, "reason": ""}
    if title:
        _SEEN_WITH_TITLE.run(connection, {**values, "title": _storable(title)})
    else:
        _SEEN.run(connection, values)


def set_title(connection: sa.Connection, chat: int, title: str) -> None:
    """A group or a channel that is known is called something else."""
    connection.execute(sa.update(chats).where(chats.c.chat == chat).values(title=_storable(title)))


def _storable(title: str) -> str:
    """A title without what a database does not take."""
    return "".join(one for one in title if unicodedata.category(one) not in ("Cc", "Cs"))[:LONGEST_TITLE]


def channels(connection: sa.Connection, most: int) -> list[Chat]:
    """Channels that can be reached and whose titles are known, the last seen first."""
    c = chats.c
    wanted = (c.kind == "channel") & c.reachable & (c.title != "")
    query = sa.select(*_COLUMNS).where(wanted).order_by(c.last_seen.desc(), c.chat).limit(most)
    return [Chat(*row) for row in connection.execute(query)]


def find(connection: sa.Connection, chat: int) -> Chat | None:
    """The chat, where it is known."""
    row = connection.execute(sa.select(*_COLUMNS).where(chats.c.chat == chat)).first()
    return Chat(*row) if row else None


def language(connection: sa.Connection, chat: int) -> str:
    """The language that was set there; empty where none was."""
    found: str | None = connection.scalar(_LANGUAGE, {"chat": chat})
    return found or ""


def set_language(connection: sa.Connection, chat: int, code: str) -> None:
    """Answer in this language from now on; in that of the question where it is empty."""
    connection.execute(sa.update(chats).where(chats.c.chat == chat).values(language=code))


def set_mode(connection: sa.Connection, chat: int, mode: str) -> None:
    """When the bot answers in a group."""
    connection.execute(sa.update(chats).where(chats.c.chat == chat).values(mode=mode))


def set_topic(connection: sa.Connection, chat: int, topic: int | None) -> None:
    """The one topic of a forum in which the bot answers; None: wherever it is asked."""
    connection.execute(sa.update(chats).where(chats.c.chat == chat).values(topic=topic))


def unreachable(connection: sa.Connection, chat: int, reason: str) -> None:
    """Nothing is sent there any more until somebody writes from there."""
    connection.execute(sa.update(chats).where(chats.c.chat == chat).values(reachable=False, reason=reason))


def reachable(connection: sa.Connection, chat: int) -> None:
    """It can be written to again."""
    connection.execute(sa.update(chats).where(chats.c.chat == chat).values(reachable=True, reason=""))


_CHOSEN = (subscriptions, preferences, reminders, departures)
"""What a chat has chosen about announcements."""
_BY_CHAT = (conversations, replies, *_CHOSEN)


def migrate(connection: sa.Connection, old: int, new: int) -> None:
    """A group has become a supergroup with another id: what is known of it follows.

    Its message ids do not, and they begin anew: an old one would point to a stranger's message. So our answers there
    are forgotten, and questions that lie with staff stay where they were, out of reach.
    """
    if old in (0, new):
        return
    moves.note(connection, old, new)
    connection.execute(sa.delete(replies).where(replies.c.chat == old))
    before = connection.execute(sa.select(chats).where(chats.c.chat == old)).mappings().first()
    if before is not None:  # somebody may have written in the new one already: what was set in the old one holds
        held = {"language": before["language"], "mode": before["mode"], "topic": before["topic"]}
        connection.execute(sa.update(chats).where(chats.c.chat == new).values(held))
    for table in (chats, conversations, *_CHOSEN):
        kept = sa.select(table.c.chat).where(table.c.chat == new).limit(1)
        if connection.scalar(kept) is None:
            connection.execute(sa.update(table).where(table.c.chat == old).values(chat=new))
        else:
            connection.execute(sa.delete(table).where(table.c.chat == old))
    # Telegram may tell of the end of the old group as if the bot had been taken out of it.
    there = {"kind": "supergroup", "reachable": True, "reason": ""}
    connection.execute(sa.update(chats).where(chats.c.chat == new).values(there))


def forget(connection: sa.Connection, chat: int, who: str) -> None:
    """Everything that is kept of a person, whose private chat has their own id, in groups as well.

    What they proposed, announced or approved as staff keeps their name, for as long as that is kept: it is the history
    of the knowledge, and of what was sent.
    """
    for table in (conversations, edits):
        connection.execute(sa.delete(table).where(table.c.person == chat))
    for table in (chats, *_BY_CHAT, relays, prompts):
        connection.execute(sa.delete(table).where(table.c.chat == chat))
    received.forget(connection, chat)
    connection.execute(sa.delete(drafts).where((drafts.c.person == chat) | (drafts.c.staff_chat == chat)))
    connection.execute(sa.update(questions).where(questions.c.staff_person == chat).values(staff_person=None))
    connection.execute(sa.delete(updates).where(updates.c.lane == chat, updates.c.state != "waiting"))
    for table in (questions, phrases):
        connection.execute(sa.delete(table).where(table.c.who == who))


def export(connection: sa.Connection, chat: int, who: str) -> dict[str, list[dict[str, object]]]:
    """Everything that is kept of a person and their private chat, by table."""
    found: dict[str, list[dict[str, object]]] = {}
    for table in (chats, *_BY_CHAT, relays, edits):
        theirs = table.c.chat == chat
        if table in (conversations, edits):
            theirs = theirs | (table.c.person == chat)
        rows = connection.execute(sa.select(*_shown(table)).where(theirs)).mappings()
        found[table.name] = [dict(row) for row in rows]
    aside = sa.select(updates.c.received, updates.c.body).where(updates.c.lane == chat, updates.c.state == "set-aside")
    found[updates.name] = [dict(row) for row in connection.execute(aside).mappings()]
    for table in (questions, phrases):
        rows = connection.execute(sa.select(*_shown(table)).where(table.c.who == who)).mappings()
        found[table.name] = [dict(row) for row in rows]
    found["deliveries"] = received.export(connection, chat)
    found |= _of_staff(connection, chat)
    return {name: rows for name, rows in found.items() if rows}


def _of_staff(connection: sa.Connection, person: int) -> dict[str, list[dict[str, object]]]:
    """What is kept of somebody as staff: the files of a proposal, and what others asked, are not theirs."""
    p, d, q, a = publications.c, drafts.c, questions.c, announcements.c
    wanted = {
        publications.name: sa.select(p.number, p.state, p.name, p.proposed, p.decided).where(p.person == person),
        announcements.name: sa.select(a.number, a.state, a.name, a.made).where(a.person == person),
        "approved_first": sa.select(a.number, a.seconder).where(a.seconded == person),
        drafts.name: sa.select(d.text, d.made).where(d.person == person),
        "dealt_with": sa.select(q.number, q.handled, q.handled_at).where(q.staff_person == person),
    }
    return {name: [dict(row) for row in connection.execute(query).mappings()] for name, query in wanted.items()}


def _shown(table: sa.Table) -> list[sa.Column[object]]:
    """What a person is shown of a table: not who of staff dealt with it, nor where."""
    return [column for column in table.c if not column.name.startswith("staff_")]

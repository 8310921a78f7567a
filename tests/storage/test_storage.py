"""What is remembered, on both databases."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.storage import (
    chats,
    conversations,
    edits,
    inbox,
    keys,
    moves,
    phrases,
    questions,
    relays,
    replies,
    retention,
    subscriptions,
)
from bot.storage.database import Database, is_fault_of_data, open_engine
from bot.storage.edits import Step
from bot.storage.inbox import Received
from bot.storage.migrating import migrate, prepare
from bot.storage.tables import metadata

BIG = 5_000_000_000_123
DAY = 24 * 3600.0


def test_the_steps_lead_to_the_shape_of_the_tables(url: str) -> None:
    engine = open_engine(url)
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_what_an_earlier_shape_holds_is_kept(url: str) -> None:
    engine = open_engine(url)
    migrate(engine, "0001")
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO phrases (key, text, used) VALUES ('k', 'When?', 1.0)"))
    migrate(engine)
    with engine.connect() as connection:
        assert phrases.find(connection, "k") == "When?"
    engine.dispose()


def test_several_processes_may_start_at_once(url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        engines = list(pool.map(prepare, [url] * 4))
    for engine in engines:
        engine.dispose()


def received(update_id: int, lane: int = 1) -> Received:
    return Received(update_id, lane, 1.0, '{"text": "words"}')


async def states(database: Database) -> dict[str, int]:
    """How many updates are in each state."""
    query = sa.text("SELECT state, count(*) FROM updates GROUP BY state")
    return {state: number for state, number in await database.run(lambda c: c.execute(query).all())}


async def taken(database: Database, owner: str, most: int = 10) -> list[int]:
    return [one.update_id for one in await database.run(lambda c: inbox.take(c, owner, most))]


async def test_an_update_is_new_only_once(database: Database) -> None:
    await database.run(lambda c: inbox.store(c, [received(1), received(BIG)]))
    assert await taken(database, "me") == [1, BIG]
    await database.run(lambda c: inbox.store(c, [received(1), received(2), received(2)]))
    assert await taken(database, "me") == [2]
    await database.run(lambda c: inbox.store(c, []))
    assert await taken(database, "me") == []


async def test_what_is_not_done_is_taken_once_in_the_order_in_which_it_came(database: Database) -> None:
    await database.run(lambda c: inbox.store(c, [received(9), received(3), received(5), received(8)]))
    assert await taken(database, "an earlier life") == [9, 3, 5, 8]
    await database.run(lambda c: inbox.store(c, [received(4)]))
    await database.run(lambda c: inbox.done(c, 3, 2.0))
    await database.run(lambda c: inbox.set_aside(c, 5, "KeyError", 2.0))
    assert await taken(database, "me", most=2) == [9, 8]
    assert await taken(database, "me") == [4]
    assert await taken(database, "me") == []
    assert await database.run(inbox.counts) == {"waiting": 3, "set-aside": 1}


async def test_one_lane_is_read_in_order(database: Database) -> None:
    found = [received(n, lane=n % 2) for n in range(6)]
    await database.run(lambda c: inbox.store(c, found))
    assert await database.run(lambda c: inbox.of_lane(c, "me", 1, 10)) == [], "what is not taken is nobody's"
    await taken(database, "me")
    await database.run(lambda c: inbox.done(c, 1, 2.0))
    assert [one.update_id for one in await database.run(lambda c: inbox.of_lane(c, "me", 1, 10))] == [3, 5]
    assert [one.update_id for one in await database.run(lambda c: inbox.of_lane(c, "me", 0, 2))] == [0, 2]


async def test_the_words_of_what_is_done_are_forgotten(database: Database) -> None:
    await database.run(lambda c: inbox.store(c, [received(1)]))
    await database.run(lambda c: inbox.done(c, 1, 2.0))
    assert await database.run(lambda c: c.scalar(sa.text("SELECT body FROM updates"))) == ""


async def test_work_that_fails_takes_nothing_with_it(database: Database) -> None:
    def fail(_: sa.Connection) -> None:
        raise ZeroDivisionError

    good = [database.run(lambda c, n=n: inbox.store(c, [received(n)])) for n in range(20)]  # type: ignore[misc]
    results = await asyncio.gather(*good, database.run(fail), return_exceptions=True)
    assert isinstance(results[-1], ZeroDivisionError)
    assert await states(database) == {"waiting": 20}


async def test_work_that_nobody_waits_for_is_done_before_what_comes_after_it(database: Database) -> None:
    for number in range(5):
        database.later(lambda c, n=number: inbox.store(c, [received(n)]))  # type: ignore[misc]
    assert await states(database) == {"waiting": 5}


async def test_a_chat_is_seen_blocked_and_seen_again(database: Database) -> None:
    await database.run(lambda c: chats.seen(c, BIG, "private", 1.0))
    await database.run(lambda c: chats.set_language(c, BIG, "ko"))
    await database.run(lambda c: chats.unreachable(c, BIG, "blocked"))
    assert await database.run(lambda c: chats.find(c, BIG)) == chats.Chat(
        BIG, "private", "ko", "", None, False, "blocked"
    )
    await database.run(lambda c: chats.seen(c, BIG, "private", 2.0))
    found = await database.run(lambda c: chats.find(c, BIG))
    assert found is not None
    assert found.reachable
    assert found.language == "ko"


async def test_a_bot_that_may_not_write_is_not_taken_out(database: Database) -> None:
    await database.run(lambda c: chats.seen(c, -1, "group", 1.0))
    for reason, inside in (("the bot is restricted", True), (chats.REMOVED, False)):
        await database.run(lambda c, reason=reason: chats.unreachable(c, -1, reason))  # type: ignore[misc]
        found = await database.run(lambda c: chats.find(c, -1))
        assert found is not None
        assert found.holds_bot is inside


async def test_what_led_to_an_old_group_leads_to_the_latest(database: Database) -> None:
    for old, new in ((-1, -2), (-1, -2), (-2, -3), (-9, -8)):
        await database.run(lambda c, old=old, new=new: moves.note(c, old, new))  # type: ignore[misc]
    led = {chat: await database.run(lambda c, chat=chat: moves.latest(c, chat)) for chat in (-1, -2, -3, -9, 5)}  # type: ignore[misc]
    assert led == {-1: -3, -2: -3, -3: -3, -9: -8, 5: 5}


async def test_a_group_that_moves_can_be_reached(database: Database) -> None:
    await database.run(lambda c: chats.seen(c, -1, "group", 1.0))
    await database.run(lambda c: chats.unreachable(c, -1, chats.REMOVED))
    await database.run(lambda c: relays.add(c, (-1, 6), relays.Relay(BIG, 7, number=9), 1.0))
    for _ in range(2):  # both groups tell of it
        await database.run(lambda c: chats.migrate(c, -1, -100))
    found = await database.run(lambda c: chats.find(c, -100))
    assert found == chats.Chat(-100, "supergroup", "", "", None, True)
    assert await database.run(lambda c: moves.latest(c, -1)) == -100
    assert await database.run(lambda c: relays.find(c, (-100, 6))) is None


@pytest.mark.parametrize("known", [False, True])
async def test_a_group_that_moves_keeps_what_it_set(database: Database, *, known: bool) -> None:
    await database.run(lambda c: chats.seen(c, -1, "group", 1.0))
    await database.run(lambda c: chats.set_mode(c, -1, "off"))
    await database.run(lambda c: subscriptions.add(c, -1, "seoul-program", 1.0))
    await database.run(lambda c: replies.save(c, -1, 5, [6], 1.0))
    if known:
        await database.run(lambda c: chats.seen(c, -100, "supergroup", 1.0))
    await database.run(lambda c: chats.migrate(c, -1, -100))
    assert await database.run(lambda c: chats.find(c, -1)) is None
    found = await database.run(lambda c: chats.find(c, -100))
    assert found is not None
    assert found.mode == "off"
    assert await database.run(lambda c: subscriptions.of(c, -100)) == {"seoul-program"}
    assert await database.run(lambda c: replies.find(c, -100, 5)) == []


async def test_all_that_is_kept_of_a_person_is_shown_and_forgotten(database: Database) -> None:
    kept = questions.Kept(1, "who", "words", "en", "answer", "x")
    await database.run(lambda c: chats.seen(c, BIG, "private", 1.0))
    await database.run(lambda c: conversations.save(c, BIG, 0, "{}", 1.0))
    await database.run(lambda c: questions.keep(c, kept, 1.0))
    await database.run(lambda c: relays.add(c, (-5, 6), relays.Relay(BIG, 7, number=9), 1.0))
    shown = await database.run(lambda c: chats.export(c, BIG, "who"))
    assert set(shown) == {"chats", "conversations", "questions", "relays"}
    await database.run(lambda c: chats.forget(c, BIG, "who"))
    assert await database.run(lambda c: chats.export(c, BIG, "who")) == {}


async def test_what_is_done_or_set_aside_of_a_person_is_forgotten_too(database: Database) -> None:
    await database.run(lambda c: inbox.store(c, [received(1, BIG), received(2, BIG), received(3, BIG)]))
    await database.run(lambda c: inbox.done(c, 1, 2.0))
    await database.run(lambda c: inbox.set_aside(c, 2, "KeyError", 2.0))
    assert await database.run(lambda c: c.scalar(sa.text("SELECT lane FROM updates WHERE update_id = 1"))) == 0
    assert set(await database.run(lambda c: chats.export(c, BIG, "who"))) == {"updates"}
    await database.run(lambda c: chats.forget(c, BIG, "who"))
    assert await states(database) == {"waiting": 1, "done": 1}


async def test_the_words_of_people_stay_out_of_errors(database: Database) -> None:
    with pytest.raises(sa.exc.SQLAlchemyError) as caught:
        await database.run(lambda c: c.execute(sa.text("INSERT INTO nowhere VALUES (:words)"), {"words": "a secret"}))
    assert "a secret" not in str(caught.value)


async def test_a_thread_that_is_too_old_is_not_taken_up(database: Database) -> None:
    await database.run(lambda c: conversations.save(c, 1, 0, "a", 100.0))
    await database.run(lambda c: conversations.save(c, 1, 0, "b", 200.0))
    assert await database.run(lambda c: conversations.load(c, 1, 0, 150.0)) == "b"
    assert await database.run(lambda c: conversations.load(c, 1, 0, 250.0)) is None


async def test_only_who_asked_can_judge(database: Database) -> None:
    number = 2**53 - 1
    kept = questions.Kept(number, "a", "t", "en", "answer", "x")
    await database.run(lambda c: questions.keep(c, kept, 1.0))
    for who, open_ in (("b", None), ("a", "t")):
        assert await database.run(lambda c, who=who: questions.open_for(c, number, who, "helpful")) == open_  # type: ignore[misc]
    await database.run(lambda c: questions.judge(c, number, "b", "helpful"))
    assert await database.run(lambda c: questions.open_for(c, number, "a", "helpful")) == "t", "b has no say in it"
    await database.run(lambda c: questions.judge(c, number, "a", "helpful"))
    assert await database.run(lambda c: questions.open_for(c, number, "a", "helpful")) is None, "it is said"
    assert await database.run(lambda c: questions.open_for(c, number, "a", "not-helpful")) == "t"


async def test_a_subscription_is_what_was_wanted_last(database: Database) -> None:
    for _ in range(2):
        await database.run(lambda c: subscriptions.add(c, 1, "p", 1.0))
        assert await database.run(lambda c: subscriptions.of(c, 1)) == {"p"}
    for _ in range(2):
        await database.run(lambda c: subscriptions.remove(c, 1, "p"))
        assert await database.run(lambda c: subscriptions.of(c, 1)) == set()
    await database.run(lambda c: subscriptions.add(c, 1, "p", 1.0))
    await database.run(lambda c: subscriptions.clear(c, 1))
    assert await database.run(lambda c: subscriptions.of(c, 1)) == set()


async def test_the_text_behind_a_key_is_found(database: Database) -> None:
    await database.run(lambda c: phrases.keep(c, ["When?", "Where?", "When?"], 1.0))
    assert await database.run(lambda c: phrases.find(c, phrases.key_of("When?"))) == "When?"
    assert await database.run(lambda c: phrases.find(c, "made up")) is None


async def test_words_of_a_person_go_with_the_person(database: Database) -> None:
    await database.run(lambda c: phrases.keep(c, ["When?"], 1.0))
    for who in ("ann", "bob"):
        await database.run(lambda c, who=who: phrases.keep_words(c, who, "When?", 1.0))  # type: ignore[misc]
    theirs = {who: phrases.key_of_words(who, "When?") for who in ("ann", "bob")}
    assert set(await database.run(lambda c: chats.export(c, BIG, "ann"))) == {"phrases"}
    await database.run(lambda c: chats.forget(c, BIG, "ann"))
    left = [await database.run(lambda c, key=key: phrases.find(c, key)) for key in theirs.values()]  # type: ignore[misc]
    assert left == [None, "When?"]
    assert await database.run(lambda c: phrases.find(c, phrases.key_of("When?"))) == "When?"


async def test_a_note_is_written_over(database: Database) -> None:
    assert await database.run(lambda c: keys.find(c, "note")) is None
    for text in ("first", "second"):
        await database.run(lambda c, text=text: keys.save(c, "note", text))  # type: ignore[misc]
        assert await database.run(lambda c: keys.find(c, "note")) == text


async def test_a_key_is_made_once(database: Database) -> None:
    assert await database.run(lambda c: keys.fetch(c, "people", "first")) == "first"
    assert await database.run(lambda c: keys.fetch(c, "people", "second")) == "first"


async def test_a_relay_leads_back_to_who_asked(database: Database) -> None:
    await database.run(lambda c: relays.add(c, (-5, 6), relays.Relay(BIG, 7, number=9), 1.0))
    assert await database.run(lambda c: relays.find(c, (-5, 6))) == relays.Relay(BIG, 7, False, 9)
    await database.run(lambda c: relays.answered(c, (-5, 6), 2.0))
    assert await database.run(lambda c: relays.find(c, (-5, 6))) == relays.Relay(BIG, 7, True, 9)
    assert await database.run(lambda c: relays.find(c, (-5, 7))) is None


async def test_what_is_older_than_its_limit_is_forgotten(database: Database) -> None:
    for age in (1, 400):
        now = (1000 - age) * DAY
        await database.run(lambda c, age=age: inbox.store(c, [received(age)]))  # type: ignore[misc]
        await database.run(lambda c, age=age, now=now: inbox.done(c, age, now))  # type: ignore[misc]
        await database.run(lambda c, age=age, now=now: conversations.save(c, age, 0, "x", now))  # type: ignore[misc]
        await database.run(lambda c, age=age, now=now: phrases.keep(c, [str(age)], now))  # type: ignore[misc]
    await database.run(lambda c: inbox.store(c, [received(7)]))
    assert await database.run(lambda c: retention.purge(c, 1000 * DAY)) == 3
    assert await states(database) == {"waiting": 1, "done": 1}


FAULTS = [
    (OverflowError(), True),
    (UnicodeEncodeError("utf-8", "x", 0, 1, ""), True),
    (sa.exc.DataError("", {}, Exception()), True),
    (sa.exc.StatementError("", "", {}, OverflowError()), True),
    (sa.exc.OperationalError("", {}, Exception("readonly")), False),
    (sa.exc.InterfaceError("", {}, Exception("gone")), False),
    (RuntimeError(), False),
]


@pytest.mark.parametrize(("error", "of_data"), FAULTS)
def test_only_values_that_cannot_be_stored_are_let_go(error: Exception, *, of_data: bool) -> None:
    assert is_fault_of_data(error) is of_data


SECRETS = [b"my old street", b"long words " * 2]


async def fill(database: Database) -> None:
    """With what a person wrote, short and over several pages; then forget it."""
    for number, text in enumerate(("my old street", "long words " * 2_000)):
        kept = questions.Kept(number, "who", text, "en", "unknown", "")
        await database.run(lambda c, kept=kept: questions.keep(c, kept, 1.0))  # type: ignore[misc]
        await database.run(lambda c, text=text: phrases.keep_words(c, "who", text, 1.0))  # type: ignore[misc]
        update = Received(number, 1, 1.0, text)
        await database.run(lambda c, update=update: inbox.store(c, [update]))  # type: ignore[misc]
        await database.run(lambda c, number=number: inbox.done(c, number, 2.0))  # type: ignore[misc]
    await database.run(lambda c: chats.forget(c, BIG, "who"))


def readable(folder: Path) -> list[bytes]:
    """What of the words stands in any file of the database."""
    held = b"".join(path.read_bytes() for path in folder.glob("bot.db*"))
    assert b"CREATE TABLE" in held
    return [words for words in SECRETS if words in held]


async def test_what_is_deleted_is_in_no_file(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'bot.db'}")
    migrate(engine)
    database = Database(engine)
    await fill(database)
    assert readable(tmp_path) == SECRETS, "SQLite keeps earlier pages beside the file"
    await asyncio.gather(database.run(lambda c: keys.save(c, "a", "b")), database.tidy())
    assert readable(tmp_path) == []
    assert await database.run(lambda c: keys.find(c, "a")) == "b"
    await database.close()


async def test_somebody_who_reads_holds_up_nothing_else(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'bot.db'}")
    migrate(engine)
    engine.raw_connection().execute("PRAGMA busy_timeout = 10")
    database = Database(engine)
    other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT * FROM keys").fetchall()
    await fill(database)
    await database.tidy()
    assert "somebody else reads" in caplog.text
    other.close()
    await database.tidy()
    assert readable(tmp_path) == []
    await database.close()


async def test_tidying_is_for_both_databases(database: Database) -> None:
    await database.run(lambda c: keys.save(c, "a", "b"))
    await database.tidy()
    assert await database.run(lambda c: keys.find(c, "a")) == "b"


async def test_a_lock_is_waited_for(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'bot.db'}")
    migrate(engine)
    database = Database(engine)
    other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    engine.raw_connection().execute("PRAGMA busy_timeout = 10")
    stored = asyncio.create_task(database.run(lambda c: inbox.store(c, [received(1)])))
    await asyncio.wait([stored], timeout=0.3)
    assert not stored.done()
    other.execute("ROLLBACK")
    other.close()
    await stored
    assert await taken(database, "me") == [1]
    await database.close()


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    engine = prepare(f"sqlite:///{tmp_path / 'bot.db'}")
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO keys (name, value) VALUES ('a', 'b')"))
        modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.glob("bot.db*")}
    engine.dispose()
    assert {modes[name] for name in ("bot.db", "bot.db-wal", "bot.db-shm")} == {0o600}


def test_the_older_name_of_the_address_is_understood(postgresql: str) -> None:
    engine = prepare(postgresql.replace("postgresql://", "postgres://"))
    assert engine.dialect.name == "postgresql"
    engine.dispose()


async def test_one_thing_at_a_time_is_asked_of_a_person_in_a_chat(database: Database) -> None:
    first = Step(-5, BIG, "one", ("entries", "fee"), "answer", "es", ("Es gratis.", "Sí."), 1.0)
    second = Step(-5, BIG, "two", ("programs", "course", "editions", "2027"), "start", "en", (), 2.0)
    other = Step(-5, BIG + 1, "one", ("entries", "visa"), "answer", "en", (), DAY * 3)
    await database.run(lambda c: edits.ask(c, first))
    assert await database.run(lambda c: edits.find(c, -5, "one")) == first
    assert await database.run(lambda c: edits.find(c, -6, "one")) is None

    await database.run(lambda c: edits.ask(c, second))
    assert await database.run(lambda c: edits.find(c, -5, "one")) is None
    assert await database.run(lambda c: edits.find(c, -5, "two")) == second

    await database.run(lambda c: edits.ask(c, other))
    assert set(await database.run(lambda c: chats.export(c, BIG, "who"))) == {"edits"}
    await database.run(lambda c: retention.purge(c, 3 * DAY))
    assert await database.run(lambda c: edits.find(c, -5, "two")) is None
    assert await database.run(lambda c: edits.end(c, -5, BIG)) is False
    await database.run(lambda c: chats.forget(c, BIG + 1, "who"))
    assert await database.run(lambda c: edits.end(c, -5, BIG + 1)) is False

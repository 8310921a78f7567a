"""What staff should see of the questions that are kept, and what they make of them, on both databases."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.storage import chats, digests, drafts, edits, misses, prompts, publications, questions, retention, tallies
from bot.storage.database import Database, open_engine
from bot.storage.digests import State
from bot.storage.drafts import Draft
from bot.storage.edits import Step
from bot.storage.migrating import migrate
from bot.storage.misses import FROM_ONE, MOST, PATIENCE, Handled, Why
from bot.storage.phrases import key_of
from bot.storage.publications import File, Publication
from bot.storage.questions import Kept
from bot.storage.tables import questions as table
from bot.storage.tallies import Tally

BIG = 2**53 - 1
DAY = 24 * 3600.0
LATE = 10 * PATIENCE


def kept(number: int = 1, outcome: str = "unknown", who: str = "ann", text: str = "Why?", **more: object) -> Kept:
    return Kept(number, who, text, "en", outcome, "entry", **more)  # type: ignore[arg-type]


async def keep(database: Database, *found: Kept, at: float = 0.0) -> None:
    def work(connection: sa.Connection) -> None:
        for one in found:
            questions.keep(connection, one, at)

    await database.run(work)


async def missed(database: Database, now: float = LATE) -> dict[int, Why]:
    return {asked.number: why for asked, why in await database.run(lambda c: misses.missed(c, now))}


OFFERED = ("When?", "Where? \u2068x\u2069")


@pytest.mark.parametrize(
    ("question", "verdict", "now", "why"),
    [
        (kept(), "", 1.0, Why.UNKNOWN),
        (kept(), "forwarded", 1.0, Why.UNKNOWN),
        (kept(outcome="answer"), "", LATE, None),
        (kept(outcome="answer"), "helpful", LATE, None),
        (kept(outcome="answer"), "not-helpful", 1.0, Why.NOT_HELPFUL),
        (kept(outcome="suggest", offered=OFFERED), "", PATIENCE - 1, None),
        (kept(outcome="suggest", offered=OFFERED), "", PATIENCE + 1, Why.NOT_TAKEN),
        (kept(outcome="suggest", offered=OFFERED), "none-of-these", 1.0, Why.NOT_TAKEN),
        (kept(outcome="suggest", offered=OFFERED), "forwarded", 1.0, Why.NOT_TAKEN),
        (kept(outcome=misses.NOTHING), "", LATE, None),
        (kept(text=""), "", LATE, None),
    ],
)
async def test_what_is_a_miss(database: Database, question: Kept, verdict: str, now: float, why: Why | None) -> None:
    await keep(database, question)
    await database.run(lambda c: questions.judge(c, 1, "ann", verdict))
    assert await missed(database, now) == ({1: why} if why else {})


async def test_the_last_question_to_which_a_text_was_offered_is_taken(database: Database) -> None:
    for number, who in ((1, "ann"), (2, "ann"), (3, "bob")):
        await keep(database, kept(number, "suggest", who, offered=OFFERED), at=float(number))
    for text, open_ in (("Who?", {1, 2, 3}), (OFFERED[1], {1, 3}), (OFFERED[0], {3}), (OFFERED[0], {3})):
        await database.run(lambda c, text=text: questions.take(c, "ann", text, 9.0))  # type: ignore[misc]
        assert set(await missed(database)) == open_


async def test_a_question_that_is_kept_again_is_the_same_and_an_edited_one_begins_anew(database: Database) -> None:
    await keep(database, kept(BIG, "suggest", offered=OFFERED), at=1.0)
    await database.run(lambda c: questions.take(c, "ann", OFFERED[0], 2.0))
    await keep(database, kept(BIG, "suggest", offered=OFFERED), at=3.0)
    assert await missed(database) == {}, "the same words: what became of them holds"
    await keep(database, kept(BIG, text="How?", gist="{}"), at=4.0)
    [(asked, why)] = await database.run(lambda c: misses.missed(c, LATE))
    assert (asked.number, asked.text, asked.asked, asked.gist, asked.offered, why) == (
        BIG, "How?", 4.0, "{}", (), Why.UNKNOWN,
    )  # fmt: skip


async def test_a_suggestion_is_taken_within_its_time_alone(database: Database) -> None:
    await keep(database, kept(1, "suggest", offered=OFFERED), at=1.0)
    await database.run(lambda c: questions.take(c, "ann", OFFERED[0], PATIENCE + 2.0))
    assert await missed(database) == {1: Why.NOT_TAKEN}
    await database.run(lambda c: questions.take(c, "ann", OFFERED[0], PATIENCE + 1.0))
    assert await missed(database) == {}


async def test_the_bots_own_words_are_no_miss_and_are_known_for_such_when_they_are_kept_again(
    database: Database,
) -> None:
    await keep(database, kept(1, "answer", chosen=True), kept(2, "answer"))
    await keep(database, kept(2, "answer", chosen=True))
    for number in (1, 2):
        await database.run(lambda c, number=number: questions.judge(c, number, "ann", "not-helpful"))  # type: ignore[misc]
    assert await missed(database) == {}


async def test_what_was_asked_or_edited_after_a_moment_is_not_handled_as_of_that_moment(database: Database) -> None:
    await keep(database, kept(1), kept(2), kept(3), at=1.0)
    await keep(database, kept(2, text="How?"), kept(4), at=3.0)
    assert await database.run(lambda c: misses.handle(c, [1, 2, 3, 4], Handled.ATTACHED, 7, 9.0, until=1.0)) == 2
    assert set(await missed(database)) == {2, 4}


async def test_letters_of_any_language_are_counted_without_case(database: Database) -> None:
    await keep(
        database, kept(1, text="ГДЕ?"), kept(2, text="Где?"), kept(3, text="ÇA COÛTE?"), kept(4, text="ça coûte?")
    )
    assert (await database.run(lambda c: tallies.tally(c, 0.0, 5.0, LATE))).asked == 2


async def test_what_is_handled_is_gone_once_and_what_was_ignored_comes_back_together(database: Database) -> None:
    await keep(database, *(kept(number, who=str(number)) for number in range(1, 1_202)))
    assert await database.run(lambda c: misses.handle(c, [1, 2, 77777], Handled.IGNORED, 7, 5.0)) == 2
    assert await database.run(lambda c: misses.handle(c, list(range(2, 1_200)), Handled.IGNORED, 7, 6.0)) == 1_197
    assert await database.run(lambda c: misses.handle(c, [1, 1_200], Handled.ANSWERED, 7, 7.0)) == 1
    assert set(await missed(database)) == {1_201}
    assert len(await database.run(lambda c: misses.unhandled(c, list(range(1, 1_202))))) == 1
    assert await database.run(lambda c: misses.restore(c, 1_200)) == 0, "it was answered"
    assert await database.run(lambda c: misses.restore(c, 3)) == 1_197
    assert await database.run(lambda c: misses.restore(c, 3)) == 0
    assert set(await missed(database)) == set(range(3, 1_202)) - {1_200}


async def test_of_too_many_the_latest_are_looked_at(database: Database) -> None:
    values = [
        {
            "number": n,
            "who": f"{n}",
            "text": "t",
            "language": "en",
            "outcome": "unknown",
            "entry": "",
            "asked": float(n),
        }
        for n in range(MOST + 10)
    ]
    await database.run(lambda c: c.execute(sa.insert(table), values))
    assert set(await missed(database)) == set(range(10, MOST + 10))
    await keep(database, *(kept(-n, who="flood", text=f"{n}") for n in range(1, FROM_ONE + 6)), at=MOST + 10.0)
    found = await missed(database)
    assert sum(number < 0 for number in found) == FROM_ONE
    assert set(range(MOST + 9, FROM_ONE + 9, -1)) <= set(found), "what others asked is still there"


async def test_what_was_missed_in_a_time(database: Database) -> None:
    for number in (1, 2, 3, 4):
        await keep(database, kept(number), at=min(float(number), 3.0))
    await database.run(lambda c: misses.handle(c, [2], Handled.ANSWERED, 7, 5.0))
    await database.run(lambda c: misses.handle(c, [1], Handled.IGNORED, 7, 5.0))
    found = await database.run(lambda c: misses.missed_between(c, 1.0, 3.0, LATE))
    assert [asked.number for asked, _ in found] == [2]


TALLIED = [
    kept(1, "answer", text="When?"),
    kept(2, "answer", text="when?"),
    kept(3, "unknown", text="Why?"),
    kept(4, "unknown", "bob", text="Why?"),
    kept(5, "suggest", "bob", text="How?", offered=OFFERED),
    kept(6, "answer", "bob", text="When?", chosen=True),
    kept(7, misses.NOTHING, "eve", text="Hello"),
    kept(8, "unknown", "eve", text=""),
]


@pytest.mark.parametrize(
    ("now", "taken", "verdict", "expected"),
    [
        (2.0, False, "", Tally(asked=4, answered=1, missed=2, people=2)),
        (LATE, False, "", Tally(asked=4, answered=1, missed=3, people=2)),
        (LATE, True, "", Tally(asked=4, answered=2, missed=2, people=2)),
        (2.0, False, "none-of-these", Tally(asked=4, answered=1, missed=3, people=2)),
    ],
)
async def test_questions_are_counted(
    database: Database, now: float, taken: bool, verdict: str, expected: Tally
) -> None:
    await keep(database, *TALLIED, at=1.0)
    await keep(database, kept(9), at=5.0)
    if taken:
        await database.run(lambda c: questions.take(c, "bob", OFFERED[0], 2.0))
    await database.run(lambda c: questions.judge(c, 5, "bob", verdict))
    assert await database.run(lambda c: tallies.tally(c, 0.0, 5.0, now)) == expected
    assert await database.run(lambda c: tallies.tally(c, 6.0, 9.0, now)) == Tally()


async def test_an_answer_that_did_not_help_is_a_miss_unless_the_same_was_answered(database: Database) -> None:
    await keep(database, kept(1, "answer"), kept(2, "answer", "bob"), kept(3, "answer", "bob"), at=1.0)
    for number, who in ((1, "ann"), (2, "bob")):
        await database.run(lambda c, number=number, who=who: questions.judge(c, number, who, "not-helpful"))  # type: ignore[misc]
    assert await database.run(lambda c: tallies.tally(c, 0.0, 5.0, 9.0)) == Tally(2, 1, 1, 2)


async def test_the_languages_of_people(database: Database) -> None:
    for number, (who, language) in enumerate([("a", "hi"), ("a", "hi"), ("b", "hi"), ("c", "en"), ("d", "de")]):
        await keep(database, Kept(number, who, f"t{number}", language, "unknown", ""), at=1.0)
    found = await database.run(lambda c: tallies.languages(c, 0.0, 5.0))
    assert found == [("hi", 2), ("de", 1), ("en", 1)]


async def test_only_private_chats_that_can_be_written_to_are_people(database: Database) -> None:
    for chat, kind in ((1, "private"), (2, "private"), (-3, "group")):
        await database.run(lambda c, chat=chat, kind=kind: chats.seen(c, chat, kind, 1.0))  # type: ignore[misc]
    await database.run(lambda c: chats.unreachable(c, 2, "blocked"))
    assert await database.run(misses.people) == [1]


async def test_who_of_staff_dealt_with_it_is_not_told_to_the_person(database: Database) -> None:
    await keep(database, kept(gist="{}"))
    await database.run(lambda c: misses.handle(c, [1], Handled.IGNORED, 4711, 5.0))
    [row] = (await database.run(lambda c: chats.export(c, 5, "ann")))["questions"]
    assert row["handled"] == "ignored"
    assert 4711 not in row.values()
    await database.run(lambda c: chats.forget(c, 5, "ann"))
    assert await database.run(lambda c: c.scalar(sa.text("SELECT count(*) FROM questions"))) == 0


async def test_who_leaves_the_team_is_shown_and_forgotten_there_too(database: Database) -> None:
    sora, min_ = 4711, 4712
    await keep(database, kept())
    await database.run(lambda c: misses.handle(c, [1], Handled.IGNORED, sora, 5.0))
    for at, person in ((1, sora), (2, min_)):
        await database.run(lambda c, at=at: drafts.add(c, (-1, at), {1: "Why?"}, 1.0))  # type: ignore[misc]
        await database.run(lambda c, at=at, person=person: drafts.write(c, (-1, at), person, 9, f"by {person}"))  # type: ignore[misc]
    step = Step(sora, sora, "said", ("entries", "fee"), "answer", "en", ("It is free.",), 1.0)
    await database.run(lambda c: edits.ask(c, step))
    made = Publication(77, publications.Source.EDIT, sora, "Sora", sora, 3, 1.0, (File("faq.yaml", b"old", b"new"),))
    await database.run(lambda c: publications.propose(c, made))

    exported = await database.run(lambda c: chats.export(c, sora, "sora"))
    assert [row["text"] for row in exported["drafts"]] == [f"by {sora}"]
    assert [(row["number"], row["handled"]) for row in exported["dealt_with"]] == [(1, "ignored")]
    assert [(row["number"], row["state"], row["proposed"]) for row in exported["publications"]] == [
        (77, "checking", 1.0)
    ]
    assert "new" not in str(exported)

    await database.run(lambda c: chats.forget(c, sora, "sora"))
    assert set(await database.run(lambda c: chats.export(c, sora, "sora"))) == {"publications"}
    assert not await database.run(lambda c: prompts.is_one(c, sora, "said"))
    assert [await database.run(lambda c, at=at: drafts.find(c, (-1, at)) is not None) for at in (1, 2)] == [False, True]  # type: ignore[misc]
    assert await database.run(lambda c: c.execute(sa.select(table.c.handled, table.c.staff_person)).one()) == (
        "ignored",
        None,
    )


async def test_a_draft_is_written_anew_and_dropped(database: Database) -> None:
    place = (-1001234567890, 5)
    asked = ((1, key_of("Why?")), (BIG, key_of("How?")))
    await database.run(lambda c: drafts.add(c, place, {1: "Why?", BIG: "How?"}, 1.0))
    await database.run(lambda c: drafts.add(c, place, {3: "Who?"}, 2.0))
    assert await database.run(lambda c: drafts.find(c, place)) == Draft(asked)
    await database.run(lambda c: drafts.write(c, place, BIG, 5, "It is free"))
    await database.run(lambda c: drafts.send(c, place, [BIG]))
    assert await database.run(lambda c: drafts.find(c, place)) == Draft(asked, 5, "It is free", (BIG,))
    assert await database.run(lambda c: drafts.find(c, (place[0], 6))) is None
    await database.run(lambda c: drafts.drop(c, place))
    assert await database.run(lambda c: drafts.find(c, place)) is None


async def test_a_digest_is_begun_again_until_it_is_sent(database: Database) -> None:
    days = "2026-11-23", "2026-11-30"
    begun = [
        ("2026-11-16", None, State.FIRST),
        ("2026-11-16", None, State.FIRST),
        ("2026-11-23", None, None),
        ("2026-11-23", None, State.BEGUN),
        ("2026-11-23", State.SENT, State.BEGUN),
        ("2026-11-23", None, State.SENT),
        ("2026-11-30", None, None),
    ]
    for day, noted, known in begun:
        assert await database.run(lambda c, day=day: digests.begin(c, day, 1.0)) == known  # type: ignore[misc]
        if noted:
            await database.run(lambda c, day=day, noted=noted: digests.note(c, day, noted, 2.0))  # type: ignore[misc]
    await database.run(lambda c: digests.drop(c, days[1]))
    assert [await database.run(lambda c, day=day: digests.find(c, day)) for day in days] == [State.SENT, None]  # type: ignore[misc]


async def test_all_of_it_is_forgotten_in_time(database: Database) -> None:
    await keep(database, kept(gist="{}"))
    await database.run(lambda c: drafts.add(c, (-1, 1), {1: "Why?"}, 0.0))
    await database.run(lambda c: digests.note(c, "2026-11-23", State.SENT, 0.0))
    for days, left in ((6, 3), (8, 2), (89, 2), (91, 1), (401, 0)):
        await database.run(lambda c, days=days: retention.purge(c, days * DAY))  # type: ignore[misc]
        count = 0
        for name in ("questions", "drafts", "digests"):
            query = sa.text(f"SELECT count(*) FROM {name}")
            count += await database.run(lambda c, query=query: c.scalar(query)) or 0  # type: ignore[misc]
        assert count == left, days


def test_questions_of_an_earlier_shape_are_kept(url: str) -> None:
    engine = open_engine(url)
    migrate(engine, "0002")
    values = "(1, 'ann', 'Why?', 'en', 'suggest', 'x', 1.0)"
    with engine.begin() as connection:
        names = "(number, who, text, language, outcome, entry, asked)"
        connection.execute(sa.text(f"INSERT INTO questions {names} VALUES {values}"))
    migrate(engine)
    with engine.connect() as connection:
        [(asked, why)] = misses.missed(connection, LATE)
    assert (asked.text, asked.offered, asked.chosen, asked.handled, why) == ("Why?", (), False, "", Why.NOT_TAKEN)
    engine.dispose()

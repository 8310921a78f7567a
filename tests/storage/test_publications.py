"""What staff propose and publish, on both databases."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
import sqlalchemy as sa

from bot.storage import copies, misses, publications, questions, retention
from bot.storage.database import Database
from bot.storage.publications import File, Publication, Source, State
from bot.storage.questions import Kept

NEW = Publication(1, Source.UPLOAD, 7, "Sora", 70, 5, 1.0, (File("faq.yaml", b"old", b"new"),), questions=(3,))
OTHER = replace(NEW, number=2, files=(File("faq.yaml", b"old", b"other"),))


async def proposed(database: Database, *found: Publication) -> list[int]:
    """The numbers of what is kept of each."""
    return [(await database.run(partial(publications.propose, new=one))).number for one in found]


async def publish(database: Database, one: Publication, at: float) -> None:
    await proposed(database, one)
    await database.run(lambda c: publications.move(c, one.number, [State.CHECKING], State.PUBLISHING))
    await database.run(lambda c: publications.done(c, one, f"v{one.number}", at))


def undoing(number: int, what: int, message: int = 9) -> Publication:
    return replace(NEW, number=number, source=Source.UNDO, undoes=what, message=message, questions=())


async def test_it_is_kept_as_it_is(database: Database) -> None:
    files = (File("a.yaml", None, b"\x00\xff"), File("b.yaml", b"", None))
    await proposed(database, replace(NEW, files=files, undoes=4))
    found = await database.run(lambda c: publications.find(c, 1))
    assert found == replace(NEW, files=files, undoes=4)
    assert await database.run(lambda c: publications.find(c, 2)) is None


@pytest.mark.parametrize(
    ("second", "numbers"),
    [
        (replace(NEW, number=2), [1, 1]),
        (OTHER, [1, 2]),
        (replace(NEW, number=2, message=6), [1, 2]),
        (replace(NEW, number=2, undoes=8), [1, 2]),
        (replace(NEW, number=2, questions=(4,)), [1, 2]),
    ],
)
async def test_only_the_same_proposal_is_the_same(second: Publication, numbers: list[int], database: Database) -> None:
    """A message carries buttons for many; what an update proposes that is handled again is there already."""
    assert await proposed(database, NEW, second) == numbers


@pytest.mark.parametrize("state", [State.PUBLISHING, State.READY, State.CHECKING, State.CANCELLED])
async def test_what_is_in_place_is_published_whatever_it_was_taken_for(state: State, database: Database) -> None:
    await proposed(database, NEW)
    await database.run(lambda c: publications.move(c, 1, [State.CHECKING], state))
    await database.run(lambda c: publications.done(c, NEW, "v1", 5.0))
    found = await database.run(lambda c: publications.of_version(c, "v1"))
    assert found is not None
    assert (found.state, found.decided) == (State.PUBLISHED, 5.0)


async def test_only_one_decides(database: Database) -> None:
    await proposed(database, NEW)
    ready = (1, [State.CHECKING], State.READY)
    assert [await database.run(lambda c: publications.move(c, *ready)) for _ in range(2)] == [True, False]


async def test_undo_takes_back_what_is_in_force_and_no_undoing(database: Database) -> None:
    async def last() -> int:
        found = await database.run(publications.last_to_undo)
        return found.number if found else 0

    assert await last() == 0
    await publish(database, NEW, 1.0)
    await publish(database, replace(OTHER, message=6), 2.0)
    assert await last() == 2
    await publish(database, undoing(3, 2), 3.0)
    assert await last() == 1
    await publish(database, undoing(4, 3, 10), 4.0)  # the second is in force again
    assert await last() == 2
    await publish(database, undoing(5, 2, 11), 5.0)
    await publish(database, undoing(6, 1, 12), 6.0)
    assert await last() == 0


async def test_questions_are_dealt_with_as_long_as_their_answer_is_there(database: Database) -> None:
    async def waits() -> bool:
        return bool(await database.run(lambda c: misses.missed(c, 100.0)))

    await database.run(lambda c: questions.keep(c, Kept(3, "ann", "Why?", "en", "unknown", ""), 0.5))
    found = [await waits()]
    for one in (NEW, undoing(2, 1), undoing(3, 2, 10), undoing(4, 3, 11)):
        await publish(database, one, float(one.number))
        found.append(await waits())
    assert found == [True, False, True, False, True]


async def test_a_question_that_was_edited_since_is_not_dealt_with(database: Database) -> None:
    """Nobody has seen its words."""
    await proposed(database, NEW)
    await database.run(lambda c: questions.keep(c, Kept(3, "ann", "May my dog come?", "en", "unknown", ""), 1.5))
    await publish(database, NEW, 2.0)
    assert [asked.text for asked, _ in await database.run(lambda c: misses.missed(c, 100.0))] == ["May my dog come?"]


async def test_they_are_forgotten_in_time(database: Database) -> None:
    def count(connection: sa.Connection) -> int:
        return len(connection.execute(sa.text("SELECT 1 FROM publication_files")).all())

    await publish(database, NEW, 1.0)
    await proposed(database, replace(OTHER, message=6))
    left = []
    for now in (retention.PROPOSALS_KEPT, retention.PROPOSALS_KEPT + 2, retention.PUBLICATIONS_KEPT + 2):
        await database.run(partial(retention.purge, now=now))
        left.append(await database.run(count))
    assert left == [2, 1, 0]


async def test_a_copy_that_is_sent_again_is_kept_anew(database: Database) -> None:
    for now in (0.0, 89 * retention.DAY):
        await database.run(partial(copies.keep, digest="d", data=b"\x00data", now=now))
    await database.run(lambda c: retention.purge(c, 91 * retention.DAY))
    assert await database.run(lambda c: copies.find(c, "d")) == b"\x00data"

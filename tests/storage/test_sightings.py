"""What was seen of the facts: that there was a look at all, and what it saw."""

from __future__ import annotations

from bot.storage import sightings
from bot.storage.database import Connection, Database
from bot.storage.tables import sightings as table


async def test_a_look_that_saw_nothing_is_a_look(database: Database) -> None:
    assert await database.run(sightings.load) is None
    await database.run(lambda c: sightings.save(c, {}, 1.0))
    assert await database.run(sightings.load) == {}


async def test_what_was_seen_takes_the_place_of_what_was_seen_before(database: Database) -> None:
    await database.run(lambda c: sightings.save(c, {"a/1": "A", "b/1": "B", "c/1": "C"}, 1.0))
    await database.run(lambda c: sightings.save(c, {"a/1": "A", "b/1": "other"}, 2.0))
    assert await database.run(sightings.load) == {"a/1": "A", "b/1": "other"}

    def read(connection: Connection) -> dict[str, float]:
        return {row.edition: row.changed for row in connection.execute(table.select())}

    assert await database.run(read) == {"": 1.0, "a/1": 1.0, "b/1": 2.0}

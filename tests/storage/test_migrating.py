"""The way of a database to its present shape: whole or not at all, whatever the moment of a kill."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.storage.database import Unusable, open_engine
from bot.storage.migrating import migrate, prepare
from bot.storage.tables import metadata


class Killed(BaseException):
    """Stands for the end of the process: nothing is tidied up after it."""


@pytest.mark.parametrize("step", range(1, 40, 3))
def test_a_kill_between_two_steps_leaves_nothing_half_made(url: str, step: int) -> None:
    engine = open_engine(url)
    count = 0

    def kill(*_: object) -> None:
        nonlocal count
        count += 1
        if count == step:
            raise Killed

    sa.event.listen(engine, "after_cursor_execute", kill)
    try:
        migrate(engine)
    except Killed:
        assert count == step
    engine.dispose()

    engine = prepare(url)
    assert set(metadata.tables) <= set(sa.inspect(engine).get_table_names())
    engine.dispose()


def test_a_database_of_a_newer_version_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    engine = prepare(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(Unusable, match="newer version"):
        prepare(url)

"""The same tests on SQLite and on a real PostgreSQL; of most, one database in which nothing stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from bot.storage.database import Connection, open_engine
from bot.storage.migrating import migrate
from tests.storage.conftest import database, url

__all__ = ["database", "url"]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A database of either kind in its present shape, for all tests of a file."""
    place = f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'bot.db'}"
    if request.param == "postgresql":
        place = request.getfixturevalue("fresh_postgresql")
    engine = open_engine(place)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: sa.Engine) -> Iterator[Connection]:
    """A transaction that comes to nothing."""
    with engine.connect() as opened, opened.begin() as transaction:
        yield opened
        transaction.rollback()


@pytest.fixture
def c(connection: Connection) -> Connection:
    """The same by a shorter name."""
    return connection

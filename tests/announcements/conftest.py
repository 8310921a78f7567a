"""The same tests on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from bot.storage.database import open_engine
from bot.storage.migrating import migrate
from tests.storage.conftest import database, url

__all__ = ["database", "url"]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A database of either kind for all tests that leave nothing in it."""
    where = f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'bot.db'}"
    if request.param == "postgresql":
        server = sa.make_url(request.getfixturevalue("postgresql"))
        name = f"ledger_{uuid.uuid4().hex}"
        maker = open_engine(server.render_as_string(hide_password=False))
        with maker.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
        maker.dispose()
        where = server.set(database=name).render_as_string(hide_password=False)
    found = open_engine(where)
    migrate(found)
    yield found
    found.dispose()


@pytest.fixture
def c(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that comes to nothing."""
    with engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()

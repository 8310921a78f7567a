"""The same tests on SQLite and on a real PostgreSQL, which the test run starts itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.database import Database, open_engine
from bot.storage.migrating import migrate


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bot.db'}"
    found: str = request.getfixturevalue("empty_postgresql")
    return found


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """A database in its present shape."""
    engine = open_engine(url)
    migrate(engine)
    opened = Database(engine)
    yield opened
    await opened.close()

"""What the tests on Telegram share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.stand_in import BotApi
from tests.telegram.desk import Desk, laid_out
from tests.telegram.serving import TOKEN


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A stand-in Bot API server with one bot."""
    async with BotApi(token=TOKEN) as server:
        yield server


@pytest.fixture(scope="session")
def small_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is compiled in one test serves the others."""
    return tmp_path_factory.mktemp("small")


@pytest.fixture
async def desk(api: BotApi, tmp_path: Path, small_cache: Path) -> AsyncIterator[Desk]:
    laid_out(tmp_path / "knowledge")
    ann, sora, min_ = api.person("Ann"), api.person("Sora"), api.person("Min")
    found = Desk(api, tmp_path, ann, sora, min_, api.group("Staff", members=[sora, min_, ann]))
    await found.start(small_cache)
    try:
        yield found
    finally:
        assert await found.end() == 0

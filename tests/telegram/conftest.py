"""What the tests on Telegram share."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.bot_api import BotApi
from tests.telegram.serving import TOKEN


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A stand-in Bot API server with one bot."""
    async with BotApi(token=TOKEN) as server:
        yield server

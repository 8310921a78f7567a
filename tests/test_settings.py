"""The environment's settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.settings import VARIABLES, BotSettings, Settings

TABLE: list[tuple[dict[str, str], Settings]] = [
    ({}, Settings()),
    ({"KNOWLEDGE_DIR": "", "WEGO_CACHE_DIR": "", "NO_COLOR": ""}, Settings()),
    ({"KNOWLEDGE_DIR": "a", "WEGO_CACHE_DIR": "b", "NO_COLOR": "1"}, Settings(Path("a"), Path("b"), colour=False)),
    ({"OTHER": "x"}, Settings()),
]


@pytest.mark.parametrize(("environment", "settings"), TABLE)
def test_settings(environment: dict[str, str], settings: Settings) -> None:
    assert Settings.read(environment) == settings


def test_every_variable_is_heeded() -> None:
    """By the one or the other: a letter in the place of a number is a fault that is told."""
    plain = {"TELEGRAM_BOT_TOKEN": "123:abcdefgh"}
    for name in VARIABLES:
        if Settings.read({name: "x"}) != Settings():
            continue
        with pytest.raises(UsageError, match=name):
            BotSettings.read({**plain, name: "x"})

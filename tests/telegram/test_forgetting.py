"""What people wrote is gone when they want that, and when its time is over: out of every file."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.stand_in import BotApi
from bot.storage import questions
from bot.storage.database import open_engine
from bot.storage.migrating import migrate
from tests.telegram.serving import serving


def readable(folder: Path, words: bytes) -> bool:
    """Whether words stand in a file of the database."""
    held = b"".join(path.read_bytes() for path in folder.glob("bot.db*"))
    assert b"CREATE TABLE" in held
    return words in held


async def test_the_words_of_a_person_go_with_the_person(api: BotApi, tmp_path: Path) -> None:
    ann, bob = api.person("Ann"), api.person("Bob")
    group = api.group("Trainees", members=[ann, bob])
    async with serving(api, tmp_path):
        links = {}
        for person in (ann, bob):
            person.says("/ask training about smart parking", chat=group)
            [button] = (await group.hears(10)).buttons
            links[person] = button["url"].partition("?start=")[2]
        ann.says(f"/start {links[bob]}")
        assert "Which training programmes" in str((await ann.hears(10)).buttons)
        ann.says("/my_data")
        await ann.hears(10)
        ann.says("/forget_me")
        assert "deleted" in (await ann.hears(10)).text
        bob.says(f"/start {links[ann]}")
        assert "I answer questions about" in (await bob.hears(10)).text
        bob.says(f"/start {links[bob]}")
        assert "Which training programmes" in str((await bob.hears(10)).buttons)
        bob.says("/forget_me")
        await bob.hears(10)
        assert not readable(tmp_path, b"smart parking"), "not even beside the database, while the bot runs"
    assert links[ann] != links[bob]


async def test_what_is_too_old_goes_from_every_file(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    ann = api.person("Ann")
    engine = open_engine(f"sqlite:///{tmp_path / 'bot.db'}")
    migrate(engine)
    with engine.begin() as connection:
        questions.keep(connection, questions.Kept(1, "who", "my old street", "en", "unknown", ""), 1.0)
    assert readable(tmp_path, b"my old street")
    async with serving(api, tmp_path):
        while "older than their limit" not in caplog.text:
            ann.says("/contact")
            await ann.hears(10)
        assert not readable(tmp_path, b"my old street")
    engine.dispose()

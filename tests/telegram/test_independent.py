"""The bot on a Bot API server that others wrote: it was not made from what our bot happens to send.

That server knows neither edited questions nor groups nor files: what it can tell is a conversation in a private chat.
"""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.stand_in import BotApi
from tests.telegram.other_server import Door, Visitor, install, node, opened
from tests.telegram.serving import TOKEN, process
from tests.telegram.test_intake import free_port


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the server."""
    folder = tmp_path_factory.mktemp("npm")
    trouble = install(folder)
    if trouble:
        pytest.skip(trouble)
    return folder


@pytest.fixture
async def ann(package: Path, tmp_path: Path) -> AsyncIterator[Visitor]:
    """Somebody who talks with the bot, which runs as a process of its own."""
    async with node(package, free_port()) as server, aiohttp.ClientSession() as client:
        door = Door(server, client)
        async with opened(door) as url:
            settings = {"TELEGRAM_API_URL": url}
            running = await process(BotApi(token=TOKEN), tmp_path, tmp_path / "log", **settings)
            yield Visitor(door, TOKEN)
            running.send_signal(signal.SIGTERM)
            assert await running.wait() == 0
    assert '"level": "ERROR"' not in (tmp_path / "log").read_text(encoding="utf-8")


async def test_a_conversation(ann: Visitor) -> None:
    await ann.says("/start")
    assert "WeGO" in (await ann.hears())["message"]["text"]
    await ann.says("When was the Seoul Program 2016?")
    assert "22–29 May 2016" in (await ann.hears())["message"]["text"]
    await ann.says("and in 2017?")
    assert "27–31 March 2017" in (await ann.hears())["message"]["text"]
    await ann.says("How much is the fee?")
    assert "I do not know" in (await ann.hears())["message"]["text"]


async def test_an_offered_question_is_answered_by_its_button(ann: Visitor) -> None:
    await ann.says("When was the Seoul Program 2016 cancelled?")
    offer = await ann.hears()
    first = offer["message"]["reply_markup"]["inline_keyboard"][0][0]["text"]
    await ann.presses(offer, first)
    assert "22–29 May 2016" in (await ann.hears())["message"]["text"]
    assert await ann.sees(lambda _: "answerCallbackQuery" in ann.door.journal)


async def test_a_page_is_edited_in_place(ann: Visitor) -> None:
    await ann.says("/programs")
    page = await ann.hears()
    before = page["message"]["text"]
    await ann.presses(page, "Seoul Program")

    def turned(records: list[dict[str, object]]) -> list[dict[str, object]]:
        return [record for record in records if record["message"]["text"] != before]  # type: ignore[index]

    (after,) = await ann.sees(turned)
    assert after["messageId"] == page["messageId"]
    assert await ann.sees(lambda _: "answerCallbackQuery" in ann.door.journal)
    assert ann.door.journal.count("sendMessage") == 1


def test_without_node_it_is_said_why_nothing_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert install(tmp_path) == "node and npm are not here"

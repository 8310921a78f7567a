"""Inline mode: what is typed, and what is offered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.stand_in import BotApi, InlineAsk
from bot.storage.tables import phrases as phrases_table
from bot.storage.tables import questions
from bot.telegram_bot.floods import TYPING
from bot.telegram_bot.inline import MOST
from tests.telegram.group_world import GroupWorld, group_world
from tests.telegram.serving import serving


@pytest.fixture
async def world(api: BotApi, tmp_path: Path) -> AsyncIterator[GroupWorld]:
    async with group_world(api, tmp_path) as made:
        yield made


async def typed(world: GroupWorld, text: str) -> InlineAsk:
    """What a person gets who types this."""
    asked = world.api.person("Ann").asks_inline(text)
    await world.settle()
    await asked.results()
    return asked


FOUND = [
    ("When was the 2016 Seoul training?", "22–29 May 2016", 0),
    ("Who participated in the 2018 joint workshop?", "Accra (Ghana)", 0),
    ("joint workshop 2018", "9–12 July 2018", None),
    ("seoul 2016", "22–29 May 2016", None),
    ("Chengd", "Chengdu", None),
    ("JEJU", "Jeju", None),
    ("", "Seoul Program", None),
]


@pytest.mark.parametrize(("text", "says", "at"), FOUND)
async def test_what_is_typed_finds_ready_answers(world: GroupWorld, text: str, says: str, at: int | None) -> None:
    results = (await typed(world, text)).answer
    assert results is not None
    texts = [result["message"]["text"] for result in results["results"]]
    assert says in (texts[at] if at is not None else "\n".join(texts))
    assert results["is_personal"]
    assert results["cache_time"] <= 60
    assert len(texts) <= (MOST if text else 50)
    ids = [result["id"] for result in results["results"]]
    assert len(set(ids)) == len(ids)
    assert all(len(one.encode()) <= 64 for one in ids)


@pytest.mark.parametrize("text", ["seoul 2013", "jeju 2016", "Joint Workshop 2018", "Seoul Program"])
async def test_what_is_known_of_one_edition_is_offered_once(world: GroupWorld, text: str) -> None:
    results = await (await typed(world, text)).results()
    told = [result["message"]["text"].split("\n", 1)[1] for result in results]
    assert len(set(told)) == len(told)
    assert results[0]["message"]["text"].split("\n", 1)[0] == results[0]["title"] != text.casefold()
    assert "reply_markup" in results[0]


@pytest.mark.parametrize("text", ["capital of france?", "😀", "???", "<b>&", "x" * 256, "\ud83d"])
async def test_where_nothing_is_found_a_button_leads_into_the_private_chat(world: GroupWorld, text: str) -> None:
    found = (await typed(world, text)).answer
    assert found is not None
    assert found["results"] == []
    assert found["button"]["start_parameter"] == "begin"


async def test_ids_are_the_same_each_time(world: GroupWorld) -> None:
    first, second = [(await typed(world, "seoul 2016")).answer for _ in range(2)]
    assert first is not None
    assert second is not None
    assert [r["id"] for r in first["results"]] == [r["id"] for r in second["results"]]


async def test_nothing_that_is_typed_is_kept(world: GroupWorld) -> None:
    for text in ("Who", "Who participated in the 2018 joint workshop?", "topics of the 2018 joint workshop"):
        await typed(world, text)

    def kept(connection: sa.Connection) -> list[str]:
        return [*connection.scalars(sa.select(phrases_table.c.text)), *connection.scalars(sa.select(questions.c.text))]

    assert {text for text in await world.services.database.run(kept) if "joint workshop" in text} == set()


async def test_a_result_is_sent_with_its_question_and_its_link(world: GroupWorld) -> None:
    asked = await typed(world, "When was the 2016 <Seoul> training?")
    assert asked.answer is not None
    sent = asked.chooses(asked.answer["results"][0]["id"])
    assert sent.text.startswith("When was the 2016")
    assert "22–29 May 2016" in sent.text
    edition = next(result for result in asked.answer["results"] if result["id"].startswith("e-"))
    [[button]] = edition["reply_markup"]["inline_keyboard"]
    assert button["url"].startswith("https://t.me/wego_test_bot?start=e-")


async def test_an_answer_to_the_query_that_comes_too_late_is_let_go(world: GroupWorld) -> None:
    asked = world.api.person("Ann").asks_inline("jeju")
    asked.expires = 0.0
    await world.settle()
    assert [call.status for call in world.api.journal.of("answerInlineQuery")] == [400]


async def test_typing_without_end_is_not_answered_without_end(api: BotApi, tmp_path: Path) -> None:
    ann, ben = api.person("Ann"), api.person("Ben")
    async with serving(api, tmp_path):
        for number in range(200):
            ann.asks_inline(f"jeju {number}")
        assert await ben.asks_inline("jeju 2016").results(10)
    answered = len(api.journal.accepted("answerInlineQuery"))
    assert TYPING.burst <= answered < 150

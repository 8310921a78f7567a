"""Inline queries: limits of answers, the cache, chosen results."""

from __future__ import annotations

from typing import Any

import pytest

from bot.stand_in import BotApi
from tests.stand_in.client import Client


def article(number: Any = "1", text: str = "hello", **more: Any) -> dict[str, Any]:
    content = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": number, "title": "T", "input_message_content": content, **more}


UNREADABLE = "can't parse inline query result:"
ANSWERS: list[tuple[dict[str, Any], str | None]] = [
    ({"results": []}, None),
    ({"results": [article(str(number)) for number in range(50)]}, None),
    ({"results": [article(str(number)) for number in range(51)]}, "RESULTS_TOO_MUCH"),
    ({"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
    ({"results": [article("x" * 64)]}, None),
    ({"results": [article("x" * 65)]}, "RESULT_ID_INVALID"),
    ({"results": [article("")]}, "RESULT_ID_INVALID"),
    ({"results": [article(text="")]}, "message text is empty"),
    ({"results": [article(text="x" * 4097)]}, "message is too long"),
    ({"results": [article(text="<x>")]}, 'can\'t parse entities: Unsupported start tag "x" at byte offset 0'),
    ({"results": [{"type": "article", "id": "1"}]}, f'{UNREADABLE} Can\'t find field "title"'),
    ({"results": [{"type": "poem", "id": "1"}]}, f"{UNREADABLE} Unsupported inline query result type"),
    (
        {"results": [article(reply_markup={"inline_keyboard": [[{"text": "a"}]]})]},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    ({"results": [], "next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
    ({"results": [], "button": {"text": "more", "start_parameter": "a-B_9"}}, None),
    ({"results": [], "button": {"text": "more", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
    ({"results": [], "button": {"text": "more", "start_parameter": "x" * 65}}, "START_PARAM_INVALID"),
    ({"results": [], "button": {"text": "more", "start_parameter": ""}}, "START_PARAM_INVALID"),
    ({"results": "no"}, "can't parse results JSON object"),
]


@pytest.mark.parametrize(("answer", "refusal"), ANSWERS)
async def test_answers(api: BotApi, bot: Client, answer: dict[str, Any], refusal: str | None) -> None:
    ask = api.person().asks_inline("q")
    body = await bot.call("answerInlineQuery", inline_query_id=ask.id, **answer)
    assert body.get("description") == (refusal and f"Bad Request: {refusal}")


CACHE = [
    ({}, 299, True),
    ({}, 301, False),
    ({"cache_time": 10}, 9, True),
    ({"cache_time": 10}, 11, False),
    ({"cache_time": 0}, 0, False),
    ({"is_personal": True}, 1, False),
]


@pytest.mark.parametrize(("params", "seconds", "cached"), CACHE)
async def test_cache_serves_other_people(
    api: BotApi, bot: Client, params: dict[str, Any], seconds: int, cached: bool
) -> None:
    ann, ben = api.person(), api.person("Ben", language_code="ru")
    first = ann.asks_inline("q")
    await bot.ok("answerInlineQuery", inline_query_id=first.id, results=[article()], **params)
    assert [result["message"]["text"] for result in await first.results()] == ["hello"]
    assert await bot.kinds() == ["inline_query"]
    api.clock.advance(seconds)
    second = ben.asks_inline("q")
    assert second.cached == cached
    assert await bot.kinds() == ([] if cached else ["inline_query"])
    if params.get("is_personal"):
        assert ann.asks_inline("q").cached


async def test_too_old(api: BotApi, bot: Client) -> None:
    ask = api.person().asks_inline("q")
    api.clock.advance(31)
    answer = await bot.error("answerInlineQuery", inline_query_id=ask.id, results=[])
    assert answer == "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_chosen_result_can_be_edited(api: BotApi, bot: Client) -> None:
    ann = api.person()
    group = api.group(members=[ann])
    keys = {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]}
    ask = ann.asks_inline("q")
    await bot.ok("answerInlineQuery", inline_query_id=ask.id, results=[article(reply_markup=keys)])
    message = ask.chooses("1", group)
    ann.presses(message, "More")
    chosen, press = (await bot.updates())[1:]
    number = chosen["chosen_inline_result"]["inline_message_id"]
    assert press["callback_query"]["inline_message_id"] == number
    assert "message" not in press["callback_query"]
    assert await bot.ok("editMessageText", inline_message_id=number, text="all of it") is True
    assert message.text == "all of it"

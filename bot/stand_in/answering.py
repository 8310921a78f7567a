"""answerCallbackQuery and answerInlineQuery."""

from __future__ import annotations

import re
from typing import Any

from bot.stand_in.accounts import BotAccount
from bot.stand_in.content import checked_text
from bot.stand_in.errors import ApiError, Json, bad
from bot.stand_in.markup import read_markup
from bot.stand_in.methods import method
from bot.stand_in.params import Params

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
RESULTS = 50
CACHE = 300
KINDS = frozenset(
    "article photo gif mpeg4_gif video audio voice document location venue contact game sticker".split()  # noqa: SIM905
)

_START = re.compile(r"[A-Za-z0-9_-]{1,64}")


@method("answerCallbackQuery")
def answer_callback(bot: BotAccount, params: Params) -> bool:
    """The first answer is what the person sees."""
    press = bot.presses.get(params.word("callback_query_id"))
    if press is None or press.expires <= bot.world.clock.now():
        raise bad(TOO_OLD)
    if len(params.word("text")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    if press.shown is None:
        press.shown = {
            "text": params.word("text"),
            "show_alert": params.flag("show_alert"),
            "url": params.word("url"),
            "cache_time": params.number("cache_time"),
        }
    return True


@method("answerInlineQuery")
def answer_inline(bot: BotAccount, params: Params) -> bool:
    ask = bot.inline_asks.get(params.word("inline_query_id"))
    results = _results(params.structure("results"))
    next_offset = params.word("next_offset")
    if len(next_offset.encode()) > 64:
        raise bad("NEXT_OFFSET_INVALID")
    button = _button(params)
    if ask is None or ask.expires <= bot.world.clock.now():
        raise bad(TOO_OLD)
    answer = {
        "results": results,
        "cache_time": params.number("cache_time", CACHE),
        "is_personal": params.flag("is_personal"),
        "next_offset": next_offset,
        "button": button,
    }
    ask.answered(answer)
    return True


def _results(results: Any) -> list[Json]:
    if not isinstance(results, list):
        raise bad("can't parse inline query results: Expected an Array of inline query results")
    if len(results) > RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    kept = [_result(result) for result in results]
    if len({result["id"] for result in kept}) < len(kept):
        raise bad("RESULT_ID_DUPLICATE")
    return kept


def _result(result: Any) -> Json:
    """A result as the person sees it, with the parsed message under "message"."""
    if not isinstance(result, dict):
        raise _unreadable("Object expected")
    if result.get("type") not in KINDS:
        raise _unreadable("Unsupported inline query result type")
    number = result.get("id")
    if not isinstance(number, str) or not 1 <= len(number.encode()) <= 64:
        raise bad("RESULT_ID_INVALID")
    kept = dict(result)
    markup = read_markup(Params(result), "inline", inline_only=True)
    if markup is not None:
        kept["reply_markup"] = markup
    content = result.get("input_message_content")
    if result["type"] == "article":
        if not result.get("title"):
            raise _unreadable('Can\'t find field "title"')
        if not isinstance(content, dict):
            raise _unreadable('Can\'t find field "input_message_content"')
    if isinstance(content, dict) and ("message_text" in content or result["type"] == "article"):
        text = checked_text(content.get("message_text", ""), content.get("parse_mode", ""), content.get("entities"))
        kept["message"] = text.fields()
    return kept


def _button(params: Params) -> Json | None:
    """The button above the results; by start_parameter it leads into the private chat."""
    button = params.structure("button")
    if button is None:
        return None
    if not isinstance(button, dict) or not button.get("text"):
        raise bad("can't parse inline query results button: Can't find field \"text\"")
    if "web_app" not in button and not _START.fullmatch(str(button.get("start_parameter", ""))):
        raise bad("START_PARAM_INVALID")
    return button


def _unreadable(text: str) -> ApiError:
    return bad(f"can't parse inline query result: {text}")

"""reply_markup: what Telegram accepts under a message."""

from __future__ import annotations

import re
from typing import Any

from bot.stand_in.errors import ApiError, Json, bad
from bot.stand_in.params import Params

BUTTONS = 100
DATA_BYTES = 64
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)

_URL = re.compile(r"(?:https?://(?:[^/?#@]*@)?([^/?#:]+)(?::\d+)?(?:[/?#]\S*)?|(?:tg|ton)://\S+)", re.IGNORECASE)


def read_markup(params: Params, chat_type: str, *, inline_only: bool = False) -> Json | None:
    """The inline keyboard that the message will show, None for any other or no markup."""
    markup = params.structure("reply_markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if not markup:
        return None
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"], chat_type)
    if inline_only or chat_type == "channel":
        raise bad("inline keyboard expected")
    _other(markup)
    return None


def _inline(rows: Any, chat_type: str) -> Json | None:
    if not _is_table(rows):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    kept = [[_button(button, chat_type) for button in row] for row in rows if row]
    if sum(map(len, kept)) > BUTTONS:
        raise bad("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _is_table(rows: Any) -> bool:
    return isinstance(rows, list) and all(isinstance(row, list) for row in rows)


def _button(button: Any, chat_type: str) -> Json:
    if not isinstance(button, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _unreadable('Can\'t find field "text"')
    if not text.strip():
        raise bad("inline keyboard button text must be non-empty")
    actions = [name for name in ACTIONS if button.get(name) is not None]
    if not actions:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unreadable(f"exactly one action is allowed, found {', '.join(actions)}")
    _check_action(actions[0], button[actions[0]], chat_type)
    return dict(button)


def _check_action(action: str, value: Any, chat_type: str) -> None:
    if action == "callback_data" and not (isinstance(value, str) and 1 <= len(value.encode()) <= DATA_BYTES):
        raise bad("BUTTON_DATA_INVALID")
    if action == "url":
        check_url(value)
    if action == "web_app":
        if chat_type != "private":
            raise bad("BUTTON_TYPE_INVALID")
        check_url(value.get("url", ""))
    if action == "copy_text" and not (isinstance(value, dict) and 1 <= len(value.get("text", "")) <= 256):
        raise bad("BUTTON_COPY_TEXT_INVALID")


def check_url(url: Any) -> None:
    """http, https, tg; a host without a dot is none to Telegram."""
    match = _URL.fullmatch(url) if isinstance(url, str) else None
    if match is None:
        raise bad(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if match.group(1) is not None and "." not in match.group(1):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _other(markup: Json) -> None:
    """A reply keyboard, its removal, or a forced reply."""
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 1 <= len(placeholder) <= 64:
        raise bad("input field placeholder must be 1-64 characters")
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return
    if "keyboard" not in markup:
        raise bad("can't parse reply keyboard markup JSON object")
    if not _is_table(markup["keyboard"]):
        raise bad('field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays')
    for row in markup["keyboard"]:
        for button in row:
            text = button if isinstance(button, str) else button.get("text") if isinstance(button, dict) else None
            if not text:
                raise bad("can't parse keyboard button: Can't find field \"text\"")


def _unreadable(text: str) -> ApiError:
    return bad(f"can't parse inline keyboard button: {text}")

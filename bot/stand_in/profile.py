"""Who the bot is: getMe, names and descriptions per language, menu button, the end of a session."""

from __future__ import annotations

from bot.stand_in.access import chat_of
from bot.stand_in.accounts import BotAccount
from bot.stand_in.commands import language_of
from bot.stand_in.errors import Json, bad
from bot.stand_in.methods import Handler, method
from bot.stand_in.params import Params

TEXTS = {
    "Name": ("name", 64),
    "Description": ("description", 512),
    "ShortDescription": ("short_description", 120),
}


@method("getMe")
def get_me(bot: BotAccount, params: Params) -> Json:
    return bot.profile


@method("logOut")
def log_out(bot: BotAccount, params: Params) -> bool:
    """From now on the cloud server answers 400 "Logged out"."""
    bot.logged_out = True
    return True


@method("close")
def close(bot: BotAccount, params: Params) -> bool:
    return True


def _setter(field: str, longest: int) -> Handler:
    def set_text(bot: BotAccount, params: Params) -> bool:
        text = params.word(field)
        if len(text) > longest:
            raise bad(f"bot {field.replace('_', ' ')} is too long")
        bot.names[field, language_of(params)] = text
        return True

    return set_text


def _getter(field: str) -> Handler:
    def get_text(bot: BotAccount, params: Params) -> Json:
        default = bot.profile["first_name"] if field == "name" else ""
        return {field: bot.settings(field, language_of(params)) or default}

    return get_text


for _name, (_field, _longest) in TEXTS.items():
    method(f"setMy{_name}")(_setter(_field, _longest))
    method(f"getMy{_name}")(_getter(_field))


@method("setChatMenuButton")
def set_menu_button(bot: BotAccount, params: Params) -> bool:
    chat = chat_of(bot, params).id if params.word("chat_id") else 0
    button = params.structure("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in {"commands", "web_app", "default"}:
        raise bad("can't parse menu button: Unsupported type specified")
    bot.menu_buttons[chat] = button
    return True


@method("getChatMenuButton")
def get_menu_button(bot: BotAccount, params: Params) -> Json:
    chat = chat_of(bot, params).id if params.word("chat_id") else 0
    return bot.menu_buttons.get(chat) or bot.menu_buttons.get(0) or {"type": "commands"}

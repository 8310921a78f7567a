"""Lists of commands: seven scopes times languages; the first list found is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.stand_in.access import chat_of
from bot.stand_in.accounts import BotAccount
from bot.stand_in.chats import Chat, PrivateChat
from bot.stand_in.errors import Json, bad
from bot.stand_in.membered import Membered
from bot.stand_in.methods import method
from bot.stand_in.params import Params

if TYPE_CHECKING:
    from bot.stand_in.people import Person

Key = tuple[str, int, int, str]

WIDE = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
NARROW = frozenset({"chat", "chat_administrators", "chat_member"})
COMMANDS = 100

_NAME = re.compile(r"[a-z0-9_]{1,32}")


def language_of(params: Params) -> str:
    """Two lower-case letters or nothing."""
    language = params.word("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad("invalid language code specified")
    return language


def _key(bot: BotAccount, params: Params) -> Key:
    scope = params.structure("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    language = language_of(params)
    if kind in WIDE:
        return kind, 0, 0, language
    if kind not in NARROW:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    chat = chat_of(bot, Params({"chat_id": scope.get("chat_id")}))
    return kind, chat.id, int(scope.get("user_id", 0)) if kind == "chat_member" else 0, language


@method("setMyCommands")
def set_commands(bot: BotAccount, params: Params) -> bool:
    key = _key(bot, params)
    commands = params.structure("commands")
    if not isinstance(commands, list):
        raise bad("expected an Array of BotCommand")
    if len(commands) > COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    kept = []
    for command in commands:
        name, text = str(command.get("command", "")).removeprefix("/"), str(command.get("description", ""))
        if not _NAME.fullmatch(name):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(text.strip()) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        kept.append({"command": name, "description": text})
    bot.commands[key] = kept
    return True


@method("getMyCommands")
def get_commands(bot: BotAccount, params: Params) -> list[Json]:
    return bot.commands.get(_key(bot, params), [])


@method("deleteMyCommands")
def delete_commands(bot: BotAccount, params: Params) -> bool:
    bot.commands.pop(_key(bot, params), None)
    return True


def shown(bot: BotAccount, person: Person, chat: Chat) -> list[Json]:
    """What a person sees: narrow scopes before wide ones, in each the own language before none."""
    scopes: list[tuple[str, int, int]]
    if isinstance(chat, PrivateChat):
        scopes = [("chat", chat.id, 0), ("all_private_chats", 0, 0)]
    else:
        scopes = [("chat_member", chat.id, person.id)]
        leads = isinstance(chat, Membered) and chat.member(person).leads
        scopes += [("chat_administrators", chat.id, 0)] if leads else []
        scopes += [("chat", chat.id, 0)]
        scopes += [("all_chat_administrators", 0, 0)] if leads else []
        scopes += [("all_group_chats", 0, 0)]
    for scope in [*scopes, ("default", 0, 0)]:
        for language in ((person.language_code or "")[:2], ""):
            found = bot.commands.get((*scope, language))
            if found:
                return found
    return []

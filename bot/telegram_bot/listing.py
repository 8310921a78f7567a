"""What Telegram shows of the bot: lists of commands by scope and language, and what it is.

Telegram remembers them, so only what has changed since it was told last is told again; what an earlier version told
and this one does not is taken back, for a narrow list would hide a wide one.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeChat

from bot.answers.repertoire import Repertoire
from bot.answers.sentences import Sentences
from bot.knowledge.language import LanguagePack
from bot.matching.compiling import FALLBACK
from bot.storage import keys
from bot.storage.database import Database
from bot.telegram_bot.commands import COMMANDS
from bot.telegram_bot.group_commands import LISTED, SETTINGS
from bot.telegram_bot.links import short
from bot.telegram_bot.sending import Revoked, Sender
from bot.telegram_bot.staff import COMMANDS as OF_STAFF

NOTE = "listed"
"""Name of the note on what Telegram was told, beside the bot's id."""
LONGEST = 256
"""Letters of a command's description."""
GROUP = (*LISTED, "help", "privacy")
SCOPES: dict[str, tuple[str, ...]] = {
    BotCommandScope.ALL_PRIVATE_CHATS: tuple(COMMANDS),
    BotCommandScope.ALL_GROUP_CHATS: tuple(name for name in GROUP if name not in SETTINGS),
    BotCommandScope.ALL_CHAT_ADMINISTRATORS: GROUP,
}
"""Who sees which commands."""
CHAT = "chat:"
"""What stands before the id of a chat of staff, who see theirs there as well."""
DESCRIPTION, SHORT = "bot-description", "bot-short-description"
ROOM = {DESCRIPTION: 512, SHORT: 120}
"""Letters of what Telegram shows before the first message, and of what it shows on the bot's page."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that Telegram shows: a list of commands, or a description, in one language."""

    what: str
    """Who sees the list, in Telegram's word; or which description it is."""
    language: str
    """Two letters; empty for all languages that have none of their own."""
    lines: tuple[tuple[str, str], ...] = ()
    """Commands with their descriptions, or the text of a description alone; nothing where it is taken back."""

    @property
    def name(self) -> str:
        return f"{self.what} {self.language}".strip()

    @property
    def digest(self) -> str:
        return hashlib.blake2b(json.dumps(self.lines).encode(), digest_size=8).hexdigest()


def shown(repertoire: Repertoire, team: Iterable[int] = ()) -> list[Shown]:
    """All that is shown, to staff in some chats as well their own commands, in English.

    A language that has no words of its own for something is shown the English ones anyway.
    """
    fallback = LanguagePack(phrases=repertoire.phrases[FALLBACK])
    plain = list(_in_language("", Sentences(fallback)))
    found = {one.name: one for one in plain}
    for code, phrases in sorted(repertoire.phrases.items()):
        language = code.partition("-")[0]
        if code == FALLBACK or len(language) != 2:
            continue  # Telegram knows languages of two letters only
        for one, ours in zip(
            _in_language(language, Sentences(LanguagePack(phrases=phrases), fallback)), plain, strict=True
        ):
            if one.lines != ours.lines:
                found.setdefault(one.name, one)
    theirs = (_of_team(chat, Sentences(fallback)) for chat in sorted(set(team)))
    return sorted([*found.values(), *theirs], key=lambda one: one.what in ROOM)  # lists first: they matter more


def _of_team(chat: int, sentences: Sentences) -> Shown:
    """In a chat of staff the commands that any such chat has, and theirs."""
    common = COMMANDS if chat > 0 else GROUP
    texts = [(name, f"command-{name}") for name in common] + [(name, f"team-command-{name}") for name in OF_STAFF]
    return Shown(f"{CHAT}{chat}", "", tuple((name, short(sentences.text(key), LONGEST)) for name, key in texts))


def _in_language(language: str, sentences: Sentences) -> Iterator[Shown]:
    for what, names in SCOPES.items():
        yield Shown(what, language, tuple((n, short(sentences.text(f"command-{n}"), LONGEST)) for n in names))
    for what, room in ROOM.items():
        yield Shown(what, language, (("", short(sentences.text(what), room)),))


async def register(
    bot: Bot, sender: Sender, database: Database, repertoire: Repertoire, team: Iterable[int] = ()
) -> None:
    """Tell Telegram what has changed. May take long while Telegram is busy, and holds up nothing; never fails.

    ``team`` are the chats in which staff see their own commands as well.
    """
    try:
        await _register(bot, sender, database, shown(repertoire, team))
    except Revoked:
        log.info("the token is not valid any more")  # whoever fetches updates is told so as well, and ends the bot
    except Exception:
        log.exception("the commands could not be registered; again at the next start")


async def _register(bot: Bot, sender: Sender, database: Database, wanted: Sequence[Shown]) -> None:
    note = f"{NOTE} {bot.id}"
    known = await database.run(lambda connection: keys.find(connection, note))
    told: dict[str, str] = json.loads(known or "{}")
    for one in (*_gone(told, wanted), *wanted):
        if told.get(one.name) == one.digest:
            continue
        lost = one.what.startswith(CHAT) and not one.lines  # a chat that is gone cannot be told
        if not await sender.attempt(0, partial(_tell, bot, one)) and not lost:
            continue
        told[one.name] = one.digest
        if not one.lines:
            del told[one.name]
        await database.run(partial(keys.save, name=note, value=json.dumps(told)))
        log.info("Telegram shows %s", one.name)


def _gone(told: Iterable[str], wanted: Iterable[Shown]) -> list[Shown]:
    """What Telegram was told and is not to show any more."""
    names = {one.name for one in wanted}
    parts = [name.partition(" ") for name in told if name not in names]
    return [Shown(what, language) for what, _, language in parts]


async def _tell(bot: Bot, one: Shown, _: int) -> bool:
    language, commands = one.language or None, [BotCommand(name, text) for name, text in one.lines if name]
    if one.what in ROOM:
        describe = bot.set_my_description if one.what == DESCRIPTION else bot.set_my_short_description
        return await describe("".join(text for _, text in one.lines), language)
    chat = one.what.removeprefix(CHAT) if one.what.startswith(CHAT) else ""
    scope = BotCommandScopeChat(int(chat)) if chat else BotCommandScope(one.what)
    return await (
        bot.set_my_commands(commands, scope, language) if commands else bot.delete_my_commands(scope, language)
    )

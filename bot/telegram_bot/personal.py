"""Commands on what is set in a private chat and kept of the person: language and data."""

from __future__ import annotations

import json

from bot.answers.dates import own_name
from bot.storage import chats
from bot.telegram_bot import keyboards
from bot.telegram_bot.call import Call
from bot.telegram_bot.keyboards import Keyboard
from bot.telegram_bot.payloads import Does
from bot.telegram_bot.rendering import escape
from bot.telegram_bot.services import Services

AUTO = "auto"
"""Stands for the language of the question."""


async def language(call: Call) -> None:
    """Choose the language of the answers."""
    services = call.services
    now = await services.database.run(lambda connection: chats.language(connection, call.chat))
    await services.sender.say(
        call.chat,
        [escape(services.sentences(call.language).text("language-choose"))],
        language_keyboard(services, now, call.language),
    )


def language_keyboard(services: Services, now: str, language: str) -> Keyboard:
    """The languages, the one that holds now with a tick."""
    sentences = services.sentences(language)
    options = [(AUTO, sentences.text("language-auto")), *((code, own_name(code)) for code in services.languages)]
    return keyboards.chosen(options, Does.LANGUAGE, frozenset([now or AUTO]), sentences)


async def privacy(call: Call) -> None:
    """What is kept, and for how long."""
    await call.say("privacy")


async def my_data(call: Call) -> None:
    """All that is kept of the person, as a file."""
    services, who = call.services, call.services.who(call.person)
    found = await services.database.run(lambda connection: chats.export(connection, call.chat, who))
    if not found:
        await call.say("my-data-none")
        return
    content = json.dumps(found, ensure_ascii=False, indent=2, default=str).encode()
    await services.sender.document(
        call.chat, "my_data.json", content, services.sentences(call.language).text("my-data")
    )


async def forget_me(call: Call) -> None:
    """Delete all that is kept of the person."""
    services, who = call.services, call.services.who(call.person)
    await services.database.run(lambda connection: chats.forget(connection, call.chat, who))
    await services.database.tidy()
    await call.say("forgotten")
    if call.person in services.staff:
        await services.sender.say(call.chat, [escape(services.sentences().text("team-forgotten"))])

"""What a person does with an answer: helpful or not, none of what was offered, and the way to staff.

A verdict is remembered after what it calls for is done: after a kill in between that is done again, and not left out.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.answers.composing.shared import contacts
from bot.answers.reply import Paragraph
from bot.storage import questions
from bot.storage.database import Connection
from bot.storage.relays import Relay
from bot.telegram_bot.floods import Verdict
from bot.telegram_bot.keyboards import Keyboard, forwarding
from bot.telegram_bot.payloads import Does
from bot.telegram_bot.press import Press
from bot.telegram_bot.relaying import forward
from bot.telegram_bot.rendering import messages


async def helpful(press: Press) -> str:
    """Thank for it."""

    async def act(_: str) -> str:
        await press.close(Does.HELPFUL, Does.NOT_HELPFUL)
        return "thanks"

    return await _judged(press, "helpful", act)


async def not_helpful(press: Press) -> str:
    """Thank for it, and say whom to ask."""

    async def act(text: str) -> str:
        await press.close(Does.HELPFUL, Does.NOT_HELPFUL)
        await _offer_help(press, text)
        return "thanks"

    return await _judged(press, "not-helpful", act)


async def none_of_these(press: Press) -> str:
    """Say whom to ask."""

    async def act(text: str) -> str:
        await press.close()
        await _offer_help(press, text)
        return ""

    return await _judged(press, "none-of-these", act)


async def forwarded(press: Press) -> str:
    """Put the question before staff."""

    if press.services.to_staff.judge(press.person) is not Verdict.HEARD:
        await _whom(press, "forwarded-many")
        return ""

    async def act(text: str) -> str:
        asked = Relay(press.chat, press.message.message_id, number=press.number)
        sent = await forward(press.services, asked, text)
        await press.close()
        await (press.say("forwarded") if sent else _whom(press, "not-forwarded"))
        return ""

    return await _judged(press, "forwarded", act)


async def _judged(press: Press, verdict: str, act: Callable[[str], Awaitable[str]]) -> str:
    """Do what a verdict calls for with the words of the question, once for each question and verdict."""
    database, who = press.services.database, press.services.who(press.person)

    def read(connection: Connection) -> str | None:
        return questions.open_for(connection, press.number, who, verdict)

    text = await database.run(read)
    if text is None:
        return "outdated"
    said = await act(text)
    await database.run(lambda connection: questions.judge(connection, press.number, who, verdict))
    return said


async def _offer_help(press: Press, text: str) -> None:
    """Whom to ask, and the way to staff where the words are the person's own."""
    services = press.services
    to_staff = forwarding(services.sentences(press.language), press.number) if services.relays and text else None
    await _whom(press, "none-of-these", to_staff)


async def _whom(press: Press, key: str, keyboard: Keyboard | None = None) -> None:
    """Whom to ask, below one of the bot's own sentences; that alone, where nobody is known."""
    services = press.services
    desk = services.desk(press.language)
    organiser = desk.catalogue.facts.organiser
    people = contacts(desk, organiser.contacts, key) if organiser else ()
    await services.sender.say(press.chat, messages(people or [Paragraph(desk.sentences.line(key))]), keyboard)

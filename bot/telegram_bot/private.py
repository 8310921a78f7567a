"""Private chats: commands, questions, edited questions, and what is no text."""

from __future__ import annotations

from telegram import Message

from bot.answers.reply import Paragraph
from bot.storage import chats
from bot.telegram_bot.asking import Asked, ask
from bot.telegram_bot.call import Call
from bot.telegram_bot.commands import COMMANDS
from bot.telegram_bot.floods import Verdict
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services
from bot.telegram_bot.speaking import language_in

ASK = "ask"
"""What groups are taught; in a private chat the question alone does."""


async def on_message(services: Services, message: Message) -> None:
    """Answer what somebody writes to the bot alone."""
    person = message.from_user
    if person is None or person.is_bot or message.via_bot is not None:
        return  # what somebody posted with inline mode is an answer already
    text = message.text or message.caption or ""
    if services.albums.goes_on(message.chat_id, message.media_group_id) and not text.strip():
        return  # the first of its pictures got the answer
    verdict = services.floods.judge(person.id)
    if verdict is not Verdict.HEARD:
        if verdict is Verdict.TOLD:
            await _say(services, message, "question-too-fast")
        return
    chat, now = message.chat_id, services.now()
    services.database.later(lambda connection: chats.seen(connection, chat, "private", now))
    if not text.strip():
        if message.effective_attachment is not None:  # else it tells of a pinned message, and the like
            await _say(services, message, "only-text")
    elif text.startswith("/"):
        await _command(services, message, text)
    else:
        await ask(services, Asked(chat, person.id, text, message.message_id, client=_client(message)))


async def on_edited(services: Services, message: Message) -> None:
    """Edit the answer when the question was edited."""
    person, text = message.from_user, message.text or message.caption or ""
    if person is None or person.is_bot or not text.strip() or text.startswith("/"):
        return
    if services.floods.judge(person.id) is not Verdict.HEARD:
        return
    await ask(
        services, Asked(message.chat_id, person.id, text, message.message_id, edited=True, client=_client(message))
    )


async def _command(services: Services, message: Message, text: str) -> None:
    head, *rest = text[1:].split(maxsplit=1) or [""]
    argument = rest[0] if rest else ""
    name = head.partition("@")[0].casefold()
    person = message.from_user
    if name == ASK and person is not None:
        if argument:
            await ask(
                services, Asked(message.chat_id, person.id, argument, message.message_id, client=_client(message))
            )
        else:
            await _say(services, message, "help")
        return
    do = COMMANDS.get(name)
    if do is None:
        await _say(services, message, "no-command")
        return
    await do(Call(services, message, argument.strip(), await _language(services, message)))


async def _say(services: Services, message: Message, key: str) -> None:
    sentences = services.sentences(await _language(services, message))
    await services.sender.say(message.chat_id, messages([Paragraph(sentences.line(key))]))


async def _language(services: Services, message: Message) -> str:
    return await language_in(services, message.chat_id, _client(message))


def _client(message: Message) -> str | None:
    """The language of the person's Telegram."""
    return message.from_user.language_code if message.from_user else None

"""The commands of a private chat, in one ordered table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.answers.conversation import Conversation
from bot.answers.overviews import all_dates, all_topics
from bot.answers.reply import Block, Bullets, Paragraph
from bot.answers.sentences import Sentences
from bot.storage import conversations, phrases
from bot.storage.database import Connection
from bot.telegram_bot import keyboards, links, personal, subscribing_commands
from bot.telegram_bot.asking import Asked, ask
from bot.telegram_bot.call import Call, show_leaf
from bot.telegram_bot.channels import show_channels
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.speaking import ALONE
from bot.telegram_bot.staff import COMMANDS as OF_STAFF


async def start(call: Call) -> None:
    """The greeting, with questions to begin with; a deep link leads straight to its answer."""
    if call.argument and await _follow(call):
        return
    services, now = call.services, call.services.now()
    reply = services.assistant.greeting(call.language)

    def begin(connection: Connection) -> None:
        conversations.forget(connection, call.chat, ALONE)
        phrases.keep(connection, reply.suggestions, now)

    await services.database.run(begin)
    await services.sender.say(call.chat, messages(reply.blocks[:1]), keyboards.of_offers(reply.suggestions))


async def _follow(call: Call) -> bool:
    """What a link leads to; False for one that leads nowhere, or to the greeting."""
    found = links.read(call.argument)
    if found is None:
        return False
    kind, name = found
    if kind is links.Kind.PROGRAM:
        return await show_leaf(call.services, call.chat, call.language, f"program:{name}")
    if kind is links.Kind.EDITION:
        return await show_leaf(call.services, call.chat, call.language, f"edition:{name}")
    if kind is links.Kind.QUESTION:
        text = await call.services.database.run(lambda connection: phrases.find(connection, name))
        if text is not None:
            asked = Asked(
                call.chat,
                call.person,
                text,
                call.message.message_id,
                before=Conversation(language=call.language),
                theirs=False,
            )
            await ask(call.services, asked)
        return text is not None
    do = COMMANDS.get(kind.value)
    if do is not None:
        await do(call)
    return do is not None


async def help_(call: Call) -> None:
    """How to ask, and the commands."""
    sentences = call.services.sentences(call.language)
    items = tuple(
        sentences.line("command-item", command=name, description=sentences.text(f"command-{name}"))
        for name in COMMANDS
        if name not in ("start", "help")
    )
    blocks: list[Block] = [
        Paragraph(sentences.line("help")),
        Paragraph(sentences.line("help-commands")),
        Bullets(items),
    ]
    if call.person in call.services.staff:
        blocks += _of_staff(call.services.sentences())
    await call.services.sender.say(call.chat, messages(blocks))


def _of_staff(sentences: Sentences) -> tuple[Paragraph, Bullets]:
    """What only they can do."""
    items = tuple(
        sentences.line("command-item", command=name, description=sentences.text(f"team-command-{name}"))
        for name in OF_STAFF
    )
    return Paragraph(sentences.line("team-help")), Bullets(items)


async def programs(call: Call) -> None:
    """The programmes, to leaf through."""
    await show_leaf(call.services, call.chat, call.language, "programs")


async def dates(call: Call) -> None:
    """What comes next, then all that was, the latest first."""
    await call.ask("ask-next")
    if past := all_dates(call.services.desk(call.language).catalogue):
        await call.show(*past)


async def topics(call: Call) -> None:
    """What was taught, edition by edition, the latest first."""
    await call.show(all_topics(call.services.desk(call.language).catalogue))


async def apply(call: Call) -> None:
    """How to apply, and whether a call is open."""
    await call.ask("ask-apply")


async def contact(call: Call) -> None:
    """Whom to write to."""
    await call.ask("ask-contact")


COMMANDS: dict[str, Callable[[Call], Awaitable[None]]] = {
    "start": start,
    "help": help_,
    "programs": programs,
    "dates": dates,
    "topics": topics,
    "apply": apply,
    "contact": contact,
    "language": personal.language,
    "subscribe": subscribing_commands.subscribe,
    "unsubscribe": subscribing_commands.unsubscribe,
    "reminders": subscribing_commands.reminders,
    "timezone": subscribing_commands.timezone,
    "channels": show_channels,
    "settings": subscribing_commands.settings,
    "privacy": personal.privacy,
    "my_data": personal.my_data,
    "forget_me": personal.forget_me,
}
"""In the order in which Telegram lists them."""

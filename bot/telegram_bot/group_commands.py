"""The commands that a group can give, in one table; the rest belongs in the private chat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.answers.overviews import all_dates, all_topics
from bot.answers.reply import Block, Bullets, Paragraph
from bot.telegram_bot.group_answers import GroupCall, answer
from bot.telegram_bot.group_hearing import words_replied_to
from bot.telegram_bot.links import Kind
from bot.telegram_bot.shortening import shortened

ASK = "ask"
SETTINGS = ("settings", "language", "subscribe", "unsubscribe", "timezone")
"""The commands with which administrators set something, whether or not the bot answers there."""
LISTED = (ASK, "programs", "dates", "topics", "apply", "contact", "settings")
"""What /help tells of, in this order."""


async def ask(call: GroupCall) -> None:
    """Answer a question; a bare /ask takes the message that it replies to."""
    text = call.text or words_replied_to(call.message)
    if text:
        await answer(call, text)
    else:
        await call.tell("group-how", bot=call.bot.username)


async def help_(call: GroupCall) -> None:
    """How to ask here, and the commands."""
    sentences = call.services.sentences(call.language)
    items = tuple(
        sentences.line("command-item", command=name, description=sentences.text(f"command-{name}")) for name in LISTED
    )
    lead = sentences.line("group-how", bot=call.bot.username)
    blocks = (Paragraph(lead), Paragraph(sentences.line("help-commands")), Bullets(items))
    await call.say(blocks, [call.link("group-ask-there", Kind.BEGIN)])


async def start(call: GroupCall) -> None:
    """As /help; silent behind a link that added the bot, for it has introduced itself already."""
    if not call.text:
        await help_(call)


async def programs(call: GroupCall) -> None:
    """The programmes; the private chat leafs through them."""
    blocks, _ = shortened(_own(call, "ask-programs"))
    await call.say(blocks, [call.link("group-ask-there", Kind.PROGRAMS)])


async def dates(call: GroupCall) -> None:
    """What comes next, then all that was, the latest first."""
    past = all_dates(call.services.desk(call.language).catalogue)
    await call.show(Kind.DATES, *past, lead=_own(call, "ask-next"))


def _own(call: GroupCall, key: str) -> tuple[Block, ...]:
    """The answer to one of the questions that the bot itself offers."""
    services = call.services
    text = services.sentences(call.language).text(key)
    return services.assistant.tongue(call.language).answered(text, services.today()).blocks


async def topics(call: GroupCall) -> None:
    """What was taught, edition by edition, the latest first."""
    await call.show(Kind.TOPICS, all_topics(call.services.desk(call.language).catalogue))


async def apply(call: GroupCall) -> None:
    """How to apply, and whether a call is open."""
    await answer(call, call.services.sentences(call.language).text("ask-apply"), alone=True)


async def contact(call: GroupCall) -> None:
    """Whom to write to."""
    await answer(call, call.services.sentences(call.language).text("ask-contact"), alone=True)


async def privacy(call: GroupCall) -> None:
    """What is kept of a group, and for how long."""
    await call.tell("group-privacy")


async def elsewhere(call: GroupCall) -> None:
    """For what belongs to one person alone."""
    await call.tell("group-private", call.link("group-ask-there", Kind.BEGIN))


COMMANDS: dict[str, Callable[[GroupCall], Awaitable[None]]] = {
    ASK: ask,
    "start": start,
    "help": help_,
    "programs": programs,
    "dates": dates,
    "topics": topics,
    "apply": apply,
    "contact": contact,
    "privacy": privacy,
    **dict.fromkeys(("reminders", "channels", "my_data", "forget_me"), elsewhere),
}
"""Name -> what it does. Those of administrators are apart: they work where the bot is told to be silent."""

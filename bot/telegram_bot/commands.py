"""The commands of a private chat, in one ordered table."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Message

from bot.answers.browsing import leaf
from bot.answers.composer import compose
from bot.answers.conversation import Conversation
from bot.answers.reply import Bullets, Paragraph
from bot.matching.asks import Ask
from bot.matching.finding import Finding, Row
from bot.storage import chats, conversations, phrases, subscriptions
from bot.storage.database import Connection
from bot.telegram_bot import keyboards, links, paging
from bot.telegram_bot.asking import Asked, ask
from bot.telegram_bot.keyboards import Keyboard
from bot.telegram_bot.payloads import Does
from bot.telegram_bot.rendering import escape, messages
from bot.telegram_bot.services import Services

AUTO = "auto"
"""Stands for the language of the question."""


@dataclass(frozen=True, slots=True)
class Call:
    """A command that somebody gave."""

    services: Services
    message: Message
    argument: str

    @property
    def chat(self) -> int:
        return self.message.chat_id

    @property
    def person(self) -> int:
        return self.message.from_user.id if self.message.from_user else self.chat

    async def say(self, key: str, **fields: str | int) -> None:
        """One of the bot's own sentences."""
        line = self.services.sentences().line(key, **fields)
        await self.services.sender.say(self.chat, messages([Paragraph(line)]))

    async def ask(self, key: str) -> None:
        """The answer to one of the questions that the bot itself offers, whatever was spoken of before."""
        text = self.services.sentences().text(key)
        await ask(self.services, Asked(self.chat, self.person, text, self.message.message_id, before=Conversation()))

    async def show(self, *findings: Finding) -> None:
        """What is known, composed."""
        services, now = self.services, self.services.now()
        desk = services.assistant.desk(services.today())
        pages = paging.pages([block for finding in findings for block in compose(desk, finding).blocks])
        keyboard = None
        if len(pages) > 1:
            kept = paging.dumps(pages)
            services.database.later(lambda connection: phrases.keep(connection, [kept], now))
            keyboard = Keyboard([keyboards.page_row(desk.sentences, phrases.key_of(kept), 0, len(pages))])
        await services.sender.say(self.chat, paging.shown(pages, 0, desk.sentences), keyboard)


async def start(call: Call) -> None:
    """The greeting, with questions to begin with; a deep link leads straight to its answer."""
    if call.argument and await _follow(call):
        return
    services, now = call.services, call.services.now()
    reply = services.assistant.greeting()

    def begin(connection: Connection) -> None:
        conversations.forget(connection, call.chat, 0)
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
        return await show_leaf(call.services, call.chat, f"program:{name}")
    if kind is links.Kind.EDITION:
        return await show_leaf(call.services, call.chat, f"edition:{name}")
    if kind is links.Kind.QUESTION:
        text = await call.services.database.run(lambda connection: phrases.find(connection, name))
        if text is not None:
            asked = Asked(call.chat, call.person, text, call.message.message_id, before=Conversation(), theirs=False)
            await ask(call.services, asked)
        return text is not None
    do = COMMANDS.get(kind.value)
    if do is not None:
        await do(call)
    return do is not None


async def show_leaf(services: Services, chat: int, to: str, message: int | None = None) -> bool:
    """Show a page to leaf through, in the place of a message of ours if one is given; False where there is none."""
    page = leaf(services.assistant.desk(services.today()), to)
    if page is None:
        return False
    texts, keyboard = messages(page.blocks), keyboards.of_choices(page.choices)
    there = message is not None and len(texts) == 1
    if not there or not await services.sender.edit(chat, message or 0, texts[0], keyboard.markup()):
        await services.sender.say(chat, texts, keyboard)
    return True


async def help_(call: Call) -> None:
    """How to ask, and the commands."""
    sentences = call.services.sentences()
    items = tuple(
        sentences.line("command-item", command=name, description=sentences.text(f"command-{name}"))
        for name in COMMANDS
        if name not in ("start", "help")
    )
    blocks = (Paragraph(sentences.line("help")), Paragraph(sentences.line("help-commands")), Bullets(items))
    await call.services.sender.say(call.chat, messages(blocks))


async def programs(call: Call) -> None:
    """The programmes, to leaf through."""
    await show_leaf(call.services, call.chat, "programs")


async def dates(call: Call) -> None:
    """What comes next, then all that was, the latest first."""
    await call.ask("ask-next")
    held = [one for one in reversed(call.services.assistant.catalogue.held) if one.edition.start]
    if held:
        await call.show(Finding(Ask.EDITIONS, "trainings#editions", rows=tuple(map(Row, held))))


async def topics(call: Call) -> None:
    """What was taught, edition by edition, the latest first."""
    held = [one for one in reversed(call.services.assistant.catalogue.held) if one.edition.topics]
    rows = tuple(Row(one, topics=one.edition.topics) for one in held)
    await call.show(Finding(Ask.TOPICS, "trainings#topics", rows=rows))


async def apply(call: Call) -> None:
    """How to apply, and whether a call is open."""
    await call.ask("ask-apply")


async def contact(call: Call) -> None:
    """Whom to write to."""
    await call.ask("ask-contact")


async def language(call: Call) -> None:
    """Choose the language of the answers."""
    services = call.services
    now = await services.database.run(lambda connection: chats.language(connection, call.chat))
    await services.sender.say(
        call.chat,
        [escape(services.sentences().text("language-choose"))],
        language_keyboard(services, now),
    )


def language_keyboard(services: Services, now: str) -> Keyboard:
    """The languages, the one that holds now with a tick."""
    sentences = services.sentences()
    options = [(AUTO, sentences.text("language-auto")), *((code, own_name(code)) for code in services.languages)]
    return keyboards.chosen(options, Does.LANGUAGE, frozenset([now or AUTO]), sentences)


def own_name(code: str) -> str:
    """A language in its own words."""
    from babel import Locale

    return Locale.parse(code).get_display_name(code) or code


async def subscribe(call: Call) -> None:
    """Choose of which programmes to hear."""
    services = call.services
    now = await services.database.run(lambda connection: subscriptions.of(connection, call.chat))
    await services.sender.say(
        call.chat, [escape(services.sentences().text("subscribe-choose"))], subscription_keyboard(services, now)
    )


def subscription_keyboard(services: Services, now: frozenset[str]) -> Keyboard:
    """The programmes, those that are subscribed to with a tick."""
    desk = services.assistant.desk(services.today())
    options = [(subscriptions.ALL, desk.sentences.text("subscribe-all"))]
    options += [(program.id, desk.naming.program(program.id)) for program in desk.catalogue.facts.programs]
    return keyboards.chosen(options, Does.SUBSCRIBE, now, desk.sentences)


async def unsubscribe(call: Call) -> None:
    """No more announcements."""
    services = call.services
    await services.database.run(lambda connection: subscriptions.clear(connection, call.chat))
    await call.say("unsubscribed")


async def settings(call: Call) -> None:
    """What is set in this chat."""
    services = call.services
    code, wanted = await services.database.run(
        lambda connection: (chats.language(connection, call.chat), subscriptions.of(connection, call.chat))
    )
    desk = services.assistant.desk(services.today())
    names = [desk.naming.program(one) for one in sorted(wanted) if one in desk.catalogue.programs]
    programs_ = desk.sentences.text("settings-all" if subscriptions.ALL in wanted else "settings-none")
    shown = desk.naming.list(names) if names and subscriptions.ALL not in wanted else programs_
    spoken = own_name(code) if code else desk.sentences.text("language-auto")
    await call.say("settings", language=spoken, programs=shown)


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
    await services.sender.document(call.chat, "my_data.json", content, services.sentences().text("my-data"))


async def forget_me(call: Call) -> None:
    """Delete all that is kept of the person."""
    services, who = call.services, call.services.who(call.person)
    await services.database.run(lambda connection: chats.forget(connection, call.chat, who))
    await call.say("forgotten")


COMMANDS: dict[str, Callable[[Call], Awaitable[None]]] = {
    "start": start,
    "help": help_,
    "programs": programs,
    "dates": dates,
    "topics": topics,
    "apply": apply,
    "contact": contact,
    "language": language,
    "subscribe": subscribe,
    "unsubscribe": unsubscribe,
    "settings": settings,
    "privacy": privacy,
    "my_data": my_data,
    "forget_me": forget_me,
}
"""In the order in which Telegram lists them."""

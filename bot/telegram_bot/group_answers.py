"""A question in a group -> a short answer there, and the way to the whole one in the private chat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.answers.composer import compose
from bot.answers.conversation import Conversation
from bot.answers.reply import Block, Paragraph, Question, Reply
from bot.contract import clean
from bot.matching.finding import Finding
from bot.storage import conversations, phrases, replies
from bot.storage.chats import Chat
from bot.storage.database import Connection
from bot.telegram_bot import memory
from bot.telegram_bot.asking import LONGEST, THREAD_KEPT
from bot.telegram_bot.group_hearing import Speaker, thread_of
from bot.telegram_bot.keeping import Words, keeping
from bot.telegram_bot.links import Kind, link_row, short
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.replacing import Place, say_instead
from bot.telegram_bot.services import Services
from bot.telegram_bot.shortening import shortened, standalone

Row = list[InlineKeyboardButton]


@dataclass(frozen=True, slots=True)
class GroupCall:
    """Somebody in a group who wants something of the bot."""

    services: Services
    message: Message
    bot: Bot
    speaker: Speaker
    group: Chat
    """What is set there."""
    text: str = ""
    """The question, or what follows a command."""
    ours: tuple[int, ...] = ()
    """Our messages that answered it before it was edited."""

    @property
    def client(self) -> str | None:
        """The language of the person's Telegram."""
        return self.message.from_user.language_code if self.message.from_user else None

    @property
    def language(self) -> str:
        """In which the group is spoken to, where no question tells it."""
        return self.services.language(self.group.language, self.client)

    async def say(self, blocks: Iterable[Block], rows: Sequence[Row] = ()) -> None:
        """Reply where the question was asked. All buttons are links: nobody can press away what is another's."""
        filled = [row for row in rows if row]
        keyboard = InlineKeyboardMarkup(filled) if filled else None
        services, chat, question = self.services, self.message.chat_id, self.message.message_id
        place = Place(chat, reply_to=question, topic=thread_of(self.message))
        sent, now = await say_instead(services.sender, place, self.ours, messages(blocks), keyboard), services.now()
        if sent:
            services.database.later(lambda connection: replies.save(connection, chat, question, sent, now))

    async def tell(self, key: str, *rows: Row, **fields: str | int) -> None:
        """One of the bot's own sentences."""
        await self.say([Paragraph(self.services.sentences(self.language).line(key, **fields))], rows)

    def link(self, label: str, kind: str, name: str = "", language: str = "") -> Row:
        """A button into the private chat; ``label`` names the sentence on it."""
        text = self.services.sentences(language or self.language).text(label)
        return link_row(text, self.bot.username, kind, name)

    async def show(self, whole: Kind, *findings: Finding, lead: Iterable[Block] = ()) -> None:
        """What is known, composed; ``whole`` is where the private chat shows all of it."""
        desk = self.services.desk(self.language)
        blocks, cut = shortened([*lead, *(block for one in findings for block in compose(desk, one).blocks)])
        await self.say(blocks, [self.link("group-read-all", whole)] if cut else ())


@dataclass(frozen=True, slots=True)
class Linked:
    """The question behind a link into the private chat, where the whole answer is."""

    text: str
    who: str = ""
    """Whose words these are; empty for the bot's own, which are taken wherever it has some."""

    @property
    def key(self) -> str:
        return phrases.key_of_words(self.who, self.text) if self.who else phrases.key_of(self.text)

    def keep(self, connection: Connection, now: float) -> None:
        """A person's own words are kept as theirs, so that they can be forgotten."""
        if self.who:
            phrases.keep_words(connection, self.who, self.text, now)
        else:
            phrases.keep(connection, [self.text], now)


async def answer(call: GroupCall, text: str, *, alone: bool = False) -> Reply:
    """Answer a question; ``alone``: whatever was spoken of before."""
    services, now, who = call.services, call.services.now(), call.services.who(call.speaker.id)
    text = clean(text[:LONGEST])
    question = Question(text, services.today(), call.group.language or None, call.client)
    before = Conversation(language=call.language) if alone else await _before(call, now)
    reply, after = services.assistant.answer(question, before)
    services.figures.replied(reply)
    blocks, cut = shortened(reply.blocks)
    own = standalone(services.assistant, question, reply) if cut else ""
    linked = (Linked(own) if own else Linked(text, who)) if cut or reply.suggestions else None
    words = Words(call.speaker.id, text, call.message.chat_id, call.message.message_id)
    _, keep = keeping(services, words, reply, before)
    thread = memory.dumps(after)

    def remember(connection: Connection) -> None:
        conversations.save(connection, call.message.chat_id, call.speaker.id, thread, now)
        keep(connection)

    rows: list[Row] = [[InlineKeyboardButton(short(link.label), url=link.url)] for link in reply.links]
    if linked:
        services.database.later(partial(linked.keep, now=now))
        label = "group-read-all" if cut else "group-ask-there"
        rows.append(call.link(label, Kind.QUESTION, linked.key, reply.language))
    await call.say(blocks, rows)
    services.database.later(remember)  # after it is sent: what is handled again after a kill is asked anew
    return reply


async def _before(call: GroupCall, now: float) -> Conversation:
    """What this person and the bot spoke of in this group."""
    chat, person = call.message.chat_id, call.speaker.id
    thread = await call.services.database.run(lambda c: conversations.load(c, chat, person, now - THREAD_KEPT))
    return memory.loads(thread)

"""A question in a group -> a short answer there, and the way to the whole one in the private chat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.answers.composer import compose
from bot.answers.conversation import Conversation
from bot.answers.reply import Block, Paragraph, Question, Reply
from bot.contract import clean
from bot.matching.finding import Finding
from bot.storage import conversations, phrases, questions
from bot.storage.chats import Chat
from bot.storage.database import Connection
from bot.telegram_bot import memory
from bot.telegram_bot.asking import LONGEST, THREAD_KEPT
from bot.telegram_bot.group_hearing import Speaker, thread_of
from bot.telegram_bot.links import Kind, link_row, short
from bot.telegram_bot.rendering import messages
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

    async def say(self, blocks: Iterable[Block], rows: Sequence[Row] = ()) -> None:
        """Reply where the question was asked. All buttons are links: nobody can press away what is another's."""
        filled = [row for row in rows if row]
        keyboard = InlineKeyboardMarkup(filled) if filled else None
        await self.services.sender.say(
            self.message.chat_id,
            messages(blocks),
            keyboard,
            reply_to=self.message.message_id,
            topic=thread_of(self.message),
        )

    async def tell(self, key: str, *rows: Row, **fields: str | int) -> None:
        """One of the bot's own sentences."""
        await self.say([Paragraph(self.services.sentences().line(key, **fields))], rows)

    def link(self, label: str, kind: str, name: str = "") -> Row:
        """A button into the private chat; ``label`` names the sentence on it."""
        return link_row(self.services.sentences().text(label), self.bot.username, kind, name)

    async def show(self, whole: Kind, *findings: Finding, lead: Iterable[Block] = ()) -> None:
        """What is known, composed; ``whole`` is where the private chat shows all of it."""
        desk = self.services.assistant.desk(self.services.today())
        blocks, cut = shortened([*lead, *(block for one in findings for block in compose(desk, one).blocks)])
        await self.say(blocks, [self.link("group-read-all", whole)] if cut else ())


async def answer(call: GroupCall, text: str, *, alone: bool = False) -> Reply:
    """Answer a question; ``alone``: whatever was spoken of before."""
    services, now = call.services, call.services.now()
    text = clean(text[:LONGEST])
    question = Question(text, services.today(), call.group.language or None)
    before = Conversation() if alone else await _before(call, now)
    reply, after = services.assistant.answer(question, before)
    blocks, cut = shortened(reply.blocks)
    offered = text if reply.suggestions else ""
    linked = standalone(services.assistant, question, reply) if cut else offered
    kept = questions.Kept(
        questions.new_number(), services.who(call.speaker.id), text, reply.language, reply.outcome.value, reply.entry
    )
    thread = memory.dumps(after)

    def remember(connection: Connection) -> None:
        phrases.keep(connection, filter(None, [linked]), now)
        conversations.save(connection, call.message.chat_id, call.speaker.id, thread, now)
        questions.keep(connection, kept, now)

    services.database.later(remember)
    rows: list[Row] = [[InlineKeyboardButton(short(link.label), url=link.url)] for link in reply.links]
    if linked:
        label = "group-read-all" if cut else "group-ask-there"
        rows.append(call.link(label, Kind.QUESTION, phrases.key_of(linked)))
    await call.say(blocks, rows)
    return reply


async def _before(call: GroupCall, now: float) -> Conversation:
    """What this person and the bot spoke of in this group."""
    chat, person = call.message.chat_id, call.speaker.id
    thread = await call.services.database.run(lambda c: conversations.load(c, chat, person, now - THREAD_KEPT))
    return memory.loads(thread)

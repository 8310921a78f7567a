"""A person's question in a private chat -> the answer there, and all that has to be remembered of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answers.conversation import Conversation
from bot.answers.reply import Outcome, Question, Reply
from bot.contract import clean
from bot.matching.asks import Ask
from bot.storage import chats, conversations, phrases, replies
from bot.storage.database import Connection
from bot.telegram_bot import memory, paging
from bot.telegram_bot.keeping import Words, keeping
from bot.telegram_bot.keyboards import of_reply
from bot.telegram_bot.reminding import remind_button
from bot.telegram_bot.replacing import Place, say_instead
from bot.telegram_bot.services import Services
from bot.telegram_bot.speaking import ALONE, REMEMBERED

THREAD_KEPT = 24 * 3600.0
"""Seconds after which a question stands for itself again."""
APPLYING = (Ask.APPLY, Ask.DEADLINE, Ask.CALL)
"""Asks after which somebody may want to be reminded."""
LONGEST = 4096
"""Letters of a question that are read; Telegram sends no more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that somebody wrote to the bot alone."""

    chat: int
    person: int
    text: str
    message: int
    edited: bool = False
    before: Conversation | None = None
    """What it follows; None: what was spoken of last in the chat."""
    theirs: bool = True
    """False for words that somebody else typed and a link carried: they are not kept as this person's."""
    client: str | None = None
    """The language of the person's Telegram, where it tells one."""
    chosen: bool = False
    """True where the words are the bot's own: a button was pressed, or a command given."""


@dataclass(frozen=True, slots=True)
class Before:
    """What is known when a question comes."""

    conversation: Conversation
    language: str
    """What was set; empty where nothing was."""
    ours: list[int]
    """Our messages that answered it before it was edited."""


async def ask(services: Services, asked: Asked) -> Reply:
    """Answer a message in its chat; an edited one by editing the answer that it got."""
    now = services.now()
    before = await services.database.run(lambda connection: _before(connection, asked, now))
    text = clean(asked.text[:LONGEST])
    question = Question(text, services.today(), before.language or None, asked.client)
    reply, after = services.assistant.answer(question, before.conversation)
    thread = memory.dumps(after)
    words = Words(asked.person, text if asked.theirs else "", asked.chat, asked.message, asked.chosen)
    kept, keep = keeping(services, words, reply, before.conversation)
    services.figures.replied(reply)
    sentences = services.sentences(reply.language)
    pages = paging.pages(reply.body)
    long = paging.dumps(pages) if len(pages) > 1 else ""
    key, forwards = phrases.key_of(long) if long else "", bool(kept.text and services.relays)
    under = services.offers.under(reply, question.today, kept.number, key, forwards=forwards)
    keyboard = of_reply(reply, sentences, under)
    if keyboard and (program := _to_remind_of(services, reply)):
        keyboard = keyboard.above_verdict(await remind_button(services, asked.chat, program, reply.language))
    place = Place(asked.chat, reply_to=asked.message if before.ours else None)
    texts = paging.shown(pages, 0, sentences)
    sent = await say_instead(services.sender, place, before.ours, texts, keyboard)

    def remember(connection: Connection) -> None:
        phrases.keep(connection, [*reply.suggestions, long] if long else reply.suggestions, now)
        conversations.save(connection, asked.chat, ALONE, thread, now)
        keep(connection)
        if sent:
            replies.save(connection, asked.chat, asked.message, sent, now)

    services.database.later(remember)
    return reply


def _to_remind_of(services: Services, reply: Reply) -> str:
    """The one programme for which somebody asked how to apply; empty where it was something else."""
    subject, _, ask_ = reply.entry.partition("#")
    if reply.outcome is not Outcome.ANSWER or ask_ not in APPLYING:
        return ""
    catalogue = services.assistant.catalogue
    program = catalogue.by_id[subject].program.id if subject in catalogue.by_id else subject
    return program if program in catalogue.programs else ""


def _before(connection: Connection, asked: Asked, now: float) -> Before:
    before = asked.before or _thread(connection, asked.chat, now)
    ours = replies.find(connection, asked.chat, asked.message) if asked.edited else []
    return Before(before, chats.language(connection, asked.chat), ours)


def _thread(connection: Connection, chat: int, now: float) -> Conversation:
    """What was spoken of last; of an older conversation its language alone."""
    fresh = conversations.load(connection, chat, ALONE, now - THREAD_KEPT)
    if fresh is not None:
        return memory.loads(fresh)
    return Conversation(language=memory.loads(conversations.load(connection, chat, ALONE, now - REMEMBERED)).language)

"""A question with its reply -> what is kept of both, so that staff can learn from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.answers.assistant import chosen
from bot.answers.conversation import Conversation
from bot.answers.reply import Outcome, Reply
from bot.contract import clean
from bot.storage import misses, questions
from bot.storage.database import Connection
from bot.telegram_bot.services import Services


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody asked, in the chat and the message where it stands."""

    person: int
    text: str
    """Cleaned; empty where the words are neither the person's nor the bot's."""
    chat: int
    message: int
    chosen: bool = False
    """True where the words are the bot's own: a button was pressed, or a command given."""


def keeping(
    services: Services, words: Words, reply: Reply, before: Conversation
) -> tuple[questions.Kept, Callable[[Connection], None]]:
    """What is kept of a question, and what keeps it; ``before`` is what was spoken of when it came.

    A message has the same number each time, so that one that is edited or handled again is kept once. Buttons stand
    below one message, so what they ask is told apart by its words.
    """
    now, who = services.now(), services.who(words.person)
    taken = chosen(words.text, before.offered)
    text, own = (clean(taken), True) if taken else (words.text, words.chosen)
    number = services.number(words.chat, words.message, words.person, text if words.chosen else "")
    outcome = reply.outcome.value if reply.asks else misses.NOTHING
    offered = tuple(map(clean, reply.suggestions)) if reply.outcome is Outcome.SUGGEST and reply.asks else ()
    language = reply.foreign or reply.language
    kept = questions.Kept(number, who, text, language, outcome, reply.entry, offered, _gist(reply, text), own)

    def keep(connection: Connection) -> None:
        questions.keep(connection, kept, now)
        if reply.outcome is Outcome.ANSWER and text:
            questions.take(connection, who, text, now)

    return kept, keep


def _gist(reply: Reply, text: str) -> str:
    """What was read, where the words are kept and say anything: of a foreign language nothing is read."""
    return reply.gist.dumps() if text and reply.asks and not reply.foreign else ""

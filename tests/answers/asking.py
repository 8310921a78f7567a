"""What the tests of whole answers share: an assistant over YAML that stands in a test, and short ways to ask it."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.answers.assistant import Assistant
from bot.answers.conversation import Conversation
from bot.answers.reply import Outcome, Question, Reply
from bot.knowledge.knowledge import Knowledge
from tests.answers.made_up import WHOLE
from tests.parsed import knowledge_in, packaged_knowledge

TODAY = dt.date(2026, 11, 21)


@cache
def knowledge_of(text: str) -> Knowledge:
    """The knowledge of one file of YAML, with the language packs that travel with the program."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "facts.yaml").write_text(text, encoding="utf-8")
        return knowledge_in(Path(folder), {"en"})


@cache
def assistant_of(text: str = WHOLE) -> Assistant:
    """The bot over one file of YAML; over the made-up knowledge where none is given."""
    return Assistant.build(knowledge_of(text))


@cache
def packaged_assistant() -> Assistant:
    """The bot over the knowledge that travels with the program."""
    return Assistant.build(packaged_knowledge("en"))


def ask(assistant: Assistant, *turns: str, today: dt.date = TODAY) -> Reply:
    """The reply to the last of some messages of one conversation."""
    conversation = Conversation()
    replies = []
    for text in turns:
        reply, conversation = assistant.answer(Question(text, today), conversation)
        replies.append(reply)
    return replies[-1]


def assert_says(reply: Reply, *words: str, entry: str | None = None) -> None:
    """That it is an answer, holds all the words, and comes from the entry."""
    assert reply.outcome is Outcome.ANSWER, reply.text
    assert [word for word in words if word not in reply.text] == [], reply.text
    assert entry is None or reply.entry == entry

"""A bot whose replies are known beforehand, for tests of what lies around it."""

from __future__ import annotations

from bot.answers.assistant import Assistant
from bot.answers.conversation import Conversation
from bot.answers.reply import Bullets, Button, Outcome, Paragraph, Question, Reply, Span


class StubAssistant(Assistant):
    """Answers a message by its own text; "?" offers two questions, a text with "fee" is not known."""

    def __init__(self) -> None:
        self.asked: list[tuple[Question, Conversation]] = []

    def answer(self, question: Question, conversation: Conversation = Conversation()) -> tuple[Reply, Conversation]:  # noqa: B008
        self.asked.append((question, conversation))
        reply = _reply(question)
        return reply, Conversation(offered=reply.suggestions)

    def greeting(self, language: str | None = None) -> Reply:
        blocks = (Paragraph((Span("Hello from "), Span("WeGO", bold=True))), Bullets(((Span("a question"),),)))
        return Reply(Outcome.SUGGEST, blocks, "en", suggestions=("a question",))


def said(text: str, outcome: Outcome = Outcome.ANSWER, *, entry: str = "", links: tuple[Button, ...] = ()) -> Reply:
    """A reply of one plain paragraph."""
    return Reply(outcome, (Paragraph((Span(text),)),), "en", entry=entry, links=links)


def _reply(question: Question) -> Reply:
    if question.text == "?":
        offers = ("When was it?", "Where was it?")
        return Reply(Outcome.SUGGEST, (Paragraph((Span("Did you mean"),)),), "en", suggestions=offers)
    if "fee" in question.text:
        return said("That is not known.", Outcome.UNKNOWN)
    language = question.language or "en"
    return Reply(
        Outcome.ANSWER,
        (Paragraph((Span(f"{question.text} on {question.today}"),)),),
        language,
        entry="stub",
        confidence=0.9,
        candidates=(("stub", 0.9), ("other", 0.2)),
        trace=("asked: a stub",),
        sources=("a.txt",),
    )

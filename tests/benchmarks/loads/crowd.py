"""Many people who ask, and what became of each of their questions."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.stand_in import BotApi, Person

QUESTIONS = (
    ("When was the Seoul Program 2016?", "22–29 May 2016"),
    ("Who organised the Joint Workshop 2018?", "was organised by"),
    ("How many people took part in the Joint Workshop 2017?", "21 participants"),
    ("How much is the fee?", "I do not know"),
    ("Where was the Joint Workshop 2017?", "took place in Seoul."),
    ("Which workshops covered cybersecurity?", "It was covered here"),
)
"""What is asked, and a sign by which our answer is known; an echo is known by the question itself."""


def place(text: str) -> int:
    """Which question a reply answers; -1 where none."""
    return next((n for n, (question, sign) in enumerate(QUESTIONS) if text == question or sign in text), -1)


@dataclass(slots=True)
class Crowd:
    """People each of whom asks every question once, in order; so no limit on one person is met."""

    api: BotApi
    count: int
    """Questions in all."""
    people: list[Person] = field(init=False)
    asked: list[float] = field(default_factory=list)
    """When each question was asked."""

    def __post_init__(self) -> None:
        size = -(-self.count // len(QUESTIONS))
        self.people = [self.api.person(f"P{number}", started=True) for number in range(size)]

    def ask(self, count: int | None = None) -> None:
        """The next so many questions, or all: everybody the first, then everybody the second."""
        for number in range(len(self.asked), len(self.asked) + count if count else self.count):
            round_, person = divmod(number, len(self.people))
            self.asked.append(time.time())
            self.people[person].says(QUESTIONS[round_][0])

    async def ask_steadily(self, per_second: float, before: Callable[[int], None]) -> None:
        """All questions at a steady rate, whatever the bot does; before each one, something is done with its number."""
        begun = time.monotonic()
        for number in range(self.count):
            await asyncio.sleep(max(0.0, begun + number / per_second - time.monotonic()))
            before(number)
            self.ask(1)

    def replies(self, person: Person) -> list[int]:
        """Which questions were answered to a person, in the order of the replies."""
        return [place(message.text) for message in person.chat.heard]

    @property
    def expected(self) -> dict[int, int]:
        """How many questions each person has asked."""
        whole, rest = divmod(len(self.asked), len(self.people))
        return {person.id: whole + (number < rest) for number, person in enumerate(self.people)}

    def lost(self) -> int:
        """Questions without a reply."""
        expected = self.expected
        return sum(len(set(range(expected[p.id])) - set(self.replies(p))) for p in self.people)

    def extra(self) -> list[int]:
        """For each person the replies beyond the first to a question."""
        return [sum(Counter(self.replies(person)).values()) - len(set(self.replies(person))) for person in self.people]

    def late(self) -> int:
        """Replies that came after one to a later question of the same person."""
        return sum(_late(self.replies(person)) for person in self.people)

    def latencies(self, people: Iterable[Person]) -> list[float]:
        """Seconds from each question to its first reply; infinite where none has come."""
        sent: dict[int, dict[int, float]] = defaultdict(dict)
        for call in self.api.journal.accepted("sendMessage"):
            sent[int(call.raw["chat_id"])].setdefault(place(call.result_or_error["text"]), call.time)
        numbers = {person.id: number for number, person in enumerate(self.people)}
        size = len(self.people)
        return [
            sent[person.id].get(round_, float("inf")) - self.asked[round_ * size + numbers[person.id]]
            for person in people
            for round_ in range(self.expected[person.id])
        ]


def _late(replies: list[int]) -> int:
    return sum(number < max(replies[:at], default=-1) for at, number in enumerate(replies))


async def quiet(
    api: BotApi, seconds: float, ready: Callable[[], bool] = lambda: False, patience: float = 240.0
) -> None:
    """Wait until it is ready, or until no message was sent for so many seconds."""
    end, count = time.monotonic() + patience, len(api.world.sent)
    while time.monotonic() < end:
        try:
            await api.wait_for(lambda seen=count: ready() or len(api.world.sent) > seen, seconds)  # type: ignore[misc]
        except TimeoutError:
            return
        if ready():
            return
        count = len(api.world.sent)

"""How long one answer takes, beside rapidfuzz over the same phrasings in the same run, and how the time grows.

    python tests/benchmarks/answer_time.py [--rounds 5] [--sizes 100 1000 10000 100000]

The first table asks our own knowledge: questions whose answer it knows, and questions whose answer it does not know.
The second asks generated folders of entries. Both print medians per question and the ratio to rapidfuzz.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence

from rapidfuzz import fuzz, process

from bot.answers.assistant import Assistant
from bot.answers.reply import Question
from bot.knowledge.folders import packaged_folder
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.loader import load
from bot.knowledge.model import Entry, Facts

TODAY = dt.date(2026, 11, 21)

KNOWN = [
    "When did the Seoul training of 2016 take place?",
    "who organized the joint workshop in 2018",
    "What topics were covered in Jeju?",
    "How do I apply for the next workshop?",
    "which cities took part in 2017",
    "whom should I write to",
    "hi, I work for a city government and we would love to join. when is the next training?",
    "what is the Seoul Program",
]
UNKNOWN = [
    "How much does a visa to Korea cost?",
    "Who won the football match in Madrid?",
    "what should I wear at the dinner",
    "recommend me a good restaurant near the river",
    "asdf qwerty zxcv",
    "Is there a discount for students of medicine?",
    "Which bus goes to the airport?",
    "tell me something about quantum computers",
]


def median_ms(ask: Callable[[str], object], questions: Sequence[str], rounds: int) -> float:
    """The median over all questions and rounds, in milliseconds; the first round only warms up."""
    times: list[float] = []
    for number in range(rounds + 1):
        for question in questions:
            started = time.perf_counter()
            ask(question)
            if number:
                times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def compare(name: str, assistant: Assistant, phrases: Sequence[str], questions: Sequence[str], rounds: int) -> None:
    """One row: ours, rapidfuzz over the same phrasings, ours as a share of it."""
    ours = median_ms(lambda text: assistant.answer(Question(text, TODAY)), questions, rounds)
    theirs = median_ms(lambda text: process.extractOne(text, phrases, scorer=fuzz.WRatio), questions, rounds)
    print(f"{name:28} {len(phrases):>9,} {ours:>10.3f} {theirs:>13.3f} {ours / theirs:>7.2f}")


def phrasings(knowledge: Knowledge) -> list[str]:
    """All that one would have to list by hand to answer our questions: entries' phrasings and the test questions."""
    listed = [text for entry in knowledge.facts.entries for texts in entry.questions.values() for text in texts]
    return listed + [text for file in knowledge.questions for case in file.questions for text in case.ask]


def generated(size: int, seed: int = 7) -> Knowledge:
    """Entries with ten phrasings each, of words that have the lengths and frequencies of a language."""
    chance = random.Random(seed)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 10))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    return Knowledge(Facts(entries=tuple(_entries(size, chance, words, weights))), _base().languages, strict=False)


def _entries(size: int, chance: random.Random, words: list[str], weights: list[float]) -> Iterator[Entry]:
    for number in range(size // 10):
        about = chance.choices(words, weights, k=4)
        texts = tuple(" ".join(about + chance.choices(words, weights, k=chance.randint(2, 6))) for _ in range(10))
        yield Entry(id=f"entry-{number}", questions={"en": texts}, answer={"en": "An answer."})


def _base() -> Knowledge:
    knowledge = load(packaged_folder(), packaged=packaged_folder()).knowledge
    assert knowledge is not None
    return knowledge


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1_000, 10_000, 100_000])
    arguments = parser.parse_args()
    print(f"{'median per question':28} {'phrasings':>9} {'ours, ms':>10} {'rapidfuzz, ms':>13} {'ratio':>7}")
    knowledge = _base()
    assistant = Assistant.build(knowledge)
    phrases = phrasings(knowledge)
    compare("our knowledge, known", assistant, phrases, KNOWN, arguments.rounds)
    compare("our knowledge, unknown", assistant, phrases, UNKNOWN, arguments.rounds)
    entries = [text for entry in knowledge.facts.entries for texts in entry.questions.values() for text in texts]
    compare("entries' phrasings, known", assistant, entries, KNOWN, arguments.rounds)
    compare("entries' phrasings, unknown", assistant, entries, UNKNOWN, arguments.rounds)
    for size in arguments.sizes:
        knowledge = generated(size)
        phrases = [text for entry in knowledge.facts.entries for text in entry.questions["en"]]
        asked = [f"please {text} now" for text in random.Random(1).sample(phrases, 10)]
        assistant = Assistant.build(knowledge)
        compare("generated entries, known", assistant, phrases, asked, arguments.rounds)
        compare("generated entries, unknown", assistant, phrases, UNKNOWN, arguments.rounds)


if __name__ == "__main__":
    main()

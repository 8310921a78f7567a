"""What the measurements on Telegram rest on: how replies are known, counted and shown."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator

import pytest

from bot.answers.conversation import Conversation
from bot.answers.reply import Question
from bot.stand_in import BotApi
from bot.telegram_bot.rendering import messages
from tests.answers.asking import TODAY, packaged_assistant
from tests.benchmarks.loads.crowd import QUESTIONS, Crowd, place
from tests.benchmarks.loads.report import Report
from tests.telegram.serving import TOKEN


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi(token=TOKEN) as server:
        yield server


def test_each_of_our_answers_is_known_by_its_sign_whatever_was_asked_before() -> None:
    assistant, conversation = packaged_assistant(), Conversation()
    for number, (question, _) in enumerate(QUESTIONS):
        reply, conversation = assistant.answer(Question(question, TODAY), conversation)
        assert place(question) == number
        assert place(re.sub(r"<[^>]+>", "", "\n".join(messages(reply.body)))) == number


REPLIES = [
    ([0, 1, 2], 0, 0, 0),
    ([0, 2], 1, 0, 0),
    ([0, 1, 1, 2], 0, 1, 0),
    ([1, 0, 2], 0, 0, 1),
    ([2, 1, 0], 0, 0, 2),
    ([], 3, 0, 0),
]


@pytest.mark.parametrize(("order", "lost", "extra", "late"), REPLIES)
def test_replies_are_counted(api: BotApi, order: list[int], lost: int, extra: int, late: int) -> None:
    crowd = Crowd(api, len(QUESTIONS))
    crowd.ask(3)
    (ann,) = crowd.people
    for number in order:
        ann.chat.add_from_bot(api.account, {"text": QUESTIONS[number][0]})
    assert (crowd.lost(), crowd.extra(), crowd.late()) == (lost, [extra], late)


def test_everybody_asks_in_turn(api: BotApi) -> None:
    crowd = Crowd(api, 9)
    crowd.ask()
    assert len(crowd.people) == 2
    assert list(crowd.expected.values()) == [5, 4]
    assert crowd.lost() == 9


REPORTED = [
    ("kill", "lost", {"wego-bot": [0.0, 0.0, 3.0]}, "0: yes"),
    ("kill", "lost", {"wego-bot": [1.0]}, "0: NO"),
    ("burst", "CPU ms a reply", {"wego-bot": [1.6], "ptb": [1.0]}, "1.5 x ptb: NO"),
    ("burst", "CPU ms a reply", {"wego-bot": [1.4], "ptb": [1.0]}, "1.5 x ptb: yes"),
    ("burst", "CPU ms a reply", {"wego-bot": [1.4]}, ""),
    ("far", "replies/s", {"wego-bot": [300.0], "ptb": [19.0], "ptb-16": [250.0]}, "1.4 x ptb's best: NO"),
    ("far", "replies/s", {"wego-bot": [360.0], "ptb": [19.0], "ptb-16": [250.0]}, "1.4 x ptb's best: yes"),
    ("far", "replies/s", {"wego-bot": [360.0]}, ""),
    ("slow", "times", {"wego-bot": [float("inf")]}, "at most 2: NO"),
]


@pytest.mark.parametrize(("load", "figure", "values", "verdict"), REPORTED)
def test_what_is_asked_is_judged_by_medians(
    load: str, figure: str, values: dict[str, list[float]], verdict: str
) -> None:
    report = Report(list(values), {load: "a load"})
    for bot, each in values.items():
        for value in each:
            report.add(load, bot, {figure: value})
    line = report.table().splitlines()[-1]
    assert line.endswith(verdict)
    assert (":" in line) is bool(verdict)
    json.loads(report.json(), parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


@pytest.mark.parametrize(("growth", "verdict"), [(1.0, "yes"), (1.2, "NO")])
def test_memory_must_be_flat(growth: float, verdict: str) -> None:
    report = Report(["wego-bot"], {"memory": "a load"})
    figures = {f"MB after {step * 10_000:,}": 100.0 * growth ** (step / 10) for step in range(1, 11)}
    report.add("memory", "wego-bot", figures)
    assert report.table().endswith(f"at most 150: yes; flat since 30,000: {verdict}")

"""Announcements that are rehearsed: a season in a moment, by the real ledger and the real loop."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.announcements.states import Stage, State
from bot.cli import main
from bot.knowledge.rehearsal import Kind, Rehearsal, read_rehearsal
from bot.rehearsal.clock import SimulatedClock
from bot.rehearsal.play import Played
from bot.rehearsal.report import told
from bot.rehearsal.staging import staged
from bot.rehearsal.theatre import theatre
from tests.telegram.serving import service

SEOUL = ZoneInfo("Asia/Seoul")
NOW = dt.datetime(2027, 1, 10, 8, tzinfo=SEOUL).timestamp()
SEASON = """\
begins: 2027-01-10 08:00
announcements:
  - id: opens
    text: {en: The call is open.}
    when: 2027-01-15 21:00
  - id: hello
    text: {en: Hello.}
chats:
  - {name: Forum, kind: forum, trouble: no-topic}
  - {name: General, kind: forum, trouble: no-topic, general: true}
  - {name: Old group, kind: group, trouble: moved}
  - {name: Shut, kind: group, trouble: blocked}
  - {name: Channel, kind: channel}
  - {name: Mute channel, kind: channel, trouble: no-rights}
  - {name: Night, quiet: "20:00-07:00"}
  - {name: Berlin, quiet: "22:00-07:00", zone: Europe/Berlin}
  - {name: Once, weekly: 1}
  - {name: Blocked, trouble: blocked}
  - {name: Silent, trouble: no-answer}
  - {name: Busy, trouble: too-many}
  - {name: Paused, paused: true}
  - {name: Other, programs: [seoul-program]}
  - {name: Many, count: 60}
"""


def file(folder: Path, text: str) -> Path:
    place = folder / "season.yaml"
    place.write_text(text, encoding="utf-8")
    return place


def read(folder: Path, text: str) -> Rehearsal:
    found, problems = read_rehearsal(file(folder, text))
    assert found is not None, problems
    return found


async def played(rehearsal: Rehearsal, speed: float = 0.0) -> dict[str, Played]:
    async with theatre(staged(rehearsal, service(), NOW), service(), speed) as stage:
        return {one.scene.name: one async for one in stage.run()}


def became(one: Played) -> dict[str, tuple[str, str]]:
    """State, and where it was sent the local time, else the reason, by name."""
    return {
        line.listener.name: (
            line.state,
            f"{dt.datetime.fromtimestamp(line.when, SEOUL):%d %H:%M}" if line.state is State.SENT else line.reason,
        )
        for line in one.lines
        if not line.listener.name.startswith("Many")
    }


async def test_a_season_is_played_to_its_end(tmp_path: Path) -> None:
    found = await played(read(tmp_path, SEASON))
    assert list(found) == ["hello", "opens"], "in the order in which they come to their end"
    common = {
        "Forum": ("failed", "no-topic"),
        "Paused": ("skipped", "paused"),
    }
    assert became(found["hello"]) == common | {
        "General": ("sent", "10 08:00"),
        "Old group": ("sent", "10 08:00"),
        "Shut": ("failed", "unreachable"),
        "Channel": ("sent", "10 08:00"),
        "Mute channel": ("failed", "no-rights"),
        "Night": ("sent", "10 08:00"),
        "Berlin": ("sent", "10 15:00"),
        "Once": ("sent", "10 08:00"),
        "Blocked": ("failed", "unreachable"),
        "Silent": ("uncertain", "no-answer"),
        "Busy": ("sent", "10 08:00"),
    }
    assert became(found["opens"]) == common | {
        "General": ("sent", "15 21:00"),
        "Old group": ("sent", "15 21:00"),
        "Shut": ("skipped", "unreachable"),
        "Channel": ("sent", "15 21:00"),
        "Mute channel": ("failed", "no-rights"),
        "Night": ("sent", "16 07:00"),
        "Berlin": ("sent", "15 21:00"),
        "Once": ("skipped", "enough"),
        "Blocked": ("skipped", "unreachable"),
        "Silent": ("sent", "15 21:00"),
        "Busy": ("sent", "15 21:00"),
    }
    spread = [line.when for line in found["hello"].lines if line.listener.name.startswith("Many")]
    assert 0 < max(spread) - min(spread) < 10, "the pace is the real one"


async def test_those_for_whom_it_is_not_are_told(tmp_path: Path) -> None:
    chats = "chats:\n  - {name: Ann}\n  - {name: Other, programs: [seoul-program], count: 4}\n"
    rehearsal = read(tmp_path, "announcements:\n  - {id: hello, text: {en: Hello.}}\n" + chats)
    play, found = staged(rehearsal, service(), NOW), (await played(rehearsal))["hello"]
    assert list(told(play, found, 0))[1] == "  1 chats that --all shows one by one"
    lines = list(told(play, found))
    assert "  in all 1: 1 sent" in lines
    assert "  not for 4 who subscribe to something else: Other 1, Other 2, Other 3 ..." in lines


async def test_what_telegram_refuses_is_told(tmp_path: Path) -> None:
    long = "announcements:\n  - id: long\n    text: {en: " + "x" * 4097 + "}\n"
    found = (await played(read(tmp_path, long)))["long"]
    assert found.stage is Stage.STOPPED
    play = staged(read(tmp_path, long), service(), NOW)
    lines = list(told(play, found))
    assert "stopped" in lines[0]
    assert "too long" in "\n".join(lines)


def test_without_chats_there_is_one_of_each_sort_and_language(tmp_path: Path) -> None:
    play = staged(read(tmp_path, "announcements:\n  - {id: hello, text: {en: Hello}}\n"), service(), NOW)
    assert {one.language for one in play.listeners} == set(service().languages)
    assert {one.kind for one in play.listeners} == set(Kind)
    assert play.begins == NOW


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("announcements:\n  - {id: a, text: {en: A}}\nchats:\n  - {name: B, kind: grup}\n", ":4:21: "),
        ("announcements:\n  - {id: a, text: {en: A}}\nchats:\n  - {name: B, quiet: 22-7}\n", "22:00-07:00"),
        ("announcements:\n  - {id: a, txt: {en: A}}\n", "unknown key 'txt'"),
        ("chats: []\n", "announcements"),
        ("announcements: [", ":1:"),
        ("", ":1:1: the file is empty"),
    ],
)
def test_mistakes_are_named_with_their_place(tmp_path: Path, text: str, said: str) -> None:
    found, problems = read_rehearsal(file(tmp_path, text))
    assert found is None
    assert said in "\n".join(map(str, problems))


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rehearse", str(tmp_path / "none.yaml")]) == 1
    assert "none.yaml:1:1: the file cannot be read" in capsys.readouterr().err


async def test_the_clock_stands_still_while_somebody_is_busy() -> None:
    clock, busy = SimulatedClock(100.0), True
    running = asyncio.create_task(clock.run(lambda: busy))
    sleeping = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0.02)
    assert (clock.now(), sleeping.done()) == (100.0, False)
    busy = False
    await sleeping
    assert clock.now() == 3700.0
    gone = asyncio.create_task(clock.sleep(10))
    await asyncio.sleep(0)
    gone.cancel()
    await clock.sleep(20)
    assert clock.now() == 3720.0, "who does not wait any more is passed over"
    running.cancel()


async def test_a_speed_is_not_exceeded() -> None:
    clock = SimulatedClock(0.0, speed=100.0)
    running = asyncio.create_task(clock.run(lambda: False))
    begun = time.perf_counter()
    await clock.sleep(20)
    assert time.perf_counter() - begun >= 0.2
    running.cancel()

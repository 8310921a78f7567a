"""Announcements in files: read, checked at their lines, carried to whoever sends them, and never asked for answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.answers.announcing import audience, due, filed, texts
from bot.compiled import Compiled
from bot.knowledge.checks.draft import Draft
from bot.knowledge.due import due as due_things
from bot.knowledge.due import problem
from bot.knowledge.loader import load
from bot.knowledge.localising import told_places
from bot.knowledge.model import Announcement, Reach
from bot.telegram_bot.rendering import messages
from tests.answers.made_up import WHOLE
from tests.knowledge.test_loader import put, said

SURVEY = """\
announcements:
  - id: survey
    text:
      en: |
        **How was it?**

        Tell us, please:
        - what was good
        - what was not
      es: ¿Qué tal fue?
    about: harbour-workshop/2018
    links:
      - url: https://example.org/survey
        label: {en: The survey}
    kinds: [private, channels]
    ask: false
    silent: true
    pin: true
    when: 2027-01-15 09:00
    zone: Asia/Seoul
"""
PLAIN = Announcement("plain", {"en": "Hello"})


def test_all_of_it_is_read(tmp_path: Path, english: Path) -> None:
    folder = put(tmp_path / "k", {"facts.yaml": WHOLE, "announcements/survey.yaml": SURVEY})
    loaded = load(folder, packaged=english)
    assert loaded.knowledge is not None
    (one,) = loaded.knowledge.facts.announcements

    assert (one.id, one.about, one.kinds) == ("survey", "harbour-workshop/2018", (Reach.PRIVATE, Reach.CHANNELS))
    assert (one.ask, one.silent, one.pin) == (False, True, True)
    assert one.links[0].url == "https://example.org/survey"
    assert messages(texts(one)["en"]) == ["<b>How was it?</b>\n\nTell us, please:\n• what was good\n• what was not"]
    assert messages(texts(one)["es"]) == ["¿Qué tal fue?"]
    assert audience(one) == ("harbour-workshop",)
    assert due(one, "Europe/Stockholm") == dt.datetime(2027, 1, 15, 9, tzinfo=ZoneInfo("Asia/Seoul")).timestamp()
    assert "announcements/survey/text" not in told_places(loaded.knowledge.facts)


def test_what_is_left_out(tmp_path: Path, english: Path) -> None:
    text = "announcements:\n  - {id: plain, text: {en: Hello}}\n"
    loaded = load(put(tmp_path / "k", {"announcements/plain.yaml": text}), packaged=english)
    assert loaded.problems == ()
    assert loaded.knowledge is not None
    assert loaded.knowledge.facts.announcements == (PLAIN,)
    assert not loaded.knowledge.strict, "announcements make no facts"
    assert audience(PLAIN) == ()
    assert due(PLAIN, "Asia/Seoul") == 0.0


TIMES = [
    (None, "Europe/Stockholm", "2027-01-15T08:00+00:00"),  # the organiser's
    ("Asia/Seoul", "Europe/Stockholm", "2027-01-15T00:00+00:00"),
]


@pytest.mark.parametrize(("zone", "organiser", "moment"), TIMES)
def test_whose_clock_it_is(zone: str | None, organiser: str, moment: str) -> None:
    when = dt.datetime.fromisoformat("2027-01-15T09:00")
    found = due(replace(PLAIN, when=when, zone=zone), organiser)
    assert found == dt.datetime.fromisoformat(moment).timestamp()


def test_the_compiled_knowledge_carries_them(tmp_path: Path) -> None:
    folder = put(tmp_path / "k", {"facts.yaml": WHOLE, "announcements/survey.yaml": SURVEY})
    for _ in range(2):  # made, then read from the disk
        catalogue = Compiled(folder, tmp_path / "cache").tongue("en").catalogue
        assert [one.id for one in filed(catalogue)] == ["survey"]


def test_one_whose_time_is_past_is_due(tmp_path: Path, english: Path) -> None:
    folder = put(tmp_path / "k", {"facts.yaml": WHOLE, "announcements/survey.yaml": SURVEY})
    loaded = load(folder, packaged=english)
    assert loaded.knowledge is not None

    def told(today: str) -> list[str]:
        found = due_things(loaded_facts, dt.date.fromisoformat(today), loaded.positions)
        return [str(problem(one)).replace(f"{folder}/", "") for one in found if one.key[0] == "announcements"]

    loaded_facts = loaded.knowledge.facts
    assert told("2027-01-15") == []
    assert told("2027-01-16") == [
        "announcements/survey.yaml:19:11: warning: the time of announcements/survey, 2027-01-15, is past; remove it, "
        "or set a later one if it did not go out"
    ]


def test_the_languages_that_it_lacks_are_told_in_one_line(tmp_path: Path, english: Path) -> None:
    pack = "cues: {when: [x]}\ntemplates: {when-past: x}\n"
    files = {f"languages/{code}/a.yaml": pack for code in ("es", "fr", "ko")}
    loaded = load(put(tmp_path / "k", {"f.yaml": WHOLE, "a.yaml": SURVEY, **files}), packaged=english)
    told = [line for line in said(loaded, tmp_path / "k") if line.startswith("a.yaml")]
    assert told == ["a.yaml:3:5: warning: not in fr, ko; English serves instead, and says so"]
    assert Draft(loaded.knowledge, loaded.positions).facts.announcements if loaded.knowledge else True

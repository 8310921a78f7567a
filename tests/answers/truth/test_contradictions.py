"""Texts against typed facts: what is surely wrong is told with both places, what may be right is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.problems import Problem
from tests.answers.made_up import FAQ, WHOLE
from tests.answers.truth.checking import LINKS, folder_of, told_of

WRONG = [
    # dates of an edition
    ("The Harbour Workshop took place from 9 to 13 October 2017.", "2017-10-09 to 2017-10-12"),
    ("The Harbour Workshop took place on 9-13 October 2017.", "2017-10-09 to 2017-10-12"),
    ("The Harbour Workshop took place on 8-12 October 2017.", "harbour-workshop/2017"),
    ("The Harbour Workshop took place on 9-12 November 2017.", "harbour-workshop/2017"),
    ("The Harbour Workshop took place on 9-12 October 2016.", "harbour-workshop/2017"),
    ("The Harbour Workshop was held in Ogdenville. It was on 21–26 May 2018.", "2018-05-21 to 2018-05-25"),
    ("The Harbour Workshop began on 12 May 2018.", "harbour-workshop/2018"),
    ("The Harbour Workshop began on 21 June 2018.", "harbour-workshop/2018"),
    ("The River Program began on 08.05.2013.", "river-program/2013"),
    ("The River Program ended on 2013-05-12.", "river-program/2013"),
    ("The River Program of 2014 was from September 1 to September 11, 2014.", "river-program/2014-2"),
    ("The first River Program was in May 2013.", "2013-04-08"),
    # news
    ("The Bridge Prize was given on 20 November 2015.", "2015-11-30"),
    ("The Bridge Prize was given on 30 October 2015.", "bridge-prize-2015"),
    # years
    ("The Harbour Workshop 2019 was a joy.", "editions of 2017, 2018"),
    ("The River Program has been held since 2012.", "since 2013"),
    # numbers
    ("The Harbour Workshop 2017 had 15 participants.", "harbour-workshop/2017: 14"),
    ("At the Harbour Workshop 2018 there were 23 participants.", "22 or 51"),
    ("People from 4 countries took part in the Harbour Workshop 2017.", "harbour-workshop/2017: 3"),
    # places
    ("The Harbour Workshop 2018 was held in Shelbyville.", "harbour-workshop/2018: ogdenville"),
    ("In 2013 the River Program 2013 took place in Muddington.", "river-program/2013: springfield"),
    # addresses and links
    ("Write to marge@exmaple.org.", "marge@example.org"),
    ("Write to Ned Flanders (marge@example.org).", "ned@example.org"),
    ("Apply at https://example.org/harbor by letter.", "https://example.org/harbour"),
    ("Read www.exampel.org/harbour/2018 on it.", "https://www.example.org/harbour/2018"),
]

RIGHT = [
    "The Harbour Workshop took place from 9 to 12 October 2017.",
    "The Harbour Workshop took place on 9-12 October 2017, and its boat trip on 11 October 2017.",
    "The Harbour Workshop of 2018 was from 21 to 25 May 2018; letters were sent on 20 June 2018.",
    "The Harbour Workshop began on 9 October 2017.",
    "Applications to the Harbour Workshop were open until 31 March 2018.",
    "The call for the Harbour Workshop was made on 22 January 2018.",
    "The deadline for the Harbour Workshop was 12 May 2018.",
    "On 10-11 October 2017 the Harbour Workshop went out to sea.",
    "The River Program was in April 2013, and in March and September 2014.",
    "The River Program had two parts in 2014: 3-6 March 2014 and 1-10 September 2014.",
    "Both the River Program (8-12 April 2013) and the Harbour Workshop (9-12 October 2017) are over.",
    "The Bridge Prize was given on 30 November 2015, and the bridge was opened on 30 October 2015.",
    "A market is held on 21-26 May 2018.",
    "There was no Harbour Workshop in 2019.",
    "The Lyceum has had a partner for the River Program since 2014.",
    "The Harbour Workshop 2018 had 22 participants, 51 people in all.",
    "The River Program has had a boat trip since 2014.",
    "The Harbour Workshop met on 9 and 12 October 2017.",
    "Two boats brought 30 guests to the Harbour Workshop.",
    "After the Harbour Workshop 2018 in Ogdenville some went on to Springfield.",
    "People from Brockway came to the Harbour Workshop 2018.",
    "Write to Marge Bouvier (marge@example.org) or Ned Flanders (ned@example.org).",
    "Write to the port: office@ports.example.",
    "Read www.example.org/harbour/2017, www.example.org/harbour/2018/ko and https://example.org/schiffe.",
    "Write to ned@example.org, ned@example.org or ann@example.org.",
    "Read https://example.org/harbour, www.example.org/harbour/2018/ and https://ports.example.",
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    texts = [text for text, _ in WRONG] + RIGHT
    return told_of(folder_of(tmp_path_factory.mktemp("facts"), [{"en": text} for text in texts]), ["en"])


def of(told: list[Problem], number: int) -> list[Problem]:
    """What is told of one entry: its answer stands in its third line."""
    return [problem for problem in told if problem.file.endswith("faq.yaml") and problem.line == 4 + 3 * number]


@pytest.mark.parametrize("number", range(len(WRONG)), ids=[text for text, _ in WRONG])
def test_what_contradicts_a_fact_is_told_with_both_places(told: list[Problem], number: int) -> None:
    found = of(told, number)

    assert [problem.level for problem in found] == ["warning"]
    assert WRONG[number][1] in found[0].message
    assert "facts.yaml:" in found[0].message


@pytest.mark.parametrize("number", range(len(RIGHT)), ids=RIGHT)
def test_what_may_be_right_is_not_told(told: list[Problem], number: int) -> None:
    assert [problem.message for problem in of(told, len(WRONG) + number)] == []


def test_the_facts_themselves_contradict_nothing(told: list[Problem]) -> None:
    assert [str(problem) for problem in told if not problem.file.endswith("faq.yaml")] == []


PLACES = [
    ("The Harbour Workshop took place on 9-13 October 2017.", "        end: 2017-10-12"),
    ("The Harbour Workshop took place on 8-12 October 2017.", "        start: 2017-10-09"),
    ("The Bridge Prize was given on 20 November 2015.", "    date: 2015-11-30"),
    ("The River Program has been held since 2012.", "    since: 2013"),
    ("The Harbour Workshop 2017 had 15 participants.", "          participants: 14"),
    ("Write to marge@exmaple.org.", "    email: marge@example.org"),
]


@pytest.mark.parametrize(("text", "line"), PLACES)
def test_the_place_of_the_fact_is_the_line_of_its_field(told: list[Problem], text: str, line: str) -> None:
    lines = (WHOLE.replace(FAQ, "") + LINKS).splitlines()
    (problem,) = of(told, [wrong for wrong, _ in WRONG].index(text))

    assert f"facts.yaml:{lines.index(line) + 1}:" in problem.message


BESIDE = [
    ("an edition's text", "It was the first course of the Lyceum on rivers.", "It ended on 13 April 2013."),
    ("a programme's text", "It shows cities how to live with high water.", "It has been held since 2014."),
    ("news", "to the city of Zenda for a bridge", "on 31 November 2015 for a bridge"),
    ("an office's text", "The branch offices hold swimming trainings.", "Ask marge@exemple.org of swimming."),
    ("a person's role", "coordinator of the river courses", "head of the River Program 2012"),
]


def test_texts_beside_the_facts_are_read_too(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, [{"en": "Nothing."}])
    facts = (folder / "facts.yaml").read_text(encoding="utf-8")
    lines = [next(n for n, line in enumerate(facts.splitlines(), 1) if old in line) for _, old, _ in BESIDE]
    for _, old, new in BESIDE:
        facts = facts.replace(old, new)
    (folder / "facts.yaml").write_text(facts, encoding="utf-8")

    assert [problem.line for problem in told_of(folder, ["en"])] == sorted(lines)

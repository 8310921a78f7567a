"""What announcements in files say of dates, places and windows, against the facts that they are about."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.answers.made_up import FAQ, WHOLE
from tests.answers.truth.checking import LINKS, told_of

WRONG = [
    # text, what the facts say: the workshop is on 21-25 May 2018; one can apply from 10 January to 31 March 2018
    ("Apply until 30 March 2018.", "2018-01-10 to 2018-03-31"),
    ("The deadline of the Harbour Workshop is 1 April.", "2018-01-10 to 2018-03-31"),
    ("Applications are open from 11 January to 31 March 2018.", "2018-01-10 to 2018-03-31"),
    ("We meet on 21-26 May 2018.", "2018-05-21 to 2018-05-25"),
    ("The Harbour Workshop 2018 will be held in Shelbyville.", "harbour-workshop/2018: ogdenville"),
    ("Apply at https://example.org/harbor soon.", "https://example.org/harbour"),
]
RIGHT = [
    "Apply until 31 March 2018. It is held on 21-25 May 2018.",
    "The deadline is 31 March.",
    "Applications are open from 10 January to 31 March 2018. The result comes on 20 April 2018.",
    "We meet on 21-25 May 2018 in Ogdenville. Please answer by 3 May 2018.",
    "Applications for the River Program open on 5 June 2018.",
    "Apply for a visa before you come.",
]


def folder_of(folder: Path, texts: list[str]) -> Path:
    (folder / "facts.yaml").write_text(WHOLE.replace(FAQ, "") + LINKS, encoding="utf-8")
    lines = ["announcements:"]
    for number, text in enumerate(texts):
        lines.append(f"  - {{id: a-{number}, about: harbour-workshop/2018, text: {{en: {json.dumps(text)}}}}}")
    (folder / "announcements.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[str]]:
    """What is told, by line."""
    folder = folder_of(tmp_path_factory.mktemp("announced"), [*(text for text, _ in WRONG), *RIGHT])
    found: dict[int, list[str]] = {}
    for problem in told_of(folder, ["en"]):
        assert problem.level == "warning"
        assert problem.file.endswith("announcements.yaml")
        found.setdefault(problem.line, []).append(problem.message)
    return found


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_what_is_wrong_is_told(number: int, told: dict[int, list[str]]) -> None:
    assert [WRONG[number][1] in message for message in told.get(number + 2, [])] == [True]


@pytest.mark.parametrize("number", range(len(RIGHT)))
def test_what_may_be_right_is_not(number: int, told: dict[int, list[str]]) -> None:
    assert told.get(len(WRONG) + number + 2, []) == []

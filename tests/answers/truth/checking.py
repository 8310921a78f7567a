"""What the tests of free text beside facts share: texts as answers of entries in a made-up folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.answers.tongue import Tongue
from bot.answers.truth.contradictions import contradictions
from bot.answers.truth.told import told
from bot.knowledge.checks.draft import Draft
from bot.knowledge.loaded import Loaded
from bot.knowledge.problems import Problem
from tests.answers.made_up import FAQ, WHOLE
from tests.parsed import loaded

LINKS = """\
sources:
  - id: harbour-2018.txt
    title: {en: Ports for Everybody}
    link: https://www.example.org/harbour/2018
"""


def folder_of(folder: Path, texts: Sequence[Mapping[str, str]]) -> Path:
    """A folder with the made-up facts, and one entry for each text (language -> text)."""
    (folder / "facts.yaml").write_text(WHOLE.replace(FAQ, "") + LINKS, encoding="utf-8")
    lines = ["entries:"]
    for number, answer in enumerate(texts):
        lines.append(f"  - id: entry-{number}")
        lines.append(f"    questions: {{en: [What about thing {number}?]}}")
        lines.append(f"    answer: {json.dumps(answer, ensure_ascii=False)}")
    (folder / "faq.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def loaded_from(folder: Path, languages: Sequence[str]) -> Loaded:
    """The folder with the packs of some languages."""
    found = loaded(folder, set(languages))
    assert found.knowledge is not None, found.problems
    return found


def told_of(folder: Path, languages: Sequence[str]) -> list[Problem]:
    """What is told of a folder's texts in some languages."""
    found = loaded_from(folder, languages)
    assert found.knowledge is not None
    tongues = {code: Tongue(found.knowledge, code) for code in languages}
    texts = told(found.knowledge, spoken=languages, own=languages)
    return contradictions(Draft(found.knowledge, found.positions), texts, tongues.__getitem__)

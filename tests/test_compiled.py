"""What is compiled anew after an edit: no more than the edit touches, and never anything else than from scratch."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.answers.assistant import Assistant
from bot.compiled import Compiled
from bot.errors import OutdatedError
from bot.folder import read_knowledge
from bot.knowledge.folders import packaged_folder
from tests.answers.asking import ask
from tests.answers.made_up import FAQ, WHOLE

QUESTIONS = [
    "When was the Harbour Workshop 2018?",
    "Where was the Harbour Workshop 2017?",
    "How many people took part in 2018?",
    "Who took part in the Harbour Workshop 2017?",
    "What were the topics in 2018?",
    "Was Zenda at the Harbour Workshop 2017?",
    "When was the 2019 Harbour Workshop?",
    "Do I need rubber boots?",
    "may I bring sandals",
    "What is the Moonlight Programme?",
    "What is the River Program?",
    "Which city got the Bridge Prize?",
    "Whom can I contact about the Harbour Workshop?",
]

NEW_EDITION = """\
      - id: "2019"
        year: 2019
        start: 2019-06-03
        end: 2019-06-07
        cities: [ogdenville]
"""
EDITS = {
    "nothing": ("", ""),
    "a date": ("start: 2018-05-21", "start: 2018-05-20"),
    "a number": ("participants: 22", "participants: 23"),
    "a place": ("cities: [shelbyville]\n        venue", "cities: [ogdenville]\n        venue"),
    "a contact": ("contacts: [marge]", "contacts: [ned]"),
    "a name": ("[River Program, River Training", "[Moonlight Programme, River Training"),
    "an answer": ("Bring shoes that may get wet.", "Any shoes will do."),
    "a phrasing": ("- Do I need rubber boots?", "- May I bring sandals?"),
    "a title": ("The Last Lighthouses", "Lamps at Sea"),
    "news": ("to the city of Zenda", "to the city of Strelsau"),
    "an edition": ('      - id: "2018"\n', NEW_EDITION + '      - id: "2018"\n'),
}
HEARD_ANEW = {"a name", "an answer", "a phrasing", "a title", "news", "an edition"}
"""Edits after which the words of the language are compiled anew."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up knowledge, with English as the only language that travels with the program."""
    english = tmp_path / "packaged"
    shutil.copytree(packaged_folder() / "languages" / "en", english / "languages" / "en")
    for place in ("bot.compiled.packaged_folder", "bot.knowledge.folders.packaged_folder"):
        monkeypatch.setattr(place, lambda: english)
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "facts.yaml").write_text(WHOLE, encoding="utf-8")
    return folder


def replies(assistant: Assistant) -> list[tuple[str, str]]:
    found = [ask(assistant, question) for question in QUESTIONS]
    return [(reply.outcome.name, reply.text) for reply in found]


def compiled(folder: Path, cache: Path) -> Assistant:
    parts = Compiled(folder, cache)
    made = Assistant(parts.head().repertoire, parts.tongue)
    made.tongue("en")
    parts.save()
    return made


def ears(cache: Path) -> set[str]:
    return {path.name for path in cache.glob("*-en.ear.compiled")}


def test_an_edit_is_compiled_as_if_everything_were_new(folder: Path, tmp_path: Path) -> None:
    cache, file = tmp_path / "cache", folder / "facts.yaml"
    before = replies(compiled(folder, cache))
    for edit, (old, new) in EDITS.items():
        assert old in WHOLE
        known = ears(cache)
        file.write_text(WHOLE.replace(old, new, 1), encoding="utf-8")

        found = replies(compiled(folder, cache))

        assert found == replies(Assistant.build(read_knowledge(folder))), edit
        assert (found == before) is (edit == "nothing"), edit
        assert len(ears(cache) - known) == (edit in HEARD_ANEW), edit


SOURCES = "sources:\n  - id: faq.txt\n    title: {en: Questions}\n"


def test_free_entries_that_get_facts_beside_them_are_understood_otherwise(folder: Path, tmp_path: Path) -> None:
    """Likeness decides for free entries alone; beside typed facts every weighty word must be explained."""
    cache, more = tmp_path / "cache", folder / "sources.yaml"
    (folder / "facts.yaml").write_text(FAQ, encoding="utf-8")
    for typed in (False, True, False):
        more.write_text(SOURCES if typed else "", encoding="utf-8")
        if not typed:
            more.unlink()
        made = compiled(folder, cache)
        assert made.tongue("en").strict is typed
        assert replies(made) == replies(Assistant.build(read_knowledge(folder)))


def test_a_language_of_files_that_have_changed_is_not_brought_in(folder: Path, tmp_path: Path) -> None:
    """Neither with their faults nor with their news: English of the version that is served stands in."""
    compiled(folder, tmp_path / "cache")
    parts = Compiled(folder, tmp_path / "cache")
    assert parts.head().repertoire.languages == ("en",)
    for kept in (tmp_path / "cache").glob("*-en*"):
        kept.unlink()
    for text in ("entries: [", WHOLE.replace("Bring shoes", "Bring boats")):
        (folder / "facts.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(OutdatedError):
            parts.tongue("en")

"""What each compiled part depends on: an edit changes the digests of just those parts that are made from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge.fingerprints import Fingerprints, program


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "k"
    for language in ("en", "ko"):
        (folder / "languages" / language / "questions").mkdir(parents=True)
        (folder / "languages" / language / "words.txt").write_text("word", encoding="utf-8")
        (folder / "languages" / language / "cues.yaml").write_text("stop: [a]", encoding="utf-8")
        (folder / "languages" / language / "questions" / "q.yaml").write_text("questions: []", encoding="utf-8")
    (folder / "faq.yaml").write_text("entries: []", encoding="utf-8")
    (folder / "languages" / "others.yaml").write_text("others: {}", encoding="utf-8")
    return folder


def digests(folder: Path) -> dict[str, str]:
    found = Fingerprints.take(folder, folder.parent / "packaged")
    return {
        "version": found.version,
        "head": found.head,
        "questions": found.questions,
        "facts": found.facts,
        "en": found.words("en", "en"),
        "ko": found.words("ko", "en"),
    }


def put(file: str, text: str) -> Callable[[Path], object]:
    def change(folder: Path) -> object:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        return (folder / file).write_text(text, encoding="utf-8")

    return change


# English is what a folder of free entries is heard in, whatever language that has: it depends on all of them.
CHANGES: list[tuple[str, Callable[[Path], object], set[str]]] = [
    ("facts", put("faq.yaml", "entries: {}"), {"version", "head", "facts"}),
    ("a new file", put("b.yaml", ""), {"version", "head", "facts"}),
    ("a name", lambda f: (f / "faq.yaml").rename(f / "faq2.yaml"), {"version", "head", "facts"}),
    ("a file that is gone", lambda f: (f / "faq.yaml").unlink(), {"version", "head", "facts"}),
    ("a word of a language", put("languages/ko/words.txt", "words"), {"version", "head", "en", "ko"}),
    ("a cue of a language", put("languages/ko/cues.yaml", "stop: [b]"), {"version", "head", "en", "ko"}),
    ("a cue of English", put("languages/en/cues.yaml", "stop: [b]"), {"version", "head", "en", "ko"}),
    ("other languages", put("languages/others.yaml", "others: {sw: {}}"), {"version", "head", "en"}),
    ("a test question", put("languages/ko/questions/q.yaml", ""), {"version", "questions"}),
    ("a hidden file", put(".hidden.yaml", "x"), set()),
    ("a back-up", put("faq.yaml~", "x"), set()),
    ("another file", put("notes.md", "x"), set()),
]


@pytest.mark.parametrize(("what", "change", "expected"), CHANGES, ids=[row[0] for row in CHANGES])
def test_an_edit_changes_what_is_made_from_it(
    what: str, change: Callable[[Path], object], expected: set[str], folder: Path
) -> None:
    before = digests(folder)
    assert digests(folder) == before

    change(folder)

    after = digests(folder)
    assert {name for name in before if before[name] != after[name]} == expected


def test_packaged_languages_count(folder: Path, english: Path) -> None:
    before = Fingerprints.take(folder, english)
    (english / "languages" / "fr").mkdir()
    (english / "languages" / "fr" / "cues.yaml").write_text("stop: [un]", encoding="utf-8")

    after = Fingerprints.take(folder, english)

    assert before.head != after.head
    assert before.version != after.version
    assert before.facts == after.facts


def test_another_program_makes_its_own_parts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Fingerprints.take(folder, folder)
    monkeypatch.setattr("bot.__version__", "99")
    assert Fingerprints.take(folder, folder) == before  # this process still runs the old one
    program.cache_clear()
    after = Fingerprints.take(folder, folder)
    program.cache_clear()

    assert before.head != after.head
    assert before.key(before.facts) != after.key(after.facts)
    assert before.version == after.version


def test_the_version_is_the_same_wherever_the_files_lie(folder: Path, tmp_path: Path) -> None:
    there = Fingerprints.take(folder, tmp_path / "packaged")
    moved = folder.rename(tmp_path / "elsewhere")

    assert Fingerprints.take(moved, tmp_path / "packaged").version == there.version

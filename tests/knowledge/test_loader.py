"""A folder -> one value with all positions, whatever lies in the folder."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.knowledge.files import find, shown
from bot.knowledge.knowledge import Position
from bot.knowledge.loaded import Key, Loaded, position_of
from bot.knowledge.loader import load

ENTRY = "entries:\n  - id: refund\n    questions:\n      en:\n        - Is there a fee?\n    answer: {en: No.}\n"


def put(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def said(loaded: Loaded, folder: Path) -> list[str]:
    """The problems, with files named from the folder on."""
    return [str(problem).replace(f"{folder}/", "") for problem in loaded.problems]


def test_a_folder_with_one_file_of_entries_is_enough(tmp_path: Path, english: Path) -> None:
    folder = put(tmp_path / "k", {"faq.yaml": ENTRY})

    loaded = load(folder, packaged=english)

    assert loaded.problems == ()
    assert loaded.usable
    assert loaded.knowledge is not None
    assert not loaded.knowledge.strict
    assert [entry.id for entry in loaded.knowledge.facts.entries] == ["refund"]
    assert loaded.knowledge.languages["en"].stop == ("the", "a")
    assert loaded.knowledge.dictionaries == {"en": ("train", "town")}


def test_any_fact_besides_entries_makes_the_knowledge_strict(tmp_path: Path, english: Path) -> None:
    folder = put(tmp_path / "k", {"faq.yaml": ENTRY, "t.yml": "topics:\n  - {id: data, names: {en: [data]}}\n"})

    knowledge = load(folder, packaged=english).knowledge

    assert knowledge is not None
    assert knowledge.strict


FULL = {
    "faq.yaml": ENTRY,
    "programs/seoul.yaml": (
        "programs:\n  - id: seoul\n    kind: training\n    names: {en: [Seoul]}\n    about:\n      en: A training.\n"
        "    editions:\n      - id: 2016\n        year: 2016\n        visits:\n          - names: {en: [City Hall]}\n"
    ),
    "organiser.yaml": "organiser:\n  organisation: wego\n  about: {en: We train.}\n",
    "places/bodies.yaml": "organisations:\n  - {id: wego, names: {en: [WeGO]}}\n",
    "languages/en/a.yaml": "stop: [the]\ncues:\n  when: [when]\n",
    "languages/en/b.yaml": "stop: [a]\ncues:\n  where: [where]\ntemplates:\n  yes: {one: 1 day, other: 2 days}\n",
    "languages/en/words.txt": "# Words.\nword\n\n other # one more\n",
    "languages/fr/a.yaml": "language: fr\nstop: [le]\n",
    "questions/en.yaml": "language: en\ncategory: a\nquestions:\n  - ask: [One?]\n  - ask: [Two?, Three?]\n",
    "questions/old/en.yaml": "language: en\ncategory: b\n",
}

PLACES: list[tuple[Key, str, int, int]] = [
    (("entries",), "faq.yaml", 1, 1),
    (("entries", "refund"), "faq.yaml", 2, 5),
    (("entries", "refund", "questions"), "faq.yaml", 3, 5),
    (("entries", "refund", "questions", "en", 0), "faq.yaml", 5, 11),
    (("entries", "refund", "answer", "en"), "faq.yaml", 6, 18),
    (("programs", "seoul", "about"), "programs/seoul.yaml", 5, 5),
    (("programs", "seoul", "about", "en"), "programs/seoul.yaml", 6, 11),
    (("programs", "seoul", "editions", "2016"), "programs/seoul.yaml", 8, 9),
    (("programs", "seoul", "editions", "2016", "year"), "programs/seoul.yaml", 9, 15),
    (("programs", "seoul", "editions", "2016", "visits", 0), "programs/seoul.yaml", 11, 13),
    (("organiser",), "organiser.yaml", 1, 1),
    (("organiser", "about", "en"), "organiser.yaml", 3, 15),
    (("languages", "en", "stop", 0), "languages/en/a.yaml", 1, 8),
    (("languages", "en", "stop", 1), "languages/en/b.yaml", 1, 8),
    (("languages", "en", "cues", "where"), "languages/en/b.yaml", 3, 3),
    (("languages", "en", "templates", "yes", "other"), "languages/en/b.yaml", 5, 28),
    (("questions", "{folder}/questions/en.yaml", 1, "ask", 1), "questions/en.yaml", 5, 17),
]


def test_many_files_become_one_value_and_every_place_is_known(tmp_path: Path, english: Path) -> None:
    folder = put(tmp_path / "k", FULL)

    loaded = load(folder, packaged=english)

    assert loaded.problems == ()
    knowledge = loaded.knowledge
    assert knowledge is not None
    assert sorted(knowledge.languages) == ["en", "fr"]
    assert knowledge.languages["en"].stop == ("the", "a")
    assert knowledge.languages["en"].language == "en"
    assert set(knowledge.languages["en"].cues) == {"when", "where"}
    assert knowledge.dictionaries["en"] == ("word", "other")
    assert [questions.category for questions in knowledge.questions] == ["a", "b"]
    assert loaded.question_files == (f"{folder}/questions/en.yaml", f"{folder}/questions/old/en.yaml")
    for key, file, line, column in PLACES:
        real = tuple(step.format(folder=folder) if isinstance(step, str) else step for step in key)
        assert loaded.positions[real] == Position(f"{folder}/{file}", line, column), key


def test_the_position_of_something_unwritten_is_that_around_it(tmp_path: Path, english: Path) -> None:
    positions = load(put(tmp_path / "k", FULL), packaged=english).positions

    assert position_of(positions, ("entries", "refund", "note", "x")) == positions["entries", "refund"]
    assert position_of(positions, ("news", "x")) == Position("", 1, 1)


IGNORED = [
    ".hidden.yaml",
    ".git/x.yaml",
    "a.yaml~",
    "#a.yaml#",
    ".a.yaml.swp",
    "a.yaml.bak",
    "~$a.yaml",
    "a.txt",
    "b.json",
]


@pytest.mark.parametrize("name", IGNORED)
def test_back_ups_and_hidden_files_are_passed_over(name: str, tmp_path: Path, english: Path) -> None:
    loaded = load(put(tmp_path / "k", {"faq.yaml": ENTRY, name: b"\xff broken"}), packaged=english)

    assert loaded.problems == ()


def test_a_missing_folder_is_a_problem(tmp_path: Path, english: Path) -> None:
    loaded = load(tmp_path / "nowhere", packaged=english)

    assert loaded.knowledge is None
    assert "does not exist; name a folder" in loaded.problems[0].message


def test_a_file_is_no_folder(tmp_path: Path, english: Path) -> None:
    file = put(tmp_path, {"a.yaml": ENTRY}) / "a.yaml"

    assert "is no folder; name a folder" in load(file, packaged=english).problems[0].message


def test_a_folder_without_knowledge_is_a_problem(tmp_path: Path, english: Path) -> None:
    loaded = load(put(tmp_path / "k", {"languages/fr/a.yaml": "stop: [le]"}), packaged=english)

    assert loaded.knowledge is None
    assert "put in a file such as faq.yaml" in loaded.problems[0].message


def test_all_files_are_read_even_where_the_first_is_broken(tmp_path: Path, english: Path) -> None:
    folder = put(
        tmp_path / "k",
        {
            "a.yaml": "a: b: c",
            "b.yaml": "x: y",
            "c.yaml": b"\xff",
            "languages/en/words.txt": b"a\n\xff",
            "d.yaml": ENTRY,
        },
    )

    files = [problem.file.removeprefix(f"{folder}/") for problem in load(folder, packaged=english).problems]

    assert files == ["a.yaml", "b.yaml", "c.yaml", "languages/en/words.txt"]


def test_what_points_into_a_broken_file_is_not_blamed(tmp_path: Path, english: Path) -> None:
    folder = put(tmp_path / "k", {"people.yaml": "people: ???: :", "faq.yaml": ENTRY + "    contact: somebody\n"})

    assert {problem.file for problem in load(folder, packaged=english).problems} == {f"{folder}/people.yaml"}


@pytest.mark.skipif(os.name != "posix", reason="links and pipes as on Unix")
def test_links_are_followed_but_not_in_circles(tmp_path: Path, english: Path) -> None:
    folder = put(tmp_path / "k", {"..data/faq.yaml": ENTRY})
    (folder / "faq.yaml").symlink_to("..data/faq.yaml")
    (folder / "circle").symlink_to(folder)
    (folder / "self.yaml").symlink_to("self.yaml")

    loaded = load(folder, packaged=english)

    assert [problem.file for problem in loaded.problems] == [f"{folder}/self.yaml"]
    assert "a link that leads nowhere" in loaded.problems[0].message


@pytest.mark.skipif(os.name != "posix", reason="links and pipes as on Unix")
def test_a_pipe_is_not_waited_for(tmp_path: Path, english: Path) -> None:
    folder = put(tmp_path / "k", {"faq.yaml": ENTRY})
    os.mkfifo(folder / "pipe.yaml")

    assert "cannot be read" in load(folder, packaged=english).problems[0].message


def test_the_names_of_files_are_printable(tmp_path: Path) -> None:
    assert shown(Path(os.fsdecode(b"a\xff\n\x1b.yaml"))) == "a\ufffd\ufffd\ufffd.yaml"


def test_a_folder_of_everything_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.knowledge.files.MAX_FILES", 3)
    folder = put(tmp_path / "k", {f"{number}.yaml": ENTRY for number in range(5)})

    listing = find(folder)

    assert listing.paths() == []
    assert "more than 3 files" in listing.problems[0].message


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(FULL)), st.binary(max_size=60), max_size=4))
def test_damaged_files_never_raise(tmp_path: Path, english: Path, damage: dict[str, bytes]) -> None:
    folder = put(tmp_path / "k", {**FULL, **{name: _damaged(name, data) for name, data in damage.items()}})

    loaded = load(folder, packaged=english)

    assert (loaded.knowledge is None) == any(problem.level == "error" for problem in loaded.problems)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in loaded.problems)


def test_ten_thousand_entries_take_seconds_and_progress_is_told(tmp_path: Path, english: Path) -> None:
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnop", k=6)) for _ in range(3000)]
    entries = [
        {
            "id": f"entry-{number}",
            "questions": {"en": [" ".join(chance.choices(words, k=7)) for _ in range(5)]},
            "answer": {"en": " ".join(chance.choices(words, k=15))},
        }
        for number in range(10_000)
    ]
    text = yaml.dump({"entries": entries}, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper))
    folder = put(tmp_path / "k", {"faq.yaml": text})
    told: list[tuple[int, int]] = []

    start = time.perf_counter()
    loaded = load(folder, packaged=english, progress=lambda done, total: told.append((done, total)))
    seconds = time.perf_counter() - start

    assert loaded.problems == ()
    assert loaded.knowledge is not None
    assert len(loaded.knowledge.facts.entries) == 10_000
    assert seconds < 20, "a tenth of this is usual"
    assert len(told) > 20
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] >= len(text)


def _damaged(name: str, data: bytes) -> bytes:
    """A file with its beginning kept, so that the damage is not only ever at the top."""
    content = FULL[name].encode()
    return content[: len(content) // 2] + data

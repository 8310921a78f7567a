"""Skeletons of new facts: what stands in them, and what of a file stays as it was."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import BotError, KnowledgeError, UsageError
from bot.knowledge.adding import Added, add_edition, add_entry, add_program
from bot.knowledge.loader import load
from bot.knowledge.model import Edition, Entry, Facts, Program
from bot.knowledge.reader import read
from bot.knowledge.skeletons import item
from bot.knowledge.validation import adapter
from bot.knowledge.writing import write_whole

COURSES = """\
# Courses.
programs:
  - id: course   # the oldest
    kind: training
    names: {en: [The course]}
    about:
      en: >-
        A course.

        # no comment

    editions:
      - id: "2016"
        year: 2016

      # the second one
      - id: "2017"
        year: 2017
        note: |
          one

          two
        # start: not known

  # Workshops.

  - id: workshop
    kind: workshop
    names:
      en:
        - The workshop
    about:
      en: A workshop.
    # no edition yet

sources: []
"""
FLOW = """\
programs:
  - {id: course, kind: training, names: {en: [Course]}, about: {en: A course.}, editions: [{id: "2016", year: 2016}]}
"""
FLUSH = """\
programs:
- id: course
  kind: training
  names: {en: [The course]}
  about: {en: A course.}
  editions:
  - id: "2016"
    year: 2016
  call: {en: Soon.}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    (folder / "programs").mkdir(parents=True)
    (folder / "programs" / "all.yaml").write_bytes(COURSES.encode())
    return folder


def read_again(folder: Path, english: Path) -> Facts:
    loaded = load(folder, packaged=english)
    assert loaded.problems == ()
    assert loaded.knowledge is not None
    return loaded.knowledge.facts


def inserted_behind(before: str, after: str) -> str:
    """The line with words behind which lines have been inserted, all others being as they were."""
    old, new = (re.split("(?<=\n)", text) for text in (before, after))
    end = next(number for number, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1])
    assert new[:end] + new[len(new) - (len(old) - end) :] == old
    return [line.rstrip("\r\n") for line in old[:end] if line.strip()][-1]


def line_of(added: Added) -> str:
    return added.path.read_text(encoding="utf-8").splitlines()[added.line - 1]


@pytest.mark.parametrize("record", [Program, Edition, Entry])
def test_every_field_is_named(record: type[object]) -> None:
    text = "\n".join(item(record.__name__, {"id": " x"}))
    for field in dataclasses.fields(record):  # type: ignore[arg-type]
        needed = field.default is field.default_factory is dataclasses.MISSING
        assert re.search(rf"^[- ] {'' if needed else '# '}{field.name}:", text, re.MULTILINE), field.name


WORDS = {
    "YYYY-MM-DD HH:MM": "2027-05-10 18:00",
    "YYYY-MM-DD": "2027-05-10",
    "NUMBER": "2027",
    "ID": "an-id",
    "https://...": "https://example.org",
}


@pytest.mark.parametrize(("record", "section"), [("Program", "programs"), ("Entry", "entries")])
def test_what_is_commented_out_is_sound_once_its_words_are_replaced(record: str, section: str) -> None:
    lines = [re.sub(r"^( *)# ", r"\1", line) for line in item(record, {"id": " x"})]
    editions = [re.sub(r"^( *)# ", r"\1", line) for line in item("Edition", {"id": ' "2027"', "year": " 2027"})]
    text = "\n".join(f"    {line}" if line.startswith(("-", " ")) else line for line in lines)
    text = re.sub(r"( *)editions:.*", lambda found: "\n".join([found[0], *(found[1] + one for one in editions)]), text)
    text = re.sub(r"(en:|-)$(?!\n +-)", r"\1 text", text, flags=re.MULTILINE)
    for word, value in WORDS.items():
        text = re.sub(rf"{re.escape(word)}(?=  #|$)", value, text, flags=re.MULTILINE)
    text = re.sub(r"part: \d+|(participants|involved|countries): \d+", lambda found: f"{found[0].split()[0]} 2", text)

    document = read(f"{section}:\n{text}\n".encode(), "x.yaml")

    assert document.problems == []
    adapter(Facts).validate_python(document.tree)


def test_a_program_has_a_file_of_its_own(folder: Path, english: Path) -> None:
    added = add_program(folder, "harbour", 'Harbour: "Work" #1')

    assert added.path == folder / "programs" / "harbour.yaml"
    assert line_of(added) == "  - id: harbour"
    first, _, _, _, kind, *_ = added.path.read_text(encoding="utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=../schemas/facts.schema.json"
    assert kind == "    kind: training  # One of: training, workshop, webinar, other."
    program = read_again(folder, english).programs[-1]
    assert (program.names, program.about) == ({"en": ('Harbour: "Work" #1',)}, {"en": 'Harbour: "Work" #1.'})


EDITIONS = [
    ("course 2018", "        # start: not known", (2018, None)),
    ("course 2016-2", "        # start: not known", (2016, 2)),
    ("workshop 2027", "    # no edition yet", (2027, None)),
]


@pytest.mark.parametrize(("named", "above", "expected"), EDITIONS)
def test_an_edition_is_appended_and_all_else_stays(
    named: str, above: str, expected: tuple[int, int | None], folder: Path, english: Path
) -> None:
    program, identity = named.split()
    added = add_edition(folder, program, identity)

    after = added.path.read_text(encoding="utf-8")
    held = next(one for one in read_again(folder, english).programs if one.id == program)
    assert (held.editions[-1].year, held.editions[-1].part) == expected
    assert line_of(added).strip().startswith("- id: ")
    assert inserted_behind(COURSES, after) == above


STYLES = [FLUSH, COURSES.replace("\n", "\r\n"), COURSES.rstrip("\n"), "\ufeff" + COURSES, "\n\n# x\n" + FLUSH]


@pytest.mark.parametrize("text", STYLES)
def test_files_are_kept_in_their_own_style(text: str, folder: Path, english: Path) -> None:
    file = folder / "programs" / "all.yaml"
    file.write_bytes(text.encode())

    added = add_edition(folder, "course", "2019")

    data = file.read_bytes().decode()
    assert inserted_behind(text if text.endswith("\n") else f"{text}\n", data).strip()
    assert data.count("\r\n") == (data.count("\n") if "\r\n" in text else 0)
    assert line_of(added).strip() == '- id: "2019"'
    assert "2019" in [one.id for one in read_again(folder, english).programs[0].editions]


def test_a_list_in_brackets_is_left_to_people(folder: Path) -> None:
    file = folder / "programs" / "all.yaml"
    file.write_text(FLOW, encoding="utf-8")
    with pytest.raises(BotError, match=r"all.yaml:2:81: the list 'editions:'.* by hand"):
        add_edition(folder, "course", "2019")
    assert file.read_text(encoding="utf-8") == FLOW


def test_an_entry_is_whole_or_asks_to_be_filled_in(folder: Path, english: Path) -> None:
    whole = add_entry(folder, "visa", Path("faq.yaml"), ("Do I need a visa?",), "Ask your embassy.")
    assert read_again(folder, english).entries[0].answer == {"en": "Ask your embassy."}

    empty = add_entry(folder, "fee", Path("faq.yaml"))

    assert (whole.line, line_of(empty)) == (4, "  - id: fee")
    problems = load(folder, packaged=english).problems
    assert [problem.line - empty.line for problem in problems] == [3, 5]


REFUSED: list[tuple[Callable[[Path], Added], str]] = [
    (lambda folder: add_program(folder, "course", "x"), "'course' is there already: .*all.yaml:3:9"),
    (lambda folder: add_edition(folder, "course", "2017"), "'2017' is there already: .*all.yaml:17:13"),
    (lambda folder: add_edition(folder, "cours", "2017"), "no programme 'cours'; did you mean 'course'"),
    (lambda folder: add_edition(folder, "harbour", "2017"), "no programme 'harbour'; there are: course, workshop"),
    (lambda folder: add_edition(folder, "course", "second"), "begins with its year.*found 'second'"),
    (lambda folder: add_edition(folder, "course", "1816"), "begins with its year"),
    (lambda folder: add_program(folder, "All", "x"), "an id of lower-case letters"),
    (lambda folder: add_program(folder, "../x", "x"), "an id of lower-case letters"),
    (lambda folder: add_program(folder, "all", "x"), "all.yaml:1: the file is there already"),
    (lambda folder: add_entry(folder, "a b", Path("faq.yaml")), "an id of lower-case letters"),
    (lambda folder: add_entry(folder, "a", Path("../faq.yaml")), "no file of facts"),
    (lambda folder: add_entry(folder, "a", Path("faq.txt")), "no file of facts"),
    (lambda folder: add_entry(folder, "a", Path("languages/en/faq.yaml")), "no file of facts"),
    (lambda folder: add_entry(folder, "a", Path(".faq.yaml")), "no file of facts"),
]


@pytest.mark.parametrize(("add", "why"), REFUSED, ids=[why for _, why in REFUSED])
def test_what_is_refused_changes_nothing(add: Callable[[Path], Added], why: str, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(UsageError, match=why):
        add(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_file_with_mistakes_is_not_written_to(folder: Path) -> None:
    (folder / "faq.yaml").write_text("entries:\n  - id: [\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        add_entry(folder, "fee", Path("faq.yaml"))
    assert {problem.file for problem in error.value.problems} == {str(folder / "faq.yaml")}


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(TEXTS, min_size=1, max_size=3), answer=TEXTS)
def test_any_text_comes_back_as_it_was(asked: list[str], answer: str, folder: Path) -> None:
    file = folder / "any.yaml"
    file.unlink(missing_ok=True)
    add_entry(folder, "any", Path("any.yaml"), tuple(asked), answer)
    (entry,) = yaml.safe_load(file.read_bytes())["entries"]
    assert entry == {"id": "any", "questions": {"en": asked}, "answer": {"en": answer}}


def test_a_file_keeps_its_permissions_and_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("old", encoding="utf-8")
    (tmp_path / "real.yaml").chmod(0o640)
    (tmp_path / "link.yaml").symlink_to("real.yaml")

    write_whole(tmp_path / "link.yaml", b"new")

    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == b"new"
    assert (tmp_path / "real.yaml").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.yaml", "real.yaml"]


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BotError, match=r"file/x.yaml cannot be written \(.*\); nothing has changed"):
        write_whole(tmp_path / "file" / "x.yaml", b"")
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(BotError, match=r"folder\.yaml cannot be written"):
        write_whole(tmp_path / "folder.yaml", b"")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.yaml"]

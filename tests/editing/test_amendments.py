"""Small edits without a file: what of which file changes, and what is refused in which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.editing.amendments import Field, changed, fields_of, present, without
from bot.editing.proposal import Changed
from bot.errors import BotError
from bot.knowledge.loaded import Key
from bot.knowledge.loader import load
from bot.knowledge.localising import localised

FAQ = """\
entries:
  - id: fee  # asked most
    questions:
      en:
        - What does it cost?
        - Is there a fee?
    answer:
      en: It is free.
  - {id: visa, questions: {en: [Do I need a visa?], tr: [Vize?]}, answer: {en: Ask., tr: Sor.}}
"""
COURSES = """\
programs:
  - id: course
    kind: training
    names: {en: [The course]}
    about: {en: A course.}
    editions:
      - id: "2027"
        year: 2027
        start: 2027-05-10  # a Monday
        end: 2027-05-14
        # The call of spring.
        application:
          opens: 2027-01-10
          closes: 2027-02-28 18:00
          link: https://example.org/apply
      - id: "2028"
        year: 2028
"""
TEXTS = """\
language: es
texts:
  programs/course/about: Un curso.
  entries/fee/answer: >-
    Es gratis.
"""
ENTRIES = """\
language: es
questions:
  fee:
    - ¿Cuánto cuesta?
"""
FEE, VISA = ("entries", "fee"), ("entries", "visa")
COURSE, NEXT, LATER = (
    ("programs", "course"),
    ("programs", "course", "editions", "2027"),
    ("programs", "course", "editions", "2028"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    for name, text in {
        "faq.yaml": FAQ,
        "programs/course.yaml": COURSES,
        "languages/es/texts.yaml": TEXTS,
        "languages/es/entries.yaml": ENTRIES,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def lines(change: Changed) -> tuple[str, list[str], list[str]]:
    """Of which file which lines are gone, and which are new."""
    before, after = ((data or b"").decode().splitlines() for data in (change.before, change.after))
    return change.file, [one for one in before if one not in after], [one for one in after if one not in before]


CHANGED: list[tuple[Key, Field, str, str, tuple[str, list[str], list[str]]]] = [
    (FEE, Field.ANSWER, "en", "No fee: none.", ("faq.yaml", ["      en: It is free."], ['      en: "No fee: none."'])),
    (FEE, Field.ANSWER, "es", "No cuesta.", ("languages/es/texts.yaml", ["    Es gratis."], ["    No cuesta."])),
    (VISA, Field.ANSWER, "es", "Pregunta.", ("languages/es/texts.yaml", [], ["  entries/visa/answer: Pregunta."])),
    (FEE, Field.ANSWER, "fr", "Rien.", ("faq.yaml", [], ["      fr: Rien."])),
    (FEE, Field.PHRASING, "en", "Is it\nfree?", ("faq.yaml", [], ["        - Is it free?"])),
    (FEE, Field.PHRASING, "es", "¿Es gratis?", ("languages/es/entries.yaml", [], ["    - ¿Es gratis?"])),
    (VISA, Field.PHRASING, "es", "¿Visado?", ("languages/es/entries.yaml", [], ["  visa:", "    - ¿Visado?"])),
    (
        NEXT,
        Field.START,
        "en",
        "2027.5.11",
        ("programs/course.yaml", ["        start: 2027-05-10  # a Monday"], ["        start: 2027-05-11  # a Monday"]),
    ),
    (
        LATER,
        Field.DATES,
        "en",
        "2028-05-10 - 2028-05-12",
        ("programs/course.yaml", [], ["        start: 2028-05-10", "        end: 2028-05-12"]),
    ),
    (
        LATER,
        Field.WINDOW,
        "en",
        "2028-01-10 - 2028-02-01",
        ("programs/course.yaml", [], ["          opens: 2028-01-10", "          closes: 2028-02-01"]),
    ),
    (
        COURSE,
        Field.WINDOW,
        "en",
        "2028-01-10 - 2028-02-01",
        ("programs/course.yaml", [], ["    application:", "      opens: 2028-01-10", "      closes: 2028-02-01"]),
    ),
    (
        NEXT,
        Field.CLOSES,
        "en",
        "2027-03-01",
        ("programs/course.yaml", ["          closes: 2027-02-28 18:00"], ["          closes: 2027-03-01"]),
    ),
    (
        NEXT,
        Field.LINK,
        "en",
        "https://example.org/new",
        (
            "programs/course.yaml",
            ["          link: https://example.org/apply"],
            ["          link: https://example.org/new"],
        ),
    ),
]


@pytest.mark.parametrize("case", CHANGED)
def test_what_is_typed_stands_in_the_file_that_holds_it(
    case: tuple[Key, Field, str, str, tuple[str, list[str], list[str]]], folder: Path
) -> None:
    record, field, language, text, expected = case
    change = changed(folder, record, field, text, language)
    assert lines(change) == expected
    assert change.before == (folder / change.file).read_bytes()


def test_of_a_language_that_the_facts_hold_theirs_is_changed(folder: Path) -> None:
    (folder / "languages" / "tr").mkdir()
    (folder / "languages" / "tr" / "all.yaml").write_text(
        "language: tr\ntexts: {x: y}\nquestions: {fee: [Ücret?]}\n", encoding="utf-8"
    )
    assert lines(changed(folder, VISA, Field.ANSWER, "Soran", "tr"))[0] == "faq.yaml"
    assert lines(changed(folder, VISA, Field.PHRASING, "Vize mi?", "tr"))[0] == "faq.yaml"
    assert lines(changed(folder, FEE, Field.ANSWER, "Ücretsiz", "tr"))[0] == "languages/tr/all.yaml"


REMOVED: list[tuple[Key, Field, str, str, tuple[str, list[str]]]] = [
    (FEE, Field.PHRASING, "en", "Is there a fee?", ("faq.yaml", ["        - Is there a fee?"])),
    (NEXT, Field.END, "en", "", ("programs/course.yaml", ["        end: 2027-05-14"])),
    (NEXT, Field.LINK, "en", "", ("programs/course.yaml", ["          link: https://example.org/apply"])),
    (NEXT, Field.WINDOW, "en", "", ("programs/course.yaml", [one for one in COURSES.splitlines()[10:15]])),
]


@pytest.mark.parametrize("case", REMOVED)
def test_what_is_removed(case: tuple[Key, Field, str, str, tuple[str, list[str]]], folder: Path) -> None:
    record, field, language, phrasing, expected = case
    assert lines(without(folder, record, field, language, phrasing)) == (*expected, [])


REFUSED: list[tuple[Key, Field, str, str]] = [
    (("entries", "fees"), Field.ANSWER, "x", "there is no 'fees' in 'entries:'; did you mean 'fee'"),
    (
        ("programs", "course", "editions", "2029"),
        Field.START,
        "2027-01-01",
        "^there is no '2029' in 'editions:' of 'course'",
    ),
    (FEE, Field.PHRASING, "is there A fee?", r"^'is there A fee\?' is there already: faq.yaml:6$"),
    (LATER, Field.CLOSES, "2028-01-01", "there is no application window yet; type its first and its last day together"),
    (LATER, Field.LINK, "https://example.org", "there is no application window yet"),
    (NEXT, Field.START, "10 May", "expected a day, the year first"),
]


@pytest.mark.parametrize(("record", "field", "text", "why"), REFUSED)
def test_what_is_refused_says_why(record: Key, field: Field, text: str, why: str, folder: Path) -> None:
    with pytest.raises(BotError, match=why):
        changed(folder, record, field, text)


KEPT: list[tuple[Key, Field, str, str]] = [
    (FEE, Field.ANSWER, "", "'answer' has to be there; change it instead"),
    (NEXT, Field.OPENS, "", "'opens' has to be there"),
    (LATER, Field.WINDOW, "", "there is nothing to remove; programs/course/editions/2028 has no 'window'"),
    (FEE, Field.PHRASING, "Gone?", "'Gone\\?' is not there any more"),
    (VISA, Field.PHRASING, "Do I need a visa?", "is the only one in its language; add another one first"),
]


@pytest.mark.parametrize(("record", "field", "phrasing", "why"), KEPT)
def test_what_cannot_be_removed_says_why(record: Key, field: Field, phrasing: str, why: str, folder: Path) -> None:
    with pytest.raises(BotError, match=why):
        without(folder, record, field, phrasing=phrasing)


def test_what_stands_there_now_is_told(folder: Path) -> None:
    assert present(folder, FEE, Field.ANSWER) == ("It is free.",)
    assert present(folder, FEE, Field.ANSWER, "es") == ("Es gratis.",)
    assert present(folder, FEE, Field.ANSWER, "fr") == ()
    assert present(folder, FEE, Field.PHRASING) == ("What does it cost?", "Is there a fee?")
    assert present(folder, NEXT, Field.DATES) == ("2027-05-10", "2027-05-14")
    assert present(folder, NEXT, Field.WINDOW) == ("2027-01-10", "2027-02-28 18:00")
    assert present(folder, LATER, Field.WINDOW) == ()


def test_every_change_is_read_as_it_was_meant(folder: Path, tmp_path: Path) -> None:
    """All of them after one another give a knowledge without a mistake."""
    for record, field, language, text, _ in CHANGED:
        change = changed(folder, record, field, text, language)
        (folder / change.file).write_bytes(change.after or b"")
    loaded = load(folder, packaged=tmp_path / "none")
    assert [one for one in loaded.problems if one.level == "error" and "languages" not in one.message] == []
    assert loaded.knowledge is not None
    facts = localised(loaded.knowledge.facts, loaded.knowledge.languages["es"])
    assert facts.entries[0].answer == {"en": "No fee: none.", "es": "No cuesta.", "fr": "Rien."}
    assert facts.entries[0].questions["es"] == ("¿Cuánto cuesta?", "¿Es gratis?")
    assert [(str(one.start), str(one.end)) for one in facts.programs[0].editions] == [
        ("2027-05-11", "2027-05-14"),
        ("2028-05-10", "2028-05-12"),
    ]


def test_what_may_be_changed_depends_on_what_it_is() -> None:
    assert fields_of(FEE) == (Field.ANSWER, Field.PHRASING)
    assert Field.DATES in fields_of(NEXT)
    assert fields_of(COURSE) == (Field.WINDOW, Field.OPENS, Field.CLOSES, Field.LINK)

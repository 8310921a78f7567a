"""Rules across files; most of them are driven by ``bad_knowledge``, here are the tables and what must stay silent."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest

from bot.knowledge import model
from bot.knowledge.checks import check
from bot.knowledge.checks.entries import plain
from bot.knowledge.checks.packs import bracket_fault
from bot.knowledge.checks.references import REFERENCES
from bot.knowledge.checks.scripts import odd_letter
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.language import LanguagePack
from bot.knowledge.model import Entry, Facts
from bot.knowledge.types import SlugMarker


def messages(knowledge: Knowledge) -> list[str]:
    """What is said of a knowledge made in code, which has no positions."""
    return [problem.message for problem in check(knowledge, {})]


def packed(**sections: Any) -> Knowledge:
    """A knowledge with one language pack."""
    return Knowledge(Facts(), languages={"en": LanguagePack(language="en", **sections)})


def _slugs(kind: Any) -> bool:
    """Whether a type hint holds an id somewhere inside."""
    if get_origin(kind) is Annotated:
        return isinstance(get_args(kind)[1], SlugMarker)
    return any(_slugs(inner) for inner in get_args(kind))


RECORDS = [item for item in vars(model).values() if isinstance(item, type) and is_dataclass(item)]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_id_that_points_elsewhere_is_looked_up(record: type) -> None:
    hints = get_type_hints(record, include_extras=True)
    pointing = {item.name for item in fields(record) if item.name != "id" and _slugs(hints[item.name])}

    assert set(REFERENCES.get(record, {})) == pointing
    assert set(REFERENCES.get(record, {}).values()) <= {item.name for item in fields(Facts)}


BRACKETS = [
    ("when is it", None),
    ("when [is] (it|this)", None),
    ("[the|a] (next|[very] last) one", None),
    ("(a|b)", None),
    ("how [long", "is not closed"),
    ("how (long]", "closes none"),
    ("how long)", "closes none"),
    ("this|that", "only between brackets"),
    ("(a|)", "found nothing"),
    ("[] a", "found nothing"),
    ("(a||b)", "found nothing"),
    ("[the] [a]", "a word outside of [ ]"),
]


@pytest.mark.parametrize(("phrase", "fault"), BRACKETS)
def test_brackets_of_cues(phrase: str, fault: str | None) -> None:
    found = bracket_fault(phrase)

    assert (found is None) if fault is None else (fault in str(found))


ODD = [
    ("Seoul", None),
    ("Sеoul", "е"),
    ("Mосква", "M"),
    ("Αthens", "Α"),
    ("Москва", None),
    ("2016й", None),
    ("Vi\u1ec7tNam", None),
    ("한국Korea", None),
    ("東京Tokyo", None),
]


@pytest.mark.parametrize(("word", "letter"), ODD)
def test_look_alikes_are_found(word: str, letter: str | None) -> None:
    assert odd_letter(word) == letter


PLAIN = [
    ("Is there a FEE?", "is there a fee"),
    ("¿Es  gratis?", "es gratis"),
    ("무료인가요?", "무료인가요"),
    ("क्या यह मुफ़्त है?", "क्या यह मुफ़्त है"),
    ("Ｆree", "free"),
    ("???", "???"),
]


@pytest.mark.parametrize(("text", "folded"), PLAIN)
def test_phrasings_are_compared_without_case_and_punctuation(text: str, folded: str) -> None:
    assert plain(text) == plain(folded)


def test_languages_may_share_a_phrasing() -> None:
    entry = Entry("visa", {"en": ("Visa?",), "es": ("¿Visa?",)}, {"en": "No."})

    assert not any("same question" in text or "twice" in text for text in messages(Knowledge(Facts(entries=(entry,)))))


TEMPLATES: list[tuple[str, str | dict[str, str], str | None]] = [
    ("open", "Open until {date}.", None),
    ("open", "Open until {date}, {{really}}.", None),
    ("count", {"one": "{count} day", "other": "{count} days in {city}"}, None),
    ("opne", "x", "the program has no sentence 'opne'; did you mean 'open'?"),
    ("xyzzy", "x", "the program has no sentence 'xyzzy'; remove it"),
    ("open", "Open until {dat}.", "no field {dat}; did you mean 'date'?"),
    ("open", "Open until {x}.", "no field {x}; known are: city, date"),
    ("open", "Open until {date", "has no partner"),
    ("open", "Open until date}", "has no partner"),
    ("open", "Open until {}", "found {}"),
    ("open", "{date.year}", "found {date.year}"),
    ("open", "{date!r}", "expected a field such as {name}"),
    ("open", "{date:>10}", "expected a field such as {name}"),
    ("open", "{count}", "no field {count}"),
    ("count", {"one": "{count} day"}, "'other:' is missing"),
    ("count", {"other": "x", "mnay": "y"}, "did you mean 'many'?"),
]


@pytest.mark.parametrize("section", ["templates", "phrases"])
@pytest.mark.parametrize(("name", "template", "fault"), TEMPLATES)
def test_templates(
    name: str, template: str | dict[str, str], fault: str | None, section: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"open": frozenset({"date", "city"}), "count": frozenset({"city"})}
    monkeypatch.setattr("bot.knowledge.checks.templates.TEMPLATE_FIELDS", known)

    found = messages(packed(**{section: {name: template}}))

    assert found == [] if fault is None else any(fault in text for text in found)


MISSING: list[tuple[str, dict[str, Any], str | None, str]] = [
    ("en", {"templates": {"open": "x", "shut": "x"}, "phrases": {"hello": "x"}}, None, ""),
    ("en", {"templates": {"open": "x"}}, None, ""),
    ("en", {"templates": {"open": "x"}, "phrases": {"hello": "x"}}, "are missing: 'shut'; write them", "error"),
    ("fr", {"templates": {"open": "x"}, "phrases": {"shut": "x"}}, "'hello'; they will be said in English", "warning"),
]


@pytest.mark.parametrize(("code", "sections", "fault", "level"), MISSING)
def test_sentences_that_a_pack_lacks(
    code: str, sections: dict[str, Any], fault: str | None, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = dict.fromkeys(("open", "shut", "hello"), frozenset[str]())
    monkeypatch.setattr("bot.knowledge.checks.templates.TEMPLATE_FIELDS", known)
    pack = LanguagePack(language=code, **sections)

    found = check(Knowledge(Facts(), languages={code: pack}), {})

    assert [problem.level for problem in found] == ([level] if fault else [])
    assert all(fault in problem.message for problem in found if fault)


def test_unknown_templates_pass_while_none_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.knowledge.checks.templates.TEMPLATE_FIELDS", {})

    assert messages(packed(templates={"anything": "{goes}"})) == []


PACKS: list[tuple[dict[str, Any], str | None]] = [
    ({"spellings": {"u": "you", "4get": "forget"}}, None),
    ({"spellings": {"U": "you"}}, "in small letters"),
    ({"spellings": {"u": "u"}}, "mean itself"),
    ({"spellings": {"trian": "train"}, "ordinary": ("trian",)}, "in 'ordinary' as well"),
    ({"numbers": {"12": ("twelve",)}}, None),
    ({"numbers": {"twelve": ("12",)}}, "expected a number in digits"),
    ({"stemmer": "english"}, None),
    ({"stemmer": "klingon"}, "there is no stemmer 'klingon'"),
]


@pytest.mark.parametrize(("sections", "fault"), PACKS)
def test_word_lists(sections: dict[str, Any], fault: str | None) -> None:
    found = messages(packed(**sections))

    assert found == [] if fault is None else any(fault in text for text in found)


MARKUP = [
    ("**Bold** words, a < b, 1 <2> 3, <info@wego.org>, [x] (see y), {a: b}", None),
    ("Hello {wow}", "'{wow}'"),
    ("Hello {{ name }}", "'{ name }'"),
    ("a</p>", "the HTML '</p>'"),
    ("<a href='x'>here</a>", "the HTML"),
    ("<!-- later -->", "the HTML '<!--'"),
    ("[x](https://example.org/a)", "below 'links:'"),
    ('![x](/a.png "title")', "the Markdown link"),
]


@pytest.mark.parametrize(("text", "fault"), MARKUP)
def test_marks_of_other_programs(text: str, fault: str | None) -> None:
    entry = Entry("visa", {"en": ("Visa {x} <b>?",)}, {"en": text})

    found = [message for message in messages(Knowledge(Facts(entries=(entry,)))) if "no folder" not in message]

    assert found == [] if fault is None else any(fault in message for message in found)

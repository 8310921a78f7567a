"""Names and texts of a language's folder, put where the facts have theirs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.knowledge.language import LanguagePack
from bot.knowledge.localising import localised, named_places, told_places
from bot.knowledge.model import Facts
from bot.knowledge.wording import digest
from tests.answers.asking import knowledge_of
from tests.answers.made_up import WHOLE

FACTS = knowledge_of(WHOLE).facts


def in_latin(
    names: Mapping[str, tuple[str, ...]] | None = None,
    texts: Mapping[str, str] | None = None,
    questions: Mapping[str, tuple[str, ...]] | None = None,
) -> Facts:
    pack = LanguagePack(
        language="la", names=dict(names or {}), texts=dict(texts or {}), questions=dict(questions or {})
    )
    return localised(FACTS, pack)


def test_nothing_of_its_own_changes_nothing() -> None:
    assert in_latin() == FACTS


def test_every_place_can_have_a_name_and_a_text() -> None:
    names = {place: ("Nomen",) for place in named_places(FACTS)}
    texts = dict.fromkeys(told_places(FACTS), "Textus.")

    found = in_latin(names=names, texts=texts)

    assert {"cities/zenda", "programs/river-program", "people/marge", "programs/river-program/visits/0"} <= set(names)
    assert {"organiser/about", "programs/river-program/format/0/title", "testimonials/rudolf-2017/text"} <= set(texts)
    assert repr(found).count("'la': ('Nomen',)") == len(names)
    assert repr(found).count("'la': 'Textus.'") == len(texts)


@pytest.mark.parametrize(
    ("noted", "said"),
    [("the English of now", True), ("another English", False), ("", True)],
)
def test_a_text_whose_english_has_changed_is_not_said(noted: str, *, said: bool) -> None:
    place = "programs/river-program/about"
    english = {"the English of now": told_places(FACTS)[place], "another English": "It was free."}
    checked = {f"texts/{place}": digest(english[noted])} if noted else {}

    found = localised(FACTS, LanguagePack(language="la", texts={place: "Textus."}, checked=checked))

    about = next(program.about for program in found.programs if program.id == "river-program")
    assert ("la" in about) == said
    assert "en" in about


def test_the_english_stays() -> None:
    found = in_latin(names={"cities/zenda": ("Zenda Vetus",)})

    assert next(city.names for city in found.cities if city.id == "zenda") == {"en": ("Zenda",), "la": ("Zenda Vetus",)}
    assert found.countries == FACTS.countries


@pytest.mark.parametrize("place", ["cities/nowhere", "", "cities", "programs/river-program/format/99"])
def test_a_place_that_is_not_there_is_passed_over(place: str) -> None:
    assert in_latin(names={place: ("Nomen",)}, texts={place: "Textus."}) == FACTS


def test_phrasings_go_to_their_entry() -> None:
    entry = FACTS.entries[0]

    found = in_latin(questions={entry.id: ("Quid?",), "no-such-entry": ("Quis?",)})

    assert found.entries[0].questions == {**entry.questions, "la": ("Quid?",)}
    assert found.entries[1:] == FACTS.entries[1:]

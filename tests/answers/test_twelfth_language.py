"""A language that the program has never heard of: YAML alone brings it, as the README says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.answers.assistant import Assistant
from bot.answers.conversation import Conversation
from bot.answers.reply import Outcome, Question
from bot.knowledge.loaded import Loaded
from bot.knowledge.translation import Translation
from tests import parsed
from tests.answers.asking import TODAY, ask
from tests.answers.made_up import WHOLE

ESPERANTO = """\
language: eo
stop: [la, en, estis, de, kaj, al, mi, vi]
chatter: [saluton, dankon]
suffixes: [n, j]
joiners: [kaj]
negations: [ne]
years: {2013: [du mil dek tri]}
cues:
  when: [kiam]
  where: [kie]
  held: [okazis, okazos]
  training: [trejnado]
  workshop: [laborgrupo]
  who: [kiu]
  organise: [organizis]
  attend: [partoprenis, partopreni]
  people: [partoprenantoj]
  origin: [el]
  how_many: [kiom da]
  topic: [temoj]
  unpublished: [kostas, hotelo]
templates:
  when-past: "**{edition}** okazis {dates}."
  where: "**{edition}** okazis en {places}."
  place: "{city} ({country})"
phrases:
  unknown: "Tion mi ne scias."
  whom-to-ask: "Bonvolu demandi:"
  chatter: "Saluton! Bonvolu skribi vian demandon."
names:
  programs/river-program: [Rivera Programo, Rivera Kurso]
  cities/springfield: [Printempa Kampo]
  countries/fd: [Libereco]
texts:
  programs/river-program/about: "La Rivera Programo estas trejnado pri riveroj."
"""


@cache
def loaded() -> Loaded:
    with TemporaryDirectory() as folder:
        (Path(folder) / "facts.yaml").write_text(WHOLE, encoding="utf-8")
        own = Path(folder) / "languages" / "eo"
        own.mkdir(parents=True)
        (own / "everything.yaml").write_text(ESPERANTO, encoding="utf-8")
        return parsed.loaded(Path(folder), {"en", "eo"})


@cache
def bot() -> Assistant:
    knowledge = loaded().knowledge
    assert knowledge is not None, loaded().problems
    return Assistant.build(knowledge)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Kiam okazis la Rivera Programo 2013?", "Aprilo 2013"),
        ("kie okazis la rivera kurso 2013", "okazis en Printempa Kampo"),
        ("Kiam okazis la Riveran Programon du mil dek tri?", "Aprilo 2013"),
        ("Kiam okazis la River Program 2013?", "Aprilo 2013"),
    ],
)
def test_it_is_understood_and_answered(question: str, says: str) -> None:
    reply = ask(bot(), question)

    assert (reply.outcome, reply.language) == (Outcome.ANSWER, "eo")
    assert says in reply.text


def test_follow_ups_stay_in_it() -> None:
    reply = ask(bot(), "Kiam okazis la Rivera Programo 2013?", "kaj 2014?")

    assert (reply.outcome, reply.language) == (Outcome.ANSWER, "eo")
    assert "Marto 2014" in reply.text


def test_the_person_chooses_in_which_language_the_answer_comes() -> None:
    in_english = bot().answer(Question("Kie okazis la Rivera Programo 2013?", TODAY, "en"))[0]
    in_esperanto = bot().answer(Question("Where was the River Program 2013?", TODAY, "eo"))[0]

    assert "took place in Springfield" in in_english.text
    assert "okazis en Printempa Kampo" in in_esperanto.text


@pytest.mark.parametrize("question", ["Kiom kostas la Rivera Programo 2013?", "Kiam okazis la Rivera Programo 1999?"])
def test_what_is_not_known_is_not_answered(question: str) -> None:
    reply = ask(bot(), question)

    assert reply.outcome is not Outcome.ANSWER
    assert reply.language == "eo"


def test_what_is_not_translated_comes_in_english_and_says_so() -> None:
    reply = ask(bot(), "Kiam okazis la Rivera Programo 2013?", "temoj de la Harbour Workshop 2017")

    assert (reply.outcome, reply.language) == (Outcome.ANSWER, "eo")
    assert "in English" in reply.text


def test_an_entry_that_is_not_translated_says_so_too() -> None:
    reply, _ = bot().answer(Question("Do I need rubber boots?", TODAY, "eo"))

    assert reply.text.splitlines()[0] == "Bring shoes that may get wet."
    assert (reply.language, "in English" in reply.text) == ("eo", True)


def test_a_name_alone_does_not_change_the_language() -> None:
    _, after = bot().answer(Question("Kiam okazis la Rivera Programo 2013?", TODAY))
    assert bot().answer(Question("Springfield", TODAY), after)[0].language == "eo"
    assert bot().answer(Question("Rivera Programo", TODAY), Conversation(language="en"))[0].language == "en"


def test_a_greeting_is_met_in_it() -> None:
    assert ask(bot(), "Saluton!").text.startswith("Saluton!")


def test_the_check_says_what_is_missing() -> None:
    found = [problem for problem in loaded().problems if "/eo/" in problem.file]

    assert {problem.level for problem in found} == {"warning"}
    assert any(problem.message.startswith("cues not in this language") for problem in found)
    assert any("'regions/north'" in problem.message for problem in found)


def test_what_is_missing_and_stale_is_counted() -> None:
    knowledge = loaded().knowledge
    assert knowledge is not None
    translation = Translation(knowledge, "eo")

    missing = translation.missing()

    assert "templates/when-future" in missing
    assert "templates/when-past" not in missing
    assert "names/cities/shelbyville" in missing
    assert set(translation.stale()) == set(translation.never_compared()) == set(translation.compared())
    assert "texts/programs/river-program/about" in translation.stale()

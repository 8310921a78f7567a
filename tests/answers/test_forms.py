"""Names in the forms that a language's sentences want: with an article, in a case, behind a preposition."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answers.forms import Forms
from bot.answers.reply import Line
from bot.answers.sentences import Sentences
from bot.knowledge.language import LanguagePack

RULES = {
    "de": {"any": "de {name}", "programs/river-program": "del Programa Rio", "cities/springfield": "de la Primavera"},
    "on": {"any": "{name}", "day": "el {name}", "days": "del {first} al {last}"},
    "the": {"any": "{name}", "programs/river-program": "el Programa Rio"},
}
FORMS = Forms(RULES, "es")


def of(name: str, form: str) -> str:
    return FORMS.of(name, form)


PROGRAM = FORMS.name("Programa Rio", "programs/river-program")
CITY = FORMS.name("Primavera", "cities/springfield")


@pytest.mark.parametrize(
    ("name", "form", "said"),
    [
        (PROGRAM, "de", "del Programa Rio"),
        (CITY, "de", "de la Primavera"),
        (CITY, "the", "Primavera"),
        (FORMS.name("Ogdenville", "cities/ogdenville"), "de", "de Ogdenville"),
        ("a place that somebody typed", "de", "de a place that somebody typed"),
        (FORMS.made_of([PROGRAM], lambda one: f"{one[0]} 2014"), "de", "del Programa Rio 2014"),
        (FORMS.made_of([CITY, "Berlin"], " y ".join), "de", "de la Primavera y de Berlin"),
        (FORMS.dates(dt.date(2015, 5, 18), dt.date(2015, 5, 22)), "on", "del 18 al 22 de mayo de 2015"),
        (FORMS.dates(dt.date(2012, 5, 29), dt.date(2012, 6, 6)), "on", "del 29 de mayo al 6 de junio de 2012"),
        (
            FORMS.dates(dt.date(2012, 12, 30), dt.date(2013, 1, 2)),
            "on",
            "del 30 de diciembre de 2012 al 2 de enero de 2013",
        ),
        (FORMS.dates(dt.date(2015, 5, 18), dt.date(2015, 5, 18)), "on", "el 18 de mayo de 2015"),
    ],
)
def test_a_name_in_a_form(name: str, form: str, said: str) -> None:
    assert of(name, form) == said


def test_a_name_is_itself_where_no_form_is_asked_for() -> None:
    assert (PROGRAM, CITY) == ("Programa Rio", "Primavera")


def line(template: str, **fields: str | int | Line) -> str:
    pack = LanguagePack(language="es", forms=RULES, templates={"said": template})
    return Sentences(pack).text("said", **fields)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{program:the} es un curso.", "El Programa Rio es un curso."),
        ("**{program:the}** es un curso.", "El Programa Rio es un curso."),
        ("Es {program:the}.", "Es el Programa Rio."),
        ("No. {program:the} es un curso.", "No. El Programa Rio es un curso."),
        ("Temas {program:de}: {program}", "Temas del Programa Rio: Programa Rio"),
        ("{number:the}", "2"),
    ],
)
def test_a_sentence_takes_the_form_that_it_asks_for(template: str, said: str) -> None:
    assert line(template, program=PROGRAM, number=2) == said


def test_a_name_in_a_form_is_isolated_in_a_text_from_right_to_left() -> None:
    pack = LanguagePack(language="ar", forms={"min": {"any": "من {name}"}}, templates={"said": "جاء {place:min}."})

    assert Sentences(pack).text("said", place="Springfield") == "جاء من \u2068Springfield\u2069."

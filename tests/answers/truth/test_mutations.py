"""One figure, month or letter is changed in one place of our own knowledge: how many of these slips are found.

All changes of a table are made in one copy at once, each in another text or fact; the untouched copy tells of nothing.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.knowledge.folders import packaged_folder
from bot.knowledge.problems import Problem
from tests.answers.truth.checking import told_of

LANGUAGES = ("en", "es")
ES = "languages/es/texts.yaml"

TEXTS = [
    ("faq.yaml", "and a second one on the Americas (reported on 24 July 2020)", "24 July", "24 June"),
    ("faq.yaml", "were established in 2011. The 4th", "2011", "2012"),
    ("faq.yaml", "WeGO reported it on 3 April 2020", "3 April", "13 April"),
    ("faq.yaml", "In May 2016 WeGO was named in full", "May 2016", "June 2016"),
    ("faq.yaml", "took place every year from 2011 to 2017", "2017", "2018"),
    ("faq.yaml", "So far the Seoul Program has taken from 5 days", "5 days", "6 days"),
    ("faq.yaml", "June (2013), July (2012) and September (2011)", "September", "August"),
    ("faq.yaml", "and webinars of the regional offices since 2014", "2014", "2015"),
    ("faq.yaml", "the Joint Workshop of 2017 was in Seoul", "2017", "2016"),
    ("faq.yaml", "worked closely together for a workshop in 2016", "2016", "2015"),
    ("faq.yaml", "had its opening ceremony on 24 May 2016", "24 May", "25 May"),
    ("faq.yaml", "the Seoul Program from 22 to 29 May 2016", "22 to 29", "22 to 28"),
    ("faq.yaml", "on Jeju Island of 24-27 May 2016", "24-27 May", "24-27 March"),
    ("news.yaml", "4th WeGO Awards on 29 September 2020: 18 cities", "18 cities", "19 cities"),
    ("news.yaml", "WeGO reported on 27 August 2020", "27 August", "27 July"),
    ("news.yaml", "WeGO reported on 24 July 2020", "24 July", "21 July"),
    ("news.yaml", "On the morning of 17 July 2020", "2020", "2019"),
    ("news.yaml", "A notice of 26 May 2016", "26 May", "28 May"),
    ("offices.yaml", "Mr. Andrew Lim (andrew@we-gov.org)", "andrew@we-gov.org", "andrew@wegov.org"),
    ("organisations.yaml", "partner for the Seoul Program since 2011", "2011", "2010"),
    ("programs/seoul-program.yaml", "WeGO has held it since 2011", "2011", "2001"),
    ("programs/seoul-program.yaml", "lists was in March 2017", "March", "April"),
    ("programs/jeju-training-2016.yaml", "officials from 24 countries", "24", "42"),
    (ES, "del que se informó el 13 de mayo de 2020", "13 de mayo", "13 de marzo"),
    (ES, "En mayo de 2020 ambas acordaron", "2020", "2021"),
    (ES, "reunión anual el 17 de julio de 2020", "17 de julio", "7 de julio"),
    (ES, "citado en el aviso de 2016", "2016", "2017"),
    (ES, "el programa continuó hasta el 27 de mayo", "27 de mayo", "26 de mayo"),
    (ES, "en la isla de Jeju del 24 al 27 de mayo de 2016", "24 al 27", "23 al 27"),
    (ES, "Desde 2014 las oficinas regionales", "2014", "2013"),
    (ES, "WeGO informó el 29 de mayo de 2020", "29 de mayo", "29 de junio"),
    (ES, "WeGO informó el 13 de mayo de 2020 sobre dos", "13 de mayo", "18 de mayo"),
    (ES, "WeGO informó el 30 de abril de 2020", "30 de abril", "3 de abril"),
    (ES, "WeGO informó el 11 de marzo de 2020", "11 de marzo", "11 de mayo"),
]
"""File, a passage of one text in it, and what in it is changed into what."""

_KEY = re.compile(r"\s*[\w/.-]+: ")

CITIES = "cities:\n          "

FACTS = [
    ("people.yaml", "email: alexandra@we-gov.org", "email: alexandra@we-gow.org"),
    ("news.yaml", "date: 2020-09-29", "date: 2020-09-19"),
    ("news.yaml", "date: 2020-05-13", "date: 2020-06-13"),
    ("news.yaml", "date: 2020-04-03", "date: 2021-04-03"),
    ("news.yaml", "date: 2020-03-11", "date: 2020-03-12"),
    ("programs/seoul-program.yaml", "start: 2016-05-22", "start: 2016-05-21"),
    ("programs/jeju-training-2016.yaml", "countries: 24", "countries: 25"),
    ("programs/jeju-training-2016.yaml", "end: 2016-05-27", "end: 2016-05-28"),
    ("programs/seoul-program.yaml", "since: 2011", "since: 2012"),
    ("programs/regional-office-programs.yaml", "since: 2014", "since: 2015"),
    ("programs/joint-workshop.yaml", f"{CITIES}- seoul\n        organisers:", f"{CITIES}- jeju\n        organisers:"),
]
"""File, a typed fact, and what it is changed into: every text that still tells the old one contradicts it."""


def copied(folder: Path) -> Path:
    """Our own knowledge without its test questions."""
    return Path(shutil.copytree(packaged_folder(), folder / "k", ignore=shutil.ignore_patterns("questions", "schemas")))


def changed(file: Path, passage: str, new: str) -> int:
    """Change a passage of one line; the line in which its text begins: this one, or one above that ends in >-."""
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if passage in line)
    folded = _KEY.match(lines[at]) is None
    lines[at] = lines[at].replace(passage, new)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return next(n for n in range(at, -1, -1) if not folded or lines[n].endswith(">-")) + 1


def names(told: list[Problem], place: str) -> bool:
    """Whether a problem stands at a place or names it."""
    return any(f"{place}:" in str(problem) for problem in told)


def test_the_untouched_knowledge_tells_of_nothing() -> None:
    assert list(map(str, told_of(packaged_folder(), LANGUAGES))) == []


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Problem], list[str]]:
    """What is told of a copy with all changes of texts, and where these texts begin."""
    folder = copied(tmp_path_factory.mktemp("texts"))
    places = [
        f"{name}:{changed(folder / name, passage, passage.replace(old, new))}" for name, passage, old, new in TEXTS
    ]
    return told_of(folder, LANGUAGES), places


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=[f"{row[1]}: {row[3]}" for row in TEXTS])
def test_a_slip_in_a_text_is_found(slips: tuple[list[Problem], list[str]], number: int) -> None:
    told, places = slips

    assert names(told, places[number]), places[number]


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Problem], list[str]]:
    """What is told of a copy with all changes of facts, and the lines of these facts."""
    folder = copied(tmp_path_factory.mktemp("facts"))
    places = []
    for name, old, new in FACTS:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text, old
        places.append(f"{name}:{text[: text.index(old)].count(chr(10)) + 1}")
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return told_of(folder, ["en"]), places


@pytest.mark.parametrize("number", range(len(FACTS)), ids=[f"{row[0]} {row[1].split()[1]}" for row in FACTS])
def test_a_slip_in_a_fact_is_found(turned: tuple[list[Problem], list[str]], number: int) -> None:
    told, places = turned

    assert names(told, places[number]), places[number]

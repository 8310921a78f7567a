"""Translations beside the English: what stands in one and not in the other is told with both places."""

from __future__ import annotations

import pytest

from bot.knowledge.problems import Problem
from tests.answers.truth.checking import folder_of, told_of

PAIRS = [
    # the same, said in another way
    ("Two boats leave at 9.", "A las 9 salen 2 barcos.", None),
    ("The second boat of 2016 leaves on 24 May 2016.", "El 2.º barco de 2016 sale el 24 de mayo de 2016.", None),
    ("From 24 to 27 May 2016.", "24-27.5.2016.", None),
    ("On 24 May 2016, until 27 May.", "El 24 de mayo de 2016, hasta el 27.", None),
    ("In March (2017), April (2014) and May (2012).", "En marzo (2017), abril (2014) y mayo (2012).", None),
    ("The G20 and the 4th award, over 1,200 people.", "El Grupo de los Veinte y el cuarto premio, más de 1.200.", None),
    ("The 21st century.", "El siglo XXI.", None),
    ("One boat.", "1 barco.", None),
    ("Write to ned@example.org, see https://example.org.", "Escriba a ned@example.org, vea https://example.org", None),
    ("Bring boots.", "Traiga botas.", None),
    # another date, number, address or link
    ("It is on 24 May 2016.", "Es el 25 de mayo de 2016.", "says 2016-05-25, the English text ({en}) 2016-05-24"),
    ("It is on 24 May 2016.", "Es el 24 de junio de 2016.", "says 2016-06-24"),
    ("It is on 24 May 2016.", "Es el 24 de mayo de 2018.", "says 2018-05-24"),
    ("It is in May 2016.", "Es en junio de 2016.", "says 2016-06"),
    ("In March (2017) and April (2014).", "En marzo (2017) y mayo (2014).", "says 2014-05"),
    ("18 boats.", "19 barcos.", "says 19, the English text ({en}) 18"),
    ("18 boats.", "Muchos barcos.", "the English text ({en}) says 18, this one does not"),
    ("Many boats.", "18 barcos.", "says 18, the English text ({en}) does not"),
    ("Two boats.", "3 barcos.", "says 3"),
    ("Ask ann@example.com.", "Pregunte a eva@example.com.", "says eva@example.com, the English text"),
    ("Ask ann@example.com.", "Pregunte.", "says ann@example.com, this one does not"),
    ("See https://example.net/a.", "Vea https://example.net/b.", "says https://example.net/b"),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    pairs = [{"en": english, "es": spanish} for english, spanish, _ in PAIRS]
    return told_of(folder_of(tmp_path_factory.mktemp("pairs"), pairs), ["en", "es"])


@pytest.mark.parametrize("number", range(len(PAIRS)), ids=[f"{pair[0]} {pair[1]}" for pair in PAIRS])
def test_a_translation_beside_its_english(told: list[Problem], number: int) -> None:
    words = PAIRS[number][2]
    found = [one for one in told if one.file.endswith("faq.yaml") and one.line == 4 + 3 * number]

    if words is None:
        assert [one.message for one in found] == []
    else:
        (problem,) = found
        english = f"{problem.file}:{problem.line}:20"
        assert words.format(en=english) in problem.message
        assert english in problem.message
        assert problem.column > 20
        assert problem.level == "warning"


def test_a_language_that_is_not_asked_for_is_not_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = folder_of(tmp_path_factory.mktemp("pairs"), [{"en": "18 boats.", "es": "19 barcos."}])

    assert told_of(folder, ["en"]) == []

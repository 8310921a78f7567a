"""Dates in texts: what the bot writes by CLDR is read back in every language, and the forms people write besides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache

import pytest

from bot.answers import dates
from bot.answers.tongue import Tongue
from bot.answers.truth.claims import claims
from tests.answers.truth.checking import folder_of, loaded_from

LANGUAGES = ("ar", "en", "ko", "tr", "vi", "zh")
"""One of each way to write dates; Spanish, for one, is read in `test_mutations.py` and `test_translated.py`."""

Dated = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Dated:
    """The dates of a text in a language."""
    knowledge = loaded_from(folder_of(tmp_path_factory.mktemp("facts"), [{"en": "Bring boots."}]), LANGUAGES).knowledge
    assert knowledge is not None

    @cache
    def tongue(language: str) -> Tongue:
        return Tongue(knowledge, language)

    return lambda language, text: [str(span) for span in claims(text, tongue(language)).spans]


SPANS = [
    (dt.date(2016, 5, 24), dt.date(2016, 5, 27), "2016-05-24 to 2016-05-27"),
    (dt.date(2012, 5, 29), dt.date(2012, 6, 6), "2012-05-29 to 2012-06-06"),
    (dt.date(2020, 9, 3), dt.date(2020, 9, 3), "2020-09-03"),
    *((dt.date(2018, month, 14), dt.date(2018, month, 14), f"2018-{month:02}-14") for month in range(1, 13)),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_bot_writes_is_read_back(dated: Dated, language: str) -> None:
    locale = {"en": "en_GB"}.get(language, language)

    read = [dated(language, f"(WeGO) {dates.span(start, end, locale)}.") for start, end, _ in SPANS]

    assert read == [[expected] for _, _, expected in SPANS]


FORMS = [
    ("en", "23-30 June 2013", ["2013-06-23 to 2013-06-30"]),
    ("en", "from 23 to 30 June 2013", ["2013-06-23 to 2013-06-30"]),
    ("en", "June 23-30, 2013", ["2013-06-23 to 2013-06-30"]),
    ("en", "the 23rd of June, 2013", ["2013-06-23"]),
    ("en", "2013-06-23, 23.06.2013 and 23/6/2013", ["2013-06-23", "2013-06-23", "2013-06-23"]),
    ("en", "23-30.06.2013", ["2013-06-23 to 2013-06-30"]),
    ("en", "in June 2013 (before May)", ["2013-06"]),
    ("en", "It may take 18 cities on 29 September 2020", ["2020-09-29"]),
    ("en", "the 4th awards on 29 September 2020", ["2020-09-29"]),
    ("en", "on 24 May and until 27 May", ["05-24", "05-27"]),
    ("en", "in 2016, 2017 and 2018", []),
    ("vi", "từ 24 đến 27 tháng 5 năm 2016", ["2016-05-24 to 2016-05-27"]),
    ("tr", "24-27 Mayıs 2016'da", ["2016-05-24 to 2016-05-27"]),
    ("ar", "من 24 إلى 27 مايو 2016", ["2016-05-24 to 2016-05-27"]),
    ("ar", "٢٤ مايو ٢٠١٦", ["2016-05-24"]),
    ("zh", "2016年5月24日至27日", ["2016-05-24 to 2016-05-27"]),
    ("ko", "2016년 5월 24일부터 27일까지", ["2016-05-24 to 2016-05-27"]),
    ("ko", "2017년 11월에 열렸습니다", ["2017-11"]),
    ("zh", "2017年是11月,2018年是7月", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), FORMS)
def test_forms_that_people_write(dated: Dated, language: str, text: str, expected: list[str]) -> None:
    assert dated(language, text) == expected

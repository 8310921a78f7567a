"""Dates, ranges, moments and lists in the manner of a language."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from babel import localedata

from bot.answers.dates import day, enumeration, moment, month, months, span

SPANS = [
    ("2011-09-05", "2011-09-09", "en_GB", "5–9 September 2011"),
    ("2012-05-29", "2012-06-06", "en_GB", "29 May–6 June 2012"),
    ("2012-12-29", "2013-01-02", "en_GB", "29 December 2012–2 January 2013"),
    ("2013-06-23", "2013-06-23", "en_GB", "23 June 2013"),
    ("2011-09-05", "2011-09-09", "en_US", "September 5–9, 2011"),
    ("2011-09-05", "2011-09-09", "de", "5.–9. September 2011"),
    ("2011-09-05", "2011-09-09", "fr", "5–9 septembre 2011"),
    ("2011-09-05", "2011-09-09", "ko", "2011년 9월 5일~9일"),
    ("2011-09-05", "2011-09-09", "ja", "2011年9月5日～9日"),
]


def plain(text: str) -> str:
    """The text with every kind of space as the common one, and none around a dash: CLDR changes its mind on them."""
    return re.sub(r"\s*([–~～])\s*", r"\1", " ".join(text.split()))


@pytest.mark.parametrize(("start", "end", "locale", "expected"), SPANS)
def test_ranges(start: str, end: str, locale: str, expected: str) -> None:
    assert plain(span(dt.date.fromisoformat(start), dt.date.fromisoformat(end), locale)) == expected


DAYS = [
    ("2016-05-24", "en_GB", "24 May 2016"),
    ("2016-05-24", "es", "24 de mayo de 2016"),
    ("2016-05-24", "ru", "24 мая 2016 г."),
    ("2016-05-24", "zh", "2016年5月24日"),
]


@pytest.mark.parametrize(("date", "locale", "expected"), DAYS)
def test_days(date: str, locale: str, expected: str) -> None:
    assert plain(day(dt.date.fromisoformat(date), locale)) == expected


MOMENTS = [
    ("2026-12-31T18:00", "31 December 2026, 18:00 (Asia/Seoul)"),
    ("2026-12-31T00:00", "31 December 2026, 00:00 (Asia/Seoul)"),
    ("2026-12-31T23:58", "31 December 2026, 23:58 (Asia/Seoul)"),
    ("2026-12-31T23:59", "31 December 2026 (Asia/Seoul)"),
]


@pytest.mark.parametrize(("when", "expected"), MOMENTS)
def test_moments_name_their_zone(when: str, expected: str) -> None:
    assert moment(dt.datetime.fromisoformat(when), "Asia/Seoul", "en_GB") == expected


LISTS = [
    ([], "en", ""),
    (["Accra"], "en", "Accra"),
    (["Accra", "Harare"], "en_GB", "Accra and Harare"),
    (["Accra", "Harare", "Kampala"], "en_GB", "Accra, Harare and Kampala"),
    (["Accra", "Harare", "Kampala"], "es", "Accra, Harare y Kampala"),
]


@pytest.mark.parametrize(("items", "locale", "expected"), LISTS)
def test_lists(items: list[str], locale: str, expected: str) -> None:
    assert enumeration(items, locale) == expected


@pytest.mark.parametrize(("number", "locale", "expected"), [(5, "en", "May"), (5, "ru", "май"), (12, "tr", "Aralık")])
def test_months_stand_alone(number: int, locale: str, expected: str) -> None:
    assert month(number, locale) == expected


def test_one_language_leaves_no_months_to_another() -> None:
    before = {locale: (month(12, locale), months(locale)) for locale in ("tr", "es", "pt", "vi")}
    for locale in ("zh", "ko", "ar"):
        month(12, locale)
        months(locale)

    assert {locale: (month(12, locale), months(locale)) for locale in before} == before
    assert before["tr"][0] == "Aralık"


def test_what_the_bot_never_asks_for_is_not_kept() -> None:
    assert day(dt.date(2015, 5, 18), "sv") == "18 maj 2015"

    data = localedata.load("sv")
    assert not {"currency_names", "meta_zones", "unit_patterns"} & set(data)
    assert {"months", "list_patterns", "plural_form", "languages"} <= set(data)


@pytest.mark.parametrize("locale", ["en", "es", "ru", "fr", "vi", "id", "pt", "tr", "ar"])
def test_every_month_has_a_name_by_which_it_is_recognised(locale: str) -> None:
    found = months(locale)

    assert {number for _, number in found} == set(range(1, 13))
    assert all(not name.isdigit() for name, _ in found)


def test_months_are_recognised_in_every_form_of_the_language() -> None:
    assert {("September", 9), ("Nov", 11)} <= set(months("en"))
    assert {("мая", 5), ("май", 5)} <= set(months("ru"))

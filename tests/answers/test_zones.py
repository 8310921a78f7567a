"""Time zones as people see and type them."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import zones
from tests.answers.desks import desk_of

NOW = 1_795_000_000.0
"""18 November 2026, 10:06 UTC: it is winter in the north."""


TYPED = [
    ("en", "Asia/Jakarta", "Asia/Jakarta"),
    ("en", "asia/jakarta", "Asia/Jakarta"),
    ("en", "Asia/Calcutta", "Asia/Calcutta"),
    ("en", "  jakarta ", "Asia/Jakarta"),
    ("en", "Sao Paulo", "America/Sao_Paulo"),
    ("en", "São Paulo", "America/Sao_Paulo"),
    ("en", "buenos aires", "America/Argentina/Buenos_Aires"),
    ("en", "Kolkata", "Asia/Kolkata"),
    ("en", "Kenya", "Africa/Nairobi"),
    ("en", "Goyang City", "Asia/Seoul"),
    ("en", "utc", "UTC"),
    ("ru", "Сеул", "Asia/Seoul"),
    ("ru", "нью-йорк", "America/New_York"),
    ("ru", "jakarta", "Asia/Jakarta"),
    ("ru", "Уганда", "Africa/Kampala"),
]


@pytest.mark.parametrize(("language", "typed", "zone"), TYPED)
def test_a_zone_is_known_by_its_name_its_city_and_its_country(language: str, typed: str, zone: str) -> None:
    assert zones.find(desk_of(language), typed, NOW) == zones.Found((zone,), sure=True)


SEVERAL = [
    ("Indonesia", {"Asia/Jakarta", "Asia/Jayapura", "Asia/Makassar", "Asia/Pontianak"}),
    ("Surabaya", {"Asia/Jakarta", "Asia/Jayapura", "Asia/Makassar", "Asia/Pontianak"}),
    ("UTC+5:30", {"Asia/Kolkata", "Asia/Colombo"}),
    ("gmt +5:45", {"Asia/Kathmandu"}),
    ("-3:30", {"America/St_Johns"}),
]


@pytest.mark.parametrize(("typed", "found"), SEVERAL)
def test_where_there_are_several_all_are_offered(typed: str, found: set[str]) -> None:
    said = zones.find(desk_of(), typed, NOW)
    assert said.sure
    assert set(said.zones) == found


@pytest.mark.parametrize(("typed", "near"), [("Jakata", "Asia/Jakarta"), ("Nairobbi", "Africa/Nairobi")])
def test_a_slip_gets_the_near_names(typed: str, near: str) -> None:
    said = zones.find(desk_of(), typed, NOW)
    assert not said.sure
    assert said.zones[0] == near


@pytest.mark.parametrize(
    "typed", ["", "   ", "xyzzyx", "../../etc/passwd", "\0", "/", "UTC+99", "+", "Asia/", "posixrules"]
)
def test_what_is_no_place_is_no_zone(typed: str) -> None:
    assert not zones.find(desk_of(), typed, NOW).sure
    assert not zones.is_zone(typed)


@given(st.text(max_size=200))
def test_whatever_is_typed_only_zones_come_of_it(typed: str) -> None:
    for zone in zones.find(desk_of(), typed, NOW).zones:
        assert zones.is_zone(zone)
        assert ZoneInfo(zone).key == zone


@given(
    st.one_of(
        st.text(max_size=40), st.sampled_from(["Asia", "Africa", "Factory", "localtime", "asia/seoul", "Asia/Seoul "])
    )
)
def test_only_what_the_database_has_is_a_zone(name: str) -> None:
    if zones.is_zone(name):
        assert ZoneInfo(name).key == name


LANGUAGES = ["en", "es", "ru", "ko", "fr", "ar", "zh", "vi", "id", "pt", "tr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_city_has_a_name_of_its_own(language: str) -> None:
    for region in zones.REGIONS:
        offered = zones.cities(desk_of(language), region)
        assert len(offered) > 20
        assert len({zones.name(zone, language) for zone in offered}) == len(offered)
        assert all(zones.is_zone(zone) for zone in offered)


@pytest.mark.parametrize("key", ["zone-choose", "zone-unknown"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_each_language_works(language: str, key: str) -> None:
    desk = desk_of(language)
    said = desk.sentences.text(key, zone="", time="", name="")
    example = re.search(r"/timezone\W+(\w+)", said)
    assert example
    found = zones.find(desk, f"\u2068{example[1]}\u2069", NOW)
    assert (len(found.zones), found.sure) == (1, True)


def test_the_countries_of_the_knowledge_come_first() -> None:
    asia = zones.cities(desk_of(), "asia")
    assert asia.index("Asia/Ulaanbaatar") < asia.index("Asia/Almaty")
    assert asia.index("Asia/Seoul") < asia.index("Asia/Aden")
    assert asia.index("Asia/Aden") < asia.index("Asia/Kamchatka"), "all of Russia is not what people look for"
    assert "Europe/Ulyanovsk" in zones.cities(desk_of(), "europe")[:3]


def test_no_zone_is_offered_twice_and_the_islands_are_somewhere() -> None:
    offered = [zone for region in zones.REGIONS for zone in zones.cities(desk_of(), region)]
    assert len(set(offered)) == len(offered)
    assert {"Indian/Maldives", "Atlantic/Cape_Verde", "Pacific/Auckland", "Europe/London"} <= set(offered)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Seoul", "UTC+9"),
        ("Asia/Kathmandu", "UTC+5:45"),
        ("America/St_Johns", "UTC−3:30"),
        ("Africa/Accra", "UTC"),
    ],
)
def test_the_distance_from_utc(zone: str, shown: str) -> None:
    assert zones.offset(zone, NOW) == shown

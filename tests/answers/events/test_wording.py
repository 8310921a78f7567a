"""What is said of an event: in every language, whole, short enough, and without a word that no fact bears out."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from bot.answers import dates
from bot.answers.composing.page import Desk
from bot.answers.events.event import Event, Kind
from bot.answers.events.sighting import Place, Result, Sighting, as_held
from bot.answers.events.staleness import Part, Stale
from bot.answers.events.wording import Blocks, application, correction, withdrawn, wording
from bot.telegram_bot.rendering import messages, units, without_markup
from tests.answers.events.seen import LANGUAGES, OURS, days, term
from tests.answers.events.seen import desk as desk_of

ABOUT = "seoul-program/2027"
DAY = dt.date
WHOLE = OURS
OTHER = replace(
    WHOLE,
    days=days("06-07", "06-11"),
    place=Place(("chengdu",)),
    term=term("03-01", "04-07", "Asia/Seoul"),
    link="https://example.org/form",
)


def event(kind: Kind, told: Sighting = WHOLE, was: Sighting | None = None, about: str = ABOUT) -> Event:
    return Event(kind, about, told, 0.0, was=was)


def only(*parts: str) -> tuple[Sighting, Sighting]:
    """Some parts of one sighting, and of the other."""
    first, second = (replace(Sighting(2027), **{part: getattr(one, part) for part in parts}) for one in (OTHER, WHOLE))
    return first, second


CHANGED = [only(*parts) for parts in (["days"], ["place"], ["term"], ["link"], ["days", "place", "term"])]
EVENTS = [
    *(event(kind) for kind in Kind if kind not in (Kind.CHANGED, Kind.RESULTS)),
    *(replace(event(kind), reminds=True) for kind in (Kind.OPENS, Kind.STARTS_7)),
    *(event(Kind.CHANGED, told, was) for told, was in CHANGED),
    *(event(Kind.CHANGED, told, Sighting(2027)) for told, _ in CHANGED),
    event(Kind.RESULTS, Sighting(2027, results=tuple(Result))),
    event(Kind.NEW, Sighting(2027)),
    event(Kind.OPENS, replace(WHOLE, year=0, days=None, place=None), about="seoul-program"),
]
STALE = [
    *(Stale(ABOUT, WHOLE, OTHER, (part,)) for part in (Part.DAYS, Part.PLACE, Part.TERM, Part.LINK)),
    Stale(ABOUT, WHOLE, Sighting(2027), (Part.DAYS, Part.PLACE, Part.TERM)),
    Stale(ABOUT, WHOLE, replace(WHOLE, link=""), (Part.LINK,)),
    Stale(ABOUT, Sighting(2027, results=(Result.TOPICS,)), Sighting(2027), (Part.RESULTS,)),
    Stale(ABOUT, WHOLE, None, (Part.GONE,)),
]


def said(blocks: Blocks) -> str:
    (message,) = messages(blocks)
    return message


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_every_event(language: str) -> None:
    desk = desk_of(language)
    held = as_held(ABOUT, WHOLE, desk.catalogue)
    assert held
    named = (desk.naming.edition(held), desk.naming.official("seoul-program"))
    every = [wording(one, desk) for one in EVENTS] + [correction(one, desk) for one in STALE]
    texts = [said(blocks) for blocks in every]

    assert (
        len(set(texts[: -len(STALE)])) == len(EVENTS) - 2
    )  # it starts in 7 days and in 1; a link that was another one
    for text in texts:
        plain = without_markup(text)
        title, *lines = plain.split("\n")
        assert text.startswith("<b>")
        assert "</b>" in text.split("\n")[0]
        assert "{" not in text
        assert "**" not in text
        assert units(plain) <= 1024
        assert lines
        assert all(re.search(r"\w", line) for line in lines if line)
        assert any(name in title for name in named)
        # No figure that stands in no fact: days are named, and never counted.
        known = numbers(repr(WHOLE)) | numbers(repr(OTHER)) | {"00", "31", "7"}
        assert numbers(plain) <= known
    assert said(withdrawn(desk))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_names_days_place_and_zone(language: str) -> None:
    desk = desk_of(language)
    text = without_markup(said(wording(event(Kind.OPENS), desk)))

    held = as_held(ABOUT, WHOLE, desk.catalogue)
    assert held
    assert desk.naming.edition(held) in text
    assert dates.span(DAY(2027, 5, 24), DAY(2027, 5, 28), desk.naming.locale) in text
    assert dates.day(DAY(2027, 3, 31), desk.naming.locale) in text
    assert "18:00" in text
    assert "Asia/Seoul" in text
    assert desk.naming.city("seoul") in text


@pytest.fixture(scope="module")
def english() -> Desk:
    return desk_of()


ENGLISH = [
    (
        event(Kind.NEW),
        "<b>New: Seoul Program 2027</b>\n• When: 24–28 May 2027\n"
        "• Where: Seoul, Seoul Human Resource Development Center (SHRDC)\n"
        "• Applications: from 1 March 2027 to 31 March 2027, 18:00 (Asia/Seoul)",
    ),
    (event(Kind.NEW, Sighting(2027)), "<b>New: Seoul Program 2027</b>\n• When: 2027"),
    (
        event(Kind.CHANGED, *only("days")),
        "<b>New dates: Seoul Program 2027</b>\n• When: 7–11 June 2027\n• Previously: 24–28 May 2027",
    ),
    (
        event(Kind.CHANGED, only("days")[0], Sighting(2027)),
        "<b>The dates are known: Seoul Program 2027</b>\n• When: 7–11 June 2027",
    ),
    (
        event(Kind.CHANGED, *only("days", "place")),
        "<b>Updated: Seoul Program 2027</b>\n• When: 7–11 June 2027\n• Previously: 24–28 May 2027\n"
        "• Where: Chengdu\n• Previously: Seoul, Seoul Human Resource Development Center (SHRDC)",
    ),
    (
        event(Kind.CHANGED, *only("link")),
        "<b>Where to apply: Seoul Program 2027</b>\n• Apply here: https://example.org/form",
    ),
    (
        replace(event(Kind.STARTS_1, replace(WHOLE, term=None, link="", place=Place(("seoul",)))), reminds=True),
        "<b>Starts soon: Seoul Program 2027</b>\n• When: 24–28 May 2027\n• Where: Seoul\n\nYou asked me to remind you.",
    ),
    # a place that the facts do not have any more is left out
    (
        event(Kind.STARTS_1, Sighting(2027, days=WHOLE.days, place=Place(("atlantis",)))),
        "<b>Starts soon: Seoul Program 2027</b>\n• When: 24–28 May 2027",
    ),
]


@pytest.mark.parametrize(("one", "expected"), ENGLISH)
def test_in_english(one: Event, expected: str, english: Desk) -> None:
    assert said(wording(one, english)) == expected


CORRECTED = [
    (
        STALE[4],
        "<b>Correction: Seoul Program 2027</b>\n• When: not known at present\n• Previously: 24–28 May 2027\n"
        "• Where: not known at present\n• Previously: Seoul, Seoul Human Resource Development Center (SHRDC)\n"
        "• Applications: no dates are published at present\n"
        "• Previously: from 1 March 2027 to 31 March 2027, 18:00 (Asia/Seoul)",
    ),
    (STALE[-1], "<b>Correction: Seoul Program 2027</b>\n\nIt is no longer on our list of trainings."),
]


@pytest.mark.parametrize(("one", "expected"), CORRECTED)
def test_corrections_in_english(one: Stale, expected: str, english: Desk) -> None:
    assert said(correction(one, english)) == expected


def test_of_a_programme_that_is_gone_nothing_can_be_said(english: Desk) -> None:
    assert wording(event(Kind.NEW, about="gone/2027"), english) == ()
    assert correction(Stale("gone/2027", WHOLE, None, (Part.GONE,)), english) == ()


def test_the_official_title_of_a_new_edition(english: Desk) -> None:
    held = next(held for held in english.catalogue.held if held.edition.title)
    text = said(wording(event(Kind.NEW, Sighting(held.edition.year), about=held.id), english))
    assert text.endswith(f"Its official title is <b>{english.naming.title(held)}</b>.")


BUTTONS = [
    (event(Kind.NEW), DAY(2027, 2, 1), "Opens on 1 March 2027"),
    (event(Kind.OPENS), DAY(2027, 3, 1), "Apply here (open until 31 March 2027)"),
    (event(Kind.CHANGED, *only("link")), DAY(2027, 3, 1), "Apply here"),
    (event(Kind.OPENS, replace(WHOLE, link="")), DAY(2027, 3, 1), ""),
    (event(Kind.CHANGED, *only("days")), DAY(2027, 3, 1), ""),
]


@pytest.mark.parametrize(("one", "today", "label"), BUTTONS)
def test_the_button_that_leads_to_the_form(one: Event, today: dt.date, label: str, english: Desk) -> None:
    button = application(one, replace(english, today=today))
    assert (button.label if button else "") == label
    assert button is None or button.url == one.told.link

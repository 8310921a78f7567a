"""The parts of announcements that are pure: times that staff type, formatting, links, and what chats get of them."""

from __future__ import annotations

import datetime as dt
import random
import time
from dataclasses import replace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
import yaml
from telegram import MessageEntity

from bot.announcements.announcement import Announcement, Attached, LinkButton, Media
from bot.answers.assistant import Assistant
from bot.knowledge.folders import packaged_folder
from bot.stand_in.html_text import parse_html
from bot.stand_in.markup import check_url
from bot.stand_in.texts import units
from bot.telegram_bot.announcing import rendering, timing
from bot.telegram_bot.announcing.formatting import html_of
from bot.telegram_bot.announcing.linking import link_of
from bot.telegram_bot.announcing.round_buttons import numbers
from bot.telegram_bot.announcing.timing import Moment, Wrong
from bot.telegram_bot.payloads import Does, unpack
from bot.telegram_bot.services import Services
from tests.telegram.serving import service

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC).timestamp()
SEOUL = "Asia/Seoul"


def at(*numbers: int, zone: str = SEOUL) -> float:
    return dt.datetime(*numbers, tzinfo=ZoneInfo(zone)).timestamp()  # type: ignore[misc, arg-type]


TIMES = [
    ("2027-01-15 09:00", at(2027, 1, 15, 9), SEOUL),
    ("2027-01-15 9:00 Asia/Seoul", at(2027, 1, 15, 9), SEOUL),
    (" 2027/1/15, 09:00 (Europe/Madrid) ", at(2027, 1, 15, 9, zone="Europe/Madrid"), "Europe/Madrid"),
    ("2027.01.15 09.00 europe/madrid", at(2027, 1, 15, 9, zone="Europe/Madrid"), "Europe/Madrid"),
    ("2027-01-15T09:00:00 UTC", at(2027, 1, 15, 9, zone="UTC"), "UTC"),
    ("2027-01-15 09:00 Madrid", at(2027, 1, 15, 9, zone="Europe/Madrid"), "Europe/Madrid"),
    ("2027-01-15 09:00 new york", at(2027, 1, 15, 9, zone="America/New_York"), "America/New_York"),
    ("２０２７-01-15 09：00", at(2027, 1, 15, 9), SEOUL),
    ("2027-10-31 01:30 UTC", at(2027, 10, 31, 1, 30, zone="UTC"), "UTC"),
]


@pytest.mark.parametrize(("typed", "due", "zone"), TIMES)
def test_a_time_is_read_as_it_is_meant(typed: str, due: float, zone: str) -> None:
    assert timing.read(typed, SEOUL, NOW if "10-31" not in typed else at(2027, 10, 1)) == Moment(due, zone)


NO_TIMES = [
    ("", "team-when-unread", ""),
    ("tomorrow", "team-when-unread", "tomorrow"),
    ("09:00", "team-when-unread", "09:00"),
    ("2027-01-15", "team-when-unread", "2027-01-15"),
    ("15.01.2027 09:00", "team-when-unread", "15.01.2027"),
    ("2027-01-15 09:00 " + "x" * 500, "team-when-zone", "x" * 60),
    ("2027-02-30 09:00", "team-when-no-day", "2027-02-30"),
    ("2027-13-01 09:00", "team-when-no-day", "2027-13-01"),
    ("2027-01-15 25:00", "team-when-no-day", "25:00"),
    ("0000-01-15 09:00", "team-when-no-day", "0000"),
    ("2027-01-15 09:00 Asia/Soul", "team-when-zone-near", "Asia/Seoul"),
    ("2027-01-15 09:00 Nowhere", "team-when-zone", "Nowhere"),
    ("2026-11-22 20:59", "team-when-past", "20:59"),
    ("2026-11-22 21:00", "team-when-past", "22 November 2026, 21:00"),
    ("2020-01-15 09:00", "team-when-past", "2020"),
    ("2028-01-15 09:00", "team-when-far", "2028"),
    ("9999-12-31 23:59 Pacific/Pago_Pago", "team-when-far", "9999"),
    ("0001-01-01 00:00", "team-when-past", "22 November 2026, 21:00"),
    ("2027-03-28 02:30 Europe/Madrid", "team-when-left-out", "03:30"),
    ("2027-10-31 02:30 Europe/Madrid", "team-when-twice", "2027-10-31 00:30 UTC"),
    ("2027-10-31 02:30 Europe/Madrid", "team-when-twice", "2027-10-31 01:30 UTC"),
]


@pytest.mark.parametrize(("typed", "key", "named"), NO_TIMES)
def test_what_is_no_time_is_said_with_what_was_found(typed: str, key: str, named: str) -> None:
    found = timing.read(typed, SEOUL, NOW)
    assert isinstance(found, Wrong)
    assert found.key == key
    text = service().assistant.sentences().text(key, **found.fields)
    assert named in text
    assert "{" not in text


@pytest.mark.parametrize("between", [" ", ",", "\n", " ,"])
def test_what_is_long_is_read_at_once(between: str) -> None:
    begun = time.perf_counter()
    assert isinstance(timing.read(f"2027-01-15 09:00{between * 1000}((", SEOUL, NOW), Wrong)
    assert time.perf_counter() - begun < 1.0


@pytest.mark.parametrize(
    ("value", "count", "read"),
    [
        ("3.1", 2, (3, 1)),
        ("3.1.-1001234567890.2.0", 5, (3, 1, -1001234567890, 2, 0)),
        ("3", 2, None),
        ("3.x", 2, None),
        ("3.9999999999", 2, None),
        ("3.1.5.9999999999.0", 5, None),
    ],
)
def test_no_number_of_a_button_is_more_than_a_database_holds(
    value: str, count: int, read: tuple[int, ...] | None
) -> None:
    assert numbers(value, count) == read


def test_a_year_away_is_as_far_as_it_goes() -> None:
    last = dt.datetime.fromtimestamp(NOW + timing.FARTHEST, dt.UTC)
    assert isinstance(timing.read(f"{last:%Y-%m-%d %H:%M} UTC", SEOUL, NOW), Moment)
    after = last + dt.timedelta(minutes=1)
    assert isinstance(timing.read(f"{after:%Y-%m-%d %H:%M} UTC", SEOUL, NOW), Wrong)


KINDS = ("bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote")
WORDS = ("Apply", " ", "<b>", "&amp;", '"', "😀", "é", "\n", "ñandú", "مرحبا", "x" * 5)


def test_formatting_comes_back_as_it_was_typed_whatever_crosses_what() -> None:
    """Each letter has the same styles after the way through HTML and Telegram's own reading of it."""
    dice = random.Random(7)
    for _ in range(300):
        text = "".join(dice.choice(WORDS) for _ in range(dice.randint(1, 12))).strip() or "x"
        size = units(text)
        kinds = dice.sample(KINDS[:5], dice.randint(0, 4))
        entities = []
        for kind in kinds:
            begin = dice.randint(0, size - 1)
            entities.append(MessageEntity(kind, begin, dice.randint(1, size - begin)))
        entities = [one for one in entities if _whole(text, one)]
        made = parse_html(html_of(text, entities))
        assert made.text == text
        for letter in range(size):
            wanted = {str(one.type) for one in entities if one.offset <= letter < one.offset + one.length}
            held = {e["type"] for e in made.entities if e["offset"] <= letter < e["offset"] + e["length"]}
            assert held == wanted, (text, entities)


def _whole(text: str, entity: MessageEntity) -> bool:
    """Telegram cuts no letter in two."""
    data = text.encode("utf-16-le")
    ends = (entity.offset, entity.offset + entity.length)
    return all(not 0xDC <= data[2 * end + 1] <= 0xDF for end in ends if 2 * end + 1 < len(data))


FORMATTED: list[tuple[str, list[dict[str, Any]], int, str]] = [
    ("a < b & c", [], 0, "a &lt; b &amp; c"),
    ("/announce  Hello ", [{"type": "bot_command", "offset": 0, "length": 9}], 9, "Hello"),
    ("/announce Hello you", [{"type": "bold", "offset": 0, "length": 15}], 9, "<b>Hello</b> you"),
    ("x", [{"type": "bold", "offset": 0, "length": 9}, {"type": "italic", "offset": 5, "length": 4}], 0, "<b>x</b>"),
    ("😀!", [{"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5"}], 0, "😀!"),
    (
        "Sora",
        [
            {
                "type": "text_mention",
                "offset": 0,
                "length": 4,
                "user": {"id": 1, "is_bot": False, "first_name": "S"},
            }
        ],
        0,
        "Sora",
    ),
    ("q", [{"type": "blockquote", "offset": 0, "length": 1}], 0, "<blockquote>q</blockquote>"),
    (
        "q",
        [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
        0,
        "<blockquote expandable>q</blockquote>",
    ),
    ("f(x)", [{"type": "pre", "offset": 0, "length": 4, "language": "python"}], 0, "<pre>f(x)</pre>"),
    (
        "here",
        [{"type": "text_link", "offset": 0, "length": 4, "url": 'https://example.org/"><b>'}],
        0,
        '<a href="https://example.org/&quot;&gt;&lt;b&gt;">here</a>',
    ),
]


@pytest.mark.parametrize(("text", "entities", "begin", "expected"), FORMATTED)
def test_what_is_kept_and_what_is_left_out(
    text: str, entities: list[dict[str, Any]], begin: int, expected: str
) -> None:
    found = html_of(text, [MessageEntity.de_json(one, None) for one in entities], begin)
    assert found == expected
    parse_html(found)


class _Sender:
    """All that a rendering asks of it."""

    username = "wego_test_bot"


@pytest.fixture(scope="module")
def everywhere() -> Services:
    """The bot in all its languages, as far as their sentences for announcements go."""
    english = service().assistant
    files = {place.parent.name: place for place in packaged_folder().glob("languages/*/telegram-announcements.yaml")}
    said = {code: yaml.safe_load(place.read_text(encoding="utf-8"))["phrases"] for code, place in files.items()}
    phrases = said | {"en": english.repertoire.phrases["en"]}
    repertoire = replace(english.repertoire, languages=tuple(sorted(phrases)), phrases=phrases)
    return Services(
        assistant=Assistant(repertoire, lambda _: english.tongue("en")),
        database=cast("Any", None),
        sender=cast("Any", _Sender()),
        languages=repertoire.languages,
        now=lambda: NOW,
        today=lambda: dt.date(2026, 11, 22),
        secret=b"",
    )


def test_there_are_eleven_languages(everywhere: Services) -> None:
    assert sorted(everywhere.languages) == sorted(["en", "es", "ru", "ko", "fr", "ar", "zh", "vi", "id", "pt", "tr"])


def test_each_language_gets_its_text_or_the_english_one_that_says_so(everywhere: Services) -> None:
    draft = Announcement({"en": "<b>Hello</b>", "ko": "안녕하세요"})
    made = rendering.renderings(everywhere, draft, 12)
    notes = set()
    for code in everywhere.languages:
        one = made[code]
        shown = parse_html(one.text).text
        assert one.said == (code if code in draft.texts else "en")
        if code in draft.texts:
            assert one.text == draft.texts[code]
        else:
            assert shown.startswith("Hello\n\n")
            notes.add(shown.removeprefix("Hello\n\n"))
        labels = [row[0]["text"] for row in one.buttons]
        assert len(set(labels)) == 2
        assert unpack(one.buttons[-1][0]["callback_data"]) == (Does.LEAVE, "12")
    assert len(notes) == 9, "each language says it in its own words"


@pytest.mark.parametrize("media", [None, Media(Attached.PHOTO, "P")])
def test_the_longest_text_fits_in_every_language_and_one_letter_more_does_not(
    everywhere: Services, media: Media | None
) -> None:
    room = 1024 if media else 4096
    full = {code: f"<b>{'x' * (room - 2)}</b>😀" for code in everywhere.languages}
    draft = Announcement(full, media)
    assert rendering.too_long(draft, everywhere) == []
    for one in rendering.renderings(everywhere, draft, 1).values():
        assert units(parse_html(one.text).text) == room
    longer = draft.saying("es", full["es"] + "y")
    assert [(one.language, one.letters, one.room) for one in rendering.too_long(longer, everywhere)] == [
        ("es", room + 1, room)
    ]
    alone = Announcement({"en": full["en"]}, media)
    over = {one.language: one.letters for one in rendering.too_long(alone, everywhere)}
    assert over.keys() == set(everywhere.languages) - {"en"}
    for code, length in over.items():
        assert length == units(parse_html(rendering.text_in(everywhere, alone, code)).text)


ABOUT = [
    ("", "begin"),
    ("seoul-program", "p-seoul-program"),
    ("seoul-program/2016", "e-seoul-program__2016"),
    ("gone", "begin"),
    ("seoul-program/1900", "begin"),
    ("x" * 90, "begin"),
]


@pytest.mark.parametrize(("about", "carried"), ABOUT)
def test_asking_leads_to_what_it_is_about(everywhere: Services, about: str, carried: str) -> None:
    for one in rendering.renderings(everywhere, Announcement({"en": "x"}, about=about), 1).values():
        address = one.buttons[0][0]["url"]
        assert address == f"https://t.me/wego_test_bot?start={carried}"
        check_url(address)


def test_a_link_has_the_label_of_the_language_or_the_english_one(everywhere: Services) -> None:
    link = LinkButton("https://example.org", {"en": "Apply", "es": "Postular"})
    made = rendering.renderings(everywhere, Announcement({"en": "x"}, links=(link,), asks=False), 1)
    assert {code: one.buttons[0][0]["text"] for code, one in made.items()} == dict.fromkeys(
        everywhere.languages, "Apply"
    ) | {"es": "Postular"}
    assert [len(one.buttons) for one in made.values()] == [2] * 11


def test_what_is_withdrawn_says_so_in_every_language_and_keeps_the_picture(everywhere: Services) -> None:
    made = rendering.withdrawn(everywhere, Announcement({"en": "x"}, Media(Attached.PHOTO, "P")))
    assert len({one.text for one in made.values()}) == 11
    for one in made.values():
        assert (one.media, one.buttons) == (Media(Attached.PHOTO, "P"), ())
        assert parse_html(one.text).text


LINKS = [
    ("https://example.org/apply", None),
    ("HTTP://example.org:8080/a?b=c#d", None),
    ("https://example.org Apply now", {"en": "Apply now"}),
    ("https://example.org\nes: Postular", {"en": "Apply", "es": "Postular"}),
    ("https://example.org  Apply \n\n ES：Postular \nko: 신청", {"en": "Apply", "es": "Postular", "ko": "신청"}),
]


@pytest.mark.parametrize(("typed", "labels"), LINKS)
def test_a_link_is_read_with_its_labels(everywhere: Services, typed: str, labels: dict[str, str] | None) -> None:
    found = link_of(everywhere, typed)
    assert isinstance(found, LinkButton)
    check_url(found.url)
    if labels is None:
        assert set(found.labels) == set(everywhere.languages)
        assert found.labels["ko"] == "신청하기"
    else:
        assert found.labels == labels


NO_LINKS = [
    ("", "team-link-unread"),
    ("apply here", "team-link-unread"),
    ("https://localhost/apply", "team-link-unread"),
    ("https://example.org\u00a0x", "team-link-unread"),
    ("javascript:alert(1)", "team-link-unread"),
    ("tg://resolve?domain=x", "team-link-unread"),
    ("https://user:word@example.org/", "team-link-unread"),
    ("https://", "team-link-unread"),
    ("www.example.org/apply", "team-link-whole"),
    ("https://example.org/" + "x" * 2048, "team-link-long"),
    ("https://example.org\nApply", "team-link-language"),
    ("https://example.org\nxx: Apply", "team-link-language"),
    ("https://example.org\nes:", "team-link-language"),
    ("https://example.org " + "x" * 61, "team-link-label"),
]


@pytest.mark.parametrize(("typed", "key"), NO_LINKS)
def test_what_is_no_link_is_said(everywhere: Services, typed: str, key: str) -> None:
    found = link_of(everywhere, typed)
    assert isinstance(found, Wrong)
    assert found.key == key
    assert "{" not in everywhere.assistant.sentences().text(key, **found.fields)

"""The pages on announcements and what their buttons change, as tables: no bot, no server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.storage import preferences, subscribers, subscriptions
from bot.storage.chats import Chat
from bot.storage.database import open_engine
from bot.storage.migrating import migrate
from bot.storage.preferences import LostTopic, Preferences
from bot.storage.subscribers import Subscriber
from bot.telegram_bot.group_hearing import GENERAL
from bot.telegram_bot.keyboards import Button
from bot.telegram_bot.links import MOST as LONGEST_LABEL
from bot.telegram_bot.payloads import MOST as BYTES
from bot.telegram_bot.payloads import Does
from bot.telegram_bot.subscribing_changes import after, change_of
from bot.telegram_bot.subscribing_pages import page_of
from bot.telegram_bot.subscribing_view import Screen, View
from bot.telegram_bot.wishes import Verb, Wish, mark_of, marked, read
from tests.answers.desks import desk_of

NOW = 1_795_000_000.0
DAY = 24 * 3600.0
ME, GROUP, CHANNEL = 5_000_000_001, -1_002_000_000_001, -1_001_000_000_002


def subscriber(kind: str = "private", programs: tuple[str, ...] = (), **wants: Any) -> Subscriber:
    chat = {"private": ME, "supergroup": GROUP, "channel": CHANNEL}[kind]
    held = Chat(chat, kind, "", "", None, reachable=True, title="" if kind == "private" else "City & News")
    return Subscriber(held, frozenset(programs), Preferences(chat, **wants))


def view(held: Subscriber, *, here: int = 0, topic: int | None = None, language: str = "en") -> View:
    return View(desk_of(language), held, here or held.chat.chat, topic, ("en", "es", "ru"), "Asia/Seoul", NOW)


def labels(page: Screen | None) -> list[str]:
    assert page is not None
    return [button["text"] for row in page.keyboard.rows for button in row]


def buttons(page: Screen) -> Iterator[Button]:
    for row in page.keyboard.rows:
        yield from row


ALL = view(subscriber(programs=("",)))
SET = view(
    subscriber(
        "supergroup",
        ("seoul-program", "joint-workshop"),
        language="ru",
        topic=7,
        quiet_from=1320,
        quiet_until=420,
        zone="Asia/Jakarta",
        weekly_most=3,
        paused=True,
        paused_until=NOW + 7 * DAY,
    ),
    topic=7,
)
SHOWN = [
    (view(subscriber()), ["No news is chosen"], ["Which news", "🔔 Reminders"]),
    (ALL, ["all programmes", "Language: English", "No quiet hours", "No weekly limit"], ["Stop everything", "Pause"]),
    (SET, ["Joint Workshop and Seoul Program", "русский", "in this topic"], ["Where", "End the pause", "« Back"]),
    (SET, ["22:00–07:00, Jakarta (UTC+7)", "at most: 3", "Paused until 25 November 2026"], []),
    (replace(SET, topic=9), ["in another topic"], []),
    (replace(SET, topic=None), ["Language"], ["Which news"]),
    (view(subscriber("supergroup")), ["Nothing is sent here before an administrator chooses it"], ["« Back"]),
    (view(subscriber("channel"), here=ME), ["Announcements in City &amp; News"], ["« Back"]),
    (view(subscriber("channel")), ["Nothing is sent here"], ["Done"]),
    (view(subscriber(programs=("",), paused=True)), ["Paused until you end the pause"], ["End the pause"]),
    (view(subscriber(programs=("",), paused=True, paused_until=NOW - 1)), ["No weekly limit"], ["Pause"]),
    (view(subscriber(programs=("gone-program",))), ["No news is chosen"], ["Which news"]),
    (view(replace(subscriber(), can_return=True)), ["No news"], ["Undo"]),
]


@pytest.mark.parametrize(("seen", "says", "offers"), SHOWN)
def test_the_first_page_says_all_that_is_set(seen: View, says: list[str], offers: list[str]) -> None:
    page = page_of(seen, Wish(Verb.MAIN))
    assert page is not None
    assert [part for part in says if part not in page.text] == []
    assert set(offers) <= set(labels(page))


TICKED = [
    (ALL, Wish(Verb.NEWS), ["✓ All programmes"]),
    (SET, Wish(Verb.NEWS), ["✓ Joint Workshop", "✓ Seoul Program"]),
    (SET, Wish(Verb.LANGUAGE), ["✓ русский"]),
    (SET, Wish(Verb.WHERE), ["✓ In this topic", "✓ If it is gone: stop"]),
    (replace(SET, topic=GENERAL), Wish(Verb.WHERE), ["✓ If it is gone: stop"]),
    (SET, Wish(Verb.QUIET), ["✓ 22:00–07:00"]),
    (ALL, Wish(Verb.QUIET), ["✓ No quiet hours"]),
    (view(subscriber(quiet_from=60, quiet_until=120)), Wish(Verb.QUIET), ["✓ 01:00–02:00"]),
    (SET, Wish(Verb.ZONE), ["✓ Jakarta (UTC+7)"]),
    (ALL, Wish(Verb.ZONE), ["✓ Seoul (UTC+9)"]),
    (SET, Wish(Verb.REGION, "asia.0"), ["✓ Jakarta (UTC+7)"]),
    (SET, Wish(Verb.MOST), ["✓ 3"]),
    (view(replace(subscriber(), reminded=frozenset(["seoul-program"]))), Wish(Verb.REMINDERS), ["✓ Seoul Program"]),
]


@pytest.mark.parametrize(("seen", "wish", "ticked"), TICKED)
def test_what_holds_now_has_a_tick(seen: View, wish: Wish, ticked: list[str]) -> None:
    assert [label for label in labels(page_of(seen, wish)) if label.startswith("✓")] == ticked


def test_the_organisers_zone_comes_first() -> None:
    assert labels(page_of(SET, Wish(Verb.ZONE)))[0] == "Seoul (UTC+9)"


NONE = [
    (ALL, Wish(Verb.WHERE)),
    (SET, Wish(Verb.REMINDERS)),
    *((ALL, Wish(Verb.QUIET, one)) for one in ("24", "-1", "99", "x", "22-", "22-22", "22-24", "٣", "1-2-3")),
    *((ALL, Wish(Verb.REGION, one)) for one in ("asia", "asia.", "asia.99", "atlantis.0", "asia.0.0", "", "Asia.0")),
    *((ALL, Wish(verb)) for verb in (Verb.LOST, Verb.UNDO, Verb.CHANNELS, Verb.GROUP, Verb.DONE)),
]


@pytest.mark.parametrize(("seen", "wish"), NONE)
def test_there_is_no_such_page(seen: View, wish: Wish) -> None:
    assert page_of(seen, wish) is None
    assert wish.verb is Verb.UNDO or change_of(seen, wish) is None


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("seen", [ALL, SET, view(subscriber("channel", ("",)), here=ME)])
def test_every_page_leads_on_by_buttons_that_a_phone_shows(seen: View, language: str) -> None:
    """From the first page on, whatever is pressed leads to a page or changes something; nothing leads nowhere."""
    seen = replace(seen, desk=desk_of(language))
    waiting, met = [Wish(Verb.MAIN).pack()], set[str]()
    while waiting:
        payload = waiting.pop()
        wish = read(payload)
        assert wish is not None
        if payload in met or wish.verb in (Verb.CHANNELS, Verb.GROUP, Verb.DONE):
            continue
        met.add(payload)
        changes = change_of(seen, wish) is not None
        page = page_of(seen, after(wish) if changes else wish)
        assert page is not None, payload
        assert len(page.keyboard.rows) <= 12
        for button in buttons(page):
            assert len(button["callback_data"].encode()) <= BYTES
            assert 0 < len(button["text"]) <= LONGEST_LABEL
            if button["callback_data"][2:].startswith(":") or seen.is_elsewhere:
                waiting.append(button["callback_data"])
    assert len(met) > 400, "every city of the world is among them"


# What is changed


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path: Path = tmp_path_factory.mktemp("changes") / "bot.db"
    made = open_engine(f"sqlite:///{path}")
    migrate(made)
    yield made
    made.dispose()


def changed(engine: Engine, seen: View, *wishes: Wish) -> Subscriber:
    """What holds after some wishes, each done twice, as after a kill; nothing of it stays."""
    with engine.connect() as connection:
        for program in seen.subscriber.programs:
            subscriptions.add(connection, seen.chat, program, NOW)
        preferences.save(connection, seen.subscriber.wants, NOW)
        for wish in wishes:
            for time in range(2):
                held = subscribers.find(connection, seen.chat, seen.subscriber.chat.kind)
                change = change_of(replace(seen, subscriber=replace(held, chat=seen.subscriber.chat)), wish)
                assert time or change is not None, wish
                if change is not None:
                    change(connection)
        found = subscribers.find(connection, seen.chat, seen.subscriber.chat.kind)
        connection.rollback()
    return found


NEWS = [
    ((), ["+seoul-program"], {"seoul-program"}),
    ((), ["+seoul-program", "+joint-workshop", "-seoul-program"], {"joint-workshop"}),
    ((), ["+"], {""}),
    (("seoul-program",), ["+"], {""}),
    (("",), ["+seoul-program"], {"seoul-program"}),
    (("",), ["-"], set()),
    (("gone-program",), ["-gone-program"], set()),
]


@pytest.mark.parametrize(("before", "pressed", "programs"), NEWS)
def test_programmes_and_all_of_them(
    engine: Engine, before: tuple[str, ...], pressed: list[str], programs: set[str]
) -> None:
    held = changed(engine, view(subscriber(programs=before)), *(Wish(Verb.NEWS, one) for one in pressed))
    assert held.programs == programs


WANTS: list[tuple[View, Wish, dict[str, Any]]] = [
    (ALL, Wish(Verb.LANGUAGE, "ru"), {"language": "ru"}),
    (ALL, Wish(Verb.QUIET, "22-7"), {"quiet_from": 1320, "quiet_until": 420}),
    (ALL, Wish(Verb.QUIET, "0-23"), {"quiet_from": 0, "quiet_until": 1380}),
    (SET, Wish(Verb.QUIET, "off"), {"quiet_from": None, "quiet_until": None}),
    (ALL, Wish(Verb.ZONE, "America/Argentina/Buenos_Aires"), {"zone": "America/Argentina/Buenos_Aires"}),
    (ALL, Wish(Verb.MOST, "5"), {"weekly_most": 5}),
    (SET, Wish(Verb.MOST, "any"), {"weekly_most": None}),
    (ALL, Wish(Verb.PAUSE, "week"), {"paused": True, "paused_until": NOW + 7 * DAY}),
    (ALL, Wish(Verb.PAUSE, "month"), {"paused": True, "paused_until": NOW + 30 * DAY}),
    (SET, Wish(Verb.PAUSE, "open"), {"paused": True, "paused_until": None}),
    (SET, Wish(Verb.PAUSE, "off"), {"paused": False, "paused_until": None}),
    (SET, Wish(Verb.WHERE, "general"), {"topic": None}),
    (replace(SET, topic=9), Wish(Verb.WHERE, "here"), {"topic": 9}),
    (replace(SET, topic=GENERAL), Wish(Verb.WHERE, "here"), {"topic": None}),
    (SET, Wish(Verb.LOST, "general"), {"lost_topic": LostTopic.GENERAL}),
]


@pytest.mark.parametrize(("seen", "wish", "chosen"), WANTS)
def test_one_press_changes_one_thing(engine: Engine, seen: View, wish: Wish, chosen: dict[str, Any]) -> None:
    assert changed(engine, seen, wish).wants == replace(seen.subscriber.wants, **chosen)


def test_the_first_choice_brings_language_and_topic_with_it(engine: Engine) -> None:
    first = Wish(Verb.NEWS, "+")
    assert changed(engine, view(subscriber(), language="ru"), first).wants.language == "ru"
    spoken = subscriber()
    spoken = replace(spoken, chat=replace(spoken.chat, language="es"))
    assert changed(engine, view(spoken, language="ru"), first).wants.language == ""
    group = view(subscriber("supergroup"), topic=7)
    assert changed(engine, group, first).wants.topic == 7
    assert changed(engine, replace(group, topic=GENERAL), first).wants.topic is None
    assert changed(engine, group, Wish(Verb.WHERE, "general"), Wish(Verb.LANGUAGE, "es"), first).wants.topic is None


def test_everything_off_and_on_again(engine: Engine) -> None:
    held = changed(
        engine, view(subscriber(programs=("", "x"))), Wish(Verb.REMINDERS, "+seoul-program"), Wish(Verb.STOP)
    )
    assert (held.programs, held.reminded, held.can_return) == (frozenset(), frozenset(), True)
    back = changed(engine, SET, Wish(Verb.STOP), Wish(Verb.UNDO))
    assert (back.programs, back.wants) == (SET.subscriber.programs, SET.subscriber.wants)
    anew = changed(engine, SET, Wish(Verb.STOP), Wish(Verb.NEWS, "+seoul-program"), Wish(Verb.UNDO))
    assert anew.programs == {"seoul-program"}, "what was chosen since is not put on top of what was before"


ANY_ARGUMENT = st.one_of(
    st.text(max_size=50),
    st.from_regex(r"[+-][a-z-]{0,20}", fullmatch=True),
    st.from_regex(r"-?[0-9]{1,3}(-[0-9]{0,3})?", fullmatch=True),
    st.sampled_from(
        ["off", "from", "any", "week", "here", "general", "stop", "asia.1", "../x", "Asia", "Asia/Seoul\0"]
    ),
)


@given(st.sampled_from(Verb), ANY_ARGUMENT, st.sampled_from([ALL, SET, view(subscriber("channel"), here=ME)]))
def test_whatever_is_made_up_what_is_kept_can_be_used(engine: Engine, verb: Verb, argument: str, seen: View) -> None:
    wish = Wish(verb, argument)
    if change_of(seen, wish) is None:
        page_of(seen, wish)
        return
    wants = changed(engine, seen, wish).wants
    assert ZoneInfo(wants.zone or "UTC").key
    assert wants.language in ("", *seen.languages)
    assert (wants.quiet_from is None) == (wants.quiet_until is None)
    assert 0 <= (wants.quiet_from or 0) < 24 * 60 > (wants.quiet_until or 0) >= 0
    assert wants.weekly_most is None or 0 < wants.weekly_most <= 10


@given(st.text(max_size=80))
def test_other_payloads_are_no_wishes(payload: str) -> None:
    for made in (payload, f"s:{payload}", f"s::{payload}"):
        wish = read(made)
        assert wish is None or made.startswith(f"{Does.SUBSCRIBE.value}:")


@pytest.mark.parametrize(
    "payload", ["s:", "s::", "s::n", "s::?:", "s:x:m:", "s:1e5:m:", "s:٣:m:", f"s:{'9' * 30}:m:", "q::m:"]
)
def test_garbage_is_no_wish(payload: str) -> None:
    assert read(payload) is None


@pytest.mark.parametrize("wish", [Wish(verb, "a:b", chat) for verb in Verb for chat in (0, CHANNEL)])
def test_a_wish_comes_back(wish: Wish) -> None:
    assert read(wish.pack()) == wish


def test_a_button_of_an_earlier_version_still_works() -> None:
    assert read("s:+seoul-program") == Wish(Verb.NEWS, "+seoul-program")
    assert read("s:-") == Wish(Verb.NEWS, "-")


def test_a_long_programme_fits_into_a_button_too() -> None:
    long = "a" * 60
    assert marked(mark_of(long), ["short", long]) == long
    payload = Wish(Verb.NEWS, f"+{mark_of(long)}", -(10**14)).pack()
    assert re.fullmatch(r"s:-1000+:n:\+=[0-9a-f]{16}", payload)

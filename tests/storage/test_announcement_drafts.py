"""Announcements before their approval: found again, changed, looked at, said yes to once; on both databases."""

from __future__ import annotations

from functools import partial

from bot.announcements import counting, drafts, previews
from bot.announcements.announcement import Announcement, Attached, Audience, LinkButton, Media, Reaches
from bot.announcements.counting import Numbers
from bot.announcements.drafts import Approver, Held, Maker
from bot.announcements.previews import Preview
from bot.announcements.states import Draft, Source
from bot.storage import chats, preferences, subscriptions
from bot.storage.database import Connection, Database

BY = Maker(Source.STAFF, 7, "Sora", 7, "said/7/1")
NOW = 1_000.0
FULL = Announcement(
    {"en": "Hello 😀", "ko": "안녕"},
    Media(Attached.DOCUMENT, "F", "call.pdf"),
    (LinkButton("https://example.org", {"en": "Apply"}),),
    audience=Audience(("seoul-program",), (Reaches.GROUPS,)),
    silent=True,
    pins=True,
    due=12.5,
    zone="Asia/Seoul",
)


async def made(database: Database, draft: Announcement = FULL) -> Held:
    await database.run(lambda c: drafts.create(c, draft, BY, NOW))
    return await found(database)


async def found(database: Database) -> Held:
    held = await database.run(lambda c: drafts.find(c, 1))
    assert held is not None
    return held


async def test_what_is_proposed_twice_is_there_once_and_is_found_again(database: Database) -> None:
    held = await made(database)
    assert (held.draft, held.previewed, held.seconder) == (FULL, "", "")
    assert await database.run(lambda c: drafts.create(c, Announcement(), BY, NOW)) is None
    assert await database.run(lambda c: drafts.of_origin(c, "said/7/1")) == held
    assert await database.run(lambda c: drafts.of_origin(c, "said/7/2")) is None


async def test_a_preview_holds_for_its_version_and_its_languages(database: Database) -> None:
    held = await made(database)
    for language, taken in (("en", True), ("es", False), ("ko", True)):
        await database.run(partial(note, version=held.version, language=language, taken=taken))
    seen = previews.of((await found(database)).previewed, held.version)
    assert seen == Preview(held.version, frozenset({"en", "ko"}), frozenset({"es"}))
    assert not seen.approves(held.version)
    await database.run(lambda c: note(c, held.version, "es", taken=True))
    assert previews.of((await found(database)).previewed, held.version).approves(held.version)
    assert not previews.of((await found(database)).previewed, "00000000").approves("00000000")
    await database.run(lambda c: note(c, "00000000", "en", taken=True))
    assert not previews.of((await found(database)).previewed, held.version).approves(held.version)


def note(connection: Connection, version: str, language: str, *, taken: bool) -> None:
    previews.note(connection, 1, version, language, taken=taken)


async def test_the_first_yes_is_to_a_version_and_ends_with_a_change(database: Database) -> None:
    held = await made(database)
    sora = Approver(7, "Sora")
    assert not await database.run(lambda c: drafts.second(c, 1, "00000000", sora, NOW))
    assert await database.run(lambda c: drafts.second(c, 1, held.version, sora, NOW))
    assert not await database.run(lambda c: drafts.second(c, 1, held.version, Approver(8, "Min"), NOW))
    said = await found(database)
    assert (said.state, said.seconded, said.seconder) == (Draft.SECONDED, 7, "Sora")
    assert await database.run(lambda c: drafts.change(c, 1, FULL.saying("en", "Bye"), NOW))
    changed = await found(database)
    assert (changed.state, changed.seconded, changed.seconder) == (Draft.DRAFT, None, "")


async def test_chats_are_counted_by_kind_and_by_the_language_in_which_they_get_it(database: Database) -> None:
    def write(connection: Connection) -> None:
        there = [
            (1, "private", "es"),
            (2, "private", "sw"),
            (-3, "supergroup", ""),
            (-4, "channel", ""),
            (5, "private", ""),
        ]
        for chat, kind, language in there:
            chats.seen(connection, chat, kind, NOW)
            subscriptions.add(connection, chat, "", NOW)
            preferences.change(connection, chat, NOW, language=language)
        subscriptions.clear(connection, 5)
        preferences.change(connection, 1, NOW, paused=True, paused_until=NOW + 1)
        preferences.change(connection, 2, NOW, paused=True, paused_until=NOW - 1)

    await database.run(write)
    many = await database.run(lambda c: counting.of_audience(c, Audience(), ("en", "es"), NOW))
    assert dict(many.kinds) == {Reaches.PRIVATE: 2, Reaches.GROUPS: 1, Reaches.CHANNELS: 1}
    assert dict(many.languages) == {"es": 1, "en": 3}
    assert (many.total, many.paused) == (4, 1)
    only = await database.run(lambda c: counting.of_audience(c, Audience(kinds=()), ("en",), NOW))
    assert only == Numbers()


async def test_somebody_of_staff_is_shown_what_they_drafted_and_approved(database: Database) -> None:
    held = await made(database)
    await database.run(lambda c: drafts.second(c, held.number, held.version, Approver(8, "Min"), NOW))
    drafted = await database.run(lambda c: chats.export(c, 7, "who"))
    assert [row["name"] for row in drafted["announcements"]] == ["Sora"]
    approved = await database.run(lambda c: chats.export(c, 8, "who"))
    assert approved == {"approved_first": [{"number": held.number, "seconder": "Min"}]}

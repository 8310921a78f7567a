"""/announce: from the idea to the yes of one or two of staff, in the chat."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.announcements import drafts, rounds
from bot.announcements.announcement import Announcement, Attached, Audience, LinkButton, Media, Reaches
from bot.announcements.drafts import Held, Maker
from bot.announcements.rounds import Round
from bot.announcements.states import Draft, Source, Stage
from bot.stand_in import BotApi, Group, Message, Person
from bot.storage import chats, preferences, subscriptions
from bot.storage.database import Connection
from bot.storage.tables import deliveries, renderings
from bot.telegram_bot.announcing import card
from bot.telegram_bot.team import Team
from tests.telegram.group_world import GroupWorld, group_world
from tests.telegram.serving import serving

YES = "Yes, send it to"
OUTDATED = "This button is too old. Please ask again."


@dataclass(frozen=True)
class Office:
    """A bot, two people of staff with their chat, and somebody who is none."""

    world: GroupWorld
    sora: Person
    min: Person
    ann: Person
    room: Group

    @property
    def now(self) -> float:
        return self.world.time[0]

    async def says(self, text: str, person: Person | None = None, reply_to: Message | None = None) -> Message:
        """The last message of the bot in the private chat after one of somebody."""
        who = person or self.sora
        who.says(text, reply_to)
        await self.world.settle()
        return self.last(who)

    def last(self, where: Person | Group) -> Message:
        return self.all(where)[-1]

    def all(self, where: Person | Group) -> list[Message]:
        return self.world.api.sent(where if isinstance(where, Group) else where.chat)

    def find(self, containing: str, where: Person | Group | None = None) -> Message:
        """The last message of the bot that holds some words."""
        return [one for one in self.all(where or self.sora) if containing in (one.text or "")][-1]

    async def presses(self, button: str, person: Person | None = None, message: Message | None = None) -> str:
        """What Telegram shows after a press below the last message; the beginning of the button will do."""
        who = person or self.sora
        there = message or next(one for one in reversed(self.all(who)) if _labelled(one, button))
        press = who.presses(there, _labelled(there, button) or button)
        await self.world.settle()
        return str((await press.answer()).get("text") or "")

    async def replies(self, text: str, person: Person | None = None) -> Message:
        """To what the bot has asked for last."""
        who = person or self.sora
        asked = next(one for one in reversed(self.all(who)) if "eply to this message" in (one.text or ""))
        return await self.says(text, who, asked)

    async def subscribe(self, *them: Person | Group, program: str = "", language: str = "") -> None:
        def write(connection: Connection) -> None:
            for one in them:
                chats.seen(connection, one.id, "private" if isinstance(one, Person) else str(one.type), self.now)
                subscriptions.add(connection, one.id, program, self.now)
                if language:
                    preferences.change(connection, one.id, self.now, language=language)

        await self.world.services.database.run(write)

    async def held(self, number: int = 1) -> Held:
        found = await self.world.services.database.run(lambda c: drafts.find(c, number))
        assert found is not None
        return found

    async def draft(self, number: int = 1) -> Announcement:
        return (await self.held(number)).draft

    async def round(self, number: int = 1) -> Round | None:
        return await self.world.services.database.run(lambda c: rounds.find(c, (number, 0)))

    async def planned(self) -> list[int]:
        """The chats that get it."""
        query = deliveries.select().order_by(deliveries.c.position, deliveries.c.chat)
        rows = await self.world.services.database.run(lambda c: c.execute(query).mappings().all())
        return [row["chat"] for row in rows]


def _labelled(message: Message, button: str) -> str:
    return next((one["text"] for one in message.buttons if one["text"].startswith(button)), "")


@asynccontextmanager
async def opened(api: BotApi, folder: Path, *, approvals: int = 1, room: bool = True) -> AsyncIterator[Office]:
    """With or without a chat of staff."""
    sora, min_, ann = (api.person(name, started=True) for name in ("Sora", "Min", "Ann"))
    there = api.group("Staff", members=[sora, min_, ann])
    chat = there.id if room else 0
    async with group_world(
        api, folder, staff=[sora.id, min_.id], staff_chat=chat, languages=("en", "es"), approvals=approvals
    ) as world:
        yield Office(world, sora, min_, ann, there)


@pytest.fixture
async def office(api: BotApi, tmp_path: Path) -> AsyncIterator[Office]:
    async with opened(api, tmp_path) as made:
        yield made


@pytest.fixture
async def strict(api: BotApi, tmp_path: Path) -> AsyncIterator[Office]:
    """Two of staff have to say yes."""
    async with opened(api, tmp_path, approvals=2) as made:
        yield made


async def previewed(office: Office, text: str = "Hello all") -> Message:
    """What stands below the preview of a new announcement that somebody wants."""
    await office.subscribe(office.ann)
    await office.says(f"/announce {text}")
    await office.presses("Preview")
    return office.last(office.sora)


async def test_from_the_idea_to_the_yes(office: Office) -> None:
    await office.subscribe(office.ann, language="es")
    asked = await office.says("/announce")
    assert "Reply to this message with the text in English" in asked.text
    shown = await office.replies("The call is open")
    assert "Announcement 1 (drafted by Sora)" in shown.text
    assert "It begins: The call is open" in shown.text
    assert "In English, with a note that it is: Spanish" in shown.text
    assert "1 chat wants it now: private chats 1. By language: Spanish 1." in shown.text
    assert "The staff chat gets it too, and is the first." in shown.text
    assert await office.presses("Preview") == ""
    looks, below = office.all(office.sora)[-2:]
    assert looks.text == "The call is open"
    assert [one["text"] for one in looks.buttons] == ["Ask me", "Stop these messages"]
    assert looks.buttons[0]["url"] == "https://t.me/wego_test_bot?start=begin"
    assert "English: 0 chats get this." in below.text
    assert "Not looked at yet: Spanish." in below.text
    await office.presses("Spanish")
    assert office.all(office.sora)[-2].text == "The call is open\n\n(This message is in English only.)"
    assert "Spanish: 1 chat gets this, in English and with the note." in office.last(office.sora).text
    assert await office.presses("Yes, send it to 1 chat") == ""
    assert "Announcement 1 is approved: Sora." in office.all(office.sora)[-2].text
    assert "Approved: Sora." in office.last(office.sora).text
    assert office.last(office.sora).buttons == []
    assert await office.planned() == [office.room.id, office.ann.id]
    assert office.world.services.announced.is_set()
    made = await office.round()
    assert made is not None
    assert (made.approvers, made.chat, made.due) == ("Sora", office.sora.id, office.now)


async def test_one_card_stands_there_and_shows_what_is_set(office: Office) -> None:
    await office.says("/announce Hello")
    shown = office.last(office.sora)
    for button, line in [
        ("Without a sound", "Without a sound"),
        ("Pin it", "It is pinned"),
        ("Buttons", ""),
        ("Without a button to ask", "No button to ask"),
        ("« Back", ""),
        ("To whom", ""),
        ("✓ groups", "(private chats and channels)"),
        ("Seoul", "For: who wants news of"),
    ]:
        assert await office.presses(button) == ""
        assert line in shown.text, button
    draft = await office.draft()
    assert (draft.silent, draft.pins, draft.asks) == (True, True, False)
    assert draft.audience == Audience(draft.audience.programs, (Reaches.PRIVATE, Reaches.CHANNELS))
    assert draft.about == draft.audience.programs[0]
    for button in ("« Back", "Buttons", "With a button to ask"):
        await office.presses(button)
    assert "Button: Ask me (about Seoul Program)" in shown.text, "by its name, not its id"
    assert len([one for one in office.all(office.sora) if "Announcement 1" in one.text]) == 1


async def test_a_card_after_something_typed_is_the_last_message_and_the_only_one(office: Office) -> None:
    await office.says("/announce Hello")
    await office.presses("Texts")
    await office.presses("Spanish")
    shown = await office.replies("Hola")
    assert "Text (letters): English (5) and Spanish (4)" in shown.text
    assert len([one for one in office.all(office.sora) if "(drafted by Sora)" in one.text]) == 1


async def test_the_present_text_is_shown_before_it_is_changed_and_can_be_taken_away(office: Office) -> None:
    await office.says("/announce Hello")
    await office.presses("Texts")
    await office.presses("✓ English")
    assert office.all(office.sora)[-2].text == "Hello"
    await office.replies("Good day")
    assert (await office.draft()).texts == {"en": "Good day"}
    await office.presses("Texts")
    await office.presses("✓ English")
    await office.presses("Take this text away")
    assert (await office.draft()).texts == {}
    assert "There is no text and no picture yet." in office.last(office.sora).text


FORMATTED = "Apply now or read more 😀!"
ENTITIES: list[dict[str, Any]] = [
    {"type": "bold", "offset": 0, "length": 5},
    {"type": "text_link", "offset": 13, "length": 4, "url": 'https://example.org/?a=1&b="2"'},
    {"type": "custom_emoji", "offset": 23, "length": 2, "custom_emoji_id": "1"},
]
AS_HTML = '<b>Apply</b> now or <a href="https://example.org/?a=1&amp;b=&quot;2&quot;">read</a> more 😀!'


async def test_formatting_stays_as_it_was_typed(office: Office) -> None:
    command = "/announce\n"
    moved = [{**one, "offset": one["offset"] + len(command)} for one in ENTITIES]
    office.sora.sends({"text": command + FORMATTED, "entities": moved})
    await office.world.settle()
    assert (await office.draft()).texts["en"] == AS_HTML
    await office.presses("Preview")
    assert office.all(office.sora)[-2].text == FORMATTED


async def test_a_picture_and_its_words_are_taken_together(office: Office) -> None:
    asked = await office.says("/announce")
    photo = {"photo": [{"file_id": "P", "file_unique_id": "p", "width": 1, "height": 1}], "caption": "Look"}
    office.sora.sends(photo, asked)
    await office.world.settle()
    assert await office.draft() == Announcement({"en": "Look"}, Media(Attached.PHOTO, "P"))
    await office.presses("Picture or file")
    await office.presses("Take it away")
    assert (await office.draft()).media is None


async def test_a_file_is_sent_as_it_will_look(office: Office) -> None:
    office.sora.sends_document("call.pdf", b"%PDF", "/announce The call")
    await office.world.settle()
    assert "Above the text: the file call.pdf" in office.last(office.sora).text
    await office.presses("Preview")
    looks = office.all(office.sora)[-2]
    assert (looks["document"]["file_name"], looks.text) == ("call.pdf", "The call")


ANIMATED = {"file_id": "A", "file_unique_id": "a", "width": 1, "height": 1, "duration": 1}
FILE = {"file_id": "F", "file_unique_id": "f"}
UNSENDABLE: list[tuple[dict[str, Any], str]] = [
    (
        {"sticker": {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}},
        "That",
    ),
    ({"voice": {**FILE, "duration": 1}}, "no stickers, voice"),
    ({"video": {**FILE, "width": 1, "height": 1, "duration": 1}, "caption": "Look"}, "no stickers, voice"),
    ({"animation": ANIMATED, "document": FILE}, "no stickers, voice"),
    ({"location": {"latitude": 1.0, "longitude": 1.0}}, "no stickers, voice"),
    ({"photo": [{**FILE, "width": 1, "height": 1}], "media_group_id": "7", "caption": "One"}, "That is an album."),
]


async def test_what_cannot_be_announced_is_said_and_asked_for_again(office: Office) -> None:
    asked = await office.says("/announce")
    for content, said in UNSENDABLE:
        office.sora.sends(content, asked)
        await office.world.settle()
        told, again = office.all(office.sora)[-2:]
        assert said in told.text, content
        assert again.text == asked.text, content
    await office.replies("Words then")
    assert (await office.draft()).texts == {"en": "Words then"}


async def test_an_album_is_answered_once(office: Office) -> None:
    asked = await office.says("/announce")
    before = len(office.all(office.sora))
    for number in range(3):
        photo = [{"file_id": f"P{number}", "file_unique_id": f"p{number}", "width": 1, "height": 1}]
        office.sora.sends({"photo": photo, "media_group_id": "7"}, asked)
    await office.world.settle()
    assert len(office.all(office.sora)) == before + 2


@pytest.mark.parametrize(
    ("letter", "most", "photo"), [("x", 4096, False), ("😀", 2048, False), ("x", 1024, True), ("😀", 512, True)]
)
async def test_as_many_letters_as_telegram_takes_and_no_more(
    office: Office, letter: str, most: int, photo: bool
) -> None:
    asked = await office.says("/announce")

    async def send(text: str) -> Message:
        if photo:
            picture = [{"file_id": "P", "file_unique_id": "p", "width": 1, "height": 1}]
            office.sora.sends({"photo": picture, "caption": text}, asked)
        else:
            office.sora.says(text, asked)
        await office.world.settle()
        return office.last(office.sora)

    await send(letter * most + "y")
    room = 1024 if photo else 4096
    assert f"The text in English has {room + 1} letters" in office.all(office.sora)[-2].text
    assert await office.world.services.database.run(lambda c: drafts.find(c, 1)) is None
    shown = await send(letter * most)
    assert f"Text (letters): English ({room})" in shown.text
    assert f"In Spanish the English text with the note that it is English has {room + 36} letters" in shown.text


async def test_a_picture_above_a_text_that_is_too_long_for_it_is_not_taken(office: Office) -> None:
    await office.says(f"/announce {'x' * 1025}")
    await office.presses("Picture or file")
    await office.presses("Send a picture")
    photo = [{"file_id": "P", "file_unique_id": "p", "width": 1, "height": 1}]
    office.sora.sends({"photo": photo}, office.last(office.sora))
    await office.world.settle()
    assert "below a picture or a file there may be 1024: 1 too many" in office.all(office.sora)[-2].text
    assert (await office.draft()).media is None


async def test_words_are_no_picture(office: Office) -> None:
    await office.says("/announce Hello")
    await office.presses("Picture or file")
    await office.presses("Send a picture")
    await office.replies("Here it is")
    assert "That is text, and a picture or a file is asked for." in office.all(office.sora)[-2].text


async def test_a_button_that_opens_a_link(office: Office) -> None:
    await office.says("/announce Hello")
    await office.presses("Buttons")
    await office.presses("Add a link")
    await office.replies("example.org/apply")
    assert "Is https://example.org/apply meant?" in office.all(office.sora)[-2].text
    shown = await office.replies("https://example.org/apply Apply now\nes: Postular")
    assert "Button: Apply now (https://example.org/apply)" in shown.text
    assert (await office.draft()).links == (
        LinkButton("https://example.org/apply", {"en": "Apply now", "es": "Postular"}),
    )
    await office.presses("Preview")
    await office.presses("Spanish")
    looks = office.all(office.sora)[-2]
    assert looks.buttons[0] == {"text": "Postular", "url": "https://example.org/apply"}
    await office.presses("« To the card")
    await office.presses("Buttons")
    await office.presses("Remove: Apply now")
    assert (await office.draft()).links == ()


async def test_a_time_is_told_back_and_can_be_taken_away(office: Office) -> None:
    await office.says("/announce Hello")
    await office.presses("When")
    await office.presses("Name a day")
    await office.replies("soon")
    assert "“soon” is no time. Expected is the day with its year first" in office.all(office.sora)[-2].text
    local = dt.datetime.fromtimestamp(office.now, ZoneInfo("Asia/Seoul")) + dt.timedelta(days=3)
    shown = await office.replies(f"{local:%Y-%m-%d %H:%M} Asia/Seoul")
    assert f"When: {local:%A}, {local.day} {local:%B %Y}, {local:%H:%M} (Asia/Seoul), in 3 days" in shown.text
    await office.presses("When")
    await office.presses("As soon as")
    assert (await office.draft()).due == 0


async def test_pressed_twice_it_goes_out_once(office: Office) -> None:
    below = await previewed(office)
    label = _labelled(below, YES)
    office.sora.presses(below, label)
    office.sora.presses(below, label)
    await office.world.settle()
    assert "was approved before, by Sora" in office.find("before").text
    assert await office.planned() == [office.room.id, office.ann.id]


async def test_of_two_people_who_press_at_once_one_approves(office: Office) -> None:
    below = await previewed(office)
    await office.presses("« To the card", office.sora)
    office.min.says("/announce")
    await office.world.settle()
    await office.presses("1 · Hello", office.min)
    await office.presses("Preview", office.min)
    theirs = office.last(office.min)
    office.sora.presses(below, _labelled(below, YES))
    office.min.presses(theirs, _labelled(theirs, YES))
    await office.world.settle(together=True)
    told = {one.text for who in (office.sora, office.min) for one in office.all(who) if "approved" in one.text}
    made = await office.round()
    assert made is not None
    assert f"Announcement 1 was approved before, by {made.approvers}." in told
    assert len(await office.planned()) == 2


async def test_nothing_is_approved_that_was_changed_since_it_was_shown(office: Office) -> None:
    below = await previewed(office)
    await office.presses("Pin it", message=office.find("(drafted by"))
    await office.presses(YES, message=below)
    assert "has changed since" in office.find("has changed since").text
    assert await office.round() is None
    assert below.buttons == []


async def test_nothing_is_approved_that_nobody_has_looked_at(office: Office) -> None:
    await office.subscribe(office.ann)
    shown = await office.says("/announce Hello")
    press = office.sora.forges_press(shown, f"t:draft-go:1:{(await office.held()).version}")
    await office.world.settle()
    assert not (await press.answer())["text"]
    assert "has not been looked at" in office.find("has not been looked at").text
    assert await office.round() is None


FORGED = ["1", "1:", "1:00000000", "2:00000000", ":", "", "x:y", "-1:0", "٣:00000000", "9" * 30]


async def test_a_forged_yes_does_nothing(office: Office) -> None:
    below = await previewed(office)
    for value in FORGED:
        office.sora.forges_press(below, f"t:draft-go:{value}")
        await office.world.settle()
        assert await office.round() is None, value


WILD = [
    "draft:1:nothing",
    "draft:7",
    "draft-set:1:pins",
    "draft-set:1:pins::2",
    "draft-set:1:kind:moons:1",
    "draft-set:1:program:0000000000:1",
    "draft-set:1:text:xx:0",
    "draft-set:7:pins::1",
    "draft-type:1:draft-new",
    "draft-type:1:draft-text:xx",
    "draft-type:7:draft-when",
    "draft-look:7",
    "draft-look:1:xx",
    "draft-drop:7",
    "draft-again:7",
    "draft-cancel:1",
    "draft-now:1",
    "draft-cancel:7",
    "draft-open:7",
    "draft-set:",
    "draft:",
]


async def test_buttons_that_were_made_up_change_nothing(office: Office) -> None:
    below = await previewed(office)
    before = await office.held()
    for value in WILD:
        press = office.sora.forges_press(below, f"t:{value}")
        await office.world.settle()
        await press.answer()
        now = await office.held()
        assert (now.draft, now.state) == (before.draft, before.state), value
        assert await office.round() is None, value


async def test_who_is_not_of_staff_now_approves_nothing(office: Office) -> None:
    below = await previewed(office)
    press = office.ann.forges_press(below, _data(below, YES))
    await office.world.settle()
    assert (await press.answer())["text"] == OUTDATED
    office.world.serves(replace(office.world.services, staff=frozenset({office.min.id})))
    assert await office.presses(YES, office.sora, below) == OUTDATED
    assert await office.round() is None
    assert (await office.held()).state is Draft.DRAFT


def _data(message: Message, button: str) -> str:
    return str(next(one["callback_data"] for one in message.buttons if one["text"].startswith(button)))


async def test_where_nobody_would_get_it_nobody_can_say_yes(office: Office) -> None:
    await office.says("/announce Hello")
    await office.presses("Preview")
    below = office.last(office.sora)
    assert "Nobody would get it." in below.text
    assert not _labelled(below, "Yes")
    press = office.sora.forges_press(below, f"t:draft-go:1:{(await office.held()).version}")
    await office.world.settle()
    await press.answer()
    assert "something stands in its way" in office.find("stands in its way").text
    assert await office.round() is None


async def test_what_telegram_refuses_is_told_and_cannot_be_approved(office: Office) -> None:
    await office.subscribe(office.ann)
    draft = Announcement({"en": "Hello"}, links=(LinkButton("https://localhost/apply", {"en": "Apply"}),))
    await office.world.services.database.run(
        lambda c: drafts.create(c, draft, Maker(Source.FACTS, 0, "", office.sora.id, "x"), office.now)
    )
    await card.show(Team(office.world.services, office.sora.id), 1)
    assert "proposed by the bot" in office.last(office.sora).text
    await office.presses("Preview")
    assert "The link of a button is not one that Telegram can open." in office.find("Telegram does not take it").text
    below = office.last(office.sora)
    assert "Telegram did not take it in: English." in below.text
    assert not _labelled(below, "Yes")
    office.sora.forges_press(below, f"t:draft-go:1:{(await office.held()).version}")
    await office.world.settle()
    assert await office.round() is None


async def test_a_second_yes_has_to_come_from_somebody_else(strict: Office) -> None:
    office = strict
    await previewed(office)
    assert await office.presses("Yes: 1 chat (one more yes is needed)") == ""
    assert "Sora says yes to announcement 1." in office.find("says yes").text
    assert await office.round() is None
    looks, below = office.all(office.room)[-2:]
    assert looks.text == "Hello all"
    assert "Sora has said yes. One more of the team has to." in below.text
    await office.presses(YES, office.sora, below)
    assert "The second has to come from another one" in office.last(office.room).text
    assert await office.round() is None
    await office.presses(YES, office.min, below)
    made = await office.round()
    assert made is not None
    assert made.approvers == "Sora, Min"


async def test_a_change_after_the_first_yes_needs_it_anew(strict: Office) -> None:
    office = strict
    await previewed(office)
    await office.presses("Yes: 1 chat")
    below = office.last(office.room)
    await office.presses("Pin it", message=office.find("(drafted by"))
    assert (await office.held()).state is Draft.DRAFT
    await office.presses(YES, office.min, below)
    assert await office.round() is None
    await office.presses("Preview", office.sora)
    await office.presses("Yes: 1 chat")
    assert (await office.held()).seconded == office.sora.id


async def test_a_button_pressed_again_that_changes_nothing_keeps_the_first_yes(strict: Office) -> None:
    office = strict
    await previewed(office)
    await office.presses("Yes: 1 chat")
    office.sora.forges_press(office.last(office.sora), "t:draft-set:1:pins::0")
    await office.world.settle()
    assert (await office.held()).state is Draft.SECONDED


async def test_the_first_yes_of_somebody_who_has_left_counts_for_nothing(strict: Office) -> None:
    office = strict
    await previewed(office)
    await office.presses("Yes: 1 chat")
    below = office.last(office.room)
    office.world.serves(replace(office.world.services, staff=frozenset({office.min.id})))
    await office.presses(YES, office.min, below)
    assert await office.round() is None
    assert (await office.held()).seconded == office.min.id


async def test_without_a_chat_of_staff_the_others_are_asked_in_private(api: BotApi, tmp_path: Path) -> None:
    async with opened(api, tmp_path, approvals=2, room=False) as office:
        await office.says("/cancel", office.min)
        await office.subscribe(office.min, program="none")
        await previewed(office)
        await office.presses("Yes: 1 chat")
        assert "Sora has said yes." in office.last(office.min).text
        await office.presses(YES, office.min)
        assert await office.planned() == [office.ann.id]


async def scheduled(office: Office) -> Message:
    """The card of one that waits for its time."""
    await office.subscribe(office.ann)
    await office.says("/announce Hello")
    await office.presses("When")
    await office.presses("Name a day")
    day = dt.datetime.fromtimestamp(office.now, dt.UTC) + dt.timedelta(days=2)
    await office.replies(f"{day:%Y-%m-%d %H:%M} UTC")
    await office.presses("Preview")
    await office.presses("Yes, at its time, to 1 chat")
    return office.last(office.sora)


async def test_what_waits_for_its_time_can_be_cancelled(office: Office) -> None:
    shown = await scheduled(office)
    assert "in 2 days" in shown.text
    await office.says("/announce")
    assert any("1 · scheduled · Hello" in one["text"] for one in office.find("These announcements wait").buttons)
    assert await office.presses("Cancel it", message=shown) == ""
    made = await office.round()
    assert made is not None
    assert made.stage is Stage.CANCELLED
    assert "Cancelled. Nobody gets it." in shown.text
    assert await office.presses("A new draft", message=shown) == ""
    assert (await office.draft(2)).texts == {"en": "Hello"}
    assert (await office.draft(2)).due == 0


async def test_what_waits_for_its_time_can_go_out_at_once(office: Office) -> None:
    shown = await scheduled(office)
    await office.presses("Send it now", message=shown)
    made = await office.round()
    assert made is not None
    assert (made.stage, made.due) == (Stage.RUNNING, office.now)
    press = office.sora.forges_press(shown, "t:draft-cancel:1")
    await office.world.settle()
    assert (await press.answer())["text"] == "It does not wait any more."


async def test_a_time_that_passes_before_the_yes_has_to_be_named_anew(office: Office) -> None:
    await office.subscribe(office.ann)
    await office.says("/announce Hello")
    await office.presses("When")
    await office.presses("Name a day")
    day = dt.datetime.fromtimestamp(office.now, dt.UTC) + dt.timedelta(minutes=10)
    await office.replies(f"{day:%Y-%m-%d %H:%M} UTC")
    await office.presses("Preview")
    below = office.last(office.sora)
    office.world.time[0] += 3600
    await office.presses("Yes, at its time", message=below)
    assert await office.round() is None
    assert "Its time is over. Name another one." in office.last(office.sora).text


async def test_what_was_discarded_can_be_begun_again(office: Office) -> None:
    shown = await office.says("/announce Hello")
    await office.presses("Discard")
    await office.presses("Yes, discard it")
    assert (await office.held()).state is Draft.DISCARDED
    assert "Discarded. Nobody gets it." in shown.text
    await office.presses("A new draft", message=shown)
    assert "Announcement 2" in office.last(office.sora).text
    assert await office.presses("Pin it", message=office.find("Announcement 2")) == ""


async def test_what_is_typed_too_late_changes_nothing(office: Office) -> None:
    await previewed(office)
    card_ = office.find("(drafted by")
    await office.presses("Texts", message=card_)
    await office.presses("✓ English", message=card_)
    asked = office.last(office.sora)
    await office.presses(YES)
    await office.says("Another text", reply_to=asked)
    assert "That cannot be changed any more." in office.last(office.sora).text
    assert (await office.draft()).texts == {"en": "Hello all"}
    await office.says("Once more", reply_to=asked)
    assert "Nothing was done with that" in office.last(office.sora).text or (await office.draft()).texts == {
        "en": "Hello all"
    }


async def test_what_is_handled_again_after_a_kill_is_as_if_handled_once(office: Office) -> None:
    await office.subscribe(office.ann)
    office.sora.says("/announce Hello")
    await office.world.settle(times=2)
    assert len(await office.world.services.database.run(lambda c: drafts.latest(c, (Draft.DRAFT,)))) == 1
    for button in ("Pin it", "Preview", YES):
        there = next(one for one in reversed(office.all(office.sora)) if _labelled(one, button))
        office.sora.presses(there, _labelled(there, button))
        await office.world.settle(times=2)
    assert len(await office.planned()) == 2
    assert (await office.draft()).pins


async def test_several_are_open_at_once(office: Office) -> None:
    await office.says("/announce One")
    await office.says("/announce Two")
    await office.says("/announce", office.min)
    listed = office.find("These announcements wait", office.min)
    assert [one["text"] for one in listed.buttons] == ["2 · Two", "1 · One"]
    await office.presses("1 · One", office.min)
    assert "It begins: One" in office.last(office.min).text


async def test_in_the_chat_of_staff_as_well(office: Office) -> None:
    await office.subscribe(office.ann, office.room)
    office.min.says("/announce@wego_test_bot Hello", chat=office.room)
    await office.world.settle()
    shown = office.last(office.room)
    assert "2 chats want it now: private chats 1, groups 1." in shown.text
    for button in ("Preview", "Yes, send it to 2 chats"):
        there = next(one for one in reversed(office.all(office.room)) if _labelled(one, button))
        office.sora.presses(there, _labelled(there, button))
        await office.world.settle()
    assert await office.planned() == [office.room.id, office.ann.id]


async def test_who_is_no_staff_learns_nothing_of_it(office: Office) -> None:
    assert "I do not know this command" in (await office.says("/announce Hello", office.ann)).text


async def test_those_who_want_nothing_for_now_are_counted_apart(office: Office) -> None:
    await office.subscribe(office.ann)
    await office.world.services.database.run(
        lambda c: preferences.change(c, office.ann.id, office.now, paused=True, paused_until=office.now + 60)
    )
    assert "1 of them has paused announcements" in (await office.says("/announce Hello")).text


async def test_a_correction_offers_texts_and_links_alone(office: Office) -> None:
    await previewed(office)
    await office.presses(YES)
    first = await office.draft()
    await office.world.services.database.run(
        lambda c: drafts.create(c, first, Maker(Source.STAFF, 1, "Min", office.sora.id, corrects=1), office.now)
    )
    await card.show(Team(office.world.services, office.sora.id), 2)
    shown = office.last(office.sora)
    assert "It corrects announcement 1, in the chats that have it." in shown.text
    assert [one["text"] for one in shown.buttons] == ["Texts", "Buttons", "Preview", "Discard"]
    assert await office.presses("Texts") == ""
    for value in ("draft-set:2:pins::1", "draft-type:2:draft-when"):
        press = office.sora.forges_press(shown, f"t:{value}")
        await office.world.settle()
        assert (await press.answer())["text"] == "That cannot be changed any more."
    assert await office.draft(2) == first


async def test_what_was_frozen_is_what_was_shown(office: Office) -> None:
    await previewed(office)
    looks = office.all(office.sora)[-2]
    await office.presses(YES)
    rows = await office.world.services.database.run(lambda c: c.execute(renderings.select()).mappings().all())
    made = {row["language"]: json.loads(row["body"]) for row in rows}
    assert set(made) == {"en", "es"}
    assert (made["en"]["text"], made["en"]["buttons"]) == (looks.text, [[one] for one in looks.buttons])
    assert (made["es"]["said"], made["es"]["text"]) == ("en", "Hello all\n\n(This message is in English only.)")


async def test_what_is_approved_goes_out_to_the_staff_chat_and_to_who_wants_it(api: BotApi, tmp_path: Path) -> None:
    sora, ann = api.person("Sora", started=True), api.person("Ann", started=True)
    room = api.group("Staff", members=[sora])
    async with serving(api, tmp_path, staff=frozenset({sora.id}), staff_chat=room.id):
        ann.says("/subscribe")
        await ann.presses(await ann.hears(20), "All programmes").answer(10)
        sora.says("/announce The call is open")
        shown = await sora.hears(20, containing="drafted by")
        await sora.presses(shown, "Preview").answer(10)
        below = await sora.hears(10, containing="so it looks")
        await sora.presses(below, "Yes, send it to 1 chat").answer(10)
        assert (await ann.hears(10)).text == "The call is open"
        assert api.sent(room)[0].text == "The call is open"

        sora.says("/announcements")
        await sora.presses(await sora.hears(10, containing="Press its number"), "1").answer(10)
        opened = next(message for message in reversed(api.sent(sora.id)) if "Its text:" in message.text)
        await sora.presses(opened, "Correct").answer(10)
        correction = await sora.hears(10, containing="there is nothing to correct")
        await sora.presses(correction, "Texts").answer(10)
        await sora.presses(correction, "✓ English").answer(10)
        asked = await sora.hears(10, containing="eply to this message")
        sora.says("The call is closed", reply_to=asked)
        correction = await sora.hears(10, containing="drafted by")
        await sora.presses(correction, "Preview").answer(10)
        await sora.presses(await sora.hears(10, containing="so it looks"), "Yes, correct it in 2 chats").answer(10)
        await api.wait_for(lambda: [message.text for message in api.sent(ann.id)][-1:] == ["The call is closed"], 10)
        assert api.sent(room)[0].text == "The call is closed"

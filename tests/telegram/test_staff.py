"""Questions that are sent on to staff: what staff reply with reaches the person, or staff are told that it did not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.stand_in import BotApi, Fault, Group, Message, Person
from bot.telegram_bot.floods import TO_STAFF
from tests.telegram.serving import serving

FEE = "How much is the fee?"
OURS = "The WeGO team answers:"
SENT = "has been sent"
NOT_SENT = "could not be sent"
LOST = "has not reached the person"
NOT_LISTED = "has not been sent"
NOBODY = "sent to nobody"


@dataclass(frozen=True)
class Desk:
    """A person whose question lies with staff."""

    api: BotApi
    ann: Person
    sora: Person
    staff: Group
    asked: list[Message]
    """The messages in the staff chat that hold it."""

    async def told(self, words: str) -> Message:
        """What staff are told next."""
        return await self.staff.hears(10, containing=words)


async def lies_with_staff(api: BotApi, ann: Person, sora: Person, staff: Group, question: str) -> Desk:
    ann.says(question)
    unknown = await ann.hears(10)
    await ann.presses(unknown, "Ask the team").answer(10)
    assert "with the WeGO team" in (await ann.hears(10)).text
    return Desk(api, ann, sora, staff, api.sent(staff))


@pytest.fixture
async def desk(api: BotApi, tmp_path: Path) -> AsyncIterator[Desk]:
    """One whose question is short."""
    ann, sora = api.person("Ann"), api.person("Sora")
    staff = api.group("Staff", members=[sora, api.person("Visitor")])
    async with serving(api, tmp_path, staff=frozenset([sora.id]), staff_chat=staff.id):
        yield await lies_with_staff(api, ann, sora, staff, FEE)


FILE = {"file_id": "f", "file_unique_id": "f"}
SENDS: list[dict[str, Any]] = [
    {"photo": [{**FILE, "width": 1, "height": 1}], "caption": "The form & its <back>"},
    {"document": {**FILE, "file_name": "form.pdf"}},
    {"voice": {**FILE, "duration": 3}},
    {"location": {"latitude": 37.5, "longitude": 127.0}},
]


@pytest.mark.parametrize("content", SENDS, ids=lambda content: next(iter(content)))
async def test_what_is_no_text_is_copied_to_the_person(desk: Desk, content: dict[str, Any]) -> None:
    desk.sora.sends(content, desk.asked[0])
    copy = await desk.ann.hears(10)
    assert {name: copy[name] for name in content} == content
    assert copy.reply_to is not None
    assert copy["from"]["is_bot"]  # who of the staff wrote it is not shown
    assert "from the WeGO team" in (await desk.ann.hears(10)).text
    await desk.told(SENT)


async def test_an_album_is_copied_whole_and_told_of_once(desk: Desk) -> None:
    for _ in range(3):
        desk.sora.sends({**SENDS[0], "media_group_id": "7"}, desk.asked[0])
    desk.sora.says("That is all", desk.asked[0])
    assert "That is all" in (await desk.ann.hears(10, containing=OURS)).text
    await desk.told(SENT)
    await desk.told(SENT)
    heard = desk.api.sent(desk.ann.chat)[2:]
    assert ["photo" in message for message in heard] == [True, False, True, True, False]
    assert len(desk.api.sent(desk.staff)) == 3


async def test_a_copy_that_is_not_possible_is_told_to_staff(desk: Desk) -> None:
    desk.sora.sends({"dice": {"emoji": "🎲", "value": 6}}, desk.asked[0])  # the stand-in copies none
    await desk.told(NOT_SENT)
    assert len(desk.api.sent(desk.ann.chat)) == 2


async def test_a_person_who_blocked_the_bot_is_told_of_to_staff(desk: Desk) -> None:
    desk.ann.blocks()
    desk.sora.sends(SENDS[0], desk.asked[0])
    await desk.told(NOT_SENT)


async def test_the_lines_of_an_answer_stay_lines(desk: Desk) -> None:
    desk.sora.says("You need:\n- a letter\n- a form\n\nGood luck!", desk.asked[0])
    assert "You need:\n- a letter\n- a form\n\nGood luck!" in (await desk.ann.hears(10)).text


async def test_an_edited_answer_is_edited_for_the_person(desk: Desk) -> None:
    reply = desk.sora.says("There is no fee", desk.asked[0])
    answer = await desk.ann.hears(10)
    desk.sora.edits(reply, "There is a small fee & a form")
    await desk.told("as you have edited it")
    assert answer.text == f"{OURS}\n\nThere is a small fee & a form"
    assert len(desk.api.sent(desk.ann.chat)) == 3


async def test_an_edit_that_cannot_reach_the_person_is_told_to_staff(desk: Desk) -> None:
    reply = desk.sora.says("There is no fee", desk.asked[0])
    answer = await desk.ann.hears(10)
    await desk.told(SENT)
    desk.api.faults.next("editMessageText", Fault.status(400))
    desk.sora.edits(reply, "There is a fee")
    await desk.told(LOST)
    assert "no fee" in answer.text


async def test_an_edited_caption_is_told_not_to_reach_the_person(desk: Desk) -> None:
    reply = desk.sora.sends(SENDS[0], desk.asked[0])
    await desk.told(SENT)
    desk.sora.edits(reply, "The other form")
    await desk.told(LOST)


async def test_an_edit_after_the_person_was_forgotten_reaches_nobody(desk: Desk) -> None:
    reply = desk.sora.says("There is no fee", desk.asked[0])
    answer = await desk.ann.hears(10)
    desk.ann.says("/forget_me")
    assert "deleted" in (await desk.ann.hears(10)).text
    desk.sora.edits(reply, "There is a fee")
    await desk.told(NOBODY)
    assert "no fee" in answer.text


async def test_a_reply_to_any_part_of_a_long_question_reaches_the_person(api: BotApi, tmp_path: Path) -> None:
    ann, sora = api.person("Ann"), api.person("Sora")
    staff = api.group("Staff", members=[sora])
    question = f"{FEE} {'blah & ' * 580}"
    async with serving(api, tmp_path, staff=frozenset([sora.id]), staff_chat=staff.id):
        desk = await lies_with_staff(api, ann, sora, staff, question)
        assert len(desk.asked) > 1
        for number, part in enumerate(desk.asked):
            sora.says(f"Answer {number}", part)
            assert f"Answer {number}" in (await ann.hears(10)).text


async def test_what_staff_say_among_themselves_goes_nowhere(desk: Desk) -> None:
    said = await desk.staff.hears(10)
    desk.sora.sends(SENDS[0], desk.sora.says("A word among us", chat=desk.staff), chat=desk.staff)
    desk.ann.says("/help")
    assert "/programs" in (await desk.ann.hears(10)).text
    assert desk.api.sent(desk.staff) == [said]


@pytest.mark.parametrize("content", [{"text": "It is a million"}, *SENDS], ids=lambda content: next(iter(content)))
@pytest.mark.parametrize("anonymous", [False, True])
async def test_who_may_not_answer_is_told_so(desk: Desk, content: dict[str, Any], *, anonymous: bool) -> None:
    """A colleague who is not in the list, and one who is, hidden behind the group."""
    name = "Sora" if anonymous else "Visitor"
    person = next(one for one in desk.api.world.people.values() if one.first_name == name)
    desk.staff.sets_status(person, "administrator" if anonymous else "member")
    desk.staff.member(person).anonymous = anonymous
    said = person.sends(content, desk.asked[0])
    assert (await desk.told(NOT_LISTED)).reply_to == said.id
    desk.ann.says("/help")
    assert "/programs" in (await desk.ann.hears(10)).text


async def test_another_bot_in_the_chat_of_staff_is_told_nothing(desk: Desk) -> None:
    other = desk.api.other_bot()
    other.joins(desk.staff)
    other.says("Welcome!", desk.asked[0])
    desk.sora.says("There is no fee", desk.asked[0])
    await desk.told(SENT)
    assert len(desk.api.sent(desk.staff)) == 2


async def test_a_reply_to_what_is_no_question_is_told_to_reach_nobody(desk: Desk) -> None:
    desk.sora.says("There is no fee", desk.asked[0])
    assert "no fee" in (await desk.ann.hears(10)).text
    said = desk.sora.says("And no form", await desk.told(SENT))
    assert (await desk.told(NOBODY)).reply_to == said.id


async def test_an_answer_to_somebody_who_was_forgotten_is_told_to_reach_nobody(desk: Desk) -> None:
    desk.ann.says("/forget_me")
    assert "deleted" in (await desk.ann.hears(10)).text
    desk.sora.says("There is no fee", desk.asked[0])
    await desk.told(NOBODY)


async def test_a_kill_before_the_verdict_is_remembered_costs_no_question(
    api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is done again after a start is the whole of it: the question reaches staff, and the person is told."""
    ann, sora = api.person("Ann"), api.person("Sora")
    staff = api.group("Staff", members=[sora])
    more: dict[str, Any] = {"staff": frozenset([sora.id]), "staff_chat": staff.id}
    async with serving(api, tmp_path, **more):
        ann.says("How much is the fee?")
        answer = await ann.hears(10)
        api.faults.share("sendMessage", Fault.too_many(60), 1.0)
        monkeypatch.setattr("bot.telegram_bot.leadership.DRAIN", 0.1)
        ann.presses(answer, "Ask the team")
        await api.wait_for(lambda: api.journal.of("sendMessage")[-1].params["chat_id"] == staff.id, 10)
    api.faults.clear()
    async with serving(api, tmp_path, **more):
        await ann.hears(10, containing="with the WeGO team")
    assert len(api.sent(staff)) == 1


async def test_one_person_cannot_fill_the_chat_of_staff(api: BotApi, tmp_path: Path) -> None:
    ann, sora = api.person("Ann"), api.person("Sora")
    staff = api.group("Staff", members=[sora])
    most = int(TO_STAFF.burst)
    async with serving(api, tmp_path, staff=frozenset([sora.id]), staff_chat=staff.id):
        for number in range(most + 1):
            ann.says(f"How much is the fee in {2030 + number}?")
            answer = await ann.hears(10)
            await ann.presses(answer, "Ask the team").answer(10)
            told = await ann.hears(10)
    assert len(api.sent(staff)) == most
    assert "several questions" in told.text
    assert "@" in told.text, "whom to write to stands there"

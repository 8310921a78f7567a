"""/inbox: what people asked in vain, for staff alone; ignored, taken back, and answered to all who can be reached."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.answers.misses.group import Miss
from bot.answers.misses.grouping import grouped
from bot.stand_in import BotApi, Fault, Group, Message, Person
from bot.storage import questions
from bot.storage.database import Connection
from bot.storage.misses import PATIENCE
from bot.storage.questions import Kept
from bot.telegram_bot.missed import find
from bot.telegram_bot.sending import Revoked
from tests.telegram.group_world import GroupWorld, group_world

FEE = "How much is the fee?"
DOG = "Can I bring my dog?"
SUGGESTS = "Which hotel did the participants stay in?"
OUTDATED = "This button is too old. Please ask again."


@dataclass(frozen=True)
class Office:
    """A bot with people who ask, one member of staff, and the chat of staff."""

    world: GroupWorld
    ann: Person
    bob: Person
    sora: Person
    room: Group

    async def ask(self, person: Person, text: str, chat: Group | None = None) -> Message:
        """The last message of the bot after a question."""
        person.says(text, chat=chat)
        await self.world.settle()
        return self.world.api.sent(chat or person.chat)[-1]

    async def inbox(self) -> Message:
        return await self.ask(self.sora, "/inbox@wego_test_bot", self.room)

    async def presses(self, message: Message, button: str, person: Person | None = None) -> str:
        """What Telegram shows; the buttons that begin with some words will do."""
        label = next(one["text"] for one in message.buttons if one["text"].startswith(button))
        press = (person or self.sora).presses(message, label)
        await self.world.settle()
        return str((await press.answer()).get("text") or "")

    async def open(self, button: str) -> Message:
        shown = await self.inbox()
        assert await self.presses(shown, button) == ""
        return shown

    def last(self, chat: Group | Person) -> Message:
        return self.world.api.sent(chat if isinstance(chat, Group) else chat.chat)[-1]


@pytest.fixture
async def office(api: BotApi, tmp_path: Path) -> AsyncIterator[Office]:
    ann, bob, sora = (api.person(name) for name in ("Ann", "Bob", "Sora"))
    room = api.group("Staff", members=[sora, ann])
    async with group_world(api, tmp_path, staff=[sora.id], staff_chat=room.id) as world:
        yield Office(world, ann, bob, sora, room)


async def test_what_was_asked_in_vain_stands_there_the_heaviest_first(office: Office) -> None:
    assert "Nothing waits" in (await office.inbox()).text
    for person, text in [(office.ann, DOG), (office.ann, FEE), (office.bob, "What is the fee"), (office.ann, FEE)]:
        await office.ask(person, text)
    shown = await office.inbox()
    assert [button["text"] for button in shown.buttons] == ["2 · What is the fee", f"1 · {DOG}"]
    await office.presses(shown, "2 ·")
    assert "Questions: 2. People: 2. Languages: English." in shown.text
    assert f"{FEE} (English, people: 1)" in shown.text
    assert "Ann" not in shown.text
    await office.presses(shown, "« To the list")
    assert len(shown.buttons) == 2


@pytest.mark.parametrize(
    "text", ["Hello!", "Thank you", "👍", "When was the Seoul Program 2016?", "/apply", "/nothing"]
)
async def test_what_asks_nothing_or_is_answered_is_no_miss(office: Office, text: str) -> None:
    await office.ask(office.ann, text)
    office.world.time[0] += 2 * PATIENCE
    assert "Nothing waits" in (await office.inbox()).text


async def test_an_edited_question_counts_once_with_its_last_words(office: Office) -> None:
    said = office.ann.says(DOG)
    await office.world.settle()
    office.ann.edits(said, FEE)
    await office.world.settle()
    assert [button["text"] for button in (await office.inbox()).buttons] == [f"1 · {FEE}"]
    office.ann.edits(said, "When was the Seoul Program 2016?")
    await office.world.settle()
    assert "Nothing waits" in (await office.inbox()).text


async def test_a_suggestion_is_a_miss_once_nobody_has_taken_it_for_an_hour(office: Office) -> None:
    await office.ask(office.ann, SUGGESTS)
    assert "Nothing waits" in (await office.inbox()).text
    office.world.time[0] += PATIENCE + 1
    shown = await office.open("1 ·")
    assert "nobody took it: 1" in shown.text
    assert "Suggested:" in shown.text


@pytest.mark.parametrize("how", ["button", "number", "words"])
async def test_a_suggestion_that_was_taken_is_no_miss(office: Office, how: str) -> None:
    offered = await office.ask(office.ann, SUGGESTS)
    if how == "button":
        await office.presses(offered, offered.buttons[0]["text"], office.ann)
    else:
        await office.ask(office.ann, "1" if how == "number" else offered.buttons[0]["text"])
    office.world.time[0] += PATIENCE + 1
    assert "Nothing waits" in (await office.inbox()).text


async def test_what_somebody_says_was_not_meant_or_of_no_help_is_a_miss_at_once(office: Office) -> None:
    await office.presses(await office.ask(office.ann, SUGGESTS), "None of", office.ann)
    await office.presses(await office.ask(office.bob, "When was the Seoul Program 2016?"), "👎", office.bob)
    shown = await office.inbox()
    assert len(shown.buttons) == 2
    await office.presses(shown, "1 · When")
    assert "answered, and not helpful: 1" in shown.text
    assert "Nearest in the knowledge: Seoul Program 2016 (when)" in shown.text


async def test_ignored_questions_are_gone_and_can_be_taken_back(office: Office) -> None:
    await office.ask(office.ann, FEE)
    shown = await office.open("1 ·")
    office.world.time[0] += 60
    await office.ask(office.bob, FEE)
    await office.presses(shown, "Ignore")
    assert "1 question is ignored" in shown.text
    assert [one["text"] for one in (await office.inbox()).buttons] == [f"1 · {FEE}"], "Bob's came later, unseen"
    await office.presses(shown, "Undo")
    assert "People: 2." in shown.text


async def test_a_press_that_is_handled_again_after_a_kill_says_the_same(office: Office) -> None:
    await office.ask(office.ann, FEE)
    shown = await office.open("1 ·")
    ignore = next(one["callback_data"] for one in shown.buttons if one["text"] == "Ignore")
    for _ in range(2):
        press = office.sora.forges_press(shown, ignore)
        await office.world.settle()
        assert not (await press.answer())["text"]
        assert "1 question is ignored" in shown.text


async def test_pages_are_turned(office: Office) -> None:
    for at, thing in enumerate(["dog", "cat", "guitar", "bicycle", "drone", "tent", "piano", "surfboard", "canoe"]):
        office.world.time[0] += at
        await office.ask(office.ann, f"Can I bring my {thing}?")
    shown = await office.inbox()
    assert "9 groups" in shown.text
    assert len(shown.buttons) == 9
    await office.presses(shown, "More")
    assert [one["text"] for one in shown.buttons] == ["1 · Can I bring my dog?", "« Back"]
    await office.presses(shown, "« Back")
    assert len(shown.buttons) == 9


async def test_nobody_else_sees_it(office: Office) -> None:
    await office.ask(office.ann, FEE)
    assert "do not know this command" in (await office.ask(office.ann, "/inbox")).text
    office.ann.says("/inbox@wego_test_bot", chat=office.room)
    await office.world.settle()
    assert FEE not in str(office.world.api.sent(office.room))
    shown = await office.open("1 ·")
    before = shown.text
    for verb in ("inbox", "miss", "ignore", "unignore", "answer", "send", "unsend"):
        data = next(
            (one["callback_data"] for one in shown.buttons if f":{verb}:" in one["callback_data"]), f"t:{verb}:1.1"
        )
        press = office.ann.forges_press(shown, data)
        await office.world.settle()
        assert (await press.answer())["text"] == OUTDATED
    assert shown.text == before
    assert len((await office.inbox()).buttons) == 1


@pytest.mark.parametrize("argument", ["", "1", "1.", "1.1", "x.y", "9" * 40, "-1.5", "\u0661.\u0662"])
@pytest.mark.parametrize("verb", ["miss", "ignore", "unignore", "answer", "send"])
async def test_what_no_button_holds_is_outdated(office: Office, verb: str, argument: str) -> None:
    await office.ask(office.ann, FEE)
    press = office.sora.forges_press(await office.inbox(), f"t:{verb}:{argument}")
    await office.world.settle()
    assert (await press.answer())["text"] == OUTDATED


async def test_who_wants_to_be_forgotten_is_not_in_it_any_more(office: Office) -> None:
    await office.ask(office.ann, FEE)
    shown = await office.open("1 ·")
    await office.ask(office.ann, "/forget_me")
    assert await office.presses(shown, "Ignore") == OUTDATED
    assert "Nothing waits" in (await office.inbox()).text


async def test_staff_are_told_what_of_theirs_outlives_them(office: Office) -> None:
    assert "keeps your name" in (await office.ask(office.sora, "/forget_me")).text
    assert "keeps your name" not in (await office.ask(office.ann, "/forget_me")).text


async def answering(office: Office, text: str = "It is free & <open>.") -> Message:
    """What staff see before they send an answer to all who asked for the fee."""
    shown = await office.open("2 ·")
    await office.presses(shown, "Answer the people")
    office.sora.says(text, office.last(office.room))
    await office.world.settle()
    return office.last(office.room)


async def test_one_answer_goes_to_all_who_asked_alike_once_it_is_confirmed(office: Office) -> None:
    await office.ask(office.ann, FEE)
    await office.ask(office.bob, "What is the fee")
    check = await answering(office)
    assert "The WeGO team answers:\n\nIt is free & <open>." in check.text
    assert "2 people would read it" in check.text
    heard = {person: len(office.world.api.sent(person.chat)) for person in (office.ann, office.bob)}
    send = next(one["callback_data"] for one in check.buttons if one["text"].startswith("Send"))
    await office.presses(check, "Send it to 2 people")
    assert "Sent to 2 people" in check.text
    assert office.last(office.ann).text == f"{FEE}\n\nThe WeGO team answers:\n\nIt is free & <open>."
    assert office.last(office.bob).text.startswith("What is the fee\n\n")
    assert "Nothing waits" in (await office.inbox()).text
    again = office.sora.forges_press(check, send)
    await office.world.settle()
    assert (await again.answer())["text"] == OUTDATED
    assert {person: len(office.world.api.sent(person.chat)) - 1 for person in heard} == heard


async def test_who_cannot_be_reached_is_told_of_and_stays_in_the_inbox(office: Office) -> None:
    group = office.world.api.group("Trainees", members=[office.bob])
    await office.ask(office.ann, FEE)
    await office.ask(office.bob, f"/ask {FEE}", group)
    shown = await office.open("2 ·")
    await office.presses(shown, "Answer the people")
    prompt = office.last(office.room)
    assert "goes to 1 person" in prompt.text
    assert "1 person cannot be reached" in prompt.text
    office.sora.says("It is free.", prompt)
    await office.world.settle()
    await office.presses(office.last(office.room), "Send")
    assert "It is free." in office.last(office.ann).text
    shown = await office.open("1 ·")
    await office.presses(shown, "Answer the people")
    assert "Nobody can be reached" in office.last(office.room).text


async def test_an_answer_to_somebody_who_left_meanwhile_is_told_of(office: Office) -> None:
    await office.ask(office.ann, FEE)
    await office.ask(office.bob, FEE)
    check = await answering(office)
    await office.ask(office.ann, "/forget_me")
    office.bob.blocks()
    await office.presses(check, "Send")
    assert "Sent to 0 people" in check.text
    assert "1 person cannot be reached" in check.text
    assert not any("free" in message.text for message in office.world.api.sent(office.ann.chat))


async def test_a_button_sends_only_the_words_that_it_showed(office: Office) -> None:
    await office.ask(office.ann, FEE)
    await office.ask(office.bob, FEE)
    first = await answering(office)
    asked = next(one for one in office.world.api.sent(office.room) if "Reply to this message" in one.text)
    office.sora.says("It costs ten.", asked)
    await office.world.settle()
    second = office.last(office.room)
    assert await office.presses(first, "Send") == OUTDATED
    await office.presses(second, "Send")
    assert "It costs ten." in office.last(office.ann).text


async def test_after_a_kill_it_goes_on_with_those_who_have_not_got_it(office: Office) -> None:
    """The token is refused when it comes to one of the two, which ends the bot; the press is handled again."""
    await office.ask(office.ann, FEE)
    await office.ask(office.bob, FEE)
    check = await answering(office)
    send = next(one["callback_data"] for one in check.buttons if one["text"].startswith("Send"))

    def got() -> list[int]:
        return [
            sum("It is free" in m.text for m in office.world.api.sent(one.chat)) for one in (office.ann, office.bob)
        ]

    office.world.api.faults.share("sendMessage", replace(Fault.status(401), chat=office.ann.id), 1.0)
    office.sora.forges_press(check, send)
    with pytest.raises(Revoked):
        await office.world.settle()
    assert got() == [0, 1], "the latest question is answered first"
    office.world.api.faults.clear()
    for _ in range(2):
        office.sora.forges_press(check, send)
        await office.world.settle()
    assert got() == [1, 1]


async def asked_for_answer(office: Office, chat: Group | Person) -> Message:
    """The message that asks staff for an answer to all, in one of their chats."""
    office.sora.says("/inbox", chat=chat if isinstance(chat, Group) else None)
    await office.world.settle()
    shown = office.last(chat)
    await office.presses(shown, shown.buttons[0]["text"])
    await office.presses(shown, "Answer the people")
    return office.last(chat)


async def test_an_answer_goes_to_nobody_who_asks_something_else_by_now(office: Office) -> None:
    said = office.ann.says(FEE)
    await office.world.settle()
    await office.ask(office.bob, FEE)
    check = await answering(office)
    office.ann.edits(said, DOG)
    await office.world.settle()
    await office.presses(check, "Send")
    assert "Sent to 1 person:" in check.text
    assert "It is free" not in office.last(office.ann).text
    assert "It is free" in office.last(office.bob).text
    assert [one["text"] for one in (await office.inbox()).buttons] == [f"1 · {DOG}"]


async def test_two_answers_to_one_group_reach_each_person_once(office: Office) -> None:
    """One is written in private and one in the chat of staff, and both are sent in the same moment."""
    for person in (office.ann, office.bob):
        await office.ask(person, FEE)
    checks: list[Message] = []
    for chat in (office.room, office.sora):
        office.sora.says(f"It is free, say {len(checks)}.", await asked_for_answer(office, chat))
        await office.world.settle()
        checks.append(office.last(chat))
    for check in checks:
        office.sora.presses(check, "Send it to 2 people")
    await office.world.settle(together=True)
    for person in (office.ann, office.bob):
        assert sum("It is free" in message.text for message in office.world.api.sent(person.chat)) == 1
    sent = [int(check.text.split()[2]) for check in checks]
    assert sum(sent) == 2


async def test_who_wants_to_be_forgotten_while_it_is_sent_is_not_written_to(office: Office) -> None:
    await office.ask(office.ann, FEE)
    await office.ask(office.bob, FEE)
    check = await answering(office)
    office.world.api.faults.next("sendMessage", replace(Fault.slow(1.0), chat=office.bob.id))
    office.sora.presses(check, "Send it to 2 people")
    sending = asyncio.create_task(office.world.settle())
    await office.world.api.wait_for(lambda: "It is free" in office.last(office.bob).text, 10)
    office.ann.says("/forget_me")
    await office.world.settle()
    await sending
    assert "It is free" in office.last(office.bob).text, "the latest question is answered first"
    assert "deleted" in office.last(office.ann).text
    assert "Sent to 1 person:" in check.text


async def test_whom_telegram_only_failed_to_bring_it_to_is_told_of_as_that(office: Office) -> None:
    await office.ask(office.ann, FEE)
    await office.ask(office.bob, FEE)
    check = await answering(office)
    office.world.api.faults.next("sendMessage", replace(Fault.status(400), chat=office.bob.id))
    await office.presses(check, "Send")
    assert "Sent to 1 person:" in check.text
    assert "1 person did not get it" in check.text
    assert "reached" not in check.text
    assert len((await office.inbox()).buttons) == 1


@pytest.mark.parametrize("private", [True, False])
async def test_what_staff_write_when_it_is_over_is_no_question_of_a_visitor(office: Office, private: bool) -> None:
    chat = office.sora if private else office.room
    await office.ask(office.ann, FEE)
    prompt = await asked_for_answer(office, chat)
    office.sora.says("It is free.", prompt)
    await office.world.settle()
    await office.presses(office.last(chat), "Send")
    waiting = len((await office.inbox()).buttons)
    for late in ("It is cheap.", "Is it cheap?"):
        said = office.sora.says(late, prompt)
        await office.world.settle()
        assert "what my message asked for is over" in office.last(chat).text
    office.sora.edits(said, "How much is it?")
    await office.world.settle()
    assert "what my message asked for is over" in office.last(chat).text
    assert len((await office.inbox()).buttons) == waiting
    office.sora.says("/dates" if private else "/inbox", prompt)
    await office.world.settle()
    assert "is over" not in office.last(chat).text, "a command is for the bot"


async def test_a_reply_of_anybody_else_to_such_a_message_is_left_to_the_bot(office: Office) -> None:
    await office.ask(office.bob, FEE)
    prompt = await asked_for_answer(office, office.room)
    office.ann.says("/ask How much is the fee?", prompt)
    await office.world.settle()
    assert "is over" not in office.last(office.room).text


def test_a_group_is_found_by_any_of_its_questions_for_the_first_may_be_forgotten() -> None:
    groups = grouped(Miss(number, "ann", text, "en", 1.0) for number, text in ((2, FEE), (3, FEE), (4, DOG)))
    assert [group.numbers for group in groups if group is find(groups, 1, 3, 4)] == [[2, 3]]
    assert find(groups, 1) is None


async def test_staff_see_a_group_as_it_was_when_they_opened_it(office: Office) -> None:
    """A suggestion that nobody has taken by then is a miss only later, and was not there to be seen."""
    for number, (outcome, offered) in enumerate([("unknown", ()), ("suggest", (DOG,))]):
        kept = Kept(number + 1, f"who {number}", FEE, "en", outcome, "", offered)
        now = office.world.time[0]
        await office.world.services.database.run(lambda c, kept=kept, now=now: questions.keep(c, kept, now))  # type: ignore[misc]
    shown = await office.open("1 ·")
    office.world.time[0] += PATIENCE + 1
    assert [one["text"] for one in (await office.inbox()).buttons] == [f"2 · {FEE}"]
    await office.presses(shown, "Ignore")
    assert "1 question is ignored" in shown.text


async def test_what_staff_answer_to_a_question_that_was_sent_to_them_is_dealt_with(office: Office) -> None:
    await office.presses(await office.ask(office.ann, FEE), "Ask the team", office.ann)
    assert len((await office.inbox()).buttons) == 1
    question = next(one for one in office.world.api.sent(office.room) if FEE in one.text)
    office.sora.says("It is free.", question)
    await office.world.settle()
    assert "Nothing waits" in (await office.inbox()).text


async def test_nothing_is_sent_that_is_taken_back(office: Office) -> None:
    await office.ask(office.ann, FEE)
    await office.ask(office.bob, FEE)
    check = await answering(office)
    await office.presses(check, "Do not send it")
    assert check.text == "Nothing was sent."
    assert "free" not in office.last(office.ann).text


async def test_what_is_no_text_is_copied_to_all(office: Office) -> None:
    await office.ask(office.ann, FEE)
    await office.ask(office.bob, FEE)
    shown = await office.open("2 ·")
    await office.presses(shown, "Answer the people")
    voice = {"file_id": "f", "file_unique_id": "f", "duration": 3}
    office.sora.sends({"voice": voice}, office.last(office.room))
    await office.world.settle()
    await office.presses(office.last(office.room), "Send it to 2 people")
    for person in (office.ann, office.bob):
        copy, told = office.world.api.sent(person.chat)[-2:]
        assert copy["voice"] == voice
        assert told.text.startswith(f"{FEE}\n\n")
        assert "from the WeGO team" in told.text
    assert "Nothing waits" in (await office.inbox()).text


async def test_somebody_else_writes_no_answer(office: Office) -> None:
    await office.ask(office.bob, FEE)
    shown = await office.open("1 ·")
    await office.presses(shown, "Answer the people")
    office.ann.says("It is a million", office.last(office.room))
    await office.world.settle()
    assert "would read it" not in office.last(office.room).text


async def test_what_staff_made_of_a_question_is_kept_with_who_and_when(office: Office) -> None:
    await office.ask(office.ann, FEE)
    shown = await office.open("1 ·")
    await office.presses(shown, "Ignore")

    def read(connection: Connection) -> list[tuple[str, float, int]]:
        query = "SELECT handled, handled_at, staff_person FROM questions"
        return [tuple(row) for row in connection.exec_driver_sql(query)]

    assert await office.world.services.database.run(read) == [("ignored", office.world.time[0], office.sora.id)]
    data = await office.ask(office.ann, "/my_data")
    exported = office.world.api.world.files[data["document"]["file_id"]].data
    assert b"ignored" in exported
    assert str(office.sora.id).encode() not in exported

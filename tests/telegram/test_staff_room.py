"""The chat of staff becomes a supergroup: questions find it, and so do answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.stand_in import BotApi, Group, Message, Person
from bot.storage import chats, relays
from bot.storage.database import open_engine
from tests.telegram.serving import serving, until

FEE = "How much is the fee?"


async def asks(ann: Person, room: Group) -> Message:
    """A question that goes to staff; what they see of it."""
    ann.says(FEE)
    unknown = await ann.hears(10, containing="I do not know")
    await ann.presses(unknown, "Ask the team").answer(10)
    await ann.hears(10, containing="with the WeGO team")
    return await room.hears(10, containing=FEE)


async def reaches(sora: Person, question: Message, ann: Person) -> bool:
    """Whether what staff reply comes to the person."""
    sora.says("It is free.", reply_to=question)
    return "It is free." in (await ann.hears(10, containing="It is free.")).text


@pytest.mark.parametrize("told", [True, False])
async def test_questions_and_answers_follow(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture, *, told: bool
) -> None:
    """Whether Telegram tells of it, or the bot finds out when it brings the next question."""
    ann, sora = api.person("Ann"), api.person("Sora")
    old = api.group("Staff", supergroup=False, members=[sora])
    settings: dict[str, Any] = {"staff": frozenset([sora.id]), "staff_chat": old.id}
    async with serving(api, tmp_path, **settings):
        assert await reaches(sora, await asks(ann, old), ann)
        if told:
            await asks(ann, old)
            new = old.migrates()
            assert "reaches nobody" in (await new.hears(10)).text
    if not told:
        new = old.migrates()
        api.account.updates.drop()
    for _ in range(2):
        async with serving(api, tmp_path, **settings):
            assert await reaches(sora, await asks(ann, new), ann)
    assert f"set STAFF_CHAT_ID={new.id}" in caplog.text
    to_old = [call for call in api.journal.of("sendMessage") if call.params["chat_id"] == old.id and call.status == 400]
    assert len(to_old) == (0 if told else 1)
    assert len([message for message in api.sent(new) if "reaches nobody" in message.text]) == told


async def test_a_reply_to_a_message_of_the_same_number_reaches_nobody(api: BotApi, tmp_path: Path) -> None:
    ann, sora = api.person("Ann"), api.person("Sora")
    old = api.group("Staff", supergroup=False, members=[sora])
    async with serving(api, tmp_path, staff=frozenset([sora.id]), staff_chat=old.id):
        for _ in range(5):
            sora.says("Good morning", chat=old)
        question = await asks(ann, old)
        new = old.migrates()
        while question.id not in new.messages:
            sora.says("Good evening", chat=new)
        sora.says("This is for nobody.", reply_to=new.messages[question.id])
        sora.says("/help@wego_test_bot", chat=new)
        await new.hears(10, containing="/ask")
    assert not any("for nobody" in message.text for message in api.sent(ann.chat))


async def test_what_another_process_has_seen_holds_here_too(api: BotApi, tmp_path: Path) -> None:
    """Two processes on one database: the other one saw the chat move, and brought a question there."""
    ann, sora = api.person("Ann"), api.person("Sora")
    old = api.group("Staff", supergroup=False, members=[sora])
    async with serving(api, tmp_path, staff=frozenset([sora.id]), staff_chat=old.id):
        asked = ann.says(FEE)
        await ann.hears(10)
        new = api.world.new_group("Staff", old.owner)
        new.members = dict(old.members)
        brought = new.add_from_bot(api.account, {"text": FEE})
        engine = open_engine(f"sqlite:///{tmp_path / 'bot.db'}")
        with engine.begin() as connection:
            chats.migrate(connection, old.id, new.id)
            relays.add(connection, (new.id, brought.id), relays.Relay(ann.id, asked.id), api.clock.now())
        engine.dispose()
        assert await reaches(sora, brought, ann)


async def test_another_group_that_becomes_a_supergroup_changes_nothing(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ann, sora = api.person("Ann"), api.person("Sora")
    staff, other = (api.group(name, supergroup=False, members=[ann, sora]) for name in ("Staff", "Other"))
    async with serving(api, tmp_path, staff=frozenset([sora.id]), staff_chat=staff.id):
        new = other.migrates()
        ann.says("/help@wego_test_bot", chat=new)
        await new.hears(10)
        assert await reaches(sora, await asks(ann, staff), ann)
    assert "STAFF_CHAT_ID" not in caplog.text


async def test_a_staff_chat_that_cannot_be_reached_is_told_at_the_start(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ann = api.person("Ann")
    with caplog.at_level("WARNING"):
        async with serving(api, tmp_path, staff=frozenset([7]), staff_chat=-4711):
            ann.says("/contact")
            await ann.hears(10)
            await until(lambda: "STAFF_CHAT_ID -4711 cannot be reached" in caplog.text)


async def test_a_command_in_reply_to_a_question_is_no_answer_to_it(api: BotApi, tmp_path: Path) -> None:
    ann, sora = api.person("Ann"), api.person("Sora")
    staff = api.group("Staff", members=[sora])
    async with serving(api, tmp_path, staff=frozenset([sora.id]), staff_chat=staff.id):
        ann.says("How much is the fee?")
        await ann.presses(await ann.hears(10), "Ask the team").answer(10)
        lies = await staff.hears(10)
        sora.says("/ask@wego_test_bot When was the Seoul Program 2016?", chat=staff, reply_to=lies)
        assert "22–29 May 2016" in (await staff.hears(10)).text
    assert not [message for message in api.sent(ann.chat) if "team answers" in message.text]

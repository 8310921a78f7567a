"""A private chat: the whole bot over real HTTP."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.stand_in import BotApi
from tests.telegram.serving import serving

CONVERSATIONS = [
    ("/start", ["I answer questions about the trainings"], ["When is the next training?"]),
    ("/start p-seoul-program", ["since 2011"], ["Seoul Program 2017", "How to apply"]),
    ("/start e-joint-workshop__2018", ["9–12 July 2018"], ["Topics", "Participants", "« Back"]),
    ("/start nonsense", ["I answer questions"], []),
    ("/start begin", ["I answer questions"], ["When is the next training?"]),
    ("/start apply", ["No call for applications"], []),
    ("/start dates", ["No date has been announced"], []),
    ("/start q-ffff", ["I answer questions"], []),
    ("/help", ["/programs", "/forget_me"], []),
    ("/programs", ["Choose a programme"], ["Seoul Program", "Joint Workshop"]),
    ("/topics", ["Cybersecurity"], []),
    ("/apply", ["No call for applications"], ["👍 Helpful"]),
    ("/contact", ["andrew@we-gov.org"], []),
    ("/language", ["In which language"], ["✓ Same as the question", "English"]),
    ("/subscribe", ["Tap a programme"], ["All programmes", "Seoul Program"]),
    ("/unsubscribe", ["no more announcements"], []),
    ("/settings", ["Language: Same as the question", "/language", "none", "/subscribe"], []),
    ("/privacy", ["/forget_me"], []),
    ("/unheard_of", ["/help"], []),
    ("/ask When was the 2016 Seoul training?", ["22–29 May 2016"], []),
    ("/ask", ["Just write your question"], []),
    ("/start\np-seoul-program", ["since 2011"], []),
    ("/HELP@wego_test_bot", ["/programs"], []),
    ("When was the 2016 Seoul training?", ["22–29 May 2016"], ["📅 Calendar file", "👍 Helpful", "👎 Not helpful"]),
    ("How much is the fee?", ["I do not know", "andrew@we-gov.org"], []),
    ("hello", ["glad to help"], []),
    ("<b>who</b> organised the 2018 workshop?", ["World Bank"], []),
]


@pytest.mark.parametrize(("typed", "says", "buttons"), CONVERSATIONS)
async def test_what_is_typed_gets_its_answer(
    api: BotApi, tmp_path: Path, typed: str, says: list[str], buttons: list[str]
) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says(typed)
        heard = await ann.hears(timeout=10)

    assert [part for part in says if part not in heard.text] == []
    shown = [button["text"] for button in heard.buttons]
    assert [label for label in buttons if label not in shown] == []


async def test_a_conversation_goes_on_also_after_a_restart(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says("When was the Seoul Program 2016?")
        assert "22–29 May 2016" in (await ann.hears(10)).text
    async with serving(api, tmp_path):
        ann.says("and in 2017?")
        assert "27–31 March 2017" in (await ann.hears(10)).text


async def test_every_page_can_be_leafed_through_and_every_way_on_leads_somewhere(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says("/programs")
        page = await ann.hears(10)
        for label in [button["text"] for button in page.buttons]:
            await ann.presses(page, label).answer(10)
            assert page.text != "Choose a programme:"
            deeper = [b for b in page.buttons if b["callback_data"].startswith("b:edition:")]
            if deeper:
                await ann.presses(page, deeper[0]["callback_data"]).answer(10)
                asked = [b for b in page.buttons if b["callback_data"].startswith("b:ask:")]
                await ann.presses(page, asked[0]["callback_data"]).answer(10)
                assert (await ann.hears(10)).text
                await ann.presses(page, "« Back").answer(10)
            await ann.presses(page, "« Back").answer(10)
            assert page.text == "Choose a programme:"


async def test_an_offered_question_is_answered_by_its_button(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says("When was the Seoul Program 2016 cancelled?")
        offer = await ann.hears(10)
        assert offer.buttons[-1]["text"] == "None of these"
        await ann.presses(offer, offer.buttons[0]["text"]).answer(10)
        assert "22–29 May 2016" in (await ann.hears(10)).text


async def test_an_edited_question_gets_its_answer_edited(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        question = ann.says("When was the Seoul Program 2016?")
        answer = await ann.hears(10)
        ann.edits(question, "When was the Seoul Program 2013?")
        await api.wait_for(lambda: "2013" in answer.text, 10)
        assert "23–30 June 2013" in answer.text
        assert len(api.sent(ann.chat)) == 1


async def test_a_verdict_is_thanked_for_once(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says("When was the Seoul Program 2016?")
        answer = await ann.hears(10)
        said = await ann.presses(answer, "👍 Helpful").answer(10)
        assert "Thank you" in said["text"]
        left = [button["text"] for button in answer.buttons]
        assert "Sources" in left
        assert [label for label in left if "elpful" in label] == []


async def test_the_calendar_file_holds_the_days(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says("When was the Joint Workshop 2018?")
        answer = await ann.hears(10)
        await ann.presses(answer, "📅 Calendar file").answer(10)
        file = await ann.hears(10)
        assert file["document"]["file_name"] == "joint-workshop-2018.ics"


async def test_a_question_reaches_staff_and_their_answer_the_person(api: BotApi, tmp_path: Path) -> None:
    ann, sora, stranger = api.person("Ann"), api.person("Sora"), api.person("Stranger")
    staff = api.group("Staff", members=[sora, stranger])
    async with serving(api, tmp_path, staff=frozenset([sora.id]), staff_chat=staff.id):
        ann.says("How much is the fee?")
        unknown = await ann.hears(10)
        await ann.presses(unknown, "Ask the team").answer(10)
        assert "with the WeGO team" in (await ann.hears(10)).text
        before_staff = await staff.hears(10)
        assert "How much is the fee?" in before_staff.text
        stranger.says("It is a million", reply_to=before_staff)
        sora.says("There is no fee & never was", reply_to=before_staff)
        answer = await ann.hears(10)
        assert "There is no fee & never was" in answer.text
        assert await staff.hears(10, containing="Your answer has been sent")
    assert not any("million" in message.text for message in api.sent(ann.chat))


async def test_what_is_kept_can_be_seen_and_deleted(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says("When was the Seoul Program 2016?")
        await ann.hears(10)
        ann.says("/my_data")
        file = await ann.hears(10)
        assert file["document"]["file_name"] == "my_data.json"
        ann.says("/forget_me")
        assert "deleted" in (await ann.hears(10)).text
        ann.says("and in 2017?")
        assert "took place on 27–31 March" not in (await ann.hears(10)).text


FORGED = ["h:1", "h:999999999999999999999", "a:ffff", "b:edition:none/1", "b:ask:when:x", "c:nothing", "l:xx", "s:none",
          "z:1", "", ":", "f:1", "b:program:seoul-program:99999999999999999999999", "n:-1", "h:١"]  # fmt: skip


@pytest.mark.parametrize("payload", [p for p in FORGED if p])
async def test_a_made_up_button_does_no_harm(api: BotApi, tmp_path: Path, payload: str) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says("/contact")
        answer = await ann.hears(10)
        await ann.forges_press(answer, payload).answer(10)
        ann.says("When was the Seoul Program 2016?")
        while "22–29 May 2016" not in (await ann.hears(10)).text:
            pass


async def test_the_languages_and_subscriptions_that_are_tapped_are_shown(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says("/language")
        choice = await ann.hears(10)
        await ann.presses(choice, "English").answer(10)
        assert "English" in (await ann.hears(10)).text
        ann.says("/subscribe")
        choice = await ann.hears(10)
        await ann.presses(choice, "Seoul Program").answer(10)
        assert "✓ Seoul Program" in json.dumps(choice.buttons, ensure_ascii=False)
        ann.says("/settings")
        assert "Seoul Program" in (await ann.hears(10)).text


async def test_the_commands_are_registered(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        shown = [command["command"] for command in await api.wait_for(ann.shows_commands, 10)]
    assert shown[:3] == ["start", "help", "programs"]
    assert "forget_me" in shown


GROUP = [
    ("/ask When was the Seoul Program 2016?", "22–29 May 2016"),
    ("/programs", "Seoul Program"),
    ("/help", "/ask"),
]


@pytest.mark.parametrize(("typed", "says"), GROUP)
async def test_a_group_is_answered(api: BotApi, tmp_path: Path, typed: str, says: str) -> None:
    ann = api.person("Ann")
    group = api.group("Cities", members=[ann])
    async with serving(api, tmp_path):
        ann.says("When was the Seoul Program 2013?", chat=group)
        ann.says(f"{typed.split(maxsplit=1)[0]}@wego_test_bot {typed.partition(' ')[2]}", chat=group)
        heard = await group.hears(10)
    assert says in heard.text
    assert len(api.sent(group)) == 1


async def test_inline_mode_offers_a_ready_answer(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        results = await ann.asks_inline("When was the Seoul Program 2016?").results(10)
    assert "22–29 May 2016" in results[0]["input_message_content"]["message_text"]


async def test_a_button_made_up_in_a_group_changes_nothing(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    group = api.group("Cities", members=[ann])
    async with serving(api, tmp_path):
        ann.says("/ask@wego_test_bot When was the Seoul Program 2016?", chat=group)
        answer = await group.hears(10)
        for payload, says in (("s:+seoul-program", "Only administrators"), ("l:en", "too old")):
            said = await ann.forges_press(answer, payload).answer(10)
            assert says in said["text"]


async def test_a_question_lies_with_staff_once_however_often_it_is_pressed(api: BotApi, tmp_path: Path) -> None:
    ann, sora = api.person("Ann"), api.person("Sora")
    staff = api.group("Staff", members=[sora])
    async with serving(api, tmp_path, staff=frozenset([sora.id]), staff_chat=staff.id):
        ann.says("How much is the fee?")
        unknown = await ann.hears(10)
        presses = [ann.forges_press(unknown, unknown.buttons[0]["callback_data"]) for _ in range(4)]
        for press in presses:
            await press.answer(10)
        ann.says("/my_data")
        await api.wait_for(lambda: api.journal.accepted("sendDocument"), 10)
        assert str(staff.id) not in str(api.sent(ann.chat)[-1])
    assert len(api.sent(staff)) == 1


async def test_who_cannot_be_sent_to_staff_is_told_whom_to_write_to(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path, staff=frozenset([7]), staff_chat=-1009999):
        ann.says("How much is the fee?")
        await ann.presses(await ann.hears(10), "Ask the team").answer(10)
        assert "andrew@we-gov.org" in (await ann.hears(10, containing="did not work")).text


async def test_a_chat_of_staff_where_nobody_may_answer_is_told_of(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path, staff_chat=-1009999):
        ann.says("How much is the fee?")
        assert not (await ann.hears(10)).buttons
    assert "STAFF_IDS is not set" in caplog.text


async def test_the_log_names_the_chat_to_which_the_bot_is_added(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    group = api.group("Staff", bot_status=None)
    async with serving(api, tmp_path):
        group.sets_status(api.account, "member", by=group.owner)
        await group.hears(10)
    assert f"added to chat {group.id}" in caplog.text


async def test_a_page_that_is_tapped_twice_stays_one_page(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says("/programs")
        page = await ann.hears(10)
        for _ in range(2):
            await ann.forges_press(page, "b:program:seoul-program").answer(10)
    assert len(api.sent(ann.chat)) == 1


async def test_an_answer_posted_with_inline_mode_is_no_question(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says("When was the Seoul Program 2013?", via=api.account)
        ann.says("When was the Seoul Program 2016?")
        assert "2016" in (await ann.hears(10)).text
    assert len(api.sent(ann.chat)) == 1


async def test_a_flood_of_edits_is_not_answered_for_ever(api: BotApi, tmp_path: Path) -> None:
    ann, ben = api.person("Ann"), api.person("Ben")
    async with serving(api, tmp_path):
        question = ann.says("When was the Seoul Program 2016?")
        await ann.hears(10)
        for number in range(300):
            ann.edits(question, f"When was the Seoul Program 201{number % 8}?")
        ben.says("When was the Seoul Program 2017?")
        assert "2017" in (await ben.hears(10)).text
    assert len(api.journal.of("editMessageText")) < 40


@pytest.mark.parametrize("mark", ["\ud800", "\0"])
async def test_a_letter_that_cannot_be_stored_takes_no_conversation_with_it(
    api: BotApi, tmp_path: Path, mark: str
) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says(f"When was the Seoul Program {mark} 2016?")
        assert "22–29 May 2016" in (await ann.hears(10)).text
        ann.says("and in 2017?")
        assert "27–31 March 2017" in (await ann.hears(10)).text

"""What stands under an answer in a private chat: sources, related questions, pages, the way to an application."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.answers.relating import MOST
from bot.answers.reply import Question
from bot.runtime import Service
from bot.stand_in import BotApi, Message, Person
from bot.storage.phrases import key_of_words
from bot.telegram_bot.floods import PERSON
from bot.telegram_bot.offering import key_of_sources
from bot.telegram_bot.paging import WHOLE
from bot.telegram_bot.payloads import Does, pack
from tests.answers.asking import TODAY, assistant_of, knowledge_of
from tests.answers.test_relating import ENTRIES
from tests.answers.test_windows import SCHOOL
from tests.telegram.serving import service, serving

SEOUL = "When was the Seoul Program 2016?"
LONG = "What did participants say?"
"""Its answer is one paragraph and a list of nearly 2,000 letters."""


def labels(message: Message) -> list[str]:
    return [button["text"] for button in message.buttons]


def rows(message: Message) -> list[list[str]]:
    return [[button["text"] for button in row] for row in (message.reply_markup or {})["inline_keyboard"]]


async def asks(person: Person, text: str) -> Message:
    person.says(text)
    return await person.hears(10)


async def test_the_buttons_stand_in_few_rows(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        shown = rows(await asks(ann, SEOUL))
    assert len(shown) == MOST + 2
    assert [len(row) for row in shown] == [1, 1, 1, 2, 2]
    assert shown[-2:] == [["Sources", "📅 Calendar file"], ["👍 Helpful", "👎 Not helpful"]]


async def test_the_sources_are_shown_in_place_and_hidden_again(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        answer = await asks(ann, "What are the topics of the Jeju training 2016?")
        before, buttons = answer.text, labels(answer)
        await ann.presses(answer, "Sources").answer(10)
        assert answer.text.startswith(before)
        assert "Local Officials from around the Globe Gather to Korea" in answer.text
        assert "26 May 2016" in answer.text
        assert ".txt" not in answer.text
        assert [entity["type"] for entity in answer.entities][-1] == "blockquote"
        assert "bold" in [entity["type"] for entity in answer.entities]
        await ann.presses(answer, "Hide sources").answer(10)
        assert (answer.text, labels(answer)) == (before, buttons)
    assert len(api.sent(ann.chat)) == 1


async def test_the_sources_can_be_asked_for_after_a_restart(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        answer = await asks(ann, SEOUL)
    async with serving(api, tmp_path):
        await ann.presses(answer, "Sources").answer(10)
        assert "• The Seoul Program" in answer.text


def test_a_button_can_carry_any_number_of_sources() -> None:
    assert len(pack(Does.SOURCES, key_of_sources([f"source {n}" for n in range(50)]))) <= 64


async def test_every_related_question_is_answered_after_a_restart_too(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        answer = await asks(ann, SEOUL)
        related = labels(answer)[:MOST]
        assert related == [
            "Who organised Seoul Program 2016?",
            "Where was Seoul Program 2016 held?",
            "When was Seoul Program 2017?",
        ]
    async with serving(api, tmp_path):
        await asks(ann, "Who took part in the Joint Workshop 2018?")
        for question, says in zip(related, ["Seoul", "Seoul", "27–31 March 2017"], strict=True):
            await ann.presses(answer, question).answer(10)
            heard = await ann.hears(10)
            assert says in heard.text
            assert "👍 Helpful" in labels(heard)


async def test_a_related_question_is_followed_up_like_one_that_was_typed(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        answer = await asks(ann, SEOUL)
        await ann.presses(answer, "When was Seoul Program 2017?").answer(10)
        await ann.hears(10)
        assert "24–28 August 2015" not in (await asks(ann, "and in 2013?")).text
        assert "23–30 June 2013" in api.sent(ann.chat)[-1].text


async def test_how_to_apply_is_asked_of_the_programme_whose_page_it_stands_on(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    known = Service.build(knowledge_of(SCHOOL_AND_CAMP))
    async with serving(api, tmp_path, knows=known):
        assert "Summer Camp" in (await asks(ann, "What is the Summer Camp?")).text
        page = await asks(ann, "/start p-winter-school")
        await ann.presses(page, "How to apply").answer(10)
        heard = await ann.hears(10)
        assert "Winter School: write a letter." in heard.text


async def test_a_related_question_means_what_it_meant_when_it_was_offered(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path, knows=Service.build(knowledge_of(SCHOOL_AND_CAMP))):
        contacts = await asks(ann, "Whom can I contact?")
        assert "Summer Camp" in (await asks(ann, "What is the Summer Camp?")).text
        await ann.presses(contacts, "How can I apply?").answer(10)
        assert "No call is open now." in (await ann.hears(10)).text


SCHOOL_AND_CAMP = f"""{SCHOOL}\
    call: {{en: "Winter School: write a letter."}}
  - id: summer-camp
    kind: training
    names: {{en: [Summer Camp]}}
    about: {{en: The Summer Camp is a training on sand.}}
    call: {{en: "Summer Camp: send a telegram."}}
"""


async def leafed(person: Person, answer: Message) -> list[str]:
    """The texts of all pages, from the first to the last."""
    texts = [answer.text]
    while "More »" in labels(answer):
        await person.presses(answer, "More »").answer(10)
        texts.append(answer.text)
    return texts


SUBJECTS = "".join(f'          - {{title: {{en: "Snow & ice (< 0 °C) in town {n}"}}}}\n' for n in range(80))
CROWDED = f"{SCHOOL}        topics:\n{SUBJECTS}"
"""An edition with so many topics that they fill several pages."""


@pytest.mark.parametrize("typed", ["What were the topics of the Winter School?", "/topics"])
async def test_a_long_answer_is_one_message_with_pages(api: BotApi, tmp_path: Path, typed: str) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path, knows=Service.build(knowledge_of(CROWDED))):
        answer = await asks(ann, typed)
        first, buttons = answer.text, labels(answer)
        texts = await leafed(ann, answer)
        assert len(texts) == 3
        assert [n for n in range(80) if f"• Snow & ice (< 0 °C) in town {n}\n" not in "\n".join(texts)] == []
        assert [text.splitlines()[0] for text in texts] == ["Topics of Winter School 2027:"] * 3
        assert max(map(len, texts)) <= WHOLE
        assert [f"Page {n} of {len(texts)}" in text for n, text in enumerate(texts, 1)] == [True] * len(texts)
        assert "« Back" in labels(answer)
        assert [label for label in buttons if label not in (*labels(answer), "More »")] == []
        for _ in texts[1:]:
            await ann.presses(answer, "« Back").answer(10)
        assert (answer.text, labels(answer)) == (first, buttons)
    assert len(api.sent(ann.chat)) == 1


async def test_all_that_is_known_stands_on_some_page(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    reply, _ = service().assistant.answer(Question(LONG, TODAY))
    async with serving(api, tmp_path):
        told = "\n".join(await leafed(ann, await asks(ann, LONG)))
    assert [line for line in reply.text.splitlines() if line.removeprefix("- ") not in told] == []


async def test_pages_are_turned_after_a_restart_whatever_was_asked_since(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        answer = await asks(ann, LONG)
    async with serving(api, tmp_path):
        await asks(ann, SEOUL)
        await ann.presses(answer, "More »").answer(10)
        assert "Page 2 of 2" in answer.text


async def test_sources_and_pages_do_not_get_in_each_others_way(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        answer = await asks(ann, LONG)
        await ann.presses(answer, "Sources").answer(10)
        assert "This answer is from:" in answer.text
        await ann.presses(answer, "More »").answer(10)
        assert "This answer is from:" not in answer.text
        await ann.presses(answer, "Sources").answer(10)
        assert "Page 2 of 2" in answer.text
        assert "This answer is from:" in answer.text


async def test_an_edited_question_turns_a_long_answer_into_a_short_one_and_back(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path, knows=Service.build(knowledge_of(CROWDED))):
        question = ann.says("What were the topics of the Winter School?")
        answer = await ann.hears(10)
        await ann.presses(answer, "More »").answer(10)
        ann.edits(question, "When is the Winter School 2027?")
        await api.wait_for(lambda: "1–5 February 2027" in answer.text, 10)
        assert "« Back" not in labels(answer)
        ann.edits(question, "What are the topics of the Winter School?")
        await api.wait_for(lambda: "Page 1 of 3" in answer.text, 10)
        await ann.presses(answer, "More »").answer(10)
        assert "Page 2 of 3" in answer.text
    assert len(api.sent(ann.chat)) == 1


FORGED = ["p:", "p:ffff:0", "p:ffff:99999999999999999999", "w:", "w:ffffff", "w:é", "x:", "x:ffffff", "a:", "r:x"]


@pytest.mark.parametrize("payload", [*FORGED, "p:KEY:9", "p:KEY:-1", "p:KEY:١", "p:KEY:", "p:KEY"])
async def test_a_made_up_page_or_source_changes_nothing(api: BotApi, tmp_path: Path, payload: str) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        answer = await asks(ann, LONG)
        key = next(b for b in answer.buttons if b["text"] == "More »")["callback_data"].split(":")[1]
        text, buttons = answer.text, labels(answer)
        await ann.forges_press(answer, payload.replace("KEY", key)).answer(10)
        assert (answer.text, labels(answer)) == (text, buttons)
    assert len(api.sent(ann.chat)) == 1


@pytest.mark.parametrize("payload", ["p:{key}:0", "w:2b8425", "x:2b8425"])
async def test_a_button_made_up_for_a_file_does_no_harm(api: BotApi, tmp_path: Path, payload: str) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        await asks(ann, SEOUL)
        file = await asks(ann, "/my_data")
        await ann.forges_press(file, payload.format(key="ffff")).answer(10)
        assert "22–29 May 2016" in (await asks(ann, SEOUL)).text


async def test_what_others_typed_is_no_page(api: BotApi, tmp_path: Path) -> None:
    """The words behind a link are kept beside the pages; whoever knows their key gets no markup out of them."""
    ann = api.person("Ann")
    typed = json.dumps([[[0, [[["<b>When was the Seoul Program cancelled in 2016?", 0]]]]]])
    async with serving(api, tmp_path):
        answer = await asks(ann, SEOUL)
        before = answer.text
        with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as database:
            row = (key_of_words("ann", typed), typed, time.time(), "ann")
            database.execute("INSERT INTO phrases (key, text, used, who) VALUES (?, ?, ?, ?)", row)
        said = await ann.forges_press(answer, f"p:{row[0]}:0").answer(10)
    assert "too old" in said["text"]
    assert api.sent(ann.chat)[0].text == before


@pytest.mark.parametrize("question", ["Tell me about parking with children", "When was the Seoul Program 2016?"])
async def test_an_answer_behind_a_link_has_no_dead_button(api: BotApi, tmp_path: Path, question: str) -> None:
    """What somebody else typed is not kept as the reader's; each button under its answer does something still."""
    ann, ben, sora = api.person("Ann"), api.person("Ben"), api.person("Sora")
    group, staff = api.group("Cities", members=[ann]), api.group("Staff", members=[sora])
    async with serving(api, tmp_path, staff=frozenset([sora.id]), staff_chat=staff.id):
        ann.says(f"/ask@wego_test_bot {question} Also: what were the topics of every training?", chat=group)
        links = [button["url"] for button in (await group.hears(10)).buttons if "start=q-" in button.get("url", "")]
        for link in links:
            ben.says(f"/start {link.partition('?start=')[2]}")
            answer = await ben.hears(10)
            verdict = next(one["callback_data"] for one in answer.buttons if one["callback_data"][0] in "hn")
            said = await ben.presses(answer, verdict).answer(10)
            assert "too old" not in (said.get("text") or "")
    assert not [message for message in api.sent(ben.chat) if "Ask the team" in str(message.buttons)]


async def test_the_way_to_the_form_says_the_state_of_its_window(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    window = "        application: {opens: 2020-01-01, closes: 2099-12-31, link: https://example.org/apply}\n"
    known = Service.build(knowledge_of(SCHOOL + window))
    async with serving(api, tmp_path, knows=known):
        answer = await asks(ann, "How can I apply for the Winter School?")
    assert answer.buttons[0]["url"] == "https://example.org/apply"
    assert answer.buttons[0]["text"] == "Apply here (open until 31 December 2099)"


PICTURE = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]}


async def test_an_album_gets_one_remark(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        for _ in range(int(PERSON.burst) + 5):
            ann.sends({**PICTURE, "media_group_id": "1"})
        ann.sends({**PICTURE, "media_group_id": "2"})
        ann.sends({**PICTURE, "media_group_id": "2", "caption": SEOUL})
        ann.sends(PICTURE)
        assert "22–29 May 2016" in (await ann.hears(10, containing="2016")).text
        assert "only text" in (await ann.hears(10)).text
    assert [("only text" in message.text) for message in api.sent(ann.chat)] == [True, True, False, True]


async def test_an_answer_from_entries_alone_has_neither_sources_nor_pages(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    assert not assistant_of(ENTRIES).tongue("en").strict
    async with serving(api, tmp_path, knows=Service.build(knowledge_of(ENTRIES))):
        answer = await asks(ann, "Where do I get my badge?")
        assert rows(answer) == [["What if I lose my badge?"], ["👍 Helpful", "👎 Not helpful"]]
        await ann.presses(answer, "What if I lose my badge?").answer(10)
        assert "prints another badge" in (await ann.hears(10)).text

"""Groups: who writes what where, and whether the bot answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.conversation import Conversation
from bot.answers.reply import Paragraph, Question, Span
from bot.stand_in import BotApi, Group, Message, Person
from bot.storage import phrases
from bot.storage.tables import conversations, questions
from bot.storage.tables import phrases as PHRASES
from bot.telegram_bot.group_settings import Sets, pack_group, unpack_group
from bot.telegram_bot.group_state import GroupState, Turn
from bot.telegram_bot.links import deep_link, read
from bot.telegram_bot.shortening import shortened, standalone
from tests.telegram.group_world import TODAY, GroupWorld, group_world
from tests.telegram.serving import service, serving

SEOUL = "When was the 2016 Seoul training?"
ANSWER = "22–29 May 2016"


@pytest.fixture
async def world(api: BotApi, tmp_path: Path) -> AsyncIterator[GroupWorld]:
    async with group_world(api, tmp_path) as made:
        yield made


@pytest.fixture
def ann(api: BotApi) -> Person:
    return api.person("Ann")


@pytest.fixture
def group(api: BotApi, ann: Person) -> Group:
    return api.group("Trainees", members=[ann])


def urls(message: Message) -> list[str]:
    """Where the buttons lead; a group gets no others, but for its settings."""
    assert [button for button in message.buttons if "url" not in button] == []
    return [button["url"] for button in message.buttons]


ANSWERED = [
    (f"/ask {SEOUL}", ANSWER),
    (f"/ask@wego_test_bot {SEOUL}", ANSWER),
    (f"/ASK@WeGO_test_BOT\n{SEOUL}", ANSWER),
    ("/ask@wego_test_bot How much is the fee?", "I do not know"),
    ("/ask How much is the fee?", "andrew@we-gov.org"),
    ("/ask", "/ask@wego_test_bot When"),
    ("/help", "/topics"),
    ("/start", "/topics"),
    ("/programs", "• Seoul Program"),
    ("/dates", "2018"),
    ("/topics", "Cybersecurity"),
    ("/contact", "andrew@we-gov.org"),
    ("/apply", "No call for applications"),
    ("/privacy", "this group's number"),
    ("/my_data", "private"),
    ("/settings", "Only administrators"),
    ("/unheard_of@wego_test_bot", "/help"),
]


@pytest.mark.parametrize(("typed", "says"), ANSWERED)
async def test_a_command_is_answered(world: GroupWorld, group: Group, ann: Person, typed: str, says: str) -> None:
    asked = ann.says(typed, chat=group)
    [heard] = await world.said(group)
    assert says in heard.text
    assert heard.reply_to == asked.id
    assert len(heard.text) < 1000
    assert all(url.startswith("https://t.me/wego_test_bot?start=") for url in urls(heard))


SILENT = [
    SEOUL,
    "hello everybody",
    "/ask@other_bot When was it?",
    "/help@other_bot",
    "/start@wego_test_bot from-a-link",
    "/unheard_of",
    "mail ask@wego_test_bot or look at example.org/ask",
    "@wego_test_bot_2 When was the 2016 Seoul training?",
]


@pytest.mark.parametrize("rank", ["member", "administrator"])
@pytest.mark.parametrize("typed", SILENT)
async def test_all_else_is_not(api: BotApi, world: GroupWorld, ann: Person, typed: str, rank: str) -> None:
    group = api.group("Trainees", members=[ann], bot_status=rank)
    ann.says(typed, chat=group)
    assert await world.said(group) == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (f"@wego_test_bot {SEOUL}", ANSWER),
        (f"😀 Dear @WeGO_test_bot, {SEOUL}", ANSWER),
        (f"{SEOUL} @wego_test_bot", ANSWER),
        ("@wego_test_bot How much is the fee?", "I do not know"),
        ("@wego_test_bot", "/ask@wego_test_bot When"),
    ],
)
async def test_a_mention_is_answered_where_it_is_delivered(
    api: BotApi, world: GroupWorld, ann: Person, typed: str, says: str
) -> None:
    group = api.group("Trainees", members=[ann], bot_status="administrator")
    ann.says(typed, chat=group)
    assert says in (await world.last(group)).text


async def test_a_reply_goes_on_with_the_persons_own_conversation(
    api: BotApi, world: GroupWorld, group: Group, ann: Person
) -> None:
    bob = api.person("Bob")
    bob.joins(group)
    ann.says(f"/ask {SEOUL}", chat=group)
    first = await world.last(group)
    ann.says("and in 2017?", reply_to=first)
    hers = await world.last(group)
    assert "took place on 27–31 March 2017" in hers.text

    bob.says("and in 2017?", reply_to=first)
    assert (await world.last(group)).text != hers.text

    def people(connection: sa.Connection) -> set[tuple[int, int]]:
        return {(row.chat, row.person) for row in connection.execute(sa.select(conversations))}

    assert await world.services.database.run(people) == {(group.id, ann.id), (group.id, bob.id)}


async def test_a_bare_ask_takes_the_message_that_it_replies_to(
    api: BotApi, world: GroupWorld, group: Group, ann: Person
) -> None:
    bob = api.person("Bob")
    bob.joins(group)
    ann.says("/ask@wego_test_bot", reply_to=bob.says(SEOUL, chat=group))
    assert ANSWER in (await world.last(group)).text


async def test_who_asked_is_not_kept(world: GroupWorld, group: Group, ann: Person) -> None:
    ann.says(f"/ask {SEOUL}", chat=group)
    await world.settle()
    [row] = await world.services.database.run(lambda c: c.execute(sa.select(questions)).mappings().all())
    assert row["text"] == SEOUL
    assert str(ann.id) not in str(dict(row))


# Who is no person


async def test_channels_copies_and_bots_are_not_answered(api: BotApi, world: GroupWorld, ann: Person) -> None:
    other = api.other_bot()
    group = api.group("Talk", members=[ann, other], bot_status="administrator")
    channel = api.channel("News")
    channel.links(group)
    api.account.sees_bots = True
    ask = f"/ask@wego_test_bot {SEOUL}"
    channel.posts(ask)
    channel.says_in(group, ask)
    other.says(ask, chat=group)
    ann.says(ask, chat=group, via=api.account)
    assert await world.said(group) == []
    assert api.sent(channel) == []


async def test_an_anonymous_administrator_may_ask_and_set(api: BotApi, world: GroupWorld, group: Group) -> None:
    boss = api.person("Boss")
    group.sets_status(boss, "administrator", anonymous=True)
    boss.says(f"/ask {SEOUL}", chat=group)
    assert ANSWER in (await world.last(group)).text
    boss.says("/settings", chat=group)
    shown = await world.last(group)
    press = boss.presses(shown, "Do not answer")
    await world.settle()
    assert (await press.answer())["text"] == "It is set."
    assert (await world.known(group)).mode == "off"


async def test_a_reply_in_the_chat_of_staff_is_for_a_person(api: BotApi, tmp_path: Path, ann: Person) -> None:
    staff = api.group("Staff", members=[ann])
    async with group_world(api, tmp_path, staff_chat=staff.id) as world:
        ann.says(f"/ask {SEOUL}", chat=staff)
        ann.says("Is anybody looking at this?", reply_to=await world.last(staff))
        assert len(await world.said(staff)) == 1


# Topics


async def test_the_answer_comes_where_the_question_was(api: BotApi, world: GroupWorld, ann: Person) -> None:
    forum = api.group("Forum", forum=True, members=[ann])
    topic = forum.topic("Dates")
    ann.says(f"/ask {SEOUL}", topic=topic)
    ann.says(f"/ask {SEOUL}", chat=forum)
    assert [heard.thread_id for heard in await world.said(forum)] == [topic.id, None]


async def test_a_chain_of_replies_is_no_topic(world: GroupWorld, group: Group, ann: Person) -> None:
    ann.says(f"/ask {SEOUL}", chat=group)
    ann.says("and in 2017?", reply_to=await world.last(group))
    await world.settle()
    assert [call.params.get("message_thread_id") for call in world.api.journal.of("sendMessage")] == [None, None]


async def test_an_administrator_keeps_the_bot_to_one_topic(api: BotApi, world: GroupWorld) -> None:
    owner = api.person("Owner")
    forum = api.group("Forum", forum=True, owner=owner)
    dates, chat = forum.topic("Dates"), forum.topic("Chat")
    owner.says("/settings", topic=dates)
    shown = await world.last(forum)
    assert shown.thread_id == dates.id
    owner.presses(shown, "Only in this topic")
    await world.settle()
    assert (await world.known(forum)).topic == dates.id
    assert "Only in this topic" in [b["text"].removeprefix("✓ ") for b in shown.buttons if b["text"][0] == "✓"]

    for topic, answers in ((chat, 0), (None, 0), (dates, 1)):
        before = len(await world.said(forum))
        owner.says(f"/ask {SEOUL}", topic=topic, chat=forum)
        assert len(await world.said(forum)) - before == answers

    owner.says("/settings", topic=chat)
    elsewhere = await world.last(forum)
    assert "only another one" in elsewhere.text
    owner.presses(elsewhere, "In every topic")
    await world.settle()
    assert (await world.known(forum)).topic is None


# Settings


async def test_only_administrators_change_what_is_set(api: BotApi, world: GroupWorld, ann: Person) -> None:
    owner = api.person("Owner")
    group = api.group("Trainees", members=[ann], owner=owner)
    owner.says("/settings", chat=group)
    shown = await world.last(group)
    assert [button["text"] for button in shown.buttons] == [
        "✓ Same as the question",
        "English",
        "✓ Answer when I am asked",
        "Do not answer",
        "📣 Announcements",
    ]
    presses = [ann.presses(shown, "Do not answer"), ann.forges_press(shown, "g:l:en")]
    await world.settle()
    assert {(await press.answer())["text"] for press in presses} == {
        "Only administrators of this group can change my settings."
    }
    assert (await world.known(group)).mode == ""
    assert len(api.journal.of("getChatMember")) == 2  # one for each person: it is remembered for a minute

    owner.presses(shown, "English")
    owner.presses(shown, "Do not answer")
    await world.settle()
    known = await world.known(group)
    assert (known.language, known.mode) == ("en", "off")
    assert shown.text.startswith("Language: English. I answer here: not at all.")
    assert "✓ Do not answer" in [button["text"] for button in shown.buttons]

    ann.says(f"/ask {SEOUL}", chat=group)
    ann.says("/help", chat=group)
    ann.says("/settings", chat=group)
    await world.settle()
    assert api.sent(group)[-1].text == "Only administrators of this group can change my settings."
    assert len(api.sent(group)) == 2


async def test_who_is_no_administrator_any_more_is_found_out_within_a_minute(api: BotApi, world: GroupWorld) -> None:
    eve = api.person("Eve")
    group = api.group("Trainees")
    group.sets_status(eve, "administrator")
    eve.says("/settings", chat=group)
    shown = await world.last(group)
    group.sets_status(eve, "member")
    world.time[0] += 61
    eve.presses(shown, "Do not answer")
    await world.settle()
    assert (await world.known(group)).mode == ""


@pytest.mark.parametrize("data", ["g:", "g:x:y", "g:m:loud", "g:l:tlh", "g:t:here", "g:t:any", "g:l:", "g::"])
async def test_a_payload_that_was_made_up_changes_nothing(api: BotApi, world: GroupWorld, data: str) -> None:
    owner = api.person("Owner")
    group = api.group("Trainees", owner=owner)
    owner.says("/settings", chat=group)
    shown = await world.last(group)
    press = owner.forges_press(shown, data)
    await world.settle()
    assert "too old" in (await press.answer())["text"]
    known = await world.known(group)
    assert (known.language, known.mode, known.topic) == ("", "", None)


async def test_a_button_of_a_deleted_message_or_a_private_chat_is_outdated(
    api: BotApi, world: GroupWorld, ann: Person
) -> None:
    owner = api.person("Owner")
    group = api.group("Trainees", owner=owner)
    owner.says("/settings", chat=group)
    shown = await world.last(group)
    gone = owner.presses(shown, "Do not answer", inaccessible=True)
    private = ann.forges_press(ann.says("hello"), "g:m:off")
    await world.settle()
    for press in (gone, private):
        assert "too old" in (await press.answer())["text"]


@pytest.mark.parametrize("sets", Sets)
def test_a_payload_comes_back(sets: Sets) -> None:
    assert unpack_group(pack_group(sets, "here:and:there")) == (sets, "here:and:there")


@pytest.mark.parametrize("payload", [None, "", "g", "a:m:off", "l:en", "g:", "g:m"])
def test_other_payloads_are_none_of_these(payload: str | None) -> None:
    assert unpack_group(payload) is None


# Too much


async def test_a_group_that_asks_too_much_is_told_once(world: GroupWorld, group: Group, ann: Person) -> None:
    for _ in range(9):
        ann.says(f"/ask {SEOUL}", chat=group)
    heard = [message.text for message in await world.said(group)]
    assert sum(ANSWER in text for text in heard) == 6
    assert len(heard) == 7
    assert urls(await world.last(group)) == [deep_link("wego_test_bot", "begin")]
    assert "wait a minute" in heard[-1]
    world.time[0] += 10
    ann.says(f"/ask {SEOUL}", chat=group)
    ann.says(f"/ask {SEOUL}", chat=group)
    assert ANSWER in (await world.last(group)).text
    assert len(await world.said(group)) == 8


async def test_groups_do_not_take_from_each_other(api: BotApi, world: GroupWorld, group: Group, ann: Person) -> None:
    other = api.group("Other", members=[ann])
    for _ in range(8):
        ann.says("/help", chat=group)
    ann.says("/help", chat=other)
    assert len(await world.said(other)) == 1


def test_a_clock_that_goes_back_gives_and_takes_nothing() -> None:
    state = GroupState()
    turns = [state.turn(-1, now) for now in (100.0, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0)]
    assert turns == [Turn.ANSWER] * 6 + [Turn.NOTICE, Turn.SILENCE]


# Long answers


async def test_a_long_answer_is_cut_and_the_whole_is_a_tap_away(world: GroupWorld, group: Group, ann: Person) -> None:
    ann.says("/ask Who participated in the Seoul Program 2013?", chat=group)
    ann.says("/topics", chat=group)
    _, topics = await world.said(group)
    assert len(topics.text) <= 710
    assert topics.text.endswith("…")
    assert urls(topics) == ["https://t.me/wego_test_bot?start=topics"]


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (
            ["When was the Joint Workshop 2018?", "what were its topics?"],
            "What were the topics of Joint Workshop 2018?",
        ),
        ([SEOUL], "When was Seoul Program 2016?"),
        (["When was Seoul 2016, and who organised it?"], ""),
    ],
)
def test_the_question_behind_a_link_stands_for_itself(turns: list[str], words: str) -> None:
    assistant, before = service().assistant, Conversation()
    for turn in turns:
        question = Question(turn, TODAY)
        reply, before = assistant.answer(question, before)
    assert standalone(assistant, question, reply) == words


async def test_the_words_behind_a_link_are_kept(
    world: GroupWorld, group: Group, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram_bot.group_answers.shortened", lambda blocks: shortened(blocks, 60))
    ann.says("/ask When was the Joint Workshop 2018?", chat=group)
    ann.says("what were its topics?", reply_to=await world.last(group))
    heard = await world.last(group)
    assert heard.text.endswith("…")
    [url] = urls(heard)
    found = read(url.partition("?start=")[2])
    assert found is not None
    text = await world.services.database.run(lambda connection: phrases.find(connection, found[1]))
    assert text == "What were the topics of Joint Workshop 2018?"


@given(st.lists(st.text(max_size=300), max_size=8), st.integers(30, 400))
def test_what_is_shortened_fits_and_is_never_empty(texts: list[str], room: int) -> None:
    blocks = [Paragraph((Span(text),)) for text in texts]
    kept, cut = shortened(blocks, room)
    assert (kept == blocks) is not cut
    assert bool(kept) is bool(blocks)
    assert sum(len(span.text) for block in kept if isinstance(block, Paragraph) for span in block.line) <= room + 2


async def test_offers_are_lines_and_one_link(world: GroupWorld, group: Group, ann: Person) -> None:
    ann.says("/ask training about smart parking", chat=group)
    heard = await world.last(group)
    assert "• Which training programmes are there?" in heard.text
    [url] = urls(heard)
    assert url.startswith("https://t.me/wego_test_bot?start=q-")


async def test_what_a_person_types_stays_text(world: GroupWorld, group: Group, ann: Person) -> None:
    ann.says("/ask When was <b>Seoul</b> 2016 & what about the price of <i>tea</i>?", chat=group)
    assert len(await world.said(group)) == 1


# Coming and going


async def test_added_it_says_once_what_it_does(api: BotApi, world: GroupWorld) -> None:
    owner = api.person("Owner")
    group = api.group("New", owner=owner, bot_status=None)
    group.adds_bot(by=owner)
    [heard] = await world.said(group)
    for part in ("/ask@wego_test_bot", "Only commands and replies", "/settings"):
        assert part in heard.text

    group.removes_bot(by=owner)
    await world.settle()
    assert not (await world.known(group)).reachable
    group.adds_bot(by=owner)
    assert len(await world.said(group)) == 2
    assert (await world.known(group)).reachable


async def test_what_reaches_it_is_told_when_that_changes(world: GroupWorld, group: Group) -> None:
    group.promotes_bot()
    assert "every message here reaches me" in (await world.last(group)).text
    group.demotes_bot()
    assert "only commands and replies" in (await world.last(group)).text
    group.mutes_bot()
    await world.settle()
    assert not (await world.known(group)).reachable
    group.demotes_bot()
    await world.settle()
    assert (await world.known(group)).reachable
    assert len(await world.said(group)) == 2


async def test_in_a_channel_it_says_nothing(api: BotApi, world: GroupWorld) -> None:
    channel = api.channel("News", bot_status=None)
    channel.promotes_bot()
    await world.settle()
    assert api.sent(channel) == []
    await world.services.database.run(lambda connection: None)


async def test_a_blocked_private_chat_cannot_be_reached(world: GroupWorld, ann: Person, group: Group) -> None:
    ann.says("hello")
    ann.blocks()
    ann.unblocks()
    assert await world.said(group) == []


# Edited questions


async def test_an_edited_question_gets_its_answer_edited(world: GroupWorld, group: Group, ann: Person) -> None:
    asked = ann.says(f"/ask {SEOUL}", chat=group)
    answer = await world.last(group)
    for text, says in [
        ("/ask When was the 2017 Seoul training?", "27–31 March 2017"),
        ("/ask@wego_test_bot How much is the fee?", "I do not know"),
        ("/dates", "2018"),
        ("no question any more", "2018"),
        ("/settings", "2018"),
        (f"/ask {SEOUL}", ANSWER),
    ]:
        ann.edits(asked, text)
        assert await world.said(group) == [answer]
        assert says in answer.text
        assert answer.reply_to == asked.id


async def test_an_answer_that_is_gone_is_given_anew(api: BotApi, world: GroupWorld, group: Group, ann: Person) -> None:
    asked = ann.says(f"/ask {SEOUL}", chat=group)
    (await world.last(group)).deleted = True
    ann.edits(asked, "/ask When was the 2017 Seoul training?")
    [answer] = await world.said(group)
    assert "27–31 March 2017" in answer.text
    assert answer.reply_to == asked.id


NOW_ASKED = [
    (f"/aks@wego_test_bot {SEOUL}", f"/ask@wego_test_bot {SEOUL}", 0, True),
    (f"@wego_bot {SEOUL}", f"@wego_test_bot {SEOUL}", 0, True),
    (SEOUL, f"/ask@wego_test_bot {SEOUL}", 0, True),
    (SEOUL, f"/ask@wego_test_bot {SEOUL}", 23, True),
    (SEOUL, f"/ask@wego_test_bot {SEOUL}", 25, False),
    (SEOUL, f"/ask {SEOUL}", 0, False),
    (SEOUL, f"{SEOUL} Please!", 0, False),
    (SEOUL, "/settings@wego_test_bot", 0, False),
]


@pytest.mark.parametrize(("before", "after", "hours", "answered"), NOW_ASKED)
async def test_an_edit_that_names_the_bot_is_a_question_of_today(
    api: BotApi, world: GroupWorld, before: str, after: str, hours: int, *, answered: bool
) -> None:
    boss = api.person("Boss")
    group = api.group("Trainees", owner=boss, bot_status="administrator")
    asked = boss.says(before, chat=group)
    await world.settle()
    world.time[0] = api.clock.now() + hours * 3600
    boss.edits(asked, after)
    assert any(ANSWER in heard.text for heard in await world.said(group)) is answered
    assert len(await world.said(group)) <= 1


async def test_edits_count_as_questions_and_bring_no_remark(world: GroupWorld, group: Group, ann: Person) -> None:
    asked = ann.says(f"/ask {SEOUL}", chat=group)
    answer = await world.last(group)
    for year in (2011, 2013, 2014, 2015, 2016, 2017, 2013, 2014):
        ann.edits(asked, f"/ask When was the Seoul Program {year}?")
        await world.settle()
    assert "2016" in answer.text
    assert len(await world.said(group)) == 1
    ann.says(f"/ask {SEOUL}", chat=group)
    assert "wait a minute" in (await world.last(group)).text


@pytest.mark.parametrize("rank", ["member", "administrator"])
async def test_edits_of_channels_copies_and_bots_are_not_answered(api: BotApi, world: GroupWorld, rank: str) -> None:
    other = api.other_bot()
    group = api.group("Talk", members=[other], bot_status=rank)
    api.account.sees_bots = True
    channel = api.channel("News")
    for said in (
        channel.says_in(group, "hm"),
        other.says("hm", chat=group),
        channel.forwards(channel.posts("hm"), group),
    ):
        group.owner.edits(said, f"/ask@wego_test_bot {SEOUL}")
    assert await world.said(group) == []


async def test_the_whole_bot_edits_its_answer_also_after_a_restart(api: BotApi, tmp_path: Path, ann: Person) -> None:
    group = api.group("Trainees", members=[ann])
    async with serving(api, tmp_path):
        asked = ann.says(f"/ask {SEOUL}", chat=group)
        answer = await group.hears(10)
    async with serving(api, tmp_path):
        ann.edits(asked, "/ask When was the 2017 Seoul training?")
        await api.wait_for(lambda: "27–31 March 2017" in answer.text, 10)
    assert api.sent(group) == [answer]


# What is kept of a person


async def test_the_bots_own_words_stand_behind_a_link_where_it_has_some(
    world: GroupWorld, group: Group, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram_bot.group_answers.shortened", lambda blocks: shortened(blocks, 20))
    for text in ("pls tell me the date of the 2016 Seoul training", "when was seoul 2016, and who organised it?"):
        ann.says(f"/ask {text}", chat=group)
    await world.settle()
    rows = await world.services.database.run(lambda c: c.execute(sa.select(PHRASES)).mappings().all())
    who = world.services.who(ann.id)
    assert {(row["text"], row["who"]) for row in rows} == {
        ("When was Seoul Program 2016?", ""),
        ("when was seoul 2016, and who organised it?", who),
    }


# Links

LINKS = [
    ("p", "seoul-program", "p-seoul-program", ("p", "seoul-program")),
    ("e", "joint-workshop/2018", "e-joint-workshop__2018", ("e", "joint-workshop/2018")),
    ("q", "0123456789abcdef", "q-0123456789abcdef", ("q", "0123456789abcdef")),
    ("apply", "", "apply", ("apply", "")),
]


@pytest.mark.parametrize(("kind", "name", "carried", "read_as"), LINKS)
def test_a_link_is_read_as_it_was_made(kind: str, name: str, carried: str, read_as: tuple[str, str]) -> None:
    assert deep_link("wego_bot", kind, name) == f"https://t.me/wego_bot?start={carried}"
    assert read(carried) == read_as


def test_every_programme_and_edition_fits_into_a_link() -> None:
    catalogue = service().assistant.catalogue
    assert all(deep_link("b", "p", program) for program in catalogue.programs)
    assert all(deep_link("b", "e", held) for held in catalogue.by_id)


@pytest.mark.parametrize("name", ["x" * 63, "a b", "ü", "a&b"])
def test_what_a_link_cannot_carry_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot carry"):
        deep_link("wego_bot", "p", name)


@pytest.mark.parametrize("carried", ["", "nonsense", "x-1", "p-" + "x" * 70, "q-a b"])
def test_other_links_lead_nowhere(carried: str) -> None:
    assert read(carried) is None


async def test_what_was_set_survives_a_move_that_a_command_finds_out(api: BotApi, tmp_path: Path) -> None:
    """The bot asks for the rank of an administrator in a group that has another id by now."""
    owner = api.person("Owner")
    old = api.group("Cities", supergroup=False, owner=owner)
    async with serving(api, tmp_path):
        owner.says("/settings", chat=old)
        page = await old.hears(10)
        await owner.presses(page, "Do not answer").answer(10)
    owner.says("/settings@wego_test_bot", chat=old)
    new = old.migrates()
    async with serving(api, tmp_path):
        page = await new.hears(10, containing="Language")
    assert "not at all" in page.text

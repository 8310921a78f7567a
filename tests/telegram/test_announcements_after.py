"""What staff see and decide once an announcement is approved; the ledger is real, and nothing is delivered here."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.announcements import claiming, counting, drafts, planning, rounds, settling
from bot.announcements.announcement import Announcement, LinkButton, Rendering
from bot.announcements.drafts import Held
from bot.announcements.planning import Approval
from bot.announcements.rounds import SHOWN
from bot.announcements.states import Draft, Source, Stage
from bot.failure import Failure, Kind
from bot.stand_in import BotApi
from bot.storage import subscriptions
from bot.storage.announced import DAY
from bot.storage.tables import deliveries
from bot.telegram_bot.announcing.checking import why_not
from bot.telegram_bot.announcing.showing import LONG, PACE
from tests.announcements import planned
from tests.announcements.planned import BUSY, LOST, NOW, WRONG
from tests.telegram.announced_world import ANN, BOB, CAT, CITY, THEM, Announced, announced_world

OUTDATED = "This button is too old. Please ask again."
STALE = "That has changed meanwhile. Here is how it stands."
STAGES = ("scheduled", "late", "running", "stopped", "mistake", "cancelled", "finished", "recalled")


@pytest.fixture
async def desk(api: BotApi, tmp_path: Path) -> AsyncIterator[Announced]:
    async with announced_world(api, tmp_path) as found:
        yield found


def labels(message: object) -> list[str]:
    return [button["text"] for button in message.buttons]  # type: ignore[attr-defined]


# How it goes


async def test_one_message_shows_how_far_it_is_and_becomes_the_report(desk: Announced) -> None:
    number = await desk.plan()
    (shown,) = await desk.look()
    assert shown.text.startswith("Announcement 1: News.\n\n0 of 4 chats are dealt with.\n\nAbout 5 seconds left.")
    assert labels(shown) == ["Stop", "More …"]
    await desk.send(number, ANN, CITY)
    await desk.send(number, BOB, failure=LOST)
    desk.later(PACE - 1)
    assert "0 of 4" in (await desk.look())[-1].text, "a group bears so many edits"
    desk.later(1)
    (again,) = await desk.look()
    assert again is shown
    assert "3 of 4 chats are dealt with" in shown.text
    assert "• sent: 2\n• uncertain: 1\n• still to go: 1" in shown.text
    await desk.send(number, CAT, failure=Failure(Kind.UNREACHABLE, "Forbidden: bot was blocked by the user"))
    await desk.run(lambda c: rounds.finish(c, planned.the(c, number), desk.now))
    (report,) = await desk.look()
    assert report is shown
    assert "All 4 chats are dealt with" in report.text
    assert "Approved by Sora." in report.text
    assert "• sent: 2\n• not possible, the bot is blocked, was removed, or the chat is closed: 1" in report.text
    assert "• uncertain, Telegram gave no answer: 1" in report.text
    assert "By kind of chat: groups 1, people 1." in report.text
    assert "Of 1 chat nobody knows whether it has it." in report.text
    assert labels(report) == ["Uncertain (1)", "Correct", "Take it back", "Each chat (CSV)"]


async def test_after_a_restart_it_goes_on_with_the_same_message_and_says_nothing_twice(desk: Announced) -> None:
    number = await desk.plan()
    (shown,) = await desk.look()
    calls = len(desk.world.api.journal)
    desk.restart()
    await desk.look()
    assert len(desk.world.api.journal) == calls
    await desk.send(number, *THEM)
    await desk.run(lambda c: rounds.finish(c, planned.the(c, number), desk.now))
    desk.restart()
    assert await desk.look() == [shown]
    assert "sent: 4" in shown.text
    calls = len(desk.world.api.journal)
    desk.restart()
    desk.later(9000)
    await desk.look()
    assert len(desk.world.api.journal) == calls
    assert (await desk.the(number)).shown.startswith(SHOWN)


async def test_a_message_that_was_deleted_comes_again(desk: Announced) -> None:
    number = await desk.plan()
    (shown,) = await desk.look()
    desk.sora.deletes(shown)
    await desk.send(number, ANN)
    desk.later(PACE)
    (anew,) = await desk.look()
    assert anew is not shown
    assert "1 of 4" in anew.text


async def test_what_takes_long_ends_with_a_message_that_is_heard(desk: Announced) -> None:
    number = await desk.plan()
    (shown,) = await desk.look()
    await desk.send(number, *THEM)
    desk.later(LONG + 1)
    await desk.run(lambda c: rounds.finish(c, planned.the(c, number), desk.now))
    (report,) = await desk.look()
    assert report is not shown
    assert shown.deleted


async def test_who_waits_for_their_hour_is_told_apart(desk: Announced) -> None:
    number = await desk.plan()
    await desk.run(lambda c: claiming.put_off(c, (number, 0), ANN, NOW + 3600, NOW))
    (shown,) = await desk.look()
    assert "• still to go: 4\n• of these 1 wait for their hour, the last until 12:06 (UTC)" in shown.text


async def test_two_that_run_are_both_shown(desk: Announced) -> None:
    first, second = await desk.plan(), await desk.plan(ANN)
    for turn in range(4):
        if turn:
            await desk.send(first, THEM[turn])
        desk.later(PACE * 2)
        shown = await desk.look()
    assert [one.text.splitlines()[0] for one in shown] == [f"Announcement {n}: News." for n in (first, second)]
    assert "3 of 4" in shown[0].text


async def test_a_mistake_of_ours_is_told_at_once_in_plain_words(desk: Announced) -> None:
    number = await desk.plan()
    (shown,) = await desk.look()
    await desk.send(number, ANN, failure=WRONG)
    (told,) = await desk.look()
    assert told is not shown, "an edited message rings with nobody"
    assert "Stopped: Telegram does not take it as it is. Something about bold, italics or links" in told.text
    assert "In Telegram's words: Bad Request: can't parse entities" in told.text
    assert "0 chats have it, 3 are still to get it." in told.text
    assert labels(told) == ["Go on (3 to go)", "Give up the rest (3)", "More …"]
    await desk.look()
    assert desk.last is told


async def test_what_came_too_late_is_asked(desk: Announced) -> None:
    number = await desk.in_stage("late")
    (told,) = await desk.look()
    assert "The bot was away when it should have gone out: 11:15 (UTC)." in told.text
    assert labels(told) == ["Send now (4 chats)", "Do not send it", "More …"]
    assert await desk.presses(told, "Send now") == ""
    assert (await desk.the(number)).stage is Stage.RUNNING


async def test_what_stops_on_the_way_after_an_outage_says_how_far_it_was(desk: Announced) -> None:
    number = await desk.in_stage("running")
    await desk.move(number, Stage.LATE)
    (told,) = await desk.look()
    assert "Shall the rest still go out? 2 of 4 chats are dealt with" in told.text
    assert labels(told) == ["Send now (2 chats)", "Take it back", "Give up the rest (2)", "More …"]


async def test_what_was_approved_by_somebody_who_left_is_told_in_the_chat_of_staff(desk: Announced) -> None:
    gone = desk.world.api.person("Gone", started=True)
    await desk.run(lambda c: planned.plan(c, THEM, chat=gone.id))
    assert len(await desk.look()) == 1
    assert desk.world.api.sent(gone.id) == []


async def test_where_nothing_can_be_said_it_is_not_tried_for_ever(desk: Announced) -> None:
    desk.room.sets_status(desk.world.api.account, "kicked", by=desk.sora)
    number = await desk.plan()
    await desk.look()
    calls = len(desk.world.api.journal)
    await desk.send(number, ANN)
    desk.later(PACE)
    await desk.look()
    assert len(desk.world.api.journal) == calls


async def test_of_reminders_only_what_goes_wrong_is_told(desk: Announced) -> None:
    number = await desk.plan(ANN, source=Source.REMINDER)
    assert await desk.look() == []
    await desk.send(number, ANN, failure=LOST)
    await desk.run(lambda c: rounds.finish(c, planned.the(c, number), desk.now))
    (told,) = await desk.look()
    assert "uncertain, Telegram gave no answer: 1" in told.text


async def test_what_is_cancelled_before_it_began_is_no_news(desk: Announced) -> None:
    number = await desk.in_stage("scheduled")
    await desk.move(number, Stage.CANCELLED)
    assert await desk.look() == []
    assert (await desk.the(number)).shown == SHOWN


async def test_what_is_pinned_stands_in_the_report(desk: Announced) -> None:
    number = await desk.plan(ANN, CITY, draft=Announcement({"en": "News."}, pins=True))
    await desk.send(number, ANN, CITY)
    await desk.run(lambda c: rounds.finish(c, planned.the(c, number), desk.now))
    (shown,) = await desk.look()
    await desk.send(number, ANN, made=1)
    await desk.send(number, CITY, made=1, failure=Failure(Kind.NO_RIGHTS, "Bad Request: not enough rights"))
    await desk.run(lambda c: rounds.finish(c, planned.the(c, number, 1), desk.now))
    desk.later(PACE)
    assert await desk.look() == [shown]
    assert "• pinned: 1\n• not pinned, the bot may not do that there: 1" in shown.text


# The list


async def test_the_list_has_ten_on_a_page_with_how_each_stands(desk: Announced) -> None:
    for _ in range(11):
        await desk.plan(ANN)
    stopped = await desk.in_stage("stopped")
    shown = await desk.says("/announcements@wego_test_bot")
    assert shown.text.startswith(
        "12 announcements. Press the number of one.\n• 12. STOPPED at 2 of 4, 1 uncertain: News."
    )
    assert "• 11. going out, 0 of 1: News." in shown.text
    assert labels(shown) == [str(n) for n in range(12, 2, -1)] + ["More »"]
    assert await desk.presses(shown, "More »") == ""
    assert labels(shown) == ["2", "1", "« Back"]
    assert await desk.presses(shown, "« Back") == ""
    assert await desk.presses(shown, str(stopped)) == ""
    assert "Its text:\n\nNews." in shown.text
    assert "Drafted by Sora." in shown.text


async def test_there_may_be_none(desk: Announced) -> None:
    assert (await desk.says("/announcements@wego_test_bot")).text == "There are no announcements yet."


@pytest.mark.parametrize(
    ("stage", "buttons"),
    [
        ("scheduled", ["Send now (4 chats)", "Do not send it", "Correct"]),
        ("late", ["Send now (4 chats)", "Do not send it", "Correct", "Each chat (CSV)"]),
        ("running", ["Stop", "Uncertain (1)", "Correct", "Take it back", "Each chat (CSV)"]),
        (
            "stopped",
            ["Go on (2 to go)", "Take it back", "Give up the rest (2)", "Uncertain (1)", "Correct", "Each chat (CSV)"],
        ),
        ("cancelled", ["Uncertain (1)", "Correct", "Take it back", "Each chat (CSV)"]),
        ("finished", ["Uncertain (1)", "Correct", "Take it back", "Each chat (CSV)"]),
        ("recalled", ["Uncertain (1)", "Each chat (CSV)", "Recall: each chat (CSV)"]),
    ],
)
async def test_the_buttons_are_those_that_make_sense(desk: Announced, stage: str, buttons: list[str]) -> None:
    opened = await desk.opened(await desk.in_stage(stage))
    assert labels(opened) == [*buttons, "All announcements"]


RUNNING, STOPPED, CANCELLED = "running", "stopped", "cancelled"
PRESSES = {
    "round-stop": {"running": STOPPED},
    "round-go": {"scheduled": RUNNING, "late": RUNNING, "stopped": RUNNING, "mistake": RUNNING},
    "round-drop": {},
    "round-drop-sure": {"scheduled": CANCELLED, "late": CANCELLED, "stopped": CANCELLED, "mistake": CANCELLED},
    "round-retry": {},
    "round-recall": {},
    "round-recall-ask": {},
    "round-correct": {},
    "round-table": {},
    "round-more": {},
    "round-open": {},
    "doubts": {},
}
"""To which stage a press leads from which; from all others nowhere."""


@pytest.mark.parametrize("stage", STAGES)
async def test_each_press_in_each_stage_does_what_makes_sense_or_nothing(desk: Announced, stage: str) -> None:
    shown = desk.room.add_from_bot(desk.world.api.account, {"text": "An old message"})
    for verb, leads in PRESSES.items():
        number = await desk.in_stage(stage)
        before, rows = await desk.the(number), await desk.rows(number)
        about = {"round-stop": f"{number}.0", "round-table": f"{number}.0", "doubts": f"{number}.0.0"}
        for one in ("round-go", "round-drop", "round-drop-sure", "round-retry"):
            about[one] = f"{number}.0.{int(before.alive)}"
        for _ in range(2):
            desk.later(60)
            await desk.forges(shown, f"t:{verb}:{about.get(verb, number)}")
        after = (await desk.the(number)).stage
        assert after == leads.get(stage, before.stage), verb
        if after is not Stage.CANCELLED:
            assert await desk.rows(number) == rows, verb


async def test_what_is_made_up_does_nothing(desk: Announced) -> None:
    number = await desk.in_stage("finished")
    shown = await desk.says("/announcements@wego_test_bot")
    before = await desk.rows(number)
    for verb in (*PRESSES, "round-recall-sure", "rounds", "doubt-again", "doubts-sure-again"):
        for value in ("", "x", "9", "9.0", "9.0.0", "9.0.1.1.0", "-1", "1.1.1.1.1.1", "٣", "9" * 40):
            desk.later(60)
            assert await desk.forges(shown, f"t:{verb}:{value}"[:64]) in (OUTDATED, "")
    assert (await desk.the(number)).stage is Stage.FINISHED
    assert await desk.rows(number) == before


async def test_nobody_else_decides_anything(desk: Announced) -> None:
    number = await desk.in_stage("running")
    (shown,) = await desk.look()
    eve = desk.world.api.person("Eve", started=True)
    eve.joins(desk.room)
    assert await desk.presses(shown, "Stop", eve) == OUTDATED
    assert (await desk.the(number)).stage is Stage.RUNNING


# Stop, go on, give up


async def test_stop_holds_at_once_and_go_on_goes_on(desk: Announced) -> None:
    number = await desk.in_stage("running")
    (shown,) = await desk.look()
    assert await desk.presses(shown, "Stop") == ""
    assert await desk.run(lambda c: planned.claim(c, number, CAT)) is None
    assert await desk.look() == [shown]
    assert "Stopped: 2 of 4 chats are dealt with." in shown.text
    assert await desk.presses(shown, "Go on (2 to go)", desk.min) == ""
    assert await desk.run(lambda c: planned.claim(c, number, CAT)) is not None
    await desk.look()
    assert labels(shown)[0] == "Stop"


async def test_a_late_press_goes_on_with_nothing_that_was_stopped_again(desk: Announced) -> None:
    number = await desk.in_stage("stopped")
    (shown,) = await desk.look()
    old = shown.buttons[0]["callback_data"]
    await desk.presses(shown, "Go on")
    desk.later(60)
    await desk.move(number, Stage.STOPPED, reason=WRONG.reason)
    assert await desk.forges(shown, old, desk.min) == STALE
    assert (await desk.the(number)).stage is Stage.STOPPED
    assert "Stopped: Telegram does not take it as it is." in shown.text


async def test_giving_up_is_asked_once_more_with_the_number(desk: Announced) -> None:
    number = await desk.in_stage("stopped")
    (shown,) = await desk.look()
    await desk.presses(shown, "Give up the rest (2)")
    assert "2 chats would not get it. This cannot be undone." in shown.text
    assert (await desk.the(number)).stage is Stage.STOPPED
    await desk.presses(shown, "No, back")
    await desk.presses(shown, "Give up the rest (2)")
    assert await desk.presses(shown, "Yes, give up 2") == ""
    rows = await desk.rows(number)
    assert (rows[CAT], rows[CITY]) == (("skipped", "cancelled"),) * 2
    await desk.look()
    assert "Given up:" in shown.text
    assert "• left out, given up by one of you: 2" in shown.text


async def test_what_can_go_better_is_tried_again(desk: Announced) -> None:
    number = await desk.plan(ANN, BOB)
    await desk.send(number, BOB)
    await desk.send(number, ANN, failure=Failure(Kind.NO_RIGHTS, "Bad Request: not enough rights to send photos"))
    await desk.run(lambda c: rounds.finish(c, planned.the(c, number), desk.now))
    (shown,) = await desk.look()
    assert await desk.presses(shown, "Try again what was not possible (1)") == ""
    assert (await desk.rows(number))[ANN] == ("planned", "")
    await desk.look()
    assert "1 of 2 chats are dealt with." in shown.text


# Uncertain


async def many(desk: Announced, count: int) -> int:
    """An announcement of which nobody knows whether anybody has it."""
    them = range(101, 101 + count)
    number = await desk.plan(*them)
    await desk.send(number, *them, failure=LOST)
    await desk.run(lambda c: rounds.finish(c, planned.the(c, number), desk.now))
    return number


async def test_each_uncertain_chat_is_settled_once(desk: Announced) -> None:
    number = await many(desk, 12)
    (shown,) = await desk.look()
    await desk.presses(shown, "Uncertain (12)")
    assert shown.text.startswith("12 chats may have announcement 1, or not.")
    assert "• 1. somebody whose id ends in 101 (private, English), 11:06 (UTC): Telegram gave no answer" in shown.text
    assert len([label for label in labels(shown) if label.endswith("Send again")]) == 10
    again = next(one["callback_data"] for one in shown.buttons if one["text"] == "1: Send again")
    has = next(one["callback_data"] for one in shown.buttons if one["text"] == "2: Has it")
    presses = [desk.sora.forges_press(shown, again), desk.min.forges_press(shown, again)]
    await desk.world.settle(together=True)
    assert sorted([str((await one.answer()).get("text")) for one in presses]) == ["It is sent again.", STALE]
    assert await desk.forges(shown, has) == "Counted as sent."
    rows = await desk.rows(number)
    assert (rows[101], rows[102]) == (("planned", ""), ("sent", "counted"))
    assert (await desk.the(number)).stage is Stage.RUNNING
    assert shown.text.startswith("10 chats may have")
    await desk.send(number, 101, failure=LOST)
    assert await desk.forges(shown, again) == STALE, "it was said of the first attempt, and this is the second"
    assert (await desk.rows(number))[101] == ("uncertain", "no-answer")


@pytest.mark.parametrize(
    ("button", "sure", "state"),
    [("Send again to all 12", "Yes, send it to 12", "planned"), ("All 12 have it", "Yes, count 12", "sent")],
)
async def test_all_are_settled_once_that_is_said_twice(desk: Announced, button: str, sure: str, state: str) -> None:
    number = await many(desk, 12)
    (shown,) = await desk.look()
    await desk.presses(shown, "Uncertain (12)")
    await desk.presses(shown, "More »")
    assert "Page 2 of 2" in shown.text
    await desk.presses(shown, button)
    assert {found for found, _ in (await desk.rows(number)).values()} == {"uncertain"}
    assert "Are you sure?" in shown.text
    await desk.presses(shown, sure)
    assert {found for found, _ in (await desk.rows(number)).values()} == {state}
    assert "Of no chat it is uncertain any more" in shown.text


async def test_a_word_on_all_is_one_on_those_that_were_shown(desk: Announced) -> None:
    number = await many(desk, 3)
    (shown,) = await desk.look()
    await desk.presses(shown, "Uncertain (3)")
    await desk.presses(shown, "Send again to all 3")
    sure = shown.buttons[0]["callback_data"]
    await desk.run(lambda c: settling.settle(c, (number, 0), {101: 1}, again=False, now=desk.now))
    assert await desk.forges(shown, sure) == STALE
    assert shown.text.startswith("2 chats may have")
    assert (await desk.rows(number))[102] == ("uncertain", "no-answer")


async def test_what_is_taken_back_is_not_sent_again(desk: Announced) -> None:
    number = await desk.in_stage("recalled")
    opened = await desk.opened(number)
    await desk.presses(opened, "Uncertain (1)")
    assert "It is taken back, so it is not sent again." in opened.text
    assert labels(opened) == ["1: Has it", "« To the list"]


async def test_a_report_that_is_over_follows_what_staff_say(desk: Announced) -> None:
    await many(desk, 1)
    (shown,) = await desk.look()
    await desk.presses(shown, "Uncertain (1)")
    await desk.presses(shown, "1: Has it")
    await desk.look()
    assert "• sent: 1\n• of these counted as sent by one of you: 1" in shown.text
    assert "Uncertain" not in str(labels(shown))


async def test_a_correction_does_not_count_what_was_only_counted_as_sent(desk: Announced) -> None:
    number = await many(desk, 3)
    await desk.run(lambda c: settling.settle(c, (number, 0), {101: 1}, again=False, now=desk.now))
    await desk.run(lambda c: settling.settle(c, (number, 0), {102: 1}, again=True, now=desk.now))
    assert (await desk.run(lambda c: counting.of_those_who_got_it(c, number))).total == 1, "102, which is to get it"


# The table


async def test_each_chat_can_be_had_as_a_table(desk: Announced) -> None:
    number = await desk.in_stage("finished")
    opened = await desk.opened(number)
    await desk.presses(opened, "Each chat (CSV)")
    document = desk.last["document"]
    assert document["file_name"] == f"announcement-{number}-send-0.csv"
    data = desk.world.api.world.files[document["file_id"]].data
    _, *lines = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert {int(line[0]): (line[4], line[5]) for line in lines} == await desk.rows(number)


# Correct


async def test_a_correction_begins_with_the_present_texts_and_says_whom_it_reaches(desk: Announced) -> None:
    number = await desk.in_stage("running")
    opened = await desk.opened(number)
    for person in (desk.sora, desk.min):
        await desk.presses(opened, "Correct", person)
    found = await desk.run(lambda c: drafts.latest(c, drafts.OPEN))
    assert [(held.corrects, held.draft.texts, held.name) for held in found] == [(number, {"en": "News."}, "Sora")]
    told = [one.text for one in desk.world.api.sent(desk.room) if "A correction of announcement" in one.text]
    assert "chats that have the old text and get the new one: 1\n• chats that are still to get it" in told[0]
    assert "the new text at once: 2\n• uncertain whether they have it, so they keep the old text: 1" in told[0]
    shown = await desk.says("/announcements@wego_test_bot")
    assert f"• 2. draft of a correction of {number}: News." in shown.text


async def drafted(desk: Announced, number: int, **changed: object) -> Held:
    """The draft of a correction, changed."""
    opened = await desk.opened(number)
    await desk.presses(opened, "Correct")

    def work(c: sa.Connection) -> Held:
        made = drafts.correction_of(c, number)
        held = drafts.find(c, made or 0)
        assert held is not None
        drafts.change(c, held.number, replace(held.draft, **changed), desk.now)  # type: ignore[arg-type]
        found = drafts.find(c, held.number)
        assert found is not None
        return found

    return await desk.run(work)


async def approved(desk: Announced, held: Held, version: str) -> int | None:
    """How many chats have the old text."""
    approval = Approval("Min", desk.now, desk.room.id)
    texts = {"en": Rendering(held.draft.texts["en"])}
    return await desk.run(lambda c: planning.approve_correction(c, held.number, version, texts, approval))


LINKS = (LinkButton("https://example.org", {"en": "Apply"}),)


async def test_an_approved_correction_goes_to_those_who_have_it_and_is_told_of(desk: Announced) -> None:
    number = await desk.in_stage("running")
    held = await drafted(desk, number, texts={"en": "Better."}, links=LINKS, silent=True, about="x")
    assert await approved(desk, held, held.version) == 1
    assert await approved(desk, held, held.version) is None
    assert await desk.rows(number, 1) == {ANN: ("planned", "")}
    after = await desk.run(lambda c: drafts.find(c, number))
    assert after is not None
    assert (after.draft.texts, after.draft.links, after.draft.silent) == ({"en": "Better."}, LINKS, False)
    await desk.run(lambda c: rounds.begin_due(c, desk.now))
    await desk.send(number, ANN, made=1)
    shown = await desk.look()
    assert "Correction of announcement 1: Better.\n\n1 of 1 chats are dealt with." in shown[-1].text
    assert "changed: 1" in shown[-1].text
    opened = await desk.opened(number)
    assert labels(opened)[:2] == ["Stop", "Stop"]
    assert "Correction: each chat (CSV)" in labels(opened)


@pytest.mark.parametrize(
    ("why", "said"), [("same", "team-correct-same"), ("changed", ""), ("recalled", "team-correct-recalled")]
)
async def test_a_correction_that_cannot_be_says_why(desk: Announced, why: str, said: str) -> None:
    number = await desk.in_stage("running")
    held = await drafted(desk, number, texts={"en": "News." if why == "same" else "Better."})
    if why == "recalled":
        await desk.run(lambda c: planned.recall(c, number))
    assert await desk.run(lambda c: why_not(c, held)) == said
    if why != "same":
        assert await approved(desk, held, "00000000" if why == "changed" else held.version) is None
    after = await desk.run(lambda c: drafts.find(c, held.number))
    assert after is not None
    assert after.state is Draft.DRAFT


async def test_what_nobody_has_yet_is_corrected_without_a_word_more(desk: Announced) -> None:
    number = await desk.in_stage("scheduled")
    held = await drafted(desk, number, texts={"en": "Better."})
    assert await approved(desk, held, held.version) == 0
    await desk.run(lambda c: rounds.begin_due(c, desk.now))
    said = len(desk.world.api.sent(desk.room))
    assert len(await desk.look()) == said
    claimed = await desk.run(lambda c: (rounds.go_on(c, (number, 0), desk.now), planned.claim(c, number, ANN)))
    assert claimed[1] is not None
    assert claimed[1].text == 1


# Take it back


async def test_taking_back_shows_the_numbers_and_is_asked_twice(desk: Announced) -> None:
    number = await desk.in_stage("running")
    await desk.send(number, CAT)
    old = sa.update(deliveries).where(deliveries.c.chat == CAT)
    await desk.run(lambda c: c.execute(old.values(sent=NOW - 3 * DAY)).rowcount)
    opened = await desk.opened(number)
    await desk.presses(opened, "Take it back")
    assert "younger than two days: 1\n• chats where it is too old" in opened.text
    assert "and do not: 1\n• uncertain whether they have it, so it stays there if they do: 1" in opened.text
    await desk.presses(opened, "Take it back from 2 chats")
    assert "It is taken back from 2 chats, and cannot be sent again. Are you sure?" in opened.text
    assert len(await desk.run(lambda c: rounds.all_of(c, number))) == 1
    sure = opened.buttons[0]["callback_data"]
    presses = [desk.sora.forges_press(opened, sure), desk.min.forges_press(opened, sure)]
    await desk.world.settle(together=True)
    for one in presses:
        await one.answer()
    assert await desk.rows(number, 1) == {ANN: ("planned", ""), CAT: ("planned", "")}
    assert (await desk.rows(number))[CITY] == ("skipped", "recalled")
    assert len(await desk.run(lambda c: rounds.all_of(c, number))) == 2
    await desk.run(lambda c: rounds.begin_due(c, desk.now))
    shown = await desk.look()
    assert shown[-1].text.startswith("Taking back announcement 1: News.\n\n0 of 2 chats are dealt with.")
    assert labels(shown[-1]) == ["More …"]
    await desk.send(number, ANN, CAT, made=1)
    for made in (0, 1):
        await desk.run(lambda c, made=made: rounds.finish(c, planned.the(c, number, made), desk.now))  # type: ignore[misc]
    report = (await desk.look())[-1].text
    assert "• taken back: 2" in report
    assert "1 chat may have it and cannot be reached with this" in report


# In a word


async def test_status_and_the_digest_tell_of_them_in_a_line(desk: Announced) -> None:
    await desk.in_stage("finished")
    await desk.in_stage("late")
    told = (await desk.says("/status@wego_test_bot")).text
    assert "• announcements that are late, and wait for your word: 1\n• announcements with chats of which" in told
    desk.sora.says("/digest@wego_test_bot", chat=desk.room)
    await desk.world.settle()
    said = [one.text for one in desk.world.api.sent(desk.room)]
    assert any("Announcements: 1, sent to chats: 3, not possible: 0, uncertain: 1" in text for text in said)


async def test_a_call_that_is_planned_again_leaves_the_report_open(desk: Announced) -> None:
    number = await desk.plan(ANN)
    await desk.send(number, ANN, failure=BUSY)
    assert not await desk.run(lambda c: rounds.finish(c, planned.the(c, number), desk.now))
    assert await desk.run(lambda c: subscriptions.of(c, ANN)) == frozenset({""})

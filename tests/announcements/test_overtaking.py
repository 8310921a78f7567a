"""What is decided while calls are under way, and what the calls that end after it leave in the ledger."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from bot.announcements import ledger, planning, rounds, settling
from bot.announcements.announcement import Announcement, Rendering
from bot.announcements.planning import Approval
from bot.announcements.states import Source, Stage
from bot.failure import Failure, Kind
from bot.storage import chats, preferences
from bot.storage.tables import deliveries
from tests.announcements.planned import (
    BUSY,
    LOST,
    NOW,
    STAFF,
    WRONG,
    claim,
    correct,
    ends,
    plan,
    recall,
    rows,
    send,
    the,
)

ANN, BOB, OLD, NEW = 11, 12, -13, -10013


def test_what_was_refused_for_a_moment_is_not_sent_after_a_recall(c: sa.Connection) -> None:
    number = plan(c, [ANN])
    under_way = claim(c, number, ANN)
    recall(c, number)
    ends(c, under_way, BUSY)
    assert claim(c, number, ANN, now=NOW + 5) is None
    assert rows(c, number) == {ANN: ("skipped", "recalled")}


def test_what_was_refused_for_a_moment_is_over_once_the_rest_is_given_up(c: sa.Connection) -> None:
    number = plan(c, [ANN, BOB])
    under_way = claim(c, number, ANN)
    for stage in (Stage.STOPPED, Stage.CANCELLED):
        assert rounds.move(c, (number, 0), stage, NOW)
    ends(c, under_way, BUSY)
    assert rows(c, number) == {ANN: ("skipped", "cancelled"), BOB: ("skipped", "cancelled")}


def test_after_a_kill_nothing_waits_in_a_round_that_was_given_up(c: sa.Connection) -> None:
    number = plan(c, [ANN])
    send(c, number, ANN)
    made = correct(c, number)
    claim(c, number, ANN, made)
    for stage in (Stage.STOPPED, Stage.CANCELLED):
        assert rounds.move(c, (number, made), stage, NOW)
    settling.recover(c, NOW)
    assert rows(c, number, made) == {ANN: ("skipped", "cancelled")}


def test_an_earlier_correction_never_comes_after_a_later_one(c: sa.Connection) -> None:
    number = plan(c, [ANN])
    send(c, number, ANN)
    first = correct(c, number, "Better.")
    under_way = claim(c, number, ANN, first)
    second = correct(c, number, "Best.")
    assert claim(c, number, ANN, second) is None, "two calls for one message: which comes last is not known"
    ends(c, under_way, BUSY)
    assert claim(c, number, ANN, first, NOW + 9) is None
    assert rows(c, number, first) == {ANN: ("skipped", "replaced")}
    assert claim(c, number, ANN, second, NOW + 9) is not None


def test_what_is_withdrawn_is_not_overwritten_by_a_correction(c: sa.Connection) -> None:
    number = plan(c, [ANN])
    send(c, number, ANN)
    made = correct(c, number)
    under_way = claim(c, number, ANN, made)
    back = recall(c, number)
    assert claim(c, number, ANN, back) is None
    ends(c, under_way, BUSY)
    assert claim(c, number, ANN, made, NOW + 9) is None
    assert rows(c, number, made) == {ANN: ("skipped", "recalled")}
    assert claim(c, number, ANN, back, NOW + 9) is not None
    said = Approval("Sora", NOW, STAFF)
    assert planning.correct(c, number, Announcement({"en": "!"}), {"en": Rendering("!")}, said) is None


def test_what_arrives_after_a_recall_is_taken_back_and_not_pinned(c: sa.Connection) -> None:
    number = plan(c, [ANN], Announcement({"en": "News."}, pins=True))
    under_way = claim(c, number, ANN)
    back = recall(c, number)
    ends(c, under_way)
    assert rows(c, number, 1) == {}
    assert rows(c, number, back) == {ANN: ("planned", "")}


def test_where_telegram_did_not_take_the_text_the_corrected_one_is_tried(c: sa.Connection) -> None:
    number = plan(c, [ANN, BOB])
    send(c, number, ANN, failure=WRONG)
    assert the(c, number).stage is Stage.STOPPED
    correct(c, number)
    assert the(c, number).stage is Stage.STOPPED, "staff say when it goes on"
    assert rows(c, number) == {ANN: ("planned", ""), BOB: ("planned", "")}


def test_a_message_that_cannot_be_edited_stops_no_correction(c: sa.Connection) -> None:
    number = plan(c, [ANN, BOB])
    send(c, number, ANN)
    made = correct(c, number)
    send(c, number, ANN, made, Failure(Kind.REFUSED, "Bad Request: message can't be edited"))
    assert the(c, number, made).stage is Stage.RUNNING
    assert rows(c, number, made) == {ANN: ("failed", "refused")}


def test_what_is_sent_at_once_after_all_is_pinned_at_once(c: sa.Connection) -> None:
    number = plan(c, [ANN], Announcement({"en": "News."}, pins=True), due=NOW + 9000)
    assert rounds.go_on(c, (number, 0), NOW)
    rounds.begin_due(c, NOW)
    assert [one.stage for one in rounds.all_of(c, number)] == [Stage.RUNNING, Stage.RUNNING]


@pytest.mark.parametrize(("goes", "then"), [(True, Stage.RUNNING), (False, Stage.SCHEDULED)])
def test_what_went_out_before_its_time_is_corrected_at_once(c: sa.Connection, goes: bool, then: Stage) -> None:
    number = plan(c, [ANN], due=NOW + 9000)
    if goes:
        assert rounds.go_on(c, (number, 0), NOW)
        send(c, number, ANN)
    made = correct(c, number, due=NOW + 9000)
    assert the(c, number, made).stage is then


def test_with_what_is_cancelled_its_pinning_is(c: sa.Connection) -> None:
    number = plan(c, [ANN], Announcement({"en": "News."}, pins=True), due=NOW + 9000)
    assert rounds.move(c, (number, 0), Stage.CANCELLED, NOW)
    assert [one.stage for one in rounds.all_of(c, number)] == [Stage.CANCELLED, Stage.CANCELLED]


def test_who_has_the_text_gets_its_correction_though_the_rest_is_given_up(c: sa.Connection) -> None:
    number = plan(c, [ANN, BOB])
    send(c, number, ANN)
    said = Approval("Sora", NOW, 7)
    assert planning.correct(c, number, Announcement({"en": "Better."}), {"en": Rendering("Better.")}, said) == 1
    assert rounds.move(c, (number, 0), Stage.CANCELLED, NOW)
    rounds.begin_due(c, NOW)
    assert claim(c, number, ANN, 1) is not None


@pytest.mark.parametrize("arrives", [True, False])
def test_a_group_that_moves_in_the_middle_of_a_call_gets_it_once(c: sa.Connection, arrives: bool) -> None:
    number = plan(c, [OLD])
    under_way = claim(c, number, OLD)
    chats.migrate(c, OLD, NEW)
    settling.follow(c, OLD, NEW, NOW)
    if arrives:
        ends(c, under_way)
        assert rows(c, number) == {OLD: ("sent", "")}
        return
    ends(c, under_way, BUSY)
    assert claim(c, number, OLD, now=NOW + 5) is None
    assert claim(c, number, NEW, now=NOW + 5) is not None
    assert rows(c, number) == {NEW: ("sending", "")}


@pytest.mark.parametrize("failure", [None, LOST])
def test_what_a_group_has_it_does_not_get_again_under_its_new_id(c: sa.Connection, failure: Failure | None) -> None:
    number = plan(c, [OLD, NEW])
    send(c, number, OLD, failure=failure)
    chats.migrate(c, OLD, NEW)
    settling.follow(c, OLD, NEW, NOW)
    assert rows(c, number)[NEW] == ("skipped", "twice")
    if failure is not None:
        assert settling.settle(c, (number, 0), {OLD: 1}, again=True, now=NOW) == [OLD]
        assert claim(c, number, OLD) is None
        assert claim(c, number, NEW) is not None
        assert rows(c, number) == {NEW: ("sending", "")}


def test_what_is_uncertain_is_sent_again_once_for_each_time_that_staff_say_so(c: sa.Connection) -> None:
    number = plan(c, [ANN])
    key = (number, 0)
    send(c, number, ANN, failure=LOST)
    assert settling.settle(c, key, {ANN: 1}, again=True, now=NOW) == [ANN]
    assert settling.settle(c, key, {ANN: 1}, again=True, now=NOW) == []
    send(c, number, ANN, failure=LOST)
    assert settling.settle(c, key, {ANN: 1}, again=True, now=NOW) == [], "that was said of the first attempt"
    assert settling.settle(c, key, {ANN: 2}, again=False, now=NOW) == [ANN]
    assert rows(c, number) == {ANN: ("sent", "counted")}


@pytest.mark.parametrize("end", ["finished", "cancelled", "recalled"])
def test_what_is_uncertain_is_sent_again_when_all_else_is_over_unless_it_was_taken_back(
    c: sa.Connection, end: str
) -> None:
    number = plan(c, [ANN, BOB])
    key = (number, 0)
    send(c, number, ANN, failure=LOST)
    if end == "finished":
        send(c, number, BOB)
        assert rounds.finish(c, the(c, number), NOW)
    elif end == "cancelled":
        assert rounds.move(c, key, Stage.CANCELLED, NOW)
    else:
        recall(c, number)
    done = settling.settle(c, key, {ANN: 1}, again=True, now=NOW + 90_000_000)
    if end == "recalled":
        assert (done, rows(c, number)[ANN][0]) == ([], "uncertain")
        return
    assert the(c, number).stage is Stage.RUNNING
    assert claim(c, number, ANN, now=NOW + 90_000_001) is not None
    assert claim(c, number, BOB, now=NOW + 90_000_001) is None


def test_staff_try_again_what_can_go_better(c: sa.Connection) -> None:
    number = plan(c, [ANN, BOB, -14])
    told: dict[int, Any] = {
        ANN: Failure(Kind.UNREACHABLE, "Forbidden: bot was blocked by the user"),
        BOB: Failure(Kind.NO_RIGHTS, "Bad Request: not enough rights to send photos"),
        -14: None,
    }
    for chat, failure in told.items():
        send(c, number, chat, failure=failure)
    rounds.finish(c, the(c, number), NOW)
    assert settling.retry(c, (number, 0), NOW) == 1
    assert rows(c, number) == {ANN: ("failed", "unreachable"), BOB: ("planned", ""), -14: ("sent", "")}
    assert the(c, number).stage is Stage.RUNNING


def test_a_reminder_that_somebody_asked_for_counts_for_no_weekly_maximum(c: sa.Connection) -> None:
    reminder = plan(c, [ANN], source=Source.REMINDER)
    preferences.change(c, ANN, NOW, weekly_most=1)
    send(c, reminder, ANN)
    first, second = plan(c, [ANN]), plan(c, [ANN])
    send(c, first, ANN)
    assert claim(c, second, ANN) is None
    assert rows(c, second) == {ANN: ("skipped", "enough")}


def test_a_chat_of_a_later_round_that_moved_cannot_be_reached(c: sa.Connection) -> None:
    number = plan(c, [OLD])
    send(c, number, OLD)
    made = correct(c, number)
    settling.follow(c, OLD, NEW, NOW)
    assert rows(c, number, made) == {OLD: ("failed", "moved")}


def test_where_staff_see_it_moves_with_their_group(c: sa.Connection) -> None:
    number = plan(c, [ANN])
    rounds.show(c, the(c, number), OLD, 5, "so")
    settling.follow(c, OLD, NEW, NOW)
    found = the(c, number)
    assert (found.chat, found.message) == (NEW, None)


def test_the_ledger_knows_when_a_process_that_lost_its_lead_was_told_after_all(c: sa.Connection) -> None:
    number = plan(c, [ANN])
    under_way = claim(c, number, ANN)
    assert settling.recover(c, NOW) == 1
    assert ends(c, under_way)
    assert rows(c, number) == {ANN: ("sent", "")}
    state = sa.select(deliveries.c.messages).where(deliveries.c.announcement == number)
    assert c.scalar(state) == "[1]"
    assert ledger.canary_is_open(c, (number, 0)) is False

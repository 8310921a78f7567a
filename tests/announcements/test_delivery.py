"""Deliveries over real HTTP, with a real database; Telegram alone is a stand-in."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.announcements import delivery, planning, recording, reports, rounds
from bot.announcements.announcement import Announcement, Attached, Media, Rendering
from bot.announcements.delivery import LOOK, Ended
from bot.announcements.ledger import Claimed
from bot.announcements.planning import Approval
from bot.announcements.states import Reason, Stage, State
from bot.stand_in import BotApi, Fault
from bot.stand_in.files import store
from bot.storage.database import Connection, Database
from bot.storage.migrating import prepare
from bot.storage.preferences import LostTopic
from tests.announcements.delivering import STAFF, Bench, bench

NEWS = Announcement({"en": "<b>News</b> for all."})
REFUSED = '{"ok": false, "error_code": 400, "description": "Bad Request: CHAT_RESTRICTED"}'


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Bench]:
    database = Database(prepare(f"sqlite:///{tmp_path / 'bot.db'}"))
    async with BotApi() as api, bench(api, database) as made:
        yield made
    await database.close()


async def test_everybody_who_subscribes_gets_it_once(there: Bench) -> None:
    people = [there.api.person(started=True) for _ in range(5)]
    group = there.api.group()
    await there.subscribe(*people, group)
    number = await there.approve(NEWS)
    there.start()
    await there.reaches((number, 0), Stage.FINISHED)
    assert {state for state, _ in (await there.rows((number, 0))).values()} == {State.SENT}
    assert [len(there.api.sent(one.id)) for one in people] == [1] * 5
    assert there.api.sent(group)[0].text == "News for all."


async def test_it_goes_out_when_it_is_due_and_not_before(there: Bench) -> None:
    await there.subscribe(there.api.person(started=True))
    number = await there.approve(NEWS, due=there.now() + 3600)
    there.start()
    sooner = await there.approve(NEWS)
    await there.reaches((sooner, 0), Stage.FINISHED)
    assert (await there.round((number, 0))).stage is Stage.SCHEDULED
    there.ahead = 3601
    await there.reaches((number, 0), Stage.FINISHED)
    assert len(there.api.sent()) == 2


async def test_the_way_it_was_chosen_to_be_sent_is_kept(there: Bench) -> None:
    forum = there.api.group(forum=True)
    topic = forum.topic("News")
    await there.subscribe(forum, topic=topic.id)
    button = ({"text": "Apply", "url": "https://example.org/apply"},)
    number = await there.approve(NEWS, {"en": Rendering("<i>Hello</i>", buttons=(button,), silent=True)})
    there.start()
    await there.reaches((number, 0), Stage.FINISHED)
    (call,) = there.api.journal.of("sendMessage")
    assert call.params["message_thread_id"] == topic.id
    assert call.params["disable_notification"] is True
    assert call.params["reply_markup"] == {"inline_keyboard": [[dict(button[0])]]}
    assert there.api.sent(forum)[0].text == "Hello"


async def test_a_mistake_in_the_text_stops_at_the_canary(there: Bench) -> None:
    staff, people = there.api.group("Staff"), [there.api.person(started=True) for _ in range(3)]
    await there.subscribe(*people)
    number = await there.approve(NEWS, {"en": Rendering("<b>News")}, canary=staff.id)
    there.start()
    stopped = await there.reaches((number, 0), Stage.STOPPED)
    assert "parse" in stopped.reason
    assert there.api.sent() == []
    rows = await there.rows((number, 0))
    assert rows.pop(staff.id) == (State.FAILED, Reason.REFUSED)
    assert set(rows.values()) == {(State.PLANNED, "")}


async def test_a_mistake_in_one_language_is_made_once(there: Bench) -> None:
    people = [there.api.person(started=True) for _ in range(6)]
    await there.subscribe(*people[:3])
    await there.subscribe(*people[3:], language="ko")
    number = await there.approve(NEWS, {"en": Rendering("News"), "ko": Rendering("<b>", said="ko")})
    there.start()
    await there.reaches((number, 0), Stage.STOPPED)
    refused = [call for call in there.api.journal.of("sendMessage") if call.status == 400]
    assert len(refused) == 1


async def test_what_one_chat_refuses_holds_up_no_other(there: Bench) -> None:
    people = [there.api.person(started=True) for _ in range(4)]
    await there.subscribe(*people)
    odd = people[2].id
    there.api.faults.next("sendMessage", Fault("says", code=400, chat=odd, body=REFUSED))
    number = await there.approve(NEWS)
    there.start()
    await there.reaches((number, 0), Stage.FINISHED)
    rows = await there.rows((number, 0))
    assert rows.pop(odd) == (State.FAILED, Reason.REFUSED)
    assert set(rows.values()) == {(State.SENT, "")}


@pytest.mark.parametrize(
    ("fault", "state", "reason", "arrived"),
    [
        (Fault.too_many(1), State.SENT, "", 1),
        (Fault.reset(), State.UNCERTAIN, Reason.NO_ANSWER, 0),
        (Fault.drop_after(), State.UNCERTAIN, Reason.NO_ANSWER, 1),
        (Fault.garbage(), State.UNCERTAIN, Reason.NO_ANSWER, 1),
        (Fault.status(502), State.UNCERTAIN, Reason.NO_ANSWER, 0),
        (Fault.status(500, accepted=True), State.UNCERTAIN, Reason.NO_ANSWER, 1),
        (Fault.says(200, "<html>busy</html>"), State.UNCERTAIN, Reason.NO_ANSWER, 0),
    ],
    ids=lambda value: value.kind + str(value.code) if isinstance(value, Fault) else str(value),
)
async def test_a_fault_of_the_way(there: Bench, fault: Fault, state: State, reason: str, arrived: int) -> None:
    one = there.api.person(started=True)
    await there.subscribe(one)
    there.api.faults.next("sendMessage", fault)
    number = await there.approve(NEWS)
    there.start()
    await there.reaches((number, 0), Stage.FINISHED)
    assert await there.rows((number, 0)) == {one.id: (state, reason)}
    assert len(there.api.sent(one.id)) == arrived


async def test_what_surely_was_not_sent_is_tried_until_telegram_is_back(there: Bench) -> None:
    one = there.api.person(started=True)
    await there.subscribe(one)
    there.api.down()
    number = await there.approve(NEWS)
    there.start()
    async with asyncio.timeout(10):
        while (await there.rows((number, 0)))[one.id][1] != Reason.UNREACHED:
            await asyncio.sleep(0.02)
    there.api.up()
    await there.reaches((number, 0), Stage.FINISHED)
    assert await there.rows((number, 0)) == {one.id: (State.SENT, "")}


async def test_who_cannot_be_reached_is_set_aside_with_the_reason(there: Bench) -> None:
    blocked, gone = there.api.person(started=True), there.api.group(bot_status="kicked")
    restricted, fine = there.api.group(bot_status="restricted"), there.api.person(started=True)
    blocked.blocks()
    await there.subscribe(fine, blocked, gone, restricted)
    number = await there.approve(NEWS)
    there.start()
    await there.reaches((number, 0), Stage.FINISHED)
    assert await there.rows((number, 0)) == {
        fine.id: (State.SENT, ""),
        blocked.id: (State.FAILED, Reason.UNREACHABLE),
        gone.id: (State.FAILED, Reason.UNREACHABLE),
        restricted.id: (State.FAILED, Reason.NO_RIGHTS),
    }
    later = await there.approve(NEWS)
    await there.reaches((later, 0), Stage.FINISHED)
    assert sorted(await there.rows((later, 0))) == sorted([fine.id, restricted.id]), "the others are not tried again"


async def test_a_group_that_has_moved_gets_it_at_its_new_id(there: Bench) -> None:
    group = there.api.group(supergroup=False)
    await there.subscribe(group)
    number = await there.approve(NEWS)
    new = group.migrates()
    there.start()
    await there.reaches((number, 0), Stage.FINISHED)
    assert await there.rows((number, 0)) == {new.id: (State.SENT, "")}
    assert len(there.api.sent(new)) == 1


@pytest.mark.parametrize(
    ("choice", "state", "arrived"),
    [(LostTopic.STOP, (State.FAILED, Reason.NO_TOPIC), 0), (LostTopic.GENERAL, (State.SENT, ""), 1)],
)
@pytest.mark.parametrize("happens", ["vanishes", "closes"])
async def test_a_topic_that_is_gone_is_handled_as_the_group_chose(
    there: Bench, happens: str, choice: LostTopic, state: tuple[State, str], arrived: int
) -> None:
    forum = there.api.group(forum=True)
    topic = forum.topic("News")
    await there.subscribe(forum, topic=topic.id, lost_topic=choice)
    getattr(topic, happens)()
    number = await there.approve(NEWS)
    there.start()
    await there.reaches((number, 0), Stage.FINISHED)
    assert await there.rows((number, 0)) == {forum.id: state}
    assert len(there.api.sent(forum)) == arrived


async def test_quiet_hours_are_waited_for(there: Bench) -> None:
    awake, asleep = there.api.person(started=True), there.api.person(started=True)
    await there.subscribe(awake)
    minute = int(there.now() // 60 % 1440)
    await there.subscribe(asleep, quiet_from=minute, quiet_until=(minute + 120) % 1440)
    number = await there.approve(NEWS)
    there.start()
    async with asyncio.timeout(10):
        while (await there.rows((number, 0)))[asleep.id][1] != Reason.QUIET:
            await asyncio.sleep(0.02)
    for _ in range(4):  # in steps, for a clock that jumps further tells of an outage
        assert (await there.round((number, 0))).stage is Stage.RUNNING
        there.ahead += 1800
        await there.worked_on((number, 0))
    await there.reaches((number, 0), Stage.FINISHED)
    assert len(there.api.sent(asleep.id)) == 1


async def test_after_an_outage_staff_are_asked(there: Bench) -> None:
    one = there.api.person(started=True)
    await there.subscribe(one)
    number = await there.approve(NEWS, due=there.now() + 60)
    there.ahead = 60 + rounds.GRACE + 1
    there.start()
    await there.reaches((number, 0), Stage.LATE)
    assert there.api.sent() == []
    await there.database.run(lambda c: rounds.go_on(c, (number, 0), there.now()))
    await there.reaches((number, 0), Stage.FINISHED)
    assert len(there.api.sent(one.id)) == 1


async def test_stopping_holds_at_once_and_the_rest_goes_out_later(there: Bench) -> None:
    people = [there.api.person(started=True) for _ in range(40)]
    await there.subscribe(*people)
    there.api.latency = 0.02
    number = await there.approve(NEWS)
    there.start()
    await there.api.wait_for(lambda: len(there.api.sent()) >= 3)
    await there.database.run(lambda c: rounds.move(c, (number, 0), Stage.STOPPED, there.now()))
    await there.settled((number, 0))
    stopped = len(there.api.sent())
    assert stopped < 40
    await there.database.run(lambda c: rounds.go_on(c, (number, 0), there.now()))
    await there.reaches((number, 0), Stage.FINISHED)
    assert [len(there.api.sent(one.id)) for one in people] == [1] * 40


async def test_an_end_in_good_order_leaves_no_doubt(there: Bench) -> None:
    people = [there.api.person(started=True) for _ in range(40)]
    await there.subscribe(*people)
    there.api.latency = 0.02
    number = await there.approve(NEWS)
    there.start()
    await there.api.wait_for(lambda: len(there.api.sent()) >= 5)
    await there.stop()
    states = Counter(state for state, _ in (await there.rows((number, 0))).values())
    assert set(states) == {State.SENT, State.PLANNED}
    there.start()
    await there.reaches((number, 0), Stage.FINISHED)
    assert [len(there.api.sent(one.id)) for one in people] == [1] * 40


async def test_a_correction_while_it_goes_out_leaves_nobody_with_the_old_text(there: Bench) -> None:
    people = [there.api.person(started=True) for _ in range(40)]
    await there.subscribe(*people)
    there.api.latency = 0.01
    number = await there.approve(NEWS)
    there.start()
    await there.api.wait_for(lambda: len(there.api.sent()) >= 10)
    better = Announcement({"en": "Better"})
    given = Approval("Sora", there.now(), STAFF)
    await there.database.run(lambda c: planning.correct(c, number, better, {"en": Rendering("Better")}, given))
    await there.reaches((number, 0), Stage.FINISHED)
    await there.reaches((number, 1), Stage.FINISHED)
    assert [[message.text for message in there.api.sent(one.id)] for one in people] == [["Better"]] * 40


async def test_a_recall_deletes_what_is_young_and_changes_what_is_old(there: Bench) -> None:
    young, old = there.api.person(started=True), there.api.person(started=True)
    await there.subscribe(old)
    first = await there.approve(NEWS)
    there.start()
    await there.reaches((first, 0), Stage.FINISHED)
    there.ahead = 49 * 3600
    there.api.clock.advance(49 * 3600)
    await there.subscribe(young)
    second = await there.approve(NEWS)
    await there.reaches((second, 0), Stage.FINISHED)
    given, gone = Approval("Sora", there.now(), STAFF), {"en": Rendering("Withdrawn")}
    for number in (first, second):
        await there.database.run(lambda c, number=number: planning.recall(c, number, gone, given))  # type: ignore[misc]
        await there.reaches((number, 1), Stage.FINISHED)
    assert [message.text for message in there.api.sent(old.id)] == ["Withdrawn"]
    assert there.api.sent(young.id) == []


async def test_a_message_that_said_already_that_it_is_withdrawn_counts_as_one_that_is_still_there(there: Bench) -> None:
    person = there.api.person(started=True)
    await there.subscribe(person)
    number = await there.approve(NEWS)
    there.start()
    await there.reaches((number, 0), Stage.FINISHED)
    there.ahead = 49 * 3600
    there.api.clock.advance(49 * 3600)
    there.api.faults.next("editMessageText", Fault.drop_after())
    given, gone = Approval("Sora", there.now(), STAFF), {"en": Rendering("Withdrawn")}
    await there.database.run(lambda c: planning.recall(c, number, gone, given))
    one = await there.reaches((number, 1), Stage.FINISHED)
    assert (await there.database.run(lambda c: reports.view(c, one, there.now()))).edited == 1


async def test_what_goes_wrong_with_one_chat_holds_up_no_other_and_fills_no_log(
    there: Bench, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "PAUSE", 0.5)
    person, other = there.api.person(started=True), there.api.person(started=True)
    await there.subscribe(person, quiet_from=0, quiet_until=1439, zone="No/Zone")
    await there.subscribe(other)
    number = await there.approve(NEWS)
    there.start()
    async with asyncio.timeout(10):
        while not there.api.sent(other.id):
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.2)
    assert (await there.rows((number, 0)))[person.id][0] is State.PLANNED
    assert 1 <= len([one for one in caplog.records if one.exc_info]) <= 3


async def test_a_busy_loop_looks_for_what_is_due_every_now_and_then(there: Bench) -> None:
    one = there.start()
    await there.stop()
    clock = there.now()
    one.now, one._due = lambda: clock, clock - 1.0
    await one._look()
    before, clock = clock, clock + LOOK / 2
    await one._look()
    assert one._looked == before, "what was due a while ago is no reason to look at every step"


async def test_what_can_be_repeated_is_repeated_until_it_is_done(there: Bench) -> None:
    one, other = there.api.person(started=True), there.api.person(started=True)
    await there.subscribe(one, other)
    number = await there.approve(NEWS)
    there.start()
    await there.reaches((number, 0), Stage.FINISHED)
    there.api.faults.next("deleteMessage", Fault.drop_after())
    there.api.faults.next("deleteMessage", Fault.status(502))
    given, gone = Approval("Sora", there.now(), STAFF), {"en": Rendering("Withdrawn")}
    await there.database.run(lambda c: planning.recall(c, number, gone, given))
    await there.reaches((number, 1), Stage.FINISHED)
    assert there.api.sent() == []
    assert {state for state, _ in (await there.rows((number, 1))).values()} <= {State.SENT, State.SKIPPED}


async def test_pins(there: Bench) -> None:
    able, unable = there.api.group(bot_status="administrator", can_pin_messages=True), there.api.group()
    await there.subscribe(able, unable)
    number = await there.approve(Announcement({"en": "News"}, pins=True))
    there.start()
    await there.reaches((number, 1), Stage.FINISHED)
    assert [len(able.pinned), len(unable.pinned)] == [1, 0]
    assert await there.rows((number, 1)) == {
        able.id: (State.SENT, ""),
        unable.id: (State.FAILED, Reason.NO_RIGHTS),
    }


async def test_a_picture_with_its_words_below(there: Bench) -> None:
    one = there.api.person(started=True)
    await there.subscribe(one)
    file = store(there.api.world, b"picture", "picture.png").id
    shown = Rendering("<b>Look</b>", Media(Attached.PHOTO, file))
    number = await there.approve(NEWS, {"en": shown})
    there.start()
    await there.reaches((number, 0), Stage.FINISHED)
    assert there.api.sent(one.id)[0]["caption"] == "Look"
    given = Approval("Sora", there.now(), STAFF)
    better = Rendering("Look again", shown.media)
    await there.database.run(lambda c: planning.correct(c, number, NEWS, {"en": better}, given))
    await there.reaches((number, 1), Stage.FINISHED)
    assert there.api.sent(one.id)[0]["caption"] == "Look again"


async def test_a_token_that_is_revoked_ends_it_and_loses_nothing(there: Bench) -> None:
    one = there.api.person(started=True)
    await there.subscribe(one)
    there.api.revoke()
    number = await there.approve(NEWS)
    there.start()
    with pytest.raises(Ended):
        await there.runs[0]
    assert (await there.rows((number, 0)))[one.id][0] is State.PLANNED


async def test_what_cannot_be_written_down_is_uncertain(there: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = there.api.person(started=True), there.api.person(started=True)
    await there.subscribe(one, other)
    written = recording.record

    def fails(connection: Connection, claimed: Claimed, *rest: Any) -> bool:
        if claimed.chat == one.id:
            raise ValueError("as nobody has thought of")
        return written(connection, claimed, *rest)

    monkeypatch.setattr(recording, "record", fails)
    number = await there.approve(NEWS)
    there.start()
    await there.reaches((number, 0), Stage.FINISHED)
    assert await there.rows((number, 0)) == {one.id: (State.UNCERTAIN, Reason.KILLED), other.id: (State.SENT, "")}

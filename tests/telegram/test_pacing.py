"""How fast messages go out, on a clock that only waiting moves."""

from __future__ import annotations

import pytest

from bot.telegram_bot.pacing import GROUP, LONGEST, OVERALL, PRIVATE, REFUSALS, Bucket, Pace, Rate


class Time:
    """A clock that stands still unless somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def pace(time: Time) -> Pace:
    return Pace(time.clock, time.sleep)


def test_a_bucket_lets_a_burst_through_and_then_one_at_a_time() -> None:
    bucket = Bucket(Rate(burst=2, per_second=0.5), 2, 0.0)
    assert [bucket.take(0.0) for _ in range(4)] == [0.0, 0.0, 2.0, 4.0]
    assert bucket.take(100.0) == 0.0


@pytest.mark.parametrize(("chat", "rate"), [(7, PRIVATE), (-7, GROUP)])
async def test_one_chat_gets_a_burst_and_then_its_rate(time: Time, pace: Pace, chat: int, rate: Rate) -> None:
    for _ in range(int(rate.burst)):
        await pace.turn(chat)
    assert time.now == 0.0
    for _ in range(10):
        await pace.turn(chat)
    assert time.now == pytest.approx(10 / rate.per_second)


async def test_answers_to_many_people_wait_for_nobody(time: Time, pace: Pace) -> None:
    for chat in range(1, 1000):
        await pace.turn(chat)
    assert time.now == 0.0


async def test_announcements_stay_below_the_limit_over_all_chats(time: Time, pace: Pace) -> None:
    for _ in range(300):
        await pace.room()
    assert time.now == pytest.approx((300 - OVERALL.burst) / OVERALL.per_second, abs=0.5)


async def test_announcements_wait_while_answers_go_out(time: Time, pace: Pace) -> None:
    for chat in range(1, 101):
        await pace.turn(chat)
    assert time.now == 0.0
    await pace.room()
    assert time.now > OVERALL.burst / OVERALL.per_second
    assert time.now < 3 * OVERALL.burst / OVERALL.per_second, "but they are not put off for long"


async def test_a_refused_chat_waits_alone(time: Time, pace: Pace) -> None:
    pace.halt(1, 30.0)
    await pace.turn(2)
    assert time.now == 0.0
    await pace.turn(1)
    assert time.now == 30.0


async def test_where_many_people_are_refused_together_all_wait(time: Time, pace: Pace) -> None:
    for chat in range(1, REFUSALS + 1):
        pace.halt(chat, 30.0)
    await pace.turn(99)
    assert time.now == LONGEST, "then it is tried again"


async def test_groups_that_are_full_and_old_refusals_say_nothing_of_others(time: Time, pace: Pace) -> None:
    for group in range(1, 3 * REFUSALS):
        pace.halt(-group, 30.0)
    for chat in range(1, 3 * REFUSALS):
        pace.halt(chat, 1.0)
        time.now += 0.5
    before = time.now
    await pace.turn(99)
    assert time.now == before


async def test_announcements_wait_where_groups_are_refused_together(time: Time, pace: Pace) -> None:
    for group in range(1, REFUSALS + 1):
        pace.halt(-group, 2.0)
    await pace.turn(99)
    assert time.now == 0.0, "answers do not"
    await pace.room()
    assert time.now == 2.0


async def test_what_a_chat_has_to_wait_is_told_and_not_counted(time: Time, pace: Pace) -> None:
    assert [pace.wait_of(-7) for _ in range(int(GROUP.burst))] == [0.0] * int(GROUP.burst)
    assert pace.wait_of(-7) == pace.wait_of(-7) == pytest.approx(1 / GROUP.per_second)
    pace.halt(-8, 30.0)
    assert pace.wait_of(-8) == 30.0
    time.now = 30.0
    assert pace.wait_of(-8) == 0.0


async def test_what_was_not_sent_after_all_holds_up_nobody(time: Time, pace: Pace) -> None:
    for _ in range(300):
        await pace.room()
        assert pace.wait_of(-7) == 0.0
        pace.unused(-7)
    assert time.now == 0.0
    for _ in range(int(OVERALL.burst)):
        await pace.room()
    assert time.now == 0.0
    await pace.room()
    assert time.now > 0.0

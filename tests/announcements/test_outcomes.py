"""What becomes of a delivery, whatever a call ends with."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.announcements.outcomes import SLOWEST, Circumstances, Outcome, decide
from bot.announcements.states import TRANSITIONS, Kind, Reason, State
from bot.failure import Failure
from bot.failure import Kind as Failed

SEND = Circumstances()
CERTAIN = {Failed.TOO_MANY, Failed.NOT_SENT, Failed.MOVED, Failed.REVOKED}
"""Surely not carried out, and worth another attempt."""


def failed(kind: Failed, wait: float = 0.0) -> Outcome:
    return Outcome(failure=Failure(kind, "in Telegram's words", wait))


@pytest.mark.parametrize(
    ("kind", "about", "state", "reason"),
    [
        (Failed.TOO_MANY, SEND, State.PLANNED, Reason.BUSY),
        (Failed.TOO_MANY, replace(SEND, left=2.0), State.FAILED, Reason.EXPIRED),
        (Failed.NOT_SENT, SEND, State.PLANNED, Reason.UNREACHED),
        (Failed.UNCERTAIN, SEND, State.UNCERTAIN, Reason.NO_ANSWER),
        (Failed.UNCERTAIN, replace(SEND, does=Kind.EDIT), State.PLANNED, Reason.UNREACHED),
        (Failed.UNCERTAIN, replace(SEND, does=Kind.RECALL), State.PLANNED, Reason.UNREACHED),
        (Failed.UNCERTAIN, replace(SEND, does=Kind.PIN), State.PLANNED, Reason.UNREACHED),
        (Failed.MOVED, SEND, State.PLANNED, Reason.UNREACHED),
        (Failed.REVOKED, SEND, State.PLANNED, Reason.UNREACHED),
        (Failed.UNREACHABLE, SEND, State.FAILED, Reason.UNREACHABLE),
        (Failed.NO_RIGHTS, SEND, State.FAILED, Reason.NO_RIGHTS),
        (Failed.NO_TOPIC, SEND, State.FAILED, Reason.NO_TOPIC),
        (Failed.NO_TOPIC, replace(SEND, may_use_general=True), State.PLANNED, Reason.NO_TOPIC),
        (Failed.SAME, replace(SEND, does=Kind.EDIT), State.SENT, None),
        (Failed.DONE_ALREADY, replace(SEND, does=Kind.RECALL), State.SKIPPED, Reason.GONE),
        (Failed.REFUSED, SEND, State.FAILED, Reason.REFUSED),
    ],
)
def test_decision(kind: Failed, about: Circumstances, state: State, reason: Reason | None) -> None:
    found = decide(failed(kind, 5.0), about)
    assert (found.state, found.reason) == (state, reason)


@pytest.mark.parametrize(
    ("kind", "about", "stops"),
    [
        (Failed.REFUSED, SEND, True),
        (Failed.REFUSED, replace(SEND, proven=True), False),
        (Failed.REFUSED, replace(SEND, does=Kind.EDIT), True),
        (Failed.REFUSED, replace(SEND, does=Kind.PIN), False),
        (Failed.UNREACHABLE, SEND, False),
        (Failed.NO_RIGHTS, SEND, False),
        (Failed.UNCERTAIN, SEND, False),
    ],
)
def test_only_our_own_mistake_stops_the_rest(kind: Failed, about: Circumstances, stops: bool) -> None:
    assert decide(failed(kind), about).stops is stops


def test_waiting_grows_up_to_its_limit_and_a_wait_of_telegram_is_obeyed() -> None:
    waits = [decide(failed(Failed.NOT_SENT), replace(SEND, attempt=number)).wait for number in range(1, 100)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (1.0, SLOWEST)
    assert decide(failed(Failed.TOO_MANY, 77.0), replace(SEND, attempt=50)).wait == 77.0


@given(
    st.sampled_from(list(Failed)),
    st.floats(0, 1e6),
    st.builds(
        Circumstances,
        st.sampled_from(list(Kind)),
        st.integers(1, 10_000),
        st.floats(0, 1e6),
        st.booleans(),
        st.booleans(),
    ),
)
def test_what_may_have_been_sent_is_never_sent_again_by_itself(kind: Failed, wait: float, about: Circumstances) -> None:
    found = decide(failed(kind, wait), about)
    assert found.state in TRANSITIONS[State.SENDING]
    if about.does is Kind.SEND and found.state is State.PLANNED:
        assert kind in CERTAIN or (kind is Failed.NO_TOPIC and found.into_general)
    if found.state is State.PLANNED and not found.into_general:
        assert found.wait < about.left, "it is not planned for a time when it is out of date"
    assert found.state is not State.UNCERTAIN or kind is Failed.UNCERTAIN


def test_a_delivery_that_is_over_stays_over() -> None:
    assert {state for state, ends in TRANSITIONS.items() if not ends} == {State.SENT, State.SKIPPED}
    assert State.SENDING not in TRANSITIONS[State.UNCERTAIN], "it is planned first, by staff"
    assert [state for state, ends in TRANSITIONS.items() if State.SENDING in ends] == [State.PLANNED]

"""What becomes of a delivery after a call: a pure function of how the call ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.announcements.states import Kind as Does
from bot.announcements.states import Reason, State
from bot.failure import Failure, Kind

MOVES: Final = 3
"""How often a chat may have another id without a pause."""
UNCHANGEABLE: Final = "message can't be edited"
"""In Telegram's words: that says something of one message, and nothing of the text."""
FIRST_WAIT: Final = 1.0
SLOWEST: Final = 60.0
"""Seconds between two attempts where Telegram is not reached: at first, and at most."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended: it was carried out, or it failed."""

    messages: tuple[int, ...] = ()
    """Ids of what was sent."""
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of the delivery, and of more than that."""

    state: State
    reason: Reason | None = None
    told: str = ""
    """In Telegram's own words."""
    wait: float = 0.0
    """Seconds until it is tried again, where it is planned again."""
    into_general: bool = False
    """Whether it is tried again without its forum topic."""
    closes_chat: bool = False
    """Whether nothing can be sent to the chat any more, whatever it is."""
    stops: bool = False
    """Whether the whole round stops: the mistake is ours, and would be made in every chat."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What has to be known of a delivery to decide."""

    does: Does = Does.SEND
    attempt: int = 1
    """Which it was, from 1."""
    left: float = float("inf")
    """Seconds until it is out of date."""
    proven: bool = False
    """Whether Telegram has taken the very same text in another chat."""
    may_use_general: bool = False
    """Whether the chat wants what its forum topic does not take in General."""


def decide(outcome: Outcome, about: Circumstances) -> Decision:
    """What becomes of a delivery.

    What surely was not carried out is tried again until it is out of date. What may have been is tried again only
    where that does no harm; a message that is sent twice cannot be unsent.
    """
    failure = outcome.failure
    if failure is None:
        return Decision(State.SENT)
    if failure.kind is Kind.SAME:
        return Decision(State.SENT, told=failure.reason)
    if failure.kind is Kind.DONE_ALREADY:
        return Decision(State.SKIPPED, Reason.GONE, failure.reason)
    if failure.kind is Kind.UNCERTAIN and not about.does.repeatable:
        return Decision(State.UNCERTAIN, Reason.NO_ANSWER, failure.reason)
    wait = _wait(failure, about.attempt)
    if wait is not None:
        return _again(failure, about, wait)
    return _failed(failure, about)


def _wait(failure: Failure, attempt: int) -> float | None:
    """Seconds until it makes sense to try again; None where it never does."""
    if failure.kind is Kind.TOO_MANY:
        return failure.wait
    if failure.kind is Kind.REVOKED or (failure.kind is Kind.MOVED and attempt <= MOVES):
        return 0.0  # by whoever has the new token; to its new id
    if failure.kind in (Kind.NOT_SENT, Kind.UNCERTAIN, Kind.MOVED):
        return min(SLOWEST, FIRST_WAIT * 2.0 ** min(attempt - 1, 10))
    return None


def _again(failure: Failure, about: Circumstances, wait: float) -> Decision:
    if wait >= about.left:
        return Decision(State.FAILED, Reason.EXPIRED, failure.reason)
    reason = Reason.BUSY if failure.kind is Kind.TOO_MANY else Reason.UNREACHED
    return Decision(State.PLANNED, reason, failure.reason, wait)


def _failed(failure: Failure, about: Circumstances) -> Decision:
    told = failure.reason
    if failure.kind is Kind.NO_TOPIC:
        if about.may_use_general:
            return Decision(State.PLANNED, Reason.NO_TOPIC, told, into_general=True)
        return Decision(State.FAILED, Reason.NO_TOPIC, told)
    if failure.kind is Kind.UNREACHABLE:
        return Decision(State.FAILED, Reason.UNREACHABLE, told, closes_chat=True)
    if failure.kind is Kind.NO_RIGHTS:
        return Decision(State.FAILED, Reason.NO_RIGHTS, told)  # perhaps to pictures only
    # Telegram takes the same text elsewhere: then it is the chat. It takes it nowhere yet: then it may be the text.
    ours = about.does in (Does.SEND, Does.EDIT) and not about.proven and UNCHANGEABLE not in told.casefold()
    return Decision(State.FAILED, Reason.REFUSED, told, stops=ours)

"""What can become of an announcement, of one pass over its chats, and of one chat in it.

    draft ── approve ──> a round: scheduled ── due ──> running ──> finished
                                                         ├──> stopped (by staff, or our mistake) ──> running, cancelled
                                                         └──> late (after an outage; staff say) ──> running, cancelled

    finished, cancelled ── staff have something sent again ──> running

In a round each chat has one delivery, which goes from state to state as TRANSITIONS says and in no other way.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Draft(StrEnum):
    """An announcement as staff deal with it."""

    DRAFT = "draft"
    """It can be changed, and was not approved."""
    SECONDED = "seconded"
    """One of staff has approved it, and another one has to."""
    APPROVED = "approved"
    """Its text, its looks and its chats are frozen."""
    DISCARDED = "discarded"
    """It was thrown away before anybody got it."""


class Source(StrEnum):
    """Where an announcement comes from."""

    STAFF = "staff"
    FACTS = "facts"
    """Drafted by the bot, from a fact that is new or has changed, or from a day that comes near."""
    FILE = "file"
    """Written down in the knowledge."""
    REMINDER = "reminder"
    """Asked for by the people who get it: nobody of staff has to approve it."""


class Kind(StrEnum):
    """What a round does in each of its chats."""

    SEND = "send"
    """Sends the message. Done twice, it is there twice: so what is uncertain is not repeated."""
    EDIT = "edit"
    """Gives the message another text. The other three can be repeated: the second time nothing happens."""
    RECALL = "recall"
    """Deletes the message; edits it to say that it is withdrawn where it is too old for that."""
    PIN = "pin"
    """Pins the message."""

    @property
    def repeatable(self) -> bool:
        """Whether it can be done again where nobody knows whether it was done."""
        return self is not Kind.SEND


class Stage(StrEnum):
    """How far a round is."""

    SCHEDULED = "scheduled"
    RUNNING = "running"
    STOPPED = "stopped"
    """By somebody of staff, or because of a mistake of ours: nothing goes out before somebody of staff says so."""
    LATE = "late"
    """The bot was away when it should have gone out: staff are asked whether it still shall."""
    FINISHED = "finished"
    """Every chat has been dealt with; what is uncertain may still be."""
    CANCELLED = "cancelled"
    """What had not been sent will not be."""


STAGES: Final[dict[Stage, frozenset[Stage]]] = {
    Stage.SCHEDULED: frozenset({Stage.RUNNING, Stage.LATE, Stage.CANCELLED}),
    Stage.RUNNING: frozenset({Stage.STOPPED, Stage.LATE, Stage.FINISHED, Stage.CANCELLED}),
    Stage.STOPPED: frozenset({Stage.RUNNING, Stage.CANCELLED}),
    Stage.LATE: frozenset({Stage.RUNNING, Stage.CANCELLED}),
    Stage.FINISHED: frozenset({Stage.RUNNING}),  # something uncertain is sent again, or more has to be changed
    Stage.CANCELLED: frozenset({Stage.RUNNING}),  # by sending again what is uncertain or failed, and in no other way
}
"""From each stage to which others a round may go."""
OVER: Final = (Stage.FINISHED, Stage.CANCELLED)
"""Nothing is left to be done, unless staff have something sent again."""


class State(StrEnum):
    """What is known of one chat in a round."""

    PLANNED = "planned"
    """Nothing has gone out. From here: SENDING when its turn comes, SKIPPED where it shall not get it, FAILED where it
    cannot, or it is too late for it."""
    SENDING = "sending"
    """The call is under way; committed before it begins. From here: SENT; FAILED; PLANNED where it surely was not
    carried out and is tried again; UNCERTAIN where nobody knows, as after a kill; SKIPPED where nothing is left."""
    SENT = "sent"
    """Telegram has said so, or somebody of staff. Nothing comes after it."""
    FAILED = "failed"
    """It surely was not carried out, and will not be. From here: PLANNED, where staff try it again."""
    UNCERTAIN = "uncertain"
    """It may have been carried out. From here: SENT, where Telegram's answer comes after all or staff count it as sent;
    PLANNED, where staff send it again. By itself the bot never does."""
    SKIPPED = "skipped"
    """The chat was not to get it any more when its turn came. Nothing comes after it."""


TRANSITIONS: Final[dict[State, frozenset[State]]] = {
    State.PLANNED: frozenset({State.SENDING, State.SKIPPED, State.FAILED}),
    State.SENDING: frozenset({State.SENT, State.FAILED, State.PLANNED, State.UNCERTAIN, State.SKIPPED}),
    State.SENT: frozenset(),
    State.FAILED: frozenset({State.PLANNED}),
    State.UNCERTAIN: frozenset({State.SENT, State.PLANNED}),
    State.SKIPPED: frozenset(),
}
"""From each state to which others a delivery may go."""
OPEN: Final = (State.PLANNED, State.SENDING)
"""While a delivery is in one of these, its round is not finished."""


class Reason(StrEnum):
    """Why a delivery is not sent, or not yet."""

    # skipped
    LEFT = "left"
    """It does not want this news any more."""
    PAUSED = "paused"
    ENOUGH = "enough"
    """It has had as many in this week as it wants."""
    CANCELLED = "cancelled"
    """Staff have stopped it."""
    RECALLED = "recalled"
    """It was withdrawn before it went out."""
    GONE = "gone"
    """Nothing is there any more that could be changed."""
    REPLACED = "replaced"
    """A later correction says something else."""
    TWICE = "twice"
    """It is the same chat as another one, since a group has become a supergroup."""
    # failed
    UNREACHABLE = "unreachable"
    """Blocked, kicked, closed."""
    NO_RIGHTS = "no-rights"
    NO_TOPIC = "no-topic"
    """Its forum topic is closed or gone."""
    REFUSED = "refused"
    """Telegram does not take it."""
    EXPIRED = "expired"
    """It could not be sent before it was out of date."""
    MOVED = "moved"
    """The group has another id since, and what was said before cannot be reached there."""
    # planned, later
    QUIET = "quiet"
    """It is in its quiet hours."""
    BUSY = "busy"
    """Telegram wants no more there for a while."""
    UNREACHED = "unreached"
    """Telegram was not reached."""
    # uncertain
    NO_ANSWER = "no-answer"
    """The call went out and no answer came."""
    KILLED = "killed"
    """The bot ended in the middle of the call."""
    # sent
    COUNTED = "counted"
    """Somebody of staff has said so."""

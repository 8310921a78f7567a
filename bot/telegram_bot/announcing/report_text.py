"""What staff read of a round: how far it is, why it stands still, and in the end what has become of each chat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.announcements.reports import View
from bot.announcements.states import OPEN, OVER, Kind, Reason, Stage, State
from bot.answers.reply import Block, Bullets, Line, Paragraph
from bot.answers.sentences import Sentences
from bot.telegram_bot.announcing.wording import amount, duration, kinds, languages, moment, title, why, wrong

HEADINGS: Final = {Kind.SEND: "team-round-send", Kind.EDIT: "team-round-edit", Kind.RECALL: "team-round-recall"}
DONE: Final = {Kind.SEND: "team-round-sent", Kind.EDIT: "team-round-changed", Kind.RECALL: "team-round-taken"}
FASTEST: Final = 29.0
"""Chats a second, where it is not known yet how fast it goes."""


@dataclass(frozen=True, slots=True)
class Teller:
    """In which words, and by which clock."""

    sentences: Sentences
    now: float
    zone: str

    def when(self, seconds: float | None) -> str:
        """A moment where the organiser is."""
        return moment(seconds or 0.0, self.now, self.zone, self.sentences.locale)

    def say(self, key: str, **fields: str | int | Line) -> Paragraph:
        """A sentence as a block."""
        return Paragraph(self.sentences.line(key, **fields))

    def item(self, key: str, number: int, **fields: str) -> Line:
        """A sentence with a number, as one line of a list."""
        return self.sentences.line(key, number=amount(number), **fields)


def told(teller: Teller, view: View) -> list[Block]:
    """The whole message."""
    one = view.one
    heading = teller.say(HEADINGS[one.kind], number=one.announcement, title=title(one.draft))
    return [heading, *body(teller, view)]


def body(teller: Teller, view: View) -> Iterator[Block]:
    """The same without its heading."""
    yield from _stage(teller, view)
    over = view.one.stage in OVER
    items = tuple(_outcome(teller, view) if over else _so_far(teller, view))
    if items:
        yield Bullets(items)
    yield from _sorts(teller, view)
    yield from _beyond(teller, view)


def _stage(teller: Teller, view: View) -> Iterator[Block]:
    one, tally = view.one, view.tally
    fields = {"done": amount(tally.done), "total": amount(tally.total)}
    if one.stage is Stage.SCHEDULED:
        yield teller.say("team-round-scheduled", when=teller.when(one.due), total=amount(tally.total))
    elif one.stage is Stage.RUNNING:
        yield teller.say("team-round-running", **fields)
        yield from _left(teller, view)
    elif one.stage is Stage.STOPPED and one.reason:
        yield teller.say("team-round-mistake", why=wrong(teller.sentences, one.reason))
        yield teller.say("team-round-words", words=one.reason)
        left = amount(tally.of(*OPEN))
        yield teller.say("team-round-mistake-sent", sent=amount(tally.of(State.SENT)), left=left)
    elif one.stage is Stage.STOPPED:
        yield teller.say("team-round-stopped", **fields)
    elif one.stage is Stage.LATE:
        key = "team-round-late-middle" if tally.done else "team-round-late"
        yield teller.say(key, **fields, when=teller.when(one.due))
    else:
        yield from _end(teller, view)


def _left(teller: Teller, view: View) -> Iterator[Block]:
    """How long it takes still, as far as that can be known."""
    waits = view.tally.of(*OPEN) - view.pending.held
    if waits > 0:
        seconds = waits / (view.pending.per_second or FASTEST)
        yield teller.say("team-round-left", time=duration(teller.sentences, seconds))


def _end(teller: Teller, view: View) -> Iterator[Block]:
    one, tally = view.one, view.tally
    when = teller.when(one.finished)
    if one.stage is Stage.CANCELLED:
        yield teller.say("team-round-cancelled", when=when)
    elif tally.total:
        yield teller.say("team-round-finished", when=when, total=amount(tally.total))
    else:
        yield teller.say("team-round-nobody", when=when)
    if one.approvers:
        yield teller.say("team-round-approved", names=one.approvers)


def _so_far(teller: Teller, view: View) -> Iterator[Line]:
    """How many there are of each state."""
    tally = view.tally
    yield teller.item(DONE[view.one.kind], tally.of(State.SENT))
    for state, key in (
        (State.FAILED, "team-round-failed"),
        (State.UNCERTAIN, "team-round-uncertain"),
        (State.SKIPPED, "team-round-skipped"),
    ):
        if tally.of(state):
            yield teller.item(key, tally.of(state))
    yield teller.item("team-round-open", tally.of(*OPEN))
    if view.pending.held:
        yield teller.item("team-round-held", view.pending.held, when=teller.when(view.pending.until))


def _outcome(teller: Teller, view: View) -> Iterator[Line]:
    """How many there are of each state and reason."""
    tally = view.tally
    yield teller.item(DONE[view.one.kind], tally.of(State.SENT))
    if view.edited:
        yield teller.item("team-round-edited", view.edited)
    counted = tally.of(State.SENT, reason=Reason.COUNTED)
    if counted:
        yield teller.item("team-round-counted", counted)
    for state, key in (
        (State.FAILED, "team-round-failed-why"),
        (State.UNCERTAIN, "team-round-uncertain-why"),
        (State.SKIPPED, "team-round-skipped-why"),
    ):
        for reason, number in tally.reasons(state):
            yield teller.item(key, number, why=why(teller.sentences, reason))
    if tally.of(*OPEN):
        yield teller.item("team-round-open", tally.of(*OPEN))
    if view.pinned and view.pinned.total:
        yield teller.item("team-round-pinned", view.pinned.of(State.SENT))
        for state in (State.FAILED, State.SKIPPED):
            for reason, number in view.pinned.reasons(state):
                yield teller.item("team-round-not-pinned", number, why=why(teller.sentences, reason))


def _sorts(teller: Teller, view: View) -> Iterator[Block]:
    """Who has it, by language and by kind of chat, where there is more than one."""
    if view.one.stage not in OVER:
        return
    spoken, reached = view.tally.languages(), view.tally.kinds()
    if len(spoken) > 1:
        yield teller.say("team-round-by-language", list=languages(teller.sentences, spoken))
    if len(reached) > 1:
        yield teller.say("team-round-by-kind", list=kinds(teller.sentences, reached))


def _beyond(teller: Teller, view: View) -> Iterator[Block]:
    """What nobody knows, or can know any more."""
    if view.one.stage not in OVER:
        return
    doubt = view.first.of(State.UNCERTAIN)
    if view.one.kind is Kind.SEND and doubt and not view.recalled:
        yield teller.say("team-round-doubt", count=doubt)
    beyond = doubt + view.first.of(State.SENT, reason=Reason.COUNTED)
    if view.one.kind is not Kind.SEND and beyond:
        yield teller.say("team-round-beyond", count=beyond)
    if view.tally.forgotten:
        yield teller.say("team-round-forgotten", count=view.tally.forgotten)

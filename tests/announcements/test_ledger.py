"""Approving, claiming, recording, settling: on both databases, without a call."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from bot.announcements import claiming, drafts, ledger, planning, recording, rounds, settling
from bot.announcements.announcement import Announcement, Attached, Audience, LinkButton, Media, Reaches, Rendering
from bot.announcements.claiming import Claimant
from bot.announcements.drafts import Approver, Maker
from bot.announcements.ledger import Claimed
from bot.announcements.outcomes import Decision, Outcome
from bot.announcements.planning import KEPT_UP, Approval
from bot.announcements.rounds import GRACE, Round
from bot.announcements.states import Draft, Kind, Reason, Source, Stage, State
from bot.storage import chats, preferences, reminders, subscriptions
from bot.storage.database import Connection
from bot.storage.tables import deliveries

NOW = 1_800_000_000.0
TEXT = Announcement({"en": "News"})
TEXTS = {"en": Rendering("News"), "ko": Rendering("소식", said="ko")}
BY = Maker(Source.STAFF, 1, "Sora", 1)
OK = Outcome((5,))
SENT = Decision(State.SENT)


class Book:
    """A ledger with some chats, seen by tests."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def subscribed(self, *numbers: int, **wants: object) -> None:
        for chat in numbers:
            chats.seen(self.connection, chat, "private" if chat > 0 else "supergroup", NOW)
            subscriptions.add(self.connection, chat, "", NOW)
            if wants:
                preferences.change(self.connection, chat, NOW, **wants)

    def approved(self, draft: Announcement = TEXT, **approval: Any) -> int:
        number = drafts.create(self.connection, draft, BY, NOW)
        assert number is not None
        given = Approval("Sora", NOW, 1, **approval)
        assert planning.approve(self.connection, number, drafts.version_of(draft), TEXTS, given) is not None
        return number

    def running(self, number: int, at: int = 0, now: float = NOW) -> Round:
        rounds.begin_due(self.connection, now)
        found = rounds.find(self.connection, (number, at))
        assert found is not None
        return found

    def claim(self, one: Round, chat: int, owner: str = "me", now: float = NOW) -> Claimed | None:
        return claiming.claim(self.connection, one, chat, Claimant(owner, now, "UTC"))

    def sent(self, one: Round, chat: int, now: float = NOW) -> bool:
        claimed = self.claim(one, chat, now=now)
        assert claimed is not None
        return recording.record(self.connection, claimed, OK, SENT, now)

    def states(self, number: int, at: int = 0) -> dict[int, tuple[State, str]]:
        d = deliveries.c
        rows = self.connection.execute(deliveries.select().where(d.announcement == number, d.round == at)).mappings()
        return {row["chat"]: (State(row["state"]), row["reason"]) for row in rows}


@pytest.fixture
def book(connection: Connection) -> Book:
    return Book(connection)


def test_a_draft_and_a_rendering_come_back_as_they_were() -> None:
    draft = Announcement(
        {"en": "Hello <b>you</b>", "ko": "안녕"},
        Media(Attached.PHOTO, "file", "name"),
        (LinkButton("https://example.org", {"en": "Apply"}),),
        asks=False,
        about="seoul",
        audience=Audience(("seoul",), (Reaches.GROUPS,), (1, -2), "jeju"),
        silent=True,
        pins=True,
        due=5.5,
        zone="Asia/Seoul",
    )
    assert Announcement.loads(draft.dumps()) == draft
    assert Announcement.loads(Announcement().dumps()) == Announcement()
    shown = Rendering("x", Media(Attached.DOCUMENT, "f"), (({"text": "a", "url": "https://example.org"},),), True, "ko")
    assert Rendering.loads(shown.dumps()) == shown


def test_the_same_thing_is_proposed_once(book: Book) -> None:
    proposal = Maker(Source.FACTS, 0, "", 1, origin="opens:seoul")
    assert drafts.create(book.connection, TEXT, proposal, NOW) == 1
    assert drafts.create(book.connection, TEXT, proposal, NOW) is None
    assert drafts.create(book.connection, TEXT, BY, NOW) == 2
    assert drafts.create(book.connection, TEXT, BY, NOW) == 3


def test_what_was_shown_is_approved_once_and_nothing_else(book: Book) -> None:
    book.subscribed(1, 2)
    number = drafts.create(book.connection, TEXT, BY, NOW) or 0
    shown = drafts.version_of(TEXT)
    assert drafts.change(book.connection, number, TEXT.saying("en", "Other"), NOW)
    given = Approval("Sora", NOW, 1)
    assert planning.approve(book.connection, number, shown, TEXTS, given) is None
    found = drafts.find(book.connection, number)
    assert found is not None
    assert planning.approve(book.connection, number, found.version, TEXTS, given) == 2
    assert planning.approve(book.connection, number, found.version, TEXTS, given) is None
    assert not drafts.change(book.connection, number, TEXT, NOW)
    assert not drafts.discard(book.connection, number, NOW)
    assert Counter(book.states(number).values()) == {(State.PLANNED, ""): 2}


def test_a_change_takes_the_first_yes_back(book: Book) -> None:
    number = drafts.create(book.connection, TEXT, BY, NOW) or 0
    assert drafts.second(book.connection, number, drafts.version_of(TEXT), Approver(1, "Sora"), NOW)
    assert not drafts.second(book.connection, number, drafts.version_of(TEXT), Approver(2, "Min"), NOW)
    assert drafts.change(book.connection, number, TEXT.saying("ko", "소식"), NOW)
    found = drafts.find(book.connection, number)
    assert found is not None
    assert (found.state, found.seconded) == (Draft.DRAFT, None)


def test_the_canary_comes_first_then_one_of_each_language(book: Book) -> None:
    book.subscribed(1, 2, 5)
    book.subscribed(3, 4, language="ko")
    number = book.approved(canary=-9)
    one = book.running(number)
    found = ledger.waiting(book.connection, one.key, NOW, 10)
    assert [(each.chat, each.position, each.language) for each in found] == [
        (-9, 0, "en"),
        (1, 1, "en"),
        (3, 1, "ko"),
        (2, 2, "en"),
        (4, 2, "ko"),
        (5, 2, "en"),
    ]
    claimed = book.claim(one, -9)
    assert claimed is not None, "it gets it whatever it subscribes to"


def test_a_subscriber_that_is_the_canary_gets_it_once(book: Book) -> None:
    book.subscribed(1, -9)
    assert sorted(book.states(book.approved(canary=-9))) == [-9, 1]


@pytest.mark.parametrize(
    ("change", "state", "reason"),
    [
        (lambda c: subscriptions.clear(c, 1), State.SKIPPED, Reason.LEFT),
        (lambda c: chats.unreachable(c, 1, "blocked"), State.SKIPPED, Reason.UNREACHABLE),
        (lambda c: preferences.change(c, 1, NOW, paused=True), State.SKIPPED, Reason.PAUSED),
        (lambda c: preferences.change(c, 1, NOW, weekly_most=0), State.SKIPPED, Reason.ENOUGH),
        (lambda c: preferences.change(c, 1, NOW, quiet_from=0, quiet_until=1439), State.PLANNED, Reason.QUIET),
        (lambda c: chats.forget(c, 1, "who"), State.SKIPPED, Reason.LEFT),
    ],
)
def test_what_a_chat_wants_is_looked_at_again_when_its_turn_comes(
    book: Book, change: Any, state: State, reason: Reason
) -> None:
    book.subscribed(1, 2)
    number = book.approved()
    one = book.running(number)
    change(book.connection)
    assert book.claim(one, 1) is None
    assert book.states(number).get(1, (state, reason)) == (state, reason)
    assert [each.chat for each in ledger.waiting(book.connection, one.key, NOW, 9)] == [2]


def test_who_subscribes_after_the_approval_does_not_get_it(book: Book) -> None:
    book.subscribed(1)
    number = book.approved()
    book.subscribed(2)
    assert sorted(book.states(number)) == [1]


def test_a_reminder_is_for_those_who_want_it_still_when_their_turn_comes(book: Book) -> None:
    book.subscribed(1, 2, 3)
    for chat in (1, 2):
        reminders.add(book.connection, chat, "seoul", NOW)
    reminders.add(book.connection, 3, "jeju", NOW)
    draft = Announcement({"en": "Open"}, audience=Audience(reminds="seoul"))
    one = book.running(book.approved(draft))
    reminders.remove(book.connection, 2, "seoul")
    assert book.claim(one, 1) is not None
    assert book.claim(one, 2) is None
    assert book.states(one.announcement) == {1: (State.SENDING, ""), 2: (State.SKIPPED, Reason.LEFT)}


def test_the_weekly_maximum_counts_what_arrived_in_seven_days(book: Book) -> None:
    book.subscribed(1, weekly_most=2)
    for day in range(2):
        assert book.sent(book.running(book.approved()), 1, NOW + day)
    third = book.approved()
    assert book.claim(book.running(third), 1) is None
    assert book.states(third)[1] == (State.SKIPPED, Reason.ENOUGH)
    week = 7 * 24 * 3600.0
    fourth = book.approved(due=NOW + week + 0.5)
    one = book.running(fourth, now=NOW + week + 0.5)
    assert book.claim(one, 1, now=NOW + week + 0.5) is not None, "the first one is more than a week ago"


def test_two_at_the_same_time_are_not_more_than_a_chat_wants_in_a_week(book: Book) -> None:
    book.subscribed(1, weekly_most=1)
    first, second = book.approved(), book.approved()
    claimed = book.claim(book.running(first), 1)
    assert claimed is not None
    assert book.claim(book.running(second), 1) is None
    assert book.states(second)[1] == (State.PLANNED, Reason.BUSY), "whether the first one counts is not known yet"
    assert recording.record(book.connection, claimed, OK, SENT, NOW)
    assert book.claim(book.running(second), 1, now=NOW + 2) is None
    assert book.states(second)[1] == (State.SKIPPED, Reason.ENOUGH)


def test_it_goes_where_the_chat_wants_it_when_its_turn_comes(book: Book) -> None:
    book.subscribed(-1, topic=5, language="en")
    one = book.running(book.approved())
    preferences.change(book.connection, -1, NOW, topic=9, language="ko")
    claimed = book.claim(one, -1)
    assert claimed is not None
    assert (claimed.topic, claimed.language) == (9, "ko")
    preferences.change(book.connection, -1, NOW, topic=7, language="fr")
    assert recording.record(book.connection, claimed, Outcome(), Decision(State.PLANNED, Reason.UNREACHED), NOW)
    claimed = book.claim(one, -1)
    assert claimed is not None
    assert (claimed.topic, claimed.language) == (7, "ko"), "there is no text in French"
    general = Decision(State.PLANNED, Reason.NO_TOPIC, into_general=True)
    assert recording.record(book.connection, claimed, Outcome(), general, NOW)
    claimed = book.claim(one, -1)
    assert claimed is not None
    assert claimed.topic is None, "that topic does not take it"


def test_a_chat_is_claimed_by_one(book: Book) -> None:
    book.subscribed(1)
    one = book.running(book.approved())
    assert book.claim(one, 1, "me") is not None
    assert book.claim(one, 1, "you") is None
    assert book.claim(one, 1, "me") is None


def test_nothing_is_claimed_of_a_round_that_does_not_run(book: Book) -> None:
    book.subscribed(1)
    number = book.approved(due=NOW + 60)
    assert book.claim(book.running(number), 1) is None
    one = book.running(number, now=NOW + 60)
    assert rounds.move(book.connection, one.key, Stage.STOPPED, NOW + 61)
    assert book.claim(one, 1, now=NOW + 61) is None
    assert rounds.go_on(book.connection, one.key, NOW + 62)
    assert book.claim(one, 1, now=NOW + 62) is not None


def test_what_is_out_of_date_is_not_sent(book: Book) -> None:
    book.subscribed(1)
    number = book.approved()
    one = book.running(number)
    assert book.claim(one, 1, now=NOW + KEPT_UP) is None
    assert book.states(number)[1] == (State.FAILED, Reason.EXPIRED)


def test_a_kill_leaves_doubts_and_a_late_answer_removes_its_own(book: Book) -> None:
    book.subscribed(1, 2)
    number = book.approved()
    one = book.running(number)
    first, second = book.claim(one, 1), book.claim(one, 2)
    assert first is not None
    assert second is not None
    assert settling.recover(book.connection, NOW) == 2
    assert set(book.states(number).values()) == {(State.UNCERTAIN, Reason.KILLED)}
    assert recording.record(book.connection, first, OK, SENT, NOW), "the process was not dead, only cut off"
    not_sent = Decision(State.PLANNED, Reason.UNREACHED)
    assert not recording.record(book.connection, second, Outcome(), not_sent, NOW), "only staff send it again"
    assert book.states(number) == {1: (State.SENT, ""), 2: (State.UNCERTAIN, Reason.KILLED)}


def test_an_answer_to_an_earlier_attempt_changes_nothing(book: Book) -> None:
    book.subscribed(1)
    number = book.approved()
    one = book.running(number)
    early = book.claim(one, 1)
    assert early is not None
    settling.recover(book.connection, NOW)
    assert settling.settle(book.connection, one.key, {1: 1}, again=True, now=NOW) == [1]
    assert book.claim(one, 1, "you") is not None
    assert not recording.record(book.connection, early, OK, SENT, NOW)
    assert book.states(number)[1] == (State.SENDING, "")


def test_staff_settle_a_doubt_once(book: Book) -> None:
    book.subscribed(1, 2, 3)
    number = book.approved()
    one = book.running(number)
    for chat in (1, 2):
        assert book.claim(one, chat) is not None
    settling.recover(book.connection, NOW)
    assert book.sent(one, 3)
    assert rounds.finish(book.connection, one, NOW)
    assert settling.settle(book.connection, one.key, {1: 1, 3: 1}, again=False, now=NOW) == [1], "3 is in no doubt"
    assert settling.settle(book.connection, one.key, {1: 1, 2: 1}, again=True, now=NOW) == [2]
    assert book.states(number) == {1: (State.SENT, Reason.COUNTED), 2: (State.PLANNED, ""), 3: (State.SENT, "")}
    assert book.running(number).stage is Stage.RUNNING, "it is taken up again"


def test_late_after_an_outage_means_asking(book: Book) -> None:
    book.subscribed(1)
    early, late = book.approved(due=NOW + 10), book.approved(due=NOW + 10)
    soon = NOW + 10 + GRACE / 2
    assert rounds.begin_due(book.connection, soon) == []
    assert book.running(early, now=soon).stage is Stage.RUNNING
    rounds.keep_alive(book.connection, soon)
    again = soon + 2 * GRACE
    assert {one.announcement for one in rounds.begin_due(book.connection, again)} == {early, late}
    found = book.running(late, now=again)
    assert found.stage is Stage.LATE
    assert book.claim(found, 1, now=again) is None
    assert rounds.go_on(book.connection, found.key, again)
    assert book.running(late, now=again + 1).stage is Stage.RUNNING
    assert book.claim(found, 1, now=again + 1) is not None


def test_after_an_outage_staff_are_not_asked_about_what_is_over(book: Book) -> None:
    book.subscribed(1)
    number = book.approved()
    assert book.claim(book.running(number), 1) is not None
    assert settling.recover(book.connection, NOW + 2 * GRACE) == 1
    assert rounds.begin_due(book.connection, NOW + 2 * GRACE) == []
    assert book.running(number).stage is Stage.FINISHED


def test_a_correction_reaches_exactly_those_who_have_the_text(book: Book) -> None:
    book.subscribed(1, 2, 3, 4)
    number = book.approved()
    one = book.running(number)
    assert book.sent(one, 1)
    under_way = book.claim(one, 2)
    doubtful = book.claim(one, 3)
    assert under_way is not None
    assert doubtful is not None
    recording.record(book.connection, doubtful, Outcome(), Decision(State.UNCERTAIN, Reason.NO_ANSWER), NOW)
    new = TEXT.saying("en", "Better news")
    given = Approval("Sora", NOW, 1)
    assert planning.correct(book.connection, number, new, {"en": Rendering("Better news")}, given) == 1
    assert sorted(book.states(number, 1)) == [1]
    assert recording.record(book.connection, under_way, OK, SENT, NOW), "it went out with the old text"
    assert sorted(book.states(number, 1)) == [1, 2]
    last = book.claim(one, 4)
    assert last is not None
    assert last.text == 1, "it gets the new one at once"
    assert recording.record(book.connection, last, OK, SENT, NOW)
    assert sorted(book.states(number, 1)) == [1, 2]
    edit = book.running(number, 1)
    claimed = book.claim(edit, 1)
    assert claimed is not None
    assert (claimed.messages, claimed.text) == ((5,), 1)


def test_a_second_correction_takes_the_place_of_the_first(book: Book) -> None:
    book.subscribed(1, 2)
    number = book.approved()
    one = book.running(number)
    assert book.sent(one, 1)
    given = Approval("Sora", NOW, 1)
    for text in ("Better", "Best"):
        planning.correct(book.connection, number, TEXT.saying("en", text), {"en": Rendering(text)}, given)
    assert book.states(number, 1) == {1: (State.SKIPPED, Reason.REPLACED)}
    assert book.states(number, 2) == {1: (State.PLANNED, "")}
    assert book.sent(one, 2)
    assert sorted(book.states(number, 2)) == [1]


def test_a_recall_stops_what_waits_and_follows_what_is_under_way(book: Book) -> None:
    book.subscribed(1, 2, 3)
    number = book.approved()
    one = book.running(number)
    assert book.sent(one, 1)
    under_way = book.claim(one, 2)
    assert under_way is not None
    given, gone = Approval("Sora", NOW, 1), {"en": Rendering("Withdrawn")}
    assert planning.recall(book.connection, number, gone, given) == 1
    assert planning.recall(book.connection, number, gone, given) is None
    assert book.states(number)[3] == (State.SKIPPED, Reason.RECALLED)
    assert recording.record(book.connection, under_way, OK, SENT, NOW)
    assert sorted(book.states(number, 1)) == [1, 2]


def test_pins_follow_each_message(book: Book) -> None:
    book.subscribed(1, 2)
    number = book.approved(Announcement({"en": "News"}, pins=True))
    one = book.running(number)
    assert book.sent(one, 1)
    pin = book.running(number, 1)
    assert pin.kind is Kind.PIN
    assert book.states(number, 1) == {1: (State.PLANNED, "")}
    assert not rounds.finish(book.connection, pin, NOW)
    assert book.sent(pin, 1)
    assert not rounds.finish(book.connection, pin, NOW), "more may come"
    assert book.sent(one, 2)
    assert rounds.finish(book.connection, one, NOW)
    assert book.sent(pin, 2)
    assert rounds.finish(book.connection, pin, NOW)


def test_a_group_that_moves_is_followed(book: Book) -> None:
    book.subscribed(-1, -2, -3)
    number = book.approved(Announcement({"en": "News"}, pins=True))
    one = book.running(number)
    assert book.sent(one, -3)
    for old, new in ((-1, -101), (-2, -3), (-3, -103)):
        chats.migrate(book.connection, old, new)
        settling.follow(book.connection, old, new, NOW)
    assert book.states(number) == {
        -101: (State.PLANNED, ""),
        -2: (State.SKIPPED, Reason.TWICE),
        -3: (State.SENT, ""),
    }
    assert book.states(number, 1) == {-3: (State.FAILED, Reason.MOVED)}, "what was said there cannot be reached"
    assert book.claim(one, -101) is not None

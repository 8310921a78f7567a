"""Reports: counts, tables, what a correction reaches, how long it is all kept."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
import sqlalchemy as sa

from bot.announcements import drafts, listing, reports, rounds, settling, summary
from bot.announcements.announcement import Announcement, Reaches
from bot.announcements.drafts import Maker
from bot.announcements.reports import Count, Reach, Row, Tally
from bot.announcements.spreadsheet import HEADINGS, harmless, table
from bot.announcements.states import Draft, Reason, Source, Stage, State
from bot.announcements.summary import Week
from bot.failure import Failure, Kind
from bot.storage import announced, chats, moves
from bot.storage.announced import DAY
from bot.storage.tables import announcements, deliveries, renderings
from bot.storage.tables import chats as known
from bot.storage.tables import rounds as passes
from tests.announcements.planned import BUSY, LOST, NEWS, NOW, claim, correct, ends, plan, recall, send, the

ANN, BOB, CAT, CITY, OLD, NEW = 11, 12, 13, -14, -15, -10015
BLOCKED = Failure(Kind.UNREACHABLE, "Forbidden: bot was blocked by the user")


def mixed(c: sa.Connection) -> int:
    """Sent to a person and a group, failed, uncertain, and one to go."""
    number = plan(c, [ANN, BOB, CAT, CITY, OLD])
    c.execute(sa.update(known).where(known.c.chat == CITY).values(title="=City"))
    send(c, number, ANN)
    send(c, number, CITY)
    send(c, number, BOB, failure=BLOCKED)
    send(c, number, CAT, failure=LOST)
    return number


def test_the_tally_has_each_chat_once(c: sa.Connection) -> None:
    found = reports.tally(c, the(c, mixed(c)))
    assert (found.total, found.done) == (5, 4)
    assert found.of(State.SENT) == 2
    assert found.reasons(State.FAILED) == [(Reason.UNREACHABLE, 1)]
    assert found.reasons(State.UNCERTAIN) == [(Reason.NO_ANSWER, 1)]
    assert found.languages() == [("en", 2)]
    assert sorted(found.kinds()) == [(Reaches.GROUPS, 1), (Reaches.PRIVATE, 1)]
    assert found.curable == 0


def test_who_wanted_to_be_forgotten_is_counted(c: sa.Connection) -> None:
    one = replace(the(c, mixed(c)), forgotten=3)
    assert reports.tally(c, one).total == 8


def test_what_waits_for_its_hour_is_told_apart_and_the_speed_is_that_of_late(c: sa.Connection) -> None:
    number = mixed(c)
    key = (number, 0)
    c.execute(sa.update(deliveries).where(deliveries.c.chat == OLD).values(not_before=NOW + 900))
    found = reports.pending(c, key, NOW)
    assert (found.held, found.until, found.per_second) == (1, NOW + 900, 4 / reports.LATELY)
    assert reports.pending(c, key, NOW + 1000) == reports.Pending()


def test_the_table_is_for_spreadsheets(c: sa.Connection) -> None:
    data = table(reports.rows(c, (mixed(c), 0)))
    assert data.startswith(b"\xef\xbb\xbf")
    heading, *lines = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert tuple(heading) == HEADINGS
    by_chat = {int(line[0]): line for line in lines}
    assert set(by_chat) == {ANN, BOB, CAT, CITY, OLD}
    assert by_chat[CITY][1:6] == ["'=City", "supergroup", "en", "sent", ""]
    assert by_chat[ANN][7:] == ["1", "1", "0", "2026-11-18T11:06:40Z", ""]
    assert by_chat[BOB][4:8] == ["failed", "unreachable", BLOCKED.reason, "1"]
    assert by_chat[OLD][4:] == ["planned", "", "", "0", "", "0", "", ""]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_no_words_of_others_are_calculated(words: str) -> None:
    assert harmless(words) == f"'{words}"


@pytest.mark.parametrize("words", ["", "City of X", "1-2", "Forbidden: bot was kicked", "Ö=1"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert harmless(words) == words


def test_a_title_in_several_lines_stays_one_cell() -> None:
    row = Row(-1, 'a "b",\nc', "group", "en", State.SENT, None, "", 1, (5, 6), 2, None, 7)
    _, line = csv.reader(io.StringIO(table([row]).decode("utf-8-sig")))
    assert (line[1], line[8:]) == ('a "b",\nc', ["5 6", "2", "", "7"])


def test_a_group_that_moved_is_known_by_its_present_title(c: sa.Connection) -> None:
    number = plan(c, [OLD])
    send(c, number, OLD)
    c.execute(sa.update(known).where(known.c.chat == OLD).values(title="Group"))
    chats.migrate(c, OLD, NEW)
    assert [(row.chat, row.title) for row in reports.rows(c, (number, 0))] == [(OLD, "Group")]


def test_whom_a_correction_or_a_recall_reaches(c: sa.Connection) -> None:
    number = plan(c, [ANN, BOB, CAT, CITY, OLD, -16])
    for chat in (ANN, BOB, OLD):
        send(c, number, chat)
    send(c, number, CAT, failure=LOST)
    send(c, number, CITY, failure=LOST)
    settling.settle(c, (number, 0), {CITY: 1}, again=False, now=NOW)
    c.execute(sa.update(deliveries).where(deliveries.c.chat == BOB).values(sent=NOW - 3 * DAY))
    moves.note(c, OLD, NEW)
    found = reports.reach(c, number, NOW, 2 * DAY)
    assert found == Reach(young=1, old=1, coming=1, uncertain=1, counted=1, moved=1)
    assert found.have == 2


def test_the_list_begins_with_what_needs_staff(c: sa.Connection) -> None:
    finished, running, stopped, scheduled, reminder = (
        plan(c, [ANN], **more) for more in ({}, {}, {}, {"due": NOW + 9}, {"source": Source.REMINDER})
    )
    send(c, finished, ANN)
    rounds.finish(c, the(c, finished), NOW)
    rounds.move(c, (stopped, 0), Stage.STOPPED, NOW)
    draft = drafts.create(c, NEWS, Maker(Source.STAFF, 7, "Sora", 7), NOW)
    gone = drafts.create(c, NEWS, Maker(Source.STAFF, 7, "Sora", 7), NOW)
    drafts.discard(c, gone or 0, NOW)
    page = listing.page(c, 0, 10)
    assert [one.held.number for one in page.listed] == [stopped, running, scheduled, draft, finished]
    assert page.total == 5
    assert [one.held.number for one in listing.page(c, 9, 2).listed] == [finished]
    send(c, reminder, ANN, failure=LOST)
    assert reminder in [one.held.number for one in listing.page(c, 0, 10).listed], "somebody has to look at it"


def test_in_a_few_numbers(c: sa.Connection) -> None:
    number = mixed(c)
    plan(c, [ANN], due=NOW + 9)
    found = summary.standing(c)
    assert (found.stages, found.doubtful) == ({Stage.RUNNING: 1, Stage.SCHEDULED: 1}, 1)
    assert summary.week(c, NOW, NOW + 1) == Week(announcements=1, sent=2, failed=1, doubt=1)
    assert summary.week(c, NOW + 1, NOW + 2) == Week()
    assert number


def test_of_a_recall_it_is_known_what_was_deleted_and_what_edited(c: sa.Connection) -> None:
    number = plan(c, [ANN, BOB])
    for chat in (ANN, BOB):
        send(c, number, chat)
    made = recall(c, number)
    ends(c, claim(c, number, ANN, made), message=5)
    ended = claim(c, number, BOB, made)
    assert ended is not None
    c.execute(sa.update(deliveries).where(deliveries.c.chat == BOB, deliveries.c.round == made).values(state="sent"))
    assert reports.view(c, the(c, number, made), NOW).edited == 1


@pytest.mark.parametrize(("days", "people", "groups"), [(89, 3, 2), (91, 0, 2), (729, 0, 2), (731, 0, 0)])
def test_people_are_forgotten_before_the_counts_are(c: sa.Connection, days: int, people: int, groups: int) -> None:
    number = mixed(c)
    send(c, number, OLD)
    rounds.finish(c, the(c, number), NOW)
    plan(c, [ANN], due=NOW + 1000 * DAY)
    before = reports.tally(c, the(c, number))
    for _ in range(2):
        announced.purge(c, NOW + days * DAY)
    d = deliveries.c
    kept = list(c.scalars(sa.select(d.chat).where(d.announcement == number)))
    assert (sum(chat > 0 for chat in kept), sum(chat < 0 for chat in kept)) == (people, groups)
    if groups:
        assert reports.tally(c, the(c, number)) == before
    else:
        for table_ in (announcements, passes, renderings):
            key = table_.c.number if table_ is announcements else table_.c.announcement
            assert c.scalar(sa.select(sa.func.count()).where(key == number)) == 0


def test_what_waits_for_a_word_of_staff_is_not_kept_for_ever(c: sa.Connection) -> None:
    number = mixed(c)
    rounds.move(c, (number, 0), Stage.STOPPED, NOW)
    announced.purge(c, NOW + 91 * DAY)
    assert the(c, number).stage is Stage.CANCELLED
    assert reports.tally(c, the(c, number)).of(State.SKIPPED, reason=Reason.CANCELLED) == 1
    announced.purge(c, NOW + 182 * DAY)
    assert c.scalar(sa.select(sa.func.count()).where(deliveries.c.chat > 0)) == 0


@pytest.mark.parametrize(("days", "left"), [(89, [Draft.DRAFT] * 2), (91, [Draft.DISCARDED])])
def test_drafts_that_nobody_touches_go_and_proposals_stay_known(c: sa.Connection, days: int, left: list[Draft]) -> None:
    by = Maker(Source.STAFF, 7, "Sora", 7)
    drafts.create(c, NEWS, by, NOW)
    proposed = drafts.create(c, NEWS, replace(by, origin="new:seoul"), NOW)
    last = drafts.create(c, NEWS, by, NOW + days * DAY)
    announced.purge(c, NOW + days * DAY)
    states = [Draft(state) for state in c.scalars(sa.select(announcements.c.state).order_by(announcements.c.number))]
    assert states == [*left, Draft.DRAFT]
    assert drafts.create(c, NEWS, replace(by, origin="new:seoul"), NOW) is None
    assert (proposed, last) == (2, 3)


def test_no_number_is_given_twice(c: sa.Connection) -> None:
    by = Maker(Source.STAFF, 7, "Sora", 7)
    number = drafts.create(c, NEWS, by, NOW)
    announced.purge(c, NOW + 1000 * DAY)
    assert drafts.create(c, NEWS, by, NOW) == (number or 0) + 1


def test_a_report_that_was_shown_is_shown_anew_once_something_is_settled(c: sa.Connection) -> None:
    number = mixed(c)
    send(c, number, OLD)
    rounds.finish(c, the(c, number), NOW)
    rounds.show(c, the(c, number), 7, 70, f"{rounds.SHOWN}abc")
    assert rounds.to_show(c) == []
    settling.settle(c, (number, 0), {CAT: 1}, again=False, now=NOW)
    assert [one.message for one in rounds.to_show(c)] == [70]


def test_a_report_that_was_shown_is_shown_anew_once_a_late_answer_makes_it_certain(c: sa.Connection) -> None:
    number = plan(c, [ANN])
    under_way = claim(c, number, ANN)
    settling.recover(c, NOW)
    rounds.finish(c, the(c, number), NOW)
    rounds.show(c, the(c, number), 7, 70, f"{rounds.SHOWN}abc")
    assert ends(c, under_way)
    assert [one.message for one in rounds.to_show(c)] == [70]


def test_one_correction_is_drafted_at_a_time(c: sa.Connection) -> None:
    number = plan(c, [ANN])
    assert drafts.correction_of(c, number) is None
    made = drafts.create(c, NEWS, Maker(Source.STAFF, 7, "Sora", 7, corrects=number), NOW)
    assert drafts.correction_of(c, number) == made
    drafts.discard(c, made or 0, NOW)
    assert drafts.correction_of(c, number) is None


def test_who_gets_it_after_a_correction_gets_the_new_text(c: sa.Connection) -> None:
    number = plan(c, [ANN, BOB])
    send(c, number, ANN)
    under_way = claim(c, number, BOB)
    made = correct(c, number)
    send(c, number, ANN, made)
    ends(c, under_way, BUSY)
    assert reports.view(c, the(c, number, made), NOW).tally == Tally(
        (Count(State.SENT, None, "en", Reaches.PRIVATE, 1),)
    )
    claimed = claim(c, number, BOB, now=NOW + 9)
    assert claimed is not None
    assert claimed.text == made, "who gets it only now gets the new text, and nothing has to be corrected there"


def test_the_draft_of_an_announcement_keeps_what_it_says_after_a_correction(c: sa.Connection) -> None:
    number = plan(c, [ANN], Announcement({"en": "Old."}, silent=True))
    correct(c, number, "New.")
    held = drafts.find(c, number)
    assert held is not None
    assert held.draft.texts == {"en": "New."}

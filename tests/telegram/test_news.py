"""What the bot drafts from the facts by itself, and the corrections that it offers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from bot.announcements import drafts, planning, rounds
from bot.announcements.announcement import Rendering
from bot.announcements.planning import Approval
from bot.announcements.states import Draft, Kind, Stage
from bot.stand_in import BotApi, Fault
from bot.storage import sightings
from bot.storage.database import Connection, Database, Result, Work
from bot.telegram_bot.announcing.approving import End
from bot.telegram_bot.announcing.news import look
from bot.telegram_bot.pacing import Pace
from tests.telegram.newsroom import ABOUT, FORM, Newsroom, approved, at, held, labelled, newsroom, window

BEFORE, NOW, LATER = "2027-01-10 12:00", "2027-01-10 12:05", "2027-01-10 12:10"
MOVED = held("2027-05-17", "2027-05-21")
TEXTS = {"en": Rendering("Withdrawn")}
AGAIN = held("2027-06-07", "2027-06-11")


@pytest.fixture
async def desk(api: BotApi, tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom(api, tmp_path) as made:
        await made.subscribe(made.ann)
        yield made


async def changed(desk: Newsroom) -> int:
    """The number of a proposal that the days are others."""
    await desk.looks(BEFORE, held())
    await desk.looks(NOW, MOVED)
    (one,) = await desk.waiting()
    return one.number


async def test_the_first_look_of_all_proposes_nothing_that_was_there(desk: Newsroom) -> None:
    assert await desk.looks(BEFORE, held(application=window())) == []
    assert await desk.drafted() == []


async def test_the_first_look_of_all_sees_a_day_that_has_come(desk: Newsroom) -> None:
    (card,) = await desk.looks("2027-03-01 00:05", held(application=window()))
    (one,) = await desk.waiting()
    assert one.draft.texts["en"].startswith("<b>Applications are open: Harbour Workshop 2027</b>")
    (link,) = one.draft.links
    assert link.url == FORM
    assert (link.labels["en"], link.labels["es"]) != (link.labels["es"], link.labels["es"])
    assert f"Button: {link.labels['en']}" in card.text


async def test_a_change_is_proposed_once_in_all_languages(desk: Newsroom) -> None:
    await desk.looks(BEFORE, held())
    (card,) = await desk.looks(NOW, MOVED)
    assert "Announcement 1 (proposed by the bot)" in card.text
    assert "The facts say something new: shall it be announced?" in card.text
    assert "It is news until Saturday, 22 May 2027, 00:00 (Asia/Seoul)" in card.text
    assert "1 chat wants it now" in card.text
    assert "Preview" in labelled(card)
    (one,) = await desk.waiting()
    assert one.draft.texts["en"].startswith("<b>New dates: Harbour Workshop 2027</b>")
    assert "17–21 May 2027" in one.draft.texts["en"]
    assert "Previously: 10–14 May 2027" in one.draft.texts["en"]
    assert "mayo" in one.draft.texts["es"]
    assert one.draft.audience.programs == ("harbour-workshop",)
    assert (one.about, one.draft.about) == (ABOUT, ABOUT)
    assert len(await desk.looks(LATER, MOVED)) == 1


async def test_what_people_know_stays_what_it_was_before_until_staff_decide(desk: Newsroom) -> None:
    first = await changed(desk)
    (card,) = await desk.looks(LATER, AGAIN)
    (one,) = await desk.waiting()
    assert one.number != first
    assert "7–11 June 2027" in one.draft.texts["en"]
    assert "Previously: 10–14 May 2027" in one.draft.texts["en"]
    assert f"Announcement {one.number} " in card.text, "the card of the first one is gone"


async def test_what_somebody_has_worked_at_stays_to_be_read(desk: Newsroom) -> None:
    first = await changed(desk)
    (one,) = await desk.waiting()
    await desk.run(lambda c: drafts.change(c, first, one.draft.saying("en", "Our words"), desk.time + 1))
    old, new = await desk.looks(LATER, AGAIN)
    assert "another announcement takes its place" in old.text
    assert labelled(old) == ["A new draft with the same"]
    assert "shall it be announced?" in new.text
    (kept,) = await desk.drafted(Draft.DISCARDED)
    assert kept.draft.texts["en"] == "Our words"


async def test_a_change_that_is_taken_back_leaves_nothing_and_may_come_again(desk: Newsroom) -> None:
    await changed(desk)
    (card,) = await desk.looks(LATER, held())
    assert "Withdrawn: it is not true any more" in card.text
    assert await desk.waiting() == []
    assert len(await desk.looks("2027-01-11 12:00", MOVED)) == 2
    assert len(await desk.waiting()) == 1


async def test_a_new_edition_is_written_anew_and_its_changes_are_none(desk: Newsroom) -> None:
    await desk.looks(BEFORE)
    await desk.looks(NOW, held())
    await desk.looks(LATER, MOVED)
    (one,) = await desk.waiting()
    assert one.draft.texts["en"].startswith("<b>New: Harbour Workshop 2027</b>")
    assert "17–21 May 2027" in one.draft.texts["en"]
    assert "Previously" not in one.draft.texts["en"]


async def test_a_file_that_is_moved_in_two_steps_makes_no_news(desk: Newsroom) -> None:
    await desk.looks(BEFORE, held())
    await desk.looks(NOW)
    assert await desk.looks(LATER, held()) == []
    await desk.looks("2027-01-10 12:15")
    assert len(await desk.looks("2027-01-10 12:20", MOVED)) == 1


async def test_a_proposal_of_what_is_moved_comes_again(desk: Newsroom) -> None:
    await desk.looks(BEFORE)
    await desk.looks(NOW, held())
    (card,) = await desk.looks(LATER)
    assert "Withdrawn" in card.text
    await desk.looks("2027-01-10 12:20", held())
    (one,) = await desk.waiting()
    assert one.draft.texts["en"].startswith("<b>New: ")


async def test_what_staff_do_not_want_is_not_proposed_again_but_another_change_is(desk: Newsroom) -> None:
    first = await changed(desk)
    await desk.discard(first)
    await desk.looks(LATER, MOVED)
    assert await desk.waiting() == []
    await desk.looks("2027-01-11 12:00", held())
    (back,) = await desk.waiting()
    assert approved(await desk.approve(back.number))
    await desk.looks("2027-01-12 12:00", MOVED)
    told = [one.corrects for one in await desk.waiting()]
    assert told == [None, back.number], "it was so before, but something else was announced in between"


async def test_what_is_no_news_any_more_is_withdrawn_and_cannot_be_approved(desk: Newsroom) -> None:
    open_ = held(application=window())
    await desk.looks("2027-03-17 12:00", open_)
    (one,) = await desk.waiting()
    assert "There is still time to apply" in one.draft.texts["en"]
    await desk.looks("2027-03-23 12:00", open_)
    assert [each.number for each in await desk.waiting()] == [one.number], "until the next such day it is news"
    desk.serve("2027-03-28 00:00", open_)
    assert (await desk.approve(one.number)).end is End.FAULTY
    cards = await desk.looks("2027-03-28 00:00", open_)
    assert "no news any more" in cards[0].text
    assert "Applications close soon" in cards[1].text
    await desk.looks("2027-03-28 00:10", open_)
    assert len(await desk.waiting()) == 1


async def test_what_is_approved_goes_out_while_it_is_news(desk: Newsroom) -> None:
    number = await changed(desk)
    assert approved(await desk.approve(number))
    made = await desk.round(number)
    assert made is not None
    assert made.expires == at("2027-05-22 00:00")
    assert await desk.planned(number) == [desk.ann.id]
    assert len(await desk.looks(LATER, MOVED)) == 1


async def test_a_time_after_it_is_news_stands_in_the_way(desk: Newsroom) -> None:
    number = await changed(desk)
    (one,) = await desk.waiting()
    late = replace(one.draft, due=at("2027-05-22 09:00"), zone="Asia/Seoul")
    await desk.run(lambda c: drafts.change(c, number, late, desk.time))
    assert (await desk.approve(number)).end is End.FAULTY


async def test_without_a_chat_of_staff_nothing_is_proposed_then_or_later(api: BotApi, tmp_path: Path) -> None:
    async with newsroom(api, tmp_path, staff_chat=False) as desk:
        await desk.looks(BEFORE, held())
        await desk.looks(NOW, MOVED)
        assert await desk.drafted() == []
        seen = await desk.run(sightings.load)
        assert seen is not None
        assert "2027-05-17" in seen[ABOUT]


async def test_what_could_not_be_shown_is_shown_later(desk: Newsroom) -> None:
    await desk.looks(BEFORE, held())
    desk.world.api.faults.next("sendMessage", Fault.status(400))
    assert await desk.looks(NOW, MOVED) == []
    (one,) = await desk.waiting()
    assert one.message is None
    assert len(await desk.looks(LATER, MOVED)) == 1


class Killed(Exception):
    """The process has ended."""


class Mortal(Database):
    """A process that ends after so many pieces of work, or before the one after them."""

    left = 10**9

    async def run(self, work: Work[Result]) -> Result:
        if self.left <= 0:
            raise Killed
        self.left -= 1
        return await super().run(work)


async def test_a_kill_between_any_two_steps_loses_nothing_and_proposes_nothing_twice(desk: Newsroom) -> None:
    database = desk.world.services.database
    mortal = Mortal(database.engine)
    survived, twice = -1, 0
    try:
        for left in range(12):
            desk.world.services = replace(desk.world.services, database=database)
            desk.world.services.sender.pace = Pace(monotonic)
            await desk.looks(f"2027-01-{10 + left} 12:00", held(city="port"))
            await desk.run(lambda c: [drafts.discard(c, one.number, 0.0) for one in drafts.latest(c, drafts.OPEN)])
            before = len(desk.cards())
            desk.serve(f"2027-01-{10 + left} 12:05", held(city="bay"))
            mortal.left = left
            desk.world.services = replace(desk.world.services, database=mortal)
            try:
                await look(desk.world.services)
                survived = left
            except Killed:
                pass
            desk.world.services = replace(desk.world.services, database=database)
            await look(desk.world.services)
            (one,) = await desk.waiting()
            assert one.message is not None
            twice += len(desk.cards()) - before - 1
            if survived == left:
                break
    finally:
        await mortal.close()
    assert twice == 1, "a card is there twice where the kill came between Telegram's answer and its note"
    assert survived > 3, "it was killed between several steps, and came to an end at last"


# corrections


async def sent(desk: Newsroom) -> int:
    """The number of an announcement that the days are others; Ann has it."""
    number = await changed(desk)
    assert approved(await desk.approve(number))
    await desk.sent(number)
    await desk.run(lambda c: rounds.move(c, (number, 0), Stage.RUNNING, desk.time))
    await desk.run(lambda c: rounds.move(c, (number, 0), Stage.FINISHED, desk.time))
    await desk.run(lambda c: drafts.show(c, number, desk.room.id, None))
    return number


async def test_a_fact_that_was_told_and_has_changed_is_offered_for_correction(desk: Newsroom) -> None:
    number = await sent(desk)
    cards = await desk.looks(LATER, AGAIN)
    news, mend = await desk.waiting()
    assert (news.corrects, mend.corrects) == (None, number)
    card = next(one for one in cards if f"Announcement {mend.number} " in one.text)
    assert f"It corrects announcement {number}, in the chats that have it." in card.text
    assert "The facts are others since it went out: shall it be corrected?" in card.text
    assert "2 chats have it, or will: private chats 1, groups 1" in card.text, "the chat of staff got it first"
    assert mend.draft.texts["en"].splitlines() == [
        "<b>Correction: Harbour Workshop 2027</b>",
        "• When: 7–11 June 2027",
        "• Previously: 17–21 May 2027",
    ]
    assert approved(await desk.approve(mend.number))
    made = await desk.round(number, 1)
    assert made is not None
    assert made.kind is Kind.EDIT
    assert await desk.planned(number, 1) == [desk.ann.id]
    assert "2027-06-07" in await desk.facts_of(number)
    await desk.looks("2027-01-10 12:15", AGAIN)
    assert [one.number for one in await desk.waiting()] == [news.number]


async def test_a_correction_tells_again_what_is_as_it_was_and_where_one_applies_now(desk: Newsroom) -> None:
    new = "https://example.org/new"
    await desk.looks("2027-03-01 09:30", held(application=window()))
    (one,) = await desk.waiting()
    assert approved(await desk.approve(one.number))
    await desk.looks("2027-03-01 10:00", held(application=window(closes="2027-04-15", link=new)))
    mend = next(one for one in await desk.waiting() if one.corrects)
    assert "10–14 May 2027" in mend.draft.texts["en"], "it is as it was"
    assert "Applications: from 1 March 2027 to 15 April 2027" in mend.draft.texts["en"]
    assert "Previously: from 1 March 2027 to 31 March 2027" in mend.draft.texts["en"]
    assert [link.url for link in mend.draft.links] == [new]


async def test_a_correction_is_withdrawn_where_the_facts_are_again_as_they_were(desk: Newsroom) -> None:
    await sent(desk)
    await desk.looks(LATER, AGAIN)
    cards = await desk.looks("2027-01-10 12:15", MOVED)
    assert sum("Withdrawn: it is not true any more" in card.text for card in cards) == 2
    assert await desk.waiting() == []


async def test_a_correction_that_staff_do_not_want_is_not_offered_again_but_another_one_is(desk: Newsroom) -> None:
    number = await sent(desk)
    await desk.looks(LATER, AGAIN)
    for one in await desk.waiting():
        await desk.discard(one.number)
    await desk.looks("2027-01-10 12:15", AGAIN)
    assert await desk.waiting() == []
    await desk.looks("2027-01-10 12:20", held("2027-09-06", "2027-09-10"))
    assert [one.corrects for one in await desk.waiting()] == [None, number]


async def test_what_was_corrected_and_is_so_again_is_offered_again(desk: Newsroom) -> None:
    number = await sent(desk)
    for when, days in (("2027-01-11", AGAIN), ("2027-01-12", MOVED), ("2027-01-13", AGAIN)):
        await desk.looks(f"{when} 12:00", days)
        (mend,) = [one for one in await desk.waiting() if one.corrects]
        assert approved(await desk.approve(mend.number)), when
        for one in await desk.waiting():
            await desk.discard(one.number)
    assert len(await desk.run(lambda c: rounds.all_of(c, number))) == 4


async def test_an_edition_that_is_gone_is_said_once(desk: Newsroom) -> None:
    await sent(desk)
    await desk.looks(LATER)
    (mend,) = await desk.waiting()
    assert "It is no longer on our list of trainings." in mend.draft.texts["en"]
    assert approved(await desk.approve(mend.number))
    await desk.looks("2027-01-10 12:15")
    assert await desk.waiting() == []


async def test_what_still_waits_for_its_time_is_corrected_too(desk: Newsroom) -> None:
    number = await changed(desk)
    (one,) = await desk.waiting()
    later = replace(one.draft, due=at("2027-02-01 09:00"), zone="Asia/Seoul")
    await desk.run(lambda c: drafts.change(c, number, later, desk.time))
    assert approved(await desk.approve(number))
    await desk.looks(LATER, AGAIN)
    mend = next(each for each in await desk.waiting() if each.corrects)
    assert (mend.draft.due, mend.draft.zone) == (0.0, "")


async def test_what_was_taken_back_is_not_corrected(desk: Newsroom) -> None:
    number = await sent(desk)
    await desk.run(lambda c: planning.recall(c, number, TEXTS, Approval("Sora", desk.time, desk.room.id)))
    await desk.looks(LATER, AGAIN)
    assert [one.corrects for one in await desk.waiting()] == [None]


async def test_nobody_is_disturbed_where_somebody_of_staff_writes_a_correction(desk: Newsroom) -> None:
    number = await sent(desk)

    def write(connection: Connection) -> None:
        one = drafts.find(connection, number)
        assert one is not None
        maker = drafts.Maker(one.source.STAFF, desk.sora.id, "Sora", desk.sora.id, corrects=number)
        drafts.create(connection, one.draft, maker, desk.time)

    await desk.run(write)
    await desk.looks(LATER, AGAIN)
    assert [(one.name, one.corrects) for one in await desk.waiting()] == [("Sora", number), ("", None)]

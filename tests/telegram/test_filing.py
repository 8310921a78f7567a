"""Announcements in the files of the knowledge: proposed to staff, and what becomes of them when the files change."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.announcements import drafts
from bot.announcements.announcement import Audience, LinkButton, Reaches
from bot.announcements.states import Draft
from bot.knowledge.model import Announcement, Link, Reach
from bot.stand_in import BotApi, Message
from bot.telegram_bot.announcing.approving import End
from tests.telegram.newsroom import Newsroom, approved, at, labelled, newsroom

WHEN = "2027-01-10 12:00"
SURVEY = Announcement(
    id="survey",
    text={"en": "**How was it?**\n\nPlease tell us:\n- what was useful <you>\n- what was not", "es": "¿Qué tal?"},
    about="harbour-workshop",
    kinds=(Reach.GROUPS, Reach.PRIVATE),
    links=(Link("https://example.org/survey", {"en": "Open", "es": "Abrir"}),),
    ask=False,
    silent=True,
    pin=True,
    when=dt.datetime.fromisoformat("2027-06-01 09:00"),
    zone="Asia/Tokyo",
)
PLAIN = Announcement(id="plain", text={"en": "Hello"})


@pytest.fixture
async def desk(api: BotApi, tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom(api, tmp_path) as made:
        await made.subscribe(made.ann)
        yield made


class Clock:
    """One look after the other."""

    def __init__(self, desk: Newsroom) -> None:
        self.desk, self.minute = desk, 0

    async def looks(self, *filed: Announcement) -> list[Message]:
        self.minute += 1
        return await self.desk.looks(f"2027-01-10 12:{self.minute:02}", filed=filed)


@pytest.fixture
def clock(desk: Newsroom) -> Clock:
    return Clock(desk)


def worded(text: str, of: Announcement = PLAIN) -> Announcement:
    return replace(of, text={"en": text})


async def test_one_is_proposed_as_it_is_written(desk: Newsroom, clock: Clock) -> None:
    (card,) = await clock.looks(SURVEY)
    assert "It is written in the files (survey): shall it be announced?" in card.text
    assert "When: Tuesday, 1 June 2027, 09:00 (Asia/Tokyo)" in card.text
    (one,) = await desk.waiting()
    assert one.draft == replace(
        one.draft,
        texts={
            "en": "<b>How was it?</b>\n\nPlease tell us:\n• what was useful &lt;you&gt;\n• what was not",
            "es": "¿Qué tal?",
        },
        links=(LinkButton("https://example.org/survey", {"en": "Open", "es": "Abrir"}),),
        asks=False,
        about="harbour-workshop",
        audience=Audience(("harbour-workshop",), (Reaches.GROUPS, Reaches.PRIVATE)),
        silent=True,
        pins=True,
        due=at("2027-06-01 09:00"),
        zone="Asia/Tokyo",
    )
    assert len(await clock.looks(SURVEY)) == 1
    assert len(await clock.looks(replace(SURVEY, note="Ask Min", review_by=dt.date(2027, 2, 1)))) == 1


async def test_another_wording_takes_the_place_of_one_that_waits(desk: Newsroom, clock: Clock) -> None:
    await clock.looks(PLAIN)
    (card,) = await clock.looks(worded("Hello all"))
    assert "It begins: Hello all" in card.text
    (one,) = await desk.waiting()
    assert one.draft.texts == {"en": "Hello all"}
    (card,) = await clock.looks(PLAIN)
    assert "It begins: Hello" in card.text
    assert len(await desk.waiting()) == 1


async def test_one_that_is_taken_out_of_the_files_is_withdrawn_and_may_come_back(desk: Newsroom, clock: Clock) -> None:
    await clock.looks(PLAIN, SURVEY)
    first, second = await clock.looks(SURVEY)
    assert "Withdrawn: it is not in the files any more." in first.text
    assert "Preview" in labelled(second)
    assert len(await desk.waiting()) == 1
    await clock.looks(SURVEY, PLAIN)
    assert len(await desk.waiting()) == 2


async def test_one_that_staff_discard_is_not_proposed_again_in_these_words(desk: Newsroom, clock: Clock) -> None:
    await clock.looks(PLAIN)
    await desk.discard(1)
    await clock.looks(PLAIN)
    assert await desk.waiting() == []
    await clock.looks(worded("Other words"))
    assert len(await desk.waiting()) == 1


async def test_other_words_correct_what_was_sent(desk: Newsroom, clock: Clock) -> None:
    await clock.looks(SURVEY)
    assert approved(await desk.approve(1))
    await desk.sent(1)
    await clock.looks(worded("How was it, really?", SURVEY))
    (mend,) = await desk.waiting()
    assert (mend.corrects, mend.draft.texts, mend.draft.due) == (1, {"en": "How was it, really?"}, 0.0)
    card = desk.cards()[-1]
    assert "The file says it in other words since it was approved: shall it be corrected?" in card.text
    assert approved(await desk.approve(mend.number))
    assert await desk.planned(1, 2) == [desk.ann.id]
    await clock.looks(worded("How was it, really?", SURVEY))
    assert await desk.waiting() == []
    await clock.looks(SURVEY)
    (back,) = await desk.waiting()
    assert (back.corrects, back.draft.texts["es"]) == (1, "¿Qué tal?")
    assert approved(await desk.approve(back.number))
    await clock.looks(worded("How was it, really?", SURVEY))
    assert [one.corrects for one in await desk.waiting()] == [1]


async def test_a_correction_is_withdrawn_where_the_file_says_again_what_was_sent(desk: Newsroom, clock: Clock) -> None:
    await clock.looks(PLAIN)
    assert approved(await desk.approve(1))
    await desk.sent(1)
    await clock.looks(worded("Oh"))
    await clock.looks(PLAIN)
    assert await desk.waiting() == []
    assert "Withdrawn" in desk.cards()[-1].text


async def test_what_staff_have_changed_before_their_yes_is_not_undone_by_the_file(desk: Newsroom, clock: Clock) -> None:
    await clock.looks(PLAIN)
    (one,) = await desk.waiting()
    await desk.run(lambda c: drafts.change(c, 1, one.draft.saying("es", "Hola"), desk.time))
    await clock.looks(PLAIN)
    assert [each.number for each in await desk.waiting()] == [1]
    assert approved(await desk.approve(1))
    await clock.looks(PLAIN)
    assert await desk.waiting() == []


async def test_what_cannot_be_changed_any_more_comes_as_one_of_its_own(desk: Newsroom, clock: Clock) -> None:
    await clock.looks(SURVEY)
    assert approved(await desk.approve(1))
    await clock.looks(replace(SURVEY, when=dt.datetime.fromisoformat("2027-06-02 09:00")))
    (one,) = await desk.waiting()
    assert (one.corrects, one.draft.due) == (None, at("2027-06-02 09:00"))
    assert "Announcement 1 was approved from the same file before." in desk.cards()[-1].text


async def test_a_time_that_is_over_is_said_and_another_one_asked_for(desk: Newsroom) -> None:
    await desk.looks("2027-06-01 08:00")
    (card,) = await desk.looks("2027-06-01 09:30", filed=(SURVEY,))
    assert "Its time is over. Name another one." in card.text
    assert (await desk.approve(1)).end is End.FAULTY


async def test_at_the_first_look_of_all_nothing_comes_whose_time_is_over(desk: Newsroom) -> None:
    (card,) = await desk.looks("2027-06-02 09:30", filed=(SURVEY, PLAIN))
    assert "(plain)" in card.text
    later = replace(SURVEY, when=dt.datetime.fromisoformat("2027-07-01 09:00"))
    await desk.looks("2027-06-02 09:40", filed=(later, PLAIN))
    assert [one.origin.split(":")[1] for one in await desk.drafted(Draft.DRAFT) if one.origin] == ["plain", "survey"]


async def test_a_text_that_is_longer_than_a_message_is_shown_with_what_is_wrong(desk: Newsroom, clock: Clock) -> None:
    (card,) = await clock.looks(worded("x" * 4100))
    assert "The text in English has 4100 letters, and there may be 4096." in card.text

"""A question that was missed becomes a phrasing of an entry, or an entry, from the inbox; nothing is live unseen."""

from __future__ import annotations

import pytest

from bot.answers.misses.group import Group, Miss
from bot.answers.reply import Paragraph, Span
from bot.stand_in import Message
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.staff_learning import heading
from tests.telegram.desk import FAQ, WAIT, Desk

MISSED = "How much must my mayor pay for that?"
DOG = "May my dog swim in the pool?"


def test_a_question_as_long_as_a_message_leaves_room_for_what_is_asked_of_staff() -> None:
    group = Group([Miss(1, "ann", "Why? " * 800, "en", 1.0)])
    (text,) = messages([heading(group), Paragraph((Span("Which answer fits?"),))])
    assert text.startswith("<b>Why?")
    assert text.endswith("Which answer fits?")


async def opened(desk: Desk, text: str) -> Message:
    """The group of a question, opened from the inbox by Sora."""
    desk.sora.says("/inbox")
    listed = await desk.sora.hears(WAIT)
    await desk.press(desk.sora, listed, next(b["text"] for b in listed.buttons if text in b["text"]))
    assert f"{text} (English, people: 1)" in listed.text
    return listed


async def waiting(desk: Desk) -> list[str]:
    """What the inbox lists."""
    desk.sora.says("/inbox")
    return [button["text"] for button in (await desk.sora.hears(WAIT)).buttons]


async def test_a_missed_question_becomes_a_phrasing(desk: Desk) -> None:
    assert "free" not in await desk.asks(MISSED)
    group = await opened(desk, MISSED)
    await desk.press(desk.sora, group, "A known answer fits")
    assert "Which answer fits?" in group.text
    await desk.press(desk.sora, group, "What does it cost?")
    told = await desk.sora.hears(WAIT, containing="would like to change")
    assert f"entries › fee › questions › en: new: {MISSED}" in told.text
    preview = await desk.asked(desk.sora)
    assert f"Answered now: “{MISSED}”" in preview.text
    assert desk.faq == FAQ
    assert await waiting(desk) == [f"1 · {MISSED}"]

    await desk.press(desk.sora, preview, "Publish")
    published = await desk.sora.hears(WAIT, containing="is live")
    assert desk.faq == FAQ.replace("Is there a fee?\n", f"Is there a fee?\n        - {MISSED}\n")
    assert "free" in await desk.asks(MISSED)
    assert await waiting(desk) == []

    await desk.press(desk.sora, published, "Undo")
    at_once = await desk.sora.hears(WAIT, containing="go back at once")
    await desk.press(desk.sora, at_once, "Go back at once")
    await desk.sora.hears(WAIT, containing="is live")
    assert desk.faq == FAQ
    assert await waiting(desk) == [f"1 · {MISSED}"]


async def test_a_missed_question_becomes_an_entry(desk: Desk) -> None:
    await desk.asks(DOG)
    group = await opened(desk, DOG)
    await desk.press(desk.sora, group, "Write an answer for all")
    prompt = await desk.sora.hears(WAIT, containing="Write the answer in English")
    desk.sora.says("No: the pool is for people.\n\nThere is a lake for dogs.", reply_to=prompt)
    told = await desk.sora.hears(WAIT, containing="would like to change faq.yaml")
    assert "entries › may-my-dog-swim-in-the-pool: new" in told.text
    await desk.press(desk.sora, await desk.asked(desk.sora), "Publish")
    await desk.sora.hears(WAIT, containing="is live")
    assert desk.faq.startswith(FAQ)
    desk.ann.says(DOG)
    assert "lake for dogs" in (await desk.ann.hears(WAIT, containing="pool is for people")).text
    assert await waiting(desk) == []


@pytest.mark.parametrize("verb", ["attach", "attach-to", "new-entry"])
async def test_a_forged_button_does_nothing(desk: Desk, verb: str) -> None:
    await desk.asks(MISSED)
    group = await opened(desk, MISSED)
    payload = next(b["callback_data"] for b in group.buttons if b["callback_data"].startswith("t:attach:"))
    place = payload.rpartition(":")[2]
    for person, value in ((desk.ann, f"{place}:x"), (desk.ann, place), (desk.sora, "1.1:x"), (desk.sora, "x")):
        answer = await person.forges_press(group, f"t:{verb}:{value}").answer(WAIT)
        assert "too old" in (answer.get("text") or ""), (person.first_name, value)
    assert desk.faq == FAQ

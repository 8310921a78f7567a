"""One answer of staff to all who asked alike: asked for, written as a reply, shown, and sent once it is confirmed.

The chats of the people are found when they are needed; who asked in a group only, or is forgotten, cannot be found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from telegram import Message
from telegram.constants import ChatType

from bot.answers.reply import Block, Paragraph, Span
from bot.answers.sentences import Sentences
from bot.storage import drafts, misses, prompts
from bot.storage.database import Connection
from bot.storage.drafts import Draft
from bot.storage.misses import Asked
from bot.storage.phrases import key_of
from bot.telegram_bot.edit_typing import digest_of
from bot.telegram_bot.group_hearing import thread_of
from bot.telegram_bot.keyboards import Button, Keyboard
from bot.telegram_bot.missed import reachable
from bot.telegram_bot.payloads import pack_staff
from bot.telegram_bot.press import Press
from bot.telegram_bot.rendering import messages, without_markup
from bot.telegram_bot.services import Services
from bot.telegram_bot.staff import is_staff
from bot.telegram_bot.staff_inbox import cut, seen_of, staff_button


async def ask_for_answer(press: Press) -> str:
    """Ask staff for the answer to a group, where anybody can be reached with it."""
    services, group = press.services, await seen_of(press)
    if group is None:
        return "outdated"
    found = await reachable(services, (miss.who for miss in group.members))
    asked = {miss.number: miss.text for miss in group.members if miss.who in found}
    if not asked:
        await press.say("team-answer-nobody")
        return ""
    sentences = services.sentences()
    blocks = [
        Paragraph((Span(cut(group.text), bold=True),)),
        Paragraph(sentences.line("team-answer-write", count=len(found))),
    ]
    if group.people > len(found):
        blocks.append(Paragraph(sentences.line("team-answer-lost", count=group.people - len(found))))
    texts, now = messages(blocks), services.now()
    sent = await services.sender.say(press.chat, texts, topic=press.topic)

    def remember(connection: Connection) -> None:
        for part, text in zip(sent, texts, strict=False):
            drafts.add(connection, (press.chat, part), asked, now)
            prompts.add(connection, press.chat, digest_of(without_markup(text)), now)

    await services.database.run(remember)
    return ""


async def on_staff_draft(services: Services, message: Message) -> bool:
    """Take the answer that staff were asked for, and show what people would get; False for any other message."""
    replied = message.reply_to_message
    private = message.chat.type == ChatType.PRIVATE
    if replied is None or not is_staff(services, message) or not (private or message.chat_id == services.staff_chat):
        return False
    place, text = (message.chat_id, replied.message_id), message.text or ""
    draft = await services.database.run(lambda connection: drafts.find(connection, place))
    if draft is None or text.startswith("/"):
        return False
    if not text.strip() and message.effective_attachment is None:
        return False  # it tells of something, such as a pinned message
    draft, sentences = replace(draft, written=message.message_id, text=text), services.sentences()
    person = message.from_user.id if message.from_user else 0
    await services.database.run(lambda connection: drafts.write(connection, place, person, draft.written, text))
    asked = await left_of(services, draft)
    count = len({one.who for one in asked})
    if not count:
        await _tell(services, message, [Paragraph(sentences.line("team-answer-done"))])
        return True
    blocks = [*letter(sentences, asked[0].text, text), Paragraph(sentences.line("team-answer-check", count=count))]
    label = sentences.text("team-button-send", count=count)
    send: Button = {"text": label, "callback_data": pack_staff("send", f"{place[1]}.{key_of_draft(draft)}")}
    cancel = staff_button(sentences, "team-button-unsend", "unsend", place[1])
    await _tell(services, message, blocks, Keyboard([[send], [cancel]]))
    return True


async def left_of(services: Services, draft: Draft) -> list[Asked]:
    """The questions that the draft was written for and that are still open, the latest first."""
    now = services.now()
    numbers = [number for number, _ in draft.questions]
    return await services.database.run(lambda connection: still_open(connection, draft, numbers, now))


def still_open(connection: Connection, draft: Draft, numbers: Sequence[int], now: float) -> list[Asked]:
    """Those of a draft's questions that are kept, with the same words, and still without a good answer."""
    kept = misses.unhandled(connection, numbers)
    return [one for one in kept if draft.answers(one.number, one.text) and one.why(now) is not None]


def letter(sentences: Sentences, question: str, text: str) -> list[Block]:
    """What a person reads; without a text, that what stands above is from the team."""
    heading = Paragraph((Span(cut(question), bold=True),))
    if not text:
        return [heading, Paragraph(sentences.line("staff-sends"))]
    return [heading, Paragraph(sentences.line("staff-answers")), Paragraph((Span(text),))]


def key_of_draft(draft: Draft) -> str:
    """Tells one answer from another, so that a button sends what it showed."""
    return key_of(f"{draft.written}\0{draft.text}")


async def _tell(
    services: Services, message: Message, blocks: Sequence[Block], keyboard: Keyboard | None = None
) -> None:
    await services.sender.say(
        message.chat_id, messages(blocks), keyboard, reply_to=message.message_id, topic=thread_of(message)
    )

"""The button under every announcement that ends them, with one press; and what stands in its place after that.

It works as long as the message is there: also after days, where the button is handled late, or cannot be changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import CallbackQuery, Chat, Message
from telegram.constants import ChatType

from bot.answers.sentences import Sentences
from bot.storage import chats, departures, subscribers
from bot.storage.database import Connection
from bot.storage.subscribers import Subscriber
from bot.telegram_bot.floods import Verdict
from bot.telegram_bot.group_hearing import Speaker, thread_of, topic_of
from bot.telegram_bot.group_settings import leads
from bot.telegram_bot.keyboards import Button, Keyboard, Row
from bot.telegram_bot.links import short
from bot.telegram_bot.payloads import Does, pack, unpack
from bot.telegram_bot.services import Services
from bot.telegram_bot.speaking import language_in
from bot.telegram_bot.subscribing_pages import page_of, stopped
from bot.telegram_bot.subscribing_view import view_of
from bot.telegram_bot.wishes import Verb, Wish

UNDO, CHOOSE = "u", "c"
"""Stand before the number of an announcement, on the buttons that come in the place of the first one."""
_VALUE = re.compile(r"([uc]?)([0-9]{1,17})")


def leaving(sentences: Sentences, number: int) -> Button:
    """The button under the announcement with a number."""
    return {"text": short(sentences.text("button-leave")), "callback_data": pack(Does.LEAVE, number)}


@dataclass(frozen=True, slots=True)
class _Press:
    """A press of one of these buttons."""

    services: Services
    query: CallbackQuery
    chat: Chat
    verb: str
    number: int
    """Of the announcement."""
    language: str

    @property
    def is_private(self) -> bool:
        return self.chat.type == ChatType.PRIVATE

    @property
    def message(self) -> Message | None:
        """The announcement, where it can still be changed."""
        message = self.query.message
        return message if isinstance(message, Message) and message.is_accessible else None


async def on_leaving_press(services: Services, query: CallbackQuery) -> bool:
    """Do what a button under an announcement says; False for a button that is none of these."""
    found = unpack(query.data)
    if found is None or found[0] is not Does.LEAVE:
        return False
    value = _VALUE.fullmatch(found[1])
    if value is None or query.message is None:
        language, said = services.language(query.from_user.language_code), "outdated"
    else:
        chat = query.message.chat
        language = await _language(services, query, chat)
        said = await _pressed(_Press(services, query, chat, value[1], int(value[2]), language))
    await services.sender.acknowledge(query.id, services.sentences(language).text(said) if said else None)
    return True


async def _language(services: Services, query: CallbackQuery, chat: Chat) -> str:
    """A person's own; in a group or a channel that of its announcements, which everybody there reads."""
    if chat.type == ChatType.PRIVATE:
        return await language_in(services, chat.id, query.from_user.language_code)
    held = await services.database.run(lambda connection: subscribers.find(connection, chat.id, chat.type))
    return services.language(held.chat.language, held.wants.language, query.from_user.language_code)


async def _pressed(press: _Press) -> str:
    """The sentence to show above the chat, or none."""
    services, chat, verb, person = press.services, press.chat, press.verb, press.query.from_user.id
    if services.presses.judge(person) is not Verdict.HEARD:
        return "question-too-fast"
    fresh = chat.type == ChatType.CHANNEL
    if not press.is_private and not await leads(services, chat.id, Speaker(person), press.query.get_bot(), fresh=fresh):
        return "leave-only-admins"
    now = services.now()

    def act(connection: Connection) -> Subscriber:
        if verb == UNDO:
            departures.come_back(connection, chat.id, now)
        elif verb != CHOOSE:
            departures.leave(connection, chat.id, now)
        return subscribers.find(connection, chat.id, chat.type)

    held = await services.database.run(act)
    if verb == CHOOSE:
        await _offer(press, held)
        return ""
    if verb == UNDO and not held.programs and not held.reminded:
        return "outdated"
    await _replace(press, held)
    if verb == UNDO:
        return "returned"
    if not held.can_return:  # there was nothing to end, so there is nothing to undo
        return "unsubscribed" if press.is_private else "stopped-here"
    return "left" if press.is_private else "left-here"


async def _replace(press: _Press, held: Subscriber) -> None:
    """Other buttons in the place of the one that was pressed; a message of its own where there is no such place."""
    services, message, sentences = press.services, press.message, press.services.sentences(press.language)
    if message is not None:
        back = press.verb == UNDO
        ours: Row = [leaving(sentences, press.number)] if back else _ways_back(press, undo=held.can_return)
        keyboard = _in_place(Keyboard.read(message.reply_markup), ours)
        await services.sender.buttons(message.chat_id, message.message_id, keyboard)
    elif press.is_private and press.verb != UNDO:
        page = stopped(view_of(services, held, press.language))
        await services.sender.say(press.chat.id, [page.text], page.keyboard)


def _in_place(keyboard: Keyboard, ours: Row) -> Keyboard:
    """These buttons where the ones that end announcements stood before, or at the end."""
    rows: list[list[Button]] = []
    placed = False
    for row in keyboard.rows:
        rows.append([])
        for button in row:
            found = unpack(button.get("callback_data"))
            if found is None or found[0] is not Does.LEAVE:
                rows[-1].append(button)
            elif not placed:
                rows[-1] += ours
                placed = True
    return Keyboard([row for row in [*rows, [] if placed else list(ours)] if row])


def _ways_back(press: _Press, *, undo: bool) -> Row:
    sentences = press.services.sentences(press.language)
    buttons = {UNDO: "button-undo", CHOOSE: "button-choose"} if undo else {CHOOSE: "button-choose"}
    return [
        {"text": short(sentences.text(label)), "callback_data": pack(Does.LEAVE, f"{verb}{press.number}")}
        for verb, label in buttons.items()
    ]


async def _offer(press: _Press, held: Subscriber) -> None:
    """The page on which announcements are chosen: below; of a channel in private, where its readers do not see it."""
    services, person, there, language = press.services, press.query.from_user, press.message, press.language
    chat = press.chat.id
    if press.chat.type == ChatType.CHANNEL:
        theirs = await services.database.run(lambda connection: chats.find(connection, person.id))
        if theirs is not None and theirs.reachable:
            chat, there, language = person.id, None, await language_in(services, person.id, person.language_code)
    topic = topic_of(there) if there else None
    page = page_of(view_of(services, held, language, here=chat, topic=topic), Wish(Verb.NEWS))
    assert page is not None, "everybody can choose programmes"
    await services.sender.say(chat, [page.text], page.keyboard, topic=thread_of(there) if there else None)

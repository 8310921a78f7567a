"""Pressed buttons: each does to the chat on the page what it does to one on Telegram."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.answers.browsing import about, leaf, question
from bot.answers.composing.shared import contacts
from bot.answers.conversation import Conversation
from bot.answers.dates import own_name
from bot.answers.reply import Paragraph
from bot.answers.sentences import plain
from bot.answers.sourcing import cited
from bot.preview.chat import NOTHING, Below, Message
from bot.preview.commands import AUTO, language_keyboard, show_leaf
from bot.preview.served import Served
from bot.preview.session import Session
from bot.storage.phrases import key_of
from bot.telegram_bot import paging
from bot.telegram_bot.keyboards import Keyboard, of_choices, page_row
from bot.telegram_bot.payloads import Does, unpack
from bot.telegram_bot.rendering import LIMIT, messages, quoted_below, units, without_quoted

OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Press:
    """A button that somebody pressed."""

    session: Session
    served: Served
    message: Message
    """The one with the button."""
    value: str

    @property
    def language(self) -> str:
        """In which the person is spoken to."""
        return self.session.language(self.served)

    def put(self, text: str, keyboard: Keyboard) -> None:
        """Another text in the place of the message, with other buttons."""
        below = replace(self.message.below, keyboard=keyboard)
        self.session.chat.put(replace(self.message, text=text, below=below))


def press(session: Session, served: Served, number: int, data: str) -> None:
    """Do what the button of a message says; one that is not there any more says that it is no use."""
    message, found = session.chat.find(number, data), unpack(data)
    said = OUTDATED
    if message is not None and found is not None:
        does, value = found
        said = _DO[does](Press(session, served, message, value)) if does in _DO else OUTDATED
    session.notice = served.sentences(session.language(served)).text(said) if said else ""


def _ask(press: Press) -> str:
    code, _, key = press.value.rpartition(".")
    own = press.served.offers.question(key, code) if code else None  # stands for itself, whatever was spoken of since
    text = own or next((offer for offer in press.message.below.offers if key_of(offer) == key), None)
    if text is None:
        return OUTDATED
    press.session.ask(press.served, text, Conversation(language=code) if own else None)
    return ""


def _leaf(press: Press) -> str:
    session, served, language = press.session, press.served, press.language
    desk = served.desk(session.today(served), language)
    asked = question(desk, press.value)
    if asked is not None:
        session.ask(served, asked, Conversation(about(desk, press.value), language=language))
        return ""
    page = leaf(desk, press.value)
    texts = messages(page.blocks) if page else []
    if page is None or len(texts) != 1:
        return "" if show_leaf(session, served, press.value) else OUTDATED
    session.chat.put(replace(press.message, text=texts[0], language=language, below=Below(of_choices(page.choices))))
    return ""


def _page(press: Press) -> str:
    key, _, typed = press.value.partition(":")
    pages, number = press.message.below.pages, int(typed) if re.fullmatch(r"[0-9]{1,4}", typed) else -1
    if not 0 <= number < len(pages):
        return OUTDATED
    sentences = press.served.sentences(press.message.language)
    keyboard = press.message.below.keyboard.without(Does.PAGE).with_sources(sentences, shown=False)
    turns = page_row(sentences, key, number, len(pages))
    press.put(paging.shown(pages, number, sentences)[0], keyboard.below(turns))
    return ""


def _sources(press: Press) -> str:
    session, served, message = press.session, press.served, press.message
    found = served.offers.sources(press.value)
    if not found:
        return OUTDATED
    told = messages(cited(served.desk(session.today(served), message.language), found))
    text = quoted_below(message.text, told[0])
    if len(told) > 1 or units(text) > LIMIT:
        session.chat.say(told, message.language)
    else:
        press.put(text, message.below.keyboard.with_sources(served.sentences(message.language), shown=True))
    return ""


def _hide(press: Press) -> str:
    sentences = press.served.sentences(press.message.language)
    press.put(without_quoted(press.message.text), press.message.below.keyboard.with_sources(sentences, shown=False))
    return ""


def _calendar(press: Press) -> str:
    session, served, language = press.session, press.served, press.language
    desk = served.desk(session.today(served), language)
    held = desk.catalogue.by_id.get(press.value)
    if held is None or held.edition.start is None:
        return OUTDATED
    session.chat.say(messages([Paragraph(plain(desk.naming.edition(held)))]), language, Below(file=held.id))
    return ""


def _helpful(press: Press) -> str:
    press.put(press.message.text, press.message.below.keyboard.without(Does.HELPFUL, Does.NOT_HELPFUL))
    return "thanks"


def _not_helpful(press: Press) -> str:
    _helpful(press)
    _whom(press, "none-of-these")
    return "thanks"


def _none(press: Press) -> str:
    press.put(press.message.text, NOTHING)
    _whom(press, "none-of-these")
    return ""


def _whom(press: Press, key: str) -> None:
    """Whom to ask, below one of the bot's own sentences; that alone, where nobody is known."""
    desk = press.served.desk(press.session.today(press.served), press.language)
    organiser = desk.catalogue.facts.organiser
    people = contacts(desk, organiser.contacts, key) if organiser else ()
    press.session.chat.say(messages(people or [Paragraph(desk.sentences.line(key))]), press.language)


def _language(press: Press) -> str:
    session, served, code = press.session, press.served, press.value
    if code not in (AUTO, *served.service.languages):
        return OUTDATED
    kept = "" if code == AUTO else code
    session.setting = replace(session.setting, chosen=kept)
    language = session.language(served)
    press.put(press.message.text, language_keyboard(session, served, language))
    sentences = served.sentences(language)
    said = sentences.line("language-set", language=own_name(code)) if kept else sentences.line("language-set-auto")
    session.chat.say(messages([Paragraph(said)]), language)
    return ""


_DO: dict[Does, Callable[[Press], str]] = {
    Does.ASK: _ask,
    Does.LEAF: _leaf,
    Does.PAGE: _page,
    Does.SOURCES: _sources,
    Does.HIDE: _hide,
    Does.NONE: _none,
    Does.HELPFUL: _helpful,
    Does.NOT_HELPFUL: _not_helpful,
    Does.CALENDAR: _calendar,
    Does.LANGUAGE: _language,
}
"""What each button does; the result names the sentence that Telegram shows above the chat, or is empty."""

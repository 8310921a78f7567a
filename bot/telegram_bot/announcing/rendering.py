"""What the chats of each language get of an announcement, to the letter: its text, what stands above, and its buttons.

Everything on it works in private chats, in groups and in channels alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.announcements.announcement import Announcement, LinkButton, Rendering
from bot.answers.sentences import Sentences
from bot.knowledge.language import LanguagePack
from bot.matching.compiling import FALLBACK
from bot.telegram_bot.keyboards import Button
from bot.telegram_bot.leaving import leaving
from bot.telegram_bot.links import Kind, deep_link, short
from bot.telegram_bot.rendering import escape, units, without_markup
from bot.telegram_bot.services import Services


@dataclass(frozen=True, slots=True)
class TooLong:
    """A text that does not fit, with the note that is put below it where it is in English only."""

    language: str
    letters: int
    """As Telegram counts them: UTF-16 units without the markup."""
    room: int


def sentences_in(services: Services, language: str) -> Sentences:
    """What the bot says of its own in a language, which need not be brought in for that."""
    phrases = services.assistant.repertoire.phrases
    own = LanguagePack(language=language, phrases=phrases.get(language, {}))
    return Sentences(own, LanguagePack(phrases=phrases[FALLBACK]))


def renderings(services: Services, draft: Announcement, number: int) -> dict[str, Rendering]:
    """What is sent for the announcement with that number: one for each language of the bot."""
    return {code: _rendering(services, draft, number, code) for code in services.languages}


def withdrawn(services: Services, draft: Announcement) -> dict[str, Rendering]:
    """What stands in its place where it is recalled and cannot be deleted any more."""
    return {
        code: Rendering(escape(sentences_in(services, code).text("announcement-withdrawn")), draft.media, said=code)
        for code in services.languages
    }


def too_long(draft: Announcement, services: Services) -> list[TooLong]:
    """The languages whose text is longer than Telegram takes it."""
    lengths = {code: letters(text_in(services, draft, code)) for code in services.languages}
    return [TooLong(code, length, draft.room) for code, length in lengths.items() if length > draft.room]


def letters(text: str) -> int:
    """How many letters a text in Telegram's HTML has, as Telegram counts them."""
    return units(without_markup(text))


def spoken_in(draft: Announcement, language: str) -> str:
    """The language of the text that the chats of a language get."""
    return language if language in draft.texts else FALLBACK


def text_in(services: Services, draft: Announcement, language: str) -> str:
    """Their text; where there is none in their language, the English one, which says so."""
    said = spoken_in(draft, language)
    text = draft.texts.get(said, "")
    if said == language or not text:
        return text
    return f"{text}\n\n{escape(sentences_in(services, language).text('announcement-in-english'))}"


def _rendering(services: Services, draft: Announcement, number: int, language: str) -> Rendering:
    return Rendering(
        text_in(services, draft, language),
        draft.media,
        _buttons(services, draft, number, language),
        draft.silent,
        spoken_in(draft, language),
    )


def _buttons(services: Services, draft: Announcement, number: int, language: str) -> tuple[tuple[Button, ...], ...]:
    """A row for each: the links, the way to ask, and the way out."""
    sentences = sentences_in(services, language)
    rows: list[Button] = [{"text": short(_label(one, language)), "url": one.url} for one in draft.links]
    if draft.asks:
        rows.append({"text": short(sentences.text("announcement-ask")), "url": _asking(services, draft.about)})
    rows.append(leaving(sentences, number))
    return tuple((row,) for row in rows)


def _label(link: LinkButton, language: str) -> str:
    """In that language, else in English, else in any; the address itself where it has none."""
    return link.labels.get(language) or link.labels.get(FALLBACK) or next(iter(link.labels.values()), link.url)


def _asking(services: Services, about: str) -> str:
    """The address of the private chat, at the programme or the edition where there still is one of that name."""
    catalogue, username = services.desk().catalogue, services.sender.username
    try:
        if about in catalogue.by_id:
            return deep_link(username, Kind.EDITION, about)
        if about in catalogue.programs:
            return deep_link(username, Kind.PROGRAM, about)
    except ValueError:  # a name that a link cannot carry
        pass
    return deep_link(username, Kind.BEGIN)

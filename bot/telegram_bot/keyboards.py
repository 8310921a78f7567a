"""The buttons under a message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answers.browsing import Choice
from bot.answers.reply import Outcome, Reply
from bot.answers.sentences import Sentences
from bot.storage.phrases import key_of
from bot.telegram_bot.links import MOST, short
from bot.telegram_bot.payloads import Does, pack

SIDE_BY_SIDE = 2

Row = list[InlineKeyboardButton]


def of_reply(
    reply: Reply, sentences: Sentences, number: int, *, dated: str = "", forwards: bool = False
) -> InlineKeyboardMarkup | None:
    """The buttons of an answer or of an offer; ``number`` is the question's, ``dated`` an edition with dates."""
    rows: list[Row] = [[InlineKeyboardButton(short(link.label), url=link.url)] for link in reply.links]
    if reply.outcome is Outcome.ANSWER:
        if dated:
            rows.append([_button(sentences.text("button-calendar"), Does.CALENDAR, dated)])
        rows.append(
            [
                _button(sentences.text("button-helpful"), Does.HELPFUL, number),
                _button(sentences.text("button-not-helpful"), Does.NOT_HELPFUL, number),
            ]
        )
        return InlineKeyboardMarkup(rows)
    rows += [[_button(offer, Does.ASK, key_of(offer))] for offer in reply.suggestions]
    if reply.suggestions:
        rows.append([_button(sentences.text("button-none"), Does.NONE, number)])
    elif forwards:
        rows.append([_button(sentences.text("button-forward"), Does.FORWARD, number)])
    return InlineKeyboardMarkup(rows) if rows else None


def of_offers(offers: Iterable[str]) -> InlineKeyboardMarkup:
    """One button for each question."""
    return InlineKeyboardMarkup([[_button(offer, Does.ASK, key_of(offer))] for offer in offers])


def of_choices(choices: Sequence[Choice]) -> InlineKeyboardMarkup:
    """The ways on from a page, short ones side by side."""
    rows: list[Row] = []
    for choice in choices:
        button = _button(choice.label, Does.LEAF, choice.to)
        brief = len(choice.label) <= MOST // 3
        if brief and rows and len(rows[-1]) < SIDE_BY_SIDE and all(len(b.text) <= MOST // 3 for b in rows[-1]):
            rows[-1].append(button)
        else:
            rows.append([button])
    return InlineKeyboardMarkup(rows)


def forwarding(sentences: Sentences, number: int) -> InlineKeyboardMarkup:
    """The one button that sends a question to staff."""
    return InlineKeyboardMarkup([[_button(sentences.text("button-forward"), Does.FORWARD, number)]])


def chosen(
    options: Sequence[tuple[str, str]], does: Does, now: frozenset[str], sentences: Sentences
) -> InlineKeyboardMarkup:
    """One button for each option (value, label), those that hold now with a tick."""
    return InlineKeyboardMarkup(
        [
            [_button(sentences.text("chosen", name=label) if value in now else label, does, value)]
            for value, label in options
        ]
    )


def _button(label: str, does: Does, value: str | int) -> InlineKeyboardButton:
    return InlineKeyboardButton(short(label), callback_data=pack(does, value))

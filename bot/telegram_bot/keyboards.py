"""The buttons under a message, as the plain values that Telegram takes: the library's objects cost more time.

The library is brought in only where it is handed such an object: the preview shows the same buttons without it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.answers.browsing import Choice
from bot.answers.reply import Outcome, Reply
from bot.answers.sentences import Sentences
from bot.storage.phrases import key_of
from bot.telegram_bot.links import MOST, short
from bot.telegram_bot.payloads import Does, pack, unpack

if TYPE_CHECKING:
    from telegram import InlineKeyboardMarkup

SIDE_BY_SIDE = 2

Button = dict[str, str]
Row = Sequence[Button]


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Rows of buttons."""

    rows: Sequence[Row]

    @classmethod
    def read(cls, markup: InlineKeyboardMarkup | None) -> Keyboard:
        """The buttons of a message."""
        return cls([[button.to_dict() for button in row] for row in markup.inline_keyboard] if markup else [])

    def to_json(self) -> str:
        """As Telegram takes it."""
        return json.dumps({"inline_keyboard": self.rows}, ensure_ascii=False)

    def markup(self) -> InlineKeyboardMarkup | None:
        """As the library takes it; None where there are no buttons."""
        from telegram import InlineKeyboardMarkup

        return InlineKeyboardMarkup.de_json({"inline_keyboard": list(self.rows)}, None) if self.rows else None

    def without(self, *does: Does) -> Keyboard:
        """The buttons that do something else."""
        rows = [[button for button in row if _does(button) not in does] for row in self.rows]
        return Keyboard([row for row in rows if row])

    def below(self, *rows: Row) -> Keyboard:
        """These buttons with more above them."""
        return Keyboard([*(row for row in rows if row), *self.rows])

    def above_verdict(self, button: Button) -> Keyboard:
        """The same with one more button before the last row, which asks what the person thinks of it."""
        return Keyboard([*self.rows[:-1], [button], *self.rows[-1:]])

    def with_sources(self, sentences: Sentences, *, shown: bool) -> Keyboard:
        """The same with the sources to be hidden, where they are shown, and else to be shown."""
        return Keyboard([[_turned(button, sentences, shown) for button in row] for row in self.rows])


Buttons: TypeAlias = "Keyboard | InlineKeyboardMarkup"
"""What can stand under a message."""


def markup_of(buttons: Buttons | None) -> InlineKeyboardMarkup | None:
    """Buttons as the library takes them."""
    return buttons.markup() if isinstance(buttons, Keyboard) else buttons


@dataclass(frozen=True, slots=True)
class Under:
    """What stands under an answer beside what the reply itself holds."""

    number: int
    """The question's."""
    pages: str = ""
    """The key of a long answer's pages."""
    related: Sequence[str] = ()
    language: str = ""
    """That of the related questions: their buttons name it, for no other language is to be looked through."""
    sources: str = ""
    """The key of what it is from."""
    dated: str = ""
    """The edition whose days can be had as a file."""
    forwards: bool = False
    """Whether a question can be sent to staff."""


def of_reply(reply: Reply, sentences: Sentences, under: Under) -> Keyboard | None:
    """The buttons of an answer or of an offer."""
    rows: list[Row] = [[{"text": short(link.label), "url": link.url}] for link in reply.links]
    if reply.outcome is Outcome.ANSWER:
        rows += _of_answer(sentences, under)
    elif reply.suggestions:
        rows += _questions(reply.suggestions)
        rows.append([_button(sentences.text("button-none"), Does.NONE, under.number)])
    elif under.forwards:
        rows.append([_button(sentences.text("button-forward"), Does.FORWARD, under.number)])
    keyboard = Keyboard(rows).below(page_row(sentences, under.pages, 0, 2))
    return keyboard if keyboard.rows else None


def _of_answer(sentences: Sentences, under: Under) -> list[Row]:
    """What to ask next, what the answer rests on, and what the person thinks of it."""
    facts = [_button(sentences.text("button-sources"), Does.SOURCES, under.sources)] if under.sources else []
    if under.dated:
        facts.append(_button(sentences.text("button-calendar"), Does.CALENDAR, under.dated))
    verdict = [
        _button(sentences.text("button-helpful"), Does.HELPFUL, under.number),
        _button(sentences.text("button-not-helpful"), Does.NOT_HELPFUL, under.number),
    ]
    related = [[_button(asked, Does.ASK, f"{under.language}.{key_of(asked)}")] for asked in under.related]
    return [*related, *([facts] if facts else []), verdict]


def page_row(sentences: Sentences, pages: str, number: int, count: int) -> Row:
    """The ways to the page before and the page after, where there are such."""
    row = []
    if pages and number > 0:
        row.append(_button(sentences.text("button-back"), Does.PAGE, f"{pages}:{number - 1}"))
    if pages and number + 1 < count:
        row.append(_button(sentences.text("button-more"), Does.PAGE, f"{pages}:{number + 1}"))
    return row


def of_offers(offers: Iterable[str]) -> Keyboard:
    """One button for each question."""
    return Keyboard(_questions(offers))


def _questions(offers: Iterable[str]) -> list[Row]:
    return [[_button(offer, Does.ASK, key_of(offer))] for offer in offers]


def of_choices(choices: Sequence[Choice]) -> Keyboard:
    """The ways on from a page, short ones side by side."""
    rows: list[list[Button]] = []
    for choice in choices:
        button = _button(choice.label, Does.LEAF, choice.to)
        brief = len(choice.label) <= MOST // 3
        if brief and rows and len(rows[-1]) < SIDE_BY_SIDE and all(len(b["text"]) <= MOST // 3 for b in rows[-1]):
            rows[-1].append(button)
        else:
            rows.append([button])
    return Keyboard(rows)


def forwarding(sentences: Sentences, number: int) -> Keyboard:
    """The one button that sends a question to staff."""
    return Keyboard([[_button(sentences.text("button-forward"), Does.FORWARD, number)]])


def chosen(options: Sequence[tuple[str, str]], does: Does, now: Collection[str], sentences: Sentences) -> Keyboard:
    """One button for each option (value, label), those that hold now with a tick."""
    return Keyboard(
        [
            [_button(sentences.text("chosen", name=label) if value in now else label, does, value)]
            for value, label in options
        ]
    )


def _button(label: str, does: Does, value: str | int) -> Button:
    return {"text": short(label), "callback_data": pack(does, value)}


def _does(button: Button) -> Does | None:
    found = unpack(button.get("callback_data"))
    return found[0] if found else None


def _turned(button: Button, sentences: Sentences, shown: bool) -> Button:
    """A button for sources as it has to be now; any other as it is."""
    found = unpack(button.get("callback_data"))
    if found is None or found[0] not in (Does.SOURCES, Does.HIDE):
        return button
    if shown:
        return _button(sentences.text("button-hide-sources"), Does.HIDE, found[1])
    return _button(sentences.text("button-sources"), Does.SOURCES, found[1])

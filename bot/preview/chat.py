"""A chat as it stands on the page: messages with their buttons, the oldest forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.preview.runs import Run, runs, safe
from bot.telegram_bot.keyboards import Keyboard
from bot.telegram_bot.paging import Page
from bot.telegram_bot.payloads import unpack
from bot.telegram_bot.rendering import escape

MOST = 200
"""Messages that a chat holds."""
NOTHING = Keyboard(())


@dataclass(frozen=True, slots=True)
class Below:
    """What belongs to the last of the messages of an answer."""

    keyboard: Keyboard = NOTHING
    pages: tuple[Page, ...] = ()
    """Of a long answer, to turn."""
    offers: tuple[str, ...] = ()
    """Questions behind its buttons."""
    file: str = ""
    """The edition whose days it brings as a calendar file."""


BARE = Below()


@dataclass(frozen=True, slots=True)
class Message:
    """One message, of the bot or of the person."""

    number: int
    text: str
    """As Telegram takes it: its HTML."""
    language: str
    """Of its words; empty where nobody knows."""
    ours: bool = True
    """False for what the person wrote."""
    below: Below = BARE


def told(first: int, texts: Sequence[str], language: str, below: Below) -> list[Message]:
    """Messages of the bot, numbered from the first on."""
    last = len(texts) - 1
    return [Message(first + at, text, language, below=below if at == last else BARE) for at, text in enumerate(texts)]


@dataclass(frozen=True, slots=True)
class ShownButton:
    """A button: it leads somewhere, or does something."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message as the page puts it in place."""

    number: int
    ours: bool
    language: str
    runs: tuple[Run, ...]
    buttons: tuple[tuple[ShownButton, ...], ...]
    file: str


def shown(message: Message) -> ShownMessage:
    """What the page is told of a message."""
    buttons = tuple(
        tuple(ShownButton(one["text"], one.get("callback_data", ""), safe(one.get("url", ""))) for one in row)
        for row in message.below.keyboard.rows
    )
    return ShownMessage(message.number, message.ours, message.language, runs(message.text), buttons, message.below.file)


@dataclass(slots=True)
class Chat:
    """The messages, by number; numbers rise and are never used again."""

    _messages: dict[int, Message] = field(default_factory=dict)
    _last: int = 0

    def __iter__(self) -> Iterator[Message]:
        return iter(self._messages.values())

    def next(self) -> int:
        """The number of the message that will be added next."""
        return self._last + 1

    def typed(self, text: str, language: str) -> Message:
        """What the person wrote, or asked by a button."""
        return self._add(Message(self.next(), escape(text), language, ours=False))

    def say(self, texts: Sequence[str], language: str, below: Below = BARE) -> tuple[Message, ...]:
        """What the bot says, as one message or several; buttons stand under the last."""
        return tuple(map(self._add, told(self.next(), texts, language, below)))

    def find(self, number: int, data: str) -> Message | None:
        """The message with a button that carries this; None where there is no such button (any more)."""
        message = self._messages.get(number)
        if message is None or unpack(data) is None:
            return None
        carried = {button.get("callback_data") for row in message.below.keyboard.rows for button in row}
        return message if data in carried else None

    def put(self, message: Message) -> Message:
        """Show a message in the place of the one with its number."""
        if message.number in self._messages:
            self._messages[message.number] = message
        return message

    def drop(self, messages: Sequence[Message]) -> None:
        """Forget some messages."""
        for message in messages:
            self._messages.pop(message.number, None)

    def _add(self, message: Message) -> Message:
        self._last = message.number
        self._messages[message.number] = message
        for oldest in list(self._messages)[:-MOST]:
            del self._messages[oldest]
        return message

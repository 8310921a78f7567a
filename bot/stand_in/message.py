"""A message as everybody sees it; it changes in place when it is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from bot.stand_in.errors import Json

if TYPE_CHECKING:
    from bot.stand_in.chats import Chat


class Speaker(Protocol):
    """Who can write: a person, the bot, another bot."""

    id: int
    is_bot: bool

    @property
    def user(self) -> Json: ...


class Message(dict[str, Any]):
    """The Message object of the Bot API, with the short ways a test wants.

    `author` is who really wrote it, also when `from` shows an anonymous administrator.
    """

    def __init__(self, chat: Chat, author: Speaker, fields: Json, *, service: bool = False) -> None:
        super().__init__(fields)
        self.chat = chat
        self.author = author
        self.service = service
        self.deleted = False
        self.reactions: list[Json] = []

    @property
    def id(self) -> int:
        return int(self["message_id"])

    @property
    def text(self) -> str:
        """The text or the caption, as the reader sees it."""
        return str(self.get("text", self.get("caption", "")))

    @property
    def entities(self) -> list[Json]:
        return list(self.get("entities", self.get("caption_entities", ())))

    @property
    def reply_markup(self) -> Json | None:
        return self.get("reply_markup")

    @property
    def buttons(self) -> list[Json]:
        """All inline buttons, row by row."""
        rows = (self.get("reply_markup") or {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    @property
    def thread_id(self) -> int | None:
        return self.get("message_thread_id")

    @property
    def reply_to(self) -> int | None:
        """The number of the message it replies to."""
        replied = self.get("reply_to_message")
        return replied["message_id"] if replied else None

    def snapshot(self) -> Json:
        """As it is now; what updates carry."""
        return dict(self)

    def quoted(self) -> Json:
        """As replies carry it: the reply inside a reply is left out."""
        return {name: value for name, value in self.items() if name != "reply_to_message"}

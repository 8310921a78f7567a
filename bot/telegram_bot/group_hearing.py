"""A message in a group -> who speaks, and whether the bot is asked; a pure function of the message.

In privacy mode Telegram delivers commands and replies alone; to an administrator bot it delivers all that is written.
So whatever is not meant for the bot must be told apart here, and not by what Telegram happens to deliver.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from telegram import Message, MessageEntity, User
from telegram.constants import ChatType

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL)
GENERAL = 1
"""The number of a forum's topic General, which messages there do not name and ours must not."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who may be answered."""

    id: int
    """The person's; an anonymous administrator has that of the group."""
    anonymous: bool = False
    """Writes as the group, which only its administrators can."""


class How(Enum):
    """In which way the bot is spoken to."""

    COMMAND = "command"
    MENTION = "mention"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Heard:
    """Words that are meant for the bot."""

    how: How
    text: str
    """Without the command, and without the bot's name."""
    command: str = ""
    addressed: bool = True
    """False for a command without the bot's name, which could be meant for another bot."""


def speaker(message: Message) -> Speaker | None:
    """Who speaks; None for channels, copies of their posts, bots, and what somebody only passes on."""
    if message.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
        return None
    if message.is_automatic_forward or message.via_bot or message.forward_origin:
        return None
    if message.sender_chat is not None:
        return Speaker(message.chat_id, anonymous=True) if message.sender_chat.id == message.chat_id else None
    person = message.from_user
    return None if person is None or person.is_bot else Speaker(person.id)


def heard(message: Message, bot: User) -> Heard | None:
    """What is said to the bot; None where it is not spoken to."""
    text = (message.text or message.caption or "").strip()
    command = _COMMAND.fullmatch(text)
    if command is not None:
        name, address, argument = command.groups()
        if address and address.casefold() != (bot.username or "").casefold():
            return None
        return Heard(How.COMMAND, (argument or "").strip(), name.casefold(), addressed=bool(address))
    without = _without_name(message, bot)
    if without is not None:
        return Heard(How.MENTION, without)
    return Heard(How.REPLY, text) if text and _is_reply_to(message, bot) else None


def _without_name(message: Message, bot: User) -> str | None:
    """The words around the bot's name; None where it is not named. Telegram counts in UTF-16 units."""
    units = (message.text or message.caption or "").encode("utf-16-le")
    named = False
    for entity in reversed(message.entities or message.caption_entities):
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        if _names(entity, units[start:end].decode("utf-16-le", "replace"), bot):
            units = units[:start] + " ".encode("utf-16-le") + units[end:]
            named = True
    return " ".join(units.decode("utf-16-le", "replace").split()).strip(" ,:;") if named else None


def _names(entity: MessageEntity, part: str, bot: User) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == bot.id
    return entity.type == MessageEntity.MENTION and part.casefold() == f"@{bot.username}".casefold()


def _is_reply_to(message: Message, bot: User) -> bool:
    """In a forum every message replies to the one that opened the topic; that is no reply."""
    replied = message.reply_to_message
    if replied is None or replied.from_user is None or replied.forum_topic_created is not None:
        return False
    return replied.from_user.id == bot.id and replied.sender_chat is None


def words_replied_to(message: Message) -> str:
    """The words of another person that a bare command or a bare name points at; empty where there are none."""
    replied = message.reply_to_message
    if replied is None or replied.from_user is None or replied.from_user.is_bot or replied.sender_chat is not None:
        return ""
    return (replied.text or replied.caption or "").strip()


def topic_of(message: Message) -> int | None:
    """The forum topic of a message; None outside forums. Chains of replies have a thread too, and are no topic."""
    if message.is_topic_message and message.message_thread_id:
        return message.message_thread_id
    return GENERAL if message.chat.is_forum else None


def thread_of(message: Message) -> int | None:
    """The topic as it has to be named when something is sent there."""
    topic = topic_of(message)
    return None if topic == GENERAL else topic

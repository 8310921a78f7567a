"""A stand-in for Telegram's Bot API: real HTTP, people and chats that a test moves, failures on demand."""

from __future__ import annotations

from tests.bot_api.accounts import BotAccount
from tests.bot_api.api import BotApi
from tests.bot_api.channels import Channel
from tests.bot_api.chats import Chat, PrivateChat
from tests.bot_api.faults import Fault
from tests.bot_api.groups import Group
from tests.bot_api.inline import InlineAsk
from tests.bot_api.journal import Call, Journal
from tests.bot_api.limits import Limits
from tests.bot_api.message import Message
from tests.bot_api.people import Person
from tests.bot_api.presses import Press
from tests.bot_api.topics import Topic

__all__ = [
    "BotAccount",
    "BotApi",
    "Call",
    "Channel",
    "Chat",
    "Fault",
    "Group",
    "InlineAsk",
    "Journal",
    "Limits",
    "Message",
    "Person",
    "Press",
    "PrivateChat",
    "Topic",
]

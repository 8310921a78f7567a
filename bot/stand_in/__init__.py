"""A stand-in for Telegram's Bot API: real HTTP, people and chats that a test moves, failures on demand."""

from __future__ import annotations

from bot.stand_in.accounts import BotAccount
from bot.stand_in.api import BotApi
from bot.stand_in.channels import Channel
from bot.stand_in.chats import Chat, PrivateChat
from bot.stand_in.faults import Fault
from bot.stand_in.groups import Group
from bot.stand_in.inline import InlineAsk
from bot.stand_in.journal import Call, Journal
from bot.stand_in.limits import Limits
from bot.stand_in.message import Message
from bot.stand_in.people import Person
from bot.stand_in.presses import Press
from bot.stand_in.topics import Topic

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

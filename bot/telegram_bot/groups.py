"""Groups: the bot answers what is asked of it there, and is silent to all else."""

from __future__ import annotations

import logging
from dataclasses import replace

from telegram import Bot, ChatMember, ChatMemberRestricted, ChatMemberUpdated, Message
from telegram import Chat as TelegramChat
from telegram.constants import ChatType

from bot.answers.reply import Paragraph
from bot.answers.sentences import Sentences
from bot.storage import chats, replies, subscribers
from bot.storage.chats import Chat
from bot.storage.database import Connection
from bot.telegram_bot.channels import introduce, may_post
from bot.telegram_bot.group_answers import GroupCall, answer
from bot.telegram_bot.group_commands import COMMANDS, SETTINGS, ask
from bot.telegram_bot.group_hearing import Heard, How, heard, speaker, topic_of
from bot.telegram_bot.group_refusing import leave, refuses, turns_away
from bot.telegram_bot.group_settings import OFF, leads
from bot.telegram_bot.group_state import Turn
from bot.telegram_bot.group_subscribing import OF_ADMINISTRATORS, refuse
from bot.telegram_bot.links import Kind
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services

log = logging.getLogger(__name__)
GONE = (ChatMember.LEFT, ChatMember.BANNED)
FRESH = 24 * 3600.0
"""Seconds for which an edited message is heard for the first time; of an older one the answer may be forgotten."""


async def on_group_message(services: Services, message: Message, bot: Bot, *, edited: bool = False) -> None:
    """Answer a message in a group where it is meant for the bot. Administrators can always reach the settings."""
    if await turns_away(services, message, bot):
        return
    who, said = speaker(message), heard(message, bot.bot)
    if who is None or said is None or not _concerns(services, message, said):
        return
    group = await services.database.run(lambda connection: _known(connection, message, services.now()))
    call = GroupCall(services, message, bot, who, group, said.text)
    if said.how is How.REPLY and message.chat_id == services.staff_chat:
        await call.tell("staff-nobody")
        return
    wants_settings = said.how is How.COMMAND and said.command in SETTINGS
    if not wants_settings and (group.mode == OFF or group.topic not in (None, topic_of(message))):
        return
    if edited:
        await _again(call, said)
        return
    if wants_settings and await leads(services, message.chat_id, who, bot):
        await OF_ADMINISTRATORS[said.command](call)
        return
    turn = services.groups.turn(message.chat_id, services.now())
    if turn is Turn.NOTICE:
        await call.tell("group-too-much", call.link("group-ask-there", Kind.BEGIN))
    elif turn is Turn.ANSWER:
        await (refuse(call, said.command) if wants_settings else _do(call, said))


def _concerns(services: Services, message: Message, said: Heard) -> bool:
    """False for a command that may be another bot's, and for a reply in a chat of staff where nobody may answer."""
    if said.how is How.REPLY:
        return message.chat_id != services.staff_chat or services.relays
    return said.how is not How.COMMAND or said.addressed or said.command in COMMANDS or said.command in SETTINGS


def _known(connection: Connection, message: Message, now: float) -> Chat:
    chats.seen(connection, message.chat_id, message.chat.type, now, title=message.chat.title)
    group = chats.find(connection, message.chat_id)
    assert group is not None, "it was written a moment ago"
    return group


async def _again(call: GroupCall, said: Heard) -> None:
    """Answer an edited message where its earlier words were answered.

    One that becomes a question only now is answered where it names the bot or replies to it, and is of today: who
    mends "/aks" means it. No edit brings up the settings, or a remark that it is too much.
    """
    services, message, now = call.services, call.message, call.services.now()
    if said.command in SETTINGS:
        return
    ours = await services.database.run(lambda c: replies.find(c, message.chat_id, message.message_id))
    if not ours and not (said.addressed and now - message.date.timestamp() < FRESH):
        return
    if services.groups.turn(message.chat_id, now, tells=False) is Turn.ANSWER:
        await _do(replace(call, ours=tuple(ours)), said)


async def _do(call: GroupCall, said: Heard) -> None:
    """Answer in the way that the bot was asked."""
    if said.how is How.REPLY:
        await answer(call, said.text)
    elif said.how is How.MENTION:
        await ask(call)
    elif said.command in COMMANDS:
        await COMMANDS[said.command](call)
    else:
        await call.tell("no-command")


async def on_membership(services: Services, changed: ChatMemberUpdated, bot: Bot) -> None:
    """Added, removed, promoted, blocked: remember whether the chat can be reached; a group is told what I see there."""
    chat, old, new = changed.chat, changed.old_chat_member, changed.new_chat_member
    before = await services.database.run(lambda connection: chats.find(connection, chat.id))
    known = before is not None and (before.reachable if _is_out(old) else before.holds_bot)
    comes = chat.type != ChatType.PRIVATE and not _is_out(new)
    if comes and refuses(services, chat.id, known=known, by=changed.from_user):
        await leave(services, chat, bot, changed.from_user)
        return
    now = services.now()
    chosen = await services.database.run(lambda connection: _record(connection, chat, new, now))
    if chat.type == ChatType.CHANNEL:
        await introduce(services, changed)
    if _is_out(new) or not _may_write(new):
        return
    if _is_out(old):
        log.info("added to chat %s", chat.id)
    if chat.type in (ChatType.GROUP, ChatType.SUPERGROUP):
        key = _news(old, new, before, bot)
        if key:
            language = services.language(before.language if before else None, changed.from_user.language_code)
            lines = _introduction(services.sentences(language), key, new, bot)
            if key == "group-welcome" and not chosen:
                lines.append(Paragraph(services.sentences(language).line("group-announcements")))
            await services.sender.say(chat.id, messages(lines))


def _record(connection: Connection, chat: TelegramChat, new: ChatMember, now: float) -> bool:
    """Note whether the chat can be reached, and why it cannot; True where announcements were chosen there before."""
    if _is_out(new):
        chats.unreachable(connection, chat.id, chats.REMOVED)
    elif not _may_write(new) or (chat.type == ChatType.CHANNEL and not may_post(new)):
        chats.seen(connection, chat.id, chat.type, now, title=chat.title)
        chats.unreachable(connection, chat.id, f"the bot is {new.status}, and may not write")
    elif chat.type == ChatType.PRIVATE:
        chats.reachable(connection, chat.id)
    else:
        chats.seen(connection, chat.id, chat.type, now, title=chat.title)
    return subscribers.has_chosen(connection, chat.id)


def _news(old: ChatMember, new: ChatMember, before: Chat | None, bot: Bot) -> str:
    """Which sentence the group is told; empty where nothing changes for it."""
    if _is_out(old):
        return "" if before is not None and before.reachable else "group-welcome"
    if before is not None and before.mode == OFF:
        return ""
    hears_all = (_hears_all(old, bot), _hears_all(new, bot))
    return {(False, True): "group-promoted", (True, False): "group-demoted"}.get(hears_all, "")


def _introduction(sentences: Sentences, key: str, member: ChatMember, bot: Bot) -> list[Paragraph]:
    """What I do here, which messages reach me, and what an administrator can change: in one message."""
    lines = [sentences.line(key, bot=bot.username)]
    if key == "group-welcome":
        lines.append(sentences.line("group-sees-all" if _hears_all(member, bot) else "group-sees-asked"))
        lines.append(sentences.line("group-admins"))
    return list(map(Paragraph, lines))


def _hears_all(member: ChatMember, bot: Bot) -> bool:
    """Whether Telegram delivers every message, or only what is meant for the bot."""
    return member.status in (ChatMember.ADMINISTRATOR, ChatMember.OWNER) or bool(bot.can_read_all_group_messages)


def _is_out(member: ChatMember) -> bool:
    return member.status in GONE or (isinstance(member, ChatMemberRestricted) and not member.is_member)


def _may_write(member: ChatMember) -> bool:
    return not isinstance(member, ChatMemberRestricted) or member.can_send_messages

"""What a bot may know and do about chats: members, pins, reactions, leaving."""

from __future__ import annotations

from bot.stand_in.access import chat_of
from bot.stand_in.accounts import BotAccount
from bot.stand_in.channels import Channel
from bot.stand_in.chats import Chat, PrivateChat
from bot.stand_in.errors import Json, bad
from bot.stand_in.membered import Membered
from bot.stand_in.members import PERMISSIONS, Member
from bot.stand_in.message import Message
from bot.stand_in.methods import method
from bot.stand_in.params import Params

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
REACTIONS = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡"
)


@method("getChat")
def get_chat(bot: BotAccount, params: Params) -> Json:
    chat = chat_of(bot, params)
    full: Json = {
        **chat.card,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    if chat.pinned:
        full["pinned_message"] = chat.messages[chat.pinned[-1]].snapshot()
    if isinstance(chat, Channel) and chat.linked is not None:
        full["linked_chat_id"] = chat.linked.id
    if chat.type in {"group", "supergroup"}:
        full["permissions"] = dict.fromkeys(PERMISSIONS, True)
    return full


def _membered(bot: BotAccount, params: Params, refusal: str) -> Membered:
    chat = chat_of(bot, params)
    if not isinstance(chat, Membered):
        raise bad(refusal)
    if chat.type == "channel" and not chat.member(bot).leads:
        raise bad("member list is inaccessible")
    return chat


@method("getChatMember")
def get_member(bot: BotAccount, params: Params) -> Json:
    number = params.number("user_id")
    if not number:
        raise bad("invalid user_id specified")
    user = bot if number == bot.id else bot.world.people.get(number)
    if user is None:
        raise bad("user not found")
    chat = chat_of(bot, params)
    if isinstance(chat, PrivateChat):
        if user is not bot and user is not chat.person:
            raise bad("user not found")
        return Member(user).card()
    return _membered(bot, params, "").member(user).card()


@method("getChatAdministrators")
def get_administrators(bot: BotAccount, params: Params) -> list[Json]:
    """People, and this bot; other bots are left out."""
    chat = _membered(bot, params, "there are no administrators in the private chat")
    leaders = [member for member in chat.members.values() if member.leads]
    return [member.card() for member in leaders if not member.user.is_bot or member.user is bot]


@method("getChatMemberCount")
def get_member_count(bot: BotAccount, params: Params) -> int:
    chat = chat_of(bot, params)
    return sum(member.present for member in chat.members.values()) if isinstance(chat, Membered) else 2


@method("leaveChat")
def leave_chat(bot: BotAccount, params: Params) -> bool:
    chat = _membered(bot, params, "chat member status can't be changed in private chats")
    chat.sets_status(bot, "left")
    return True


def _pinnable(bot: BotAccount, chat: Chat) -> None:
    """Groups ask for can_pin_messages, channels for can_edit_messages."""
    right = "can_edit_messages" if chat.type == "channel" else "can_pin_messages"
    if isinstance(chat, Membered) and not chat.member(bot).may(right):
        raise bad("not enough rights to manage pinned messages in the chat")


def _message(chat: Chat, params: Params, verb: str) -> Message:
    message = chat.find(params.number("message_id"))
    if message is None:
        raise bad(f"message to {verb} not found")
    return message


@method("pinChatMessage")
def pin(bot: BotAccount, params: Params) -> bool:
    """In groups and private chats a service message tells of it; other bots get it, this one does not."""
    chat = chat_of(bot, params)
    _pinnable(bot, chat)
    message = _message(chat, params, "pin")
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    return True


@method("unpinChatMessage")
def unpin(bot: BotAccount, params: Params) -> bool:
    """Without a number the latest pin goes."""
    chat = chat_of(bot, params)
    _pinnable(bot, chat)
    number = _message(chat, params, "unpin").id if params.number("message_id") else (chat.pinned or [0])[-1]
    if number not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(number)
    return True


@method("setMessageReaction")
def react(bot: BotAccount, params: Params) -> bool:
    """One reaction, none to pay for."""
    message = _message(chat_of(bot, params), params, "react")
    wanted = params.structure("reaction") or []
    if not isinstance(wanted, list) or len(wanted) > 1:
        raise bad("REACTIONS_TOO_MANY")
    for reaction in wanted:
        if reaction.get("type") != "emoji" or reaction.get("emoji", "").rstrip("\ufe0f") not in REACTIONS:
            raise bad("REACTION_INVALID")
    message.reactions = wanted
    return True

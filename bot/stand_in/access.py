"""Where a bot may write, and in which topic; the order of the checks is Telegram's."""

from __future__ import annotations

from bot.stand_in.accounts import BotAccount
from bot.stand_in.chats import Chat, PrivateChat
from bot.stand_in.errors import bad, forbidden
from bot.stand_in.groups import Group
from bot.stand_in.membered import Membered
from bot.stand_in.message import Message
from bot.stand_in.params import Params


def chat_of(bot: BotAccount, params: Params, name: str = "chat_id") -> Chat:
    """The chat that is meant, if the bot is let in: private chats always, groups and channels as a member."""
    meant = params.word(name)
    if not meant:
        raise bad(f"{name} is empty")
    chat = bot.world.usernames.get(meant[1:].lower()) if meant.startswith("@") else None
    if meant.lstrip("-").isdigit():
        chat = bot.find_chat(int(meant))
    if chat is None:
        raise bad("chat not found")
    if isinstance(chat, Membered):
        _check_member(bot, chat)
    return chat


def target_of(bot: BotAccount, params: Params, what: str = "text messages") -> Chat:
    """The chat, if the bot may write there."""
    chat = chat_of(bot, params)
    if isinstance(chat, PrivateChat):
        _check_person(chat)
    elif isinstance(chat, Membered):
        member = chat.member(bot)
        if chat.type == "channel" and not member.may("can_post_messages"):
            raise bad("need administrator rights in the channel chat")
        if member.status == "restricted":
            raise bad(f"not enough rights to send {what} to the chat")
    return chat


def thread_of(bot: BotAccount, chat: Chat, params: Params) -> int | None:
    """The topic to write in. General must not be named; outside forums the parameter is silently ignored."""
    if not isinstance(chat, Group) or not chat.forum:
        return None
    number = params.number("message_thread_id")
    topic = chat.topics.get(number) if number else chat.general
    if topic is None or topic.deleted or topic.unreachable:
        raise bad("message thread not found")
    if topic.closed and not chat.member(bot).may("can_manage_topics"):
        raise bad("TOPIC_CLOSED")
    return number or None


def reply_of(chat: Chat, params: Params) -> Message | None:
    """The message that is replied to; missing is an error unless allow_sending_without_reply."""
    given = params.structure("reply_parameters")
    if isinstance(given, dict):
        number, lenient = given.get("message_id"), bool(given.get("allow_sending_without_reply"))
    else:
        number, lenient = params.number("reply_to_message_id"), params.flag("allow_sending_without_reply")
    if not number:
        return None
    message = chat.find(int(number))
    if message is None and not lenient:
        raise bad("message to be replied not found")
    return message


def _check_person(chat: PrivateChat) -> None:
    if chat.person.deactivated:
        raise forbidden("user is deactivated")
    if chat.person.is_bot:
        raise forbidden("bot can't send messages to bots")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def _check_member(bot: BotAccount, chat: Membered) -> None:
    kind = f"{chat.type} chat"
    if chat.gone:
        raise forbidden(f"the {kind} was deleted") if chat.type == "group" else bad("chat not found")
    if isinstance(chat, Group) and chat.upgraded is not None:
        raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.upgraded.id)
    if bot.id not in chat.members:
        raise bad("chat not found")
    status = chat.member(bot).status
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {kind}")
    if status == "left":
        raise forbidden(f"bot is not a member of the {kind}")

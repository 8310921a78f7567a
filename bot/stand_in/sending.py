"""sendMessage, copies, forwards, chat actions."""

from __future__ import annotations

from bot.stand_in.access import chat_of, reply_of, target_of, thread_of
from bot.stand_in.accounts import BotAccount
from bot.stand_in.chats import Chat
from bot.stand_in.content import formatted, read_text
from bot.stand_in.errors import Json, bad
from bot.stand_in.markup import read_markup
from bot.stand_in.message import Message
from bot.stand_in.methods import method
from bot.stand_in.params import Params

CONTENT = (
    *("text", "entities", "caption", "caption_entities", "link_preview_options"),
    *("photo", "document", "voice", "location"),
)
ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"}
    | {"choose_sticker", "find_location", "record_video_note", "upload_video_note"}
)


def deliver(bot: BotAccount, chat: Chat, params: Params, content: Json) -> Message:
    """Writes the bot's message: thread, reply and buttons are the same for all kinds of content."""
    thread = thread_of(bot, chat, params)
    reply = reply_of(chat, params)
    markup = read_markup(params, chat.type)
    fields = {**content, **chat.place(thread, reply)}
    if markup is not None:
        fields["reply_markup"] = markup
    if params.flag("protect_content"):
        fields["has_protected_content"] = True
    return chat.add_from_bot(bot, fields)


@method("sendMessage")
def send_message(bot: BotAccount, params: Params) -> Json:
    chat = target_of(bot, params)
    content = read_text(params).fields()
    preview = params.structure("link_preview_options")
    if preview:
        content["link_preview_options"] = preview
    return deliver(bot, chat, params, content).snapshot()


@method("copyMessage")
def copy_message(bot: BotAccount, params: Params) -> Json:
    chat = target_of(bot, params)
    source = _source(bot, params, "copy")
    content = {name: source[name] for name in CONTENT if name in source}
    if not content:
        raise bad("message can't be copied")
    if "caption" in params.raw and "text" not in source:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= formatted(params.word("caption"), params.word("parse_mode")).fields(caption=True)
    return {"message_id": deliver(bot, chat, params, content).id}


@method("forwardMessage")
def forward_message(bot: BotAccount, params: Params) -> Json:
    chat = target_of(bot, params)
    source = _source(bot, params, "forward")
    content = {name: source[name] for name in CONTENT if name in source}
    if not content:
        raise bad("message can't be forwarded")
    if source.chat.type == "channel":
        origin: Json = {"type": "channel", "chat": source.chat.card, "message_id": source.id}
    else:
        origin = {"type": "user", "sender_user": source["from"]}
    content["forward_origin"] = {**origin, "date": source["date"]}
    return deliver(bot, chat, params, content).snapshot()


def _source(bot: BotAccount, params: Params, verb: str) -> Message:
    source = chat_of(bot, params, "from_chat_id").find(params.number("message_id"))
    if source is None:
        raise bad(f"message to {verb} not found")
    if source.get("has_protected_content"):
        raise bad(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return source


@method("sendChatAction")
def send_chat_action(bot: BotAccount, params: Params) -> bool:
    chat = target_of(bot, params)
    action = params.word("action")
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    thread_of(bot, chat, params)
    chat.actions.append((params.number("message_thread_id"), action))
    return True

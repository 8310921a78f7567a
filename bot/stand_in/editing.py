"""Editing and deleting."""

from __future__ import annotations

from bot.stand_in.access import chat_of
from bot.stand_in.accounts import BotAccount
from bot.stand_in.clock import HOUR
from bot.stand_in.content import read_caption, read_text
from bot.stand_in.errors import Json, bad
from bot.stand_in.markup import read_markup
from bot.stand_in.membered import Membered
from bot.stand_in.message import Message
from bot.stand_in.methods import method
from bot.stand_in.params import Params

DELETABLE = 48 * HOUR
BULK = 100
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def _own(bot: BotAccount, params: Params) -> Message:
    """The message to edit: the bot's own, or one sent through it."""
    inline = params.word("inline_message_id")
    if inline:
        if inline not in bot.inline_messages:
            raise bad("MESSAGE_ID_INVALID")
        return bot.inline_messages[inline]
    chat = chat_of(bot, params)
    if not params.number("message_id"):
        raise bad("message identifier is not specified")
    message = chat.find(params.number("message_id"))
    if message is None:
        raise bad("message to edit not found")
    if message.author is not bot or message.service or "forward_origin" in message:
        raise bad("message can't be edited")
    return message


def _change(bot: BotAccount, message: Message, params: Params, new: Json, replaced: tuple[str, ...]) -> Json | bool:
    """Puts the new content in place; markup that is not given is taken away."""
    markup = read_markup(params, message.chat.type, inline_only=True)
    if markup is not None:
        new = {**new, "reply_markup": markup}
    names = (*replaced, "reply_markup")
    if all(message.get(name) == new.get(name) for name in names):
        raise bad(UNCHANGED)
    for name in names:
        message.pop(name, None)
    message |= {**new, "edit_date": int(bot.world.clock.now())}
    return True if "inline_message_id" in message else message.snapshot()


@method("editMessageText")
def edit_text(bot: BotAccount, params: Params) -> Json | bool:
    message = _own(bot, params)
    text = read_text(params)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    new = text.fields()
    preview = params.structure("link_preview_options")
    if preview:
        new["link_preview_options"] = preview
    return _change(bot, message, params, new, ("text", "entities", "link_preview_options"))


@method("editMessageCaption")
def edit_caption(bot: BotAccount, params: Params) -> Json | bool:
    message = _own(bot, params)
    caption = read_caption(params)
    if "text" in message:
        raise bad("there is no caption in the message to edit")
    return _change(bot, message, params, caption.fields(caption=True), ("caption", "caption_entities"))


@method("editMessageReplyMarkup")
def edit_markup(bot: BotAccount, params: Params) -> Json | bool:
    return _change(bot, _own(bot, params), params, {}, ())


def _delete(bot: BotAccount, message: Message) -> None:
    chat = message.chat
    if bot.world.clock.now() - message["date"] > DELETABLE:
        raise bad("message can't be deleted for everyone")
    if isinstance(chat, Membered):
        right = "can_post_messages" if message.author is bot else "can_delete_messages"
        own_in_group = message.author is bot and chat.type != "channel"
        if not own_in_group and not chat.member(bot).may(right):
            raise bad("message can't be deleted")
    message.deleted = True


@method("deleteMessage")
def delete_message(bot: BotAccount, params: Params) -> bool:
    chat = chat_of(bot, params)
    if not params.number("message_id"):
        raise bad("message identifier is not specified")
    message = chat.find(params.number("message_id"))
    if message is None:
        raise bad("message to delete not found")
    _delete(bot, message)
    return True


@method("deleteMessages")
def delete_messages(bot: BotAccount, params: Params) -> bool:
    """Missing ones are silently passed over."""
    chat = chat_of(bot, params)
    numbers = params.structure("message_ids")
    if not isinstance(numbers, list) or not numbers:
        raise bad("message identifiers are not specified")
    if len(numbers) > BULK:
        raise bad("too many message identifiers specified")
    for message in [chat.find(int(number)) for number in numbers]:
        if message is not None:
            _delete(bot, message)
    return True

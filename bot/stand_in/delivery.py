"""Which bot gets which message: privacy mode as Telegram has it.

In a group a bot in privacy mode gets
- service messages and messages sent via itself,
- replies to its own messages,
- commands with its name, and commands without a name if it is the only bot or was the last bot to write.
An administrator, and a bot with can_read_all_group_messages, gets everything. A plain "@bot question" is not delivered.
Messages of other bots reach a bot in groups only if `sees_bots` is set (Telegram's bot-to-bot mode).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.stand_in.message import Message

if TYPE_CHECKING:
    from bot.stand_in.accounts import BotAccount


def announce(message: Message, kind: str = "message") -> None:
    """Tells every bot that may know."""
    chat = message.chat
    for bot in chat.world.accounts.values():
        if chat.holds(bot) and wants(bot, message):
            bot.tell(kind, message.snapshot(), chat.id)
    chat.world.bell.ring()


def wants(bot: BotAccount, message: Message) -> bool:
    """Whether the message gets through to the bot."""
    chat = message.chat
    if message.service or chat.type not in {"group", "supergroup"}:
        return True
    if message.author.is_bot and not bot.sees_bots:
        return False
    if bot.profile["can_read_all_group_messages"] or chat.led_by(bot):
        return True
    if message.get("via_bot", {}).get("id") == bot.id:
        return True
    replied = message.get("reply_to_message", {})
    return replied.get("from", {}).get("id") == bot.id or _commands(bot, message)


def _commands(bot: BotAccount, message: Message) -> bool:
    text = message.text
    if not text.startswith("/"):
        return False
    _, _, name = text.split(maxsplit=1)[0].partition("@")
    if name:
        return name.lower() == str(bot.profile["username"]).lower()
    return message.chat.last_bot == bot.id or not message.chat.has_bots_beside(bot)

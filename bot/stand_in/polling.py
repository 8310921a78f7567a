"""getUpdates and the settings of the webhook."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from bot.stand_in.accounts import BotAccount
from bot.stand_in.errors import Json, bad, conflict
from bot.stand_in.methods import method
from bot.stand_in.params import Params

HOOKED = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
LONGEST_POLL = 50
PORTS = frozenset({443, 80, 88, 8443})
LOCAL = frozenset({"127.0.0.1", "localhost"})
KINDS = frozenset(
    {"message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message"}
    | {"edited_business_message", "deleted_business_messages", "message_reaction", "message_reaction_count"}
    | {"inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query"}
    | {"purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member", "chat_join_request"}
    | {"chat_boost", "removed_chat_boost", "guest_message", "managed_bot"}
)


def _remember_kinds(bot: BotAccount, params: Params) -> None:
    """Left out, the last setting holds; an empty list means the default; unknown names are passed over."""
    kinds = params.structure("allowed_updates")
    if kinds is None:
        return
    if not isinstance(kinds, list):
        raise bad("can't parse allowed_updates: expected an Array of strings")
    bot.updates.allowed = frozenset(kinds) & KINDS or None


@method("getUpdates")
async def get_updates(bot: BotAccount, params: Params) -> list[Any]:
    if bot.webhook.url:
        raise conflict(HOOKED)
    _remember_kinds(bot, params)
    limit = min(max(params.number("limit", 100), 1), 100)
    seconds = min(max(params.number("timeout"), 0), LONGEST_POLL)
    return await bot.updates.poll(params.number("offset"), limit, seconds)


@method("setWebhook")
def set_webhook(bot: BotAccount, params: Params) -> bool:
    """Asks for https on one of four ports, but takes any address on this machine, for tests."""
    url = params.word("url")
    secret = params.word("secret_token")
    if not url:
        bot.webhook.clear()
        return True
    parts = urlsplit(url)
    if parts.hostname not in LOCAL:
        if parts.scheme != "https" or not parts.hostname:
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if (parts.port or 443) not in PORTS:
            raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad("secret token contains unallowed characters")
    _remember_kinds(bot, params)
    if params.flag("drop_pending_updates"):
        bot.updates.drop()
    bot.webhook.ip_address = params.word("ip_address")
    bot.webhook.set(url, secret, min(max(params.number("max_connections", 40), 1), 100))
    return True


@method("deleteWebhook")
def delete_webhook(bot: BotAccount, params: Params) -> bool:
    bot.webhook.clear()
    if params.flag("drop_pending_updates"):
        bot.updates.drop()
    return True


@method("getWebhookInfo")
def webhook_info(bot: BotAccount, params: Params) -> Json:
    hook = bot.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": bot.updates.count(),
    }
    if hook.url:
        info |= {"max_connections": hook.max_connections, "ip_address": hook.ip_address or "127.0.0.1"}
        if hook.last_error is not None:
            info["last_error_date"], info["last_error_message"] = hook.last_error
    if bot.updates.allowed:
        info["allowed_updates"] = sorted(bot.updates.allowed)
    return info

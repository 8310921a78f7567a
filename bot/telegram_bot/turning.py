"""An answer that changes in its place: its pages, and its sources shown and hidden again.

What stands in the message is all that is known of it, so that this works also after a restart.
"""

from __future__ import annotations

import re

from bot.answers.sourcing import cited
from bot.storage import phrases
from bot.telegram_bot import paging
from bot.telegram_bot.keyboards import page_row
from bot.telegram_bot.payloads import Does
from bot.telegram_bot.press import Press
from bot.telegram_bot.rendering import LIMIT, messages, quoted_below, units, without_quoted


async def turn(press: Press) -> str:
    """Another page of a long answer."""
    key, _, typed = press.value.partition(":")
    kept = await press.services.database.run(lambda connection: phrases.find_own(connection, key))
    pages, number = paging.loads(kept or ""), int(typed) if re.fullmatch(r"[0-9]{1,4}", typed) else -1
    sentences = press.services.sentences(press.language)
    if not 0 <= number < len(pages) or not paging.shown(pages, number, sentences):
        return "outdated"
    keyboard = press.keyboard.without(Does.PAGE).with_sources(sentences, shown=False)
    turns = page_row(sentences, key, number, len(pages))
    await press.edit(paging.shown(pages, number, sentences)[0], keyboard.below(turns))
    return ""


async def show_sources(press: Press) -> str:
    """Where an answer is from, below it; in a message of their own, where both do not fit into one."""
    services = press.services
    found = services.offers.sources(press.value)
    if not found or not press.text:
        return "outdated"
    told = messages(cited(services.desk(press.language), found))
    text = quoted_below(press.text, told[0])
    if len(told) > 1 or units(text) > LIMIT:
        await services.sender.say(press.chat, told, reply_to=press.message.message_id)
        return ""
    await press.edit(text, press.keyboard.with_sources(services.sentences(press.language), shown=True))
    return ""


async def hide_sources(press: Press) -> str:
    """The answer alone again."""
    text = without_quoted(press.text)
    if not text:
        return "outdated"
    await press.edit(text, press.keyboard.with_sources(press.services.sentences(press.language), shown=False))
    return ""

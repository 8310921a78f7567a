"""Channels: there the bot only posts, so what is posted is chosen by their administrators, in private or by a post."""

from __future__ import annotations

import asyncio

from telegram import Bot, ChatMember, ChatMemberAdministrator, ChatMemberUpdated, Message

from bot.answers.reply import Block, Paragraph
from bot.storage import chats, subscribers
from bot.storage.chats import Chat
from bot.storage.database import Connection
from bot.storage.subscribers import Subscriber
from bot.telegram_bot.call import Call
from bot.telegram_bot.group_hearing import How, Speaker, heard
from bot.telegram_bot.group_refusing import turns_away
from bot.telegram_bot.group_settings import leads
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services
from bot.telegram_bot.speaking import language_in
from bot.telegram_bot.subscribing_pages import page_of
from bot.telegram_bot.subscribing_view import CHANNEL, Screen, screen, view_of
from bot.telegram_bot.wishes import Verb, Wish

MOST = 40
"""Channels of which it is asked whether somebody leads them: those that were seen last."""
AT_ONCE = 8
"""Calls under way at the same time."""
OPENING = ("settings", "subscribe")
"""The commands that show the page when they are posted."""


def may_post(member: ChatMember) -> bool:
    """Whether the bot, as what it is in a channel, may post there."""
    return isinstance(member, ChatMemberAdministrator) and bool(member.can_post_messages)


async def introduce(services: Services, changed: ChatMemberUpdated) -> None:
    """Ask who made the bot an administrator of a channel what it shall post, in private; where they have begun it."""
    person, new = changed.from_user, changed.new_chat_member
    if person.is_bot or new.status != ChatMember.ADMINISTRATOR or may_post(changed.old_chat_member):
        return

    def read(connection: Connection) -> tuple[Chat | None, Subscriber]:
        return chats.find(connection, person.id), subscribers.find(connection, changed.chat.id, CHANNEL)

    theirs, channel = await services.database.run(read)
    if theirs is None or not theirs.reachable:
        return
    language = await language_in(services, person.id, person.language_code)
    sentences = services.sentences(language)
    lines = [sentences.line("channel-added", name=changed.chat.title or "")]
    if not may_post(new):
        lines.append(sentences.line("channel-silent"))
        await services.sender.say(person.id, messages(map(Paragraph, lines)))
        return
    page = page_of(view_of(services, channel, language, here=person.id), Wish(Verb.NEWS))
    assert page is not None, "everybody can choose programmes"
    await services.sender.say(person.id, messages(map(Paragraph, lines)))
    await services.sender.say(person.id, [page.text], page.keyboard)


async def on_channel_post(services: Services, post: Message, bot: Bot) -> None:
    """Only administrators can post: "/settings" shows them the page; all else is theirs and none of ours."""
    if post.new_chat_title:
        title = post.new_chat_title
        await services.database.run(lambda connection: chats.set_title(connection, post.chat_id, title))
        return
    said = heard(post, bot.bot)
    if said is None or said.how is not How.COMMAND or said.command not in OPENING or post.forward_origin:
        return
    if await turns_away(services, post, bot):
        return
    now = services.now()

    def save(connection: Connection) -> Subscriber:
        chats.seen(connection, post.chat_id, CHANNEL, now, title=post.chat.title)
        return subscribers.find(connection, post.chat_id, CHANNEL)

    channel = await services.database.run(save)
    view = view_of(services, channel, services.language(channel.chat.language, channel.wants.language))
    page = page_of(view, Wish(Verb.MAIN))
    assert page is not None, "everybody has such a page"
    await services.sender.say(post.chat_id, [page.text], page.keyboard)


async def show_channels(call: Call) -> None:
    """The channels of which a person is an administrator."""
    page = await channels_screen(call.services, call.person, call.language, call.message.get_bot())
    await call.services.sender.say(call.chat, [page.text], page.keyboard)


async def channels_screen(services: Services, person: int, language: str, bot: Bot) -> Screen:
    """A button for each of them, with a way to what is posted there."""
    known = await services.database.run(lambda connection: chats.channels(connection, MOST))
    turn = asyncio.Semaphore(AT_ONCE)

    async def led(channel: Chat) -> bool:
        async with turn:
            return await leads(services, channel.chat, Speaker(person), bot)

    theirs = [one for one, is_led in zip(known, await asyncio.gather(*map(led, known)), strict=True) if is_led]
    sentences = services.sentences(language)
    blocks: list[Block] = [Paragraph(sentences.line("channels-choose" if theirs else "channels-none"))]
    rows = [[Wish(Verb.MAIN, chat=one.chat).button(one.title)] for one in theirs]
    return screen(blocks, rows)

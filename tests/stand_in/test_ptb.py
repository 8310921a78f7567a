"""python-telegram-bot's Bot against the stand-in: every method is called, every answer and update is parsed."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import pytest
import telegram
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    MenuButtonCommands,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.stand_in import BotApi, Fault

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])


@pytest.fixture
async def ptb(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[telegram.Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # without it every RetryAfter warns of a later change
    async with telegram.Bot(api.token, base_url=f"{api.url}/bot", base_file_url=f"{api.url}/file/bot") as bot:
        yield bot


async def test_messages(api: BotApi, ptb: telegram.Bot) -> None:
    ann = api.person(started=True)
    sent = await ptb.send_message(ann.id, "<b>x</b>", parse_mode=ParseMode.HTML, reply_markup=KEYS)
    assert (sent.text_html, sent.reply_markup) == ("<b>x</b>", KEYS)
    edited = await ptb.edit_message_text("y", ann.id, sent.message_id, reply_markup=KEYS)
    assert isinstance(edited, telegram.Message)
    assert edited.text == "y"
    await ptb.edit_message_reply_markup(ann.id, sent.message_id)
    await ptb.send_chat_action(ann.id, "typing")
    await ptb.set_message_reaction(ann.id, sent.message_id, "👍")
    await ptb.pin_chat_message(ann.id, sent.message_id)
    await ptb.unpin_chat_message(ann.id)
    copy = await ptb.copy_message(ann.id, ann.id, sent.message_id)
    forward = await ptb.forward_message(ann.id, ann.id, copy.message_id)
    assert forward.forward_origin is not None
    assert await ptb.delete_message(ann.id, copy.message_id)
    assert await ptb.delete_messages(ann.id, [sent.message_id, 99])


async def test_files(api: BotApi, ptb: telegram.Bot) -> None:
    ann = api.person(started=True)
    sent = await ptb.send_document(ann.id, io.BytesIO(b"a,b"), filename="a.csv", caption="c", reply_markup=KEYS)
    assert sent.document is not None
    edited = await ptb.edit_message_caption(ann.id, sent.message_id, caption="d")
    assert isinstance(edited, telegram.Message)
    assert edited.caption == "d"
    assert bytes(await (await ptb.get_file(sent.document.file_id)).download_as_bytearray()) == b"a,b"
    assert (await ptb.send_photo(ann.id, b"png", caption="p")).photo
    assert (await ptb.send_document(ann.id, sent.document.file_id)).document == sent.document


async def test_profile(api: BotApi, ptb: telegram.Bot) -> None:
    ann = api.person(started=True)
    assert (await ptb.get_me()).can_read_all_group_messages is False
    commands = [BotCommand("ask", "Ask")]
    await ptb.set_my_commands(commands, BotCommandScopeChat(ann.id), "ru")
    assert await ptb.get_my_commands(BotCommandScopeChat(ann.id), "ru") == tuple(commands)
    await ptb.delete_my_commands(BotCommandScopeChat(ann.id), "ru")
    await ptb.set_my_name("N")
    await ptb.set_my_description("D")
    await ptb.set_my_short_description("S")
    assert (await ptb.get_my_name()).name == "N"
    assert (await ptb.get_my_description()).description == "D"
    assert (await ptb.get_my_short_description()).short_description == "S"
    await ptb.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await ptb.get_chat_menu_button()).type == "commands"
    await ptb.set_webhook("https://example.org/x", secret_token="s", allowed_updates=["message"])
    assert (await ptb.get_webhook_info()).url == "https://example.org/x"
    await ptb.delete_webhook(drop_pending_updates=True)


async def test_chats(api: BotApi, ptb: telegram.Bot) -> None:
    ann = api.person()
    group = api.group("G", members=[ann])
    channel = api.channel("C", bot_rights={"can_edit_messages": True})
    for chat in (group, channel):
        assert (await ptb.get_chat(chat.id)).title == chat.card["title"]
        assert len(await ptb.get_chat_administrators(chat.id)) == (2 if chat is channel else 1)
    for status in ("administrator", "creator", "restricted", "kicked", "left", "member"):
        group.sets_status(ann, status)
        assert (await ptb.get_chat_member(group.id, ann.id)).status == status
    assert await ptb.get_chat_member_count(group.id) == 3
    assert await ptb.leave_chat(group.id)


async def test_updates(api: BotApi, ptb: telegram.Bot) -> None:
    await ptb.get_updates(allowed_updates=Update.ALL_TYPES)
    ann = api.person("Ann", last_name="Lee", username="ann_lee")
    said = ann.says("/start x")
    ann.edits(said, "/start y")
    ann.sends_document("a.txt", b"x", caption="c", reply_to=said)
    ann.blocks()
    ann.unblocks()
    forum = api.group("F", forum=True, members=[ann], bot_status="administrator")
    ann.says("x", topic=forum.topic("T"))
    ann.reacts(ann.says("y", chat=forum), "👍")
    ann.leaves(forum)
    small = api.group("S", supergroup=False, bot_status=None)
    small.adds_bot()
    small.promotes_bot()
    small.migrates()
    channel = api.channel("C")
    channel.links(forum)
    post = channel.posts("news")
    channel.edits(post, "news!")
    channel.says_in(forum, "z")
    await ptb.send_message(ann.id, "?", reply_markup=KEYS)
    press = ann.presses(await ann.hears(), "Yes")
    ask = ann.asks_inline("q")
    await ptb.answer_callback_query(press.id, "ok")
    content = InputTextMessageContent("<i>t</i>", parse_mode=ParseMode.HTML)
    await ptb.answer_inline_query(
        ask.id, [InlineQueryResultArticle("1", "T", content, reply_markup=KEYS)], is_personal=True
    )
    ask.chooses("1")
    assert (await press.answer())["text"] == "ok"
    updates = await ptb.get_updates(timeout=1)
    known = {name for update in updates for name in Update.ALL_TYPES if getattr(update, name)}
    assert known == {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "callback_query",
        "inline_query",
        "chosen_inline_result",
        "my_chat_member",
        "chat_member",
        "message_reaction",
    }
    assert all(update.effective_chat or update.effective_user for update in updates)


async def test_errors(api: BotApi, ptb: telegram.Bot) -> None:
    ann = api.person(started=True)
    old = api.group(supergroup=False)
    new = old.migrates()
    with pytest.raises(ChatMigrated) as migrated:
        await ptb.send_message(old.id, "x")
    assert migrated.value.new_chat_id == new.id
    api.faults.next("sendMessage", Fault.too_many(3))
    with pytest.raises(RetryAfter):
        await ptb.send_message(ann.id, "x")
    for fault in (Fault.status(502), Fault.reset(), Fault.drop_after()):
        api.faults.next("sendMessage", fault)
        with pytest.raises(NetworkError):
            await ptb.send_message(ann.id, "x")
    ann.blocks()
    with pytest.raises(Forbidden, match="blocked"):
        await ptb.send_message(ann.id, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await ptb.send_message(1, "x")
    await ptb.set_webhook("https://example.org/x")
    with pytest.raises(Conflict):
        await ptb.get_updates()
    api.revoke()
    with pytest.raises(InvalidToken):
        await ptb.get_me()


async def test_end_of_session(api: BotApi, ptb: telegram.Bot) -> None:
    assert await ptb.close()
    assert await ptb.log_out()

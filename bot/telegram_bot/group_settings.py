"""What the administrators of a group decide: language, when the bot answers, and in which topic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from telegram import Bot, CallbackQuery, ChatMember, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.constants import ChatType

from bot.answers.dates import own_name
from bot.answers.reply import Paragraph
from bot.storage import chats, preferences
from bot.storage.chats import Chat
from bot.storage.database import Connection
from bot.telegram_bot.group_answers import GroupCall
from bot.telegram_bot.group_hearing import Speaker, thread_of, topic_of
from bot.telegram_bot.personal import AUTO
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services
from bot.telegram_bot.wishes import Verb, Wish

PREFIX = "g"
ASKED, OFF = "asked", "off"
MODES = {ASKED: "group-mode-asked", OFF: "group-mode-off"}
"""When the bot answers in a group: when it is asked, or not at all; and the sentence that says so."""
ANYWHERE, HERE = "any", "here"
BESIDE = 3
"""Languages in one row."""
LEADERS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


class Sets(Enum):
    """What a button of the settings sets."""

    LANGUAGE = "l"
    MODE = "m"
    TOPIC = "t"


def pack_group(sets: Sets, value: str) -> str:
    """The payload of a button: g:m:off."""
    return f"{PREFIX}:{sets.value}:{value}"


def unpack_group(payload: str | None) -> tuple[Sets, str] | None:
    """What a payload asks for; None for one that is none of ours."""
    prefix, _, rest = (payload or "").partition(":")
    letter, colon, value = rest.partition(":")
    if prefix != PREFIX or not colon or letter not in {sets.value for sets in Sets}:
        return None
    return Sets(letter), value


@dataclass(frozen=True, slots=True)
class Page:
    """The settings of a group as they are shown in one of its topics."""

    services: Services
    group: Chat
    topic: int | None
    """Where they are shown; None where the group has no topics."""
    language: str
    """In which they are shown."""

    @property
    def mode(self) -> str:
        return self.group.mode if self.group.mode in MODES else ASKED

    def texts(self) -> list[str]:
        """What is set."""
        sentences = self.services.sentences(self.language)
        language = own_name(self.group.language) if self.group.language else sentences.text("language-auto")
        lines = [sentences.line("group-settings", language=language, mode=sentences.text(MODES[self.mode]))]
        if self.topic is not None:
            lines.append(sentences.line(self._topic()))
        return messages(map(Paragraph, [*lines, sentences.line("group-settings-who")]))

    def _topic(self) -> str:
        if self.group.topic is None:
            return "group-topic-any"
        return "group-topic-here" if self.group.topic == self.topic else "group-topic-other"

    def keyboard(self) -> InlineKeyboardMarkup:
        """A button for everything that can be set, what holds now with a tick."""
        text = self.services.sentences(self.language).text
        rows = [self._row(Sets.LANGUAGE, AUTO, self.group.language or AUTO, text("language-auto"))]
        named = [self._button(Sets.LANGUAGE, c, self.group.language, own_name(c)) for c in self.services.languages]
        rows += [named[at : at + BESIDE] for at in range(0, len(named), BESIDE)]
        rows += [self._row(Sets.MODE, one, self.mode, text(f"button-mode-{one}")) for one in MODES]
        if self.topic is not None:
            now = {None: ANYWHERE, self.topic: HERE}.get(self.group.topic, "")
            rows += [self._row(Sets.TOPIC, one, now, text(f"button-topic-{one}")) for one in (ANYWHERE, HERE)]
        rows.append([InlineKeyboardButton(text("button-announcements"), callback_data=Wish(Verb.MAIN).pack())])
        return InlineKeyboardMarkup(rows)

    def _row(self, sets: Sets, value: str, now: str, label: str) -> list[InlineKeyboardButton]:
        return [self._button(sets, value, now, label)]

    def _button(self, sets: Sets, value: str, now: str, label: str) -> InlineKeyboardButton:
        shown = self.services.sentences(self.language).text("chosen", name=label) if value == now else label
        return InlineKeyboardButton(shown, callback_data=pack_group(sets, value))


async def show_settings(call: GroupCall) -> None:
    """Show what is set, with buttons. Others see them too; each press is checked."""
    services, message = call.services, call.message
    page = Page(services, call.group, topic_of(message), call.language)
    await services.sender.say(
        message.chat_id, page.texts(), page.keyboard(), reply_to=message.message_id, topic=thread_of(message)
    )


async def leads(services: Services, chat: int, speaker: Speaker, bot: Bot, *, fresh: bool = False) -> bool:
    """Whether somebody is an administrator of the chat; what Telegram said is believed for a minute, unless fresh."""
    if speaker.anonymous:
        return True
    state, now = services.groups, services.now()
    known = None if fresh else state.rank(chat, speaker.id, now)
    if known is not None:
        return known
    member = await services.sender.attempt(chat, lambda to: bot.get_chat_member(to, speaker.id), paced=False)
    if member is None:
        return False
    state.ranked(chat, speaker.id, member.status in LEADERS, now)
    return member.status in LEADERS


async def on_group_press(services: Services, query: CallbackQuery) -> bool:
    """Set what a button of the settings says; False for a button that is none of these."""
    if not (query.data or "").startswith(f"{PREFIX}:"):
        return False
    said, language = await _pressed(services, query)
    await services.sender.acknowledge(query.id, services.sentences(language).text(said))
    return True


async def _pressed(services: Services, query: CallbackQuery) -> tuple[str, str]:
    """The sentence to show, and its language. Anybody can press, and a modified program what no message shows."""
    client = services.language(query.from_user.language_code)
    found, message = unpack_group(query.data), query.message
    if found is None or not isinstance(message, Message) or not message.is_accessible:
        return "outdated", client
    if message.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
        return "outdated", client
    if not await leads(services, message.chat_id, Speaker(query.from_user.id), query.get_bot()):
        return "group-only-admins", client
    change = _change(services, message, *found)
    if change is None:
        return "outdated", client
    chat, kind, title, now = message.chat_id, message.chat.type, message.chat.title, services.now()

    def save(connection: Connection) -> Chat | None:
        before = chats.language(connection, chat)
        chats.seen(connection, chat, kind, now, title=title)
        change(connection)
        if found[0] is Sets.LANGUAGE:
            preferences.follow(connection, chat, before, chats.language(connection, chat), now)
        return chats.find(connection, chat)

    group = await services.database.run(save)
    assert group is not None, "it was written a moment ago"
    language = services.language(group.language, query.from_user.language_code)
    page = Page(services, group, topic_of(message), language)
    await services.sender.edit(chat, message.message_id, page.texts()[0], page.keyboard())
    return "group-saved", language


def _change(services: Services, message: Message, sets: Sets, value: str) -> Callable[[Connection], None] | None:
    """What is written for a choice; None for one that there is not."""
    chat, topic = message.chat_id, topic_of(message)
    if sets is Sets.LANGUAGE and value in (AUTO, *services.languages):
        return lambda connection: chats.set_language(connection, chat, "" if value == AUTO else value)
    if sets is Sets.MODE and value in MODES:
        return lambda connection: chats.set_mode(connection, chat, value)
    if sets is Sets.TOPIC and topic is not None and value in (ANYWHERE, HERE):
        return lambda connection: chats.set_topic(connection, chat, topic if value == HERE else None)
    return None

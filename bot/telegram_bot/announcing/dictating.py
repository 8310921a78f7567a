"""What staff type or send for an announcement, in reply to a message that asks for it.

What was asked for rests in the database, known by the words that asked, so that a restart loses nothing. What cannot be
taken is said with what was found and what is expected; nothing of it is kept, and it is asked for once more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from telegram import ForceReply, Message

from bot.announcements import drafts
from bot.announcements.announcement import Announcement, LinkButton
from bot.announcements.drafts import OPEN, Held, Maker
from bot.announcements.states import Source
from bot.answers.reply import Paragraph
from bot.matching.compiling import FALLBACK
from bot.storage import edits
from bot.storage.database import Connection
from bot.storage.edits import Step
from bot.telegram_bot.announcing import card, timing
from bot.telegram_bot.announcing.checking import name_of as language_called
from bot.telegram_bot.announcing.given import given, unfit
from bot.telegram_bot.announcing.linking import link_of
from bot.telegram_bot.announcing.menus import MOST_LINKS, Sets, Typed
from bot.telegram_bot.announcing.timing import Moment, Wrong
from bot.telegram_bot.edit_typing import digest_of
from bot.telegram_bot.keyboards import Keyboard
from bot.telegram_bot.rendering import messages, without_markup
from bot.telegram_bot.services import Services
from bot.telegram_bot.team import Team, name_of

RECORD = "announcements"
"""Tells these questions from those of ``/edit``."""
OVER = "team-draft-over"
"""The sentence for a draft that cannot be changed any more."""
Take = Callable[[Announcement], Announcement | Wrong]
"""A draft with what was given, or why it cannot be taken."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for."""

    what: Typed
    number: int = 0
    """Of the announcement; 0 for a new one."""
    language: str = FALLBACK


NEW: Final = Wanted(Typed.NEW)


async def ask(team: Team, person: int, wanted: Wanted) -> None:
    """Ask for something; the text that stands there now comes before it, as a message that can be copied."""
    services, now = team.services, team.services.now()
    what, number, language = wanted.what, wanted.number, wanted.language
    held = await services.database.run(lambda c: drafts.find(c, number))
    present = held.draft.texts.get(language) if held and what is Typed.TEXT else None
    if present:
        drop = team.button("team-button-draft-drop-text", "draft-set", f"{number}:{Sets.TEXT}:{language}:0")
        await services.sender.say(team.chat, [present], Keyboard([[drop]]), topic=team.topic)
    texts = messages([_prompt(team, wanted)])
    said = digest_of(without_markup(texts[-1]))
    step = Step(team.chat, person, said, (RECORD, str(number)), what, language, (), now)
    await services.database.run(lambda c: edits.ask(c, step))
    await services.sender.say(team.chat, texts, ForceReply(), reply_to=team.reply_to, topic=team.topic)


def _prompt(team: Team, wanted: Wanted) -> Paragraph:
    what, number = wanted.what, wanted.number
    if what is Typed.NEW:
        return team.paragraph("team-type-announcement")
    if what is Typed.TEXT:
        return team.paragraph("team-type-announcement-text", number=number, language=language_called(wanted.language))
    if what is Typed.MEDIA:
        return team.paragraph("team-type-announcement-media", number=number)
    if what is Typed.LINK:
        return team.paragraph("team-type-announcement-link", number=number)
    return team.paragraph("team-type-announcement-when", number=number, zone=team.services.zone)


async def on_dictated(services: Services, message: Message) -> bool:
    """Take what somebody of staff (that is seen to) sends in reply to such a question; False for any other message."""
    replied = message.reply_to_message
    if replied is None or (message.text or "").startswith("/"):
        return False
    chat, said = message.chat_id, digest_of(replied.text or "")
    step = await services.database.run(lambda c: edits.find(c, chat, said))
    if step is None or step.record[0] != RECORD:
        return False
    if not message.text and message.effective_attachment is None:
        return False  # it tells of something, such as a pinned message
    if services.albums.goes_on(chat, message.media_group_id):
        return True  # it was said of the first of its pictures
    team, wanted = Team.answering(services, message), Wanted(Typed(step.field), int(step.record[1]), step.language)
    if wanted == NEW:
        wrong = await begin(team, message)
    else:
        wrong = await _add(team, wanted.number, _taker(services, message, wanted))
    if wrong is None:
        await services.database.run(lambda c: edits.end(c, step.chat, step.person))
    else:
        await refuse(team, wrong, step.person, wanted)
    return True


async def refuse(team: Team, wrong: Wrong, person: int, wanted: Wanted = NEW) -> None:
    """Say why it cannot be taken, and ask once more."""
    await team.tell(wrong.key, **wrong.fields)
    if wrong.key != OVER:
        await ask(team, person, wanted)


async def begin(team: Team, message: Message, skipped: int = 0) -> Wrong | None:
    """A new draft with what a message holds, but for its first letters; why not, where it cannot be one."""
    services, person, now = team.services, message.from_user, team.services.now()
    found = given(message, skipped)
    if isinstance(found, Wrong):
        return found
    draft = found.added(Announcement(), FALLBACK)
    wrong = unfit(draft, FALLBACK)
    if wrong is not None:
        return wrong
    origin = f"said/{message.chat_id}/{message.message_id}"  # once, even if it is handled again after a kill
    by = Maker(Source.STAFF, person.id if person else 0, name_of(person), message.chat_id, origin)

    def write(connection: Connection) -> Held | None:
        drafts.create(connection, draft, by, now)
        return drafts.of_origin(connection, origin)

    held = await services.database.run(write)
    assert held is not None, "it was written in the same transaction"
    await card.show(replace(team, reply_to=None), held.number)
    return None


async def _add(team: Team, number: int, take: Take) -> Wrong | None:
    """Put it into the draft; why not, where it cannot be taken."""
    services, now = team.services, team.services.now()

    def write(connection: Connection) -> Wrong | None:
        held = drafts.find(connection, number)
        if held is None or held.state not in OPEN:
            return Wrong(OVER)
        draft = take(held.draft)
        if isinstance(draft, Wrong):
            return draft
        if draft != held.draft:
            drafts.change(connection, number, draft, now)
        return None

    wrong = await services.database.run(write)
    if wrong is None:
        await card.show(replace(team, reply_to=None), number)
    return wrong


def _taker(services: Services, message: Message, wanted: Wanted) -> Take:
    """What becomes of a draft by what somebody sends."""
    what, language = wanted.what, wanted.language
    typed = message.text or ""
    if what is Typed.WHEN:
        moment = timing.read(typed, services.zone, services.now())
        return lambda draft: moment if isinstance(moment, Wrong) else _due(draft, moment)
    if what is Typed.LINK:
        link = link_of(services, typed)
        return lambda draft: link if isinstance(link, Wrong) else _linked(draft, link)
    found = given(message)
    if isinstance(found, Wrong):
        return lambda _: found
    if what is Typed.MEDIA and found.media is None:
        return lambda _: Wrong("team-announce-media-only")

    def take(draft: Announcement) -> Announcement | Wrong:
        made = found.added(draft, language)
        return unfit(made, language) or made

    return take


def _due(draft: Announcement, moment: Moment) -> Announcement:
    return replace(draft, due=moment.due, zone=moment.zone)


def _linked(draft: Announcement, link: LinkButton) -> Announcement | Wrong:
    """With a button more, or in the place of the one that leads there already."""
    others = tuple(one for one in draft.links if one.url != link.url)
    if len(others) >= MOST_LINKS:
        return Wrong("team-link-many", {"room": MOST_LINKS})
    return replace(draft, links=(*others, link))

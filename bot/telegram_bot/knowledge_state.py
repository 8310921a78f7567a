"""Which version of the knowledge is served, and what is wrong with files that are not: told to staff."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from telegram import Message

from bot.answers.dates import moment
from bot.answers.reply import Block, Bullets, Paragraph
from bot.answers.sentences import Sentences, plain
from bot.live import By, Change, Live, Refused, Version
from bot.storage import publications
from bot.telegram_bot.announcing.summary_text import standing
from bot.telegram_bot.group_hearing import thread_of
from bot.telegram_bot.health import Health
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.sending import Revoked
from bot.telegram_bot.services import Services

log = logging.getLogger(__name__)
MOST = 20
"""Problems that are shown; `wego-bot check` shows all."""
_BY = {By.START: "team-by-start", By.FILES: "team-by-files"}


async def report(services: Services, change: Change) -> None:
    """Tell staff that files are refused, with all that is wrong in them, or that they are right again."""
    if not services.staff_chat:
        return
    sentences = services.sentences()
    blocks: list[Block] = []
    if change.refused:
        blocks = [*refusal(sentences, change.refused), _version(services, "team-serving", change.version)]
    elif change.mended:
        blocks = [_version(services, "team-mended", change.version)]
    if not blocks:
        return
    try:
        await services.sender.say(services.staff_chat, messages(blocks))
    except Revoked:
        log.info("the token is not valid any more")  # whoever fetches updates is told so as well, and ends the bot


async def status(services: Services, message: Message) -> None:
    """The version, since when and by whom; what is wrong with later files; how the process is."""
    sentences, live = services.sentences(), services.live
    by = await _publisher(services, live.version) if live else ""
    blocks = [*_served(services, live, by)] if live else []
    if services.health:
        blocks += _health(sentences, await services.health(), right=live is None or live.refused is None)
    blocks += await standing(services)
    await services.sender.say(message.chat_id, messages(blocks), topic=thread_of(message))


def refusal(sentences: Sentences, refused: Refused) -> Iterator[Block]:
    """What is wrong, each at its line."""
    if not refused.problems:
        yield Paragraph(sentences.line("team-unreadable", reason=refused.said))
        return
    errors = [problem for problem in refused.problems if problem.level == "error"]
    yield Paragraph(sentences.line("team-refused", count=len(errors)))
    yield Bullets(tuple(plain(str(problem)) for problem in errors[:MOST]))
    if len(errors) > MOST:
        yield Paragraph(sentences.line("team-more-problems", count=len(errors) - MOST))


async def _publisher(services: Services, version: Version) -> str:
    """Who of staff published it; empty where somebody saved a file."""
    found = await services.database.run(lambda connection: publications.of_version(connection, version.name))
    return services.sentences().text("team-by-person", name=found.publisher) if found else ""


def _served(services: Services, live: Live, by: str) -> Iterator[Block]:
    if live.version.name:
        yield _version(services, "team-version", live.version, by)
    if live.refused:
        yield from refusal(services.sentences(), live.refused)


def _version(services: Services, key: str, version: Version, by: str = "") -> Block:
    sentences = services.sentences()
    by = by or sentences.text(_BY[version.by])
    return Paragraph(sentences.line(key, version=version.name, since=when(services, version.since), by=by))


def when(services: Services, seconds: float) -> str:
    """A moment, given in seconds since 1970, as it is where the organiser is."""
    there = dt.datetime.fromtimestamp(seconds, ZoneInfo(services.zone))
    return moment(there, services.zone, services.sentences().locale)


def _health(sentences: Sentences, health: Health, *, right: bool) -> Iterator[Block]:
    """How the process is; that all is well only where the files are `right`."""
    silent = sentences.text("team-silent", seconds=round(health.silence)) if not health.well else ""
    reason = health.trouble or silent
    if reason:
        yield Paragraph(sentences.line("team-unwell", reason=reason))
    elif right:
        yield Paragraph(sentences.line("team-well"))
    if not health.stores:
        return
    waiting, aside = (health.updates.get(state, 0) for state in ("waiting", "set-aside"))
    waiting = max(0, waiting - 1)  # one is the command itself
    yield Paragraph(sentences.line("team-updates", waiting=waiting, aside=aside))

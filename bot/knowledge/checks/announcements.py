"""Announcements in files: in English at least, about something that is there, as long as a message may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.knowledge.checks.draft import Draft
from bot.knowledge.loaded import Key
from bot.knowledge.localising import SOURCE
from bot.knowledge.model import Announcement
from bot.knowledge.nearest import hint, listing
from bot.knowledge.problems import Problem

BOLD = "**"
LONGEST = 4096
"""Letters of a message, as Telegram counts them: UTF-16 units without the markup."""


def announcements(draft: Draft) -> Iterator[Problem]:
    """What is wrong with each by itself."""
    for one in draft.facts.announcements:
        key: Key = ("announcements", one.id)
        if one.text and SOURCE not in one.text:
            words = "there is no English text ('en: ...'), which serves where a language is missing; write one"
            yield draft.problem((*key, "text"), words)
        for language, text in one.text.items():
            yield from _text(draft, (*key, "text", language), text)
        if len(set(one.kinds)) < len(one.kinds):
            yield draft.problem((*key, "kinds"), "a sort of chats is named twice; keep one of the two", "warning")
        if one.when:
            yield from _time(draft, (*key, "when"), one.when, _zone(draft, one))


def announced_things(draft: Draft) -> Iterator[Problem]:
    """One that is about a programme or an edition that stands in no file."""
    known = {program.id for program in draft.facts.programs}
    known |= {f"{program.id}/{edition.id}" for program in draft.facts.programs for edition in program.editions}
    for one in draft.facts.announcements:
        if one.about and one.about not in known:
            near = hint(one.about, known)
            found = f". Known: {listing(sorted(known))}" if known else ". There is none yet"
            words = f"{one.about!r} is no programme and no edition{near or f'; add it or correct this{found}'}"
            yield draft.problem(("announcements", one.id, "about"), words)


def announced_languages(draft: Draft) -> Iterator[Problem]:
    """The languages that one lacks, in one line; as it is written for a day, it has its translations beside it."""
    packs = draft.knowledge.languages.items()
    spoken = {code for code, pack in packs if pack.cues and pack.templates and code != SOURCE}
    for one in draft.facts.announcements:
        missing = sorted(spoken.difference(one.text)) if SOURCE in one.text else []
        if missing:
            words = f"not in {', '.join(missing)}; English serves instead, and says so"
            yield draft.problem(("announcements", one.id, "text"), words, "warning")


def _text(draft: Draft, key: Key, text: str) -> Iterator[Problem]:
    length = len(text.replace(BOLD, "").encode("utf-16-le")) // 2
    if length > LONGEST:
        words = f"the text has {length:,} letters; a message of Telegram has room for {LONGEST:,}, so shorten it"
        yield draft.problem(key, words, "warning")
    if text.count(BOLD) % 2:
        words = f"one {BOLD} has no other one, so it is shown as it stands; bold begins and ends with {BOLD}"
        yield draft.problem(key, words, "warning")


def _zone(draft: Draft, one: Announcement) -> str | None:
    organiser = draft.facts.organiser
    return one.zone or (organiser.zone if organiser else None)


def _time(draft: Draft, key: Key, when: dt.datetime, zone: str | None) -> Iterator[Problem]:
    """A time of the night in which the clocks are changed is none, or is there twice."""
    if zone is None:
        return
    local = when.replace(tzinfo=ZoneInfo(zone))
    first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
    if first != second:
        back = first is not None and second is not None and first > second
        words = "is there twice, and the first is taken" if back else "is skipped; an hour later is taken"
        yield draft.problem(key, f"the clocks are changed in {zone} then, so that this time {words}", "warning")

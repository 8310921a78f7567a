"""Reasons, amounts and times of announcements in plain words."""

from __future__ import annotations

import datetime as dt
import math
from typing import Final
from zoneinfo import ZoneInfo

from bot.announcements.announcement import Announcement, Reaches
from bot.announcements.states import Reason
from bot.answers.dates import day, language_name
from bot.answers.sentences import Sentences
from bot.matching.compiling import FALLBACK
from bot.telegram_bot.links import short
from bot.telegram_bot.rendering import without_markup

LONGEST: Final = 50
"""Letters of an announcement by which it is known."""
MINUTE: Final = 60.0
_WHY: Final = {
    Reason.LEFT: "team-why-left",
    Reason.PAUSED: "team-why-paused",
    Reason.ENOUGH: "team-why-enough",
    Reason.CANCELLED: "team-why-cancelled",
    Reason.RECALLED: "team-why-recalled",
    Reason.GONE: "team-why-gone",
    Reason.REPLACED: "team-why-replaced",
    Reason.TWICE: "team-why-twice",
    Reason.UNREACHABLE: "team-why-unreachable",
    Reason.NO_RIGHTS: "team-why-no-rights",
    Reason.NO_TOPIC: "team-why-no-topic",
    Reason.REFUSED: "team-why-refused",
    Reason.EXPIRED: "team-why-expired",
    Reason.MOVED: "team-why-moved",
    Reason.NO_ANSWER: "team-why-no-answer",
    Reason.KILLED: "team-why-killed",
}
_WRONG: Final = (
    (("can't parse entities", "can't find end"), "team-wrong-markup"),
    (("too long",), "team-wrong-length"),
    (("text is empty", "text must be non-empty"), "team-wrong-empty"),
    (("url", "button_"), "team-wrong-link"),
    (("file", "photo", "document", "media"), "team-wrong-file"),
)
"""Signs in Telegram's words, and the sentence that says what they mean."""
KINDS: Final = {
    Reaches.PRIVATE: "team-round-private",
    Reaches.GROUPS: "team-round-groups",
    Reaches.CHANNELS: "team-round-channels",
}


def why(sentences: Sentences, reason: Reason | None) -> str:
    """Why something is as it is."""
    return sentences.text(_WHY.get(reason, "team-why-unknown") if reason else "team-why-unknown")


def wrong(sentences: Sentences, words: str) -> str:
    """What Telegram's words say of our text."""
    told = words.casefold()
    found = (key for signs, key in _WRONG if any(sign in told for sign in signs))
    return sentences.text(next(found, "team-wrong-other"))


def amount(number: int) -> str:
    """1,930."""
    return f"{number:,}"


def title(draft: Announcement) -> str:
    """The words by which staff know an announcement."""
    text = draft.texts.get(FALLBACK) or next(iter(draft.texts.values()), "")
    said = " ".join(without_markup(text).split())
    return short(said or (draft.media.name if draft.media else "") or "…", LONGEST)


def moment(seconds: float, now: float, zone: str, locale: str) -> str:
    """A moment as it is where the organiser is; without its day where that is today."""
    there = ZoneInfo(zone)
    then, today = dt.datetime.fromtimestamp(seconds, there), dt.datetime.fromtimestamp(now, there)
    time = f"{then:%H:%M} ({zone})"
    return time if then.date() == today.date() else f"{day(then.date(), locale)}, {time}"


def duration(sentences: Sentences, seconds: float) -> str:
    """40 seconds, 3 minutes, 2 hours: no finer than it can be known."""
    if seconds < MINUTE:
        return sentences.text("team-round-seconds", count=max(5, math.ceil(seconds / 5) * 5))
    if seconds < 90 * MINUTE:
        return sentences.text("team-round-minutes", count=math.ceil(seconds / MINUTE))
    return sentences.text("team-round-hours", count=round(seconds / MINUTE / 60))


def languages(sentences: Sentences, counts: list[tuple[str, int]]) -> str:
    """English 1,200, Korean 300."""
    named = [(language_name(code, sentences.locale), number) for code, number in counts]
    return _list(sentences, named)


def kinds(sentences: Sentences, counts: list[tuple[Reaches, int]]) -> str:
    """people 1,200, groups 30."""
    return _list(sentences, [(sentences.text(KINDS[kind]), number) for kind, number in counts])


def _list(sentences: Sentences, named: list[tuple[str, int]]) -> str:
    return ", ".join(sentences.text("team-round-counted-as", name=name, number=amount(n)) for name, n in named)

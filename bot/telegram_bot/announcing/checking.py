"""What stands in the way of an announcement: nobody can say yes to it as long as there is anything."""

from __future__ import annotations

from dataclasses import dataclass

from bot.announcements import drafts, planning, previews, rounds
from bot.announcements.counting import Numbers
from bot.announcements.drafts import Held
from bot.answers.dates import enumeration, language_name
from bot.matching.compiling import FALLBACK
from bot.storage.database import Connection
from bot.telegram_bot.announcing import rendering
from bot.telegram_bot.announcing.telling import until
from bot.telegram_bot.announcing.timing import ENGLISH, Wrong
from bot.telegram_bot.services import Services


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft with what has to be known of it before it can be shown or approved."""

    held: Held
    numbers: Numbers
    faults: tuple[Wrong, ...]
    now: float


def why_not(connection: Connection, held: Held) -> str:
    """The sentence that says why the draft of a correction cannot be approved; empty where it can, or is none."""
    target = drafts.find(connection, held.corrects) if held.corrects is not None else None
    if target is None:
        return ""
    if rounds.is_recalled(connection, target.number):
        return "team-correct-recalled"
    return "team-correct-same" if planning.corrected(target.draft, held.draft) == target.draft else ""


def checked(services: Services, held: Held, numbers: Numbers, now: float, reason: str = "") -> Checked:
    """With all its faults at once; ``reason`` is why a correction is of no use.

    What is corrected has had its time, and those who are still to get it get the new text: both are no faults of it.
    """
    draft, faults = held.draft, list[Wrong]()
    if FALLBACK not in draft.texts and not (draft.media and not draft.texts):
        faults.append(Wrong("team-fault-no-text" if not draft.texts else "team-fault-no-english"))
    for one in rendering.too_long(draft, services):
        key = "team-fault-long" if one.language in draft.texts else "team-fault-long-note"
        told: dict[str, str | int] = {"language": name_of(one.language), "letters": one.letters, "room": one.room}
        faults.append(Wrong(key, told))
    if held.corrects is None and draft.due and draft.due <= now:
        faults.append(Wrong("team-fault-late"))
    limit = until(held)
    if limit and limit <= max(now, draft.due):
        faults.append(Wrong("team-fault-old"))
    if held.corrects is None and not numbers.total:
        faults.append(Wrong("team-fault-nobody"))
    if reason:
        faults.append(Wrong(reason))
    refused = previews.of(held.previewed, held.version).refused
    if refused:
        faults.append(Wrong("team-fault-refused", {"languages": names_of(refused)}))
    return Checked(held, numbers, tuple(faults), now)


def name_of(code: str) -> str:
    """What staff call a language."""
    return language_name(code, ENGLISH)


def names_of(codes: frozenset[str] | list[str]) -> str:
    """Several languages, English first."""
    return enumeration([name_of(code) for code in sorted(codes, key=lambda code: (code != FALLBACK, code))], ENGLISH)

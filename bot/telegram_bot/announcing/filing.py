"""Announcements that are written in the files of the knowledge: shown to staff like those that are made in the chat.

What was proposed of a file is known by a digest of all that it says. Another wording takes the place of one that staff
have not decided about. Once one is approved, other words are offered as a correction of it; what cannot be changed any
more (to whom, when) comes as an announcement of its own, which says so.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from bot.announcements import drafts, proposals
from bot.announcements.announcement import Announcement
from bot.announcements.drafts import Maker
from bot.announcements.proposals import Proposed
from bot.announcements.states import Draft, Source
from bot.knowledge.model import Announcement as Filed
from bot.storage.database import Connection
from bot.telegram_bot.announcing.composing import digest_of, of_file
from bot.telegram_bot.announcing.proposing import Why, Withdrawal

WORDS = ("text", "links")
"""The fields that can still be changed in messages that are there."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What an announcement of the files says, as it is kept with what was proposed of it."""

    file: str
    """The id of the announcement."""
    digest: str
    words: str
    """The digest of its texts and buttons alone."""

    @classmethod
    def of(cls, filed: Filed) -> Wording:
        """As it is written now."""
        return cls(filed.id, digest_of(filed), digest_of(filed, WORDS))

    def dumps(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self), sort_keys=True)

    @property
    def origin(self) -> str:
        """What it is proposed for."""
        return f"file:{self.file}:{self.digest}"


def wording_of(facts: str) -> Wording | None:
    """From what dumps() gave; None of anything else."""
    try:
        held = json.loads(facts)
        return Wording(held["file"], held["digest"], held["words"])
    except (ValueError, KeyError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class Files:
    """What the files say, where the organiser is, and in which chat staff are told."""

    filed: Sequence[Filed]
    zone: str
    chat: int
    first: bool = False
    """Whether it is the first look of all: then nothing is proposed whose time is over."""


Told = Sequence[tuple[Wording, Proposed]]
"""What was proposed of one announcement of the files, in order; a wording is the one that it has by now."""


def file(connection: Connection, files: Files, now: float) -> list[Withdrawal]:
    """Draft what is new in the files; what waits and is not in them any more, or otherwise, is to be taken back."""
    before: dict[str, list[tuple[Wording, Proposed]]] = defaultdict(list)
    for one in proposals.filed(connection):
        wording = wording_of(one.facts)
        if wording is not None:
            before[wording.file].append((wording, one))
    outdated = []
    for filed in files.filed:
        told, wording = before.pop(filed.id, []), Wording.of(filed)
        waits = [one for known, one in told if one.is_open and known != wording]
        there = len(waits) < sum(one.is_open for _, one in told) or _propose(connection, filed, files, told, now)
        outdated += [Withdrawal(one, Why.RENEWED if there else Why.UNTRUE) for one in waits]
    gone = (one for told in before.values() for _, one in told if one.is_open)
    return [*outdated, *(Withdrawal(one, Why.GONE) for one in gone)]


def _propose(connection: Connection, filed: Filed, files: Files, told: Told, now: float) -> bool:
    """Draft it, unless staff have decided about it as it stands there; whether it waits for them now."""
    wording, draft = Wording.of(filed), of_file(filed, files.zone)
    maker = Maker(Source.FILE, 0, "", files.chat, wording.origin, facts=wording.dumps())
    approved = next((one for one in reversed(told) if one[1].state is Draft.APPROVED and not one[1].corrects), None)
    if approved is None:
        made = proposals.put(connection, draft, maker, now)
        if made is not None and files.first and 0.0 < draft.due <= now:
            drafts.discard(connection, made, now)
        return made is not None
    known, sent = approved
    if known == wording:
        return False
    if known.words != wording.words and proposals.can_be_corrected(connection, sent.number):
        return _correct(connection, sent.number, draft, maker, now)
    return proposals.put(connection, draft, maker, now) is not None


def _correct(connection: Connection, number: int, draft: Announcement, maker: Maker, now: float) -> bool:
    """Offer other words to those who got the old ones, unless somebody of staff is about to do it."""
    sent, waits = drafts.find(connection, number), proposals.correction_of(connection, number)
    if sent is None or (waits is not None and waits.source is not Source.FILE):
        return False
    before = drafts.of_origin(connection, maker.origin or "")
    undone = before is not None and before.state is Draft.APPROVED  # it said so before, and something else since
    corrected = replace(sent.draft, texts=draft.texts, links=draft.links, due=0.0, zone="")
    return proposals.put(connection, corrected, replace(maker, corrects=number), now, anew=undone) is not None

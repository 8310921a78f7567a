"""The days that an announcement names for an application, against those of the window that it is about.

Other texts may tell of other calls; of an announcement people go by what it says, so each of its days is looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answers.truth.claims import Claims, Sentence
from bot.answers.truth.dated import Contradiction
from bot.answers.truth.dating import Day
from bot.answers.truth.subjects import Library, Subjects
from bot.answers.truth.told import Told
from bot.knowledge.loaded import Key
from bot.knowledge.model import Application

_APPLYING = frozenset({"apply", "deadline"})
"""Cues of sentences that tell of an application."""


@dataclass(frozen=True, slots=True)
class _Window:
    """A window and where its end is written."""

    name: str
    application: Application
    key: Key

    def __str__(self) -> str:
        return f"applications for {self.name}: {self.application.opens} to {self.application.closes.date()}"


class Windows:
    """Compares announcements of one language with the windows."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def contradictions(self, told: Told, claims: Claims) -> Iterator[Contradiction]:
        """The days of sentences on an application that are neither an end of its window nor a day of its edition."""
        if not told.place[1].startswith("announcements/") or not claims.spans:
            return
        for sentence in claims.sentences:
            if not sentence.spans or not sentence.reading.cues() & _APPLYING:
                continue
            about = self._about(told, sentence)
            window = self._window(about)
            known = self._known(about, window) if window else []
            for span in sentence.spans if window else ():
                if not all(any(day.agrees(one) for one in known) for day in (span.first, span.last)):
                    yield Contradiction(str(span), str(window), window.key if window else ())

    def _about(self, told: Told, sentence: Sentence) -> Subjects:
        """What the sentence names; where that is only the programme of the announcement's edition, the edition."""
        named, owner = self._library.named(sentence.reading), self._library.owner(told)
        return owner if not named or (not named.editions and named.programs == owner.programs) else named

    def _window(self, about: Subjects) -> _Window | None:
        """The only window that may be meant."""
        windows = [(held.id, held.edition.application) for held in about.editions]
        keys: list[Key] = [("programs", one.program.id, "editions", one.edition.id) for one in about.editions]
        if not windows:
            windows = [(one, self._library.catalogue.programs[one].application) for one in about.programs]
            keys = [("programs", one) for one in about.programs]
        if len(windows) != 1 or windows[0][1] is None:
            return None
        return _Window(windows[0][0], windows[0][1], (*keys[0], "application", "closes"))

    def _known(self, about: Subjects, window: _Window) -> list[Day]:
        days = [window.application.opens, window.application.closes.date()]
        for held in about.editions:
            first, last = held.edition.start, held.edition.end or held.edition.start
            if first and last:
                days += [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
        return [Day(day.month, day.day, day.year) for day in days]

"""Two versions of the knowledge, asked the same questions: which replies change.

What counts is what a person sees: the text and the links. Two replies that differ only in their confidence are one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.answers.conversation import Conversation
from bot.answers.reply import Button, Outcome, Question, Reply
from bot.evaluation import faults
from bot.knowledge.sameness import Same
from bot.matching.compiling import FALLBACK

if TYPE_CHECKING:
    from bot.answers.assistant import Assistant
    from bot.probes import Asked, Probe


class Kind(StrEnum):
    """What a change means; the gravest first."""

    REGRESSION = "regression"
    """A test question that passed fails now."""
    LOST = "lost"
    """It was answered, and no longer is."""
    CHANGED = "changed"
    """Other words or links, or an answer that its test still finds wrong."""
    GAINED = "gained"
    """It was not answered, or its test question failed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A reply as a person sees it, and by what right it is given."""

    text: str
    links: tuple[Button, ...]
    outcome: Outcome
    entry: str

    @classmethod
    def of(cls, reply: Reply) -> Seen:
        """What is seen of a reply."""
        return cls(reply.text, reply.links, reply.outcome, reply.entry)

    @property
    def shown(self) -> tuple[str, tuple[Button, ...]]:
        """What is compared."""
        return self.text, self.links


@dataclass(frozen=True, slots=True)
class Change:
    """One question with its replies."""

    asked: Asked
    kind: Kind
    before: Seen
    after: Seen
    passed: bool | None = None
    """Whether the test question passed before; None for what is none."""
    passes: bool | None = None
    """Whether it passes now; None also for a test question that is gone."""
    faults: tuple[str, ...] = ()
    """What the test question finds wrong now."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes, the gravest first, else in the order in which they were asked."""

    changes: tuple[Change, ...]
    total: int
    """How many questions there were ..."""
    skipped: int
    """... and how many of them did not have to be asked, since their answers cannot have changed."""

    @property
    def regressions(self) -> int:
        """How many test questions passed and fail now."""
        return sum(change.kind is Kind.REGRESSION for change in self.changes)


def compare(
    old: Assistant,
    new: Assistant,
    probes: Sequence[Probe],
    same: Same = Same(),  # noqa: B008 - frozen
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Ask both versions the same questions.

    Those whose answers cannot have changed, by what the versions have in common (`same`), are left out. `progress` is
    told how many of how many are done.
    """
    changes, skipped = [], 0
    for done, probe in enumerate(probes):
        if progress:
            progress(done, len(probes))
        if probe.expects_the_same and _surely_same(old, new, probe, same):
            skipped += 1
            continue
        change = _change(probe, probe.reply(old), probe.reply(new))
        if change is not None:
            changes.append(change)
    kinds = list(Kind)
    return Comparison(tuple(sorted(changes, key=lambda one: kinds.index(one.kind))), len(probes), skipped)


def _change(probe: Probe, old: Reply, new: Reply) -> Change | None:
    """What has changed; None where a person sees the same, and the test question finds nothing new wrong."""
    before, after = Seen.of(old), Seen.of(new)
    passed = None if probe.old is None else not any(faults(probe.old, old))
    wrong = () if probe.new is None else tuple(faults(probe.new, new))
    passes = None if probe.new is None else not wrong
    kind = _kind(before, after, passed, passes)
    if before.shown == after.shown and kind is not Kind.REGRESSION:
        return None
    return Change(probe.asked, kind, before, after, passed, passes, wrong)


def _kind(before: Seen, after: Seen, passed: bool | None, passes: bool | None) -> Kind:
    if passes is not None and passes != passed:
        return Kind.GAINED if passes else Kind.REGRESSION
    was, is_now = (seen.outcome is Outcome.ANSWER for seen in (before, after))
    if was and not is_now:
        return Kind.LOST
    return Kind.GAINED if is_now and not was and passes is not False else Kind.CHANGED


def _surely_same(old: Assistant, new: Assistant, probe: Probe, same: Same) -> bool:
    """Whether both versions take every message for the same language, one that answers as before."""
    if FALLBACK not in same.languages or old.languages != new.languages:
        return False
    if same.hearing and same.languages.issuperset(new.languages):
        return True
    if len(new.languages) == 1:  # free entries alone may be asked in any language
        return False
    before: str | None = None
    for text in probe.asked.texts:
        question, thread = Question(text, probe.day, probe.chosen), Conversation(language=before)
        heard, foreign = new.heard(question, thread)
        spoken = probe.chosen if probe.chosen in new.languages else heard
        if not {heard, spoken} <= same.languages:
            return False
        if not same.hearing and old.heard(question, thread) != (heard, foreign):
            return False
        before = before if foreign else spoken
    return True

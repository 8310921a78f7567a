"""One sentence or clause with all that it may ask."""

from __future__ import annotations

from dataclasses import dataclass

from bot.matching.candidate import BELIEVED, Candidate
from bot.matching.reading import Reading

ANSWER = BELIEVED
SURE = 0.95
"""The confidence from which nothing else can have been meant."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One sentence or clause with its candidates, best first."""

    text: str
    reading: Reading
    candidates: tuple[Candidate, ...]
    asked: bool = False
    """True where it ends in a question mark."""
    clauses: tuple[Understood, ...] = ()
    """Of a sentence that is not understood as a whole: what its clauses ask."""

    @property
    def best(self) -> Candidate | None:
        """The best candidate."""
        return self.candidates[0] if self.candidates else None

    @property
    def answered(self) -> bool:
        """True where the best candidate is good enough and the facts have the answer."""
        return self.settled and self.best is not None and not self.best.finding.missing

    @property
    def settled(self) -> bool:
        """True where it is understood, be the answer known or not."""
        return self.best is not None and self.best.confidence >= ANSWER

    @property
    def unpublished(self) -> bool:
        """True where it is understood without a doubt, and nobody has published the answer."""
        return self.best is not None and self.best.finding.missing and self.best.confidence >= SURE

"""A finding together with how well it explains the question: what decisions are made from."""

from __future__ import annotations

from dataclasses import dataclass

from bot.matching.finding import Finding

BELIEVED = 0.5
"""The confidence from which a candidate is an answer."""
DOUBT = 0.49
"""The most that a question with an unexplained word can reach."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to understand a question."""

    finding: Finding
    confidence: float
    """0 to 1, on one scale for facts, entries and news."""
    explained: float
    """Weighty words that it explains; those that it merely goes along with count less."""
    unexplained: tuple[str, ...] = ()
    """Weighty words that it does not, as typed."""
    typed: bool = True
    """True where some word says what is asked; a mere name or a word that goes with many asks does not."""

    reasons: tuple[str, ...] = ()
    """Where it was weighed against the others: what spoke most for and against it."""

    def order(self) -> tuple[bool, bool, float, float]:
        """Best last: believed ones, then wholly explained ones, then those that explain most of what is asked."""
        strength = round(self.explained + self.finding.bonus, 3)
        return (self.confidence >= BELIEVED, not self.unexplained, strength, self.confidence)

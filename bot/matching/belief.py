"""Which candidate answers a question that the rules leave open, if any does.

The rules answer only what they explain word by word. But who writes, and why, belongs to a message as much as what is
asked ("I am updating my CV and need the dates of the 2015 training"), and no list holds all such words. So what the
rules leave open is weighed: a log-linear model over all candidates of the message and "none of them", of which the
likeliest wins if it is likely enough. Its weights are in weights.json, one for each name of bot/matching/evidence.py;
`tests/benchmarks/decision.py` learns them from questions with known answers, and tells what they add on questions that
they were not learnt from.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bot.matching.candidate import BELIEVED, Candidate
from bot.matching.evidence import NAMELESS, UPCOMING, Feature, Message, gathered
from bot.matching.understood import Understood

TRUST = 0.65
"""The probability from which a candidate is answered. Well above a half: a wrong answer is worse than none."""
TOLD = 8
"""How many reasons are given for an answer that was weighed."""
NONE = "none"
"""The name of the weight of "none of them"."""
_DENYING = frozenset({"open a negation", "open real word in a bare question", NAMELESS, UPCOMING})
_WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Option:
    """One candidate of a sentence or clause, with what speaks for and against it."""

    part: Understood
    candidate: Candidate
    features: tuple[Feature, ...]


def options(parts: Sequence[Understood]) -> list[Option]:
    """All candidates of a message, those of its clauses included; each answer once for each clause."""
    message = Message(sum(len(part.reading.words) for part in parts), len(parts))
    return [
        Option(clause, candidate, tuple(features))
        for part in parts
        for clause in (part, *part.clauses)
        for candidate, features in gathered(clause, message, whole=clause is part)
    ]


class Belief:
    """Decides with one set of weights."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    def probabilities(self, found: Sequence[Option]) -> list[float]:
        """How likely each option is to be what was asked; what is missing to 1 is none of them."""
        weight = self._weights.get
        scores = [sum(weight(name, 0.0) * value for name, value in option.features) for option in found]
        scores.append(weight(NONE, 0.0))
        most = max(scores)
        odds = [math.exp(score - most) for score in scores]
        total = sum(odds)
        return [odd / total for odd in odds[:-1]]

    def believed(self, parts: Sequence[Understood]) -> Understood | None:
        """The sentence or clause whose likeliest candidate is likely enough, with that candidate in front.

        None where the rules answer something already: what is explained word by word needs no weighing. Nor does a
        clause that is understood to ask for what nobody has published.
        """
        if any(part.answered for part in parts):
            return None
        found = options(parts)
        likely, best = self._by_entry(found)
        winner = max(likely, key=lambda entry: likely[entry], default="")
        if not winner or likely[winner] < TRUST:
            return None
        option = best[winner]
        confidence = max(BELIEVED, round(likely[winner], 3))
        sure = replace(option.candidate, confidence=confidence, reasons=self._reasons(option))
        others = tuple(c for c in option.part.candidates if c is not option.candidate)
        return replace(option.part, candidates=(sure, *others))

    def _reasons(self, option: Option) -> tuple[str, ...]:
        """What spoke most for and against an option: "explained +1.6"."""
        told = [(name, self._weights.get(name, 0.0) * value) for name, value in option.features]
        told.sort(key=lambda pair: -abs(pair[1]))
        return tuple(f"{name} {value:+.1f}" for name, value in told[:TOLD])

    def _by_entry(self, found: Sequence[Option]) -> tuple[dict[str, float], dict[str, Option]]:
        """How likely each answer is, and where it is likeliest; one that several clauses suggest is likelier."""
        likely: dict[str, float] = {}
        best: dict[str, tuple[float, Option]] = {}
        for option, probability in zip(found, self.probabilities(found), strict=True):
            entry = option.candidate.finding.entry
            if option.part.unpublished or option.candidate.finding.missing or _denied(option):
                continue
            likely[entry] = likely.get(entry, 0.0) + probability
            if entry not in best or best[entry][0] < probability:
                best[entry] = probability, option
        return likely, {entry: option for entry, (_, option) in best.items()}


def _denied(option: Option) -> bool:
    """True where what stays open surely changes what is asked.

    A negation does ("which topics were not covered?"), and so does a real word in a question with nothing around it
    ("when was the training cancelled?"): there it can be no typing error, and tells nothing about the writer. Names are
    not in a text that names nothing of the kind.
    """
    return any(value and name in _DENYING for name, value in option.features)


@cache
def learnt() -> Belief:
    """With the weights that travel with the program."""
    return Belief(json.loads(_WEIGHTS.read_text(encoding="utf-8")))

"""Learns what to answer of what the rules leave open, and measures it on questions that it was not learnt from.

    pip install scipy
    python tests/benchmarks/decision.py [--sets a b c] [--write] [--knowledge DIR]

The sets are conversations in tests/benchmarks/questions and, called multilingual/a and so on, in
tests/benchmarks/multilingual, a file for each of their authors: `ask` (messages; the last
reply is judged), `says` (what must stand in it, alternatives separated by |), `never`, and `unknown` where no answer
may be claimed. Every candidate of every question is composed and judged; a log-linear model is fitted to prefer the
right ones, and "none" where there is none (maximum likelihood with a ridge).

Printed: what the rules alone reach; then, each set decided with weights learnt from the others, what is reached for
some values of TRUST: right, wrong and unanswered questions, and false answers to what has none. `--write` fits on all
sets and writes bot/matching/weights.json.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.answers.assistant import Assistant
from bot.answers.composer import compose
from bot.answers.conversation import Conversation
from bot.answers.reply import Outcome, Question, Reply
from bot.evaluation import faults
from bot.knowledge.loader import load
from bot.knowledge.questions import Case
from bot.matching import belief
from bot.matching.belief import NONE, Belief, Option
from bot.matching.understood import Understood

ROOT = Path(__file__).resolve().parents[2]
SETS = (Path(__file__).parent / "questions", Path(__file__).parent / "multilingual")
TODAY = dt.date(2026, 11, 21)
PLAIN_RIDGE, PAIR_RIDGE = 0.1, 1.0
"""What large weights cost: of counts, and of the many pairs of an ask and a cue."""
SELDOM = 4
"""Features seen less often are left out."""
THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.8)
Numbers = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with all its candidates, and which of them are right."""

    group: str
    unknown: bool
    answered: bool
    """Whether the rules alone answer it."""
    passed: bool
    """Whether that is right."""
    parts: tuple[Understood, ...]
    options: tuple[Option, ...]
    right: tuple[bool, ...]

    def decided(self, model: Belief, trust: float) -> tuple[bool, bool]:
        """Whether it is answered with the model's help, and whether that is right."""
        belief.TRUST = trust
        sure = model.believed(self.parts)
        if sure is None or sure.best is None:
            return self.answered, self.passed
        entry = sure.best.finding.entry
        right = any(good for option, good in zip(self.options, self.right, strict=True) if _entry(option) == entry)
        return True, right and not self.unknown


def read(path: Path) -> Iterator[Case]:
    """The conversations of one set."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        says, never = tuple(record.get("says", ())), tuple(record.get("never", ()))
        yield Case(tuple(record["ask"]), says, never, unknown=record.get("unknown", False))


def _named(path: Path) -> str:
    """What a set is called: "a" of the English ones, "multilingual/a" of the others."""
    return path.stem if path.parent == SETS[0] else f"{path.parent.name}/{path.stem}"


def judged(assistant: Assistant, group: str, case: Case) -> Judged:
    """A question as the rules leave it."""
    before = conversation = Conversation()
    for text in case.ask:
        before, question = conversation, Question(text, TODAY)
        reply, conversation = assistant.answer(question, conversation)
    parts = tuple(assistant.understood(question, before))
    desk = assistant.desk(TODAY, reply.language)
    found = tuple(belief.options(parts))
    verdicts: dict[str, bool] = {}
    for option in found:
        finding = option.candidate.finding
        if finding.missing or case.unknown:
            verdicts[finding.entry] = finding.missing and case.unknown
        elif finding.entry not in verdicts:
            answer = Reply(Outcome.ANSWER, tuple(compose(desk, finding).blocks), reply.language, finding.entry)
            verdicts[finding.entry] = not any(faults(case, answer))
    right = tuple(verdicts[_entry(option)] for option in found)
    answered = reply.outcome is Outcome.ANSWER
    return Judged(group, case.unknown, answered, not any(faults(case, reply)), parts, found, right)


def _entry(option: Option) -> str:
    return option.candidate.finding.entry


def fit(questions: Sequence[Judged]) -> dict[str, float]:
    """The weights by which the right candidates, or none, become likeliest."""
    counted = Counter(name for q in questions for option in q.options for name, _ in option.features)
    names = [NONE, *sorted(name for name, count in counted.items() if count >= SELDOM)]
    columns = {name: at for at, name in enumerate(names)}
    rows: list[int] = []
    cells: list[int] = []
    values: list[float] = []
    owners: list[int] = []
    good: list[bool] = []
    for number, q in enumerate(q for q in questions if q.unknown or any(q.right)):
        described = [option.features for option in q.options]
        for features, is_right in zip([*described, ((NONE, 1.0),)], [*q.right, q.unknown], strict=True):
            known = [(columns[name], value) for name, value in features if name in columns]
            rows += [len(owners)] * len(known)
            cells += [cell for cell, _ in known]
            values += [value for _, value in known]
            owners.append(number)
            good.append(is_right)
    table = csr_matrix((values, (rows, cells)), shape=(len(owners), len(names)))
    owner, right = np.array(owners), np.array(good)
    ridge = np.array([0.01 if name == NONE else PAIR_RIDGE if _paired(name) else PLAIN_RIDGE for name in names])

    def cost(weights: Numbers) -> tuple[float, Numbers]:
        scores = table @ weights
        total, likely = _normalised(scores, owner)
        meant, among = _normalised(np.where(right, scores, -1e9), owner)
        slope = table.T @ (likely - np.where(right, among, 0.0)) + ridge * weights
        return float((total - meant).sum() + 0.5 * (ridge * weights**2).sum()), slope

    found = minimize(cost, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True) if abs(weight) >= 0.01}


def _paired(name: str) -> bool:
    return "+" in name or name.startswith(("ask ", "open "))


def _normalised(scores: Numbers, owner: Places) -> tuple[Numbers, Numbers]:
    """The logarithm of the sum of the odds of each question, and the share of each candidate in it."""
    most = np.full(owner[-1] + 1, -np.inf)
    np.maximum.at(most, owner, scores)
    odds = np.exp(scores - most[owner])
    total = np.zeros(len(most))
    np.add.at(total, owner, odds)
    return most + np.log(total), odds / total[owner]


def report(name: str, decisions: Sequence[tuple[Judged, tuple[bool, bool]]]) -> str:
    """One line of the table."""
    known = [decision for q, decision in decisions if not q.unknown]
    right, wrong = sum(good for _, good in known), sum(answered and not good for answered, good in known)
    asked = [answered for q, (answered, _) in decisions if q.unknown]
    share = f"{100 * right / max(1, len(known)):.1f}%"
    return f"{name:<12}{right:>6} {share:>6}{wrong:>7}{len(known) - right - wrong:>12}{sum(asked):>7} of {len(asked)}"


def main() -> None:
    """Ask, fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="*", help="names of the sets; all of them by default")
    parser.add_argument("--test", nargs="*", help="sets that nothing is learnt from, and the only ones to be measured")
    parser.add_argument("--write", action="store_true", help="write the weights learnt from all sets")
    parser.add_argument("--knowledge", type=Path, default=ROOT / "knowledge")
    options = parser.parse_args()
    knowledge = load(options.knowledge, packaged=options.knowledge).knowledge
    if knowledge is None:
        parser.error("the knowledge has errors; `wego-bot check` names them")
    belief.TRUST = 2.0  # the rules alone
    assistant = Assistant.build(knowledge)
    paths = {_named(path): path for folder in SETS for path in sorted(folder.glob("?.jsonl"))}
    chosen = [name for name in paths if options.sets is None or name in options.sets]
    questions = [judged(assistant, name, case) for name in chosen for case in read(paths[name])]
    if options.write:
        weights = json.dumps(fit(questions), indent=0, sort_keys=True, ensure_ascii=False)
        Path(belief.__file__).with_name("weights.json").write_text(f"{weights}\n", encoding="utf-8")
        return
    unseen = options.test or sorted({q.group for q in questions})
    measured = [q for q in questions if q.group in unseen]
    print(f"{len(questions)} questions; the right answer is among the candidates or given by the rules for", end=" ")
    known = [q for q in measured if not q.unknown]
    print(f"{sum(q.passed or any(q.right) for q in known)} of {len(known)} measured ones")
    print(f"{'':<12}{'right':>6} {'':>6}{'wrong':>7}{'unanswered':>12}{'false':>7}")
    print(report("rules alone", [(q, (q.answered, q.passed)) for q in measured]))
    kept_out = [set(unseen)] if options.test else [{group} for group in unseen]
    models = [(out, Belief(fit([q for q in questions if q.group not in out]))) for out in kept_out]
    for trust in THRESHOLDS:
        decisions = [(q, q.decided(model, trust)) for out, model in models for q in questions if q.group in out]
        print(report(f"trust {trust}", decisions))


if __name__ == "__main__":
    main()

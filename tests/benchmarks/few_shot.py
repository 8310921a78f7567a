"""How well the general matching does on knowledge it was not made for.

    python tests/benchmarks/few_shot.py DIR [--far DIR] [--sets 40] [--seed 0] [--stemmer english]

DIR holds a public few-shot intent set: `train_*.jsonl`, `val.jsonl` and `test.jsonl` with `text`, `intent` and `oos`
("" in scope, "far" or "heldout" outside). Many knowledge folders are cut out of it at random: 20 to 60 intents as
entries, 5 to 30 phrasings each; 40 to 70 % of the questions are outside, from the other intents and from far away
(what the set itself has outside, or with --far what another set has).
Printed, in per cent: questions inside answered rightly, and questions outside met with silence, both at the one
default threshold; the lesser of the two, mean and worst over the folders; the area under the ROC curve of the
confidence; the best lesser of the two for a threshold chosen afterwards; and the right entry first, at any confidence.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.matching.features import plain_words
from bot.matching.similarity import Phrasing, SimilarityIndex

THRESHOLD = 0.5
MOST_INSIDE = 250  # questions inside, per folder


@dataclass(frozen=True, slots=True)
class Source:
    """A public set: texts by intent, and texts of no intent."""

    inside: dict[str, list[str]]
    outside: list[str]


@dataclass(frozen=True, slots=True)
class Folder:
    """A simulated knowledge folder and its questions; the entry of a question outside is None."""

    phrasings: list[Phrasing]
    questions: list[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question: the confidence of the first entry, whether it is right, whether the question is inside."""

    confidence: float
    right: bool
    inside: bool


@dataclass(frozen=True, slots=True)
class Result:
    """Rates of one folder, 0 to 1."""

    answered: float
    silent: float
    area: float
    best: float
    first: float


Matcher = Callable[[str], tuple[str | None, float]]
Build = Callable[[Sequence[Phrasing]], Matcher]


def read(folder: Path) -> Source:
    """All texts of the set, each once."""
    inside: dict[str, list[str]] = defaultdict(list)
    outside: list[str] = []
    seen: set[str] = set()
    for path in [*sorted(folder.glob("train_*.jsonl"), reverse=True), folder / "val.jsonl", folder / "test.jsonl"]:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["text"] in seen:
                continue
            seen.add(record["text"])
            (outside if record["oos"] else inside[record["intent"]]).append(record["text"])
    return Source(dict(inside), outside)


def simulate(source: Source, seed: int) -> Folder:
    """One knowledge folder cut out of the set."""
    rng = random.Random(seed)
    intents = sorted(source.inside)
    rng.shuffle(intents)
    entries = intents[: rng.randint(20, min(60, len(intents) * 4 // 5))]
    most, even = rng.choice([5, 8, 10, 15, 20, 30]), rng.random() < 0.5
    phrasings: list[Phrasing] = []
    inside: list[tuple[str, str | None]] = []
    for entry in entries:
        texts = rng.sample(source.inside[entry], len(source.inside[entry]))
        count = max(2, min(most if even else rng.randint(5, most), len(texts) - 3))
        phrasings += [Phrasing(entry, text) for text in texts[:count]]
        inside += [(text, entry) for text in texts[count:]]
    inside = rng.sample(inside, min(MOST_INSIDE, len(inside)))
    share = rng.uniform(0.4, 0.7)
    wanted = int(len(inside) * share / (1 - share))
    near = [text for intent in intents[len(entries) :] for text in source.inside[intent]]
    far = rng.sample(source.outside, min(len(source.outside), int(wanted * rng.uniform(0.1, 0.7))))
    near = rng.sample(near, min(len(near), wanted - len(far)))
    return Folder(phrasings, inside + [(text, None) for text in near + far])


def similarity(words: Callable[[str], Sequence[str]]) -> Build:
    """The bot's own matching."""

    def build(phrasings: Sequence[Phrasing]) -> Matcher:
        index = SimilarityIndex.build(phrasings, words=words)

        def match(text: str) -> tuple[str | None, float]:
            ranked = index.rank(text, 1)
            return (ranked[0].entry, ranked[0].confidence) if ranked else (None, 0.0)

        return match

    return build


def token_set(phrasings: Sequence[Phrasing]) -> Matcher:
    """For scale: what a fuzzy ratio reaches."""
    texts = [phrasing.text for phrasing in phrasings]

    def match(text: str) -> tuple[str | None, float]:
        _, score, place = process.extractOne(text, texts, scorer=fuzz.token_set_ratio)
        return phrasings[place].entry, score / 100

    return match


def measure(outcomes: Sequence[Outcome]) -> Result:
    """The rates over all questions of a folder."""
    inside = [o for o in outcomes if o.inside]
    outside = sorted(o.confidence for o in outcomes if not o.inside)

    def rates(threshold: float) -> tuple[float, float]:
        answered = sum(o.right and o.confidence >= threshold for o in inside) / len(inside)
        return answered, sum(c < threshold for c in outside) / len(outside)

    wins = sum((o.confidence > c) + (o.confidence == c) / 2 for o in inside for c in outside)
    answered, silent = rates(THRESHOLD)
    best = max(min(rates(o.confidence)) for o in outcomes[:: max(1, len(outcomes) // 200)])
    first = sum(o.right for o in inside) / len(inside)
    return Result(answered, silent, wins / len(inside) / len(outside), best, first)


def run(folder: Folder, build: Build) -> Result:
    """Ask one folder all its questions."""
    match = build(folder.phrasings)
    outcomes = []
    for text, entry in folder.questions:
        found, confidence = match(text)
        outcomes.append(Outcome(confidence, found == entry, entry is not None))
    return measure(outcomes)


def report(name: str, results: Sequence[Result], seconds: float) -> str:
    """One line of the table."""
    least = [min(r.answered, r.silent) for r in results]
    both = fmean(value >= 0.67 for value in least)
    columns = (
        fmean(r.answered for r in results), fmean(r.silent for r in results), fmean(least), min(least), both,
        fmean(r.area for r in results), fmean(r.best for r in results), fmean(r.first for r in results),
    )  # fmt: skip
    return f"{name:<12}" + "".join(f"{100 * value:>9.1f}" for value in columns) + f"{seconds:>9.1f}"


def main() -> None:
    """Run the simulation and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--far", type=Path, help="another set, whose outside questions are the far ones")
    parser.add_argument("--sets", type=int, default=40, help="number of simulated folders")
    parser.add_argument("--seed", type=int, default=0, help="number of the first one")
    parser.add_argument("--stemmer", help="a Snowball algorithm, for example english")
    parser.add_argument("--baseline", action="store_true", help="also run a fuzzy ratio (slow)")
    options = parser.parse_args()
    words: Callable[[str], Sequence[str]] = plain_words
    if options.stemmer:
        import snowballstemmer

        stemmer = snowballstemmer.stemmer(options.stemmer)
        words = lambda text: stemmer.stemWords(plain_words(text))  # noqa: E731
    source = read(options.folder)
    if options.far:
        source = Source(source.inside, read(options.far).outside)
    folders = [simulate(source, seed) for seed in range(options.seed, options.seed + options.sets)]
    builds = {"similarity": similarity(words)} | ({"token_set": token_set} if options.baseline else {})
    print(f"{options.folder.name}: {len(folders)} folders, {sum(len(f.questions) for f in folders)} questions")
    heads = ("answered", "silent", "lesser", "worst", "both>=67", "AUROC", "best", "first", "seconds")
    print(" " * 12 + "".join(f"{head:>9}" for head in heads))
    for name, build in builds.items():
        started = time.perf_counter()
        results = [run(folder, build) for folder in folders]
        print(report(name, results, time.perf_counter() - started), flush=True)


if __name__ == "__main__":
    main()

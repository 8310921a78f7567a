"""What was measured, as a table and as JSON, and what is asked of our bot."""

from __future__ import annotations

import json
import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

Samples = dict[str, dict[str, dict[str, list[float]]]]
"""Load -> figure -> bot -> what each repetition gave."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked of ours, in one figure of one load; `holds` sees the median of each bot."""

    load: str
    figure: str
    words: str
    holds: Callable[[dict[str, float]], bool]
    beside: tuple[str, ...] = ()
    """The bots without which it cannot be judged."""


PTB = ("ptb", "ptb-16")
TARGETS = (
    Target("kill", "lost", "0", lambda m: m["wego-bot"] == 0),
    Target("kill", "twice, most in one chat", "at most 1", lambda m: m["wego-bot"] <= 1),
    Target("faults", "lost", "0", lambda m: m["wego-bot"] == 0),
    Target("duplicates", "answered twice", "0", lambda m: m["wego-bot"] == 0),
    Target("duplicates", "not brought twice", "0", lambda m: m["wego-bot"] == 0),
    Target("slow", "times", "at most 2", lambda m: m["wego-bot"] <= 2),
    Target("far", "replies/s", "1.4 x ptb's best", lambda m: m["wego-bot"] >= 1.4 * max(m["ptb"], m["ptb-16"]), PTB),
    Target("far", "out of order", "0", lambda m: m["wego-bot"] == 0),
    Target("burst", "CPU ms a reply", "1.5 x ptb", lambda m: m["wego-bot"] <= 1.5 * m["ptb"], ("ptb",)),
    Target("burst", "out of order", "0", lambda m: m["wego-bot"] == 0),
)
MOST_MEMORY, MOST_GROWTH = 150.0, 1.05
"""MB; and how much more there may be at the end than after a fifth of the long run."""


@dataclass(slots=True)
class Report:
    """All samples so far."""

    bots: Sequence[str]
    titles: dict[str, str]
    samples: Samples = field(default_factory=lambda: defaultdict(lambda: defaultdict(lambda: defaultdict(list))))

    def add(self, load: str, bot: str, figures: dict[str, float]) -> None:
        """One repetition."""
        for figure, value in figures.items():
            self.samples[load][figure][bot].append(value)

    def medians(self, load: str, figure: str) -> dict[str, float]:
        """The median of each bot that was measured."""
        return {bot: statistics.median(values) for bot, values in self.samples[load][figure].items()}

    def table(self) -> str:
        """Medians; the last column says what is asked of ours, and whether it holds."""
        wide = f"{{:<38}}{'{:>12}' * len(self.bots)}  {{}}"
        lines = [wide.format("", *self.bots, "asked of ours")]
        for load, figures in self.samples.items():
            lines.append(self.titles[load])
            for figure in figures:
                medians = self.medians(load, figure)
                cells = [_shown(medians[bot]) if bot in medians else "" for bot in self.bots]
                lines.append(wide.format(f"  {figure}", *cells, self._verdict(load, figure, medians)).rstrip())
        return "\n".join(lines)

    def json(self) -> str:
        """Every sample; what never came is null."""
        clean = {
            load: {
                figure: {bot: [_finite(v) for v in values] for bot, values in of.items()} for figure, of in row.items()
            }
            for load, row in self.samples.items()
        }
        return json.dumps({"titles": self.titles, "samples": clean}, indent=1)

    def _verdict(self, load: str, figure: str, medians: dict[str, float]) -> str:
        return "; ".join(_judged(load, figure, medians, self))


def _judged(load: str, figure: str, medians: dict[str, float], report: Report) -> Iterator[str]:
    if "wego-bot" not in medians:
        return
    for target in TARGETS:
        if (target.load, target.figure) == (load, figure) and set(target.beside) <= set(medians):
            yield f"{target.words}: {'yes' if target.holds(medians) else 'NO'}"
    steps = list(report.samples["memory"]) if load == "memory" else []
    if steps and figure == steps[-1]:
        early, last = report.medians(load, steps[len(steps) // 5])["wego-bot"], medians["wego-bot"]
        yield f"at most {MOST_MEMORY:.0f}: {'yes' if last <= MOST_MEMORY else 'NO'}"
        yield f"flat since {steps[len(steps) // 5][9:]}: {'yes' if last <= early * MOST_GROWTH else 'NO'}"


def _shown(value: float) -> str:
    if math.isinf(value):
        return "never"
    return f"{value:.2f}" if value != int(value) and value < 20 else f"{value:,.0f}"


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None

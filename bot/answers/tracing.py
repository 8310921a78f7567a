"""Why an answer is what it is: a line for each thing that was recognised and each candidate."""

from __future__ import annotations

from collections.abc import Sequence

from bot.matching.reading import Reading
from bot.matching.understood import Understood


def trace(parts: Sequence[Understood]) -> tuple[str, ...]:
    """The reading and the candidates of every part."""
    lines: list[str] = []
    for part in parts:
        lines.append(f"read: {part.text}")
        lines += _reading(part.reading)
        for candidate in part.candidates[:5]:
            left = f"; not explained: {', '.join(candidate.unexplained)}" if candidate.unexplained else ""
            gap = "; the facts do not say" if candidate.finding.missing else ""
            lines.append(
                f"  candidate {candidate.finding.entry} [{candidate.finding.ask.value}] "
                f"{candidate.confidence:.2f}, explains {candidate.explained:.2f}{left}{gap}"
            )
            if candidate.reasons:
                lines.append(f"    weighed: {', '.join(candidate.reasons)}")
    return tuple(lines)


def _reading(reading: Reading) -> list[str]:
    lines = []
    for mention in reading.mentions:
        words = " ".join(reading.words[mention.start : mention.end])
        senses = ", ".join(f"{s.kind.value} {s.value}".strip() for s in mention.senses)
        lines.append(f"  {words}: {senses}")
    for at in sorted(reading.unknown):
        kind = "a name" if at in reading.names else "no meaning"
        lines.append(f"  {reading.words[at]}: {kind}")
    return lines

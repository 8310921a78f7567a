"""What is counted while the bot works, for /metrics: nothing in it tells of a person."""

from __future__ import annotations

from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Seconds."""


def _handled() -> Histogram:
    text = "From the moment an update is stored until all that it called for is sent, in seconds"
    return Histogram("wego_update_seconds", text, buckets=BOUNDS, registry=None)


def _counter(name: str, text: str, label: str) -> Counter:
    return Counter(name, text, [label], registry=None)


@dataclass(frozen=True, slots=True)
class Figures:
    """The counters of one process."""

    handled: Histogram = field(default_factory=_handled)
    replies: Counter = field(default_factory=lambda: _counter("wego_replies", "Questions by what came out", "outcome"))
    failures: Counter = field(
        default_factory=lambda: _counter("wego_failed_calls", "Calls of Telegram that failed, by how", "kind")
    )

    def text(self) -> bytes:
        """As Prometheus reads it."""
        registry = CollectorRegistry()
        for one in (self.handled, self.replies, self.failures):
            registry.register(one)
        return generate_latest(registry)

"""What is counted while the bot works, for /metrics: nothing in it tells of a person."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.answers.reply import Reply

BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Seconds."""


class Figures:
    """The figures of one process."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        handled = "From the moment an update is stored until all that it called for is sent, in seconds"
        self.handled = Histogram("wego_update_seconds", handled, buckets=BOUNDS, registry=registry)
        self.replies = Counter("wego_replies", "Questions by what came out", ["outcome"], registry=registry)
        languages = "Questions by language; those that are not understood count what people would need"
        self.languages = Counter("wego_languages", languages, ["language", "understood"], registry=registry)
        self.failures = Counter(
            "wego_failed_calls", "Calls of Telegram that failed, by how", ["kind"], registry=registry
        )
        self.silence = Gauge("wego_seconds_since_telegram", "Seconds since Telegram answered last", registry=registry)
        self.waiting = Gauge("wego_updates_in_memory", "Updates that are handled or wait", registry=registry)
        self.leads = Gauge("wego_leads", "1 where this process handles updates, 0 where not", registry=registry)
        self.updates = Gauge("wego_updates", "Updates in the database", ["state"], registry=registry)

    def replied(self, reply: Reply) -> None:
        """Count a reply."""
        self.replies.labels(reply.outcome.value).inc()
        self.languages.labels(reply.foreign or reply.language, "no" if reply.foreign else "yes").inc()

    def text(self) -> bytes:
        """As Prometheus reads it."""
        return generate_latest(self._registry)

"""Telegram: the only place that knows it. Updates come in, are answered by the one door, and replies go out."""

import os

# Spans of time as timedelta, as the library will have them; without this it warns at every 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")

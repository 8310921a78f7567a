"""What became of each chat, as a table that opens in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from typing import Final

from bot.announcements.reports import Row

HEADINGS: Final = (
    *("chat", "title", "kind", "language", "state", "reason", "Telegram's words"),
    *("attempts", "messages", "text", "when (UTC)", "topic"),
)
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet would take for a formula; also as they are written in East Asia."""


def table(rows: Iterable[Row]) -> bytes:
    """As CSV that spreadsheets read right: UTF-8 with its mark, and no words that they would calculate."""
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow(HEADINGS)
    for row in rows:
        messages = " ".join(map(str, row.messages))
        when = dt.datetime.fromtimestamp(row.when, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if row.when else ""
        about = (row.chat, harmless(row.title), row.kind, row.language, row.state, row.reason or "")
        sheet.writerow((*about, harmless(row.told), row.attempts, messages, row.text, when, row.topic or ""))
    return text.getvalue().encode("utf-8-sig")


def harmless(words: str) -> str:
    """What somebody else has written, as nothing but words."""
    return f"'{words}" if words.lstrip(" ").startswith(FORMULAS) else words

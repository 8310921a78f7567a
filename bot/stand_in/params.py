"""The parameters of one call: strings from a form, or values of their own type from JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.stand_in.errors import bad

WORDS = frozenset(
    {"text", "caption", "name", "description", "short_description", "url", "inline_message_id", "callback_query_id"}
    | {"inline_query_id", "secret_token", "file_id", "next_offset", "language_code", "action", "parse_mode"}
)
"""Parameters that are words even when they look like a number or like JSON."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request."""

    name: str
    mime: str
    data: bytes


class Params:
    """Reads values as Telegram does: numbers and JSON may come as strings, absent and empty are the same."""

    __slots__ = ("files", "raw")

    def __init__(self, raw: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> None:
        self.raw = raw
        self.files = files or {}

    def word(self, name: str) -> str:
        """A string; "" when absent."""
        value = self.raw.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str, default: int = 0) -> int:
        """An integer; the default when absent or not a number, as Telegram takes it."""
        value = self.raw.get(name)
        if isinstance(value, int):
            return int(value)
        try:
            return int(value or "")
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        value = self.raw.get(name)
        return value if isinstance(value, bool) else str(value or "").lower() in {"true", "yes", "1"}

    def structure(self, name: str) -> Any:
        """A value of JSON; None when absent."""
        value = self.raw.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None


def readable(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as a test wants to compare them: numbers, truth values and JSON are decoded."""
    return {name: value if name in WORDS else _decoded(value) for name, value in raw.items()}


def _decoded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value

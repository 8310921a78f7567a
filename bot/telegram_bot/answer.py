"""What came back from a call: an answer of Telegram, or of something that stands between, such as a proxy.

The library takes any 404 for a revoked token, logs all of a body that it cannot read, people's words in it, and breaks
on fields of the wrong kind. So what is no answer of Telegram is told from one before the library sees it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

GOOD: Final = range(200, 300)
BAD_GATEWAY: Final = 502
LONGEST: Final = 7 * 24 * 3600
"""Seconds of a wait that Telegram may ask for."""
_OK = re.compile(rb'\s*\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:')


class NoAnswer(Exception):
    """Something else answered, or half of an answer came."""


def judged(status: int, body: bytes) -> tuple[int, bytes]:
    """Status and body as the library can take them; NoAnswer where they are not Telegram's."""
    if status in GOOD and _OK.match(body):
        return status, body
    found = read(body)
    if found["ok"] and status in GOOD:
        return status, body
    if found["ok"]:
        raise NoAnswer
    code = found.get("error_code")
    status = status if status not in GOOD else code if isinstance(code, int) and code not in GOOD else BAD_GATEWAY
    return status, json.dumps({"ok": False, "description": _text(found), "parameters": _parameters(found)}).encode()


def read(body: bytes) -> dict[str, Any]:
    """The object that an answer is; NoAnswer where it is none."""
    try:
        found = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        raise NoAnswer from None
    if not isinstance(found, dict) or not isinstance(found.get("ok"), bool) or (found["ok"] and "result" not in found):
        raise NoAnswer
    return found


def _text(found: Mapping[str, Any]) -> str:
    return str(found.get("description") or "")


def _parameters(found: Mapping[str, Any]) -> dict[str, int]:
    """Those that are what they should be."""
    told = found.get("parameters")
    if not isinstance(told, Mapping):
        return {}
    wait, moved = told.get("retry_after"), told.get("migrate_to_chat_id")
    known: dict[str, int] = {}
    if isinstance(wait, int) and wait > 0:
        known["retry_after"] = min(wait, LONGEST)
    if isinstance(moved, int):
        known["migrate_to_chat_id"] = moved
    return known

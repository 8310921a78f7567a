"""What went wrong with a call, and what is to be done: a pure function of the error and the number of attempts."""

from __future__ import annotations

import datetime as dt

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.failure import Failure, Kind
from bot.telegram_bot.client import NotSent

ATTEMPTS = 200
"""How often an answer is tried: for well over an hour, while only its own chat waits."""
FEW = 5
"""How often what can be done without is tried: an acknowledgement, an edit."""
SLOWEST = 30.0
"""Seconds between two attempts, at most."""
_GONE = ("chat not found", "user is deactivated", "group chat was deactivated", "peer_id_invalid", "chat_id_invalid")
_RIGHTS = ("not enough rights", "have no rights", "chat_write_forbidden", "need administrator rights")
_TOPIC = ("message thread not found", "topic_closed", "topic_deleted")
_HARMLESS = ("message to delete not found", "message to edit not found", "message to pin not found", "query is too old")


def classify(error: TelegramError) -> Failure:
    """The failure behind an error of the library."""
    text = error.message
    if isinstance(error, RetryAfter):
        return Failure(Kind.TOO_MANY, text, _seconds(error))
    if isinstance(error, ChatMigrated):
        return Failure(Kind.MOVED, text, moved_to=error.new_chat_id)
    if isinstance(error, InvalidToken):
        return Failure(Kind.REVOKED, text)
    if isinstance(error, Forbidden):
        return Failure(Kind.UNREACHABLE, text)
    if isinstance(error, BadRequest):
        return Failure(_bad_request(text.casefold()), text)
    if isinstance(error, NotSent):
        return Failure(Kind.NOT_SENT, text)
    if isinstance(error, NetworkError):
        return Failure(Kind.UNCERTAIN, text)
    return Failure(Kind.UNCERTAIN, text)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after  # a timedelta by our wish, a number in older versions of the library
    return wait.total_seconds() if isinstance(wait, dt.timedelta) else float(wait)


def _bad_request(text: str) -> Kind:
    for kind, signs in (
        (Kind.SAME, ("message is not modified",)),
        (Kind.DONE_ALREADY, _HARMLESS),
        (Kind.NO_TOPIC, _TOPIC),
        (Kind.NO_RIGHTS, _RIGHTS),
        (Kind.UNREACHABLE, _GONE),
    ):
        if any(sign in text for sign in signs):
            return kind
    return Kind.REFUSED


def delay(failure: Failure, attempt: int, most: int = ATTEMPTS) -> float | None:
    """Seconds until an answer is tried again; None where it must not be. ``attempt`` counts from 1.

    A question that stays without its answer is worse than an answer that comes twice, so what is uncertain is repeated
    too. Announcements decide otherwise.
    """
    if attempt >= most:
        return None
    if failure.kind is Kind.TOO_MANY:
        return failure.wait
    if failure.kind in (Kind.NOT_SENT, Kind.UNCERTAIN):
        return min(SLOWEST, 0.25 * 2.0 ** min(attempt - 1, 10))
    return None

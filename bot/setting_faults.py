"""What is wrong with the settings of the bot on Telegram, in words that name each variable and what it may be."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Mapping
from urllib.parse import SplitResult, urlsplit

API_URL = "https://api.telegram.org"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
WELCOME, REFUSE = "welcome", "refuse"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OFF = "off"
ONE, TWO = "1", "2"
DIGEST = re.compile(rf"{OFF}|({'|'.join(DAYS)})\s+([01]?[0-9]|2[0-3]):[0-5][0-9]", re.IGNORECASE)
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
IDS = (
    ("STAFF_IDS", re.compile(r"[\s,]*([0-9]{1,18}([\s,]+|$))*"), "numbers, separated by commas"),
    ("STAFF_CHAT_ID", re.compile(r"(-?[0-9]{1,18})?"), "a number, as -1001234567890"),
)
"""Telegram's ids have at most 52 bits."""
DRIVER = "psycopg"


def faults_of(found: Mapping[str, str]) -> Iterator[str]:
    """One sentence for each fault; none shows a secret."""
    yield from _token_faults(found)
    if not _is_http(_split(found.get("TELEGRAM_API_URL", API_URL))):
        yield "TELEGRAM_API_URL is no http(s) address"
    yield from _database_faults(found.get("DATABASE_URL", "sqlite:///"))
    for name, pattern, expected in IDS:
        if not pattern.fullmatch(found.get(name, "").strip()):
            yield f"{name} holds {found[name]!r}; expected {expected}"
    port = found.get("PORT", "0")
    if not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > 65535:
        yield f"PORT is {port!r}; expected a number up to 65535"
    groups = found.get("UNKNOWN_GROUPS", WELCOME)
    if groups.casefold() not in (WELCOME, REFUSE):
        yield f"UNKNOWN_GROUPS is {groups!r}; expected {WELCOME} or {REFUSE}"
    digest = found.get("DIGEST", OFF).strip()
    if not DIGEST.fullmatch(digest):
        yield f"DIGEST is {digest!r}; expected a day and a time, as monday 09:00, or {OFF}"
    yield from _approval_faults(found)
    yield from _webhook_faults(found)
    level = found.get("LOG_LEVEL", "INFO")
    if level.upper() not in LEVELS:
        yield f"LOG_LEVEL is {level!r}; expected one of {', '.join(LEVELS)}"


def _token_faults(found: Mapping[str, str]) -> Iterator[str]:
    token = found.get("TELEGRAM_BOT_TOKEN", "")
    if token and not TOKEN.fullmatch(token):
        yield "TELEGRAM_BOT_TOKEN is no token; it looks like 123456:ABC-DEF"
    if not token and "TELEGRAM_BOT_TOKEN_FILE" not in found:  # else the file has a fault of its own
        yield "TELEGRAM_BOT_TOKEN is not set; BotFather gives one for a new bot, and `wego-bot chat` needs none"


def _database_faults(address: str) -> Iterator[str]:
    if not address.startswith(("sqlite:///", "postgresql://", "postgres://")):
        yield "DATABASE_URL begins neither with sqlite:/// nor with postgresql://"
    elif address.startswith("postgres") and importlib.util.find_spec(DRIVER) is None:
        yield "DATABASE_URL names PostgreSQL, but its driver is not installed; pip install -e '.[postgresql]' brings it"


def _approval_faults(found: Mapping[str, str]) -> Iterator[str]:
    """Two people cannot say yes where there is one."""
    approvals, staff = found.get("ANNOUNCE_APPROVALS", ONE), found.get("STAFF_IDS", "")
    if approvals not in (ONE, TWO):
        yield f"ANNOUNCE_APPROVALS is {approvals!r}; expected {ONE} or {TWO}"
    elif approvals == TWO and len(set(staff.replace(",", " ").split())) == 1:
        yield f"ANNOUNCE_APPROVALS is {TWO}, but STAFF_IDS names one person; nobody else could say yes"


def _webhook_faults(found: Mapping[str, str]) -> Iterator[str]:
    address, secret = found.get("WEBHOOK_URL", ""), found.get("WEBHOOK_SECRET", "")
    if not address and not secret:
        return
    url = _split(address)
    local = url is not None and url.hostname in ("127.0.0.1", "localhost")
    if not address:
        yield "WEBHOOK_URL is not set; without it WEBHOOK_SECRET is of no use"
    elif not _is_http(url) or not (local or address.startswith("https:")) or re.search(r"[\s{}]", address):
        yield "WEBHOOK_URL is no https address"
    if not SECRET.fullmatch(secret):
        yield "WEBHOOK_SECRET has not 16 to 256 of the letters A-Z a-z 0-9 _ -"
    if found.get("PORT", "0") == "0":
        yield "PORT is not set; the webhook needs one"


def _split(address: str) -> SplitResult | None:
    """An address in its parts; None where it is none."""
    try:
        url = urlsplit(address)
        return url if url.port != 0 else None
    except ValueError:
        return None


def _is_http(url: SplitResult | None) -> bool:
    return url is not None and url.scheme in ("http", "https") and bool(re.fullmatch(r"[\w.:-]+", url.hostname or ""))

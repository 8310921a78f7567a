"""What the environment says, and a file `.env` where it is silent; the command line's options come before both."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from bot.errors import UsageError
from bot.setting_faults import API_URL, REFUSE, WELCOME, faults_of

VARIABLES = {
    "KNOWLEDGE_DIR": "the knowledge folder, where --knowledge does not name one",
    "WEGO_CACHE_DIR": "where the compiled knowledge is kept; by default the user's own cache folder",
    "NO_COLOR": "set to anything: no colours and no bold type in the terminal",
    "TELEGRAM_BOT_TOKEN": "the token of the bot, from BotFather",
    "TELEGRAM_API_URL": "where the Bot API is; by default Telegram's own",
    "DATABASE_URL": "sqlite:///FILE or postgresql://...; by default a file in the user's own data folder",
    "STAFF_IDS": "ids of the people who may answer questions that are sent on, separated by commas",
    "STAFF_CHAT_ID": "the chat to which those questions go",
    "ANNOUNCE_APPROVALS": "how many of STAFF_IDS have to say yes to an announcement: 1 (the default) or 2",
    "DIGEST": "when the weekly digest goes to STAFF_CHAT_ID, as monday 09:00 (the default), or off",
    "UNKNOWN_GROUPS": "welcome, or refuse: the bot leaves groups to which nobody of STAFF_IDS has added it",
    "WEBHOOK_URL": "the https address at which Telegram finds this bot; without it the bot fetches its updates",
    "WEBHOOK_SECRET": "what Telegram shows as its ticket there: 16 to 256 of A-Z a-z 0-9 _ -",
    "PORT": "the port of the webhook, of /healthz and of /metrics; none by default",
    "LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR; by default INFO",
}
"""Every variable that the program heeds, as the README lists them."""

SECRETS = ("TELEGRAM_BOT_TOKEN", "DATABASE_URL", "WEBHOOK_SECRET")
"""Those that may stand in a file that NAME_FILE names."""

DIGEST = "monday 09:00"

ENV_FILE = Path(".env")
"""In the current folder."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The environment's say on the knowledge and the terminal, typed."""

    knowledge: Path | None = None
    cache: Path | None = None
    colour: bool = True

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ, env_file: Path = ENV_FILE) -> Self:
        """From the environment, and the file for what it does not say; UsageError where that cannot be read."""
        found = _found(environment, env_file)
        return cls(
            knowledge=_path(found.get("KNOWLEDGE_DIR")),
            cache=_path(found.get("WEGO_CACHE_DIR")),
            colour="NO_COLOR" not in found,
        )

    @property
    def history_file(self) -> Path | None:
        """Where the chat keeps the lines that were typed; None for a user without a home."""
        from platformdirs import user_state_path

        try:
            return user_state_path("wego-bot", appauthor=False) / "history"
        except RuntimeError:
            return None


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that is never shown."""

    _value: str = field(repr=False)

    def reveal(self) -> str:
        """The text itself."""
        return self._value

    def __str__(self) -> str:
        return "***"


@dataclass(frozen=True, slots=True)
class BotSettings:
    """What the bot on Telegram needs to know."""

    token: Secret
    database: Secret
    api_url: str = API_URL
    staff: frozenset[int] = frozenset()
    staff_chat: int = 0
    approvals: int = 1
    """How many people of staff have to say yes to an announcement."""
    log_level: str = "INFO"
    port: int = 0
    """0: nothing is served."""
    webhook_url: str = ""
    """Empty: updates are fetched."""
    webhook_secret: Secret = Secret("")
    refuses_groups: bool = False
    """Whether it leaves groups that it does not know, unless somebody of staff has added it."""
    digest: str = DIGEST
    """When the weekly digest is sent, where the organiser lives; or off."""

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ, env_file: Path = ENV_FILE) -> Self:
        """From the environment, and the file for what it does not say; UsageError names all faults at once."""
        found = _found(environment, env_file)
        faults: list[str] = []
        for name in SECRETS:
            faults += _read_secret(found, name)
        faults += faults_of(found)
        if faults:
            raise UsageError("\n".join(["these settings are wrong:", *faults] if len(faults) > 1 else faults))
        return cls(
            token=Secret(found["TELEGRAM_BOT_TOKEN"]),
            database=Secret(found.get("DATABASE_URL") or default_database()),
            api_url=found.get("TELEGRAM_API_URL", API_URL).rstrip("/"),
            staff=frozenset(_ids(found.get("STAFF_IDS", ""))),
            staff_chat=int(found.get("STAFF_CHAT_ID", "0")),
            approvals=int(found.get("ANNOUNCE_APPROVALS", "1")),
            log_level=found.get("LOG_LEVEL", "INFO").upper(),
            port=int(found.get("PORT", "0")),
            webhook_url=found.get("WEBHOOK_URL", ""),
            webhook_secret=Secret(found.get("WEBHOOK_SECRET", "")),
            refuses_groups=found.get("UNKNOWN_GROUPS", WELCOME).casefold() == REFUSE,
            digest=found.get("DIGEST", DIGEST).strip(),
        )


def default_database() -> str:
    """A file of the user's own."""
    from platformdirs import user_data_path

    return f"sqlite:///{user_data_path('wego-bot', appauthor=False, ensure_exists=True) / 'bot.db'}"


def _path(value: str | None) -> Path | None:
    return Path(value) if value else None


def _found(environment: Mapping[str, str], file: Path) -> dict[str, str]:
    """What both say, the environment first; an empty variable counts as absent."""
    return _from_file(file) | {name: value for name, value in environment.items() if value}


def _from_file(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    from dotenv import dotenv_values  # only here: most have no such file

    try:
        return {name: value for name, value in dotenv_values(file).items() if value}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the file {file} cannot be read ({type(error).__name__})") from None


def _read_secret(found: dict[str, str], name: str) -> list[str]:
    """Put the contents of the file that NAME_FILE names in the place of NAME; what is wrong with it."""
    file = found.get(f"{name}_FILE")
    if not file:
        return []
    if name in found:
        return [f"{name} and {name}_FILE are both set; one is enough"]
    try:
        found[name] = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        return [f"{name}_FILE names a file that cannot be read ({type(error).__name__})"]
    return [] if found[name] else [f"{name}_FILE names a file that is empty"]


def _ids(text: str) -> Iterator[int]:
    return (int(part) for part in text.replace(",", " ").split())

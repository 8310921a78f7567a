"""What the environment says, read once; the command line's options come before it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

VARIABLES = {
    "KNOWLEDGE_DIR": "the knowledge folder, where --knowledge does not name one",
    "WEGO_CACHE_DIR": "where the compiled knowledge is kept; by default the user's own cache folder",
    "NO_COLOR": "set to anything: no colours and no bold type in the terminal",
}
"""Every variable that the program heeds, as the README lists them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The environment's say, typed."""

    knowledge: Path | None = None
    cache: Path | None = None
    colour: bool = True

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """An empty variable counts as absent."""
        return cls(
            knowledge=_path(environment.get("KNOWLEDGE_DIR")),
            cache=_path(environment.get("WEGO_CACHE_DIR")),
            colour=not environment.get("NO_COLOR"),
        )

    @property
    def history_file(self) -> Path | None:
        """Where the chat keeps the lines that were typed; None for a user without a home."""
        from platformdirs import user_state_path

        try:
            return user_state_path("wego-bot", appauthor=False) / "history"
        except RuntimeError:
            return None


def _path(value: str | None) -> Path | None:
    return Path(value) if value else None

"""The table of methods; each module of methods fills its rows when it is imported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.stand_in.accounts import BotAccount
from bot.stand_in.params import Params

Handler = Callable[[BotAccount, Params], Any]

METHODS: dict[str, tuple[str, Handler]] = {}
"""By lower-case name, for Telegram takes any case: the proper name and what carries it out (maybe a coroutine)."""


def method(name: str) -> Callable[[Handler], Handler]:
    """Registers the function as the method of this name."""

    def register(handler: Handler) -> Handler:
        METHODS[name.lower()] = (name, handler)
        return handler

    return register

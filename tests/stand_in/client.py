"""A plain client for the tests of the stand-in: no library of bots between test and HTTP."""

from __future__ import annotations

import json
from typing import Any

import aiohttp

from bot.stand_in.api import BotApi


class Client:
    """Calls methods; `call` gives the whole answer, `ok` the result, `error` the description of a refusal."""

    def __init__(self, api: BotApi, session: aiohttp.ClientSession, token: str | None = None) -> None:
        self.api = api
        self.session = session
        self.token = token or api.token

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        url = f"{self.api.url}/bot{self.token}/{method}"
        form = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in params.items()
            if value is not None
        }
        async with self.session.post(url, data=form) as answer:
            body: dict[str, Any] = await answer.json()
            assert body["ok"] == (answer.status == 200)
            assert body["ok"] or body["error_code"] == answer.status
            return body

    async def ok(self, method: str, **params: Any) -> Any:
        body = await self.call(method, **params)
        assert body["ok"], body
        return body["result"]

    async def error(self, method: str, **params: Any) -> str:
        body = await self.call(method, **params)
        assert not body["ok"], body
        return str(body["description"])

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.ok("getUpdates", **params)
        return found

    async def kinds(self) -> list[str]:
        """The kinds of all waiting updates, which are confirmed thereby."""
        found = await self.updates()
        if found:
            await self.updates(offset=found[-1]["update_id"] + 1)
        return [kind for update in found for kind in update if kind != "update_id"]

"""The door: HTTP requests in, answers out, with everything that may go wrong between them."""

from __future__ import annotations

import asyncio
import inspect
import json
import re
import socket
import struct
from typing import Any

from aiohttp import web

from bot.stand_in import answering, commands, editing, media, membership, polling, profile, sending
from bot.stand_in.accounts import BotAccount
from bot.stand_in.errors import ApiError, Json, bad, too_many, unauthorized
from bot.stand_in.faults import Fault, Faults
from bot.stand_in.journal import Call, Journal
from bot.stand_in.limits import LIMITED, Gate, Limits
from bot.stand_in.methods import METHODS
from bot.stand_in.params import Params
from bot.stand_in.requests import read_params
from bot.stand_in.world import World

__all__ = ["Door", "answering", "commands", "editing", "media", "membership", "polling", "profile", "sending"]

_TOKEN = re.compile(r"\d+:.+")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER with no time: the other side gets a reset, not a polite end."""


class Door:
    """Answers every request; notes each call in the journal when it is carried out or refused."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.journal = Journal()
        self.faults = Faults()
        self.gate = Gate()
        self.limits: Limits | None = None
        self.latency = 0.0

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path.startswith("/file/bot"):
            return self._file(path.removeprefix("/file/bot"))
        if not path.startswith("/bot"):
            return _reply(404, ApiError(404, "Not Found").body())
        token, _, name = path.removeprefix("/bot").partition("/")
        if self.latency:
            await asyncio.sleep(self.latency)
        try:
            params = await read_params(request)
        except ApiError as error:
            self._note(name, Params({}), error.code, error.body())
            return _reply(error.code, error.body())
        method = METHODS.get(name.lower(), (name, None))[0]
        fault = self.faults.take(method, params.number("chat_id"))
        if fault is None:
            return _reply(*await self.carry_out(token, method, params))
        return await self._faulty(request, fault, token, method, params)

    async def carry_out(self, token: str, method: str, params: Params) -> tuple[int, Json]:
        """One call without a fault, noted in the journal."""
        status, body = await self.answer(token, method, params)
        self._note(method, params, status, body)
        return status, body

    async def answer(self, token: str, method: str, params: Params) -> tuple[int, Json]:
        """Carries out one call as Telegram does."""
        try:
            bot = self._bot(token)
            if method.lower() not in METHODS:
                raise ApiError(404, "Not Found: method not found")
            if self.limits is not None and method in LIMITED:
                wait = self.gate.retry_after(self.limits, params.number("chat_id"), self.world.clock.now())
                if wait:
                    raise too_many(wait)
            result: Any = METHODS[method.lower()][1](bot, params)
            if inspect.isawaitable(result):
                result = await result
        except ApiError as error:
            return error.code, error.body()
        return 200, {"ok": True, "result": result}

    async def _faulty(
        self, request: web.BaseRequest, fault: Fault, token: str, method: str, params: Params
    ) -> web.StreamResponse:
        status, body = (0, {"ok": False, "description": fault.kind})
        if fault.kind == "refuse":
            status, body = fault.code, fault.error().body()
        if fault.accepted:
            status, done = await self.answer(token, method, params)
            body = body if fault.kind == "refuse" else done
            status = {"drop": 0, "refuse": fault.code}.get(fault.kind, status)
            self._note(method, params, status, body, accepted=bool(done["ok"]))
        else:
            self._note(method, params, status, body)
        if fault.kind in {"reset", "drop"}:
            return _cut(request, hard=fault.kind == "reset")
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if fault.kind == "says":
            return web.Response(text=fault.body, status=fault.code, content_type="application/json")
        if fault.kind == "garbage":
            return web.Response(text='{"ok":true,"result":{"mess', content_type="application/json")
        return _reply(status, body)

    def _note(self, method: str, params: Params, status: int, body: Json, *, accepted: bool | None = None) -> None:
        said = body["result"] if body["ok"] else body.get("description")
        ok = bool(body["ok"]) if accepted is None else accepted
        self.journal.append(Call(self.world.clock.now(), method, params.raw, status, said, ok))
        self.world.bell.ring()

    def _bot(self, token: str) -> BotAccount:
        bot = self.world.accounts.get(token)
        if bot is None and not _TOKEN.fullmatch(token):
            raise ApiError(404, "Not Found")
        if bot is None or bot.revoked:
            raise unauthorized()
        if bot.logged_out:
            raise bad("Logged out")
        return bot

    def _file(self, path: str) -> web.StreamResponse:
        token, _, name = path.partition("/")
        bot = self.world.accounts.get(token)
        if bot is None or bot.revoked:
            return _reply(401, unauthorized().body())
        for file in self.world.files.values():
            if file.path == name:
                return web.Response(body=file.data, content_type="application/octet-stream")
        return _reply(404, ApiError(404, "Not Found").body())


def _reply(status: int, body: Json) -> web.Response:
    data = _JSON.encode(body).encode("utf-8", "replace")
    return web.Response(body=data, status=status, content_type="application/json")


def _cut(request: web.BaseRequest, *, hard: bool) -> web.Response:
    transport = request.transport
    if transport is not None:
        if hard:
            wire: socket.socket = transport.get_extra_info("socket")
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        transport.abort()
    return web.Response()

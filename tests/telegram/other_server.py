"""A Bot API server that others wrote, the npm package telegram-test-api, made fit for a strict client.

It knows private chats, messages, commands and buttons, and few methods. Between it and the bot stands a door on
127.0.0.1 that mends its replies: a bot says that it is one, dates are seconds, a pressed button has its chat instance,
what was done is true and not null, and a method that it does not know is taken as done.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
from aiohttp import web

T = TypeVar("T")
Json = dict[str, Any]

PACKAGE = "telegram-test-api@4.2.1"
PATIENCE = 60.0
"""Seconds for the installation."""
IDLE = 0.1
"""Seconds that a call for updates takes where there are none: the server itself answers at once."""
SERVER = """
const TelegramServer = require('telegram-test-api');
const server = new TelegramServer({port: Number(process.argv[1]), host: '127.0.0.1'});
server.start().then(() => console.log('ready'));
"""


def install(folder: Path) -> str:
    """Put the package into the folder; why that is not possible, or nothing."""
    if not (shutil.which("node") and shutil.which("npm")):
        return "node and npm are not here"
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts"]
    impatient = ["--fetch-retries=1", "--fetch-retry-maxtimeout=2000", "--fetch-timeout=15000"]
    command = ["npm", "install", *quiet, *impatient, "--prefix", str(folder), PACKAGE]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return f"npm did not install {PACKAGE} within {PATIENCE} s"
    return f"npm cannot install {PACKAGE}: {done.stderr[-300:]}" if done.returncode else ""


@asynccontextmanager
async def node(folder: Path, port: int) -> AsyncIterator[str]:
    """The server as a process; its address."""
    running = await asyncio.create_subprocess_exec(
        "node", "-e", SERVER, str(port), cwd=folder, env=os.environ, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert running.stdout is not None
        assert await asyncio.wait_for(running.stdout.readline(), 30) == b"ready\n"
        yield f"http://127.0.0.1:{port}"
    finally:
        running.kill()
        await running.wait()


def mended(method: str, status: int, body: Json) -> Json:
    """A reply as Telegram would give it."""
    if status == 500 and "is not supported" in str(body):
        return {"ok": True, "result": True}
    result: Any = body.get("result")
    if result is None and body.get("ok"):
        return {"ok": True, "result": True}
    if method == "getMe":
        result["is_bot"] = True
    elif method == "getUpdates":
        for pressed in [update["callback_query"] for update in result if "callback_query" in update]:
            pressed["chat_instance"] = "1"
    elif isinstance(result, dict) and "date" in result:
        result["date"] //= 1000
    return body


@dataclass(slots=True)
class Door:
    """Hands calls on to the server and mended replies back; its journal names the methods that were called."""

    server: str
    client: aiohttp.ClientSession
    journal: list[str] = field(default_factory=list)
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        method = request.path.rpartition("/")[2]
        headers = {"Content-Type": request.headers.get("Content-Type", "application/json")}
        async with self.client.post(
            f"{self.server}{request.path_qs}", data=await request.read(), headers=headers
        ) as answer:
            body = mended(method, answer.status, await answer.json(content_type=None))
        if method == "getUpdates" and not body["result"]:
            await asyncio.sleep(IDLE)
        self.journal.append(method)
        self.moved.set()
        return web.json_response(body)


@asynccontextmanager
async def opened(door: Door) -> AsyncIterator[str]:
    """The door over HTTP; its address."""
    server = await asyncio.get_running_loop().create_server(web.Server(door, access_log=None), "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


@dataclass(slots=True)
class Visitor:
    """Somebody who talks with the bot on that server."""

    door: Door
    token: str
    id: int = 1001
    _heard: int = 0

    async def says(self, text: str) -> None:
        """Write a message, or a command where it begins with a slash."""
        message: Json = {"text": text, "chat": {"id": self.id, "type": "private", "first_name": "Ann"}}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        await self._tell("sendCommand" if text.startswith("/") else "sendMessage", **message)

    async def presses(self, record: Json, label: str) -> None:
        """Press the button with that label under a message of the bot."""
        said = record["message"]
        rows = said["reply_markup"]["inline_keyboard"]
        (data,) = [button["callback_data"] for row in rows for button in row if button["text"] == label]
        message = {
            "message_id": record["messageId"],
            "date": int(time.time()),
            "chat": {"id": self.id, "type": "private"},
            "text": said["text"],
            "reply_markup": said["reply_markup"],
        }
        await self._tell("sendCallback", message=message, data=data)

    async def hears(self) -> Json:
        """The next message of the bot, as the server has it."""
        self._heard += 1
        return (await self.sees(lambda records: records[self._heard - 1 : self._heard]))[0]

    async def sees(self, ready: Callable[[list[Json]], T], seconds: float = 30) -> T:
        """The first true value of ready(all messages of the bot to this person), asked after every call of the bot."""
        async with asyncio.timeout(seconds):
            while True:
                self.door.moved.clear()
                records = await self._post("getUpdatesHistory", {"token": self.token})
                ours = [r for r in records if str(r.get("message", {}).get("chat_id")) == str(self.id)]
                if found := ready(ours):
                    return found
                await self.door.moved.wait()

    async def _tell(self, route: str, **what: Any) -> None:
        person = {"id": self.id, "first_name": "Ann", "is_bot": False}
        await self._post(route, {"botToken": self.token, "date": int(time.time()), "from": person, **what})

    async def _post(self, route: str, body: Json) -> Any:
        async with self.door.client.post(f"{self.door.server}/{route}", data=json.dumps(body), headers=_JSON) as answer:
            return (await answer.json(content_type=None))["result"]


_JSON = {"Content-Type": "application/json"}

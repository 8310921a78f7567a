"""The socket on 127.0.0.1: opened, closed, and opened again at the same port."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

from aiohttp import web

from bot.stand_in.server import Door

LARGEST_REQUEST = 64 * 1024 * 1024


class Listener:
    """Serves the door over HTTP. A client that hangs up ends its own call, as a bot that stops polling must."""

    def __init__(self, door: Door, port: int) -> None:
        self.door = door
        self.port = port
        self._server: asyncio.Server | None = None
        self._http: web.Server | None = None
        self._opening: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._http = web.Server(self.door, request_factory=_request, handler_cancellation=True, access_log=None)
        await self._serve(self._listen())

    async def stop(self) -> None:
        assert self._http is not None
        if self._opening is not None:
            await self._opening
        self.down()
        await self._http.shutdown(1.0)

    def down(self) -> None:
        """Breaks all connections; new ones are refused."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for connection in list(self._http.connections) if self._http else []:
            if connection.transport is not None:
                connection.transport.abort()

    def up(self) -> None:
        """Listens at once; what comes before the loop gets to it waits in the socket."""
        self._opening = asyncio.get_running_loop().create_task(self._serve(self._listen()))

    def _listen(self) -> socket.socket:
        wire = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        wire.bind(("127.0.0.1", self.port))
        wire.listen(1024)
        wire.setblocking(False)
        self.port = wire.getsockname()[1]
        return wire

    async def _serve(self, wire: socket.socket) -> None:
        assert self._http is not None
        self._server = await asyncio.get_running_loop().create_server(self._http, sock=wire, backlog=1024)


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=LARGEST_REQUEST)

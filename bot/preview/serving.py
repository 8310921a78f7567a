"""The preview's server, from its socket to its end by Ctrl-C."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final

import uvicorn

from bot.aside import settled
from bot.errors import UsageError
from bot.preview.pages import application
from bot.preview.preview import Preview

GRACE: Final = 5
"""Seconds for answers that are begun when it ends."""
ENDS: Final = (signal.SIGINT, signal.SIGTERM)


def listen(host: str, port: int) -> socket.socket:
    """A socket there; UsageError where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        number = error.errno or 0
        if number < 0 or number == errno.EADDRNOTAVAIL:  # below zero: the name is not known
            raise UsageError(f"--host {host} is no address of this machine; leave it out, or name one") from None
        reason = os.strerror(number).lower()
        raise UsageError(f"port {port} of {host} cannot be used: {reason}; --port 0 takes any free one") from None


def address(listening: socket.socket) -> str:
    """Where a browser finds what listens there."""
    host, port = listening.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # listening everywhere, it is found here too
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


async def serve(preview: Preview, listening: socket.socket, host: str, tell: Callable[[], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; ``tell`` is called once it does."""
    config = uvicorn.Config(
        application(preview, host),
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    server = _Server(config, preview, tell)
    watching = asyncio.create_task(preview.watch())
    try:
        await server.serve([listening])
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await settled()


class _Server(uvicorn.Server):
    """Ends the streams before it waits for what is begun, and says when it serves."""

    def __init__(self, config: uvicorn.Config, preview: Preview, tell: Callable[[], None]) -> None:
        super().__init__(config)
        self._preview, self._tell = preview, tell
        self._loop = asyncio.get_running_loop()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._tell()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Both are good ends; the parent would raise them again."""
        before = {number: signal.signal(number, self.handle_exit) for number in ENDS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self._loop.call_soon_threadsafe(self._preview.close)

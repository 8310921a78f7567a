"""The preview's server, from its socket to its end by Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Final

import uvicorn

from bot.aside import settled
from bot.errors import UsageError
from bot.preview.pages import application
from bot.preview.preview import Preview

GRACE: Final = 5
"""Seconds for answers that are begun when it ends."""


def listen(host: str, port: int) -> socket.socket:
    """A socket there; UsageError where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except socket.gaierror:
        raise UsageError(f"--host {host} is no address of this machine") from None
    except OSError as error:
        reason = os.strerror(error.errno or 0).lower()
        raise UsageError(f"port {port} of {host} cannot be used: {reason}; --port 0 takes any free one") from None


def address(listening: socket.socket) -> str:
    """Where a browser finds what listens there."""
    host, port = listening.getsockname()[:2]
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
    except KeyboardInterrupt:
        pass  # the server tells it again when it has ended
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

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self._loop.call_soon_threadsafe(self._preview.close)

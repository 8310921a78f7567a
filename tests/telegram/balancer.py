"""What stands before several processes of the bot: brings each request to the next of them that takes it."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web


@asynccontextmanager
async def balancing(port: int, behind: Sequence[int]) -> AsyncIterator[None]:
    """Listen at a port of this machine; a request goes to one of the ports behind, in turn, and on where that fails."""
    turns = itertools.count()
    async with aiohttp.ClientSession() as client:

        async def forward(request: web.Request) -> web.Response:
            body, first = await request.read(), next(turns)
            for number in range(len(behind)):
                to = behind[(first + number) % len(behind)]
                try:
                    async with client.post(
                        f"http://127.0.0.1:{to}{request.path}", data=body, headers=request.headers
                    ) as answer:
                        return web.Response(status=answer.status)
                except aiohttp.ClientError:
                    continue
            return web.Response(status=502)

        application = web.Application()
        application.router.add_post("/{path:.*}", forward)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield
        finally:
            await runner.cleanup()

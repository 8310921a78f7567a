"""What stands between the bot and PostgreSQL, and cuts a connection after a COMMIT, before its answer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import sqlalchemy as sa

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(slots=True)
class Cutter:
    """A way to the server."""

    address: str
    url: str = ""
    every: int = 0
    """One of so many commits is carried out and not confirmed; none where it is 0."""
    cut: int = 0
    _commits: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await _server(self.address)
        down = asyncio.create_task(_pump(there[0], writer))
        pairs = [asyncio.create_task(self._upwards(reader, there, down)), down]
        self._tasks |= {*pairs}
        await asyncio.wait(pairs[:1])
        for task in pairs:
            task.cancel()
        await asyncio.gather(*pairs, return_exceptions=True)
        for one in (writer, there[1]):
            one.close()

    async def close(self) -> None:
        """Let go of all connections."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _upwards(self, reader: asyncio.StreamReader, there: Streams, down: asyncio.Task[None]) -> None:
        while data := await reader.read(65536):
            commits = b"COMMIT" in data
            self._commits += commits
            if commits and self.every and self._commits % self.every == 0:
                self.cut += 1
                down.cancel()
                await asyncio.wait([down])
                await _carried_out(data, *there)
                return
            there[1].write(data)
            await there[1].drain()


async def _carried_out(data: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The server reads all that came before a connection ends in order, and then lets go of it."""
    writer.write(data)
    writer.write_eof()
    await writer.drain()
    while await reader.read(65536):
        pass


async def _server(address: str) -> Streams:
    url = sa.make_url(address)
    folder = url.query.get("host")
    if isinstance(folder, str):
        return await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.{url.port or 5432}")
    return await asyncio.open_connection(url.host, url.port or 5432)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


@contextmanager
def cutting(address: str) -> Iterator[Cutter]:
    """A way to the database of that address, on a port of this machine.

    It has a thread of its own, for the bot opens its database before it lets others work.
    """
    cutter, loop = Cutter(address), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    starting = asyncio.start_server(cutter.connected, "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(starting, loop).result()
    port = server.sockets[0].getsockname()[1]
    url = sa.make_url(address).set(host="127.0.0.1", port=port, query={"sslmode": "disable", "gssencmode": "disable"})
    cutter.url = url.render_as_string(hide_password=False)
    try:
        yield cutter
    finally:
        asyncio.run_coroutine_threadsafe(cutter.close(), loop).result()
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

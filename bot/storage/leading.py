"""Which process handles updates, where several serve one database: the others take updates in, and stand by.

One process at a time leads, so that order within a chat, pacing and the limits against floods hold over all of them.
What holds the right dies with its process: the lock of a file beside a SQLite database, and an advisory lock of a
connection to PostgreSQL. So another takes over as soon as the system, or the server, sees that the first is gone.
"""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from bot.storage.file_lock import beside, lock

if TYPE_CHECKING:
    import psycopg

log = logging.getLogger(__name__)

TURN: Final = 0x7765676C
"""The advisory lock of the process that leads."""
CHANNEL: Final = "wego_updates"
"""Where processes that stand by tell that they have stored something."""
AGAIN: Final = 0.5
"""Seconds between two attempts to win."""
SIGN: Final = 3.0
"""Seconds between two looks at a connection on which nothing happens."""
SURE: Final = 10.0
"""Seconds for which a sign of the server holds: it lets go of a machine that is cut off after twenty."""
CAREFUL: Final[dict[str, Any]] = {
    "connect_timeout": 10,
    "keepalives_idle": 5,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
THERE_TOO: Final = "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"
"""A machine that is cut off is noticed by both sides within twenty seconds."""


class Lead(ABC):
    """The right to handle updates."""

    lost: asyncio.Future[None]
    """Done once the right is gone; made anew each time it is won."""

    async def win(self, stop: asyncio.Event) -> bool:
        """Wait until this process leads; False where it is to stop before."""
        told = False
        while not stop.is_set():
            if await self._try():
                self.lost = asyncio.get_running_loop().create_future()
                await self._hold()
                return True
            if not told:
                log.info("standing by: another process serves this database, or it does not answer")
                told = True
            with suppress(TimeoutError):
                async with asyncio.timeout(AGAIN):
                    await stop.wait()
        return False

    def sure(self) -> bool:
        """Whether this process surely leads still: it may be cut off, and not know it yet."""
        return True

    @abstractmethod
    async def release(self) -> None:
        """Let another process lead; nothing happens where this one does not."""

    @abstractmethod
    async def _try(self) -> bool:
        """Whether the right is this process's now."""

    async def _hold(self) -> None:  # noqa: B027 - most have nothing to do
        """What has to be done once it is."""


class Alone(Lead):
    """Of a database that no other process can open."""

    async def release(self) -> None:
        """Nobody waits."""

    async def _try(self) -> bool:
        return True


class FileLead(Lead):
    """The lock of a file beside the database."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    async def release(self) -> None:
        """The lock goes with the file that is closed."""
        if self._file is not None:
            self._file.close()
            self._file = None

    async def _try(self) -> bool:
        self._file = lock(self._path, wait=False)
        return self._file is not None


class ServerLead(Lead):
    """An advisory lock of a connection to PostgreSQL, which also tells of updates that other processes stored."""

    def __init__(self, address: str, news: Callable[[], None]) -> None:
        self._address = address
        self._news = news
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._listener: asyncio.Task[None] | None = None
        self._sign = 0.0
        """When the server answered last, by the clock of the loop."""

    def sure(self) -> bool:
        """Whether the server has given a sign of late."""
        return asyncio.get_running_loop().time() - self._sign < SURE

    async def release(self) -> None:
        """The lock goes with the connection."""
        if self._listener is not None:
            self._listener.cancel()
            await asyncio.gather(self._listener, return_exceptions=True)
            self._listener = None
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    async def _try(self) -> bool:
        import psycopg

        try:
            connection = self._connection = self._connection or await self._connected()
            row = await (await connection.execute("SELECT pg_try_advisory_lock(%s)", [TURN])).fetchone()
            won = bool(row and row[0])
            if won:
                await connection.execute(f"LISTEN {CHANNEL}")
        except psycopg.Error as error:
            log.warning("the database does not answer (%s)", type(error).__name__)
            await self.release()
            return False
        return won

    async def _connected(self) -> psycopg.AsyncConnection[Any]:
        import psycopg

        connection = await psycopg.AsyncConnection.connect(self._address, autocommit=True, **CAREFUL)
        await connection.execute(THERE_TOO)
        return connection

    async def _hold(self) -> None:
        self._sign = asyncio.get_running_loop().time()
        self._listener = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        """Pass on what other processes tell; where the connection breaks, the lock is gone."""
        connection, loop = self._connection, asyncio.get_running_loop()
        assert connection is not None
        try:
            while True:
                async for _ in connection.notifies(timeout=SIGN):
                    self._sign = loop.time()
                    self._news()
                await connection.execute("SELECT 1")
                self._sign = loop.time()
        except asyncio.CancelledError:
            raise
        except Exception as error:
            log.warning("the database has let go of this process (%s)", type(error).__name__)
            if not self.lost.done():
                self.lost.set_result(None)


def lead_of(engine: sa.Engine, news: Callable[[], None]) -> Lead:
    """The right to the database of an engine; ``news`` is called where another process stored an update."""
    if engine.dialect.name == "postgresql":
        url = engine.url.set(drivername="postgresql")
        return ServerLead(url.render_as_string(hide_password=False), news)
    path = beside(engine, "lead")
    return FileLead(path) if path else Alone()


def tell(connection: sa.Connection) -> None:
    """Let the process that leads know, once this is committed, that something was stored."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})

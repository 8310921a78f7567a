"""The one way to the database: work is queued, and what is queued together is committed together.

A single thread owns the connection, so that nothing below waits in the event loop, and one commit serves all that
came while the one before was written. A caller goes on only when its work is on disk.
"""

from __future__ import annotations

import asyncio
import logging
import os
import queue
import re
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.pool import StaticPool

from bot.storage.committing import commit

Connection = sa.Connection
"""One transaction, as work is given it."""
Result = TypeVar("Result")
Work = Callable[[sa.Connection], Result]

log = logging.getLogger(__name__)

READ_ONLY = "25006"
"""What PostgreSQL says of a write to a server that only follows another."""
TOGETHER = 256
"""The most pieces of work in one transaction."""


@dataclass(frozen=True, slots=True)
class _Queued:
    work: Work[Any]
    future: asyncio.Future[Any] | None
    """None where nobody waits."""
    tidies: bool = False
    """Whether what was deleted is taken out of the write-ahead file too, once it is committed."""


def open_engine(url: str) -> sa.Engine:
    """An engine for ``sqlite:///file`` or ``postgresql://...``."""
    found = sa.make_url(re.sub("^postgres://", "postgresql://", url))
    if found.get_backend_name() == "postgresql":
        return sa.create_engine(
            found.set(drivername="postgresql+psycopg"), pool_size=1, pool_pre_ping=True, hide_parameters=True
        )
    _make_private(found.database)
    waiting = {"check_same_thread": False, "timeout": 2}
    engine = sa.create_engine(found, poolclass=StaticPool, connect_args=waiting, hide_parameters=True)
    sa.event.listen(engine, "connect", _careful)
    return engine


def _make_private(file: str | None) -> None:
    """A new file is its owner's alone; those that SQLite puts beside it follow it in that."""
    if file and file != ":memory:":
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))


def _careful(connection: Any, _record: object) -> None:
    """Survives a kill of the process and a cut of the power; readers do not wait for the writer.

    SQLite's own lower() knows the letters of English alone.
    """
    connection.create_function("lower", 1, lambda text: text and str(text).lower(), deterministic=True)
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


class Unusable(Exception):
    """The database cannot be opened, or not be brought to its shape."""


class Unstorable(Exception):
    """Work whose values the database cannot hold: it would be in vain to try again. Its cause says more."""


class Database:
    """Runs work in transactions, in the order in which it was given."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.trouble = ""
        """Why nothing can be written now; empty while all is well."""
        self._closing = threading.Event()
        self._queue: queue.SimpleQueue[_Queued | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="database", daemon=True)
        self._thread.start()

    async def run(self, work: Work[Result]) -> Result:
        """The work's result, once it is committed; Unstorable where its values cannot be.

        Work may be run twice and must touch nothing but its connection.
        """
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._queue.put(_Queued(work, future))
        return cast("Result", await future)

    def later(self, work: Work[object]) -> None:
        """Do the work without being waited for: it is committed before, or with, whatever is given after it."""
        self._queue.put(_Queued(work, None))

    async def tidy(self) -> None:
        """Leave no trace of what was deleted before: SQLite keeps earlier pages beside the file until then."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.put(_Queued(lambda _: None, future, tidies=True))
        await future

    async def close(self) -> None:
        """Finish what is queued and let go of the database; what cannot be written by now fails."""
        self._closing.set()
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)
        self.engine.dispose()

    def _serve(self) -> None:
        while (first := self._queue.get()) is not None:
            batch, last = self._gathered(first)
            results = self._committed([queued.work for queued in batch])
            if any(queued.tidies for queued in batch):
                _truncate(self.engine)
            self._settle(batch, results)
            if last:
                return

    def _gathered(self, first: _Queued) -> tuple[list[_Queued], bool]:
        """All that is queued by now, and whether the end is in it."""
        batch = [first]
        while len(batch) < TOGETHER:
            try:
                queued = self._queue.get_nowait()
            except queue.Empty:
                break
            if queued is None:
                return batch, True
            batch.append(queued)
        return batch, False

    def _committed(self, works: Sequence[Work[Any]]) -> list[Any]:
        """The results; where one piece of work fails, each is done anew in a transaction of its own."""
        while True:
            try:
                return self._in_one(works)
            except Exception as error:
                if not _passes(error) or self._closing.is_set():
                    return [error] if len(works) == 1 else [self._committed([work])[0] for work in works]
                self.trouble = f"the database cannot be written to ({type(error).__name__})"
                log.warning("%s; again in a second", self.trouble)
            self._closing.wait(1.0)

    def _in_one(self, works: Sequence[Work[Any]]) -> list[Any]:
        """The results, once all is committed in one transaction."""
        with self.engine.connect() as connection, connection.begin() as transaction:
            results = [work(connection) for work in works]
            commit(transaction, self._closing)
        self.trouble = ""
        return results

    def _settle(self, batch: Sequence[_Queued], results: Sequence[Any]) -> None:
        by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], Any]]] = {}
        for queued, result in zip(batch, results, strict=True):
            if queued.future is not None:
                by_loop.setdefault(queued.future.get_loop(), []).append((queued.future, result))
            elif isinstance(result, Exception):
                log.error("work on the database failed: %s", type(result).__name__, exc_info=result)
        for loop, settled in by_loop.items():
            if not loop.is_closed():
                loop.call_soon_threadsafe(_settle_all, settled)


def _truncate(engine: sa.Engine) -> None:
    """Write all that waits into the SQLite file itself and empty the one beside it; only outside a transaction."""
    if engine.dialect.name != "sqlite":
        return
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            held_up = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
    except sa.exc.DBAPIError:
        held_up = 1
    if held_up:
        log.warning("somebody else reads the database file: what was deleted stays beside it until the next time")


def _passes(error: Exception) -> bool:
    """True where that passes, so that what is queued is not lost.

    Somebody else holds the file, the disk is full, or the server is gone, starts anew, or wants the work done again.
    """
    if not isinstance(error, sa.exc.DBAPIError):
        return False
    told = str(error).casefold()
    if isinstance(error.orig, sqlite3.Error):
        return isinstance(error, sa.exc.OperationalError) and ("locked" in told or "disk" in told)
    return isinstance(error, sa.exc.OperationalError) or getattr(error.orig, "sqlstate", "") == READ_ONLY


def is_fault_of_data(error: Exception) -> bool:
    """True where the values themselves cannot be stored, so that it would be in vain to try again."""
    cause = error.orig if isinstance(error, sa.exc.StatementError) else error
    return isinstance(error, sa.exc.DataError) or isinstance(cause, ValueError | OverflowError)


def _settle_all(settled: Sequence[tuple[asyncio.Future[Any], Any]]) -> None:
    for future, result in settled:
        if future.done():
            continue  # whoever waited was cancelled; the work is committed all the same
        if isinstance(result, Exception):
            future.set_exception(_named(result))
        else:
            future.set_result(result)


def _named(error: Exception) -> Exception:
    if not is_fault_of_data(error):
        return error
    named = Unstorable(type(error).__name__)
    named.__cause__ = error
    return named


class Upsert:
    """INSERT ... ON CONFLICT, built once: building a statement takes longer than running it."""

    def __init__(self, table: sa.Table, keys: Sequence[str], changed: Sequence[str] = ()) -> None:
        """Where a row with these keys is there, ``changed`` takes the new values; nothing happens where it is empty."""
        self._by_dialect: dict[str, sa.Executable] = {
            "sqlite": _upsert(sqlite.insert(table), keys, changed),
            "postgresql": _upsert(postgresql.insert(table), keys, changed),
        }

    def run(self, connection: sa.Connection, values: dict[str, object] | list[dict[str, object]]) -> None:
        """Insert one row, or several at once."""
        connection.execute(self._by_dialect[connection.dialect.name], values)


def _upsert(statement: sqlite.Insert | postgresql.Insert, keys: Sequence[str], changed: Sequence[str]) -> sa.Executable:
    if not changed:
        return statement.on_conflict_do_nothing(index_elements=list(keys))
    return statement.on_conflict_do_update(
        index_elements=list(keys), set_={name: statement.excluded[name] for name in changed}
    )

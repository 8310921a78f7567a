"""The preview in this process: what it does where."""

from __future__ import annotations

import asyncio
import threading
from contextlib import aclosing, suppress
from pathlib import Path

import pytest

from bot.preview.preview import Preview
from bot.preview.served import Served
from bot.preview.session import Session
from bot.runtime import open_service


class Noting(Session):
    """Notes in which threads it is asked for its language, which may have to be read first: that takes seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: set[int] = set()

    def language(self, served: Served) -> str:
        self.threads.add(threading.get_ident())
        return super().language(served)


async def test_no_language_is_read_where_all_pages_are_served(
    folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGO_CACHE_DIR", str(kept))
    preview = Preview(await asyncio.to_thread(open_service, folder), None)
    watching = asyncio.create_task(preview.watch())
    tab = preview.find((await preview.open()).tab)
    assert tab is not None
    for look in ("set", "stream"):
        tab.session = session = Noting()
        if look == "set":
            await preview.set(tab, "es", None)
        else:
            async with aclosing(preview.stream(tab)) as stream:  # type: ignore[type-var]
                assert (await anext(stream)).startswith("event: chat")
        assert session.threads
        assert threading.get_ident() not in session.threads, look
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching

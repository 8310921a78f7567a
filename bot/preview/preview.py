"""The preview: what is served, the pages that are open, and what is tried out beside."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Final

from bot.knowledge.files import shown
from bot.live import Change, Live
from bot.preview.commands import heard
from bot.preview.pressing import press
from bot.preview.served import Served
from bot.preview.session import Session, Setting
from bot.preview.tabs import Tab, Tabs
from bot.preview.trials import Trials
from bot.preview.views import ChatView, Opened, View, chat_view, coverage_view, dumps, knowledge_view, opened
from bot.runtime import Service
from bot.telegram_bot.calendar import calendar_file, name_of

BEAT: Final = 15.0
"""Seconds after which a stream without news says that it is still there."""


class Preview:
    """One at a time is answered, in a thread of its own, for a language that nobody has used yet takes seconds."""

    def __init__(self, service: Service, today: dt.date | None) -> None:
        self.live = Live(service, time.time)
        compiled = service.compiled
        assert compiled is not None, "the preview follows files"
        self._served = Served.of(service, self.live.version.name)
        self._today = today
        self._tabs = Tabs()
        self._trials = Trials(compiled.folder, today.isoformat() if today else None, self._news)
        self._folder = shown(compiled.folder)
        self._lock = asyncio.Lock()
        self._heard = 0
        """Rises whenever the knowledge or a trial has changed."""
        self._closed = False
        self._looked_at = False
        """Whether a page has ever listened: before that, nobody waits for what is tried out."""

    async def watch(self) -> None:
        """For ever: follow the files."""
        try:
            await self.live.watch(self._changed)
        finally:
            await self._trials.end()

    def close(self) -> None:
        """End all streams."""
        self._closed = True
        self._tabs.wake()

    async def open(self) -> Opened:
        """A new page, which the bot greets."""
        tab = self._tabs.add(Session(Setting(today=self._today)))
        return opened(tab.name, await self._do(tab, tab.session.greet), self._served)

    def find(self, name: str) -> Tab | None:
        """The page of that name, if it is still remembered."""
        return self._tabs.find(name)

    async def say(self, tab: Tab, text: str) -> ChatView:
        """The person has typed something."""
        return await self._do(tab, lambda served: heard(tab.session, served, text))

    async def press(self, tab: Tab, number: int, data: str) -> ChatView:
        """The person has pressed a button under a message."""
        return await self._do(tab, lambda served: press(tab.session, served, number, data))

    async def set(self, tab: Tab, client: str, today: dt.date | None) -> ChatView:
        """The person's Telegram speaks another language, or it is another day; None: the day that was given first."""

        def change(served: Served) -> None:
            setting = replace(tab.session.setting, client=client, today=today or self._today)
            tab.session.set(served, setting)

        return await self._do(tab, change)

    async def calendar(self, tab: Tab, edition: str) -> tuple[str, bytes] | None:
        """The days of an edition as a file, with its name; None where they are not known."""
        stamp = dt.datetime.fromtimestamp(self.live.version.since, dt.UTC)

        def file(served: Served) -> tuple[str, bytes] | None:
            desk = served.desk(tab.session.today(served), tab.session.language(served))
            held = desk.catalogue.by_id.get(edition)
            if held is None or held.edition.start is None:
                return None
            return name_of(held), calendar_file(held, desk.naming, stamp)

        async with self._lock:
            return await asyncio.to_thread(file, self._served)

    async def stream(self, tab: Tab) -> AsyncIterator[str]:
        """What the page is told, as server-sent events, until it leaves or opens another stream."""
        if not self._looked_at:
            self._looked_at = True
            await self._try_out()
        tab.stream.set()  # the one before sees that it is not the last any more
        news = tab.stream = asyncio.Event()
        heard = chat = -1
        while not (self._closed or tab.gone or tab.stream is not news):
            news.clear()
            if tab.number > chat:
                async with self._lock:  # nobody is changing the chat while it is looked at
                    view = await asyncio.to_thread(chat_view, tab, self._served)
                chat = view.number
                yield _event("chat", view)
            if self._heard > heard:
                heard = self._heard
                yield _event("knowledge", knowledge_view(self.live, self._folder, self._trials.checked))
                yield _event("coverage", coverage_view(self._trials.covered, self._served.service.languages))
            try:
                async with asyncio.timeout(BEAT):
                    await news.wait()
            except TimeoutError:
                yield ": still here\n\n"

    async def _do(self, tab: Tab, act: Callable[[Served], None]) -> ChatView:
        async with self._lock:
            tab.session.notice = ""
            await asyncio.to_thread(act, self._served)
            tab.number += 1
            tab.stream.set()
            return await asyncio.to_thread(chat_view, tab, self._served)

    async def _changed(self, change: Change) -> None:
        """Other files are served, or are not: every page asks its last question again."""
        async with self._lock:
            if change.refused is None:
                self._served = await asyncio.to_thread(Served.of, self.live.service, change.version.name)
                for tab in self._tabs:
                    await asyncio.to_thread(tab.session.renew, self._served)
                    tab.number += 1
        await self._try_out()
        self._news()

    async def _try_out(self) -> None:
        """Begin anew with what the files say now; where they have mistakes, wait for those to be mended."""
        async with self._lock:
            if self.live.refused:
                await self._trials.hold()
            elif self._looked_at:
                await self._trials.begin(self._served.service.uncompiled)

    def _news(self) -> None:
        self._heard += 1
        self._tabs.wake()


def _event(name: str, view: View) -> str:
    return f"event: {name}\ndata: {dumps(view)}\n\n"

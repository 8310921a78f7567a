"""Many chats side by side, each in order, whatever the length of its queue."""

from __future__ import annotations

import asyncio
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.inbox import Received
from bot.telegram_bot import lanes as module
from bot.telegram_bot.lanes import Lanes


class Store:
    """What is stored and not done, as the database has it."""

    def __init__(self) -> None:
        self.waiting: dict[int, list[Received]] = defaultdict(list)
        self.handled: dict[int, list[int]] = defaultdict(list)
        self.lanes = Lanes(self.handle, self.more)
        self.go = asyncio.Event()

    def comes(self, update_id: int, lane: int) -> None:
        one = Received(update_id, lane, 0.0, "")
        self.waiting[lane].append(one)
        self.lanes.put(one)

    async def handle(self, received: Received) -> None:
        await self.go.wait()
        await asyncio.sleep(0)
        self.handled[received.lane].append(received.update_id)
        self.waiting[received.lane].remove(received)

    async def more(self, lane: int, most: int) -> list[Received]:
        await asyncio.sleep(0)
        found = self.waiting[lane][:most]
        await asyncio.sleep(0)
        return found


@given(st.lists(st.tuples(st.integers(0, 1), st.booleans()), max_size=60))
def test_each_lane_is_worked_off_in_order_and_once(found: list[tuple[int, bool]]) -> None:
    async def run() -> None:
        store = Store()
        store.go.set()
        for number, (lane, pause) in enumerate(found):
            store.comes(number, lane)
            if pause:
                await asyncio.sleep(0)
        while any(store.waiting.values()):
            await asyncio.sleep(0)
        assert await store.lanes.drain(1.0) == 0
        for lane in range(2):
            assert store.handled[lane] == [number for number, (other, _) in enumerate(found) if other == lane]
        assert store.lanes.waiting == 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LANE_FULL", 3)
        asyncio.run(run())


async def test_one_chat_does_not_fill_the_room_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LANE_FULL", 3)
    monkeypatch.setattr(module, "FULL", 10)
    store = Store()
    for number in range(50):
        store.comes(number, 1)
    assert store.lanes.waiting == 3
    await asyncio.wait_for(store.lanes.room(), 1)
    store.comes(99, 2)
    store.go.set()
    while any(store.waiting.values()):
        await asyncio.sleep(0)
    assert store.handled == {1: list(range(50)), 2: [99]}


async def test_what_lies_in_the_database_is_left_there_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LANE_FULL", 3)
    store = Store()
    for number in range(50):
        store.comes(number, 1)
    asyncio.get_running_loop().call_later(0.01, store.go.set)
    assert await store.lanes.drain(5.0) == 0
    assert store.handled == {1: [0, 1, 2]}
    assert len(store.waiting[1]) == 47


async def test_what_comes_while_the_database_is_asked_is_not_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LANE_FULL", 3)
    store = Store()
    store.go.set()
    for number in range(200):
        store.comes(number, 1)
        for _ in range(number % 5):
            await asyncio.sleep(0)
    while store.waiting[1]:
        await asyncio.sleep(0)
    assert store.handled[1] == list(range(200))

"""SIGKILL in the middle of a broadcast, and faults of all kinds: ledger and server are compared row by row."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from bot.announcements.states import State
from bot.stand_in import BotApi, Fault
from tests.announcements.crowd import approve, crowd, finished, judge, ledger, received
from tests.announcements.processes import OURS, TOKEN, end, script

CHATS, KILLS = 80, 4


async def test_no_kill_makes_a_chat_miss_it_or_get_it_twice(tmp_path: Path) -> None:
    url, log, dice = f"sqlite:///{tmp_path / 'bot.db'}", tmp_path / "log", random.Random(6)
    async with BotApi(token=TOKEN) as api:
        api.latency = 0.01
        crowd(api, url, CHATS)
        number = approve(url)
        for life in range(KILLS):
            process = await script(OURS, api.url, TOKEN, url, "unpaced", log=log)
            await api.wait_for(lambda goal=8 * (life + 1): len(api.world.sent) >= goal, 30)  # type: ignore[misc]
            await asyncio.sleep(dice.random() * 0.02)
            await end(process)
        process = await script(OURS, api.url, TOKEN, url, "unpaced", log=log)
        await finished(url, number, 30)
        await end(process)
        rows, got = ledger(url, number), received(api)
        assert judge(api, rows).sound
        lost = [row for row in rows if row.state is State.UNCERTAIN]
        assert len(lost) <= KILLS * 16
        assert {row.reason for row in lost} <= {"killed"}
        assert all(got[row.chat] == 1 for row in rows if row.state is not State.UNCERTAIN)


async def test_the_ledger_says_what_the_server_says(tmp_path: Path) -> None:
    url, dice = f"sqlite:///{tmp_path / 'bot.db'}", random.Random(2)
    async with BotApi(token=TOKEN) as api:
        made = crowd(api, url, 300, groups=150)
        for person in dice.sample(list(made.people), 6):
            person.blocks()
        moved = {group.migrates().id for group in dice.sample(list(made.groups), 6)}
        api.faults.share("sendMessage", Fault.too_many(1), 0.05, 1)
        api.faults.share("sendMessage", Fault.status(502), 0.02, 2)
        api.faults.share("sendMessage", Fault.status(502, accepted=True), 0.02, 3)
        api.faults.share("sendMessage", Fault.drop_after(), 0.02, 4)
        number = approve(url)
        process = await script(OURS, api.url, TOKEN, url, "unpaced", log=tmp_path / "log")
        await finished(url, number, 60)
        await end(process)
        rows = ledger(url, number)
        assert judge(api, rows).sound
        assert len(rows) == 300
        assert {row.state for row in rows} == {State.SENT, State.UNCERTAIN, State.FAILED}
        assert sum(row.chat in moved for row in rows) == 6

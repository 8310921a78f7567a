"""Attacks on the whole bot: what each of them once broke."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.settings import Secret
from bot.stand_in import BotApi, Fault
from bot.telegram_bot.answer import NoAnswer, judged, read
from tests.telegram.cutter import cutting
from tests.telegram.serving import process, serving, until
from tests.telegram.test_intake import QUESTION, YEARS, answered, free_port, waiting
from tests.telegram.test_webhook import SECRET as WORD

SECRET = Secret(WORD)


@pytest.mark.parametrize("shared", [False, True], ids=["polling", "webhook"])
@pytest.mark.parametrize("every", [2, 3])
async def test_a_commit_that_is_not_confirmed_is_neither_lost_nor_done_twice(
    api: BotApi, tmp_path: Path, empty_postgresql: str, every: int, *, shared: bool
) -> None:
    ann, sora, port = api.person("Ann"), api.person("Sora"), free_port()
    staff = api.group("Staff", members=[sora])
    more: dict[str, Any] = {"staff": frozenset([sora.id]), "staff_chat": staff.id}
    if shared:
        more |= {"port": port, "webhook_url": f"http://127.0.0.1:{port}/telegram", "webhook_secret": SECRET}
        api.webhook_delays(0.1)
    with cutting(empty_postgresql) as way:
        async with serving(api, tmp_path, url=way.url, **more):
            ann.says("/contact")
            await ann.hears(20)
            way.every = every
            for year in YEARS[:4]:
                ann.says(QUESTION.format(year))
                await ann.hears(20, containing=f"Seoul Program {year}")
            ann.says("/subscribe")
            choice = await ann.hears(20, containing="hear")
            for _ in range(3):
                await ann.presses(choice, choice.buttons[0]["callback_data"]).answer(20)
            await api.wait_for(lambda: "✓" in str(choice.buttons[0]), 20)
            ann.says("How much is the fee?")
            await ann.presses(await ann.hears(20, containing="I do not know"), "Ask the team").answer(20)
            await ann.hears(20, containing="with the WeGO team")
            assert way.cut > 4
    assert answered(api, ann) == [str(year) for year in YEARS[:4]]
    assert len(api.sent(staff)) == 1


WORDS = "my secret words"
HALF = f'{{"ok":true,"result":[{{"update_id":1,"message":{{"text":"{WORDS}'
NONSENSE = {
    "half": Fault.says(200, HALF),
    "half refused": Fault.says(400, HALF),
    "nested": Fault.says(200, "[" * 100_000),
    "list": Fault.says(200, f'["{WORDS}"]'),
    "nothing": Fault.says(200, '{"ok":true}'),
    "other": Fault.says(200, f'{{"ok":true,"result":["{WORDS}",{{}}]}}'),
    "refused": Fault.says(200, '{"ok":false}'),
    "refused in words": Fault.says(200, '{"ok":false,"error_code":500,"description":"Internal Server Error"}'),
    "no number": Fault.says(429, '{"ok":false,"parameters":{"retry_after":"soon"}}'),
    "before": Fault.says(429, '{"ok":false,"parameters":{"retry_after":-5}}'),
    "no parameters": Fault.says(429, '{"ok":false,"parameters":[7]}'),
    "a proxy": Fault.says(404, "<html>Not found</html>"),
    "a guarded proxy": Fault.says(401, '{"error":"unauthorized"}'),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_what_is_no_answer_is_told_from_one(name: str) -> None:
    fault = NONSENSE[name]
    try:
        status, body = judged(fault.code, fault.body.encode())
        found = read(body)
    except NoAnswer:
        return
    assert status >= 400 or name == "other", "what is wrong with this one only the caller can know"
    assert "retry_after" not in found.get("parameters", {})


@pytest.mark.parametrize("method", ["getUpdates", "sendMessage"])
async def test_nonsense_is_no_answer_of_telegram(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture, method: str
) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        for name in ("half", "other", "refused", "before", "a proxy"):
            api.faults.next(method, NONSENSE[name])
            ann.says("/unsubscribe")
            assert "no more" in (await ann.hears(10)).text, name
        await until(lambda: not waiting(tmp_path))
    assert len(api.sent(ann)) == 5, "none comes twice"
    assert WORDS not in caplog.text


async def test_a_question_that_was_on_its_way_to_staff_at_a_kill_reaches_them(api: BotApi, tmp_path: Path) -> None:
    ann, sora = api.person("Ann"), api.person("Sora")
    staff = api.group("Staff", members=[sora])
    settings = {"STAFF_IDS": str(sora.id), "STAFF_CHAT_ID": str(staff.id)}
    running = await process(api, tmp_path, tmp_path / "log", **settings)
    ann.says("How much is the fee?")
    unknown = await ann.hears(20)
    api.faults.next("sendMessage", Fault.too_many(60, staff))
    ann.presses(unknown, "Ask the team")
    await api.wait_for(lambda: api.journal.of("sendMessage")[-1].params["chat_id"] == staff.id, 10)
    running.kill()
    await running.wait()
    async with serving(api, tmp_path, staff=frozenset([sora.id]), staff_chat=staff.id):
        question = await staff.hears(10, containing="How much is the fee?")
        assert "with the WeGO team" in (await ann.hears(10)).text
        sora.says("It is free.", question)
        assert "It is free." in (await ann.hears(10, containing="It is free.")).text


async def test_an_id_that_is_no_number_does_not_end_the_bot(api: BotApi, tmp_path: Path, empty_postgresql: str) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path, url=empty_postgresql):
        api.raw_update({"message": {"chat": {"id": True}}})
        ann.says(QUESTION.format(2016))
        assert "2016" in (await ann.hears(10)).text

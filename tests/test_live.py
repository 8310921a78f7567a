"""What is served follows its files, whatever happens to them: with the real compiler, over a small folder."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from bot.aside import settled
from bot.live import Change, Live
from bot.runtime import open_service
from tests.answers.asking import ask
from tests.commands.conftest import FAQ, speak_little

TOWELS = "Are towels provided?"
BY_THE_HOTEL, BY_THE_INN = "provided by the hotel", "provided by the inn"
PATIENCE = 30.0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WEGO_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "knowledge"
    folder.mkdir()
    speak_little(folder)
    (folder / "faq.yaml").write_text(FAQ, encoding="utf-8")
    return folder


def say(folder: Path, words: str) -> None:
    (folder / "faq.yaml").write_text(FAQ.replace(BY_THE_HOTEL, words), encoding="utf-8")


class Watched:
    """A watch that runs, with all that it told."""

    def __init__(self, live: Live, fails: int = 0) -> None:
        self.live, self.told, self._fails = live, list[Change](), fails

    async def tell(self, change: Change) -> None:
        self.told.append(change)
        if len(self.told) <= self._fails:
            raise RuntimeError("nobody can be told")

    async def until(self, reached: Callable[[], object]) -> None:
        """Watch until something is so."""
        watching = asyncio.create_task(self.live.watch(self.tell))
        try:
            async with asyncio.timeout(PATIENCE):
                while not reached():
                    assert not watching.done(), "the watch has ended"
                    await asyncio.sleep(0.05)
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            await settled()

    def says(self) -> str:
        return ask(self.live.service.assistant, TOWELS).text


async def test_a_save_while_the_process_starts_is_served(folder: Path) -> None:
    service = open_service(folder)
    say(folder, BY_THE_INN)
    watched = Watched(Live(service, lambda: 1.0))
    assert BY_THE_HOTEL in watched.says()

    await watched.until(lambda: watched.told)

    assert BY_THE_INN in watched.says()
    assert [change.refused for change in watched.told] == [None]


async def test_a_folder_that_is_away_for_a_while_does_not_end_the_watch(folder: Path, tmp_path: Path) -> None:
    watched = Watched(Live(open_service(folder), lambda: 1.0))
    folder.rename(tmp_path / "away")
    await watched.until(lambda: watched.live.refused)
    assert BY_THE_HOTEL in watched.says()

    (tmp_path / "away").rename(folder)
    say(folder, BY_THE_INN)
    await watched.until(lambda: watched.live.refused is None)

    assert BY_THE_INN in watched.says()
    assert [change.mended for change in watched.told] == [False, True]


async def test_what_goes_wrong_while_others_are_told_does_not_end_the_watch(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.live.PAUSE", 0.0)
    watched = Watched(Live(open_service(folder), lambda: 1.0), fails=1)
    say(folder, BY_THE_INN)
    await watched.until(lambda: "could not be taken over" in caplog.text)

    say(folder, "provided by nobody")
    await watched.until(lambda: len(watched.told) > 1)

    assert "provided by nobody" in watched.says()


async def test_a_fault_is_refused_and_its_mending_told(folder: Path) -> None:
    watched = Watched(Live(open_service(folder), lambda: 1.0))
    (folder / "faq.yaml").write_text(FAQ.replace("answer:", "answr:", 1), encoding="utf-8")
    await watched.until(lambda: watched.told)
    assert watched.told[0].refused is not None
    assert any("answr" in problem.message for problem in watched.told[0].refused.problems)
    assert BY_THE_HOTEL in watched.says()

    shutil.copyfile(folder / "faq.yaml", folder / "more.yaml")  # another state of the files that is wrong
    await watched.until(lambda: len(watched.told) > 1)
    (folder / "more.yaml").unlink()
    say(folder, BY_THE_INN)
    await watched.until(lambda: watched.live.refused is None)

    assert [change.mended for change in watched.told] == [False, False, True]
    assert BY_THE_INN in watched.says()


async def test_what_could_not_be_taken_over_is_looked_at_again(folder: Path) -> None:
    """Here the clock fails once; it may as well be the disk, or a thread that cannot be started."""
    moments = iter([1.0, 1.0])
    failed: list[bool] = []

    def now() -> float:
        found = next(moments, None)
        if found is None and not failed:
            failed.append(True)
            raise OSError("the clock cannot be read")
        return 1.0

    watched, looks = Watched(Live(open_service(folder), now)), count()

    def reached() -> object:
        if next(looks) == 10:  # it watches by now
            say(folder, BY_THE_INN)
        return watched.told

    await watched.until(reached)

    assert failed
    assert BY_THE_INN in watched.says()

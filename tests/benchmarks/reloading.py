"""How long a saved file takes to be live, and what answers meanwhile cost.

    PYTHONPATH=. python tests/benchmarks/reloading.py [--edits 8] [--languages en es ru]

A bot in a process of its own serves a copy of the knowledge; somebody asks in each of the languages first, so that they
are at hand. Then a date is edited again and again: the time runs from the file's closing until an answer tells the new
date. Somebody else asks meanwhile, again and again: the slowest of their answers is told as well.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from bot.knowledge.folders import packaged_folder
from bot.stand_in import BotApi
from tests.running import compiled
from tests.telegram.serving import TOKEN, process

ASKED = {
    "en": "When was the Joint Workshop 2018?",
    "es": "¿Cuándo fue el Taller Conjunto 2018?",
    "ru": "Когда был Совместный семинар 2018 года?",
    "ko": "2018년 공동 워크숍은 언제 열렸나요?",
}


async def answered(api: BotApi, text: str) -> tuple[str, float]:
    """The answer, and the seconds until it came; each question is another person's, so that nobody asks too fast."""
    person, started = api.person("Ann"), time.perf_counter()
    person.says(text)
    return (await person.hears(30)).text, time.perf_counter() - started


async def keep_asking(api: BotApi, waits: list[float]) -> None:
    while True:
        waits.append((await answered(api, "Who organised the Joint Workshop 2017?"))[1])
        await asyncio.sleep(0.05)


async def measure(edits: int, languages: list[str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "knowledge"
        shutil.copytree(packaged_folder(), folder)
        shutil.copytree(compiled(), Path(place) / "cache")
        async with BotApi(token=TOKEN) as api:
            settings = {"KNOWLEDGE_DIR": str(folder), "WEGO_CACHE_DIR": str(Path(place) / "cache")}
            bot = await process(api, Path(place), Path(place) / "log", **settings)
            try:
                await edit_often(api, folder / "programs" / "joint-workshop.yaml", edits, languages)
            finally:
                bot.terminate()
                await bot.wait()


async def edit_often(api: BotApi, file: Path, edits: int, languages: list[str]) -> None:
    for language in languages:
        await answered(api, ASKED[language])
    text, times, waits = file.read_text(encoding="utf-8"), [], list[float]()
    asking = asyncio.create_task(keep_asking(api, waits))
    for edit in range(-1, edits):  # the first puts by what the others are quick with
        day = 1 + edit % 8
        file.write_text(text.replace("start: 2018-07-09", f"start: 2018-07-{day:02}"), encoding="utf-8")
        saved = time.perf_counter()
        while f"{day}–12 July" not in (await answered(api, ASKED["en"]))[0]:
            await asyncio.sleep(0.05)
        times.append(time.perf_counter() - saved)
        await asyncio.sleep(1.0)
    del times[0]
    asking.cancel()
    print(f"live after {statistics.median(times):.2f} s (median of {edits}), at most {max(times):.2f} s")
    print(f"answers meanwhile: {statistics.median(waits) * 1000:.0f} ms, at most {max(waits) * 1000:.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=8)
    parser.add_argument("--languages", nargs="+", choices=ASKED, default=["en"])
    arguments = parser.parse_args()
    asyncio.run(measure(arguments.edits, arguments.languages))


if __name__ == "__main__":
    main()

"""`wego-bot run` with a file `.env` and nothing else."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from bot.settings import VARIABLES
from bot.stand_in import BotApi
from tests.telegram.serving import ROOT

ENTRY = """\
entries:
  - id: towel
    questions: {en: [Where are the towels?]}
    answer: {en: In the cupboard.}
"""


async def test_a_file_says_all_that_the_program_needs(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "faq.yaml").write_text(ENTRY, encoding="utf-8")
    said = {
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "DATABASE_URL": "sqlite:///bot.db",
        "KNOWLEDGE_DIR": "mine",
        "WEGO_CACHE_DIR": "cache",
    }
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in said.items()), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    command = (sys.executable, "-m", "bot", "run")
    with (tmp_path / "log").open("wb") as log:
        running = await asyncio.create_subprocess_exec(
            *command, cwd=tmp_path, env={**environment, "PYTHONPATH": str(ROOT)}, stdout=log, stderr=log
        )
    ann.says("Where are the towels?")
    assert "In the cupboard." in (await ann.hears(30)).text
    running.terminate()
    assert await running.wait() == 0
    assert list((tmp_path / "cache").iterdir())

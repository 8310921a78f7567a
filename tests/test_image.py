"""The image: what gets into it, that its steps work, that it starts, answers, and tells whether it is well."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.stand_in import BotApi
from bot.telegram_bot.figures import Figures
from bot.telegram_bot.health import DEAF, Health, application
from tests.dockerfile import ROOT, context, health_command, in_context, last
from tests.image import CLEAN_PYTHON, Image, build
from tests.telegram.serving import TOKEN
from tests.telegram.test_intake import free_port

IGNORE = (ROOT / ".dockerignore").read_text(encoding="utf-8")
REQUIREMENTS = (ROOT / "requirements.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    return build(tmp_path_factory.mktemp("image"))


CONTEXT = [
    ("requirements.txt", True),
    ("bot/app.py", True),
    ("bot/storage/migrations/env.py", True),
    ("knowledge/faq.yaml", True),
    ("knowledge/languages/words.txt", True),
    (".env", False),
    ("bot/.env", False),
    ("knowledge/languages/.env.old", False),
    (".git/config", False),
    ("bot/.git/config", False),
    (".venv/bin/python", False),
    ("tests/test_image.py", False),
    ("bot.db", False),
    ("bot/bot.db", False),
    ("knowledge/state.db-wal", False),
    ("knowledge/state.sqlite3", False),
    ("secrets/token", False),
    ("bot/__pycache__/app.cpython-313.pyc", False),
    ("bot/storage/__pycache__/inbox.cpython-313.pyc", False),
    ("knowledge/.faq.yaml.swp", False),
    ("README.md", False),
]


@pytest.mark.parametrize(("path", "wanted"), CONTEXT)
def test_nothing_gets_to_docker_but_what_is_wanted(path: str, wanted: bool) -> None:
    assert in_context(path, IGNORE) is wanted


def test_the_whole_program_gets_to_docker() -> None:
    files = {path for name in ("bot", "knowledge") for path in (ROOT / name).rglob("*") if path.is_file()}
    wanted = {path.relative_to(ROOT) for path in files if "__pycache__" not in path.parts}
    assert set(context(ROOT, IGNORE)) == wanted | {Path("requirements.txt")}


def test_only_what_is_copied_is_in_the_image(image: Image) -> None:
    assert {path.name for path in image.path("/app").iterdir()} == {"bot", "knowledge", "requirements.txt"}


def test_its_python_is_one_that_the_program_takes(image: Image) -> None:
    version = re.fullmatch(r"python:(3\.\d+)-slim", last(image.steps, "FROM").said)
    floor = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert version
    assert [int(part) for part in version[1].split(".")] >= [int(part) for part in floor.strip(">=").split(".")]


def test_it_does_not_run_as_root(image: Image) -> None:
    user = last(image.steps, "USER").said
    assert user.isdecimal()
    assert int(user) > 0
    assert any(f"--uid {user} bot" in step.said for step in image.steps if step.name == "RUN")


def test_state_and_knowledge_are_volumes(image: Image) -> None:
    volumes = last(image.steps, "VOLUME").words
    assert sorted(volumes) == ["/data", "/knowledge"]
    assert all(image.path(volume).is_dir() for volume in volumes)
    assert image.environment["XDG_DATA_HOME"] == str(image.path("/data"))


def test_the_installation_is_by_hash_and_leaves_no_tool_behind(image: Image) -> None:
    (line,) = [step.said for step in image.steps if step.name == "RUN" and "pip install" in step.said]
    assert "--require-hashes --only-binary :all: -r requirements.txt" in line
    assert "&& pip uninstall --yes pip" in line
    assert "apt" not in line


def test_what_is_installed_is_what_is_pinned(image: Image) -> None:
    names = "import importlib.metadata as m, json; print(json.dumps([d.name for d in m.distributions()]))"
    installed = {re.sub(r"[-_.]+", "-", name).lower() for name in json.loads(image.run("python", "-c", names).stdout)}
    pinned = set(re.findall(r"^([\w.-]+)==", REQUIREMENTS, re.MULTILINE))
    assert pinned <= installed
    assert installed == pinned or not CLEAN_PYTHON, "the suite's own environment holds its tools as well"


def test_a_question_is_answered_from_what_was_compiled(image: Image) -> None:
    cache = image.path("/home/bot/cache")
    before = sorted((path.name, path.stat().st_ino) for path in cache.iterdir())
    done = image.run("python", "-m", "bot", "ask", "When was the Seoul Program 2016?")
    assert "22–29 May 2016" in done.stdout
    assert done.returncode == 0
    assert before
    assert sorted((path.name, path.stat().st_ino) for path in cache.iterdir()) == before


def health(image: Image, port: int, **more: str) -> int:
    """The exit code of the health check."""
    return image.run(*health_command(image.steps), PORT=str(port), **more).returncode


async def test_it_starts_answers_and_is_well_until_it_ends(image: Image) -> None:
    command = image.command([*last(image.steps, "ENTRYPOINT").words, *last(image.steps, "CMD").words])
    port = free_port()
    async with BotApi(token=TOKEN) as api:
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url, "PORT": str(port)}
        ann = api.person("Ann")
        process = await asyncio.create_subprocess_exec(*command, cwd=image.here, env=image.environment | settings)
        ann.says("When was the Seoul Program 2016?")
        assert "22–29 May 2016" in (await ann.hears(30)).text
        assert await asyncio.to_thread(health, image, port) == 0
        assert await asyncio.to_thread(health, image, port, http_proxy="http://127.0.0.1:9") == 0
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    assert health(image, port) != 0, "nobody is there any more"
    assert list(image.path("/data").rglob("bot.db"))


@asynccontextmanager
async def pages(silence: float) -> AsyncIterator[int]:
    """The bot's own pages, of a bot to which Telegram has not spoken for so long; their port."""

    async def ask() -> Health:
        return Health(silence)

    runner = web.AppRunner(application(ask, Figures()))
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield port
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(("silence", "well"), [(0.0, True), (DEAF, False)])
async def test_the_health_check_believes_the_health_page(image: Image, silence: float, well: bool) -> None:
    async with pages(silence) as port:
        assert (await asyncio.to_thread(health, image, port) == 0) is well

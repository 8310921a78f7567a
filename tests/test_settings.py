"""The environment's settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.settings import VARIABLES, BotSettings, Settings
from tests.running import program_in

TOKEN = {"TELEGRAM_BOT_TOKEN": "123:abcdefgh"}

TABLE: list[tuple[dict[str, str], Settings]] = [
    ({}, Settings()),
    ({"KNOWLEDGE_DIR": "", "WEGO_CACHE_DIR": "", "NO_COLOR": ""}, Settings()),
    ({"KNOWLEDGE_DIR": "a", "WEGO_CACHE_DIR": "b", "NO_COLOR": "1"}, Settings(Path("a"), Path("b"), colour=False)),
    ({"OTHER": "x"}, Settings()),
]


@pytest.mark.parametrize(("environment", "settings"), TABLE)
def test_settings(environment: dict[str, str], settings: Settings) -> None:
    assert Settings.read(environment) == settings


def test_every_variable_is_heeded() -> None:
    """By the one or the other: a letter in the place of a number is a fault that is told."""
    for name in VARIABLES:
        if Settings.read({name: "x"}) != Settings():
            continue
        with pytest.raises(UsageError, match=name):
            BotSettings.read({**TOKEN, name: "x"})


FILES = [
    ("", {}, Settings()),
    ("KNOWLEDGE_DIR=a\nWEGO_CACHE_DIR='b'\n", {}, Settings(Path("a"), Path("b"))),
    (
        "KNOWLEDGE_DIR=a\nWEGO_CACHE_DIR=b\n",
        {"KNOWLEDGE_DIR": "c", "WEGO_CACHE_DIR": ""},
        Settings(Path("c"), Path("b")),
    ),
    ("# KNOWLEDGE_DIR=a\nNO_COLOR=1\nKNOWLEDGE_DIR=\nno sense\n", {}, Settings(colour=False)),
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("text", "environment", "settings"), FILES)
def test_the_file_is_heeded_where_the_environment_is_silent(
    tmp_path: Path, text: str, environment: dict[str, str], settings: Settings
) -> None:
    (tmp_path / ".env").write_text(text, encoding="utf-8")
    assert Settings.read(environment, tmp_path / ".env") == settings


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"KNOWLEDGE_DIR=\xff\xfe")
    for read in (Settings.read, BotSettings.read):
        with pytest.raises(UsageError, match=r"\.env cannot be read"):
            read(TOKEN, tmp_path / ".env")


@pytest.mark.parametrize(("said", "refuses"), [({}, False), ("welcome", False), ("refuse", True), ("REFUSE", True)])
def test_unknown_groups_are_welcome_unless_refused(said: str | dict[str, str], *, refuses: bool) -> None:
    given = {"UNKNOWN_GROUPS": said} if isinstance(said, str) else said
    assert BotSettings.read(TOKEN | given).refuses_groups is refuses


ENTRY = """\
entries:
  - id: towel
    questions: {en: [Where are the towels?]}
    answer: {en: "%s"}
"""
PLACES = ["in .env", "in the environment", "on the command line"]


@pytest.mark.parametrize("places", [1, 2, 3])
def test_the_command_line_comes_first_then_the_environment_then_the_file(tmp_path: Path, places: int) -> None:
    for place in PLACES:
        (tmp_path / place).mkdir()
        (tmp_path / place / "faq.yaml").write_text(ENTRY % f"The towels are {place}.", encoding="utf-8")
    (tmp_path / ".env").write_text('KNOWLEDGE_DIR="in .env"\nWEGO_CACHE_DIR=kept\n', encoding="utf-8")
    environment = {"WEGO_CACHE_DIR": "", "KNOWLEDGE_DIR": PLACES[1] if places > 1 else ""}
    option = ["--knowledge", PLACES[2]] if places > 2 else []
    ran = program_in(tmp_path, "ask", *option, "Where are the towels?", **environment)
    assert ran.stdout.strip() == f"The towels are {PLACES[places - 1]}."
    assert list((tmp_path / "kept").iterdir())


@pytest.mark.parametrize(("said", "approvals"), [({}, 1), ("1", 1), ("2", 2)])
def test_how_many_have_to_say_yes(said: str | dict[str, str], approvals: int) -> None:
    given = {"ANNOUNCE_APPROVALS": said, "STAFF_IDS": "1, 2"} if isinstance(said, str) else said
    assert BotSettings.read(TOKEN | given).approvals == approvals


@pytest.mark.parametrize(("said", "staff"), [("0", "1,2"), ("3", "1,2"), ("two", "1,2"), ("²", "1,2"), ("2", "1, 1")])
def test_as_many_as_cannot_say_yes_are_refused(said: str, staff: str) -> None:
    with pytest.raises(UsageError, match="ANNOUNCE_APPROVALS"):
        BotSettings.read(TOKEN | {"ANNOUNCE_APPROVALS": said, "STAFF_IDS": staff})

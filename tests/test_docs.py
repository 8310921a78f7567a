"""The README names every command, option and setting; the commands that it tells to copy are those that are tried."""

from __future__ import annotations

import argparse
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.cli import COMMANDS, build_parser
from bot.knowledge.folders import packaged_folder
from bot.knowledge.language import LanguagePack
from bot.knowledge.loader import load
from bot.settings import VARIABLES
from bot.telegram_bot.staff import COMMANDS as STAFF_COMMANDS
from bot.terminal.session import COMMANDS as CHAT_COMMANDS
from bot.terminal.session import Session
from tests.answers.asking import TODAY, packaged_assistant
from tests.parsed import packaged_knowledge

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def parsers() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    waiting = [("", build_parser())]
    while waiting:
        name, parser = waiting.pop(0)
        yield name, parser
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                waiting += [(f"{name} {below}".strip(), found) for below, found in action.choices.items()]


OPTIONS = [
    (command, option, action.help)
    for command, parser in parsers()
    for action in parser._actions
    for option in action.option_strings
    if option not in ("-h", "--help")
]


@pytest.mark.parametrize(("command", "option", "text"), OPTIONS)
def test_option_is_documented(command: str, option: str, text: str | None) -> None:
    assert f"`{option}" in README
    assert text


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_documented(command: str) -> None:
    assert f"wego-bot {command}" in README


@pytest.mark.parametrize("variable", VARIABLES)
def test_setting_is_documented(variable: str) -> None:
    assert f"`{variable}`" in README


@pytest.mark.parametrize("command", CHAT_COMMANDS)
def test_chat_command_is_documented(command: str) -> None:
    assert f"`/{command}" in README


@pytest.mark.parametrize("command", STAFF_COMMANDS)
def test_staff_command_is_documented(command: str) -> None:
    assert f"`/{command}" in README


def test_files_that_are_named_exist() -> None:
    named = set(re.findall(r"`((?:bot|knowledge|tests|\.ci)/[\w./-]*)`", README))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_second_command_is_what_the_checks_end_with() -> None:
    command = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)[1]
    steps = [line.removeprefix("step ") for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()]
    venv, install, test = command.split(" && ")
    assert venv.replace("python3", '"$python"') in steps
    assert install in steps
    assert [line for line in steps if line][-1] == test


AROUND_AN_EDITION = """\
countries:
  - id: kr
    names:
      en:
        - Korea
cities:
  - id: seoul
    names:
      en:
        - Seoul
    country: kr
programs:
  - id: course
    kind: training
    names:
      en:
        - The course
    about:
      en: A course.
"""


YAML: list[str] = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)


def test_the_example_of_forms_is_what_spanish_has() -> None:
    (example,) = (yaml.safe_load(text)["forms"] for text in YAML if "forms:" in text)
    spanish = packaged_knowledge("en", "es").languages["es"].forms

    assert {form: {key: spanish[form].get(key) for key in rules} for form, rules in example.items()} == example


def test_the_examples_are_sound_knowledge(tmp_path: Path) -> None:
    edition, entries, announcement, questions = [text for text in YAML if "forms:" not in text]
    (tmp_path / "questions").mkdir()
    (tmp_path / "programs.yaml").write_text(AROUND_AN_EDITION + edition, encoding="utf-8")
    (tmp_path / "faq.yaml").write_text(entries, encoding="utf-8")
    (tmp_path / "questions" / "en.yaml").write_text(questions, encoding="utf-8")
    (tmp_path / "announced.yaml").write_text(announcement.replace("harbour-workshop", "course"), encoding="utf-8")
    (lacking,) = load(tmp_path, packaged=packaged_folder()).problems
    assert "English serves instead" in lacking.message


def test_the_transcript_is_real() -> None:
    (shown,) = re.findall(r"<!-- transcript: begin -->\n```\n(.*?)\n```", README, re.DOTALL)
    chat = Session(packaged_assistant(), clock=lambda: TODAY, languages=("en",))
    typed = re.findall(r"^> (.*)$", shown, re.MULTILINE)
    assert typed
    assert "\n\n".join(f"> {line}\n{chat.handle(line)}" for line in typed) == shown


def section(title: str) -> str:
    return re.split(r"^##", README.partition(f"### {title}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_cue_is_documented() -> None:
    cues = packaged_knowledge("en").languages["en"].cues
    assert set(re.findall(r"`(\w+)`", section("The cues of a language"))) == set(cues)


def test_every_section_of_a_language_is_documented() -> None:
    named = set(re.findall(r"`(\w+)`", section("The sections of a language")))
    assert {field.name for field in dataclasses.fields(LanguagePack)} <= named

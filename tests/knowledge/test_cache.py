"""The compiled cache: a hit gives the value back, everything else is a miss."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from bot.knowledge import cache
from bot.knowledge.cache import KEPT, read, write

posix = pytest.mark.skipif(os.name != "posix", reason="owners and permissions as on Unix")
pytestmark = posix


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "deep"


def test_what_was_written_is_read(directory: Path) -> None:
    assert read("a", "en", directory) is None

    write("a", "en", {"one": (1, 2)}, directory)

    assert read("a", "en", directory) == {"one": (1, 2)}
    assert read("b", "en", directory) is None
    assert directory.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in directory.iterdir()] == [0o600]


def test_a_text_that_stands_in_two_parts_is_kept_in_memory_once(directory: Path) -> None:
    for part in ("en", "ko"):
        write("a", part, {"name": "".join(("Seoul ", "Program")), "code": part}, directory)

    english, korean = read("a", "en", directory), read("a", "ko", directory)

    assert isinstance(english, dict)
    assert isinstance(korean, dict)
    assert english["name"] is korean["name"]
    assert (english["code"], korean["code"]) == ("en", "ko")


def test_what_may_only_be_read_is_read(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a", "en", {"one": 1}, directory)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "touch", refuse)

    assert read("a", "en", directory) == {"one": 1}


DAMAGES = [b"", b"x", b"x" * 100, pickle.dumps({"one": 1})]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_a_miss(damage: bytes, directory: Path) -> None:
    write("a", "en", {"one": 1}, directory)
    (path,) = directory.iterdir()

    path.write_bytes(damage)

    assert read("a", "en", directory) is None


def test_one_flipped_byte_is_a_miss(directory: Path) -> None:
    write("a", "en", {"one": 1}, directory)
    (path,) = directory.iterdir()
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(data)

    assert read("a", "en", directory) is None


def test_a_sound_file_of_another_program_is_a_miss(directory: Path) -> None:
    write("a", "en", 1, directory)
    (path,) = directory.iterdir()
    payload = b"cno.such.module\nThing\n."
    path.write_bytes(cache._checksum(payload) + payload)

    assert read("a", "en", directory) is None


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o722])
def test_a_folder_that_others_may_write_to_is_ignored(mode: int, directory: Path) -> None:
    write("a", "en", 1, directory)
    directory.chmod(mode)

    assert read("a", "en", directory) is None
    write("b", "en", 1, directory)
    assert len(list(directory.iterdir())) == 1


@pytest.mark.parametrize("mode", [0o666, 0o660, 0o602])
def test_a_file_that_others_may_write_to_is_ignored(mode: int, directory: Path) -> None:
    write("a", "en", 1, directory)
    (directory / "a-en.compiled").chmod(mode)

    assert read("a", "en", directory) is None


def test_a_linked_file_is_ignored(directory: Path) -> None:
    write("a", "en", 1, directory)
    (directory / "b-en.compiled").symlink_to(directory / "a-en.compiled")

    assert read("b", "en", directory) is None


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "")
    monkeypatch.setattr("pathlib.Path.home", _homeless)
    monkeypatch.setattr("platformdirs.user_cache_dir", _homeless)

    write("a", "en", 1)

    assert read("a", "en") is None


def _homeless(*_: object, **__: object) -> str:
    raise RuntimeError("could not determine the home directory")


def test_a_folder_of_somebody_else_is_ignored(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a", "en", 1, directory)
    monkeypatch.setattr("os.getuid", lambda: 987_654)

    assert read("a", "en", directory) is None


def test_a_link_is_ignored(directory: Path, tmp_path: Path) -> None:
    write("a", "en", 1, directory)
    (tmp_path / "link").symlink_to(directory)

    assert read("a", "en", tmp_path / "link") is None


def test_where_nothing_can_be_written_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    write("a", "en", 1, tmp_path / "file" / "below")
    write("a", "en", 1, tmp_path / "file")

    assert read("a", "en", tmp_path / "file") is None


def test_the_newest_are_kept(directory: Path) -> None:
    for number in range(KEPT + 4):
        write(f"k{number}", "en", number, directory)
        os.utime(directory / f"k{number}-en.compiled", (number, number))
    (directory / "foreign.txt").write_text("x", encoding="utf-8")
    write("last", "en", 1, directory)

    kept = {path.stem for path in directory.glob("*.compiled")}

    assert kept == {"last-en", *(f"k{number}-en" for number in range(5, KEPT + 4))}
    assert (directory / "foreign.txt").exists()


def test_neither_yaml_nor_pydantic_is_imported() -> None:
    code = "import sys, bot.knowledge.cache; print({'yaml', 'pydantic', 'rapidfuzz'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


def test_a_state_is_kept_with_all_its_parts(directory: Path) -> None:
    parts = [f"part{number}" for number in range(KEPT + 9)]
    for part in parts:
        write("old", part, 1, directory)
        write("new", part, 2, directory)

    assert [(read("old", part, directory), read("new", part, directory)) for part in parts] == [(1, 2)] * len(parts)

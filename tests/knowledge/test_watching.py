"""Looking at a folder: what is a change, and when it has come to rest."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge.watching import Watch, signature

Step = Callable[[Path], object]


def write(name: str, text: str) -> Step:
    def step(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    return step


def replaced_with_one_of_its_size_and_time(folder: Path) -> None:
    file = folder / "faq.yaml"
    status = file.stat()
    (folder / "new").write_text("entries: {}", encoding="utf-8")
    os.utime(folder / "new", ns=(status.st_atime_ns, status.st_mtime_ns))
    (folder / "new").replace(file)


def touched(folder: Path) -> None:
    status = (folder / "faq.yaml").stat()
    os.utime(folder / "faq.yaml", ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000_000))


def gone(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


def back(folder: Path) -> None:
    folder.with_name("elsewhere").rename(folder)


def nothing(_: Path) -> None:
    pass


SAVE, MORE = write("faq.yaml", "entries: [a]"), write("faq.yaml", "entries: [a, b]")
REMOVE: Step = lambda folder: (folder / "faq.yaml").unlink()  # noqa: E731
LINK: Step = lambda folder: (folder / "lost.yaml").symlink_to(folder / "nowhere")  # noqa: E731

CHANGES: list[tuple[str, list[Step], list[bool]]] = [
    ("nothing", [nothing, nothing, nothing], [False, False, False]),
    ("a save", [SAVE, nothing, nothing, nothing], [False, True, False, False]),
    ("a burst of saves", [SAVE, MORE, SAVE, nothing, nothing], [False, False, False, True, False]),
    ("two saves", [SAVE, nothing, MORE, nothing, nothing], [False, True, False, True, False]),
    ("the same text, saved anew", [touched, nothing, nothing], [False, True, False]),
    ("another file of the same size and time", [replaced_with_one_of_its_size_and_time, nothing], [False, True]),
    ("a new file", [write("programs/new.yaml", "programs: []"), nothing], [False, True]),
    ("test questions", [write("languages/en/questions/dates.yaml", "language: en"), nothing], [False, True]),
    ("a file that is not read", [write("notes.md", "x"), nothing], [False, False]),
    ("an editor's back-up", [write("faq.yaml~", "x"), write(".faq.yaml.swp", "x")], [False, False]),
    ("a misspelt name, which a check reports", [write("faq.yaml.txt", "x"), nothing], [False, True]),
    ("a removed file", [REMOVE, nothing, nothing], [False, True, False]),
    ("a link that leads nowhere", [LINK, nothing, nothing], [False, True, False]),
    ("a folder that is away", [gone, nothing, nothing, back, nothing], [False, True, False, False, True]),
    ("a folder that was away for one look", [gone, back, nothing], [False, False, False]),
    ("a language of the program", [write("../packaged/languages/en/more.yaml", "stop: [an]"), nothing], [False, True]),
]


@pytest.mark.parametrize(("steps", "told"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_a_change_is_told_once_and_at_rest(english: Path, tmp_path: Path, steps: list[Step], told: list[bool]) -> None:
    folder = tmp_path / "knowledge"
    write("faq.yaml", "entries: []")(folder)
    watch = Watch(folder, english)

    found = []
    for step in steps:
        step(folder)
        found.append(watch.changed())

    assert found == told


def test_files_may_vanish_while_it_looks(english: Path, tmp_path: Path) -> None:
    folder, done = tmp_path / "knowledge", threading.Event()
    folder.mkdir()
    sizes: set[int | None] = set()

    def come_and_go() -> None:
        while not done.is_set():
            for number in range(20):
                write(f"programs/{number}.yaml", "programs: []")(folder)
            for number in range(20):
                (folder / "programs" / f"{number}.yaml").unlink()
            (folder / "programs").rmdir()

    busy = threading.Thread(target=come_and_go)
    busy.start()
    try:
        for look in range(30_000):  # as many as it takes to meet a file, where the other thread has to wait its turn
            sizes |= {mark.size for mark in signature(folder, english).marks if mark.path.parent.name == "programs"}
            if look >= 300 and len("programs: []") in sizes:
                break
    finally:
        done.set()
        busy.join()
    assert sizes >= {len("programs: []")}

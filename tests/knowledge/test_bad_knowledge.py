"""Faulty files, each of which says in comments what must be found in it: ``# expect LINE:COLUMN part of the message``.

A file in ``bad_knowledge`` is a folder of its own; a folder there is a whole knowledge folder.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.knowledge.loader import load

CASES = sorted((Path(__file__).parents[1] / "bad_knowledge").iterdir())
EXPECT = re.compile(r"# expect (\d+:\d+) (.*)")


def expectations(folder: Path) -> list[tuple[str, str]]:
    """Place and part of the message, of all files."""
    return sorted(
        (f"{path.relative_to(folder)}:{place}:", part.strip())
        for path in folder.rglob("*.*")
        for place, part in EXPECT.findall(path.read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_each_fault_is_found_at_its_place(
    case: Path, tmp_path: Path, english: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "knowledge"
    if case.is_dir():
        shutil.copytree(case, folder)
    else:
        folder.mkdir()
        shutil.copy(case, folder)
    monkeypatch.chdir(folder)

    loaded = load(Path(), packaged=english)

    found = [str(problem) for problem in loaded.problems]
    expected = expectations(folder)
    assert expected, "the file says nothing of what is expected"
    missed = [(place, part) for place, part in expected if not any(_fits(text, place, part) for text in found)]
    unexpected = [text for text in found if not any(_fits(text, place, part) for place, part in expected)]
    assert (missed, unexpected) == ([], [])
    assert len(found) == len(expected)
    assert (loaded.knowledge is None) == any(": warning: " not in text for text in found)


def _fits(text: str, place: str, part: str) -> bool:
    return text.startswith(place) and part in text

"""Copies of the folder to try a proposal out, and what is left of them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from bot.editing.proposal import OLD, PREFIX, Changed, drafted, outdated, sweep


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where copies go."""
    found = tmp_path / "tmp"
    found.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(found))
    return found


def test_what_a_killed_process_left_goes_and_what_is_in_use_stays(place: Path) -> None:
    for name, age in ((f"{PREFIX}old", OLD + 60), (f"{PREFIX}new", 60.0), ("another", OLD + 60)):
        (place / name / "new").mkdir(parents=True)
        os.utime(place / name, (10 * OLD - age,) * 2)
    sweep(10 * OLD)
    assert sorted(one.name for one in place.iterdir()) == ["another", f"{PREFIX}new"]


def test_a_proposal_is_tried_on_copies(place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    (folder / "programs").mkdir(parents=True)
    for name in ("faq.yaml", "programs/a.yaml", "notes.md"):
        (folder / name).write_text(name, encoding="utf-8")
    changes = [Changed("faq.yaml", b"faq.yaml", None), Changed("new/b.yaml", None, b"b")]
    with drafted(folder, changes) as (old, new):
        copies = [sorted(p.relative_to(at).as_posix() for p in at.rglob("*.*")) for at in (old, new)]
    assert copies == [["faq.yaml", "programs/a.yaml"], ["new/b.yaml", "programs/a.yaml"]]
    assert list(place.iterdir()) == []
    assert outdated(folder, changes) == []
    assert outdated(folder, [Changed("faq.yaml", b"other", None)]) == [Changed("faq.yaml", b"other", None)]

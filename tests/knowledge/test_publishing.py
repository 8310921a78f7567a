"""Publishing: all files or none, whatever happens in the middle."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.knowledge.publishing import PLACE, Edit, PublishingError, _Plan, abandon, digest_of, finish, publish, read_now

OLD = {"faq.yaml": "entries: []\n", "programs/a.yaml": "programs: []\n", "programs/gone.yaml": "news: []\n"}
NEW = {"faq.yaml": "entries: [1]\n", "programs/a.yaml": "programs: [1]\n", "deep/new/b.yaml": "cities: []\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return laid_out(tmp_path / "knowledge")


def laid_out(folder: Path) -> Path:
    for name, text in OLD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def state(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def edits(folder: Path) -> list[Edit]:
    kept = [Edit(name, text.encode(), digest_of(folder, name)) for name, text in NEW.items()]
    return [*kept, Edit("programs/gone.yaml", None, digest_of(folder, "programs/gone.yaml"))]


def test_all_files_are_put_in_place(folder: Path) -> None:
    publish(folder, edits(folder))

    assert state(folder) == NEW


PROGRAM = """
import io, os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.knowledge.test_publishing import edits
from bot.knowledge import publishing

def deadly(function):
    def step(*arguments, **more):
        global left
        if left == 0:
            os._exit(9)
        left -= 1
        return function(*arguments, **more)
    return step

for place in sorted(Path(sys.argv[1]).iterdir(), key=lambda place: int(place.name)):
    if os.fork():
        code = os.waitstatus_to_exitcode(os.wait()[1])
        if code != 9:
            break
        continue
    prepared, left = edits(place), int(place.name)
    io.open = deadly(io.open)
    for name in ("open", "fsync", "mkdir", "rename", "replace", "unlink", "rmdir", "close"):
        setattr(os, name, deadly(getattr(os, name)))
    publishing.publish(place, prepared)
    os._exit(0)
print(place.name)
raise SystemExit(code)
"""
STEPS = 200


def test_a_kill_between_any_two_steps_leaves_the_old_or_the_new_state(tmp_path: Path) -> None:
    """Each call to the system is a step: killed before the first, the second ... until it comes through."""
    for step in range(STEPS):
        laid_out(tmp_path / str(step))
    program = PROGRAM.format(root=str(Path(__file__).parents[2]))
    command = [sys.executable, "-c", program, str(tmp_path)]
    last = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    seen = []
    for step in range(last + 1):
        abandon(tmp_path / str(step))
        found = state(tmp_path / str(step))
        assert found in (OLD, NEW), f"killed before step {step}"
        seen.append("old" if found == OLD else "new")

    assert seen == sorted(seen, key="old new".index)
    assert seen[0] == "old"
    assert "new" in seen[:-1]
    assert len(seen) > 30


def test_what_was_decided_may_be_finished_by_two_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decided(folder, monkeypatch)
    assert (folder / PLACE).is_dir()

    threads = [threading.Thread(target=finish, args=(folder,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert state(folder) == NEW
    assert not finish(folder)


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_disk_that_is_full_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    prepared = edits(folder)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("bot.knowledge.publishing._write" if call == "write" else "os.fsync", full)
    with pytest.raises(PublishingError, match="no space left on device"):
        publish(folder, prepared)

    assert state(folder) == OLD


def test_a_file_that_somebody_else_has_changed_is_not_overwritten(folder: Path) -> None:
    prepared = edits(folder)
    (folder / "programs" / "a.yaml").write_text("programs: [2]\n", encoding="utf-8")

    with pytest.raises(PublishingError, match=r"somebody else has changed programs/a\.yaml meanwhile"):
        publish(folder, prepared)

    assert state(folder) == {**OLD, "programs/a.yaml": "programs: [2]\n"}


def test_who_comes_while_another_publishes_is_told(folder: Path) -> None:
    (folder / PLACE).mkdir()

    with pytest.raises(PublishingError, match="somebody else is publishing"):
        publish(folder, edits(folder))

    assert state(folder) == OLD
    abandon(folder)
    publish(folder, edits(folder))
    assert state(folder) == NEW


@pytest.mark.parametrize(
    "file", ["../faq.yaml", "/etc/faq.yaml", "", ".", ".hidden.yaml", "a/.b/c.yaml", "a/../../b.yaml"]
)
def test_a_file_outside_of_the_folder_is_none(folder: Path, file: str) -> None:
    with pytest.raises(PublishingError, match="is no file of the knowledge"):
        publish(folder, [Edit(file, b"", None)])

    assert state(folder) == OLD


def test_a_link_that_leads_out_of_the_folder_is_no_way(folder: Path, tmp_path: Path) -> None:
    (folder / "out").symlink_to(tmp_path)

    with pytest.raises(PublishingError, match="is no file of the knowledge"):
        publish(folder, [Edit("out/faq.yaml", b"", None)])


def decided(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A publication whose process was killed once it was decided."""
    prepared = edits(folder)
    with monkeypatch.context() as patch:
        patch.setattr("bot.knowledge.publishing.finish", lambda _: False)
        publish(folder, prepared)


def test_a_folder_that_went_meanwhile_is_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decided(folder, monkeypatch)
    shutil.rmtree(folder / "programs")

    assert finish(folder)
    assert state(folder) == NEW


@pytest.mark.parametrize(
    "plan",
    [
        '{"token": "1", "files": ["../outside.yaml"], "gone": [0]}',
        '{"token": "1", "files": ["/etc/hosts"], "gone": []}',
        '{"token": "../x", "files": ["faq.yaml"], "gone": []}',
        '{"files": 3}',
        "not JSON",
    ],
)
def test_a_plan_from_elsewhere_touches_nothing(folder: Path, tmp_path: Path, plan: str) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("mine", encoding="utf-8")
    (folder / PLACE).mkdir()
    (folder / PLACE / "plan-1").write_text(plan, encoding="utf-8")

    with pytest.raises(PublishingError):
        finish(folder)

    assert outside.read_text(encoding="utf-8") == "mine"
    assert {name: text for name, text in state(folder).items() if not name.startswith(PLACE)} == OLD


def test_one_that_is_late_leaves_the_next_publication_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decided(folder, monkeypatch)
    late = _Plan.read(folder, folder / PLACE)
    assert late is not None
    finish(folder)
    again = [Edit("faq.yaml", b"entries: [2]\n", digest_of(folder, "faq.yaml"))]
    with monkeypatch.context() as patch:
        patch.setattr("bot.knowledge.publishing.finish", lambda _: False)
        publish(folder, again)

    for number, target in enumerate(late.targets):
        late.put(number, target)
    late.file.unlink(missing_ok=True)

    finish(folder)
    assert state(folder) == {**NEW, "faq.yaml": "entries: [2]\n"}


def test_a_file_in_the_way_is_named(folder: Path) -> None:
    """It is no colleague at work: whoever tries again in a moment would try for ever."""
    (folder / PLACE).write_text("", encoding="utf-8")
    with pytest.raises(PublishingError, match="is in the way"):
        publish(folder, edits(folder))


def test_who_may_write_a_file_still_may(folder: Path) -> None:
    (folder / "faq.yaml").chmod(0o664)
    publish(folder, edits(folder))
    assert (folder / "faq.yaml").stat().st_mode & 0o777 == 0o664


def test_a_link_stays_one(folder: Path) -> None:
    (folder / "faq.yaml").rename(folder / "real.yaml")
    (folder / "faq.yaml").symlink_to("real.yaml")
    publish(folder, [Edit("faq.yaml", b"entries: [1]\n", digest_of(folder, "faq.yaml"))])
    assert (folder / "faq.yaml").is_symlink()
    assert (folder / "real.yaml").read_bytes() == b"entries: [1]\n"


@pytest.mark.parametrize(
    "name", ["faq.yaml/x.yaml", "a\0.yaml", "x" * 300 + ".yaml", "../a.yaml", "/etc/a.yaml", "programs"]
)
def test_a_name_that_is_none_is_told(folder: Path, name: str) -> None:
    with pytest.raises(PublishingError, match="is no file of the knowledge"):
        read_now(folder, name)


def test_what_cannot_be_finished_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decided(folder, monkeypatch)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(PublishingError, match="half in place"):
            finish(folder)
    assert finish(folder)
    assert state(folder) == NEW

"""Who changes a text of another language has compared it; what is left behind can be noted as right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.editing.proposal import Changed
from bot.editing.translations import compared, touched
from bot.knowledge.wording import digest
from tests.answers.made_up import WHOLE
from tests.answers.test_twelfth_language import ESPERANTO

RIVERS = "The River Program is a training on rivers in cities."
PLACE = "texts/programs/river-program/about"


def changed(file: str) -> Changed:
    return Changed(file, b"a", b"b")


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        (["faq.yaml"], []),
        (["languages/es/texts.yaml", "languages/es/names.yaml", "languages/fr/texts.yaml"], ["es", "fr"]),
        (["languages/en/texts.yaml", "languages/es/checked.yaml", "languages/others.yaml"], []),
    ],
)
def test_languages_that_a_proposal_touches(files: Sequence[str], codes: Sequence[str]) -> None:
    assert touched([changed(file) for file in files]) == codes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "languages" / "eo"
    own.mkdir(parents=True)
    (tmp_path / "facts.yaml").write_text(WHOLE, encoding="utf-8")
    (own / "all.yaml").write_text(ESPERANTO, encoding="utf-8")
    return tmp_path


def edited(folder: Path, file: str, old: str, new: str) -> Changed:
    before = (folder / file).read_text(encoding="utf-8")
    assert old in before
    return Changed(file, before.encode(), before.replace(old, new, 1).encode())


async def test_what_is_changed_is_noted_and_nothing_else(folder: Path) -> None:
    ours = edited(folder, "languages/eo/all.yaml", "estas trejnado", "estas kurso")
    english = edited(folder, "facts.yaml", "Bring shoes that may get wet.", "Bring boots.")

    own, note = await compared(folder, [ours], ["eo"])
    untouched = await compared(folder, [english])

    assert own == ours
    assert (note.file, note.before) == ("languages/eo/checked.yaml", None)
    assert note.after is not None
    assert [line.split(":")[0].strip() for line in note.after.decode().splitlines()[2:]] == [f'"{PLACE}"']
    assert untouched == [english]  # Esperanto has no text for it


async def test_an_english_text_that_changes_leaves_the_others_right(folder: Path) -> None:
    english = edited(folder, "facts.yaml", RIVERS, "It is a course on the care of rivers.")

    _, note = await compared(folder, [english])

    assert note.after is not None
    assert digest("It is a course on the care of rivers.") in note.after.decode()


async def test_a_faulty_file_is_left_as_it_is(folder: Path) -> None:
    faulty = edited(folder, "languages/eo/all.yaml", "texts:", "text:")

    assert await compared(folder, [faulty], ["eo"]) == [faulty]

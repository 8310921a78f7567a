"""What differs between two folders, as lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.differing import MANY, differences, told


def folders(place: Path, old: dict[str, str], new: dict[str, str]) -> tuple[Path, Path]:
    for name, files in (("old", old), ("new", new)):
        (place / name).mkdir()
        for file, text in files.items():
            (place / name / file).parent.mkdir(parents=True, exist_ok=True)
            (place / name / file).write_text(text, encoding="utf-8")
    return place / "old", place / "new"


TEN = "".join(f"{number}\n" for number in range(10))
TABLE = [
    ("nothing", {"a.yaml": "x\n"}, {"a.yaml": "x\n"}, []),
    ("a line", {"a.yaml": TEN}, {"a.yaml": TEN.replace("5", "five")}, ["a.yaml: changed (+1 -1 lines)"]),
    ("the end of lines is none", {"a.yaml": "x\ny\n"}, {"a.yaml": "x\r\ny"}, []),
    ("a new file", {}, {"a.yaml": "x\ny\n"}, ["a.yaml: new (+2 -0 lines)", "  +x", "  +y"]),
    ("one that is gone", {"b/a.yaml": "x\n"}, {}, ["b/a.yaml: gone (+0 -1 lines)", "  -x"]),
    ("one that is not read", {}, {"notes.md": "x"}, []),
    ("by name", {}, {"b.yaml": "", "a.yaml": ""}, ["a.yaml: new (+0 -0 lines)", "b.yaml: new (+0 -0 lines)"]),
]


@pytest.mark.parametrize(("old", "new", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_differences(old: dict[str, str], new: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    found = list(told(differences(*folders(tmp_path, old, new))))
    assert found[: len(expected)] == expected
    assert bool(found) is bool(expected)


def test_what_stands_around_a_change_is_shown(tmp_path: Path) -> None:
    old, new = folders(tmp_path, {"a.yaml": TEN}, {"a.yaml": TEN.replace("5", "five")})
    (difference,) = differences(old, new)
    assert difference.lines == ("@@ -3,7 +3,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8")


def test_it_is_no_longer_than_a_person_reads(tmp_path: Path) -> None:
    files = {f"{number}.yaml": "x\n" * 100 for number in range(9)}
    shown = list(told(differences(*folders(tmp_path, {}, files)), each=30, most=50))
    assert shown[31] == "  ... and 70 more lines"
    assert sum(line == "  +x" for line in shown) == 50
    assert len([line for line in shown if line.endswith("(+100 -0 lines)")]) == 9


def test_a_dictionary_that_was_made_anew_is_compared_in_no_time(tmp_path: Path) -> None:
    name = "languages/en/words.txt"
    words = [f"word{number}" for number in range(MANY * 10)]
    both = ["\n".join(order) for order in (words, [*reversed(words), "new"])]
    (difference,) = differences(*folders(tmp_path, {name: both[0]}, {name: both[1]}))
    assert difference.lines[1:] == ("+new",)

"""What people asked as more phrasings of an entry, or as an entry of its own, and nothing else of the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.editing.learning import Said, attached, entered
from bot.editing.records import differences
from bot.errors import BotError
from bot.knowledge.reader import read

FAQ = """\
# Kept by Sora.
entries:
  - id: is-there-a-pool
    questions:
      en: [Is there a pool?]
    answer:
      en: No.  # not yet

  - id: fee  # asked most
    questions:
      en:
        - What does it cost?
      es:
        - ¿Cuánto cuesta?
    answer:
      en: It is free.
"""
FRENCH = "language: fr\nquestions:\n  fee:\n    - Combien ça coûte ?\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "languages" / "fr").mkdir(parents=True)
    (tmp_path / "languages" / "fr" / "all.yaml").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "answers.yaml").write_text(FAQ, encoding="utf-8")
    return tmp_path


def told(folder: Path, *said: tuple[str, str], answer: str = "") -> list[tuple[str, str, str]]:
    """File, path and new value of all that differs; every line that was there must still be."""
    wanted = [Said(*one) for one in said]
    changes = entered(folder, wanted, answer) if answer else attached(folder, "fee", wanted)
    found = []
    for change in changes:
        before, after = (change.before or b"").decode(), (change.after or b"").decode()
        assert [line for line in before.splitlines() if line not in after.splitlines()] == []
        for one in differences(read(before.encode(), "").tree, read(after.encode(), "").tree):
            assert not one.before
            found.append((change.file, " > ".join(one.path), one.after))
    assert (folder / "answers.yaml").read_text(encoding="utf-8") == FAQ  # the folder itself waits for "publish"
    return found


def test_phrasings_go_to_their_languages(folder: Path) -> None:
    assert told(folder, ("how  much\nis it", "en"), ("cuanto vale", "es"), ("c'est cher ?", "fr")) == [
        ("answers.yaml", "entries > fee > questions > en", "how much is it"),
        ("answers.yaml", "entries > fee > questions > es", "cuanto vale"),
        ("languages/fr/all.yaml", "questions > fee", "c'est cher ?"),
    ]


@pytest.mark.parametrize(
    ("question", "identity"),
    [
        ("Can I bring my dog?", "can-i-bring-my-dog"),
        ("Is there a pool?", "is-there-a-pool-2"),
        ("2016?", "question-2016"),
        ("???", "question"),
        ("dog " * 20, "-".join(["dog"] * 12)),
    ],
)
def test_an_entry_of_its_own(question: str, identity: str, folder: Path) -> None:
    ((file, path, value),) = told(folder, (question, "en"), answer="Ask: the hotel.\n\nOr us.")
    assert (file, path) == ("answers.yaml", f"entries > {identity}")
    assert value.endswith("answer: en: Ask: the hotel.\n\nOr us.")


def test_an_entry_in_several_languages(folder: Path) -> None:
    found = told(folder, ("¿Hay perros?", "es"), ("Are there dogs?", "en"), ("Y a-t-il ?", "fr"), answer="No.")
    assert [(file, path) for file, path, _ in found] == [
        ("answers.yaml", "entries > are-there-dogs"),
        ("languages/fr/all.yaml", "questions > are-there-dogs"),
    ]
    assert "es: ¿Hay perros?" in found[0][2]


def test_the_first_entry_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text("sources: []\n", encoding="utf-8")
    (change,) = entered(tmp_path, [Said("Are there dogs?", "en")], "No.")
    assert (change.file, change.before) == ("faq.yaml", None)


def test_what_is_there_already_keeps_the_others_from_nothing(folder: Path) -> None:
    assert told(folder, ("what does it  COST?", "en"), ("cuanto vale", "es")) == [
        ("answers.yaml", "entries > fee > questions > es", "cuanto vale"),
    ]


@pytest.mark.parametrize(("entry", "text"), [("no-such", "What?"), ("fee", "what does it COST?")])
def test_what_cannot_be_attached(entry: str, text: str, folder: Path) -> None:
    with pytest.raises(BotError):
        attached(folder, entry, [Said(text, "en")])

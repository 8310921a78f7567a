"""A file finds its way back, byte for byte, whatever an editor did to its line ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editing.label import labelled, like, unlabelled
from bot.knowledge.publishing import digest
from bot.knowledge.reader import read

LINES = st.lists(st.text("ab: #-é\t", max_size=8), max_size=6)
ENDS = st.sampled_from(["\n", "\r\n"])
FILES = st.sampled_from(["faq.yaml", "programs/seoul-program.yaml", "languages/pt-BR/texts.yml", "my faq.yaml"])
MARK = b"\xef\xbb\xbf"


@given(LINES, ENDS, st.booleans(), st.booleans(), FILES)
def test_a_label_is_taken_out_again(lines: list[str], end: str, marked: bool, ends: bool, file: str) -> None:
    data = (MARK if marked else b"") + (end.join(lines) + (end if ends else "")).encode()
    back = unlabelled(labelled(data, file))
    assert (back.data, back.file, back.base) == (data, file, digest(data))


@given(LINES, FILES)
def test_a_label_is_a_comment(lines: list[str], file: str) -> None:
    data = b"entries:\n  - id: fee\n" + "".join(f"# {line}\n" for line in lines).encode()
    assert read(labelled(data, file), file).tree == read(data, file).tree


def test_a_label_that_has_slipped_down_is_found() -> None:
    data = b"entries:\n"
    label, rest = labelled(data, "faq.yaml").split(b"\n", 1)
    assert unlabelled(b"# my note\n\n" + label + b"\n" + rest).file == "faq.yaml"


@pytest.mark.parametrize(
    "line",
    ["# faq.yaml", "# faq.yaml 12", "# two words 0123456789abcdef0123456789abcdef (x)", "entries: []"],
)
def test_another_comment_is_no_label(line: str) -> None:
    data = f"{line}\nentries:\n".encode()
    assert unlabelled(data).data == data
    assert not unlabelled(data).file


@pytest.mark.parametrize(
    ("before", "sent", "kept"),
    [
        (b"a\nb\n", b"a\r\nc\r\n", b"a\nc\n"),
        (b"a\r\nb\r\n", b"a\nc\n", b"a\r\nc\r\n"),
        (b"a\r\nb\r\n", b"a\r\nc\r\n", b"a\r\nc\r\n"),
        (b"a\n", MARK + b"a\nb\n", b"a\nb\n"),
        (MARK + b"a\n", MARK + b"b\n", MARK + b"b\n"),
        (None, b"a\r\nb\n", b"a\r\nb\n"),
        (b"a\r\nb\nc\nd\n", b"a\r\nb\nc\n", b"a\r\nb\nc\n"),
    ],
)
def test_line_ends_stay_as_they_were(before: bytes | None, sent: bytes, kept: bytes) -> None:
    assert like(sent, before) == kept

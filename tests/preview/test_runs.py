"""Telegram's HTML -> runs of plain text: what a person or a file says never becomes anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.preview.runs import SCHEMES, Run, marked, runs, safe
from bot.telegram_bot.rendering import escape, quoted_below

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PIECES = st.sampled_from(
    ["<b>", "</b>", "&lt;", "<script>", "https://a.example/x", "a@b.example", "javascript:x", " ", "."]
)
MIXED = st.lists(PIECES | TEXT, max_size=8).map("".join)


def told(found: tuple[Run, ...]) -> str:
    return "".join(run.text for run in found)


@given(MIXED)
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    found = runs(escape(text))
    assert told(found) == text
    assert not any(run.bold or run.quoted for run in found)
    assert all(run.link.partition(":")[0] in SCHEMES for run in found if run.link)


@given(MIXED, MIXED)
def test_bold_and_quoted_is_what_stands_there(bold: str, quoted: str) -> None:
    found = runs(quoted_below(f"<b>{escape(bold)}</b>", f"{escape(quoted)}"))
    assert "".join(run.text for run in found if run.bold) == bold
    assert "".join(run.text for run in found if run.quoted) == quoted


LINKS = [
    ("see https://example.org/a.", "https://example.org/a"),
    ("(http://example.org/?a=1&b=2)", "http://example.org/?a=1&b=2"),
    ("write to andrew@we-gov.org, please", "mailto:andrew@we-gov.org"),
    ("\u2068https://example.org\u2069", "https://example.org"),
    ("javascript:alert(1)", ""),
    ("data:text/html,x", ""),
    ("ftp://example.org", ""),
    ("a@b", ""),
]


@pytest.mark.parametrize(("text", "link"), LINKS)
def test_addresses_become_links(text: str, link: str) -> None:
    assert [run.link for run in runs(escape(text)) if run.link] == ([link] if link else [])


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " JavaScript:x", "data:,x", "//evil.example", "http://[", "/x", ""]
)
def test_other_addresses_are_not_followed(url: str) -> None:
    assert safe(url) == ""


@given(MIXED, MIXED)
def test_marking_changes_no_letter(old: str, new: str) -> None:
    before, after = marked(runs(escape(old)), runs(escape(new)))
    assert (told(before), told(after)) == (old, new)
    left = [[word for run in side if not run.changed for word in run.text] for side in (before, after)]
    assert left[0] == left[1]


def test_only_what_differs_is_marked() -> None:
    before, after = marked(runs("<b>It</b> took place in May."), runs("<b>It</b> will take place in May."))
    assert [run.text for run in before if run.changed] == ["took"]
    assert [run.text for run in after if run.changed] == ["will take"]
    same, _ = marked(runs("<b>It</b> took place"), runs("<b>It</b> took place"))
    assert same == runs("<b>It</b> took place")

"""The picture that the README shows is there, and small; tests/preview/picture.py takes it."""

from __future__ import annotations

from tests.running import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PICTURE = ".github/preview.png"


def test_the_picture_is_a_small_png() -> None:
    picture = (ROOT / PICTURE).read_bytes()
    assert f"]({PICTURE})" in README
    assert picture.startswith(b"\x89PNG\r\n")
    assert len(picture) < 150_000

"""HTML parse mode: entities with UTF-16 offsets, and Telegram's complaints."""

from __future__ import annotations

from typing import Any

import pytest

from bot.stand_in.content import formatted
from bot.stand_in.errors import ApiError
from bot.stand_in.texts import Text, detected, units


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


PARSED = [
    ("plain", "plain", []),
    ("<b>a</b>", "a", [entity("bold", 0, 1)]),
    ("<STRONG>a</strong>", "a", [entity("bold", 0, 1)]),
    ("<b>a<i>b</i></b>c", "abc", [entity("bold", 0, 2), entity("italic", 1, 1)]),
    ("😀<u>я</u>", "😀я", [entity("underline", 2, 1)]),
    ("<s>&lt;&gt;&amp;&quot;</s>", '<>&"', [entity("strikethrough", 0, 4)]),
    ("&#65;&#x1F600;<i>x</i>", "A😀x", [entity("italic", 3, 1)]),
    ("a & b &nbsp; &copy;", "a & b &nbsp; &copy;", []),
    ("&ampersand", "&ampersand", []),
    ("<b></b>x", "x", []),
    ("  <b> x </b>\n", "x", [entity("bold", 0, 1)]),
    ('<a href="https://a.org/?x=1&amp;y=2">z</a>', "z", [entity("text_link", 0, 1, url="https://a.org/?x=1&y=2")]),
    ("<a href='http://a.org'>z</a>", "z", [entity("text_link", 0, 1, url="http://a.org/")]),
    ('<a href="nonsense">z</a>', "z", []),
    ("<a>https://a.org/b</a>", "https://a.org/b", [entity("text_link", 0, 15, url="https://a.org/b")]),
    ('<pre><code class="language-py">x</code></pre>', "x", [entity("pre", 0, 1, language="py")]),
    ("<code><b>x</b></code>", "x", [entity("code", 0, 1)]),
    ('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)]),
    ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
    ("<blockquote>x<blockquote>y</blockquote></blockquote>", "xy", [entity("blockquote", 0, 2)]),
    ("<b>x</>", "x", [entity("bold", 0, 1)]),
]


@pytest.mark.parametrize(("source", "text", "entities"), PARSED, ids=[row[0] for row in PARSED])
def test_parsed(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert formatted(source, "HTML") == Text(text, entities)


REFUSED = [
    ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
    ("1 < 2 and 3 > 2", 'Unsupported start tag "" at byte offset 2'),
    ("я<br/>", 'Unsupported start tag "br/" at byte offset 2'),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("x <b", "Unclosed start tag at byte offset 2"),
    ('<a href="x', "Unexpected end of name token at byte offset 8"),
    ('<a href="x"', "Unclosed start tag at byte offset 0"),
    ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
]


@pytest.mark.parametrize(("source", "complaint"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refused(source: str, complaint: str) -> None:
    with pytest.raises(ApiError) as caught:
        formatted(source, "HTML")
    assert caught.value.description == f"Bad Request: can't parse entities: {complaint}"


DETECTED = [
    ("/start@wego_test_bot x", [entity("bot_command", 0, 20)]),
    ("see 😀 /help", [entity("bot_command", 7, 5)]),
    ("a/b", []),
    ("hi @wego_test_bot!", [entity("mention", 3, 14)]),
    ("a@b.org", [entity("email", 0, 7)]),
    ("see https://a.org/x.", [entity("url", 4, 15)]),
    ("#tag #1", [entity("hashtag", 0, 4)]),
]


@pytest.mark.parametrize(("source", "entities"), DETECTED, ids=[row[0] for row in DETECTED])
def test_detected(source: str, entities: list[dict[str, Any]]) -> None:
    assert detected(Text(source)).entities == entities


def test_nothing_is_detected_in_code() -> None:
    assert [found["type"] for found in detected(formatted("<code>/a</code> /b", "HTML")).entities] == [
        "code",
        "bot_command",
    ]


@pytest.mark.parametrize(("text", "size"), [("", 0), ("ab", 2), ("я", 1), ("😀", 2)])
def test_units(text: str, size: int) -> None:
    assert units(text) == size

"""Text as people type it: folding, tokens, sentences."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.text import LONGEST, clean, fold, sentences, tokens, words

WORDS = [
    ("When was it?", ["when", "was", "it"]),
    ("", []),
    ("?!…", []),
    # full-width letters and digits, ligatures, other digits
    ("Ｗｈｅｎ　２０１６？", ["when", "2016"]),
    ("ﬁnance oﬃce", ["finance", "office"]),
    ("№ ② x²", ["no", "2", "x2"]),
    # zero-width marks, soft hyphens, marks of direction
    ("Se\u200boul", ["seoul"]),
    ("Se\u200doul \ufeffnow", ["seoul", "now"]),
    ("pro\u00adgramme", ["programme"]),
    ("\u202eSeoul\u202c \u2068x\u2069", ["seoul", "x"]),
    # tags and pasted mark-up
    ("<b>When</b> was<br/>it", ["when", "was", "it"]),
    ('<a href="https://example.org">here</a>', ["here"]),
    ("**when** _was_ `it`", ["when", "was", "it"]),
    ("3 < 5 and 7 > 2", ["3", "5", "and", "7", "2"]),
    ("When_was_the_2016_training", ["when", "was", "the", "2016", "training"]),
    # combining marks stay with their letter
    ("हिन्दी में", ["हिन्दी", "में"]),
    ("ปีที่แล้ว", [unicodedata.normalize("NFKC", "ปีที่แล้ว")]),
    ("مَتَى؟", ["مَتَى"]),
    ("cafe\u0301 café", ["café", "café"]),
    ("Việt Nam", ["việt", "nam"]),
    ("한국 프로그램", ["한국", "프로그램"]),
    # letters whose case folding is special
    ("STRASSE straße", ["strasse", "strasse"]),
    # dotted letters are one word
    ("S.H.R.D.C.", ["shrdc"]),
    ("d.a.t.e.s of it", ["dates", "of", "it"]),
    ("the e-Gov. training", ["the", "e", "gov", "training"]),
    # a year that is glued to a word
    ("2016training", ["2016", "training"]),
    ("training2016", ["training", "2016"]),
    ("12345", ["12345"]),
    ("20161", ["20161"]),
    ("covid19", ["covid19"]),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_are_folded_and_hold_no_space(text: str) -> None:
    found = words(text)

    assert found == [fold(word) for word in found]
    assert not any(character.isspace() for word in found for character in word)


@given(st.text(max_size=60))
def test_marks_never_stand_alone_before_a_word(text: str) -> None:
    assert all(word[0].isalnum() for word in words(text))


@given(st.text(max_size=60))
def test_tokens_stand_where_they_say(text: str) -> None:
    cleaned = clean(text)
    starts = [token.start for token in tokens(cleaned)]

    assert starts == sorted(starts)
    assert all(token.text == fold(token.raw) for token in tokens(cleaned))


def test_a_long_message_is_cut() -> None:
    assert len(clean("a" * (2 * LONGEST))) == LONGEST


SENTENCES = [
    ("When was it? Where was it?", [("When was it?", True), ("Where was it?", True)]),
    ("Hello. When was it", [("Hello.", False), ("When was it", False)]),
    ("Hello\n\nWhen was it?", [("Hello", False), ("When was it?", True)]),
    ("a line\nand the next", [("a line\nand the next", False)]),
    ("언제인가요？ 어디인가요？", [("언제인가요?", True), ("어디인가요?", True)]),
    ("متى كان؟ أين", [("متى كان؟", True), ("أين", False)]),
    ("什么时候。在哪里", [("什么时候。", False), ("在哪里", False)]),
    ("the e-Gov. training of 2016", [("the e-Gov. training of 2016", False)]),
    ("Who is Mr. Lim?", [("Who is Mr. Lim?", True)]),
    ("Ask Ms. Sidorova. Thanks", [("Ask Ms. Sidorova.", False), ("Thanks", False)]),
    ("see we-gov.org now", [("see we-gov.org now", False)]),
    ("what?!?! when", [("what?!?!", True), ("when", False)]),
    ("...", []),
    ("first; second", [("first;", False), ("second", False)]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(sentence.text, sentence.asked) for sentence in sentences(clean(text))] == expected

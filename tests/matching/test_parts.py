"""What is written as one word and is several: affixes, runs without spaces, another alphabet."""

from __future__ import annotations

import pytest

from bot.matching.lexicon import Lexicon
from bot.matching.parts import Parts, Script, spelt
from bot.matching.senses import Kind, Sense
from bot.matching.stemming import Stemmer

WHEN, FROM, SINCE = Sense(Kind.CUE, "when"), Sense(Kind.CUE, "origin"), Sense(Kind.CUE, "since")
SEOUL, KENYA = Sense(Kind.CITY, "seoul"), Sense(Kind.COUNTRY, "ke")


def lexicon(
    *names: str, stop: tuple[str, ...] = (), cues: tuple[tuple[str, Sense], ...] = (), words: str = ""
) -> Lexicon:
    found = Lexicon(Stemmer(None), ordinary=["adam"], dictionary=words.split())
    for name in names:
        found.add_name(name, SEOUL)
    for word in stop:
        found.add_exact(word, Sense(Kind.STOP))
    for phrase, sense in cues:
        found.add(phrase, sense)
    return found


TURKISH = Parts(
    lexicon("seul", "ada", "kenya", stop=("de",), cues=(("den", FROM), ("program", WHEN))),
    Script(suffixes=("de", "den", "ki", "m", "inin", "lar"), relations_behind=True),
)
ARABIC = Parts(
    lexicon("سيول", stop=("هل", "لكن"), cues=(("مدن", WHEN), ("كم", Sense(Kind.CUE, "how_many")))),
    Script(prefixes=("و", "ب", "ال", "بال"), suffixes=("كم",)),
)
KOREAN = Parts(
    lexicon(
        "서울",
        "케냐",
        stop=("는", "나요"),
        cues=(("언제", WHEN), ("열렸", WHEN), ("에서", FROM), ("교과", WHEN)),
        words="교과서",
    ),
    Script(spaces=False, suffixes=("는", "에서", "나요", "의", "서"), relations_behind=True),
)


@pytest.mark.parametrize(
    ("parts", "word", "found"),
    [
        (TURKISH, "seulde", ["seul"]),
        (TURKISH, "seuldeki", ["seul"]),
        (TURKISH, "kenyaden", ["kenya", "den"]),
        (TURKISH, "programinin", ["program"]),
        (TURKISH, "seul", []),
        (TURKISH, "adam", []),
        (TURKISH, "kyotode", []),
        (TURKISH, "2016", []),
        (TURKISH, "2018de", ["2018"]),
        (TURKISH, "60dan", []),
        (TURKISH, "60den", ["60", "den"]),
        (TURKISH, "2018lardeki", ["2018"]),
        (KOREAN, "2018에서", ["2018", "에서"]),
        (ARABIC, "بسيول", ["سيول"]),
        (ARABIC, "والمدن", ["مدن"]),
        (ARABIC, "مدنكم", ["مدن"]),
        (ARABIC, "ولكن", ["لكن"]),
        (KOREAN, "서울에서는", ["서울", "에서"]),
        (KOREAN, "서울언제열렸나요", ["서울", "언제", "열렸"]),
        (KOREAN, "키토에서", ["키토", "에서"]),
        (KOREAN, "교과서", []),
        (KOREAN, "교과서의", ["교과서"]),
    ],
)
def test_a_word_is_taken_apart(parts: Parts, word: str, found: list[str]) -> None:
    assert parts.of(word) == found


@pytest.mark.parametrize("word", ["교과서", "의자"])
def test_an_ordinary_word_is_not_cut_into_scraps_by_force(word: str) -> None:
    assert KOREAN.of(word, forced=True) == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Seul'deki eğitim", "Seul eğitim"),
        ("2018’de", "2018"),
        ("Kenya'den kim", "Kenya den kim"),
        ("Kyoto'de", "Kyoto"),
        ("rock'n'roll", "rock'n'roll"),
    ],
)
def test_suffixes_behind_an_apostrophe(typed: str, read: str) -> None:
    assert TURKISH.without_apostrophes(typed) == read


LETTERS = {
    "sh": ("ш",),
    "s": ("с",),
    "h": ("х", "г"),
    "y": ("ы", "й"),
    "a": ("а",),
    "k": ("к",),
    "o": ("о",),
    "l": ("л", "ль"),
}


@pytest.mark.parametrize(
    ("word", "spellings"),
    [("sha", ["ша"]), ("ay", ["аы", "ай"]), ("ahy", ["ахы", "агы", "ахй", "агй"]), ("q", [""])],
)
def test_the_likeliest_spelling_comes_first(word: str, spellings: list[str]) -> None:
    assert list(spelt(word, LETTERS)) == spellings


def test_another_alphabet_is_read_where_the_word_means_something() -> None:
    russian = Parts(lexicon("школа"), Script(transliteration=LETTERS))

    assert russian.of("shkola") == ["школа"]
    assert russian.of("shala") == []
    assert Parts(lexicon("skol'a"), Script()).of("shkola") == []


def test_a_long_word_has_an_end() -> None:
    assert TURKISH.of("de" * 500) == []
    assert "".join(KOREAN.of("가나다라" * 300)) in ("", "가나다라" * 100)


def test_a_core_is_without_affixes_that_say_nothing() -> None:
    assert TURKISH.cores("seullarde") == ["seullar", "seul"]
    assert "seul" not in TURKISH.cores("seulden")  # from Seoul

"""Which questions are alike: against a slow and plain telling of the same, in any order, and with real readings."""

from __future__ import annotations

import datetime as dt
import time
import tracemalloc
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.answers.assistant import Assistant
from bot.answers.misses.gist import Gist
from bot.answers.misses.group import Group, Miss
from bot.answers.misses.grouping import frame, grouped, same
from bot.answers.misses.likeness import SHARED, SHORTEST, shared
from bot.answers.reply import Question
from tests.telegram.serving import service

TODAY = dt.date(2026, 11, 22)
THINGS = st.sets(st.sampled_from(["year:2016", "year:2017", "negation", "country:ke"]), max_size=2)
WORDS = st.sets(
    st.sampled_from(["fee", "visa", "hotel", "refund", "luggage", "lugage", "lugagge", "scholarship", "scolarship"]),
    max_size=3,
)
GISTS = st.builds(
    lambda ask, things, words, follows, read: Gist(
        ask, tuple(sorted(things)), (), tuple(sorted(words)), follows, read or not words
    ),
    st.sampled_from(["", "", "when"]),
    THINGS,
    WORDS,
    st.booleans(),
    st.sampled_from([True, True, False]),
)
MISSES = st.lists(
    st.builds(
        Miss,
        number=st.integers(0, 10**6),
        entry=st.sampled_from(["", "trainings#when", "trainings#where", "luggage"]),
        who=st.sampled_from("abc"),
        text=st.sampled_from(["How much?", "how much", "in 2016?", "in 2017?", "Wie viel?"]),
        language=st.sampled_from(["en", "es"]),
        asked=st.integers(0, 5).map(float),
        gist=GISTS,
    ),
    max_size=12,
    unique_by=lambda miss: miss.number,
)


def parts(groups: tuple[Group, ...]) -> set[frozenset[int]]:
    return {frozenset(group.numbers) for group in groups}


def closed(pairs: list[tuple[int, int]], numbers: Iterable[int]) -> set[frozenset[int]]:
    """The parts to which pairs lead, found by going round until nothing changes."""
    part = {number: {number} for number in numbers}
    changed = True
    while changed:
        changed = False
        for one, other in pairs:
            if part[one] != part[other]:
                whole = part[one] | part[other]
                changed = True
                for number in whole:
                    part[number] = whole
    return {frozenset(found) for found in part.values()}


def one_slip(one: str, other: str) -> bool:
    """Whether a typing error leads from one word to the other."""
    return (
        min(len(one), len(other)) >= SHORTEST
        and one[0] == other[0]
        and not any(letter.isdecimal() for letter in one + other)
        and OSA.distance(one, other) <= 1
    )


def slowly(misses: list[Miss]) -> set[frozenset[int]]:
    """The groups, by comparing each with each."""
    pairs = [(a.number, b.number) for a, b in combinations(misses, 2) if set(same(a)) & set(same(b))]
    for framed in {frame(miss) for miss in misses} - {None}:
        within = [miss for miss in misses if frame(miss) == framed]
        known = sorted({word for miss in within for word in miss.gist.words})
        slips = [(i, j) for i, j in combinations(range(len(known)), 2) if one_slip(known[i], known[j])]
        spelt = {known[place]: known[min(part)] for part in closed(slips, range(len(known))) for place in part}
        pairs += [
            (a.number, b.number)
            for a, b in combinations(within, 2)
            if shared({spelt[w] for w in a.gist.words}, {spelt[w] for w in b.gist.words}) >= SHARED
        ]
    return closed(pairs, [miss.number for miss in misses])


@settings(max_examples=150, deadline=None)
@given(MISSES, st.randoms(use_true_random=False))
def test_groups_are_what_comparing_each_with_each_finds_in_any_order(misses: list[Miss], random: Random) -> None:
    found = grouped(misses)
    assert parts(found) == slowly(misses)
    shuffled = random.sample(misses, len(misses))
    assert [group.numbers for group in grouped(shuffled)] == [group.numbers for group in found]


@settings(max_examples=80, deadline=None)
@given(MISSES)
def test_every_question_is_in_one_group_beside_its_duplicate(misses: list[Miss]) -> None:
    twice = [*misses, *(replace(miss, number=miss.number + 10**7) for miss in misses)]
    found = grouped(twice)
    numbers = [number for group in found for number in group.numbers]
    assert sorted(numbers) == sorted(miss.number for miss in twice)
    of = {number: at for at, group in enumerate(found) for number in group.numbers}
    assert all(miss.gist.follows or of[miss.number] == of[miss.number + 10**7] for miss in misses)


def words(*found: str) -> Gist:
    return Gist(words=found)


def miss(number: int, gist: Gist = Gist(), text: str = "", who: str = "", language: str = "en") -> Miss:  # noqa: B008
    return Miss(number, who or str(number), text or f"text {number:x}g", language, float(number), gist=gist)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (words("fee"), words("fee"), True),
        (words("luggage"), words("lugagge"), True),
        (words("luggage"), words("lugage"), True),
        (words("fee"), words("free"), False),
        (words("affect"), words("effect"), False),
        (words("fee", "visa"), words("visa"), False),
        (words("fee", "refund", "visa"), words("fee", "visa"), True),
        (Gist(things=("year:2016",)), Gist(things=("year:2017",)), False),
        (Gist(things=("year:2016",)), Gist(things=("year:2016",)), True),
        (Gist(things=("year:2016",), words=("fee",)), Gist(things=("year:2017",), words=("fee",)), False),
        (Gist(things=("negation",), words=("fee",)), words("fee"), False),
        (Gist(things=("negation", "year:2016")), Gist(things=("year:2016",)), False),
        (Gist("when", ("city:jeju",)), Gist("where", ("city:jeju",)), False),
        (Gist(words=("free", "it"), read=False), Gist(words=("free", "it", "not"), read=False), False),
        (Gist(), Gist(), False),
    ],
)
def test_what_is_alike_and_what_is_not(one: Gist, other: Gist, alike: bool) -> None:
    assert len(grouped([miss(1, one), miss(2, other)])) == (1 if alike else 2)


def test_a_number_in_figures_tells_questions_apart_whatever_was_read() -> None:
    found = grouped(
        [miss(1, words("fee"), "fee 300?"), miss(2, words("fee"), "fee 400?"), miss(3, words("fee"), "fee?")]
    )
    assert len(found) == 3


def test_weight_is_people_then_questions_then_the_latest() -> None:
    misses = [
        miss(1, words("lonely"), "a a", "x"), miss(2, words("lonely"), "b b", "x"),
        miss(3, words("lonely"), "c c", "x"), miss(4, words("shared"), "d", "x"), miss(5, words("shared"), "d", "y"),
        miss(6, words("latest"), "e", "x"), miss(7, words("single"), "f", "x"),
    ]  # fmt: skip
    assert [group.text for group in grouped(misses)] == ["d", "a a", "f", "e"]


def test_the_same_words_of_the_same_person_count_once() -> None:
    (group,) = grouped([miss(1, words("fee"), "The fee?", "x"), miss(2, words("fee"), "the FEE", "x")])
    assert (group.people, group.count, group.text) == (1, 1, "The fee?")


LANGUAGES = ("en", "es")
TOLD = {
    "chile": [
        ("en", "Participants from Chile in 2015?"),
        ("es", "¿Participantes de Chile en 2015?"),
    ],
    "kenya": [("en", "Participants from Kenya in 2015?"), ("es", "¿Participantes de Kenia en 2015?")],
    "later": [("en", "Participants from Chile in 2014?")],
    "fee": [("en", "How much is the fee?"), ("en", "What is the fee"), ("en", "the fee please")],
    "hotel": [
        ("en", "In which hotel do the participants of the Seoul Program stay?"),
        ("en", "Which hotel did participants of the Seoul Program stay in?"),
    ],
    "who": [("en", "Who?")],
    "story": [("en", "who had an 'amazing group that got along very well' o_O")],
    "dog": [("en", "Can I bring my dog?"), ("en", "May I bring a dog?")],
}


def asked(assistant: Assistant, number: int, text: str, language: str) -> Miss:
    """A question as it is kept once it is answered."""
    reply = assistant.answer(Question(text, TODAY, language))[0]
    return Miss(number, str(number), text, language, 1.0, entry=reply.entry, gist=reply.gist)


def test_questions_that_read_alike_stand_together_across_languages() -> None:
    assistant = service(*LANGUAGES[1:]).assistant
    told = [(name, language, text) for name, asked_ in TOLD.items() for language, text in asked_]
    misses = [asked(assistant, number, text, language) for number, (_, language, text) in enumerate(told)]
    found = {frozenset(told[number][0] for number in group.numbers): group for group in grouped(misses)}
    assert set(found) == {frozenset([name]) for name in TOLD}
    assert set(found[frozenset(["chile"])].languages) == set(LANGUAGES)


def test_a_gist_survives_its_way_through_the_database() -> None:
    gist = asked(service().assistant, 1, "Was Kenya not in the fee of 2016?", "en").gist
    assert gist.words
    assert "negation" in gist.things
    assert Gist.loads(gist.dumps()) == gist
    for other in ("", "[]", "{}", "null", '{"ask": 1}', "{"):
        assert Gist.loads(other) is None


def test_a_word_without_an_end_costs_no_more_than_its_letters() -> None:
    """One of 4090 letters would make 12,000 strings as long: 33 MB, kept until all are grouped."""
    misses = [miss(at, words(f"{letter * 4_000}")) for at, letter in enumerate("xyz")]
    tracemalloc.start()
    found = grouped(misses)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 3
    assert most < 1_000_000
    assert all(len(word) <= 40 for word in asked(service().assistant, 1, "How? " + "ab" * 2_000, "en").gist.words)


def test_many_questions_take_seconds_at_worst() -> None:
    """Every question shares words with every other one, and each has one of its own."""
    shapes = ["".join(chr(97 + int(figure)) for figure in str(number)) for number in range(2_000)]
    misses = [miss(at, words("aaa", "bbb", f"y{shape}"), shape) for at, shape in enumerate(shapes)]
    begun = time.perf_counter()
    found = grouped(misses)
    assert time.perf_counter() - begun < 5
    assert len(found) == 2_000

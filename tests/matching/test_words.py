"""Many words, looked up: by checksum, as a set and a dictionary would."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.remembered import Remembered
from bot.matching.words import WordList, WordTable

WORDS = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1, max_size=6)


@given(st.sets(WORDS, max_size=40), st.lists(WORDS, max_size=20))
def test_a_list_holds_what_a_set_holds(words: set[str], others: list[str]) -> None:
    found = WordList(words)
    assert len(found) == len(words)
    assert sorted(found) == sorted(words)
    for word in [*words, *others, "", "\udc80"]:
        place = found.find(word)
        assert (word in found) is (word in words) is (place is not None)
        assert place is None or found[place] == word


@given(st.dictionaries(WORDS, WORDS, max_size=40), st.lists(WORDS, max_size=20))
def test_a_table_gives_what_a_dictionary_gives(values: dict[str, str], others: list[str]) -> None:
    table = WordTable(values)
    assert [table.get(word) for word in [*values, *others]] == [values.get(word) for word in [*values, *others]]


def _doubled(number: int) -> int:
    return 2 * number


def test_what_is_remembered_is_bounded_once_it_has_settled() -> None:
    remembered = Remembered(_doubled, 3)
    assert [remembered[number] for number in range(10)] == [2 * number for number in range(10)]
    assert len(remembered) == 10

    remembered.settle()
    assert [remembered[number] for number in range(10)] == [2 * number for number in range(10)]
    assert sorted(remembered) == [9]

    again = pickle.loads(pickle.dumps(remembered))
    assert not again
    assert [again[number] for number in range(10)] == [2 * number for number in range(10)]
    assert sorted(again) == [9]

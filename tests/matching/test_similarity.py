"""The general matching: every promise of rank() as a table or a property."""

from __future__ import annotations

import random
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching import similarity
from bot.matching.features import Encoder, plain_words, units
from bot.matching.postings import Postings
from bot.matching.ridge import PENALTY, Ridge
from bot.matching.similarity import EXACT, Phrasing, Scored, SimilarityIndex
from bot.matching.spelling import Spelling

SHOP = {
    "delivery": ["when will my parcel arrive", "how long does delivery take", "where is my order", "track my parcel"],
    "refund": ["I want my money back", "how do I get a refund", "return the item for a refund"],
    "opening": ["when are you open", "opening hours on sunday", "are you open today"],
    "payment": ["can I pay by card", "which payment methods do you take", "is cash accepted"],
    "size": ["which size fits me", "size chart please", "do the shoes run small"],
}
PHRASINGS = [Phrasing(entry, text) for entry, texts in SHOP.items() for text in texts]
LANGUAGES = [
    Phrasing("zh", "我想退货怎么办"), Phrasing("zh", "如何申请退款"), Phrasing("zh2", "快递什么时候到"),
    Phrasing("ja", "返品したいのですが"), Phrasing("ko", "환불을 받고 싶어요"), Phrasing("th", "ขอคืนเงินได้ไหม"),
    Phrasing("ru", "как вернуть деньги"), Phrasing("ar", "كيف أسترد أموالي"), Phrasing("vi", "làm sao để hoàn tiền"),
]  # fmt: skip


@pytest.fixture(scope="module")
def shop() -> SimilarityIndex:
    return SimilarityIndex.build(PHRASINGS)


@pytest.fixture(scope="module")
def languages() -> SimilarityIndex:
    return SimilarityIndex.build(LANGUAGES)


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes every knowledge large."""
    monkeypatch.setattr(similarity, "WHOLE", 0)


@pytest.mark.parametrize("phrasing", PHRASINGS, ids=lambda p: p.text)
def test_a_phrasing_is_answered(shop: SimilarityIndex, phrasing: Phrasing) -> None:
    best = shop.rank(phrasing.text.upper() + " ?!")[0]
    assert (best.entry, PHRASINGS[best.phrasing]) == (phrasing.entry, phrasing)
    assert best.confidence == EXACT


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("when does my parcel arrive", "delivery"),
        ("I would like to get a refund please", "refund"),
        ("are you open on sunday", "opening"),
        ("can I pay by credit card", "payment"),
        ("what size chart", "size"),
        ("wher is my ordr", "delivery"),
    ],
)
def test_a_paraphrase_is_answered(shop: SimilarityIndex, question: str, entry: str) -> None:
    best = shop.rank(question)[0]
    assert best.entry == entry
    assert best.confidence >= 0.5


@pytest.mark.parametrize(
    "question",
    [
        "tell me a joke about elephants",
        "qwertz",
        "who won the world cup in 1974",
        "¯\\_(ツ)_/¯ ",
        "天気はどうですか",
        "\x00",
    ],
)
def test_what_is_outside_is_not_answered(shop: SimilarityIndex, question: str) -> None:
    assert all(scored.confidence < 0.5 for scored in shop.rank(question))


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("怎么申请退款", "zh"), ("快递几时到", "zh2"), ("返品したい", "ja"), ("환불 받고 싶습니다", "ko"),
        ("คืนเงินได้ไหม", "th"), ("вернуть деньги", "ru"), ("أسترد أموالي", "ar"), ("lam sao de hoan tien", "vi"),
    ],
)  # fmt: skip
def test_every_script_is_matched(languages: SimilarityIndex, question: str, entry: str) -> None:
    assert languages.rank(question)[0].entry == entry


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("entries", [1, 2, 5])
def test_very_small_knowledge(entries: int, count: int) -> None:
    phrasings = [Phrasing(entry, text) for entry in list(SHOP)[:entries] for text in SHOP[entry][:count]]
    index = SimilarityIndex.build(phrasings)
    for phrasing in phrasings:
        assert index.rank(phrasing.text)[0] == Scored(phrasing.entry, EXACT, phrasings.index(phrasing))
    for question in ("zebra crossing", "blue whales sing", ""):
        assert all(scored.confidence < 0.1 for scored in index.rank(question))


@pytest.mark.parametrize("phrasings", [[], [Phrasing("a", "")], [Phrasing("a", "?!"), Phrasing("b", " ")]])
@pytest.mark.parametrize("question", ["", " ", "?!", "hello"])
def test_nothing_to_match(phrasings: list[Phrasing], question: str) -> None:
    assert SimilarityIndex.build(phrasings).rank(question) == []


def test_a_phrasing_of_two_entries_answers_neither() -> None:
    index = SimilarityIndex.build([Phrasing("a", "help"), Phrasing("b", "Help!"), Phrasing("c", "call me")])
    first, second, *_ = index.rank("help")
    assert (first.entry, second.entry) == ("a", "b")
    assert first.confidence == second.confidence < 0.5


@pytest.mark.parametrize("unit", ["word ", "parcel arrive ", "退", "a", "\U0001f600", "x1 ", "\ud800"])
def test_a_huge_question_takes_bounded_time(shop: SimilarityIndex, unit: str) -> None:
    question = unit * (100_000 // len(unit))
    started = time.perf_counter()
    shop.rank(question)
    assert time.perf_counter() - started < 0.5


def test_limit(shop: SimilarityIndex) -> None:
    assert [len(shop.rank("when is my order open", limit)) for limit in (-1, 0, 1, 3, 99)] == [0, 0, 1, 3, len(SHOP)]


def test_progress_ends_complete() -> None:
    seen: list[tuple[int, int]] = []
    SimilarityIndex.build(PHRASINGS * 200, progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (3200, 3200)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("delivrey", "delivery"),
        ("dleivery", "delivery"),
        ("refnud", "refund"),
        ("delivery", "delivery"),
        ("elivery", "elivery"),  # another first letter
        ("dilvrey", "dilvrey"),  # too far from any
        ("cart", "cart"),  # short: as likely a word of its own
        ("order66", "order66"),
        ("2016", "2016"),
    ],
)
def test_spelling(word: str, meant: str) -> None:
    known = ["delivery", "refund", "carp", "order65", "2017"]
    assert Spelling(known).mend((word,), known) == (meant,)


def test_a_typing_error_costs_nothing(shop: SimilarityIndex) -> None:
    assert shop.rank("how long does the delivrey take") == shop.rank("how long does the delivery take")


def test_words_may_stem() -> None:
    index = SimilarityIndex.build(PHRASINGS, words=lambda text: [word[:4] for word in plain_words(text)])
    assert index.rank("openings todays")[0].entry == "opening"


@pytest.mark.usefixtures("local")
def test_large_knowledge_answers_too() -> None:
    index = SimilarityIndex.build(PHRASINGS)
    for phrasing in PHRASINGS:
        assert index.rank(phrasing.text)[0].entry == phrasing.entry
    assert index.rank("when does my parcel arrive")[0].entry == "delivery"
    assert index.rank("zzz") == []


WORDS = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "12", "für", "退货", "ญี่ปุ่น", "a"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)
KNOWLEDGE = st.lists(st.tuples(st.sampled_from("abcd"), TEXTS.map(" ".join)), min_size=1, max_size=14)


@settings(deadline=None, max_examples=60)
@given(KNOWLEDGE, st.text(max_size=60) | TEXTS.map(" ".join), st.randoms())
def test_order_does_not_matter_and_confidence_is_a_probability(
    pairs: list[tuple[str, str]], question: str, rng: random.Random
) -> None:
    phrasings = [Phrasing(*pair) for pair in pairs]
    shuffled = rng.sample(phrasings, len(phrasings))
    ranked = SimilarityIndex.build(phrasings).rank(question)
    again = SimilarityIndex.build(shuffled).rank(question)
    assert [(r.entry, r.confidence, phrasings[r.phrasing]) for r in ranked] == [
        (r.entry, r.confidence, shuffled[r.phrasing]) for r in again
    ]
    assert all(0 <= r.confidence <= 1 for r in ranked)
    assert [r.confidence for r in ranked] == sorted((r.confidence for r in ranked), reverse=True)
    assert len({r.entry for r in ranked}) == len(ranked)


@settings(deadline=None, max_examples=60)
@given(KNOWLEDGE)
def test_every_phrasing_ranks_its_entry_first(pairs: list[tuple[str, str]]) -> None:
    owners: dict[str, set[str]] = {}
    for entry, text in pairs:
        owners.setdefault(text, set()).add(entry)
    index = SimilarityIndex.build([Phrasing(*pair) for pair in pairs])
    for text, entries in owners.items():
        assert index.rank(text)[0].entry == min(entries)


@settings(deadline=None, max_examples=40)
@given(st.lists(TEXTS.map(" ".join), min_size=1, max_size=8), TEXTS.map(" ".join))
def test_similarities_are_the_products_of_all_pairs(texts: list[str], question: str) -> None:
    """The oracle: every pair of rows multiplied feature by feature."""
    parts = [units(text, plain_words) for text in texts]
    encoder = Encoder()
    encoder.learn(parts)
    postings = Postings.build(*encoder.encode(parts), np.arange(len(parts)))
    vector = postings.vector(encoder.encode([units(question, plain_words)])[1])
    asked = dict(zip(vector.features.tolist(), vector.weights.tolist(), strict=True))
    slow = []
    for row in map(postings.row, range(len(parts))):
        held = zip(row.features.tolist(), row.weights.tolist(), strict=True)
        slow.append(sum(asked.get(feature, 0) * weight for feature, weight in held))
    assert postings.similarities(vector) == pytest.approx(slow, abs=1e-5)
    kernel, near = postings.products(np.arange(len(parts)), vector)
    assert near == pytest.approx(slow, abs=1e-5)
    assert kernel.diagonal() == pytest.approx(1, abs=1e-5)


def test_leaving_out_in_closed_form_is_leaving_out() -> None:
    """The oracle: fit without a phrasing, then score it."""
    rng = np.random.default_rng(3)
    points = rng.normal(size=(12, 5))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    kernel, labels = points @ points.T, np.repeat(np.arange(4), 3)
    ridge = Ridge.fit(kernel, labels)
    scores = np.zeros((12, 4))
    for left_out in range(12):
        rest = np.delete(np.arange(12), left_out)
        duals = np.linalg.solve(kernel[np.ix_(rest, rest)] + PENALTY * np.eye(11), np.eye(4)[labels[rest]])
        scores[left_out] = kernel[left_out, rest] @ duals
    own = np.array([scores[labels == entry, entry].mean() for entry in range(4)])
    others = np.array([np.sqrt((scores[labels != entry, entry] ** 2).mean()) for entry in range(4)])
    assert ridge.own == pytest.approx(own, abs=1e-4)
    assert ridge.others == pytest.approx(others, abs=1e-4)

"""Two versions asked the same: what counts as a change, which kind it is, and what need not be asked."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from bot.answers.assistant import Assistant
from bot.answers.conversation import Conversation
from bot.answers.reply import Button, Outcome, Question, Reply
from bot.comparison import Comparison, Kind, compare
from bot.comparison_text import Bounds, lines
from bot.knowledge.folders import packaged_folder
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.loader import load
from bot.knowledge.questions import Case, QuestionFile
from bot.knowledge.sameness import Same, same
from bot.probes import probes
from tests.answers.made_up import WHOLE
from tests.stub import StubAssistant, said

DAY = dt.date(2026, 11, 21)
YES, NO = said("May 2016", entry="a"), said("Not known", Outcome.UNKNOWN)
OTHER = said("June 2016", entry="b")
LINKED = said("May 2016", entry="a", links=(Button("Apply", "https://example.org"),))
SURER = Reply(YES.outcome, YES.blocks, "en", "a", confidence=0.7)
MAY, JUNE, UNKNOWN = Case(("x",), says=("May",)), Case(("x",), says=("June",)), Case(("x",), unknown=True)
WINS = Case(("x",), entry="a")


class Says(StubAssistant):
    """Gives each text its reply; a text in capital letters is Russian."""

    def __init__(self, replies: dict[str, Reply], *, hears: str = "ru") -> None:
        super().__init__()
        self.replies, self.hears = replies, hears

    @property
    def languages(self) -> tuple[str, ...]:
        return ("en", "ko", "ru")

    def heard(self, question: Question, conversation: Conversation = Conversation()) -> tuple[str, str]:  # noqa: B008
        return (self.hears if question.text.isupper() else conversation.language or "en"), ""

    def answer(self, question: Question, conversation: Conversation = Conversation()) -> tuple[Reply, Conversation]:  # noqa: B008
        self.asked.append((question, conversation))
        return self.replies.get(question.text, YES), Conversation()


def file(*cases: Case) -> list[QuestionFile]:
    return [QuestionFile("en", "dates", questions=cases)]


def compared(old: Reply, new: Reply, was: list[QuestionFile], is_now: list[QuestionFile]) -> Comparison:
    return compare(Says({"x": old}), Says({"x": new}), probes(was, is_now, lambda _: DAY))


KINDS = [
    ("the same reply", YES, YES, [MAY], [MAY], None),
    ("only the confidence", YES, SURER, [MAY], [MAY], None),
    ("it passed and fails now", YES, OTHER, [MAY], [MAY], Kind.REGRESSION),
    ("it passed and claims now what is not known", NO, YES, [UNKNOWN], [UNKNOWN], Kind.REGRESSION),
    ("another entry won, with the same words", YES, said("May 2016", entry="b"), [WINS], [WINS], Kind.REGRESSION),
    ("what is expected has changed, and the reply has not", YES, YES, [MAY], [JUNE], Kind.REGRESSION),
    ("both have changed", YES, OTHER, [MAY], [JUNE], Kind.CHANGED),
    ("it failed and passes now", YES, OTHER, [JUNE], [JUNE], Kind.GAINED),
    ("it failed and passes now, being silent", YES, NO, [UNKNOWN], [UNKNOWN], Kind.GAINED),
    ("it fails as before, with an answer now", NO, OTHER, [MAY], [MAY], Kind.CHANGED),
    ("it passes as before, with a link", YES, LINKED, [MAY], [MAY], Kind.CHANGED),
    ("a new test question", NO, YES, [], [MAY], Kind.GAINED),
    ("a new test question that was answered rightly", YES, OTHER, [], [MAY], Kind.REGRESSION),
    ("a test question that is gone fails nothing", YES, OTHER, [MAY], [], Kind.CHANGED),
    ("a test question that is gone, and its answer", YES, NO, [MAY], [], Kind.LOST),
]


@pytest.mark.parametrize(("old", "new", "was", "is_now", "kind"), [row[1:] for row in KINDS], ids=[r[0] for r in KINDS])
def test_kinds(old: Reply, new: Reply, was: list[Case], is_now: list[Case], kind: Kind | None) -> None:
    comparison = compared(old, new, file(*was), file(*is_now))

    assert [change.kind for change in comparison.changes] == ([kind] if kind else [])
    assert comparison.regressions == (kind is Kind.REGRESSION)
    assert comparison.total == 1


def test_what_people_really_asked_is_compared_in_the_language_that_they_had_set() -> None:
    old, new = Says({"fee?": YES}), Says({"fee?": NO})

    (change,) = compare(old, new, probes([], [], lambda _: DAY, [Question("fee?", DAY, "ko")])).changes

    assert (change.kind, change.passed, change.passes, change.asked.category) == (Kind.LOST, None, None, None)
    assert old.asked == [(Question("fee?", DAY, "ko"), Conversation())]


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    asking = probes([], file(MAY, JUNE), lambda _: DAY)
    compare(Says({}), Says({}), asking, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2)]


BUT_RUSSIAN = Same(frozenset({"en", "ko"}))
SKIPS = [
    ("nothing is known", Same(), ("x",), "ru", False),
    ("in another language than the one that changed", BUT_RUSSIAN, ("x",), "ru", True),
    ("in the language that changed", BUT_RUSSIAN, ("X",), "ru", False),
    ("a conversation that came to it", BUT_RUSSIAN, ("x", "X"), "ru", False),
    ("a conversation that began in it", BUT_RUSSIAN, ("X", "x"), "ru", False),
    ("heard otherwise than before", BUT_RUSSIAN, ("X",), "ko", False),
    ("English has changed, on which all stand", Same(frozenset({"ko", "ru"})), ("X",), "ru", False),
    ("nothing but test questions has changed", Same(frozenset({"en", "ko", "ru"}), hearing=True), ("X",), "ru", True),
]


@pytest.mark.parametrize(("common", "ask", "hears", "skipped"), [row[1:] for row in SKIPS], ids=[r[0] for r in SKIPS])
def test_only_what_can_have_changed_is_asked(common: Same, ask: tuple[str, ...], hears: str, skipped: bool) -> None:
    old, new = Says({}), Says({}, hears=hears)
    tests = [QuestionFile("ru", "dates", questions=(Case(ask),))]

    comparison = compare(old, new, probes(tests, tests, lambda _: DAY), common)

    assert comparison.skipped == skipped
    assert bool(old.asked) is bool(new.asked) is not skipped


@pytest.mark.parametrize(("language", "skipped"), [("ru", 0), ("ko", 1), (None, 1)])
def test_a_language_that_somebody_set_counts(language: str | None, skipped: int) -> None:
    asking = probes([], [], lambda _: DAY, [Question("x", DAY, language)])
    assert compare(Says({}), Says({}), asking, BUT_RUSSIAN).skipped == skipped


def test_a_test_question_that_expects_something_else_is_judged_anew() -> None:
    everything = Same(frozenset({"en", "ko", "ru"}), hearing=True)
    comparison = compare(Says({}), Says({}), probes(file(MAY), file(JUNE), lambda _: DAY), everything)
    assert comparison.regressions == 1


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The made-up knowledge in English and Russian, before and after one Russian sentence has changed."""
    old, new = (tmp_path_factory.mktemp("versions") / name for name in ("old", "new"))
    for code in ("en", "ru"):
        shutil.copytree(
            packaged_folder() / "languages" / code,
            old / "languages" / code,
            ignore=lambda _, names: [name for name in names if name in ("questions", "checked.yaml", "words.txt")],
        )
    (old / "facts.yaml").write_text(WHOLE, encoding="utf-8")
    shutil.copytree(old, new)
    sentences = new / "languages" / "ru" / "templates.yaml"
    text = sentences.read_text(encoding="utf-8")
    assert text.count('провели {dates}"') == 1
    sentences.write_text(text.replace('провели {dates}"', 'провели тогда: {dates}"'), encoding="utf-8")
    return old, new


ENGLISH = ("When was the Harbour Workshop 2017?", "who organised it?", "where was it", "How much is the fee?", "2")
RUSSIAN = ("Когда был Harbour Workshop 2017?", "а в 2018?", "где?", "спасибо", "Was kostet das?")


def test_what_is_skipped_would_not_have_changed(two: tuple[Path, Path], tmp_path: Path) -> None:
    """What the files alone tell leaves out no change, and leaves out something."""
    old, new = (Assistant.build(knowledge_of(folder, tmp_path)) for folder in two)
    asks = [(text,) for text in (*ENGLISH, *RUSSIAN)] + [(a, b) for a in ENGLISH for b in RUSSIAN]
    tests = [QuestionFile("en", "mixed", questions=tuple(Case(ask) for ask in asks))]
    real = [Question(text, DAY, language) for text in (*ENGLISH, *RUSSIAN) for language in ("en", "ru")]
    asking = probes(tests, tests, lambda _: DAY, real)
    common = same(*two, tmp_path)

    thorough, quick = compare(old, new, asking), compare(old, new, asking, common)

    assert common == Same(frozenset({"en"}))
    assert quick.changes == thorough.changes
    assert any("тогда" in change.after.text for change in quick.changes)
    assert 0 < quick.skipped < quick.total


def knowledge_of(folder: Path, packaged: Path) -> Knowledge:
    knowledge = load(folder, packaged=packaged).knowledge
    assert knowledge is not None
    return knowledge


def many(old: Says, new: Says, texts: list[str]) -> Comparison:
    return compare(old, new, probes([], file(*(Case((text,)) for text in texts)), lambda _: DAY))


def test_equal_changes_stand_together_the_gravest_first() -> None:
    texts = ["one", "two", "three", "four", "five"]
    old = Says({"five": NO, "three": said("kept"), "four": said("March")})
    new = Says({"one": OTHER, "two": OTHER, "three": said("kept"), "four": NO})

    assert list(lines(many(old, new, texts))) == [
        "The answers to 4 of 5 questions change: a test question that passed fails now: 1; another answer: 2; "
        "answered now, or rightly so, and not before: 1.",
        "",
        "A test question that passed fails now (1 question):",
        "  ? en dates: four",
        "      no answer (unknown)",
        "  - March",
        "  + Not known",
        "",
        "Another answer (2 questions):",
        "  ? en dates: one",
        "  ? en dates: two",
        "  - May 2016",
        "  + June 2016",
        "",
        "Answered now, or rightly so, and not before (1 question):",
        "  ? en dates: five",
        "  - Not known",
        "  + May 2016",
    ]


def test_links_are_shown() -> None:
    shown = list(lines(many(Says({}), Says({"x": LINKED}), ["x"])))
    assert shown[-3:] == ["  - May 2016", "  + May 2016", "  + [Apply] https://example.org"]


def test_an_answer_that_stays_while_its_test_changes_is_said_to_stay() -> None:
    *_, answer, why = lines(compared(YES, YES, file(MAY), file(JUNE)))
    assert answer == "  = May 2016"
    assert "expects has changed" in why


@pytest.mark.parametrize("number", [1, 30, 300])
def test_it_is_no_longer_than_a_person_reads(number: int) -> None:
    texts = [f"question {count}" for count in range(number)]
    new = Says({text: said(f"{text} " * 100) for text in texts})

    shown = list(lines(many(Says({}), new, texts), Bounds(blocks=10, questions=3, letters=50)))

    assert len(shown) <= 1 + 10 * 6 + 2
    assert max(map(len, shown)) < 400
    left = max(0, number - 10)
    assert (shown[-1].startswith(f"... and {left:,} questions more")) is bool(left)


def test_nothing_changes() -> None:
    assert list(lines(many(Says({}), Says({}), ["x"]))) == ["No answer changes (1 question compared)."]

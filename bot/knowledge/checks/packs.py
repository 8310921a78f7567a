"""The word lists of the language packs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.knowledge.checks.draft import Draft
from bot.knowledge.loaded import Key
from bot.knowledge.nearest import hint
from bot.knowledge.problems import Problem

_PARTNER = {")": "(", "]": "["}
_BRACKETS = frozenset("()[]|")


def cue_brackets(draft: Draft) -> Iterator[Problem]:
    """Cues use [optional], (this|that) and [this|that]."""
    for code, pack in draft.knowledge.languages.items():
        for cue, phrases in pack.cues.items():
            for index, phrase in enumerate(phrases):
                fault = bracket_fault(phrase)
                if fault:
                    yield draft.problem(("languages", code, "cues", cue, index), f"{fault} in {phrase!r}")


def bracket_fault(phrase: str) -> str | None:
    """What is wrong with the brackets of a cue, or None."""
    if _BRACKETS.isdisjoint(phrase):
        return None
    open_now: list[str] = []
    for character in phrase:
        if character in "[(":
            open_now.append(character)
        elif character in "])" and (not open_now or open_now.pop() != _PARTNER[character]):
            return f"the bracket {character} closes none"
        elif character == "|" and not open_now:
            return "expected | only between brackets, as in (this|that),"
    if open_now:
        return f"the bracket {open_now[-1]} is not closed"
    if re.search(r"[\[(|]\s*[|)\]]", phrase):
        return "expected words between the brackets, found nothing"
    if not _required(phrase):
        return "expected a word outside of [ ], without which everything would be this cue,"
    return None


def spellings(draft: Draft) -> Iterator[Problem]:
    """A spelling is written in small letters and means something else than itself."""
    for code, pack in draft.knowledge.languages.items():
        ordinary = set(pack.ordinary)
        for typed, meant in pack.spellings.items():
            key: Key = ("languages", code, "spellings", typed)
            if not typed.strip() or typed != typed.strip().lower():
                yield draft.problem(key, f"expected what people type in small letters, found {typed!r}")
            elif typed == meant:
                yield draft.problem(key, f"{typed!r} is said to mean itself; remove the line", "warning")
            elif typed in ordinary:
                yield draft.problem(key, f"{typed!r} stands in 'ordinary' as well; keep it in one of the two")


def numbers(draft: Draft) -> Iterator[Problem]:
    """Number words stand under digits."""
    for code, pack in draft.knowledge.languages.items():
        for number in pack.numbers:
            if not re.fullmatch(r"[0-9]{1,9}", number):
                words = f"expected a number in digits, such as '2: [two, second]', found {number!r}"
                yield draft.problem(("languages", code, "numbers", number), words)


def stemmers(draft: Draft) -> Iterator[Problem]:
    """The stemmer is one that exists."""
    named = {code: pack.stemmer for code, pack in draft.knowledge.languages.items() if pack.stemmer}
    if not named:
        return
    from snowballstemmer import algorithms

    known = [str(name) for name in algorithms()]
    for code, stemmer in named.items():
        if stemmer not in known:
            words = f"there is no stemmer {stemmer!r}{hint(stemmer, known) or '; remove the line'}"
            yield draft.problem(("languages", code, "stemmer"), words)


def _required(phrase: str) -> str:
    """The phrase without its optional parts."""
    depth, kept = 0, ""
    for character in phrase:
        depth += (character == "[") - (character == "]")
        kept += character if depth == 0 and character not in "[]()|" else ""
    return kept.strip()

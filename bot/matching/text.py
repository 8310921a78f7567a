"""Text as people type it -> folded tokens and sentences.

Folding is Unicode's own: compatibility forms (full-width letters, ligatures) become plain, case goes, invisible
format characters go. Combining marks stay with their letter, so that Hindi, Thai and Arabic words stay whole.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 100_000
"""Characters of a message that are looked at."""

_ASCII_WORD = re.compile(r"[a-z0-9]+")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,200})?/?>")
_ADDRESS = re.compile(r"(?<!\w)(?:https?://|www\.)\S+", re.IGNORECASE)
_GLUED_YEAR = re.compile(r"(?<=[^\W\d_])(?=\d{4}(?!\d))|(?<=[^\W\d_]\d{4})(?=[^\W\d_])|(?<![^\W_])(\d{4})(?=[^\W\d_])")
_TWO_THOUSAND = re.compile(r"\b2[kK](\d\d)\b")
_DOTTED_LETTERS = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]\b")
_SCRIPTS = "\u0600-\u06ff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Arabic, Thai, Lao, kana, Han and Hangul: people write them together with figures and Latin letters."""
_TATWEEL = "\u0640"
"""Draws an Arabic word out, and says nothing."""
_SCRIPT_CHANGE = re.compile(f"(?<=[{_SCRIPTS}])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[{_SCRIPTS}])")
_SPACED_LETTERS = re.compile(r"(?<!\S)(?:[^\W\d_] ){2,}[^\W\d_](?!\S)")
_SENTENCE_END = re.compile(r"[?!？！。؟…]+|\.+(?=\s|$)|\n\s*\n|;(?=\s)")
_OPENING = re.compile(r"(?<=\S)\s*(?=[¿¡])")
"""Spanish opens a question in the middle of what is told before it."""
_LONG_WORD = re.compile(r"[^\W\d_]{5}$")
_GAP = 8
"""Characters behind a full stop among which the next word begins, if the sentence goes on."""
_SHORT_WORD = re.compile(r"(?:^|[^\w.])([^\W\d_]\w?)$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number of a message."""

    text: str
    """Folded."""
    raw: str
    """As typed, after compatibility folding."""
    start: int
    """Offset in the cleaned text."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the message that is read on its own."""

    text: str
    asked: bool
    """True where it ends in a question mark."""


def clean(message: str) -> str:
    """The message without mark-up, web addresses and invisible characters, in compatibility form, of bounded length."""
    text = unicodedata.normalize("NFKC", message[:LONGEST])
    if not text.isascii():
        kept = (c for c in text if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn") and c != _TATWEEL)
        text = "".join(map(_figure, kept))
    text = _TWO_THOUSAND.sub(r"20\1", text)
    text = _DOTTED_LETTERS.sub(lambda found: found.group().replace(".", ""), _ADDRESS.sub(" ", _TAG.sub(" ", text)))
    return _SPACED_LETTERS.sub(lambda found: found.group().replace(" ", ""), text)


def _figure(character: str) -> str:
    """A figure of any script as ours: ٢ -> 2; any other character as it is."""
    if character.isascii() or not character.isdecimal():
        return character
    return str(unicodedata.decimal(character))


def fold(text: str) -> str:
    """Case-folded compatibility form; folding twice changes nothing."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def tokens(text: str) -> list[Token]:
    """The words and numbers of a cleaned text, in order."""
    text = _GLUED_YEAR.sub(lambda found: f"{found.group(1) or ''} ", text)
    folded = text.lower()
    if text.isascii():
        return [Token(m.group(), text[m.start() : m.end()], m.start()) for m in _ASCII_WORD.finditer(folded)]
    return list(_unicode_tokens(_SCRIPT_CHANGE.sub(" ", text)))


def words(text: str) -> list[str]:
    """The folded words of any text."""
    return [token.text for token in tokens(clean(text))]


def sentences(text: str) -> list[Sentence]:
    """The sentences of a cleaned text."""
    found: list[Sentence] = []
    text, start = _OPENING.sub("\n\n", text), 0
    brackets = _Brackets(text)
    for end in _SENTENCE_END.finditer(text):
        if brackets.hold(end.start()) or (end.group().startswith(".") and _continues(text, end)):
            continue
        piece = text[start : end.end()].strip()
        if any(c.isalnum() for c in piece):
            found.append(Sentence(piece, any(mark in end.group() for mark in "?？؟")))
        start = end.end()
    rest = text[start:].strip()
    if any(c.isalnum() for c in rest):
        found.append(Sentence(rest, asked=False))
    return found


class _Brackets:
    """Whether a place is inside round brackets; asked from left to right, so that a long text is counted once."""

    def __init__(self, text: str) -> None:
        self._text, self._last, self._at, self._depth = text, text.rfind(")"), 0, 0

    def hold(self, at: int) -> bool:
        self._depth += self._text.count("(", self._at, at) - self._text.count(")", self._at, at)
        self._at = at
        return self._depth > 0 and self._last >= at


def _continues(text: str, stop: re.Match[str]) -> bool:
    """True where a full stop ends no sentence: after Mr, Ms, No.; after a short word and before a small letter.

    "e-Gov. training" goes on. On a phone many begin a sentence with a small letter, so behind a long word it ends.
    """
    following = text[stop.end() : stop.end() + _GAP].lstrip()[:1]
    if not following:
        return False
    before = _SHORT_WORD.search(text[max(stop.start() - 3, 0) : stop.start()])  # the word and what stands before it
    return (following.islower() and not _LONG_WORD.search(text[max(stop.start() - 5, 0) : stop.start()])) or (
        before is not None and before.group(1)[0].isupper()
    )


def _unicode_tokens(text: str) -> list[Token]:
    found: list[Token] = []
    start = -1
    for i, c in enumerate(text + " "):
        if c.isalnum() or (start >= 0 and unicodedata.category(c)[0] == "M"):
            if start < 0:
                start = i
        elif start >= 0:
            raw = text[start:i]
            found.append(Token(fold(raw), raw, start))
            start = -1
    return found

"""All words and phrases that one language knows: the language pack's cues and the knowledge's names.

A phrase is found by the stems of its words, the longest phrase first. A word that the pack lists as ordinary is never
taken for a phrase whose stem it happens to share ("train" is not "training").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from bot.matching.phrasebook import Forms, Phrasebook, meanings
from bot.matching.phrases import expand
from bot.matching.senses import Kind, Meaning, Mention, Sense, meaning
from bot.matching.stemming import Stemmer
from bot.matching.text import words
from bot.matching.words import WordList, WordsByLength

LONGEST_PHRASE = 14
LONG_STEM = 4
"""Letters of a stem from which two words that share it are forms of one."""
MOST_MEANINGS = 5_000
"""Phrases as typed whose meaning is kept."""


class Lexicon:
    """A trie of phrases by stems, flattened by first stem."""

    def __init__(
        self,
        stemmer: Stemmer,
        ordinary: Iterable[str] = (),
        dictionary: Iterable[str] = (),
        *,
        marks: bool = False,
        inflected: bool = False,
    ) -> None:
        self.stemmer = stemmer
        self.ordinary = frozenset(ordinary)
        words_ = frozenset(dictionary)
        self.dictionary = WordList(stemmer.plain(word) for word in words_ if not word[:1].isupper())
        self.proper = WordList(stemmer.plain(word.casefold()) for word in words_ if word[:1].isupper())
        self._marked = WordList(word for word in words_ if marks and stemmer.plain(word) != word)
        self._phrases = Phrasebook()
        self._exact: dict[str, tuple[Sense, ...]] = {}
        self._plain: dict[str, list[str]] = {}
        self._surface: WordList | dict[str, None] = {}
        self._learnt: WordList | dict[str, None] = {}
        self._named: WordList | dict[str, None] = {}
        self._cued: WordList | dict[str, None] = {}
        self._inflected, self._stops = inflected, WordList()
        self._meanings: dict[tuple[str, ...], Meaning] = {}

    def __getstate__(self) -> dict[str, object]:
        """What the compiled cache keeps: no derived list."""
        return {key: value for key, value in self.__dict__.items() if key not in ("repairable", "names")} | {
            "_meanings": {}
        }

    def add(self, phrase: str, sense: Sense) -> None:
        """Learn a phrase by its stems; the pattern notation of cues is allowed."""
        for plain in expand(phrase):
            found = words(plain)[:LONGEST_PHRASE]
            if found:
                self._add_words(found, sense)
                self._note(self._cued, found)

    def add_name(self, name: str, sense: Sense) -> None:
        """Learn a name as it stands; brackets in it are no notation."""
        found = words(name)[:LONGEST_PHRASE]
        if found:
            self._add_words(found, sense)
            self._note(self._named, found)

    @staticmethod
    def _note(known: WordList | dict[str, None], found: Sequence[str]) -> None:
        assert isinstance(known, dict), "the lexicon is closed"
        known.update(dict.fromkeys(found))

    def add_exact(self, word: str, sense: Sense) -> None:
        """Learn a single word in just this form."""
        for found in words(word):
            senses = self._exact.get(found, ())
            if sense not in senses:
                self._exact[found] = (*senses, sense)
            self._write(found)
            plain = self.stemmer.plain(found)
            if plain != found and found not in self._plain.setdefault(plain, []):
                self._plain[plain].append(found)

    def _add_words(self, found: Sequence[str], sense: Sense) -> None:
        self._phrases.add(list(map(self.stemmer, found)), found, sense)
        for word in found:
            self._write(word)

    def _write(self, word: str) -> None:
        """A word that is right as it stands, and without its marks."""
        self._note(self._surface, (word, self.stemmer.plain(word)))

    def exact(self, word: str) -> Sequence[Sense]:
        """What a word means in just this form; typed without marks it may be each word that has some."""
        found = self._exact.get(word)
        plain = self.stemmer.plain(word)
        if plain not in self._plain and (found is not None or plain == word):
            return found or ()
        if plain != word and (found or self._is_another(word) or self._is_cue(word)):
            return found or ()
        forms = [self._exact.get(form, ()) for form in (word, plain, *self._plain.get(plain, ()))]
        return list(dict.fromkeys(sense for form in forms for sense in form))

    def _is_cue(self, word: str) -> bool:
        """True where a phrase is written like this, with its marks: "où" is no "ou"."""
        return any(written == word for written, _ in self._phrases.forms((self.stemmer(word),)))

    def _is_another(self, word: str) -> bool:
        """True where marks make other words, and a word with its marks is one of the dictionary's."""
        return word in self._marked

    def close(self) -> None:
        """All is learnt."""
        self._phrases.close()
        stops = filter(self.is_stop, self._exact) if self._inflected else ()
        self._stops = WordList(map(self.stemmer, stops))
        shared: dict[tuple[Sense, ...], tuple[Sense, ...]] = {}
        self._exact = {word: shared.setdefault(senses, senses) for word, senses in self._exact.items()}
        self._named, self._cued = WordList(self._named), WordList(self._cued)
        self._surface, self._learnt = WordList(self._surface), WordList(self._learnt)

    def learn(self, text: str) -> None:
        """Words of the knowledge's texts: right as they stand, and what a typing error may be mended to."""
        for word in words(text):
            if word.isalpha():
                self._note(self._learnt, (word, self.stemmer.plain(word)))

    def knows(self, word: str) -> bool:
        """True for a word that is part of a phrase, or in the dictionary: spelt right, not to be repaired."""
        return self.means(word) or self.within(word) or self.is_word(word) or word in self.ordinary

    def means(self, word: str) -> bool:
        """True for a word that is part of a phrase, in some form."""
        return self.listed(word) or self._begins(word)

    def stands_alone(self, word: str) -> bool:
        """True for a word that is a phrase by itself."""
        return self._begins(word) or bool(self.exact(word))

    def listed(self, word: str) -> bool:
        """True for a word of a phrase, with or without its marks."""
        return word in self._surface or self.stemmer.plain(word) in self._surface

    def is_word(self, word: str) -> bool:
        """True for a word of the dictionary."""
        plain = self.stemmer.plain(word)
        return plain in self.dictionary or plain in self.proper

    def _begins(self, word: str) -> bool:
        return bool(self._phrases.forms((self.stemmer(word),)))

    def only_named(self, word: str) -> bool:
        """True for a word that stands in names alone, in no cue."""
        return word in self._named and word not in self._cued

    def is_stop(self, word: str) -> bool:
        """True for a word without weight."""
        return any(sense.kind is Kind.STOP for sense in self.exact(word))

    def inflects_stop(self, word: str) -> bool:
        """True for another form of a long word without weight, where it is one of the dictionary's itself."""
        if not self._inflected:
            return False
        stem = self.stemmer(word)
        return len(stem) >= LONG_STEM and stem in self._stops and self.stemmer.plain(word) in self.dictionary

    def within(self, word: str) -> bool:
        """True for a word of a phrase or of the knowledge's texts, with or without its marks."""
        return self.listed(word) or word in self._learnt or self.stemmer.plain(word) in self._learnt

    @cached_property
    def repairable(self) -> WordsByLength:
        """The words to which a typing error may be mended."""
        return _mendable({*self._surface, *self._learnt})

    @cached_property
    def names(self) -> WordsByLength:
        """The words of names, to which a word with a capital may be mended."""
        return _mendable(self._named)

    def scan(self, found: Sequence[str], *, most: int = LONGEST_PHRASE) -> list[Mention]:
        """Mentions from left to right, the longest first at each place; words without a meaning are left out."""
        stems = [self.stemmer(word) for word in found]
        mentions: list[Mention] = []
        at = 0
        while at < len(found):
            mention = self._best_at(found, stems, at, most)
            if mention is None:
                at += 1
            else:
                mentions.append(mention)
                at = mention.end
        return mentions

    def _best_at(self, found: Sequence[str], stems: list[str], at: int, most: int) -> Mention | None:
        """The longest phrase here; one that begins with a stop word gives way to a longer one behind the word."""
        mention = self._longest_at(found, stems, at, most)
        if mention is None or mention.end - at < 2 or not self.is_stop(found[at]):
            return mention
        behind = self._longest_at(found, stems, at + 1, most)
        if behind is not None and behind.end > mention.end:
            return self._longest_at(found, stems, at, 1)
        return mention

    def _longest_at(self, found: Sequence[str], stems: list[str], at: int, most: int) -> Mention | None:
        exact = self.exact(found[at])
        for length in range(min(self._phrases.longest(stems[at]), len(found) - at, most), 0, -1):
            forms = self._phrases.forms(stems[at : at + length])
            if not forms or (length == 1 and self._means_else(found[at], forms, exact)):
                continue
            typed = tuple(found[at : at + length])
            senses = meanings(forms, " ".join(typed))
            return Mention(at, at + length, self._meaning(typed, (*senses, *(exact if length == 1 else ()))))
        return Mention(at, at + 1, self._meaning((found[at],), tuple(exact))) if exact else None

    def _means_else(self, word: str, forms: Forms, exact: Sequence[Sense]) -> bool:
        """True for a single word that only looks like a phrase: an ordinary one, or one that means something itself."""
        if word in self.ordinary:
            return True
        return bool(exact or self._is_another(word)) and all(written != word for written, _ in forms)

    def _meaning(self, typed: tuple[str, ...], senses: tuple[Sense, ...]) -> Meaning:
        """The meaning of a phrase as it was typed; made once."""
        known = self._meanings.get(typed)
        if known is None:
            known = meaning(senses)
            if len(self._meanings) < MOST_MEANINGS:
                self._meanings[typed] = known
        return known

    def parts(self, found: Sequence[str], mention: Mention) -> list[Mention]:
        """The shorter mentions inside a mention, at their places in the message."""
        inner = self.scan(found[mention.start : mention.end], most=mention.end - mention.start - 1)
        return [Mention(m.start + mention.start, m.end + mention.start, m.meaning) for m in inner]


def _mendable(words_: Iterable[str]) -> WordsByLength:
    return WordsByLength(word for word in words_ if len(word) >= 3 and not word.isdecimal())

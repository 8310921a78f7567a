"""In which language a message is: by its script, then by its words.

A word speaks for a language by its rank in that language's dictionary (languages/xx/words.txt, the commonest first) and
among its stop words and cues. Names of people, places and programmes speak for none. Other languages of the world, of
which only the commonest words are known (languages/others.yaml), stand beside ours, so that a message in one of them is
taken for what it is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.knowledge.knowledge import Knowledge
from bot.knowledge.language import LanguagePack
from bot.knowledge.others import OtherLanguage
from bot.matching.compiling import FALLBACK, named
from bot.matching.letters import Letters
from bot.matching.parts import spelt
from bot.matching.ranking import BORROWED, COMMON, UNKNOWN, packed, plain, ranking, unpacked
from bot.matching.scripts import script_of, script_of_all
from bot.matching.text import clean, tokens
from bot.matching.words import WordTable

LONGEST = 2_000
"""Letters of a message, and ..."""
MOST_WORDS = 60
"""... words by which its language is judged."""
ENOUGH = 300
"""Words and phrases that show the script of a language."""
REMEMBERED = 3_000
"""Words whose ranks are kept as they were read."""
MOST_SPELLINGS = 8
"""Ways to spell a word of another alphabet by which its language is judged."""
LONGEST_NAME = 8
"""Words of a name."""
SPELT = 2
"""What a word counts less that would be one in another alphabet ..."""
UNLIKELY = -3.0
"""... and what speaks against a language that is written in letters that are not its own, in nats."""
BEFORE, CLIENT, ENGLISH = 3.0, 1.5, 1.0
"""What speaks for the language of the conversation, for that of the person's Telegram and for English, in nats; twice
as much where a single word tells, and the language has it."""
ENGLISH_ALONE = 2.5
"""What speaks for English where neither of the others is known."""
NAMES_TELL = 2
"""Words of names from which they may tell a language ..."""
CLEARLY = 4.0
"""... and by how much they must speak for another one than that of the person's Telegram."""
LETTER = 3.0
"""What a letter of its own speaks for a language, in nats."""
FOREIGN = 5.0
"""By how much another language must lead ours to be believed ..."""
FOREIGN_WORDS = 2
"""... and how many of its words there must be."""
_BIT = math.log(2)
_KANA = re.compile("[\u3041-\u30ff]")
_UNSPACED = frozenset({"CJK", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR"})
"""Scripts in which one run of letters is several words."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Tells the languages of one knowledge, and of the world, apart."""

    scripts: dict[str, str]
    """Language -> its script."""
    ours: frozenset[str]
    table: WordTable
    """Word -> the languages that have it, with its rank in each."""
    looks: Letters
    """What words look like in each language, for those that none has."""
    names: frozenset[str]
    letters: dict[str, tuple[str, ...]]
    """A letter that only some other languages have -> those languages."""
    spelt: dict[str, dict[str, tuple[str, ...]]]
    """Language -> how it is written in Latin letters."""
    met: dict[str, dict[str, float]] = field(default_factory=dict, repr=False, compare=False)
    """Words that were looked up."""

    @classmethod
    def build(cls, knowledge: Knowledge, languages: Sequence[str]) -> Recogniser:
        """Over the languages given, and all others that the knowledge knows of."""
        packs = {code: knowledge.languages[code] for code in languages if code in knowledge.languages}
        ranks = ranking(knowledge, packs)
        scripts = {code: _script_of(pack) for code, pack in packs.items()}
        for code, other in knowledge.others.items():
            if code not in packs:
                scripts[code] = script_of_all(other.words) or other.script or ""
        return cls(
            scripts,
            frozenset(packs),
            WordTable({word: packed(found) for word, found in ranks.items()}),
            Letters.of(ranks),
            frozenset(_names(knowledge, packs)),
            _letters({code: other for code, other in knowledge.others.items() if code not in packs}),
            {code: _latin(pack) for code, pack in packs.items() if pack.transliteration},
        )

    def heard(self, text: str, *, before: str | None, client: str | None) -> tuple[str, str]:
        """The language to read a message in; and the one that it is in, where that is none of ours."""
        words = (token.text for token in tokens(clean(text)[:LONGEST]))
        found = list(islice((word for word in words if not any(c.isdecimal() for c in word)), MOST_WORDS))
        if _KANA.search(text):
            return before or client or FALLBACK, "ja"
        telling = self._telling(found)
        if not telling:
            return before or self._by_script(found) or self._by_names(found, client), ""
        script = self._script(telling)
        written = self._by_script([word for word in found if word not in telling]) if script == "LATIN" else ""
        if written and not any(self._is_common(word) for word in telling):
            return written, ""  # "workshop Чеджу 2018": a loan word beside names in one's own script
        telling = [word for word in telling if script_of(word) == script]
        scores = self._scores(telling, script, before, client)
        if not any(code in self.ours for code in scores):
            return before or client or FALLBACK, max(scores, key=lambda code: scores[code], default="und")
        best = max((code for code in scores if code in self.ours), key=lambda code: scores[code])
        other = max((code for code in scores if code not in self.ours), key=lambda code: scores[code], default="")
        if other and self._is_foreign(telling, scores[other] - scores[best], other):
            return best, other
        return best, ""

    def _by_names(self, found: Sequence[str], client: str | None) -> str:
        """The language of names alone: the Telegram's, unless they are clearly of another: "programa de seul"."""
        usual = client or FALLBACK
        words = [word for word in found if script_of(word) == "LATIN"]
        scores = (
            self._scores(words, "LATIN", None, client) if len(words) > 1 and self.scripts.get(usual) == "LATIN" else {}
        )
        best = max((code for code in scores if code in self.ours), key=lambda code: scores[code], default=usual)
        return best if scores.get(best, 0.0) - scores.get(usual, 0.0) >= CLEARLY else usual

    def _is_foreign(self, telling: Sequence[str], lead: float, other: str) -> bool:
        known = sum(other in self._ranks(word) for word in telling)
        letters = sum(other in self.letters.get(letter, ()) for word in telling for letter in word)
        return lead >= FOREIGN and (known >= FOREIGN_WORDS or letters >= 1)

    def _scores(self, telling: Sequence[str], script: str, before: str | None, client: str | None) -> dict[str, float]:
        """The log-likelihood of each language that is written like this; the one spoken before may be in any script."""
        favoured = {code for code in (before, client) if code and (script == "LATIN" or self.scripts[code] == script)}
        codes = {code for code, theirs in self.scripts.items() if theirs == script} | favoured
        codes |= set(self.spelt) if script == "LATIN" else set()
        scores = {c: 0.0 if self.scripts[c] == script or c in favoured else UNLIKELY for c in sorted(codes)}
        for word in telling:
            for code, gain in self._gains(word, codes, script).items():
                scores[code] += gain
        alone = self._ranks(telling[0]) if len(telling) == 1 else {}
        known = {code for code, rank in alone.items() if rank < BORROWED}
        english = ENGLISH if before or client else ENGLISH_ALONE
        for likely, weight in ((before, BEFORE), (client, CLIENT), (FALLBACK, english)):
            if likely in scores:
                scores[likely] += weight * (2 if likely in known else 1)
        return scores

    def _gains(self, word: str, codes: Collection[str], script: str) -> dict[str, float]:
        """What a word speaks for each language that has it, beside one that has not; or for those it looks like."""
        ranks = self._ranks(word)
        gains = {code: (UNKNOWN - rank) * _BIT for code, rank in ranks.items() if code in codes}
        if not ranks:
            looks = self.looks.strangeness(word, codes)
            gains = {code: -strange * _BIT for code, strange in looks.items()}
        for code in self.spelt if script == "LATIN" else ():
            if code in codes:
                spelt_gain = (UNKNOWN - self._rank_spelt(word, code) - SPELT) * _BIT
                gains[code] = max(0.0, spelt_gain, gains.get(code, 0.0))
        for letter in self.letters.keys() & set(word):
            for other in self.letters[letter]:
                if other in codes:
                    gains[other] = gains.get(other, 0.0) + LETTER
        return gains

    def _rank_spelt(self, word: str, code: str) -> float:
        """The rank of its likeliest spellings."""
        spellings = islice(spelt(word, self.spelt[code]), MOST_SPELLINGS)
        return min((self._ranks(one).get(code, UNKNOWN) for one in spellings), default=UNKNOWN)

    def _ranks(self, word: str) -> dict[str, float]:
        known = self.met.get(word)
        if known is None:
            found = self.table.get(word) or self.table.get(plain(word))
            known = unpacked(found) if found else {}
            if len(self.met) < REMEMBERED:
                self.met[word] = known
        return known

    def _telling(self, found: Sequence[str]) -> list[str]:
        """The words that belong to no name."""
        bare = [plain(word) for word in found]
        kept: list[str] = []
        at = 0
        while at < len(found):
            lengths = range(min(LONGEST_NAME, len(found) - at), 0, -1)
            name = next((length for length in lengths if " ".join(bare[at : at + length]) in self.names), 0)
            if not name:
                kept.append(found[at])
            at += name or 1
        return kept

    def _by_script(self, found: Sequence[str]) -> str:
        """The one language of ours that is written in the script of some names, where it is not Latin."""
        script = self._script(found) if found else "LATIN"
        ours = [code for code in sorted(self.ours) if self.scripts[code] == script]
        return ours[0] if ours and script != "LATIN" else ""

    def _script(self, found: Sequence[str]) -> str:
        """The script of most words; others count twice: Latin words are put into them, not they into Latin."""
        count: Counter[str] = Counter()
        for word in found:
            script = script_of(word)
            count[script] += 1 if script == "LATIN" else 2 * max(1, len(word) // 2 if script in _UNSPACED else 1)
        return max(count, key=lambda script: (count[script], script != "LATIN"))

    def _is_common(self, word: str) -> bool:
        return min(self._ranks(word).values(), default=UNKNOWN) < COMMON


def _names(knowledge: Knowledge, packs: Mapping[str, LanguagePack]) -> Iterator[str]:
    """The names of everything, in every language, as plain words."""
    known = [names for texts, _ in named(knowledge.facts) for names in texts.values()]
    known += [
        names for pack in packs.values() for place, names in pack.names.items() if not place.startswith("topics/")
    ]
    for names in known:
        for name in names:
            found = [plain(token.text) for token in tokens(clean(name))]
            if 0 < len(found) <= LONGEST_NAME:
                yield " ".join(found)


def _letters(others: Mapping[str, OtherLanguage]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, other in others.items():
        for letter in other.letters:
            found[letter] = (*found.get(letter, ()), code)
    return found


def _latin(pack: LanguagePack) -> dict[str, tuple[str, ...]]:
    return {latin: tuple(own.split("|")) for latin, own in pack.transliteration.items()}


def _script_of(pack: LanguagePack) -> str:
    words = (*pack.stop, *(phrase for cue in pack.cues.values() for phrase in cue))
    return script_of_all(words[:ENOUGH])

"""Questions that are alike, as staff see them: what was asked, how often, by how many, and what was said to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.answers.misses.gist import Gist
from bot.matching.text import words


@dataclass(frozen=True, slots=True)
class Miss:
    """One question that was not answered well."""

    number: int
    who: str
    """What stands for the person."""
    text: str
    language: str
    asked: float
    """Seconds since 1970."""
    why: str = ""
    """What was wrong with the reply."""
    entry: str = ""
    offered: tuple[str, ...] = ()
    """What was suggested instead of an answer."""
    gist: Gist = field(default=Gist(), repr=False)
    """What was read of it."""

    @property
    def folded(self) -> tuple[str, ...]:
        """Its words without case; as it stands, where it has none."""
        return tuple(words(self.text)) or (self.text,)


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which a group was asked."""

    text: str
    language: str
    people: int


class Group:
    """Questions that are alike, the earliest first; there is at least one."""

    __slots__ = ("_wordings", "count", "first", "languages", "last", "members", "people")

    def __init__(self, members: Iterable[Miss]) -> None:
        self.members = tuple(sorted(members, key=lambda miss: (miss.asked, miss.number)))
        self.people = len({miss.who for miss in self.members})
        self.first, self.last = self.members[0].asked, self.members[-1].asked
        asked: dict[tuple[str, tuple[str, ...]], dict[str, Miss]] = {}
        for miss in self.members:
            asked.setdefault((miss.language, miss.folded), {}).setdefault(miss.who, miss)
        self._wordings = sorted(asked.values(), key=lambda found: (-len(found), *_length(found)))
        self.count = sum(map(len, asked.values()))
        """Questions; what a person asks again in the same words is the same question."""
        self.languages = tuple(code for code, _ in _most(miss.language for miss in self.members))

    @property
    def number(self) -> int:
        """The number of the earliest question, by which the group is found again."""
        return self.members[0].number

    @property
    def numbers(self) -> list[int]:
        """The numbers of all questions."""
        return [miss.number for miss in self.members]

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """The ways in which it was asked, what most people said first."""
        first = [(next(iter(found.values())), len(found)) for found in self._wordings]
        return tuple(Wording(miss.text, miss.language, people) for miss, people in first)

    @property
    def text(self) -> str:
        """The wording that stands for all."""
        return self.wordings[0].text

    @property
    def whys(self) -> tuple[tuple[str, int], ...]:
        """What was wrong with the replies, and how often."""
        return _most(miss.why for miss in self.members)

    @property
    def offered(self) -> tuple[str, ...]:
        """What was suggested, the most frequent first."""
        return tuple(text for text, _ in _most(text for miss in self.members for text in miss.offered))

    @property
    def entries(self) -> tuple[str, ...]:
        """What was answered, or came nearest to an answer."""
        return tuple(entry for entry, _ in _most(miss.entry for miss in self.members if miss.entry))

    def weight(self) -> tuple[int, int, float, int]:
        """To sort by, the heaviest first: people, then questions, then what was asked of late."""
        return (-self.people, -self.count, -self.last, self.number)


def _length(found: dict[str, Miss]) -> tuple[int, str, str]:
    """Among wordings of as many people the shorter one stands for the group."""
    miss = next(iter(found.values()))
    return len(miss.text), miss.text, miss.language


def _most(found: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Each with how often it is there, the most frequent first, equal ones by alphabet."""
    return tuple(sorted(Counter(found).items(), key=lambda pair: (-pair[1], pair[0])))

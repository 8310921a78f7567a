"""What a question was found to ask, as values that the answers are composed from."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.knowledge.model import Delegation, TopicItem, Visit
from bot.matching.asks import Ask
from bot.matching.catalogue import Held
from bot.matching.scope import Premise


@dataclass(frozen=True, slots=True)
class Row:
    """The part of one edition that is asked for."""

    held: Held
    delegations: tuple[Delegation, ...] = ()
    topics: tuple[TopicItem, ...] = ()
    visits: tuple[Visit, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One way to understand the question, and the facts that answer it."""

    ask: Ask
    entry: str
    """Id of what answers: seoul-program/2016, regional-offices, refund-wrong-amount."""
    rows: tuple[Row, ...] = ()
    refs: tuple[str, ...] = ()
    """Ids of people, organisations, programmes, testimonials or news, as the ask has it."""
    without: tuple[Held, ...] = ()
    """Editions to which those who are asked for did not come."""
    place: str = ""
    """The place that is asked about, as kind:id, or as typed where the knowledge does not have it."""
    verdict: bool | None = None
    """Yes or no, where the question is one."""
    nods: bool = False
    """True where nothing but a yes or no is asked for."""
    negated: bool = False
    """True where the question is a negative one ("wasn't Kampala there?"), so that a bare yes could mean either."""
    selected: str = ""
    """The selector that picked the edition: first, latest, longest."""
    premises: tuple[Premise, ...] = ()
    """What the question takes for granted and is not so."""
    missing: bool = False
    """True where the question is understood and the facts do not say."""
    numbers: tuple[int, ...] = ()
    """Numbers that the question claims."""
    vocabulary: frozenset[str] = field(default=frozenset(), repr=False)
    """Stems of all words that this answer explains."""
    used: frozenset[int] = field(default=frozenset(), repr=False)
    """Mentions that it took into account."""
    names: frozenset[int] = field(default=frozenset(), repr=False)
    """Unknown words that it takes for a name."""
    bonus: float = 0.0
    """Preference among findings that explain the question equally well."""

"""Questions about what was taught and seen: topics, visits, format."""

from __future__ import annotations

from collections.abc import Iterator

from bot.knowledge.model import TopicItem, Visit
from bot.matching.asks import Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding, Row
from bot.matching.queries.editions import not_known
from bot.matching.senses import Kind
from bot.matching.view import View, entry_id


def topics(view: View) -> Iterator[Finding]:
    """The topics of the editions in scope."""
    if view.reading.values(Kind.TOPIC):
        return
    known = tuple(h for h in view.scope.editions if h.edition.topics)
    if view.scope.absent or (view.scope.narrowed and not known):
        yield not_known(view, Ask.TOPICS)
        return
    if not known:
        return
    yield Finding(
        Ask.TOPICS,
        entry_id(known, "topics"),
        rows=tuple(Row(h, topics=h.edition.topics) for h in known),
        premises=view.scope.premises,
        selected=view.selected,
        used=view.scope.used,
        vocabulary=view.vocabulary_of(known, "title"),
        bonus=0.0 if view.about_something else -0.02,
    )


FEW_WORDS = 8
"""A subject in so few words is a question; in more of them something must say that trainings are meant."""
_ABOUT_TRAININGS = frozenset(
    ["topic", "teach", "training", "workshop", "webinar", "program", "edition", "when", "year", "where"]
)


def covered(view: View) -> Iterator[Finding]:
    """Where a subject was covered."""
    asked = frozenset(view.reading.values(Kind.TOPIC))
    if "webinar" in view.cues:
        return
    leftovers = view.unknown_stems()
    if not asked and not (leftovers and view.cues & {"topic", "teach"}):
        return
    told = "@story" in view.cues or len(view.reading.words) > FEW_WORDS
    if told and not view.cues & _ABOUT_TRAININGS and not view.about_something:
        return
    scope = tuple(h for h in view.scope.editions if h.edition.topics)
    everywhere = tuple(row for h in view.catalogue.held if (row := _matching(view, h, asked, leftovers)).topics)
    here = tuple(row for row in everywhere if row.held in scope)
    if not everywhere or view.scope.absent:
        return
    if view.about_something and not scope:
        yield not_known(view, Ask.COVERED)
        return
    yield Finding(
        Ask.COVERED,
        entry_id([row.held for row in here or everywhere], "covered"),
        rows=here or everywhere,
        refs=() if here else tuple(held.id for held in scope),
        verdict=bool(here) or bool(view.reading.focus and _asks_which(view)),
        selected=view.selected,
        premises=view.scope.premises,
        used=view.scope.used | view.mentioned(Kind.TOPIC, Kind.ITEM) | _place_words(view, here or everywhere),
        vocabulary=view.vocabulary_of([row.held for row in here or everywhere], "topics", "title"),
    )


def _asks_which(view: View) -> bool:
    """True for "which workshops covered it?" and "when was it covered?"; "did it cover ...?" stays with its edition."""
    return bool(view.cues & {"which", "when", "where", "year"})


def _matching(view: View, held: Held, asked: frozenset[str], leftovers: frozenset[str]) -> Row:
    """The topics of one edition that carry what is asked; unknown words must all stand in the title."""

    def fits(item: TopicItem) -> bool:
        title = view.vocabulary.stems(" ".join(item.title.values()))
        if asked:
            return not asked.isdisjoint(item.topics) or (bool(leftovers) and leftovers <= title)
        return leftovers <= title

    items = tuple(item for item in held.edition.topics if fits(item))
    full = asked and tuple(item for item in items if asked <= frozenset(item.topics))
    return Row(held, topics=full or items)


def _place_words(view: View, rows: tuple[Row, ...]) -> frozenset[int]:
    """Mentions of places that stand in the titles themselves (Korea in "Smart City Models in Korea")."""
    titles = view.vocabulary_of([row.held for row in rows], "topics")
    stem = view.vocabulary.stemmer
    return frozenset(
        i
        for i, m in view.reading.of(Kind.COUNTRY, Kind.CITY, Kind.REGION)
        if all(stem(word) in titles for word in view.reading.words[m.start : m.end])
        or any(view.vocabulary.stems(n) <= titles for n in _names(view, m.values(Kind.COUNTRY)))
    )


def _names(view: View, countries: tuple[str, ...]) -> list[str]:
    return [
        name
        for country in countries
        if country in view.catalogue.countries
        for names in view.catalogue.countries[country].names.values()
        for name in names[:1]
    ]


def common_topics(view: View) -> Iterator[Finding]:
    """Topics that several editions share."""
    if view.cues & {"people", "city", "country"} and "topic" not in view.cues:
        return  # "which cities were present in both?"
    known = tuple(h for h in view.scope.editions if h.edition.topics and h.edition.start)
    if not view.scope.narrowed and not view.scope.named:
        known = tuple(h for h in known if h.program.kind.value == "workshop")
    if len(known) < 2:
        return
    titles = [frozenset(_key(item) for item in h.edition.topics) for h in known]
    shared = frozenset.intersection(*titles)
    rows = tuple(Row(h, topics=tuple(i for i in h.edition.topics if _key(i) in shared)) for h in known)
    yield Finding(
        Ask.COMMON_TOPICS,
        entry_id(known, "common-topics"),
        rows=rows,
        verdict=bool(shared),
        used=view.scope.used | view.used_numbers(),
        vocabulary=view.vocabulary_of(known, "topics", "title"),
        bonus=0.02,
    )


def _key(item: TopicItem) -> str:
    return next(iter(item.title.values())).casefold()


def visits(view: View) -> Iterator[Finding]:
    """Where participants were taken."""
    if any("|visit|" in item for item in view.reading.values(Kind.ITEM)):
        return
    known = tuple(h for h in view.scope.editions if h.edition.visits)
    leftovers = view.unknown_stems()
    if known and not view.scope.absent:
        rows = tuple(Row(h, visits=_closer(view, h, leftovers)) for h in known)
        found = tuple(row for row in rows if row.visits)
        yield Finding(
            Ask.VISITS,
            entry_id(known, "visits"),
            rows=found or tuple(Row(h, visits=h.edition.visits) for h in known),
            premises=view.scope.premises,
            selected=view.selected,
            used=view.scope.used | view.mentioned(Kind.ITEM) | view.used_numbers(),
            vocabulary=view.vocabulary_of(known, "visits", "title"),
        )
        return
    programs = tuple(p for p in view.scope.programs if view.catalogue.programs[p].visits)
    if programs and not view.scope.absent:
        yield Finding(
            Ask.VISITS,
            f"{programs[0]}#visits",
            refs=programs,
            used=view.scope.used | view.mentioned(Kind.ITEM),
            vocabulary=frozenset().union(
                *(view.vocabulary.of(f"{p}#{part}") for p in programs for part in ("visits", "format", "about"))
            ),
        )
    elif view.about_something:
        told = [] if view.scope.narrowed else list(formats(view))
        yield from told or [not_known(view, Ask.VISITS)]


def _closer(view: View, held: Held, leftovers: frozenset[str]) -> tuple[Visit, ...]:
    """The visits that an unknown word of the question names; all where there is none."""
    if not leftovers:
        return held.edition.visits
    return tuple(
        visit
        for visit in held.edition.visits
        if leftovers & view.vocabulary.stems(" ".join(t for text in (visit.names, visit.about) for t in _texts(text)))
    )


def _texts(text: dict[str, str] | dict[str, tuple[str, ...]]) -> list[str]:
    return [t for value in text.values() for t in ([value] if isinstance(value, str) else value)]


_OF_A_VISIT = frozenset({"when", "where", "year", "named", "what_is", "which"})
"""Cues of a question that takes for granted that a place was visited."""


def visited(view: View) -> Iterator[Finding]:
    """Whether and when a certain place was visited."""
    asked = [value.split("|") for value in view.reading.values(Kind.ITEM)]
    wanted = {(owner, index) for owner, kind, index in asked if kind == "visit"}
    everywhere = tuple(
        Row(h, visits=found)
        for h in view.catalogue.held
        if (found := tuple(v for i, v in enumerate(h.edition.visits) if (h.id, str(i)) in wanted))
    )
    here = tuple(row for row in everywhere if row.held in view.scope.editions)
    if not everywhere or view.scope.absent:
        return
    if view.about_something and not any(held.edition.visits for held in view.scope.editions):
        yield not_known(view, Ask.VISITED)  # where nothing is known of visits, "no" would be a guess
        return
    yield Finding(
        Ask.VISITED,
        entry_id([row.held for row in here or everywhere], "visited"),
        rows=here or everywhere,
        verdict=bool(here) if here == () or not view.cues & _OF_A_VISIT else None,
        premises=view.scope.premises,
        used=view.scope.used | view.mentioned(Kind.ITEM, Kind.TOPIC),
        vocabulary=view.vocabulary_of([row.held for row in here or everywhere], "visits", "title"),
        bonus=0.01,
    )


def formats(view: View) -> Iterator[Finding]:
    """What a programme consists of; a part that is named makes it a yes-or-no question."""
    about = view.scope.programs if view.scope.named or view.scope.narrowed else ()
    programs = tuple(p for p in about if view.catalogue.programs[p].format)
    if view.scope.absent or (view.scope.narrowed and not view.scope.named):
        programs = ()
    asked = [value.split("|") for value in view.reading.values(Kind.ITEM)]
    parts = [(owner, int(index)) for owner, kind, index in asked if kind == "activity"]
    if len(parts) < len(asked):
        return
    if parts and not programs and not view.about_something:
        programs = tuple(dict.fromkeys(owner for owner, _ in parts))
    vocabulary = view.vocabulary.of("organiser#format")
    if programs:
        own = [view.vocabulary.of(f"{p}#{key}") for p in programs for key in ("format", "about", "visits")]
        yield Finding(
            Ask.FORMAT,
            f"{programs[0]}#format",
            refs=programs,
            used=view.scope.used | view.mentioned(Kind.ITEM),
            verdict=any(owner in programs for owner, _ in parts) if parts else None,
            vocabulary=vocabulary.union(*own),
            bonus=-0.01,
        )
    elif not view.about_something and view.catalogue.facts.organiser and view.catalogue.facts.organiser.format:
        yield Finding(
            Ask.FORMAT,
            "trainings#format",
            used=view.scope.used | view.mentioned(Kind.ITEM),
            vocabulary=vocabulary,
            bonus=-0.01,
        )

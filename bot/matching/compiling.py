"""A language pack and the facts -> the lexicon and the reader of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.knowledge.language import LanguagePack
from bot.knowledge.model import Facts
from bot.knowledge.types import Names
from bot.matching.lexicon import Lexicon
from bot.matching.parts import Parts, Script
from bot.matching.reader import Grammar, Reader
from bot.matching.reading import EXCLUDING, TAGGED
from bot.matching.senses import Kind, Sense
from bot.matching.stemming import Stemmer
from bot.matching.text import fold, words

FALLBACK = "en"
"""Names in this language are recognised in questions of every language."""


def reader(pack: LanguagePack, facts: Facts, dictionary: Iterable[str], months: Sequence[tuple[str, int]]) -> Reader:
    """The reader of one language; ``months`` are the names and short names of the months with their numbers."""
    lexicon = Lexicon(
        Stemmer(pack.stemmer, pack.letters, pack.articles),
        map(fold, pack.ordinary),
        dictionary,
        marks=pack.marks,
        inflected=pack.inflected,
    )
    _add_words(lexicon, pack)
    own_months = ((name, int(number)) for number, names in pack.months.items() for name in names)
    for name, number in (*months, *own_months):
        _add_form(lexicon, name, Sense(Kind.MONTH, str(number)))
    for cue, phrases in pack.cues.items():
        for phrase in phrases:
            lexicon.add(phrase, Sense(Kind.CUE, cue))
    language = pack.language or FALLBACK
    for names, sense in named(facts):
        for name in [*names.get(language, ()), *(names.get(FALLBACK, ()) if language != FALLBACK else ())]:
            lexicon.add_name(name, sense)
    for text in texts(facts, language) if pack.spaces else ():
        lexicon.learn(text)
    letters = {latin: tuple(own.split("|")) for latin, own in pack.transliteration.items()}
    lexicon.close()
    script = Script(pack.spaces, pack.prefixes, pack.suffixes, letters, pack.relations_behind)
    spellings = {fold(typed): tuple(words(meant)) for typed, meant in pack.spellings.items()}
    in_figures = {at: word for word, at in reversed(months) if " " not in word}
    in_words = tuple(in_figures.get(number, "") for number in range(1, 13))
    grammar = Grammar(pack.relations_behind, bool(pack.tags), pack.syllables, in_words if all(in_words) else ())
    return Reader(lexicon, spellings, Parts(lexicon, script), grammar)


def _add_words(lexicon: Lexicon, pack: LanguagePack) -> None:
    for group, kind in (
        (pack.stop, Kind.STOP),
        (pack.story, Kind.STORY),
        (pack.joiners, Kind.JOINER),
        (pack.openers, Kind.OPENER),
        (pack.alternatives, Kind.ALTERNATIVE),
    ):
        for word in group:
            _add_form(lexicon, word, Sense(kind))
    for word in pack.negations:
        _add_form(lexicon, word, Sense(Kind.NEGATION, TAGGED if word in pack.tags else ""))
    for word in pack.exclusions:
        _add_form(lexicon, word, Sense(Kind.NEGATION, EXCLUDING))
    for groups, kind in ((pack.numbers, Kind.NUMBER), (pack.ordinals, Kind.ORDINAL), (pack.years, Kind.YEAR)):
        for value, forms in groups.items():
            for form in forms:
                _add_form(lexicon, form, Sense(kind, value))


def _add_form(lexicon: Lexicon, form: str, sense: Sense) -> None:
    """A single word in just this form; several words, or one that is told apart, as a phrase."""
    if len(words(form)) > 1:
        lexicon.add(form, sense)
    else:
        lexicon.add_exact(form, sense)


def named(facts: Facts) -> Iterator[tuple[Names, Sense]]:
    """Everything that has names, with what the names stand for."""
    for region in facts.regions:
        yield region.names, Sense(Kind.REGION, region.id)
    for country in facts.countries:
        yield country.names, Sense(Kind.COUNTRY, country.id)
    for city in facts.cities:
        yield city.names, Sense(Kind.CITY, city.id)
    for organisation in facts.organisations:
        yield organisation.names, Sense(Kind.ORGANISATION, organisation.id)
    for person in facts.people:
        yield person.names, Sense(Kind.PERSON, person.id)
        yield _name_parts(person.names), Sense(Kind.PERSON, person.id)
    for topic in facts.topics:
        yield topic.names, Sense(Kind.TOPIC, topic.id)
    for testimonial in facts.testimonials:
        yield testimonial.names, Sense(Kind.TESTIMONIAL, testimonial.id)
    yield from _offices(facts)
    yield from _programs(facts)


def texts(facts: Facts, language: str) -> Iterator[str]:
    """The texts whose words people use when they ask for them."""
    for entry in facts.entries:
        yield from entry.questions.get(language, ())
    for item in facts.news:
        yield item.title.get(language, "")
        yield item.text.get(language, "")
    for testimonial in facts.testimonials:
        yield testimonial.text.get(language, "")
    for program in facts.programs:
        for activity in program.format:
            yield activity.title.get(language, "")
        for edition in program.editions:
            for topic in edition.topics:
                yield topic.title.get(language, "")


def _name_parts(names: Names) -> Names:
    """First and last names on their own; parts shared by two people name both."""
    shown = {language: forms[0] for language, forms in names.items() if forms}
    return {language: tuple(part for part in name.split() if len(part) > 2) for language, name in shown.items()}


def _offices(facts: Facts) -> Iterator[tuple[Names, Sense]]:
    if facts.offices:
        yield facts.offices.names, Sense(Kind.NETWORK, "offices")
        for office in facts.offices.offices:
            yield office.names, Sense(Kind.OFFICE, office.id)


def _programs(facts: Facts) -> Iterator[tuple[Names, Sense]]:
    for program in facts.programs:
        yield program.names, Sense(Kind.PROGRAM, program.id)
        for i, activity in enumerate(program.format):
            yield activity.names, Sense(Kind.ITEM, f"{program.id}|activity|{i}")
        for i, visit in enumerate(program.visits):
            yield visit.names, Sense(Kind.ITEM, f"{program.id}|facility|{i}")
        for edition in program.editions:
            owner = f"{program.id}/{edition.id}"
            yield edition.names, Sense(Kind.EDITION, owner)
            yield {k: (v,) for k, v in edition.title.items()}, Sense(Kind.EDITION, owner)
            for i, visit in enumerate(edition.visits):
                yield visit.names, Sense(Kind.ITEM, f"{owner}|visit|{i}")
            for i, delegation in enumerate(edition.attendance.delegations if edition.attendance else ()):
                yield delegation.names, Sense(Kind.ITEM, f"{owner}|delegation|{i}")

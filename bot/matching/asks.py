"""What can be asked, and by which cues a question shows it.

A rule names the cues that must be there (one of each group) and the cues that its answer explains. Cues are names for
word lists that every language pack brings; nothing here is a word of any language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ask(StrEnum):
    """What is asked."""

    WHEN = "when"
    SINCE = "since"
    DURATION = "duration"
    WHERE = "where"
    ORGANISERS = "organisers"
    ROLE = "role"
    COUNT_PEOPLE = "count-people"
    COUNT_COUNTRIES = "count-countries"
    COUNT_CITIES = "count-cities"
    COUNT_EDITIONS = "count-editions"
    PARTICIPANTS = "participants"
    RETURNING = "returning"
    ATTENDANCE = "attendance"
    TOPICS = "topics"
    COVERED = "covered"
    COMMON_TOPICS = "common-topics"
    VISITS = "visits"
    VISITED = "visited"
    FORMAT = "format"
    CONTACT = "contact"
    PERSON = "person"
    APPLY = "apply"
    DEADLINE = "deadline"
    CALL = "call"
    TESTIMONIALS = "testimonials"
    EDITIONS = "editions"
    NEXT = "next"
    PROGRAMS = "programs"
    ABOUT = "about"
    PURPOSE = "purpose"
    SIGNIFICANCE = "significance"
    TITLE = "title"
    DIFFERENCE = "difference"
    OFFICES = "offices"
    OFFICE_AT = "office-at"
    HOSTING = "hosting"
    FUNCTIONS = "functions"
    BENEFITS = "benefits"
    SEEKING = "seeking"
    OFFICE_PROGRAMS = "office-programs"
    NEWS = "news"
    ENTRY = "entry"


LIGHT = frozenset(
    {"held", "training", "workshop", "webinar", "program", "edition", "world", "what_is", "which", "existing"}
)
"""Cues that need no explanation by any answer."""

WEAK = frozenset(
    {"people", "attend", "city", "country", "institution", "origin", "list", "named", "year", "month", "both"}
)
"""Cues that say little of what is asked: they go with many asks."""

SELECTORS = ("first", "latest", "longest", "shortest", "previous", "following")
"""Cues that pick one edition."""
EXTREMES = frozenset({"first", "latest", "longest", "shortest"})
"""Those of them that one question may use together: "the first and the last"."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How one thing is asked."""

    ask: Ask
    needs: tuple[frozenset[str], ...] = ()
    """Groups of cues; one of each must be there."""
    absorbs: frozenset[str] = LIGHT
    """All cues that an answer to this explains."""
    core: frozenset[str] = frozenset()
    """All cues of the needed groups."""

    def applies(self, cues: frozenset[str]) -> bool:
        """True where one cue of every needed group is there."""
        return all(not group.isdisjoint(cues) for group in self.needs)


def _rule(ask: Ask, *needs: str, absorbs: str = "") -> Rule:
    groups = tuple(frozenset(group.split()) for group in needs)
    core = frozenset().union(*groups)
    return Rule(ask, groups, LIGHT.union(absorbs.split(), core), core)


_TIME = "when start end since year month announced"
_COMING = "people attend"

RULES: tuple[Rule, ...] = (
    _rule(Ask.WHEN, _TIME, absorbs="organise attend duration list first both"),
    _rule(Ask.COUNT_PEOPLE, "@figure", "people attend", absorbs="city country list held"),
    _rule(Ask.COUNT_PEOPLE, "more", "people attend", absorbs="year edition how_many when both difference"),
    _rule(Ask.COUNT_COUNTRIES, "more", "country", absorbs="people attend origin year edition how_many when both"),
    _rule(Ask.COUNT_CITIES, "more", "city", absorbs="people attend origin year edition how_many when both"),
    _rule(Ask.COUNT_COUNTRIES, "@figure", "country", absorbs="people attend origin list"),
    _rule(Ask.SINCE, "since start", absorbs="when year month first organise offered how duration teach"),
    _rule(Ask.DURATION, "duration", absorbs="how_many when start end"),
    _rule(
        Ask.WHERE, "where", absorbs="organise organiser host city country teach attend list institution start end both"
    ),
    _rule(Ask.WHERE, "institution", "held", absorbs="where organise"),
    _rule(Ask.WHERE, "city country", "organise organiser host held", absorbs="where"),
    _rule(Ask.WHERE, "held organise host", absorbs="where both city purpose"),
    _rule(
        Ask.ORGANISERS,
        "organise organiser partner",
        "who institution list named role how_many",
        absorbs="attend announced country offered people",
    ),
    _rule(Ask.ORGANISERS, "organiser partner organise", absorbs="who institution list named role people"),
    _rule(Ask.ORGANISERS, "institution", absorbs="attend who role list named"),
    _rule(Ask.ORGANISERS, "@organisation", "organise organiser partner", absorbs="who year when role attend"),
    _rule(Ask.ORGANISERS, "@organisation", "role attend", absorbs="who organise partner"),
    _rule(Ask.ROLE, "role function organise format teach special", absorbs="institution"),
    _rule(Ask.ROLE, "@organisation", "@city", absorbs="attend"),
    _rule(Ask.ROLE, "@organisation", "attend people role", absorbs="list"),
    _rule(Ask.COUNT_PEOPLE, "how_many", "people attend", absorbs="start city country list who teach origin where both"),
    _rule(Ask.COUNT_COUNTRIES, "how_many", "country", absorbs="people attend origin list"),
    _rule(Ask.COUNT_CITIES, "how_many", "city", absorbs="people attend origin list"),
    _rule(
        Ask.COUNT_EDITIONS,
        "how_many frequency",
        "edition training workshop webinar program held @program",
        absorbs="list organise year offered start first since",
    ),
    _rule(Ask.COUNT_EDITIONS, "@figure", "edition", absorbs="list organise held year offered existing"),
    _rule(
        Ask.PARTICIPANTS,
        "people attend city country origin",
        absorbs="who list origin where named institution organiser year both visit how_many",
    ),
    _rule(Ask.RETURNING, "both", "people attend city country", absorbs="who list origin named year"),
    _rule(Ask.ATTENDANCE, absorbs="attend people city country origin list when year month both who where visit"),
    _rule(Ask.TOPICS, "topic teach", absorbs="list people attend named format both how_many year"),
    _rule(
        Ask.COVERED,
        absorbs="topic teach how when year month where "
        "list people attend named format offered role "
        "first latest both visit say",
    ),
    _rule(Ask.COMMON_TOPICS, "both difference", "topic teach", absorbs="year named list"),
    _rule(
        Ask.VISITS,
        "visit",
        absorbs="where people attend list city institution named who topic teach format how_many year when month",
    ),
    _rule(
        Ask.VISITED, absorbs="purpose visit where people attend when year month institution named list city first topic"
    ),
    _rule(Ask.FORMAT, "format", absorbs="people attend list how named institution offered where teach topic visit"),
    _rule(Ask.FORMAT, "@item", absorbs="people attend list offered teach topic visit format both"),
    _rule(
        Ask.CONTACT,
        "contact email",
        absorbs="who people how named apply where attend list institution say announced both",
    ),
    _rule(Ask.CONTACT, "@person", absorbs="who people named list"),
    _rule(Ask.PERSON, absorbs="who position role people attend where city country organise institution named contact"),
    _rule(
        Ask.APPLY,
        "apply form",
        absorbs="novel how where when next start "
        "announced call attend people online first "
        "host who email contact end year offered city institution country announced training",
    ),
    _rule(Ask.APPLY, "how", "attend people", absorbs="apply next city training country first"),
    _rule(Ask.DEADLINE, "deadline", absorbs="apply call when next start announced end how year attend city people"),
    _rule(
        Ask.CALL, "call", absorbs="apply announced when next novel start end how where year month email people attend"
    ),
    _rule(
        Ask.TESTIMONIALS,
        "testimonial say",
        absorbs="testimonial people attend who list city named "
        "country institution origin position organise teach "
        "topic first year role visit contact",
    ),
    _rule(Ask.TESTIMONIALS, "position", "@city @country", absorbs="who people attend origin named what_is"),
    _rule(Ask.TESTIMONIALS, "@testimonial", absorbs="position where origin who city country named people attend"),
    _rule(
        Ask.EDITIONS,
        "list year edition training workshop held news both existing @selected",
        absorbs="start when year month duration offered named organise special how_many next",
    ),
    _rule(
        Ask.NEXT,
        "next",
        absorbs="city country novel when year month announced "
        "start organise offered list duration attend where "
        "teach online first edition people",
    ),
    _rule(
        Ask.NEXT,
        "novel",
        "training workshop webinar program edition when",
        absorbs="next when year month announced start organise offered list attend where online",
    ),
    _rule(
        Ask.PROGRAMS,
        "program training webinar",
        "list offered organise teach existing what_is",
        absorbs="people attend city how_many topic what_is member",
    ),
    _rule(Ask.ABOUT, absorbs="format organise list teach topic named what_is function news"),
    _rule(Ask.PURPOSE, "purpose", absorbs="organise start attend people teach offered first"),
    _rule(Ask.SIGNIFICANCE, "special purpose", absorbs="first people attend"),
    _rule(Ask.NEWS, "news announced say held training webinar", absorbs="when year month list organise first both"),
    _rule(Ask.TITLE, "named", absorbs="topic list previous"),
    _rule(Ask.DIFFERENCE, "difference", absorbs="both how"),
    _rule(Ask.OFFICES, "list how_many offered where existing", absorbs="city country named who position next"),
    _rule(Ask.OFFICES, absorbs="offered list where named next city"),
    _rule(
        Ask.OFFICE_AT, absorbs="offered list where city country origin named contact expansion attend host next start"
    ),
    _rule(Ask.HOSTING, "how", "city host apply", absorbs="host apply who city people start role next offered country"),
    _rule(
        Ask.HOSTING,
        "select host apply",
        absorbs="select host apply who how city "
        "people organise start role next "
        "organiser expansion contact institution country where attend form function",
    ),
    _rule(
        Ask.FUNCTIONS, "function format purpose organise", absorbs="role teach organise people attend member partner"
    ),
    _rule(
        Ask.BENEFITS,
        "benefit",
        absorbs="host city organiser select organise purpose start function role when if format",
    ),
    _rule(
        Ask.SEEKING,
        "expansion next novel",
        absorbs="where host city country start "
        "next list organise offered year "
        "continent announced select origin institution",
    ),
    _rule(
        Ask.OFFICE_PROGRAMS,
        "training webinar program teach",
        absorbs="organise partner offered organise start since when year "
        "teach format people next list host city first member",
    ),
    _rule(Ask.OFFICE_PROGRAMS, "since start when", absorbs="training organise offered year host"),
)

_ALWAYS = frozenset(number for number, rule in enumerate(RULES) if not rule.needs)
_BY_CUE: dict[str, frozenset[int]] = {
    cue: frozenset(number for number, rule in enumerate(RULES) if rule.needs and cue in rule.needs[0])
    for cue in frozenset().union(*(rule.needs[0] for rule in RULES if rule.needs))
}


def applying(cues: frozenset[str]) -> list[Rule]:
    """The rules that apply to the cues, in their order."""
    found = _ALWAYS.union(*(_BY_CUE[cue] for cue in cues if cue in _BY_CUE))
    return [rule for rule in (RULES[number] for number in sorted(found)) if rule.applies(cues)]

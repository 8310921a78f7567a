"""The languages beside English: what they lack, what is stale, what stands nowhere in the facts, what differs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from string import Formatter

from bot.knowledge.checks.draft import Draft
from bot.knowledge.language import ANY, DAY, DAYS
from bot.knowledge.loaded import Key
from bot.knowledge.localising import SOURCE, named_places, told_places
from bot.knowledge.nearest import hint
from bot.knowledge.problems import Problem
from bot.knowledge.translation import Translation, sources
from bot.knowledge.wording import OUTDATED, Wording

_FIELD = re.compile(r"\{([^{}]*)\}")
_SHOWN = 4
"""Keys that one warning names."""


def unknown_places(draft: Draft) -> Iterator[Problem]:
    """A name, text or phrasing for something that the facts do not have."""
    known = {
        "names": set(named_places(draft.facts)),
        "texts": set(told_places(draft.facts)),
        "questions": {entry.id for entry in draft.facts.entries},
    }
    for code in draft.own_languages:
        pack = draft.knowledge.languages[code]
        for section, places in known.items():
            for place in getattr(pack, section):
                key = ("languages", code, section, place)
                if place not in places:
                    words = f"the facts have nothing at {place!r}{hint(place, places) or '; remove it'}"
                    yield draft.problem(key, words, "warning")


def unknown_forms(draft: Draft) -> Iterator[Problem]:
    """A form of a name for something that the facts do not have, or one without a rule for all the rest."""
    places = {*named_places(draft.facts), ANY, DAY, DAYS}
    for code in draft.own_languages:
        for form, rules in draft.knowledge.languages[code].forms.items():
            key = ("languages", code, "forms", form)
            if ANY not in rules:
                words = f"{form!r} has no rule for all the rest; write one under {ANY!r}: ... {{name}}"
                yield draft.problem(key, words)
            if not form.isidentifier():
                yield draft.problem(key, f"{form!r} cannot stand in a field; use letters, figures and _ only")
            if (DAY in rules) != (DAYS in rules):
                yield draft.problem(key, f"a form of dates has two rules: {DAY!r} for one day, {DAYS!r} for several")
            for place, rule in rules.items():
                yield from _odd_fields(draft, (*key, place), rule, RULE_FIELDS.get(place, ("name",)))
                if place not in places:
                    words = f"the facts have nothing at {place!r}{hint(place, places) or '; remove it'}"
                    yield draft.problem((*key, place), words, "warning")


RULE_FIELDS = {DAYS: ("name", "first", "last")}
"""The fields of a rule, where it has others than {name}."""


def _odd_fields(draft: Draft, key: Key, rule: str, known: Collection[str]) -> Iterator[Problem]:
    odd = sorted(set(_FIELD.findall(rule)) - set(known))
    if odd:
        fields = ", ".join(f"{{{field}}}" for field in known)
        yield draft.problem(key, f"this rule has no field {{{odd[0]}}}{hint(odd[0], known) or ''}; known: {fields}")


def untranslated(draft: Draft) -> Iterator[Problem]:
    """What English has and another language does not, and what English has changed since: by section."""
    for translation in _translations(draft):
        code = translation.code
        yield from _by_section(draft, code, list(translation.missing()), "not in this language; English serves instead")
        never = translation.never_compared()
        yield from _by_section(draft, code, never, "not noted as compared with the English")
        stale = [key for key in translation.stale() if key not in set(never)]
        told = [key for key in stale if key.startswith("texts/")]
        yield from _by_section(draft, code, told, OUTDATED)
        rest = [key for key in stale if key not in told]
        yield from _by_section(draft, code, rest, "stale: the English has changed since it was compared")


def other_fields(draft: Draft) -> Iterator[Problem]:
    """A sentence that leaves out what the English one says."""
    for translation in _translations(draft):
        code = translation.code
        for key, wording in translation.source.items():
            own = translation.own(key)
            section, _, name = key.partition("/")
            if own is None or section not in ("templates", "phrases"):
                continue
            gone = sorted(_fields(wording) - _fields(own) - {"count"})
            if gone:
                fields = ", ".join(f"{{{field}}}" for field in gone)
                words = f"the English sentence says {fields} as well; this one does not"
                yield draft.problem(("languages", code, section, name), words, "warning")


def _translations(draft: Draft) -> Iterator[Translation]:
    codes = _written(draft)
    source = sources(draft.knowledge) if codes else {}
    return (Translation(draft.knowledge, code, source) for code in codes)


def _written(draft: Draft) -> list[str]:
    """The languages that speak, English apart, as far as their files are in this folder."""
    if not draft.knowledge.strict or SOURCE not in draft.knowledge.languages:
        return []
    packs = ((code, draft.knowledge.languages[code]) for code in draft.own_languages if code != SOURCE)
    return [code for code, pack in packs if pack.cues and pack.templates]


def _by_section(draft: Draft, code: str, keys: list[str], what: str) -> Iterator[Problem]:
    sections: dict[str, list[str]] = {}
    for key in keys:
        section, _, name = key.partition("/")
        sections.setdefault(section, []).append(name)
    for section, names in sections.items():
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        found = ", ".join(map(repr, names[:_SHOWN]))
        advice = f"see `wego-bot translate {code}`"
        yield draft.problem(("languages", code, section), f"{section} {what}: {found}{more}; {advice}", "warning")


def _fields(wording: Wording) -> frozenset[str]:
    texts = [wording] if isinstance(wording, str) else list(wording.values()) if isinstance(wording, Mapping) else []
    try:
        return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name)
    except ValueError:
        return frozenset()  # another rule tells of the braces

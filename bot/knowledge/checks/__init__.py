"""Rules across the whole knowledge: what one file's validation cannot see.

Each rule is a small function that yields problems; `_RULES` lists them. Errors are what would make the bot say
something wrong or fail; what only makes it weaker is a warning, so that a folder from elsewhere still loads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.knowledge.checks.announcements import announced_languages, announced_things, announcements
from bot.knowledge.checks.dates import application_windows, edition_dates, parts_of_a_year, testimonial_years
from bot.knowledge.checks.draft import Draft
from bot.knowledge.checks.entries import entries_without_questions, repeated_phrasings
from bot.knowledge.checks.gaps import cases_without_messages, empty_names, languages_without_a_pack
from bot.knowledge.checks.markup import markup
from bot.knowledge.checks.packs import cue_brackets, numbers, spellings, stemmers
from bot.knowledge.checks.references import cities_in_other_countries, dangling_references, malformed_references
from bot.knowledge.checks.scripts import mixed_scripts
from bot.knowledge.checks.templates import missing_templates, template_fields
from bot.knowledge.checks.translations import other_fields, unknown_forms, unknown_places, untranslated
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.loaded import Positions
from bot.knowledge.problems import Problem

Rule = Callable[[Draft], Iterator[Problem]]

_RULES: tuple[Rule, ...] = (
    edition_dates,
    parts_of_a_year,
    application_windows,
    announcements,
    entries_without_questions,
    repeated_phrasings,
    empty_names,
    cases_without_messages,
    mixed_scripts,
    markup,
    malformed_references,
    template_fields,
    missing_templates,
    cue_brackets,
    spellings,
    numbers,
    stemmers,
)

_RULES_OF_THE_WHOLE: tuple[Rule, ...] = (
    dangling_references,
    announced_things,
    announced_languages,
    cities_in_other_countries,
    testimonial_years,
    languages_without_a_pack,
    unknown_forms,
    unknown_places,
    untranslated,
    other_fields,
)
"""These look for something elsewhere, which may stand in a file that could not be read."""


def check(
    knowledge: Knowledge,
    positions: Positions,
    question_files: tuple[str, ...] = (),
    *,
    own_languages: tuple[str, ...] = (),
    complete: bool = True,
) -> list[Problem]:
    """All problems across the files; `complete` is False where some file could not be read."""
    draft = Draft(knowledge, positions, question_files, own_languages)
    rules = (*_RULES, *_RULES_OF_THE_WHOLE) if complete else _RULES
    return [problem for rule in rules for problem in rule(draft)]

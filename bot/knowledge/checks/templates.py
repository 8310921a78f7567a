"""The sentences of the language packs: their names, their {fields} and their plural forms."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from string import Formatter

from bot.knowledge.checks.draft import Draft
from bot.knowledge.fields import TEAM, TEMPLATE_FIELDS
from bot.knowledge.loaded import Key
from bot.knowledge.nearest import hint
from bot.knowledge.problems import Problem

FALLBACK = "en"
"""The language that serves what the others lack."""

PLURALS = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR; a language uses some of them, and always `other`."""


def template_fields(draft: Draft) -> Iterator[Problem]:
    """A sentence the program never says, a field it never fills, braces that do not close."""
    for code, pack in draft.knowledge.languages.items():
        for section, templates in (("templates", pack.templates), ("phrases", pack.phrases)):
            for name, template in templates.items():
                key: Key = ("languages", code, section, name)
                if TEMPLATE_FIELDS and name not in TEMPLATE_FIELDS:
                    words = f"the program has no sentence {name!r}{hint(name, TEMPLATE_FIELDS) or '; remove it'}"
                    yield draft.problem(key, words, "warning")
                known = TEMPLATE_FIELDS.get(name)
                if isinstance(template, str):
                    yield from _text_problems(draft, key, template, known, pack.forms)
                else:
                    yield from _plural_problems(draft, key, template, known, pack.forms)


def missing_templates(draft: Draft) -> Iterator[Problem]:
    """A pack that brings both sections should say all that the program says; English serves where another does not."""
    for code, pack in draft.knowledge.languages.items():
        wanted = {name for name in TEMPLATE_FIELDS if code == FALLBACK or not name.startswith(TEAM)}
        missing = sorted(wanted - set(pack.templates) - set(pack.phrases))
        if not (pack.templates and pack.phrases and missing):
            continue
        own = code == FALLBACK
        words = "write them" if own else "they will be said in English"
        names = ", ".join(map(repr, missing))
        yield draft.problem(
            ("languages", code, "templates"), f"sentences are missing: {names}; {words}", "error" if own else "warning"
        )


def _plural_problems(
    draft: Draft, key: Key, plurals: dict[str, str], known: frozenset[str] | None, forms: Collection[str]
) -> Iterator[Problem]:
    if "other" not in plurals:
        yield draft.problem(key, "the plural form 'other:' is missing; it serves where no other form does")
    for form, text in plurals.items():
        if form not in PLURALS:
            words = f"{form!r} is no plural form{hint(form, PLURALS)} Known are: {', '.join(PLURALS)}"
            yield draft.problem((*key, form), words)
        yield from _text_problems(draft, (*key, form), text, None if known is None else known | {"count"}, forms)


def _text_problems(
    draft: Draft, key: Key, text: str, known: frozenset[str] | None, forms: Collection[str]
) -> Iterator[Problem]:
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        yield draft.problem(key, "a brace { or } has no partner; write {{ or }} where the brace itself is meant")
        return
    for _, name, form, conversion in parts:
        if name is None:
            continue
        odd = not name.isidentifier() or conversion or (form and not form.isidentifier())
        if odd:
            found = f"{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}"
            yield draft.problem(key, f"expected a field such as {{name}}, found {{{found}}}")
        elif form and form not in forms:
            words = f"this language has no form {form!r}{hint(form, forms) or '; see forms: in its folder'}"
            yield draft.problem(key, words)
        elif known is not None and name not in known:
            found = hint(name, known) or (f"; known are: {', '.join(sorted(known))}" if known else "; it has none")
            yield draft.problem(key, f"this sentence has no field {{{name}}}{found}")

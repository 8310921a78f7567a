"""Marks of other programs in the texts that participants read: they would be shown as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.knowledge.checks.draft import Draft
from bot.knowledge.problems import Problem

_FIELD = re.compile(r"\{\s*\w*\s*\}")
_TAG = re.compile(r"""</?[A-Za-z][A-Za-z0-9]*(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))*\s*/?>|<!--""")
_LINK = re.compile(r"!?\[[^\]\n]*\]\(\s*(?:[a-z]+:|www\.|/)[^)\s]*[^)\n]*\)", re.IGNORECASE)

_ALLOWED = "write plain text; an empty line begins a new paragraph"
_RULES = (
    (_FIELD, "nothing is filled in for {found!r} here: fields belong to the sentences of languages/; write the words"),
    (_TAG, "the HTML {found!r} would be shown as it stands; " + _ALLOWED),
    (_LINK, "the Markdown link {found!r} would be shown as it stands; {links}"),
)


def markup(draft: Draft) -> Iterator[Problem]:
    """Each text, one per language, that holds a {field}, HTML or a Markdown link."""
    for key, value in draft.values:
        for language, text in value.items() if isinstance(value, dict) else ():
            if not isinstance(text, str) or not ("{" in text or "<" in text or "](" in text):
                continue
            links = (
                "put it below 'links:', with 'url:' and 'label:'"
                if key[0] in ("entries", "announcements")
                else "write the words alone"
            )
            for pattern, words in _RULES:
                found = pattern.search(text)
                if found:
                    shown = found[0] if len(found[0]) <= 40 else f"{found[0][:37]}..."
                    yield draft.problem((*key, language), words.format(found=shown, links=links))

"""Names in the forms that the sentences of a language want: with an article, in a case, behind a preposition.

A pack names its forms itself (``de``, ``gen``, ``in``) and says how each thing stands in them; a template asks for one:
``{edition:de}``. What has no form of its own takes the rule that the pack gives for ``any``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from bot.answers import dates
from bot.knowledge.language import ANY, DAY, DAYS


class Name(str):
    """What something is called, with a way to the other forms of it; copied and pickled, it is a plain text."""

    formed: Callable[[str], str]

    def __new__(cls, text: str, formed: Callable[[str], str]) -> Name:
        made = super().__new__(cls, text)
        made.formed = formed
        return made

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


class Forms:
    """The forms of one language: form -> place of the facts -> the name in it."""

    def __init__(self, rules: Mapping[str, Mapping[str, str]], locale: str) -> None:
        self._rules = rules
        self._locale = locale

    def of(self, name: str, form: str) -> str:
        """A name in a form; a place that somebody typed, and that the facts do not have, by the rule for any."""
        return name.formed(form) if isinstance(name, Name) else self._by_rule(form, ANY, name=name)

    def name(self, text: str, place: str) -> Name:
        """A thing of the facts."""
        return Name(text, lambda form: self._by_rule(form, place, name=text))

    def made_of(self, names: Sequence[str], make: Callable[[Sequence[str]], str]) -> Name:
        """What is said with other names inherits their forms: an edition those of its programme, a list of all."""
        return Name(make(names), lambda form: make([self.of(name, form) for name in names]))

    def dates(self, start: dt.date, end: dt.date) -> Name:
        """A day, or a range of days."""
        text = dates.span(start, end, self._locale)
        if start == end:
            return Name(text, lambda form: self._by_rule(form, DAY, name=text))

        def several(form: str) -> str:
            first, last = dates.ends(start, end, self._locale)
            return self._by_rule(form, DAYS, name=text, first=first, last=last)

        return Name(text, several)

    def _by_rule(self, form: str, place: str, **fields: str) -> str:
        rules = self._rules.get(form, {})
        said = rules.get(place) or rules.get(ANY) or "{name}"
        for field, text in fields.items():
            said = said.replace(f"{{{field}}}", text)
        return said

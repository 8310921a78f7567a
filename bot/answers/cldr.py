"""The CLDR's data on a language, without what the bot never asks it for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_UNASKED = (
    "compact_currency_formats",
    "compact_decimal_formats",
    "compound_unit_patterns",
    "currency_formats",
    "currency_names",
    "currency_names_plural",
    "currency_symbols",
    "currency_unit_patterns",
    "meta_zones",
    "unit_display_names",
    "unit_patterns",
    "zone_formats",
)
"""Money, units and the long names of time: three fifths of what Babel would keep of every language for good."""


@lru_cache(maxsize=64)
def cldr(language: str) -> Locale:
    """A language as Babel knows it; ValueError or UnknownLocaleError where it does not."""
    from babel import Locale, localedata

    found = Locale.parse(language)
    data = localedata.load(str(found))
    for name in _UNASKED:
        data.pop(name, None)
    return found

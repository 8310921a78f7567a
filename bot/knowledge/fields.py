"""The sentences that the program says, and the {fields} it fills in each: the contract with the language packs."""

from __future__ import annotations

TEMPLATE_FIELDS: dict[str, frozenset[str]] = {}
"""Name of a template or phrase -> the fields it may use."""

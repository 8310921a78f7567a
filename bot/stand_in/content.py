"""What a message says: text or caption, parse mode or entities, lengths."""

from __future__ import annotations

from typing import Any

from bot.stand_in.errors import bad
from bot.stand_in.html_text import parse_html
from bot.stand_in.params import Params
from bot.stand_in.texts import Text, detected, ordered, trimmed, units

TEXT = 4096
CAPTION = 1024


def read_text(params: Params) -> Text:
    """The text of a message."""
    return checked_text(params.word("text"), params.word("parse_mode"), params.structure("entities"))


def checked_text(source: str, mode: str, entities: Any = None) -> Text:
    """Parsed, not empty, and not too long after parsing."""
    if not source:
        raise bad("message text is empty")
    text = formatted(source, mode, entities)
    if not text.text:
        raise bad("text must be non-empty")
    if units(text.text) > TEXT:
        raise bad("message is too long")
    return detected(text)


def read_caption(params: Params) -> Text:
    """The caption of a photo or document; may be empty."""
    text = formatted(params.word("caption"), params.word("parse_mode"), params.structure("caption_entities"))
    if units(text.text) > CAPTION:
        raise bad("message caption is too long")
    return detected(text)


def formatted(source: str, mode: str, entities: Any = None) -> Text:
    """By parse mode (HTML or none: the stand-in knows no Markdown) or by ready entities."""
    if mode.lower() == "html":
        return trimmed(parse_html(source))
    if mode and mode.lower() != "none":
        raise bad("unsupported parse_mode")
    if entities is None:
        return trimmed(Text(source))
    if not isinstance(entities, list) or not all(_is_entity(entity) for entity in entities):
        raise bad("can't parse entities: expected an array of MessageEntity objects")
    size = units(source)
    inside = [entity for entity in entities if 0 <= entity["offset"] < entity["offset"] + entity["length"] <= size]
    return trimmed(Text(source, ordered(inside)))


def _is_entity(entity: Any) -> bool:
    if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
        return False
    return isinstance(entity.get("offset"), int) and isinstance(entity.get("length"), int)

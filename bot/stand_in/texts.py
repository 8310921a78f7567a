"""Texts with entities: UTF-16 offsets, what Telegram detects by itself, what it trims."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.stand_in.errors import Json

ENTITIES = 100
"""Telegram keeps so many entities of a message and ignores the rest."""

OPAQUE = frozenset({"code", "pre", "text_link", "text_mention"})
"""Inside these nothing is detected."""

_LINK = re.compile(r"(?:https?|tg|ton)://[^\s]+", re.IGNORECASE)
_SIGNS = re.compile(r"[/@#:]")
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]])"
    r"|(?P<email>(?<![\w.@])[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?P<bot_command>(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@]))"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z0-9_]{3,32}(?![\w@]))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)",
)


@dataclass(slots=True)
class Text:
    """A text as the receiver sees it."""

    text: str
    entities: list[Json] = field(default_factory=list)

    def fields(self, caption: bool = False) -> Json:
        """As part of a message."""
        names = ("caption", "caption_entities") if caption else ("text", "entities")
        found: Json = {names[0]: self.text} if self.text else {}
        if self.entities:
            found[names[1]] = self.entities
        return found


def units(text: str) -> int:
    """Length in UTF-16 code units, which is how Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def trimmed(text: Text) -> Text:
    """Without white space at both ends, as Telegram stores it; entities move along."""
    bare = text.text.strip()
    if bare == text.text:
        return text
    before = units(text.text) - units(text.text.lstrip())
    size = units(bare)
    kept = []
    for entity in text.entities:
        start = max(entity["offset"] - before, 0)
        end = min(entity["offset"] - before + entity["length"], size)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return Text(bare, kept)


def detected(text: Text) -> Text:
    """With the commands, mentions, addresses and hashtags that Telegram finds by itself."""
    if not _SIGNS.search(text.text):
        return text
    closed = [(e["offset"], e["offset"] + e["length"]) for e in text.entities if e["type"] in OPAQUE]
    added = []
    for match in _FOUND.finditer(text.text):
        start, length = units(text.text[: match.start()]), units(match.group())
        if not any(start < end and begin < start + length for begin, end in closed):
            added.append({"type": match.lastgroup, "offset": start, "length": length})
    if not added:
        return text
    return Text(text.text, ordered(text.entities + added))


def ordered(entities: list[Json]) -> list[Json]:
    """By place, the outer ones first."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))[:ENTITIES]


def nested(entities: list[Json]) -> list[Json]:
    """Code and pre hold nothing else, quotations do not nest; <pre><code class> gives the pre its language."""
    kept: list[Json] = []
    for entity in ordered(entities[::-1]):
        end = entity["offset"] + entity["length"]
        around = [e for e in kept if e["offset"] <= entity["offset"] and end <= e["offset"] + e["length"]]
        block = next((e for e in around if e["type"] in {"pre", "code"}), None)
        quotes = any("blockquote" in e["type"] for e in around)
        if block is not None:
            if block["type"] == "pre" and "language" in entity and entity["length"] == block["length"]:
                block["language"] = entity["language"]
        elif not (quotes and "blockquote" in entity["type"]):
            kept.append(entity)
    for entity in kept:
        if entity["type"] == "code":
            entity.pop("language", None)
    return kept


def checked_link(url: str) -> str:
    """The address as Telegram stores it, "" when it is none; a bare host gets its slash."""
    url = url.strip()
    if not _LINK.fullmatch(url):
        return ""
    scheme, _, rest = url.partition("://")
    return url if "/" in rest or "?" in rest or scheme.lower() in {"tg", "ton"} else f"{url}/"

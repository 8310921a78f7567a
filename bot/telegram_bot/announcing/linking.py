"""A button that opens an address, as staff type it: the address, and what shall stand on it in which language."""

from __future__ import annotations

import re
from typing import Final

from bot.announcements.announcement import LinkButton
from bot.matching.compiling import FALLBACK
from bot.telegram_bot.announcing.rendering import sentences_in
from bot.telegram_bot.announcing.timing import Wrong
from bot.telegram_bot.links import MOST
from bot.telegram_bot.services import Services

LONGEST: Final = 2048
"""Letters of an address: what browsers take."""
_ADDRESS = re.compile(r"https?://([^\s/?#@:]+\.[^\s/?#@:.]{2,})(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
_IN_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z]+)?)\s*[:\uff1a]\s*(.*)")


def link_of(services: Services, typed: str) -> LinkButton | Wrong:
    """The address comes first, the English label behind it; below it a line for each other one, as es: Postular."""
    first, *lines = typed.strip().splitlines() or [""]
    url, _, label = first.strip().partition(" ")
    if not _ADDRESS.fullmatch(url):
        whole = f"https://{url}"
        key = "team-link-whole" if _ADDRESS.fullmatch(whole) else "team-link-unread"
        return Wrong(key, {"text": url[:100] or "?", "link": whole[:100]})
    if len(url) > LONGEST:
        return Wrong("team-link-long", {"letters": len(url), "room": LONGEST})
    labels = {FALLBACK: label.strip()} if label.strip() else {}
    for line in filter(str.strip, lines):
        found = _IN_LANGUAGE.fullmatch(line)
        if found is None or found[1].casefold() not in services.languages or not found[2].strip():
            return Wrong("team-link-language", {"text": line.strip()[:60], "languages": ", ".join(services.languages)})
        labels[found[1].casefold()] = found[2].strip()
    long = next((one for one in labels.values() if len(one) > MOST), None)
    if long is not None:
        return Wrong("team-link-label", {"text": long[:MOST], "letters": len(long), "room": MOST})
    if not labels:
        labels = {code: sentences_in(services, code).text("announcement-apply") for code in services.languages}
    labels.setdefault(FALLBACK, services.sentences().text("announcement-apply"))
    return LinkButton(url, labels)

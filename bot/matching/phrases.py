"""The notation of cue phrases: ``[the] date(s|)``, ``(sign|signed) up`` -> every plain phrase it stands for."""

from __future__ import annotations

import re

MOST = 200
"""Plain phrases that one pattern may stand for."""

_PART = re.compile(r"\[[^][()]*\]|\([^][()]*\)|[^][()]+")


def expand(pattern: str) -> list[str]:
    """All plain phrases of a pattern; a pattern without brackets is its own only phrase.

    Raises ValueError where the brackets do not match or the phrases are too many.
    """
    parts = _PART.findall(pattern)
    if "".join(parts) != pattern:
        raise ValueError(f"brackets do not match in {pattern!r}")
    phrases = [""]
    for part in parts:
        choices = _choices(part)
        if len(phrases) * len(choices) > MOST:
            raise ValueError(f"{pattern!r} stands for more than {MOST} phrases")
        phrases = [f"{phrase}{choice}" for phrase in phrases for choice in choices]
    return list(dict.fromkeys(" ".join(phrase.split()) for phrase in phrases))


def _choices(part: str) -> list[str]:
    if part[0] == "[":
        return ["", *part[1:-1].split("|")]
    if part[0] == "(":
        return part[1:-1].split("|")
    return [part]

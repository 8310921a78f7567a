"""A text as it is compared with its translations: by a digest that changes with what it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

Wording = str | Mapping[str, str] | tuple[str, ...]
"""A text, one text per plural category, or a list of names, cues or phrasings."""

OUTDATED = "stale: the English has changed since it was compared, and serves instead"
"""What is said of texts that are not."""


def digest(wording: Wording) -> str:
    """Eight hexadecimal digits that change with the wording, not with its line breaks."""
    if isinstance(wording, str):
        plain = " ".join(wording.split())
    else:
        plain = json.dumps(dict(wording) if isinstance(wording, Mapping) else list(wording), ensure_ascii=False)
    return hashlib.blake2b(plain.encode(), digest_size=4).hexdigest()

"""Logs on standard error, a JSON object a line, without the token and without the words of people."""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from typing import Any

TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{8,}")


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def formatException(self, ei: Any) -> str:
        """Where it happened and its kind; what it says may hold words of people."""
        kind, _, place = ei
        frames = "".join(traceback.format_tb(place))
        return f"{frames}{kind.__name__ if kind else ''}"

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, where and what; of an error its trace."""
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "from": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return TOKEN.sub("***", json.dumps(line, ensure_ascii=False))


def set_up(level: str) -> None:
    """Log to standard error from now on; libraries only what is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level)

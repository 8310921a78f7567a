"""Options that several commands share."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path


def add_knowledge(parser: argparse.ArgumentParser) -> None:
    """Where the knowledge is."""
    parser.add_argument(
        "--knowledge",
        metavar="DIR",
        type=Path,
        help="the knowledge folder (else KNOWLEDGE_DIR, else the one that came with the program)",
    )


def add_cache(parser: argparse.ArgumentParser) -> None:
    """Whether compiled knowledge may be used."""
    parser.add_argument("--no-cache", action="store_true", help="read the YAML even if nothing has changed in it")


def add_today(parser: argparse.ArgumentParser) -> None:
    """The day of the question."""
    parser.add_argument(
        "--today", metavar="YYYY-MM-DD", type=_day, help="answer as on this day (else today, where the organiser is)"
    )


def add_language(parser: argparse.ArgumentParser) -> None:
    """The language that the person set."""
    parser.add_argument("--language", metavar="CODE", help="reply in this language (else in that of the question)")


def add_explain(parser: argparse.ArgumentParser) -> None:
    """Whether replies are explained."""
    parser.add_argument("--explain", action="store_true", help="show what was recognised and why this reply won")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it like 2026-11-21") from error

"""``init``: a copy of the knowledge to edit."""

from __future__ import annotations

import argparse
from pathlib import Path

EPILOG = """\
example:
  wego-bot init my-knowledge
  wego-bot check --knowledge my-knowledge

Nothing is overwritten: DIR must not exist yet, or be empty.
"""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("folder", metavar="DIR", type=Path, help="where the copy is laid out")


def run(arguments: argparse.Namespace) -> int:
    from bot.knowledge.folders import copy_to

    files = copy_to(arguments.folder)
    print(f"{len(files)} files are laid out in {arguments.folder}. Edit them, then run:")
    print(f"  wego-bot check --knowledge {arguments.folder}")
    return 0

"""``schema``: the JSON Schema by which editors complete and check the YAML files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.knowledge.schema import Kind

KINDS: tuple[Kind, ...] = ("facts", "language", "questions")

EPILOG = """\
examples:
  wego-bot schema facts                  print the schema of a file of facts
  wego-bot schema --out knowledge/schemas    write one file for each kind

The knowledge files name their schema in a comment in the first line; editors with a YAML language server follow it.
"""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("kind", nargs="?", choices=KINDS, help="the kind of file; all of them if left out")
    parser.add_argument("--out", metavar="DIR", type=Path, help="write KIND.schema.json here instead of printing")


def run(arguments: argparse.Namespace) -> int:
    import json

    from bot.errors import UsageError
    from bot.knowledge.schema import schema

    if arguments.kind is None and arguments.out is None:
        raise UsageError("name a kind of file to print, or a folder with --out to write all kinds")
    kinds: tuple[Kind, ...] = KINDS if arguments.kind is None else (arguments.kind,)
    for kind in kinds:
        text = json.dumps(schema(kind), ensure_ascii=False, indent=2)
        if arguments.out is None:
            print(text)
        else:
            arguments.out.mkdir(parents=True, exist_ok=True)
            (arguments.out / f"{kind}.schema.json").write_text(text + "\n", encoding="utf-8")
    return 0

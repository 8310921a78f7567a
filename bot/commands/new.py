"""``new``: a commented skeleton of a programme, an edition, an entry or an announcement, in its place."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands import options

if TYPE_CHECKING:
    from bot.knowledge.adding import Added

EPILOG = """\
examples:
  wego-bot new program harbour-workshop --name "Harbour Workshop"    a new file programs/harbour-workshop.yaml
  wego-bot new edition seoul-program 2027                            at the end of that programme's file
  wego-bot new entry certificate                                     at the end of faq.yaml
  wego-bot new entry visa --file travel.yaml --question "Do I need a visa?" --answer "Ask your embassy."
  wego-bot new announcement survey-2027 --about seoul-program/2027   a new file announcements/survey-2027.yaml

What must be there stands there; all that may be stands below it, commented out, with a word on what it is. The rest of
the file stays as it is. `wego-bot check` names what is still to be filled in.

exit code: 0; 1 where the file cannot be written or has errors; 2 where the id is there already, or is none
"""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    kinds = parser.add_subparsers(metavar="KIND", required=True)
    program = kinds.add_parser("program", help="a training programme", allow_abbrev=False)
    program.add_argument("id", metavar="ID", help="its id: lower-case letters, digits, hyphens")
    program.add_argument("--name", metavar="NAME", required=True, help="what it is called in English")
    program.set_defaults(make=_program)
    edition = kinds.add_parser("edition", help="one time that a programme is held", allow_abbrev=False)
    edition.add_argument("program", metavar="PROGRAM", help="the id of the programme")
    edition.add_argument("id", metavar="ID", help="its year, or as 2027-2 the second one of a year")
    edition.set_defaults(make=_edition)
    entry = kinds.add_parser("entry", help="a free question with its answer", allow_abbrev=False)
    entry.add_argument("id", metavar="ID", help="its id: lower-case letters, digits, hyphens")
    entry.add_argument("--file", metavar="FILE", type=Path, default=Path("faq.yaml"), help="the file it is added to")
    entry.add_argument("--question", metavar="TEXT", action="append", default=[], help="how people ask it, in English")
    entry.add_argument("--answer", metavar="TEXT", default="", help="what the bot says, in English")
    entry.set_defaults(make=_entry)
    announcement = kinds.add_parser("announcement", help="a message to many chats", allow_abbrev=False)
    announcement.add_argument("id", metavar="ID", help="its id: lower-case letters, digits, hyphens")
    announcement.add_argument("--about", metavar="ABOUT", default="", help="the programme, or programme/edition")
    announcement.set_defaults(make=_announcement)
    for kind in (program, edition, entry, announcement):
        options.add_knowledge(kind)


def run(arguments: argparse.Namespace) -> int:
    from bot.errors import UsageError
    from bot.folder import choose_folder
    from bot.knowledge.folders import packaged_folder
    from bot.settings import Settings

    folder = choose_folder(arguments.knowledge, Settings.read())
    if folder == packaged_folder() and folder.name.startswith("_"):
        raise UsageError("the knowledge inside the installed program is not for editing; copy it with: wego-bot init")
    added: Added = arguments.make(folder, arguments)
    named = f" --knowledge {arguments.knowledge}" if arguments.knowledge else ""
    print(f"{added}: the skeleton stands here. Fill it in: take the '# ' away from what you know, leave the rest.")
    print(f"Then run: wego-bot check{named}")
    return 0


def _program(folder: Path, arguments: argparse.Namespace) -> Added:
    from bot.knowledge.adding import add_program

    return add_program(folder, arguments.id, arguments.name)


def _edition(folder: Path, arguments: argparse.Namespace) -> Added:
    from bot.knowledge.adding import add_edition

    return add_edition(folder, arguments.program, arguments.id)


def _entry(folder: Path, arguments: argparse.Namespace) -> Added:
    from bot.knowledge.adding import add_entry

    return add_entry(folder, arguments.id, arguments.file, tuple(arguments.question), arguments.answer)


def _announcement(folder: Path, arguments: argparse.Namespace) -> Added:
    from bot.knowledge.adding import add_announcement

    return add_announcement(folder, arguments.id, arguments.about)

"""The command line: parse, call one function, return an exit code."""

from __future__ import annotations

import argparse
import codecs
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import bot
from bot.commands import (
    ask,
    chat,
    check,
    compile,
    coverage,
    diff,
    evaluate,
    init,
    new,
    preview,
    rehearse,
    run,
    schema,
    translate,
)
from bot.errors import BotError, KnowledgeError, UsageError

OK, FAILED, USAGE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141

_COUSINS = str.maketrans("\u2013\u2014\u2011\u2022\u2018\u2019\u201c\u201d\u00a0\u202f\u2009", "----''\"\"   ")
"""Dashes, bullets, quotation marks and spaces, and what stands for them where an encoding has only ASCII."""

COMMANDS: dict[str, tuple[ModuleType, str]] = {
    "run": (run, "serve on Telegram"),
    "chat": (chat, "talk to the bot in the terminal"),
    "preview": (preview, "show the bot on a page of this machine, and what is wrong, as files are saved"),
    "ask": (ask, "ask one question, or many as JSON lines"),
    "check": (check, "find every mistake in the knowledge"),
    "eval": (evaluate, "ask the test questions and judge the replies"),
    "diff": (diff, "show which answers change between two versions of the knowledge"),
    "compile": (compile, "read the knowledge beforehand, so that nobody waits for it"),
    "rehearse": (rehearse, "play announcements before made-up chats, and print who gets what when"),
    "init": (init, "lay out a copy of the knowledge to edit"),
    "new": (new, "add a skeleton of a programme, an edition or an entry"),
    "coverage": (coverage, "show what each language answers, and what is tested or stale"),
    "translate": (translate, "print what a language lacks, beside the English"),
    "schema": (schema, "print the JSON Schema of the knowledge files"),
}

EPILOG = """\
exit codes:
  0    fine
  1    the knowledge has problems, an evaluation fell below its floor, an answer was broken (diff), a file
       cannot be written
  2    the command line or a setting is wrong
  130  stopped by Ctrl-C
  141  nobody reads the output any more

environment:
  KNOWLEDGE_DIR, WEGO_CACHE_DIR, NO_COLOR, and for run TELEGRAM_BOT_TOKEN and others: see the README;
  a file .env in the current folder may set them too
"""


def build_parser() -> argparse.ArgumentParser:
    """All commands with all their options."""
    parser = _parser("wego-bot", "Answers questions about the trainings of WeGO from curated YAML.", EPILOG)
    parser.add_argument("--version", action="version", version=f"wego-bot {bot.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, (module, text) in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=text,
            description=f"{text[0].upper()}{text[1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        module.add(command)
        command.set_defaults(run=module.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; every expected failure becomes one line and an exit code here."""
    _never_fail_to_write()
    arguments = build_parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except KnowledgeError as error:
        print(*error.problems, f"wego-bot: {error}", sep="\n", file=sys.stderr)
        return FAILED
    except UsageError as error:
        print(f"wego-bot: {error}", file=sys.stderr)
        return USAGE
    except BotError as error:
        print(f"wego-bot: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return PIPE_CLOSED
    except OSError as error:  # a file that cannot be written, a disk that is full
        print(f"wego-bot: {_told(error)}", file=sys.stderr)
        _forget_output()
        return FAILED
    return code


def _parser(program: str, description: str, epilog: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=program,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _never_fail_to_write() -> None:
    """A letter that the terminal's encoding lacks is shown as its plain cousin, or a question mark.

    Odd bytes are read as a question mark; a stream that was closed reads as empty and swallows what is written.
    """
    codecs.register_error("plain", _plainly)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - until the program ends
            setattr(sys, name, stream)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace" if mode == "r" else "plain")


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """A dash stays a dash: "22?29 May" would be another statement than "22-29 May"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end].translate(_COUSINS).encode("ascii", "replace").decode(), error.end


def _told(error: OSError) -> str:
    """ "cannot use /x/y: no such file or directory"."""
    reason = (error.strerror or str(error)).lower()
    return f"cannot use {error.filename}: {reason}" if error.filename else f"cannot write: {reason}"


def _forget_output() -> None:
    """Keep the interpreter from complaining when it flushes what nobody reads."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())

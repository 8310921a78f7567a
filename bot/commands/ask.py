"""``ask``: one question and its reply; or, for programs, a stream of both."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from collections.abc import Callable

from bot.commands import options
from bot.errors import UsageError

EPILOG = """\
examples:
  wego-bot ask "When was the 2016 Seoul training?"
  wego-bot ask --explain "who organised it"
  wego-bot ask --today 2027-03-01 "next training"
  echo '{"chat": "a", "text": "When was the 2016 Seoul training?"}' | wego-bot ask --jsonl

With --jsonl every line of input gets one line of output, written as soon as the line is read:
  in   {"chat": "a", "text": "...", "language": "en"}       chat and language may be left out
  out  {"outcome": "answer", "text": "...", "language": "en", "entry": "...", "confidence": 0.93,
        "suggestions": [], "links": [{"label": "...", "url": "..."}], "candidates": [["...", 0.93]],
        "elapsed_ms": 0.4}
       {"error": "...", "line": 3}                          for a line that is no message
The outcome is answer, suggest (only offers questions) or unknown. Each chat is a conversation of its own.

exit code: 0, whatever the outcome; 1 if a line of --jsonl was no message
"""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("question", nargs="*", help="the question; quotes around it may be left out")
    parser.add_argument("--jsonl", action="store_true", help="read messages and write replies, as JSON lines")
    options.add_explain(parser)
    options.add_language(parser)
    options.add_today(parser)
    options.add_knowledge(parser)
    options.add_cache(parser)


def run(arguments: argparse.Namespace) -> int:
    question = " ".join(arguments.question).strip()
    if arguments.jsonl == bool(question):
        raise UsageError("give a question, or --jsonl to read messages, but not both")
    return _ask_many(arguments) if arguments.jsonl else _ask_once(question, arguments)


def _ask_once(text: str, arguments: argparse.Namespace) -> int:
    from bot.answers.reply import Question
    from bot.contract import clean
    from bot.runtime import open_service
    from bot.terminal.output import style
    from bot.terminal.rendering import explanation, render

    service = open_service(arguments.knowledge, use_cache=not arguments.no_cache)
    today = arguments.today or service.today()
    reply, _ = service.assistant.answer(Question(clean(text), today, service.speak(arguments.language)))
    print(render(reply, style()))
    if arguments.explain:
        print(explanation(reply, style()))
    return 0


def _ask_many(arguments: argparse.Namespace) -> int:
    from bot.contract import BadLine, Conversations, error_line, parse_message, read_lines, reply_line
    from bot.runtime import open_service

    service = open_service(arguments.knowledge, use_cache=not arguments.no_cache)
    today: Callable[[], dt.date] = (lambda: arguments.today) if arguments.today else service.today
    language = service.speak(arguments.language)
    conversations = Conversations()
    code = 0
    for number, line in enumerate(read_lines(sys.stdin.buffer), 1):
        try:
            message = parse_message(line)
        except BadLine as error:
            print(error_line(error, number), flush=True)
            code = 1
            continue
        started = time.perf_counter()
        question = message.question(today(), language)
        reply, conversation = service.assistant.answer(question, conversations.of(message.chat))
        conversations.keep(message.chat, conversation)
        print(reply_line(reply, (time.perf_counter() - started) * 1000), flush=True)
    return code

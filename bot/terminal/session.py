"""A chat in the terminal: one line in, the text to show out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.answers.conversation import Conversation
from bot.answers.reply import Question
from bot.contract import clean
from bot.terminal.rendering import Style, explanation, render
from bot.terminal.wrapping import tame

if TYPE_CHECKING:
    from bot.answers.assistant import Assistant


@dataclass(slots=True)
class Session:
    """What a chat remembers between two lines."""

    assistant: Assistant
    clock: Callable[[], dt.date]
    languages: Sequence[str]
    style: Style = field(default_factory=Style)
    language: str | None = None
    explain: bool = False
    today: dt.date | None = None
    """The day on which the person pretends to ask."""
    over: bool = False
    """True once the person has asked to leave."""
    _conversation: Conversation = field(default_factory=Conversation)

    def greeting(self) -> str:
        """What the bot is, with a few questions to begin with."""
        reply = self.assistant.greeting(self.language)
        self._conversation = Conversation(offered=reply.suggestions)
        return render(reply, self.style)

    @property
    def hint(self) -> str:
        """How to go on, shown once to a person at a keyboard."""
        return self.style.faint("/help lists the commands, Ctrl-D leaves.")

    def handle(self, line: str) -> str:
        """The reply to a message, or the effect of a command."""
        line = line.strip()
        if not line:
            return ""
        if line.startswith("/"):
            name, _, argument = line[1:].partition(" ")
            return self._command(name.casefold(), argument.strip())
        return self._answer(line)

    def _answer(self, text: str) -> str:
        question = Question(text=clean(text), today=self.today or self.clock(), language=self.language)
        reply, self._conversation = self.assistant.answer(question, self._conversation)
        shown = render(reply, self.style)
        return f"{shown}\n{explanation(reply, self.style)}" if self.explain else shown

    def _command(self, name: str, argument: str) -> str:
        command = COMMANDS.get(name)
        if command is None:
            return f"There is no command /{tame(name)}. /help lists those there are."
        return command.do(self, argument)

    def _help(self, _: str) -> str:
        rows = [f"{f'/{name} {command.argument}':<18}{command.help}" for name, command in COMMANDS.items()]
        return "\n".join([*rows, "Type a question, or the number of an offered one."])

    def _quit(self, _: str) -> str:
        self.over = True
        return ""

    def _explain(self, _: str) -> str:
        self.explain = not self.explain
        return "Replies are explained." if self.explain else "Replies are no longer explained."

    def _set_today(self, argument: str) -> str:
        if argument:
            try:
                self.today = dt.date.fromisoformat(argument)
            except ValueError:
                return f"{tame(argument)!r} is no day; write it like 2026-11-21."
        return f"Today is {self.today or self.clock()}."

    def _set_language(self, argument: str) -> str:
        known = ", ".join([*self.languages, "auto"])
        if argument and argument not in (*self.languages, "auto"):
            return f"{tame(argument)!r} is not known; there are {known}."
        if argument:
            self.language = None if argument == "auto" else argument
        return f"Replies come in {self.language or 'the language of the question'}; there are {known}."

    def _new(self, _: str) -> str:
        self._conversation = Conversation()
        return "A new conversation: what was said before is forgotten."

    def _start(self, _: str) -> str:
        return self.greeting()


@dataclass(frozen=True, slots=True)
class _Command:
    do: Callable[[Session, str], str]
    help: str
    argument: str = ""


COMMANDS = {
    "help": _Command(Session._help, "this list"),
    "start": _Command(Session._start, "the greeting, and a new conversation"),
    "new": _Command(Session._new, "forget what was said before"),
    "language": _Command(Session._set_language, "the language of the replies", "[CODE]"),
    "today": _Command(Session._set_today, "the day on which you ask", "[DAY]"),
    "explain": _Command(Session._explain, "show why the bot says what it says, or stop showing it"),
    "quit": _Command(Session._quit, "leave; so does Ctrl-D"),
}

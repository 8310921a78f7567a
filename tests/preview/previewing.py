"""``wego-bot preview`` in a process of its own, over real HTTP; what a page of it is told."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from tests.running import ROOT

Json = dict[str, Any]
PATIENCE = 30.0
NO_TELEGRAM = 'raise ImportError("the preview brings in the library of Telegram")\n'


@dataclass
class Page:
    """One page of a preview, as the browser would have it."""

    client: httpx.Client
    opened: Json

    @property
    def tab(self) -> str:
        return str(self.opened["tab"])

    def post(self, what: str, **fields: object) -> httpx.Response:
        return self.client.post(f"/tabs/{self.tab}/{what}", json=fields)

    def says(self, text: str) -> Json:
        """The chat when the bot has answered."""
        return dict(self.post("say", text=text).json())

    def presses(self, chat: Json, label: str) -> Json:
        """The chat when a button of its last message has been pressed."""
        message = chat["messages"][-1]
        (data,) = [button["data"] for row in message["buttons"] for button in row if button["text"] == label]
        return dict(self.post("press", message=message["number"], data=data).json())

    @contextmanager
    def events(self) -> Iterator[Iterator[tuple[str, Json]]]:
        """What the page is told, as it is told."""
        with self.client.stream("GET", f"/tabs/{self.tab}/events") as response:
            assert response.headers["content-type"].startswith("text/event-stream")
            yield _events(response)


def _events(response: httpx.Response) -> Iterator[tuple[str, Json]]:
    name = ""
    for line in response.iter_lines():
        field_, _, value = line.partition(": ")
        if field_ == "event":
            name = value
        elif field_ == "data":
            yield name, json.loads(value)


def text_of(message: Json) -> str:
    """The words of a message."""
    return "".join(run["text"] for run in message["runs"])


def seen(message: Json) -> str:
    """A message as a person sees it: its text, and its buttons in rows."""
    rows = (" ".join(f"[{button['text']}]" for button in row) for row in message["buttons"])
    return "\n".join([text_of(message), *rows])


@dataclass
class Running:
    """A preview that serves."""

    process: subprocess.Popen[str]
    url: str
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.Client(base_url=self.url, timeout=PATIENCE, trust_env=False)

    def page(self) -> Page:
        """A page that has just been opened."""
        return Page(self.client, self.client.post("/tabs", json={}).json())

    def end(self, number: int = signal.SIGINT) -> int:
        """Its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextmanager
def previewing(folder: Path | str, cache: Path | str, *options: str, inside: Path | None = None) -> Iterator[Running]:
    """The command on a free port, started in another folder; whoever brings in Telegram's library there fails."""
    command = [sys.executable, "-m", "bot", "preview", "--port", "0", "--knowledge", str(folder), *options]
    with TemporaryDirectory() as elsewhere:
        (Path(elsewhere) / "telegram.py").write_text(NO_TELEGRAM, encoding="utf-8")
        paths = os.pathsep.join([elsewhere, str(ROOT)])
        environment = {**os.environ, "PYTHONPATH": paths, "WEGO_CACHE_DIR": str(cache)}
        with started(command, environment, inside or Path(elsewhere)) as running:
            yield running


@contextmanager
def started(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> Iterator[Running]:
    """The command, once it has said where it serves."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment, cwd=folder) as process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            found = re.search(r"http://\S+/", first)
            assert found, first
            running = Running(process, found.group())
            yield running
            running.client.close()
        finally:
            process.kill()


def edit(file: Path, old: str, new: str) -> None:
    """Save a file with one thing changed."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")

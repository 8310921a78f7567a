"""What the Dockerfile says, and what its .dockerignore lets into the image."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]
KNOWN = frozenset(
    {"FROM", "ENV", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "HEALTHCHECK", "ENTRYPOINT", "CMD"}
)  # a step of any other kind would not be tried, so it is an error here


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction."""

    name: str
    said: str

    @property
    def words(self) -> list[str]:
        """A JSON list, or words as a shell reads them."""
        return list(json.loads(self.said)) if self.said.startswith("[") else shlex.split(self.said)


def steps(text: str) -> list[Step]:
    """All instructions in order; continued lines are one, as Docker reads them."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n", "", "\n".join(lines))
    found = [Step(*line.split(maxsplit=1)) for line in joined.splitlines()]
    assert {step.name for step in found} <= KNOWN
    return found


def last(found: Sequence[Step], name: str) -> Step:
    """The one that counts where a later one replaces an earlier one."""
    return [step for step in found if step.name == name][-1]


def environment(found: Sequence[Step]) -> dict[str, str]:
    """What all ENV steps set."""
    return dict(pair.split("=", 1) for step in found if step.name == "ENV" for pair in step.words)


def health_command(found: Sequence[Step]) -> list[str]:
    """The command behind the options of HEALTHCHECK."""
    return list(json.loads(last(found, "HEALTHCHECK").said.partition(" CMD ")[2]))


def in_context(path: str, ignore: str) -> bool:
    """Whether Docker is given the file: the last pattern that fits it, or a folder above it, decides."""
    wanted = True
    above = [str(PurePosixPath(*PurePosixPath(path).parts[:n])) for n in range(1, len(PurePosixPath(path).parts) + 1)]
    for line in ignore.splitlines():
        pattern = line.strip()
        if pattern and not pattern.startswith("#"):
            plain = pattern.removeprefix("!")
            if any(re.fullmatch(_expression(plain), one) for one in above):
                wanted = pattern.startswith("!")
    return wanted


def _expression(pattern: str) -> str:
    tokens = re.findall(r"\*\*/|\*\*|\*|\?|[^*?]+", pattern)
    spelt = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(spelt.get(token) or re.escape(token) for token in tokens)


def context(folder: Path, ignore: str) -> Iterator[Path]:
    """The files of a folder that Docker is given, relative to it; below what it is not given nothing is looked at."""
    kept = [line[1:] for line in ignore.splitlines() if line.startswith("!")]
    for name in kept:
        for path in sorted([folder / name, *(folder / name).rglob("*")]):
            relative = path.relative_to(folder)
            if path.is_file() and in_context(str(relative), ignore):
                yield relative

"""The image without an engine: the Dockerfile's steps, carried out in a folder that stands for the root.

Paths of the image become paths of that folder. What only root may do, and would change this machine, is passed over:
adding a user and giving folders away. The packages of the suite stand in for those that pip would install, unless
IMAGE_PYTHON names the interpreter of an empty environment: then pip does what the Dockerfile tells it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.dockerfile import ROOT, Step, context, environment, steps

TOP = re.compile(r"(?<![\w.])/(?=(?:app|data|home|knowledge)\b)")
"""Where a path of the image begins."""
PASSED_OVER = ("useradd", "chown")
FOR_PIP = re.compile(r"PIP_|\w+_proxy$|SSL_CERT", re.IGNORECASE)
"""What this machine says of the way to the packages, and nothing else of its environment."""
CLEAN_PYTHON = os.environ.get("IMAGE_PYTHON", "")


@dataclass(slots=True)
class Image:
    """What is built so far."""

    root: Path
    steps: list[Step]
    here: Path = field(init=False)
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.here = self.root
        self.environment = {name: value for name, value in os.environ.items() if FOR_PIP.match(name)}
        self.environment |= {"PATH": f"{self.root / 'tools'}:/usr/bin:/bin", "HOME": str(self.root / "home/bot")}

    def path(self, inside: str) -> Path:
        """Where a path of the image is here."""
        return self.root / inside.lstrip("/")

    def translated(self, text: str) -> str:
        """A text of the Dockerfile with the image's paths as they are here."""
        return TOP.sub(lambda _: f"{self.root}/", text)

    def command(self, words: Sequence[str]) -> list[str]:
        """A command in the form of a list, as an engine would start it."""
        return [shutil.which(words[0], path=self.environment["PATH"]) or words[0], *words[1:]]

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the image to its end."""
        return subprocess.run(
            self.command(words),
            cwd=self.here,
            env=self.environment | more,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )


def build(root: Path) -> Image:
    """Carry out every step of the Dockerfile; AssertionError with the output where one fails."""
    image = Image(root, steps((ROOT / "Dockerfile").read_text(encoding="utf-8")))
    _tools(root / "tools")
    (root / "home" / "bot").mkdir(parents=True)
    for step in image.steps:
        if step.name == "ENV":
            image.environment |= {k: image.translated(v) for k, v in environment([step]).items()}
        elif step.name == "WORKDIR":
            image.here = image.path(step.said)
            image.here.mkdir(parents=True, exist_ok=True)
        elif step.name == "COPY":
            _copy(step.words, image.here)
        elif step.name == "RUN":
            done = image.run("sh", "-c", image.translated(step.said))
            assert done.returncode == 0, f"{step.said}\n{done.stdout}{done.stderr}"
    return image


def _tools(folder: Path) -> None:
    """`python` and `pip` as the image knows them, and stand-ins for what is passed over."""
    folder.mkdir()
    _script(folder / "python", f'exec "{CLEAN_PYTHON or sys.executable}" "$@"')
    _script(folder / "pip", f'HOME="{Path.home()}" exec python -m pip "$@"' if CLEAN_PYTHON else "exit 0")
    for name in PASSED_OVER:
        _script(folder / name, "exit 0")


def _script(file: Path, line: str) -> None:
    file.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    file.chmod(0o755)


def _copy(words: Sequence[str], here: Path) -> None:
    """COPY: a file into the folder, the contents of a folder into the folder that is named."""
    *sources, target = words
    given = list(context(ROOT, (ROOT / ".dockerignore").read_text(encoding="utf-8")))
    for source in sources:
        found = [path for path in given if path.is_relative_to(source)]
        assert found, f"nothing named {source} is given to Docker"
        for path in found:
            to = here / target / (path.relative_to(source) if (ROOT / source).is_dir() else path.name)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, to)

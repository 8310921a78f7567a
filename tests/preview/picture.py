"""The picture of the README, taken of the real page: python -m tests.preview.picture."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.knowledge.folders import packaged_folder
from tests.preview.previewing import edit, previewing
from tests.preview.seeing import Sight, chromium
from tests.running import ROOT, compiled

PICTURE = ROOT / ".github" / "preview.png"
WIDTH, HEIGHT = 1020, 840
ASKED, DAY = "When was the Seoul Program 2016?", "01052016"
RIGHT, WRONG = "start: 2018-07-09", "start: 2018-07-32"


def take() -> None:
    """A question, asked again on another day, beside a folder in which somebody has just mistyped a date."""
    with TemporaryDirectory() as place, chromium("--lang=en-GB", f"--window-size={WIDTH},{HEIGHT}") as driver:
        folder, cache = Path(place) / "my-knowledge", Path(place) / "cache"
        shutil.copytree(packaged_folder(), folder)
        shutil.copytree(compiled(), cache)
        with previewing(folder.name, cache, "--today", "2026-11-23", inside=Path(place)) as running:
            sight = Sight(driver, running.url)
            sight.ask(ASKED)
            sight.one("#today").send_keys(DAY)
            sight.until(lambda: sight.one("#change").is_displayed())
            edit(folder / "programs" / "joint-workshop.yaml", RIGHT, WRONG)
            sight.until(lambda: sight.text("#faults"))
            sight.one("#text").click()
            PICTURE.parent.mkdir(exist_ok=True)
            driver.save_screenshot(str(PICTURE))


if __name__ == "__main__":
    take()

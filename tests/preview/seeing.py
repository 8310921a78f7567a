"""A page as it is seen in a real Chromium, and what is done with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.preview.previewing import PATIENCE

T = TypeVar("T")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "Chromium and chromedriver are not here; on Debian: apt-get install chromium chromium-driver"


class NoBrowserError(Exception):
    """There is none on this machine."""


@contextmanager
def chromium(*arguments: str) -> Iterator[webdriver.Chrome]:
    """A headless Chromium; NoBrowserError where none is installed."""
    program, driver = next(filter(None, map(shutil.which, BROWSERS)), None), shutil.which("chromedriver")
    if not (program and driver):
        raise NoBrowserError(MISSING)
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--no-proxy-server", *arguments):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    found = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver))
    found.set_page_load_timeout(PATIENCE)
    try:
        yield found
    finally:
        found.quit()


class Sight:
    """The page as it is seen, and what is done with it."""

    def __init__(self, driver: webdriver.Chrome, url: str) -> None:
        self.driver = driver
        driver.get_log("browser")  # type: ignore[no-untyped-call] # of the page before
        driver.get(url)
        self.until(self.bubbles)
        self.until(lambda: self.text("#version"))

    def until(self, ready: Callable[[], T]) -> T:
        """What is so at last."""
        return WebDriverWait(self.driver, PATIENCE, 0.05).until(lambda _: ready())

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return self.one(selector).text

    def bubbles(self) -> list[str]:
        """The messages."""
        return list(self.run("return [...document.querySelectorAll('#log .bubble')].map(one => one.innerText)"))

    def run(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def keys(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()

    def ask(self, text: str) -> str:
        """Type a question, and wait for the answer."""
        before = len(self.bubbles())
        self.one("#text").send_keys(text + Keys.ENTER)
        return self.until(lambda: self.bubbles()[before + 1 :])[-1]

    def emulate(self, **features: str) -> None:
        """Prefer a colour scheme, or less motion; nothing where none is given."""
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": named})

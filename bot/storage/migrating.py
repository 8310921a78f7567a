"""Brings the database to the shape of tables.py, whatever it was before; several processes may start at once."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from bot.storage.database import Unusable, open_engine
from bot.storage.file_lock import beside, holding

LOCK = 0x7765676F
"""The advisory lock under which PostgreSQL lets one process at a time change the shape; SQLite has that of a file."""


def prepare(url: str) -> sa.Engine:
    """The database, open and in its present shape; Unusable where that fails."""
    try:
        engine = open_engine(url)
        migrate(engine)
    except CommandError:
        raise Unusable("the database was brought to its shape by a newer version of the bot; run that one") from None
    except (sa.exc.SQLAlchemyError, ImportError, OSError) as error:
        raise Unusable(f"the database cannot be opened ({type(error).__name__}); look at DATABASE_URL") from None
    return engine


def migrate(engine: sa.Engine, to: str = "head") -> None:
    """Run the steps that are missing, while no other process does."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    with holding(beside(engine, "shape")), engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        else:  # its driver would commit each step alone, and a kill between two would leave a shape of no version
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, to)

"""Alembic migrations, run by the program itself when it opens a store."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine


def config(engine: Engine | None = None) -> Config:
    """Alembic's configuration, without an ini file."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.set_main_option("path_separator", "os")
    if engine is not None:
        made.attributes["engine"] = engine
    return made


def head() -> str:
    """The newest revision."""
    return str(ScriptDirectory.from_config(config()).get_current_head())


def upgrade(engine: Engine) -> None:
    """Bring the tables up to the newest revision; at once done when they are there already."""
    with engine.connect().execution_options(reading=True) as connection, connection.begin():
        current = MigrationContext.configure(connection).get_current_revision()
    if current != head():
        command.upgrade(config(engine), "head")

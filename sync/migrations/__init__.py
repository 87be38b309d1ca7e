"""Alembic migrations, run by the program itself when it opens a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

if TYPE_CHECKING:
    from alembic.config import Config


_HERE = Path(__file__).parent


class Newer(Exception):
    """The tables are of a newer program; the text names their revision."""


def config(engine: Engine | None = None) -> Config:
    """Alembic's configuration, without an ini file."""
    from alembic.config import Config  # Alembic costs a quarter of a second, and is seldom needed

    made = Config()
    made.set_main_option("script_location", str(_HERE))
    made.set_main_option("path_separator", "os")
    if engine is not None:
        made.attributes["engine"] = engine
    return made


def head() -> str:
    """The newest revision: revisions follow one another, and their files are named by them."""
    return max(path.name.partition("_")[0] for path in (_HERE / "versions").glob("[0-9]*_*.py"))


def upgrade(engine: Engine) -> None:
    """Bring the tables up to the newest revision; at once done when they are there already.

    Raises `Newer`.
    """
    with engine.connect().execution_options(reading=True) as connection, connection.begin():
        current = _current(connection)
    if current != head():
        from alembic import command  # as above
        from alembic.util import CommandError

        try:
            command.upgrade(config(engine), "head")
        except CommandError as error:
            raise Newer(str(error)) from error


def _current(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    revision: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return revision

"""What SQLAlchemy compiled for one store of this test session serves the next, as in a worker that runs on.

Each store has an engine of its own, and each engine a dialect, by which it knows what it compiled before:
with thousands of small stores compiling was a third of the time. Dialects of one kind compile alike.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Connection, Engine

_COMPILED: dict[Any, Any] = {}


class OneSQLite(SQLiteDialect_pysqlite):
    """SQLite's, whichever store's it is."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


class OnePostgreSQL(PGDialect_psycopg):
    """PostgreSQL's, likewise: a session has one server."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


def share() -> None:
    """From now on, for all engines of this process."""
    registry.register("sqlite", __name__, OneSQLite.__name__)
    registry.register("postgresql.psycopg", __name__, OnePostgreSQL.__name__)
    sa.event.listen(Engine, "engine_connect", _with_compiled)


def _with_compiled(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_COMPILED)

"""The job engine's own tables, in a schema of their own beside the store's, made and upgraded by the program.

The law: one process at a time does it, in one transaction, and a machine that joins a fleet needs no step of
its own. Which version of the engine they are of, and whose store's they are, stands in the comment on the
schema: of two stores in one database each would do the other's jobs, so the second is refused.
"""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from sync.errors import DuesyncError
from sync.store.turns import JOBS

_OF = " for the store in "
_LOCK = 0x6475657379  # "duesy": an advisory lock that nobody else takes


class Taken(DuesyncError):
    """The tables are another store's; the text says what to do."""

    exit_code = 2


def prepare(engine: Engine) -> None:
    """Make the tables, or bring them up to the engine that is installed; at once done where they are.

    Raises `Taken`.
    """
    if _made_by(engine) == _installed():
        return
    with engine.begin() as connection:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        before, mine = _told(connection), _own_schema(connection)
        if before is None:
            connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {JOBS}")
        connection.exec_driver_sql(f"SET LOCAL search_path = {JOBS}")
        for script in _scripts(before):
            _run(connection, script)
        quoted = mine.replace("'", "''")
        connection.exec_driver_sql(f"COMMENT ON SCHEMA {JOBS} IS 'procrastinate {_installed()}{_OF}{quoted}'")


def _installed() -> str:
    return metadata.version("procrastinate")


def _made_by(engine: Engine) -> str | None:
    with engine.connect() as connection, connection.begin():
        return _told(connection)


def _told(connection: Connection) -> str | None:
    """The version whose tables are there; `None` when there are none."""
    # from the table: a look-up of the name may remember, from before our turn came, that there was none
    query = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = :schema"
    told: str | None = connection.scalar(sa.text(query), {"schema": JOBS})
    if told is None:
        return None
    version, _, whose = told.removeprefix("procrastinate ").partition(_OF)
    if whose and whose != (mine := _own_schema(connection)):
        msg = (
            f"a fleet at the store in schema {whose} has its jobs in this database already (schema {JOBS}): "
            f"give the store in schema {mine} a database of its own, or run it on one machine"
        )
        raise Taken(msg)
    return version


def _own_schema(connection: Connection) -> str:
    """The one that the store's tables are in."""
    return str(connection.scalar(sa.text("SELECT current_schema()")))


def _scripts(before: str | None) -> list[str]:
    """What is to be run: the whole schema, or what came since."""
    from procrastinate.schema import SchemaManager, migrations_path

    if before is None:
        return [SchemaManager.get_schema()]
    found = sorted(Path(str(migrations_path)).glob("*.sql"))
    newer = [path for path in found if _numbers(path.name.split("_")[0]) > _numbers(before)]
    return [path.read_text(encoding="utf-8") for path in newer]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _run(connection: Connection, script: str) -> None:
    """The whole script as it stands: the driver takes several statements where there are no parameters."""
    raw: Any = connection.connection.dbapi_connection
    raw.execute(script)

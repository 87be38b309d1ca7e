"""Alembic's revisions, run by the program itself, each in two halves: before a deploy and after it.

The law: `upgrade()` of a revision only adds, so that a program which does not know it yet goes on working
beside one that does; what only the older program needed is taken away by its `after()`, where it has one.
`alembic_version` names the last revision of which both halves were run, and is what every program looks at;
where halves before a deploy were run ahead of it, the row `before` in `meta` names the last of those.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from sync import tables

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import Script


_HERE = Path(__file__).parent
AHEAD = "before"  # the row in `meta`
_ALONE = 0x64756573796E63  # "duesync": the number of our advisory lock
_NONE = ""  # before every revision


class Newer(Exception):
    """The tables are of a newer program; the text names their revision."""


class Behind(Exception):
    """A fleet's tables are not ready for this program; the text says what to run."""


class Stand(NamedTuple):
    """The last revision whose half before a deploy was run, and the last of which both were; "": of none."""

    before: str
    after: str


def config() -> Config:
    """Alembic's configuration, without an ini file."""
    from alembic.config import Config  # Alembic costs a quarter of a second, and is seldom needed

    made = Config()
    made.set_main_option("script_location", str(_HERE))
    made.set_main_option("path_separator", "os")
    return made


def head() -> str:
    """The newest revision: revisions follow one another, and their files are named by them."""
    return max(path.name.partition("_")[0] for path in (_HERE / "versions").glob("[0-9]*_*.py"))


def ready(engine: Engine, *, fleet: bool = False) -> None:
    """Bring the tables to where this program can work with them; at once done when they are.

    In a `fleet` nothing is changed that is there: programs of another revision may be at work. Raises
    `Newer`, `Behind`.
    """
    with engine.connect().execution_options(reading=True) as connection, connection.begin():
        found = stand(connection)
    if found.after == head() or (fleet and found.after < head() <= found.before):
        return
    if fleet and _NONE != found.before < head():
        msg = "run first: duesync migrate --before"
        raise Behind(msg)
    with engine.begin() as connection:
        run(connection)


def stand(connection: Connection) -> Stand:
    """Where the tables of that database stand."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return Stand(_NONE, _NONE)
    after = connection.scalar(sa.text("SELECT version_num FROM alembic_version")) or _NONE
    ahead = connection.scalar(sa.select(tables.meta.c.value).where(tables.meta.c.name == AHEAD))
    return Stand(ahead or after, after)


def run(connection: Connection, *, before: bool = True, after: bool = True) -> Stand:
    """Run the halves that were not run yet, in the connection's transaction; returns where it stands then.

    `after` runs none of a revision whose half before was not. Raises `Newer`.
    """
    alone(connection)
    found = stand(connection)
    if found.after > head():
        msg = f"revision {found.after!r}"
        raise Newer(msg)
    if found.after == head():
        return found
    if found.before == _NONE:  # there is no older program at work on what is made now
        before = after = True
    from alembic.operations import Operations  # as above
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    from sync.store import separation  # which is imported with us

    script = ScriptDirectory.from_config(config())
    context = MigrationContext.configure(connection)
    with Operations.context(context):
        for revision in reversed([*script.walk_revisions()]):
            found = _run(revision, found, before=before, after=after)
    context.stamp(script, found.after)
    _note(connection, found)
    separation.keep_up(connection)
    return found


def alone(connection: Connection, *, wait: bool = True) -> bool:
    """Whether no other changes the tables from here to the end of the transaction; waits for that."""
    if connection.dialect.name != "postgresql":
        return True  # SQLite's BEGIN IMMEDIATE lets one in at a time anyway
    if wait:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ALONE)))
        return True
    return bool(connection.scalar(sa.select(sa.func.pg_try_advisory_xact_lock(_ALONE))))


def _run(revision: Script, found: Stand, *, before: bool, after: bool) -> Stand:
    name = revision.revision
    if before and name > found.before:
        revision.module.upgrade()
        found = found._replace(before=name)
    if after and found.after < name <= found.before:
        getattr(revision.module, "after", _nothing)()
        found = found._replace(after=name)
    return found


def _nothing() -> None:
    """What most revisions have to do after a deploy."""


def _note(connection: Connection, found: Stand) -> None:
    meta = tables.meta
    connection.execute(sa.delete(meta).where(meta.c.name == AHEAD))
    if found.before != found.after:
        connection.execute(sa.insert(meta).values(name=AHEAD, value=found.before))

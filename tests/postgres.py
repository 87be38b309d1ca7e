"""A PostgreSQL of our own, from the `pgserver` wheel, and fresh databases in it."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from tests.ready import migrate

_READY = "duesync_ready"
_ROOM = 4 << 30  # bytes


@contextmanager
def running_postgres() -> Iterator[str]:
    """Its address, until the end."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="duesync-runtime-"))  # else it warns
    import pgserver

    # pytest's own folders are closed to the user that PostgreSQL runs as when we are root
    folder = Path(tempfile.mkdtemp(prefix="duesync-postgres-", dir=_memory()))
    folder.chmod(0o755)
    server = pgserver.get_server(folder, cleanup_mode="stop")
    url = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    admin = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    _without_syncing(admin)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {_READY}")
    admin.dispose()
    migrate(_shown(url.set(database=_READY)))
    try:
        yield _shown(url)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> Path | None:
    """A folder in memory with room enough, where the machine has one: a database is a thousand small files.

    To copy them takes a tenth of the time there.
    """
    memory = Path("/dev/shm")  # noqa: S108  # a folder of our own is made in it
    has_room = os.access(memory, os.W_OK | os.X_OK) and shutil.disk_usage(memory).free >= _ROOM
    return memory if has_room else None


def _without_syncing(admin: sa.Engine) -> None:
    """No test cuts the power, so nothing need be forced to disk."""
    with admin.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")


@contextmanager
def ready_database(postgres_server: str) -> Iterator[str]:
    """A database of one's own whose tables are there already."""
    name = _new_name()
    admin = sa.create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {_READY} STRATEGY FILE_COPY")
    try:
        yield _shown(sa.make_url(postgres_server).set(database=name))
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        admin.dispose()


@contextmanager
def fresh_schema(postgres_server: str) -> Iterator[str]:
    """A fresh schema: a store of its own, with no tables yet."""
    name = _new_name()
    admin = sa.create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f'CREATE SCHEMA "{name}"')
    mine = sa.make_url(postgres_server).update_query_dict({"options": f"-csearch_path={name}"})
    try:
        yield _shown(mine)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql("SET lock_timeout = '30s'")  # rather an error than a wait
            connection.exec_driver_sql(f'DROP SCHEMA "{name}" CASCADE')
        admin.dispose()


def _new_name() -> str:
    return f"duesync_{os.getpid()}_{uuid.uuid4().hex[:8]}"


def _shown(url: sa.URL) -> str:
    return url.render_as_string(hide_password=False)

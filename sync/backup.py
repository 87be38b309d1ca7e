"""Backup of a live store, and its restoration: held until it is linked and compared anew.

The law: a backup is whole, checked and of one instant, and a SQLite file whatever the store is. Since it
was made messages may have gone and notes been written that it knows nothing of: so what is restored is
another store (its own instance id), signs in to nobody until it is linked again, looks up every ledger
write under its key before writing it, and writes to each customer only after a person's yes.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, make_url

from sync import tables
from sync.clock import Clock
from sync.errors import DuesyncError
from sync.migrations import AHEAD, head
from sync.moving import rows
from sync.store import Store, StoreError, backed_up, ledgers, open_store, outbox, review, separation
from sync.store.chain import tell

NAME = "backup"  # of the row in `meta` that tells a backup from a store
_OF_LEDGERS = ("payment", "void", "note", "charge", "fee")
_SECRETS = (  # of another process, or used up by now, or taken back since
    tables.credentials,
    tables.mail_credentials,
    tables.leases,
    tables.allowances,
    tables.mail_quotas,
    tables.sessions,
    tables.api_tokens,
    tables.api_token_ledgers,
    tables.api_requests,
    tables.webhook_messages,
    tables.webhook_endpoints,
)


class Damaged(DuesyncError):
    """The file is no backup, is not whole, or is of a newer Duesync; the text says which."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds. `schema`: the revision of its tables."""

    made_at: datetime
    made_by: str
    schema: str
    instance: str
    ledgers: tuple[str, ...]


def back_up(store: Store, path: Path) -> Backup:
    """Write the whole store to `path`, for its owner's eyes alone, while others go on working.

    It appears whole or not at all, in the place of an earlier backup. Raises `Damaged` when `path` is
    something else, or when what was written is not sound.
    """
    if path.exists():
        about(path)
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.unlink(missing_ok=True)  # of one that was cut off
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        if store.engine.dialect.name == "sqlite":
            _copy_pages(str(store.engine.url.database), unfinished)
        else:
            _copy_rows_out(store, unfinished)
        made = _mark(unfinished, store.clock.now())
        _check(unfinished, path)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return made


def _copy_pages(live: str, to: Path) -> None:
    with closing(sqlite3.connect(live)) as source, closing(sqlite3.connect(to)) as copy:
        source.backup(copy)  # all in one go: in steps it would begin anew at each write of another's
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, with no log beside it


def _copy_rows_out(store: Store, to: Path) -> None:
    copy = open_store(f"sqlite:///{to}", store.clock)
    try:
        with store.read() as source:
            copy_rows(source, copy)
    finally:
        copy.close()
    with closing(sqlite3.connect(to)) as whole:
        whole.execute("PRAGMA journal_mode=DELETE")


def copy_rows(source: Connection, into: Store) -> None:
    """Every row of every table, into a store that has none but its own name, in one transaction."""
    with into.write() as connection:
        for born in (tables.meta, tables.firms):
            connection.execute(sa.delete(born))
        for table in tables.metadata.sorted_tables:
            rows.carry(source, connection, table)
        connection.execute(sa.delete(tables.meta).where(tables.meta.c.name == AHEAD))  # of the other database


def _mark(path: Path, at: datetime) -> Backup:
    """Write into the copy that it is one."""
    with closing(sqlite3.connect(path)) as copy, copy:
        found = dict(copy.execute("SELECT name, value FROM meta"))
        names = [name for (name,) in copy.execute("SELECT name FROM ledgers ORDER BY name")]
        (schema,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
        told = {
            "made_at": at.isoformat(),
            "made_by": f"duesync {metadata.version('duesync')}",
            "schema": schema,
            "instance": found.get("instance", ""),
            "ledgers": names,
        }
        copy.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (NAME, json.dumps(told)))
    return _read(json.dumps(told))


def _read(text: str) -> Backup:
    told = json.loads(text)
    return Backup(
        made_at=datetime.fromisoformat(told["made_at"]),
        made_by=told["made_by"],
        schema=told["schema"],
        instance=told["instance"],
        ledgers=tuple(told["ledgers"]),
    )


def about(path: Path) -> Backup:
    """What that backup says of itself. Raises `Damaged`."""
    if not path.is_file():
        msg = f"{path}: there is no such file"
        raise Damaged(msg)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            row = copy.execute("SELECT value FROM meta WHERE name = ?", (NAME,)).fetchone()
        if row is None:
            msg = f"{path} is a store in use, or a plain copy of one, and no backup; it was left alone"
            raise Damaged(msg)
        return _read(row[0])
    except (sqlite3.DatabaseError, ValueError, KeyError, TypeError) as error:
        msg = f"{path} is no backup of Duesync's, or is damaged ({error})"
        raise Damaged(msg) from error


def _check(path: Path, named: Path) -> None:
    """Every page and every reference. Raises `Damaged`."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            found = [text for (text,) in copy.execute("PRAGMA integrity_check(3)") if text != "ok"]
            strays = copy.execute("PRAGMA foreign_key_check").fetchmany(3)
            found += [f"{table} {row} names what is not there" for table, row, *_ in strays]
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    if found:
        msg = f"{named} is damaged: {'; '.join(found)}. Take an earlier backup"
        raise Damaged(msg)


def restore(path: Path, url: str, clock: Clock) -> Backup:
    """Make the store at `url`, where there must be none yet, of that backup, and hold all of it.

    Raises `Damaged`, `StoreError`.
    """
    found = about(path)
    if found.schema > head():
        msg = f"{path} was made by a newer Duesync ({found.made_by}); install that one"
        raise Damaged(msg)
    _check(path, path)
    with _brought_up(path, url, clock) as store, store.write() as connection:
        hold_all(connection, found, clock)
    return found


@contextmanager
def _brought_up(path: Path, url: str, clock: Clock) -> Iterator[Store]:
    """The new store with the backup's rows, its tables up to date."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        live = Path(str(parsed.database))
        beside = [live, *(live.with_name(f"{live.name}{end}") for end in ("-wal", "-shm"))]
        if any(one.exists() for one in beside):
            msg = f"{live} is there already; move it away (with its -wal and -shm), or name another store.url"
            raise StoreError(msg)
        unfinished = live.with_name(f"{live.name}.part")
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        shutil.copyfile(path, unfinished)
        unfinished.replace(live)
        try:
            yield from _closing(open_store(url, clock))
        except BaseException:
            for one in beside:  # nobody may take it for a store that was never held
                one.unlink(missing_ok=True)
            raise
        return
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        older, store = open_store(f"sqlite:///{copy}", clock), open_store(url, clock)
        try:
            with store.read() as connection:
                names = [each.name for each in ledgers.every(connection)]
            if names:
                msg = f"the database has ledgers already ({', '.join(names)}); name an empty one"
                raise StoreError(msg)
            with older.read() as source:
                copy_rows(source, store)
            yield from _closing(store)
        finally:
            older.close()


def _closing(store: Store) -> Iterator[Store]:
    try:
        yield store
    finally:
        store.close()


def hold_all(connection: Connection, found: Backup, clock: Clock) -> None:
    """What was restored: another store, signed in to nobody, and sure of nothing that was under way."""
    now, wall = clock.now(), clock.wall()
    connection.execute(
        sa.delete(tables.meta).where(
            tables.meta.c.name.in_((NAME, "instance", separation.ROLE, backed_up.NAME))
        )
    )
    connection.execute(sa.insert(tables.meta).values(name="instance", value=uuid.uuid4().hex))
    for table in _SECRETS:
        connection.execute(sa.delete(table))
    for ledger in ledgers.every(connection):
        ledgers.update(connection, ledger.id, restored_at=found.made_at, compared_at=None, problem=None)
        for effect in outbox.unsettled(connection, ledger.id):
            _doubt(connection, effect, found, wall)
        review.review_ledger(connection, ledger.id)
        told = {"made_at": found.made_at.isoformat(), "instance": found.instance, "at": now.isoformat()}
        tell(connection, ledger.id, "restored", told)


def _doubt(connection: Connection, effect: outbox.Effect, found: Backup, wall: datetime) -> None:
    """A ledger's write is looked up before it is done; a message that waited is decided anew."""
    why = f"restored from the backup of {found.made_at:%Y-%m-%d %H:%M} UTC: it may have been done since"
    if effect.kind in _OF_LEDGERS or effect.state == "claimed":
        values = {"state": "uncertain", "look_after": wall, "reason": why, "fence": None}
        outbox.turn(connection, effect.id, ("ready", "claimed"), values)
    else:
        outbox.turn(connection, effect.id, ("ready",), {"state": "dropped", "reason": why})

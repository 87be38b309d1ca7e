"""The staging store: one database, every query in this folder, split by subject.

A `Store` hands out connections: `read()` for looking, `write(lease)` for one transaction that first
checks the lease's fencing number, so that a worker that lost its lease can change nothing.
SQLite runs in WAL with full synchronisation: a claim must survive a power cut before the call it
announces is made.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, make_url

from sync import logs, tables
from sync.clock import Clock
from sync.errors import DuesyncError
from sync.ewma import Ewma
from sync.migrations import Behind, Newer, ready
from sync.store import announced, chain, closed, leases, separation
from sync.store.dialects import insert
from sync.store.leases import Lease

BUSY_SECONDS = 30
_BLINK = 0.01  # seconds
PROVED_URL = "proved_url"  # a row in `meta`
_DAMAGED = ("malformed", "not a database")  # how SQLite says so


class StoreError(DuesyncError):
    """The database cannot be used; the text says why and what to do."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Store:
    """An open database and the clock its leases go by.

    SQLite lets one write at a time, and whoever waits for it sleeps and tries again: threads of one
    process (a pull, and the calls it has under way) take turns here instead, and lose no time.

    `firm`: in whose name all is done (see `of_firm`), `None` for the operator, who sees all; `ledger`: the
    one that most of it is about, if any; `role`: which the database then keeps to. `fence`: the lease that
    every write is made under, where the store is one pass's (see `under`). `pace`: seconds that a
    transaction takes lately to begin and to be committed. `purses`: what each process lends of the calls
    that apps are allowed (`sync/store/app_calls.py`).
    """

    engine: Engine
    clock: Clock
    firm: int | None = None
    ledger: int | None = None
    role: str | None = None
    fence: Callable[[], Lease] | None = None
    pace: Ewma = field(default_factory=Ewma)
    purses: dict[tuple[int, str], Any] = field(default_factory=dict)
    _turn: Lock = field(default_factory=Lock)

    def of_firm(self, firm_id: int, ledger_id: int | None = None) -> Store:
        """The same store as that firm sees it: its own rows, and no other's. Raises `NotSeparated`.

        `ledger_id`: the one of its ledgers that the work is on, which makes the database's part cheaper.
        """
        role = self.role
        if role is None and self.engine.dialect.name == "postgresql":
            with self.read() as connection:
                role = separation.role_of(connection)
            if role is None and firm_id != tables.HOUSE:
                raise separation.NotSeparated
        return replace(self, firm=firm_id, ledger=ledger_id, role=role)

    def of_all(self) -> Store:
        """The same store as the operator sees it: for what firms have in common, as an app's calls."""
        return replace(self, firm=None, ledger=None, role=None, fence=None)

    def under(self, fence: Callable[[], Lease]) -> Store:
        """The same store for one pass: nothing is written in it but under that lease."""
        return replace(self, fence=fence)

    def _enter(self, connection: Connection) -> None:
        if self.role is not None and self.firm is not None:
            separation.enter(connection, self.role, self.firm, self.ledger)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for looking; sees one consistent state."""
        options: dict[str, Any] = {"reading": True, "firm": self.firm}
        if self.engine.dialect.name == "postgresql":  # SQLite sees one state in any transaction
            options["isolation_level"] = "REPEATABLE READ"
        asked = self.clock.elapsed()
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            self._took(self.clock.elapsed() - asked)
            self._enter(connection)
            yield connection

    @contextmanager
    def write(self, lease: Lease | None = None) -> Iterator[Connection]:
        """One transaction. Raises `LeaseLost` before anything is written when `lease` is not ours.

        What was told in it for the audit chain is written last, and what other tools are told of it.
        Raises `StoreError` when the store moved since it was opened.
        """
        lease = self.fence() if lease is None and self.fence is not None else lease
        options: dict[str, Any] = {"told": [], "announced": [], "firm": self.firm}
        asked = self.clock.elapsed()
        with (
            _unless_closed(),
            self._turns(),
            self.engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            began = self.clock.elapsed() - asked
            self._enter(connection)
            if lease is not None:
                leases.check(connection, lease, self.clock.wall())
            yield connection
            announced.write(connection, options["told"], self.clock.now(), self.clock.wall())
            chain.write(connection, self.clock.now())
            asked = self.clock.elapsed()
        self._took(began + self.clock.elapsed() - asked)
        for one in options["told"]:  # it is committed by now
            logs.note(one.kind, ledger_row=one.ledger_id, by=one.by, **_plain(one.body))

    def _took(self, seconds: float) -> None:
        self.pace.add(seconds, self.clock.elapsed())

    @contextmanager
    def _turns(self) -> Iterator[None]:
        """After `BUSY_SECONDS` it is left to SQLite to say what is in the way."""
        mine = self.engine.dialect.name == "sqlite" and self._turn.acquire(timeout=BUSY_SECONDS)
        try:
            yield
        finally:
            if mine:
                self._turn.release()

    def instance_id(self) -> str:
        """The id this store got when it was made."""
        with self.read() as connection:
            found = connection.scalar(sa.select(tables.meta.c.value).where(tables.meta.c.name == "instance"))
        return str(found)

    def proved_url(self) -> str | None:
        """The address of the web that was last seen to lead to who serves this store, if any."""
        with self.read() as connection:
            query = sa.select(tables.meta.c.value).where(tables.meta.c.name == PROVED_URL)
            found: str | None = connection.scalar(query)
        return found

    def prove_url(self, url: str | None) -> None:
        """Note that it does; `None`: that none does."""
        with self.write() as connection:
            connection.execute(sa.delete(tables.meta).where(tables.meta.c.name == PROVED_URL))
            if url is not None:
                connection.execute(sa.insert(tables.meta).values(name=PROVED_URL, value=url))

    def close(self) -> None:
        """Give back connections."""
        self.engine.dispose()


@contextmanager
def _unless_closed() -> Iterator[None]:
    try:
        yield
    except sa.exc.DBAPIError as error:
        if closed.SAYS in str(error.orig):
            msg = f"{closed.SAYS}; stop this program, and look what any command says"
            raise StoreError(msg) from error
        raise


def _plain(body: object) -> dict[str, object]:
    """What of an event names nobody: which effect, and what became of it."""
    told = body if isinstance(body, dict) else {}
    return {name: told[name] for name in ("effect", "key", "state") if name in told}


def _prepare_sqlite(engine: Engine) -> None:
    @sa.event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where SQLAlchemy says so, below
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_SECONDS * 1000}",  # first, for what follows may have to wait
            "synchronous=FULL",
            "foreign_keys=ON",
            "cache_size=-8000",  # kilobytes: the indexes of a large book, which every page of a pull touches
            # pages, at most 80 MB: what many transactions in a row change is copied home once, and a day's
            # decisions about a large book need not wait for it
            "wal_autocheckpoint=20000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        _log_ahead(cursor)
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _log_ahead(cursor: sqlite3.Cursor) -> None:
    """WAL; where another process is just writing to a file that has none yet, once that is done.

    SQLite itself does not wait then: whoever reads may not wait for who would write, for fear that both do.
    """
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(_BLINK)
        else:
            return


def open_store(url: str, clock: Clock, *, fleet: bool = False) -> Store:
    """Open the database at `url`, its tables brought up to date. Raises `StoreError`.

    In a `fleet` tables that are there are left as they are, or it is said what to run first.
    """
    with told_plainly():
        store = connected(url, clock)
        try:
            _refuse_closed(store)
            ready(store.engine, fleet=fleet)
            _name_instance(store)
        except BaseException:
            store.close()
            raise
    return store


@contextmanager
def altered(url: str, clock: Clock) -> Iterator[Connection]:
    """The database at `url` as it is, in a transaction that may change its tables. Raises `StoreError`."""
    with told_plainly():
        store = connected(url, clock)
        try:
            _refuse_closed(store)
            with store.engine.begin() as connection:
                yield connection
        finally:
            store.close()


def _refuse_closed(store: Store) -> None:
    with store.read() as connection:
        moved = closed.found(connection)
    if moved is not None:
        raise StoreError(moved.told())


@contextmanager
def told_plainly() -> Iterator[None]:
    """What hinders a database from being opened, as a `StoreError` that says what to do."""
    try:
        yield
    except Newer as error:
        msg = f"the database was made by a newer Duesync; install that one ({error})"
        raise StoreError(msg) from error
    except Behind as error:
        msg = f"the database is not ready for this Duesync; {error}"
        raise StoreError(msg) from error
    except OSError as error:
        msg = f"the database cannot be opened: {error.strerror}: {error.filename}"
        raise StoreError(msg) from error
    except sa.exc.ArgumentError:
        msg = "the setting store.url is not a database address"
        raise StoreError(msg) from None  # the cause's text may hold a password
    except ModuleNotFoundError as error:
        msg = "PostgreSQL needs the extra: pip install 'duesync[postgres]'"
        raise StoreError(msg) from error
    except sa.exc.DBAPIError as error:
        why = str(error.orig).splitlines()[0]
        damaged = any(words in why for words in _DAMAGED)
        then = "; move it away and take the last backup: duesync restore FILE" if damaged else ""
        msg = f"the database cannot be opened: {why}{then}"
        raise StoreError(msg) from error


def connected(url: str, clock: Clock) -> Store:
    """The database at `url` as it is, nothing looked at. Raises `OSError`, `sqlalchemy.exc.ArgumentError`."""
    parsed = _parsed(url)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    if is_sqlite:
        _make_file(parsed)
    engine = sa.create_engine(parsed, pool_pre_ping=not is_sqlite)
    if is_sqlite:
        _prepare_sqlite(engine)
    return Store(engine, clock)


def _parsed(url: str) -> sa.URL:
    """Raises `sqlalchemy.exc.ArgumentError`."""
    try:
        return make_url(url)
    except ValueError:  # a port that is no number
        msg = "no address"
        raise sa.exc.ArgumentError(msg) from None


def _make_file(url: sa.URL) -> None:
    """A new SQLite file is readable by its owner alone, from its first moment.

    One that is there is never opened here: closing it again would take away every lock that SQLite
    holds on it in this process, and another process could then remove the log we are writing to.
    """
    if not url.database or url.database == ":memory:":
        return
    path = Path(url.database)
    if not path.parent.is_dir():
        msg = f"the folder {path.parent} for the database does not exist"
        raise StoreError(msg)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _name_instance(store: Store) -> None:
    named = sa.select(tables.meta.c.value).where(tables.meta.c.name == "instance")
    with store.read() as connection:
        if connection.scalar(named) is not None:
            return
    with store.write() as connection:
        made = insert(connection, tables.meta)
        connection.execute(made.values(name="instance", value=uuid.uuid4().hex).on_conflict_do_nothing())

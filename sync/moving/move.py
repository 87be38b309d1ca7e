"""The order of work of a move, such that at no instant two stores are at work.

1. The other database is taken in hand, in one transaction to the end: nobody else moves there, its tables
   are made, and it must hold nothing.
2. The old store is closed, once nobody holds a lease in it: committed. From here on nobody writes there.
3. Every row is copied, counted and compared, and the audit chains are verified.
4. That it took over is written into the new store, and all of the transaction is committed: it is at work.
5. The old store is told that it is through.

Killed before 4, the other database is as empty as it was and the old store closed: the move begins anew, or
is taken back. Killed after it, the new store is at work and the old one closed: only 5 is left to do. Who
moves or takes back holds the other database, so no two of them do it at once.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, make_url

from sync import migrations, tables
from sync.clock import Clock
from sync.errors import DuesyncError
from sync.evidence.verify import Verified, verify
from sync.moving import rows
from sync.moving.rows import Tally
from sync.store import Store, closed, connected, leases, ledgers, told_plainly
from sync.store.closed import ARRIVED, CLOSED, Move

Progress = Callable[[str], None]
_NOT_OURS = (
    CLOSED,
    ARRIVED,
    migrations.AHEAD,
)  # rows of `meta` that are about a database, not about the store
_BORN_WITH = {"firms": 1}  # rows that every store has from the beginning, and brings along


class CannotMove(DuesyncError):
    """The store stays where it is; the text says why and what to do."""

    exit_code = 2


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """What is open of one ledger in one currency, in minor units, as the new store has it."""

    ledger: str
    currency: str
    invoices: int
    balance: int


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """What a move did. `already`: it was through before, nothing was done now. `rows`: of each table."""

    move: Move
    already: bool
    rows: dict[str, int]
    owed: tuple[Owed, ...]
    chains: tuple[Verified, ...]


def move(source: str, target: str, clock: Clock, progress: Progress) -> Moved:
    """Carry the store at `source` over to the empty database at `target`.

    Raises `CannotMove`, `NotTaken`, `StoreError`; the store is where it was then, and open.
    """
    to = without_password(target)
    if to == without_password(source):
        msg = f"the store is at {to} already"
        raise CannotMove(msg)
    with _opened(source, clock) as old, _opened(target, clock) as new:
        with _taken(new) as there:
            before = _before(old, to)
            if before is not None and _took_over(there, before):
                done = Moved(move=before, already=True, rows={}, owed=_owed(there), chains=())
            else:
                _make_ready(there, to)
                mine = Move(id=uuid.uuid4().hex, to=to, at=clock.now())
                _close(old, mine)
                done = _carried(old, there, mine, progress)
        with old.write() as here:
            closed.note(here, msgspec.structs.replace(done.move, through=True))
    return done


def take_back(source: str, target: str, clock: Clock) -> None:
    """Open the store at `source` again, which was closed for a move to `target` that did not come through.

    Raises `CannotMove` when the one there is at work, `StoreError` when it cannot be asked.
    """
    to = without_password(target)
    with _opened(source, clock) as old, _opened(target, clock) as new, _taken(new) as there:
        before = _before(old, to)
        if before is None:
            msg = "the store is not closed: there is nothing to take back"
            raise CannotMove(msg)
        if _took_over(there, before):
            msg = f"the store at {to} has taken over and may be at work; carry it over from there instead"
            raise CannotMove(msg)
        with old.write() as here:
            closed.reopen(here, before)


def without_password(url: str) -> str:
    """The address as it may be shown."""
    with told_plainly():
        parsed = make_url(url)
    query = {name: value for name, value in parsed.query.items() if "password" not in name}
    place = (parsed.username, None, parsed.host, parsed.port, parsed.database)
    return sa.URL.create(parsed.drivername, *place, query=query).render_as_string()


@contextmanager
def _opened(url: str, clock: Clock) -> Iterator[Store]:
    """The database there, whatever is in it. Raises `StoreError`."""
    with told_plainly():
        found = connected(url, clock)
        found.engine.connect().close()
    try:
        yield found
    finally:
        found.close()


@contextmanager
def _taken(new: Store) -> Iterator[Connection]:
    """The other database in one transaction, in which nobody else moves to it. Raises `CannotMove`."""
    with new.write() as there:
        if not migrations.alone(there, wait=False):
            msg = "another process is moving a store there, or making its tables; wait until it has finished"
            raise CannotMove(msg)
        yield there


def _before(old: Store, to: str) -> Move | None:
    """The move that closed the old store. Raises `CannotMove` when it went elsewhere."""
    with old.read() as here:
        found = closed.found(here)
        stands = migrations.stand(here)
    if found is not None and found.to != to:
        raise CannotMove(found.told())
    if not stands.after:
        msg = "there is no store yet, so nothing to carry over; set store.url to where it shall be"
        raise CannotMove(msg)
    if found is None and stands.before == stands.after:
        with told_plainly():
            migrations.ready(old.engine)
    elif stands.after != migrations.head():
        msg = f"the store's tables are of revision {stands.after}; run first: duesync migrate --after"
        raise CannotMove(msg)
    return found


def _make_ready(there: Connection, to: str) -> None:
    """Its tables made and locked. Raises `CannotMove` unless they are empty."""
    migrations.run(there)
    names = [table.name for table in tables.metadata.sorted_tables]
    if there.dialect.name == "postgresql":
        there.exec_driver_sql(f"LOCK TABLE {', '.join(names)} IN EXCLUSIVE MODE")
    for table in tables.metadata.sorted_tables:
        some = there.execute(sa.select(sa.literal(1)).select_from(table).limit(2)).all()
        if table is not tables.meta and len(some) > _BORN_WITH.get(table.name, 0):
            msg = f"{to} is not empty: it has {table.name} already; name an empty database"
            raise CannotMove(msg)
    for name in (tables.meta.name, *_BORN_WITH):
        there.execute(sa.delete(tables.metadata.tables[name]))


def _took_over(there: Connection, before: Move) -> bool:
    """Whether the store there came by that move. Raises `CannotMove` when it did once and is gone."""
    arrived = closed.found(there, ARRIVED)
    if arrived is not None and arrived.id == before.id:
        return True
    if before.through:
        msg = f"the store moved to {before.to} once, and what is there now is another one; restore its backup"
        raise CannotMove(msg)
    return False


def _close(old: Store, mine: Move) -> None:
    """Close the old store for this try, or take over from one that was cut off. Raises `CannotMove`."""
    with old.write() as here:
        before = closed.found(here)
        if before is not None:
            if before.to != mine.to:
                raise CannotMove(before.told())
            closed.note(here, mine)
            return
        closed.close(here, mine)
        held = leases.all_held(here, old.clock.wall())
        if held:
            names = {f"ledger:{one.id}": one.name for one in ledgers.every(here)}
            told = "; ".join(f"{names.get(name, name)} is being run by {who}" for name, who in held.items())
            msg = f"{told}. Stop the worker and the pages (duesync worker, duesync serve), and wait for it"
            raise CannotMove(msg)


def _carried(old: Store, there: Connection, mine: Move, progress: Progress) -> Moved:
    """All of 3 and the note of 4; what goes wrong opens the old store again, if it is ours still."""
    try:
        with old.read() as here:
            counted = _copied(here, there, progress)
        progress("verifying the audit chains")
        chains = tuple(verify(there, one.id, one.name, {}) for one in ledgers.every(there))
        closed.note(there, mine, ARRIVED)
    except BaseException:
        with old.write() as here:
            closed.reopen(here, mine)
        raise
    return Moved(move=mine, already=False, rows=counted, owed=_owed(there), chains=chains)


def _copied(here: Connection, there: Connection, progress: Progress) -> dict[str, int]:
    counted = {}
    for table in tables.metadata.sorted_tables:
        progress(f"copying {table.name}")
        rows.carry(here, there, table, _is_ours if table is tables.meta else _any)
        sent, came = rows.tally(here, table), rows.tally(there, table)
        if table is not tables.meta and sent != came:
            raise _differs(table, sent, came)
        counted[table.name] = came.rows
    return counted


def _any(_row: rows.Row) -> bool:
    return True


def _is_ours(row: rows.Row) -> bool:
    return row[0] not in _NOT_OURS


def _differs(table: sa.Table, sent: Tally, came: Tally) -> CannotMove:
    told = f"{sent.rows} rows ({sent.digest}) here and {came.rows} ({came.digest}) there"
    return CannotMove(f"{table.name}: {told}; nothing was moved")


def _owed(connection: Connection) -> tuple[Owed, ...]:
    found, of = tables.invoices, tables.ledgers
    query = (
        sa.select(of.c.name, found.c.currency, sa.func.count(), sa.func.sum(found.c.balance))
        .join_from(found, of)
        .where(found.c.status == "open")
        .group_by(of.c.name, found.c.currency)
    )
    told = [
        Owed(ledger=name, currency=currency, invoices=number, balance=int(balance))
        for name, currency, number, balance in connection.execute(query)
    ]
    return tuple(sorted(told, key=lambda one: (one.ledger, one.currency)))

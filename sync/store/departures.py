"""Ledgers that leave: which rows are theirs, and the receipts of those that are gone.

The law: every table with a `ledger_id` belongs to its ledger, and so does what only such a table
refers to. It is exported and deleted by that alone: a new table joins by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from sync import tables
from sync.store.dialects import is_postgres
from sync.store.firms import mine
from sync.store.ledgers import LinkedLedger
from sync.tables import (
    decisions,
    departures,
    effects,
    events,
    ledgers,
    notices,
    persons,
    sent_papers,
    snapshots,
    suppressions,
)

NOT_TAKEN_ALONG = {
    "credentials": "a sign-in is given to one place, and no secret is ever exported",
    "mail_credentials": "as above",
    "allowances": "how soon this place may call again is no other's business",
    "calls": "calls made from here were counted against the app used here",
    "turns": "when it is looked after next is each place's own business",
    "signals": "the next pull brings what they told of",
    "api_token_ledgers": "who may look in here may not look in elsewhere",
    "api_requests": "as above",
    "webhook_endpoints": "no secret is ever exported, and two places that tell the same would tell it twice",
    "webhook_messages": "as above",
}
WHOSE = ("ledger_id", "firm_id")  # columns that an export has not: whose a row is, its new place says
_PAGE, _LARGE_PAGE = 500, 50  # rows; the second where a row may hold a document
Rows = Callable[[sa.Table, int], sa.ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Departure:
    """A ledger that was unlinked here. `deleted_at`: `None` while its day has not come. `receipt`: JSON."""

    id: int
    name: str
    provider: str
    environment: str
    company_id: str
    unlinked_at: datetime
    deleted_at: datetime | None
    receipt: bytes
    evidence_until: date | None


_COLUMNS = [departures.c[name] for name in Departure.__dataclass_fields__]


def owned() -> list[sa.Table]:
    """Every table that ledgers own rows of, those referred to first."""
    return [table for table in tables.metadata.sorted_tables if "ledger_id" in table.c]


def shared() -> list[sa.Table]:
    """Tables whose rows are a ledger's only because its other rows refer to them, such as snapshots."""
    referred = {key.column.table.name for table in owned() for key in table.foreign_keys}
    every = tables.metadata.sorted_tables
    return [one for one in every if one.name in referred and one is not ledgers and "ledger_id" not in one.c]


def taken_along() -> list[sa.Table]:
    """What an export holds, in the order in which it can be put in again."""
    mine = {table.name for table in (ledgers, *shared(), *owned(), suppressions)} - NOT_TAKEN_ALONG.keys()
    return [table for table in tables.metadata.sorted_tables if table.name in mine]


def belonging(table: sa.Table, ledger_id: int) -> sa.ColumnElement[bool]:
    """Which rows are that ledger's."""
    if table is ledgers:
        return ledgers.c.id == ledger_id
    if "ledger_id" in table.c:
        return table.c.ledger_id == ledger_id
    if table is suppressions:
        return sa.false()  # they are no ledger's: whose books have them is for `forgotten.rows_of` to say
    return sa.or_(
        *(
            key.column.in_(sa.select(key.parent).where(key.parent.table.c.ledger_id == ledger_id))
            for owner in owned()
            for key in owner.foreign_keys
            if key.column.table is table
        )
    )


def evidence(since: datetime) -> Rows:
    """Which rows tell what was done, from `since` on: acts that went or may have gone, and why."""

    def chosen(table: sa.Table, ledger_id: int) -> sa.ColumnElement[bool]:
        acts = sa.and_(
            effects.c.ledger_id == ledger_id,
            effects.c.state.in_(("done", "uncertain")),
            sa.func.coalesce(effects.c.settled_at, effects.c.claimed_at, effects.c.created_at) >= since,
        )
        why = sa.select(effects.c.decision_id).where(acts, effects.c.decision_id.is_not(None))
        resting = sa.select(decisions.c.account_digest).where(decisions.c.id.in_(why))
        whose = persons.c.customer_id.in_(sa.select(effects.c.customer_id).where(acts))
        done = sa.select(effects.c.id).where(acts)
        rows = {
            effects.name: acts,
            notices.name: notices.c.effect_id.in_(done),
            sent_papers.name: sent_papers.c.effect_id.in_(done),
            decisions.name: decisions.c.id.in_(why),
            snapshots.name: snapshots.c.digest.in_(resting),
            ledgers.name: ledgers.c.id == ledger_id,
            # all of the chain, or it would prove nothing; what it tells of others is sealed for good then
            events.name: events.c.ledger_id == ledger_id,
            persons.name: sa.and_(persons.c.ledger_id == ledger_id, whose),
        }
        return rows.get(table.name, sa.false())

    return chosen


def newest_act(connection: Connection, ledger_id: int, since: datetime) -> datetime | None:
    """When the last thing was done that is evidence."""
    chosen = evidence(since)(effects, ledger_id)
    when = sa.func.coalesce(effects.c.settled_at, effects.c.claimed_at, effects.c.created_at)
    found: datetime | None = connection.scalar(sa.select(sa.func.max(when)).where(chosen))
    return found


def pages(
    connection: Connection, table: sa.Table, where: sa.ColumnElement[bool]
) -> Iterator[list[dict[str, Any]]]:
    """Its rows without the ledger's own number, a few hundred at a time, always in the same order."""
    columns = [column for column in table.c if column.name not in WHOSE]
    query = sa.select(*columns).where(where).order_by(*table.primary_key)
    large = any(column.type.python_type is bytes for column in columns)
    result = connection.execute(query, execution_options={"yield_per": _LARGE_PAGE if large else _PAGE})
    with result:
        for page in result.mappings().partitions():
            yield [dict(row) for row in page]


def delete(connection: Connection, ledger_id: int) -> dict[str, int]:
    """Delete all that is that ledger's; returns how many rows of each table. SQLite overwrites them."""
    if not is_postgres(connection):
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    gone: dict[str, int] = {}
    for table in reversed(owned()):
        gone[table.name] = connection.execute(sa.delete(table).where(table.c.ledger_id == ledger_id)).rowcount
    for table in shared():
        gone[table.name] = connection.execute(sa.delete(table).where(~_referred_to(table))).rowcount
    connection.execute(sa.delete(ledgers).where(ledgers.c.id == ledger_id))
    return {name: rows for name, rows in sorted(gone.items()) if rows}


def _referred_to(table: sa.Table) -> sa.ColumnElement[bool]:
    return sa.or_(
        *(
            sa.exists().where(key.parent == key.column)
            for owner in owned()
            for key in owner.foreign_keys
            if key.column.table is table
        )
    )


def empty_log(engine: Engine) -> None:
    """Let SQLite's log, which holds old pages still, be written into its file and emptied."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()


def note(connection: Connection, ledger: LinkedLedger, now: datetime, receipt: bytes) -> None:
    """The unlinking was through, or through once more: from now on it may be deleted on its day."""
    begun = pending(connection, ledger)
    if begun is not None:
        connection.execute(sa.update(departures).where(departures.c.id == begun.id).values(receipt=receipt))
        return
    connection.execute(
        sa.insert(departures).values(
            name=ledger.name,
            provider=ledger.provider,
            environment=ledger.environment,
            company_id=ledger.company_id,
            unlinked_at=now,
            receipt=receipt,
            firm_id=ledger.firm_id,
        )
    )


def pending(connection: Connection, ledger: LinkedLedger) -> Departure | None:
    """The departure of a ledger that is still here; `None` while its unlinking was not through."""
    before = of_company(connection, ledger.provider, ledger.environment, ledger.company_id)
    return next((one for one in before if one.deleted_at is None), None)


def forget(connection: Connection, ledger: LinkedLedger) -> None:
    """It stays after all."""
    begun = pending(connection, ledger)
    if begun is not None:
        connection.execute(sa.delete(departures).where(departures.c.id == begun.id))


def gone(connection: Connection, departure: Departure, **values: object) -> None:
    """Write down its deletion: `deleted_at`, `receipt`, `evidence`, `evidence_until`."""
    connection.execute(sa.update(departures).where(departures.c.id == departure.id).values(values))


def of_company(
    connection: Connection, provider: str, environment: str, company_id: str
) -> Sequence[Departure]:
    """Every time that company left, the last first."""
    query = sa.select(*_COLUMNS).where(
        departures.c.provider == provider,
        departures.c.environment == environment,
        departures.c.company_id == company_id,
    )
    return _found(connection, query.order_by(departures.c.id.desc()))


def every(connection: Connection) -> Sequence[Departure]:
    """All of them, the first first."""
    return _found(connection, sa.select(*_COLUMNS).order_by(departures.c.id))


def _found(connection: Connection, query: sa.Select[Any]) -> list[Departure]:
    ours = query.where(mine(connection, departures.c.firm_id))
    return [Departure(**row) for row in connection.execute(ours).mappings()]


def evidence_of(connection: Connection, departure_id: int) -> bytes | None:
    """What is kept of it: an export, as a file's content."""
    return connection.scalar(
        sa.select(departures.c.evidence).where(
            departures.c.id == departure_id, mine(connection, departures.c.firm_id)
        )
    )


def has_old_evidence(connection: Connection, today: date) -> bool:
    """Whether evidence is here whose time is over."""
    return bool(connection.scalar(sa.select(sa.exists().where(_is_over(today)))))


def _is_over(today: date) -> sa.ColumnElement[bool]:
    return sa.and_(departures.c.evidence.is_not(None), departures.c.evidence_until <= today)


def forget_evidence(connection: Connection, today: date) -> None:
    """Drop evidence whose time is over."""
    if not is_postgres(connection):
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    connection.execute(sa.update(departures).where(_is_over(today)).values(evidence=None))

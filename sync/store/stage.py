"""Staging facts: idempotent upserts, an older version never over a newer one, history kept.

`stage` returns the accounts it touched and puts them up for review, in the same transaction that
moves the cursor, so that no change can be pulled and then not looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from dunning.ledger import (
    CreditNote,
    Customer,
    Fact,
    Gone,
    Invoice,
    Kind,
    Payment,
    PaymentsOf,
    Row,
    StillOpen,
    Unreadable,
    minor_digits,
    to_minor,
)
from sync import tables
from sync.store import problems, vanished
from sync.store.chunks import chunks
from sync.store.review import DOCUMENTS, TABLES, Touched, review

_ENCODE = msgspec.json.Encoder(decimal_format="string")
_NUL, _STANDS_FOR_NUL = rb"\u0000", rb"\ufffd"  # as JSON writes them
_LONGEST_TERMS = 100_000  # days
_KINDS: dict[type, Kind] = {
    Customer: Kind.CUSTOMER,
    Invoice: Kind.INVOICE,
    CreditNote: Kind.CREDIT,
    Payment: Kind.PAYMENT,
}


def upsert(
    connection: Connection,
    table: sa.Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    newer: bool = False,
    update: bool = True,
) -> None:
    """Insert or update by primary key; `newer`: only over rows that are not more recent."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    made: Any = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
    if not update:
        connection.execute(made.on_conflict_do_nothing(index_elements=keys), rows)
        return
    values = {name: made.excluded[name] for name in rows[0] if name not in keys}
    where = made.excluded.modified_at >= table.c.modified_at if newer else None
    connection.execute(made.on_conflict_do_update(index_elements=keys, set_=values, where=where), rows)


def stage(connection: Connection, ledger_id: int, rows: Sequence[Row], seen_at: datetime) -> Touched:
    """Stage one page. Returns what it touched, already put up for review."""
    rows = [_without_nul(row) for row in rows]
    unreadable = [row for row in rows if isinstance(row, Unreadable)]
    gone = [row for row in rows if isinstance(row, Gone)]
    facts: dict[Kind, list[Fact]] = {kind: [] for kind in Kind}
    for row in rows:
        if isinstance(row, Customer | Invoice | CreditNote | Payment):
            _sort_in(row, facts, unreadable)
    touched = Touched()
    _note_old_places(connection, ledger_id, facts, touched)
    for kind, found in facts.items():
        _keep_history(connection, ledger_id, kind, found, seen_at)
        _stage_kind(connection, ledger_id, kind, found)
        problems.clear(connection, ledger_id, kind, {fact.id for fact in found}, touched)
        problems.clear_corrected(connection, ledger_id, kind, found, touched)
        for fact in found:
            touched.add(fact)
    _take_away(connection, ledger_id, gone, seen_at, touched)
    for row in rows:
        if isinstance(row, PaymentsOf):
            vanished.settle_payments(connection, ledger_id, row, touched)
        elif isinstance(row, StillOpen):
            lost, _ = vanished.missing(connection, ledger_id, row)
            _take_away(connection, ledger_id, lost, seen_at, touched)
            problems.clear_absent(connection, ledger_id, row.kind, frozenset(row.ids), touched)
    problems.keep(connection, ledger_id, unreadable, seen_at, touched)
    review(connection, ledger_id, touched)
    return touched


def _take_away(
    connection: Connection, ledger_id: int, gone: Sequence[Gone], seen_at: datetime, touched: Touched
) -> None:
    """Mark as deleted what the ledger no longer has; a problem it had is no longer one."""
    by_kind: dict[Kind, list[Fact]] = {kind: [row for row in gone if row.kind is kind] for kind in Kind}
    _note_old_places(connection, ledger_id, by_kind, touched)
    touched.customers.update(row.id for row in by_kind[Kind.CUSTOMER])
    for kind, lost in by_kind.items():
        _keep_history(connection, ledger_id, kind, lost, seen_at)
        problems.clear(connection, ledger_id, kind, {row.id for row in lost}, touched)
    for row in gone:
        vanished.remove(connection, ledger_id, row)


def _without_nul(row: Row) -> Row:
    """PostgreSQL's text holds no NUL, and no name or number means one."""
    body = _ENCODE.encode(row)
    return msgspec.json.decode(body.replace(_NUL, _STANDS_FOR_NUL), type=type(row)) if _NUL in body else row


def _sort_in(
    row: Customer | Invoice | CreditNote | Payment,
    facts: dict[Kind, list[Fact]],
    unreadable: list[Unreadable],
) -> None:
    """The connector checked amounts already; what it let through is still never staged inexactly."""
    kind = _KINDS[type(row)]
    try:
        _check(row)
    except ValueError as error:
        unreadable.append(
            Unreadable(
                kind=kind,
                id=row.id,
                customer_id=row.id if isinstance(row, Customer) else row.customer_id,
                number=getattr(row, "number", None),
                problem=str(error),
                raw=_ENCODE.encode(row).decode()[:2000],
            )
        )
        return
    facts[kind].append(row)


def _check(row: Customer | Invoice | CreditNote | Payment) -> None:
    if isinstance(row, Customer):
        if row.currency is not None:
            minor_digits(row.currency)
        if row.balance is not None:
            to_minor(row.balance, row.currency or "")
        if row.terms_days is not None and not 0 <= row.terms_days <= _LONGEST_TERMS:
            msg = f"payment terms of {row.terms_days} days"
            raise ValueError(msg)
        return
    amounts: tuple[Decimal, ...]
    if isinstance(row, Invoice):
        amounts = (row.total, row.balance)
    elif isinstance(row, CreditNote):
        amounts = (row.total, row.unapplied)
    else:
        amounts = (row.amount, row.unapplied, *(part.amount for part in row.allocations))
    for amount in amounts:
        to_minor(amount, row.currency)


def _note_old_places(
    connection: Connection,
    ledger_id: int,
    facts: Mapping[Kind, Sequence[Fact]],
    touched: Touched,
) -> None:
    """The accounts these documents lay in before this page: an edit may move them elsewhere."""
    for kind, table in DOCUMENTS.items():
        for some in chunks(sorted({fact.id for fact in facts[kind]})):
            query = sa.select(table.c.customer_id, table.c.currency).where(
                table.c.ledger_id == ledger_id, table.c.id.in_(some)
            )
            touched.documents.update(
                (owner, currency) for owner, currency in connection.execute(query) if owner is not None
            )
    for some in chunks(sorted({fact.id for fact in facts[Kind.CUSTOMER]})):
        customers = tables.customers
        parents = sa.select(customers.c.bills_with).where(
            customers.c.ledger_id == ledger_id, customers.c.id.in_(some), customers.c.bills_with.is_not(None)
        )
        touched.customers.update(connection.scalars(parents))


def _keep_history(
    connection: Connection, ledger_id: int, kind: Kind, found: Sequence[Fact], seen_at: datetime
) -> None:
    """Each version that was ever seen, also one that a newer on the same page overtook."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for fact in found:
        body = _ENCODE.encode(fact)
        digest = hashlib.blake2b(body, digest_size=10).hexdigest()
        rows[fact.id, digest] = {
            "ledger_id": ledger_id,
            "kind": kind.value,
            "id": fact.id,
            "digest": digest,
            "body": body,
            "seen_at": seen_at,
        }
    upsert(connection, tables.history, list(rows.values()), update=False)


def _stage_kind(connection: Connection, ledger_id: int, kind: Kind, found: Sequence[Fact]) -> None:
    """The newest version of each; among equals the one that came last."""
    newest: dict[str, Fact] = {}
    for fact in found:
        known = newest.get(fact.id)
        if known is None or known.modified_at <= fact.modified_at:
            newest[fact.id] = fact
    upsert(connection, TABLES[kind], [_row(ledger_id, fact) for fact in newest.values()], newer=True)
    if kind is Kind.PAYMENT:
        paid = [fact for fact in newest.values() if isinstance(fact, Payment)]
        _stage_allocations(connection, ledger_id, _as_staged(connection, ledger_id, paid))


def _as_staged(connection: Connection, ledger_id: int, found: Sequence[Payment]) -> list[Payment]:
    """Those among them that the stage took: where it holds a newer version, that one's allocations stand."""
    payments = tables.payments
    staged: dict[str, datetime] = {}
    for some in chunks(payment.id for payment in found):
        query = sa.select(payments.c.id, payments.c.modified_at).where(
            payments.c.ledger_id == ledger_id, payments.c.id.in_(some)
        )
        staged.update(iter(connection.execute(query)))
    return [payment for payment in found if staged[payment.id] == payment.modified_at]


def _row(ledger_id: int, fact: Fact) -> dict[str, Any]:
    row: dict[str, Any] = {"ledger_id": ledger_id} | {
        name: getattr(fact, name) for name in fact.__struct_fields__
    }
    if isinstance(fact, Customer):
        row["emails"] = _ENCODE.encode(fact.emails).decode()
        row["people"] = _ENCODE.encode(fact.people).decode()
        if fact.balance is not None:
            row["balance"] = to_minor(fact.balance, fact.currency or "")
    elif isinstance(fact, Invoice):
        row["emails"] = _ENCODE.encode(fact.emails).decode()
        row["total"] = to_minor(fact.total, fact.currency)
        row["balance"] = to_minor(fact.balance, fact.currency)
    elif isinstance(fact, CreditNote):
        row["total"] = to_minor(fact.total, fact.currency)
        row["unapplied"] = to_minor(fact.unapplied, fact.currency)
    elif isinstance(fact, Payment):
        row["amount"] = to_minor(fact.amount, fact.currency)
        row["unapplied"] = to_minor(fact.unapplied, fact.currency)
        del row["allocations"]
    return row


def _stage_allocations(connection: Connection, ledger_id: int, found: Sequence[Payment]) -> None:
    allocations = tables.allocations
    for some in chunks(payment.id for payment in found):
        connection.execute(
            sa.delete(allocations).where(
                allocations.c.ledger_id == ledger_id, allocations.c.payment_id.in_(some)
            )
        )
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for payment in found:
        for part in payment.allocations:
            key = (payment.id, part.invoice_id)
            amount = to_minor(part.amount, payment.currency)
            if key in rows:  # one payment may name an invoice on two lines
                rows[key]["amount"] += amount
            else:
                rows[key] = {
                    "ledger_id": ledger_id,
                    "payment_id": payment.id,
                    "invoice_id": part.invoice_id,
                    "amount": amount,
                }
    upsert(connection, allocations, list(rows.values()))

"""Payments on given invoices since a date, with what went to each of those; read when a letter is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.ledger import Allocation, Payment, of_minor
from dunning.letters.letter import Received
from dunning.letters.received import asked_since, since_last_notice
from sync import tables
from sync.store.dialects import among


def received_since(connection: Connection, ledger_id: int, account: Account) -> tuple[Received, ...]:
    """What the customer paid since the last notice."""
    asked = asked_since(account)
    return () if asked is None else since_last_notice(account, payments_on(connection, ledger_id, *asked))


def payments_on(
    connection: Connection, ledger_id: int, invoice_ids: Iterable[str], since: date
) -> tuple[Payment, ...]:
    """Active payments dated on `since` or later. `allocations`: to those invoices only."""
    allocations, payments = tables.allocations, tables.payments
    parts: dict[str, list[tuple[str, int]]] = defaultdict(list)
    query = (
        sa.select(allocations.c.payment_id, allocations.c.invoice_id, allocations.c.amount)
        .where(
            allocations.c.ledger_id == ledger_id,
            among(allocations.c.invoice_id, sorted(set(invoice_ids))),
        )
        .order_by(allocations.c.payment_id, allocations.c.invoice_id)
    )
    for payment_id, invoice_id, amount in connection.execute(query):
        parts[payment_id].append((invoice_id, amount))
    rows = (
        sa.select(payments)
        .where(
            payments.c.ledger_id == ledger_id,
            among(payments.c.id, parts),
            payments.c.status == "active",
            payments.c.paid_on >= since,
        )
        .order_by(payments.c.id)
    )
    found: list[Payment] = []
    for row in connection.execute(rows).mappings():
        facts = {name: value for name, value in row.items() if name != "ledger_id"}
        currency = str(row["currency"])
        facts |= {name: of_minor(row[name], currency) for name in ("amount", "unapplied")}
        to = tuple(
            Allocation(invoice_id=each, amount=of_minor(part, currency)) for each, part in parts[row["id"]]
        )
        found.append(Payment(**facts, allocations=to))
    return tuple(found)

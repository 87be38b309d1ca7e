"""What customers owe, or have in hand, that no document of theirs shows: posted by journal entries.

No ledger tells what is left of a journal entry. One that tells each customer's whole balance lets it
be derived: that balance less the customer's own documents, in the customer's own currency. Credit
posted so counts like any other. What is owed so is not ours to ask for, having no invoice and no due
date; it stands in the figures alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import CreditNote, Customer, Invoice, Payment, of_minor
from sync.tables import credit_notes, customers, invoices, payments

Key = tuple[str, str]  # customer id, currency


@dataclass(frozen=True, slots=True)
class Told:
    """What the ledger itself says that a customer owes in all, and in which version of the customer."""

    customer_id: str
    currency: str
    balance: Decimal
    version: str
    modified_at: datetime


def told(customers: Iterable[Customer]) -> list[Told]:
    """What the ledger says that each of these customers owes; those of whom it does not are left out."""
    return [
        Told(one.id, one.currency, one.balance, one.version, one.modified_at)
        for one in customers
        if one.balance is not None and one.currency is not None
    ]


def as_credit(
    said: Iterable[Told],
    owed: Mapping[Key, Sequence[Invoice]],
    credit: Mapping[Key, Sequence[CreditNote]],
    paid: Mapping[Key, Sequence[Payment]],
    billed: Mapping[str, str],
) -> Iterator[CreditNote]:
    """Credit posted to these customers, as credit notes of no date.

    The documents are every one with something open, by the customer who is billed for it (`billed`).
    """
    for one in said:
        key = (billed[one.customer_id], one.currency)
        parts: list[tuple[str | None, Decimal]] = [
            (each.customer_id, each.balance) for each in owed.get(key, ())
        ]
        parts += [(each.customer_id, -each.unapplied) for each in credit.get(key, ())]
        parts += [(each.customer_id, -each.unapplied) for each in paid.get(key, ())]
        documents = sum((amount for whose, amount in parts if whose == one.customer_id), Decimal(0))
        if one.balance < documents:
            yield CreditNote(
                id=f"journal:{one.customer_id}",
                version=one.version,
                modified_at=one.modified_at,
                number=None,
                customer_id=one.customer_id,
                kind="journal",
                issued_on=None,
                currency=one.currency,
                total=documents - one.balance,
                unapplied=documents - one.balance,
                status="active",
            )


def owed_in_documents(connection: Connection, ledger_id: int) -> dict[Key, Decimal]:
    """What each customer owes by their documents: invoices less unapplied credit and payments."""
    sums: defaultdict[Key, int] = defaultdict(int)
    for table, column, sign, status in (
        (invoices, invoices.c.balance, 1, "open"),
        (credit_notes, credit_notes.c.unapplied, -1, "active"),
        (payments, payments.c.unapplied, -1, "active"),
    ):
        query = (
            sa.select(table.c.customer_id, table.c.currency, sa.func.sum(column))
            .where(
                table.c.ledger_id == ledger_id,
                table.c.customer_id.is_not(None),
                table.c.status == status,
                column != 0,
            )
            .group_by(table.c.customer_id, table.c.currency)
        )
        for customer, currency, total in connection.execute(query):
            sums[customer, currency] += sign * int(total)
    return {key: of_minor(total, key[1]) for key, total in sums.items() if total}


def owed(connection: Connection, ledger_id: int) -> dict[Key, Decimal]:
    """What each customer owes, net of all they have in hand: as the ledger says, else by documents."""
    found = owed_in_documents(connection, ledger_id)
    query = sa.select(customers.c.id, customers.c.currency, customers.c.balance).where(
        customers.c.ledger_id == ledger_id,
        customers.c.balance.is_not(None),
        customers.c.currency.is_not(None),
    )
    for customer, currency, balance in connection.execute(query):
        found[customer, currency] = of_minor(balance, currency)
    return {key: amount for key, amount in found.items() if amount}


def in_no_document(connection: Connection, ledger_id: int) -> dict[str, Decimal]:
    """What all customers owe that no document shows, by currency; below 0 where it is credit."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for (_, currency), amount in owed(connection, ledger_id).items():
        sums[currency] += amount
    for (_, currency), amount in owed_in_documents(connection, ledger_id).items():
        sums[currency] -= amount
    return {currency: amount for currency, amount in sorted(sums.items()) if amount}

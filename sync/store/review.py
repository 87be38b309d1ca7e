"""Which accounts are due for another look.

An account is the customer who is billed, in one currency: a sub-customer that bills with its parent
joins the parent's. Its row says when it is looked at again; `None` there means: nothing is owed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from dunning.ledger import CreditNote, Customer, Fact, Invoice, Kind, Payment
from sync.store.chunks import chunks
from sync.tables import accounts, credit_notes, customers, invoices, payments

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
DOCUMENTS = {Kind.INVOICE: invoices, Kind.CREDIT: credit_notes, Kind.PAYMENT: payments}
TABLES = {Kind.CUSTOMER: customers} | DOCUMENTS


@dataclass(slots=True)
class Touched:
    """`documents`: (customer id, currency) whose documents changed. `customers`: changed themselves."""

    documents: set[tuple[str, str]] = field(default_factory=set)
    customers: set[str] = field(default_factory=set)

    def add(self, fact: Fact) -> None:
        """Note where a staged fact lies."""
        if isinstance(fact, Customer):
            self.customers.add(fact.id)
        elif isinstance(fact, Invoice | CreditNote | Payment) and fact.customer_id is not None:
            self.documents.add((fact.customer_id, fact.currency))


def billed_customers(connection: Connection, ledger_id: int) -> dict[str, str]:
    """Sub-customer id -> id of the customer who is billed for it."""
    parents = _parents(connection, ledger_id)
    return {child: owner for child in parents if (owner := _line(child, parents)[-1]) != child}


def _parents(connection: Connection, ledger_id: int) -> dict[str, str]:
    query = sa.select(customers.c.id, customers.c.bills_with).where(
        customers.c.ledger_id == ledger_id, customers.c.bills_with.is_not(None)
    )
    return dict(iter(connection.execute(query)))


def _line(child: str, parents: Mapping[str, str]) -> list[str]:
    """The child and those above it, the billed one last. A line that runs in a circle is no line."""
    line = [child]
    while line[-1] in parents:
        above = parents[line[-1]]
        if above in line:
            return [child]
        line.append(above)
    return line


def review(connection: Connection, ledger_id: int, touched: Touched) -> None:
    """Put the touched accounts up for review at once, making their rows where they are new.

    A customer that begins or ends to bill with its parent takes the documents of all below it along.
    """
    parents = _parents(connection, ledger_id)
    moved = touched.customers | {child for child in parents if touched.customers & {*_line(child, parents)}}
    documents = touched.documents | _documents_of(connection, ledger_id, moved)
    keys = {(_line(customer, parents)[-1], currency) for customer, currency in documents}
    if keys:
        made = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(accounts)
        connection.execute(
            made.on_conflict_do_update(
                index_elements=["ledger_id", "customer_id", "currency"],
                set_={"review_at": made.excluded.review_at},
            ),
            [
                {
                    "ledger_id": ledger_id,
                    "customer_id": customer,
                    "currency": currency,
                    "review_at": AT_ONCE,
                    "episode": None,
                }
                for customer, currency in sorted(keys)
            ],
        )
    review_customers(connection, ledger_id, touched.customers)


def _documents_of(connection: Connection, ledger_id: int, owners: Iterable[str]) -> set[tuple[str, str]]:
    """(customer id, currency) of every document staged for these customers."""
    found: set[tuple[str, str]] = set()
    for some in chunks(sorted(owners)):
        for table in DOCUMENTS.values():
            query = sa.select(table.c.customer_id, table.c.currency).where(
                table.c.ledger_id == ledger_id, table.c.customer_id.in_(some)
            )
            found.update((customer, currency) for customer, currency in connection.execute(query.distinct()))
    return found


def review_customers(connection: Connection, ledger_id: int, asked: Iterable[str]) -> None:
    """Put every account of these customers, and of those billed for them, up for review at once."""
    asked = set(asked)
    if not asked:
        return
    parents = _parents(connection, ledger_id)
    owners = asked | {_line(customer, parents)[-1] for customer in asked}
    for some in chunks(sorted(owners)):
        connection.execute(
            sa.update(accounts)
            .where(accounts.c.ledger_id == ledger_id, accounts.c.customer_id.in_(some))
            .values(review_at=AT_ONCE)
        )


def is_up(connection: Connection, ledger_id: int, account: tuple[str, str], now: datetime) -> bool:
    """Whether that account is due for another look."""
    found = connection.scalar(
        sa.select(accounts.c.review_at).where(
            accounts.c.ledger_id == ledger_id,
            accounts.c.customer_id == account[0],
            accounts.c.currency == account[1],
        )
    )
    return found is not None and found <= now


def review_ledger(connection: Connection, ledger_id: int) -> None:
    """Put every account of the ledger up for review at once (its policy or release changed)."""
    connection.execute(sa.update(accounts).where(accounts.c.ledger_id == ledger_id).values(review_at=AT_ONCE))


def take_up(connection: Connection, ledger_id: int, now: datetime) -> list[tuple[str, str]]:
    """(customer id, currency) of the accounts whose review date has come, the longest waiting first.

    Each is marked with `now`: whoever asks for another look from here on sets it to `AT_ONCE`, and
    a decision that rests on what was read before then does not cover that up (`decided.keep`).
    """
    is_due = sa.and_(accounts.c.ledger_id == ledger_id, accounts.c.review_at <= now)
    query = (
        sa.select(accounts.c.customer_id, accounts.c.currency)
        .where(is_due)
        .order_by(accounts.c.review_at, accounts.c.customer_id, accounts.c.currency)
    )
    keys = [(customer, currency) for customer, currency in connection.execute(query)]
    if keys:
        connection.execute(sa.update(accounts).where(is_due).values(review_at=now))
    return keys

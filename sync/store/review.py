"""Which accounts are due for another look.

An account is the customer who is billed, in one currency: a sub-customer that bills with its parent
joins the parent's. Its row says when it is looked at again; `None` there means: nothing is owed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from dunning.ledger import CreditNote, Customer, Fact, Invoice, Payment
from sync.tables import accounts, customers

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
_GENERATIONS = 6  # QuickBooks nests five levels deep; more would be a loop


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
    query = sa.select(customers.c.id, customers.c.bills_with).where(
        customers.c.ledger_id == ledger_id, customers.c.bills_with.is_not(None)
    )
    parents: dict[str, str] = dict(iter(connection.execute(query)))
    billed: dict[str, str] = {}
    for child in parents:
        owner = child
        for _ in range(_GENERATIONS):
            if owner not in parents:
                break
            owner = parents[owner]
        billed[child] = owner
    return billed


def review(connection: Connection, ledger_id: int, touched: Touched) -> None:
    """Put the touched accounts up for review at once, making their rows where they are new."""
    billed = billed_customers(connection, ledger_id)
    keys = {(billed.get(customer, customer), currency) for customer, currency in touched.documents}
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
    owners = {billed.get(customer, customer) for customer in touched.customers} | touched.customers
    review_customers(connection, ledger_id, owners)


def review_customers(connection: Connection, ledger_id: int, owners: Iterable[str]) -> None:
    """Put every account of these customers up for review at once."""
    for owner in sorted(owners):
        connection.execute(
            sa.update(accounts)
            .where(accounts.c.ledger_id == ledger_id, accounts.c.customer_id == owner)
            .values(review_at=AT_ONCE)
        )


def review_ledger(connection: Connection, ledger_id: int) -> None:
    """Put every account of the ledger up for review at once (its policy or release changed)."""
    connection.execute(sa.update(accounts).where(accounts.c.ledger_id == ledger_id).values(review_at=AT_ONCE))


def due(connection: Connection, ledger_id: int, now: datetime) -> list[tuple[str, str]]:
    """(customer id, currency) of the accounts whose review date has come, the longest waiting first."""
    query = (
        sa.select(accounts.c.customer_id, accounts.c.currency)
        .where(accounts.c.ledger_id == ledger_id, accounts.c.review_at <= now)
        .order_by(accounts.c.review_at, accounts.c.customer_id, accounts.c.currency)
    )
    return [(customer, currency) for customer, currency in connection.execute(query)]

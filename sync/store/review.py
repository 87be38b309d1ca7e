"""Which accounts are due for another look.

An account is the customer who is billed, in one currency: a sub-customer that bills with its parent
joins the parent's. Its row says when it is looked at again; `None` there means: nothing is owed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import Kind
from sync.store import bulk
from sync.store.dialects import among, forms
from sync.tables import accounts, credit_notes, customers, invoices, payments

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
DOCUMENTS = {Kind.INVOICE: invoices, Kind.CREDIT: credit_notes, Kind.PAYMENT: payments}
TABLES = {Kind.CUSTOMER: customers} | DOCUMENTS
_DUE = ("ledger_id", "customer_id", "currency", "review_at")
_PARENTS = sa.select(customers.c.id, customers.c.bills_with).where(
    customers.c.ledger_id == sa.bindparam("ledger"), customers.c.bills_with.is_not(None)
)
_ANY_CHILD = (
    sa.select(customers.c.id)
    .where(customers.c.ledger_id == sa.bindparam("ledger"), customers.c.bills_with.is_not(None))
    .limit(1)
)


@dataclass(slots=True)
class Touched:
    """`documents`: (customer id, currency) whose documents changed. `customers`: changed themselves;
    those of them that begin or end to bill with a parent are `moved` too. `reassigned`: the id of each
    invoice that is another customer's now, and the customer whose it was.
    """

    documents: set[tuple[str, str]] = field(default_factory=set)
    customers: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    reassigned: set[tuple[str, str]] = field(default_factory=set)


def billed_customers(connection: Connection, ledger_id: int) -> dict[str, str]:
    """Sub-customer id -> id of the customer who is billed for it."""
    parents = dict(iter(connection.execute(_PARENTS, {"ledger": ledger_id})))
    return {child: owner for child in parents if (owner := _line(child, parents)[-1]) != child}


def _above(connection: Connection, ledger_id: int, ids: Collection[str]) -> dict[str, str]:
    """Child -> parent, for these customers and for all above them."""
    parents: dict[str, str] = {}
    asked = set(ids)
    if asked and connection.scalar(_ANY_CHILD, {"ledger": ledger_id}) is None:
        return parents  # as in every Xero organisation
    while asked:
        query = sa.select(customers.c.id, customers.c.bills_with).where(
            customers.c.ledger_id == ledger_id,
            among(customers.c.id, asked),
            sa.func.coalesce(customers.c.bills_with, "") != "",  # said so that no index of parents is read
        )
        found = dict(iter(connection.execute(query)))
        parents |= found
        asked = {*found.values()} - parents.keys()
    return parents


def _below(connection: Connection, ledger_id: int, ids: Collection[str]) -> set[str]:
    """These customers and all that are billed by way of them."""
    every, asked = set(ids), set(ids)
    while asked:
        query = sa.select(customers.c.id).where(
            customers.c.ledger_id == ledger_id, among(customers.c.bills_with, asked)
        )
        asked = {*connection.scalars(query)} - every
        every |= asked
    return every


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
    No other change of a customer makes an account: each document made its own when it was staged.
    """
    moved = _below(connection, ledger_id, touched.moved)
    documents = touched.documents | _documents_of(connection, ledger_id, moved)
    parents = _above(connection, ledger_id, {customer for customer, _ in documents} | touched.customers)
    billed = {customer: _line(customer, parents)[-1] for customer in parents}
    keys = {(billed.get(customer, customer), currency) for customer, currency in documents}
    at_once = forms(connection).instant(AT_ONCE)
    rows = [(ledger_id, customer, currency, at_once) for customer, currency in sorted(keys)]
    bulk.upsert(connection, accounts, _DUE, rows, over="other")
    _review(connection, ledger_id, touched.customers | {billed.get(one, one) for one in touched.customers})


def _documents_of(connection: Connection, ledger_id: int, owners: Collection[str]) -> set[tuple[str, str]]:
    """(customer id, currency) of every document staged for these customers."""
    found: set[tuple[str, str]] = set()
    for table in DOCUMENTS.values() if owners else ():
        query = sa.select(table.c.customer_id, table.c.currency).where(
            table.c.ledger_id == ledger_id, among(table.c.customer_id, owners)
        )
        found.update((customer, currency) for customer, currency in connection.execute(query.distinct()))
    return found


def review_customers(connection: Connection, ledger_id: int, asked: Iterable[str]) -> None:
    """Put every account of these customers, and of those billed for them, up for review at once."""
    ids = set(asked)
    parents = _above(connection, ledger_id, ids)
    _review(connection, ledger_id, ids | {_line(customer, parents)[-1] for customer in ids})


def _review(connection: Connection, ledger_id: int, owners: Collection[str]) -> None:
    if owners:
        connection.execute(
            sa.update(accounts)
            .where(accounts.c.ledger_id == ledger_id, among(accounts.c.customer_id, owners))
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

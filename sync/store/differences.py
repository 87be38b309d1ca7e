"""Where what is staged and what the ledger says is owed differ: found, kept, and ended by a comparison.

The law: whoever's figures differ is not asked for money until they agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connectors.standing import Key
from sync.store.dialects import among
from sync.store.review import review_customers
from sync.tables import IS_OWED, customers, differences, invoices

WHOLE: Key = ("", "")
"""The key of a difference that is nobody's in particular."""


def open_counts(connection: Connection, ledger_id: int) -> dict[Key, int]:
    """How many invoices are staged open, by customer and currency."""
    query = (
        sa.select(invoices.c.customer_id, invoices.c.currency, sa.func.count())
        .where(invoices.c.ledger_id == ledger_id, IS_OWED, invoices.c.balance > 0)
        .group_by(invoices.c.customer_id, invoices.c.currency)
    )
    return {(customer, currency): count for customer, currency, count in connection.execute(query)}


def currencies(connection: Connection, ledger_id: int) -> dict[str, str]:
    """The currency of each customer that has one of its own."""
    query = sa.select(customers.c.id, customers.c.currency).where(
        customers.c.ledger_id == ledger_id, customers.c.currency.is_not(None)
    )
    return dict(iter(connection.execute(query)))


def kept(connection: Connection, ledger_id: int) -> dict[Key, str]:
    """Those that the last comparison left, in words."""
    query = sa.select(differences.c.customer_id, differences.c.currency, differences.c.words).where(
        differences.c.ledger_id == ledger_id
    )
    return {(customer, currency): words for customer, currency, words in connection.execute(query)}


def keep(connection: Connection, ledger_id: int, found: Mapping[Key, str], now: datetime) -> None:
    """These and no others; whoever's figures begin or end to differ is looked at again."""
    query = sa.select(differences.c.customer_id, differences.c.currency, differences.c.since).where(
        differences.c.ledger_id == ledger_id
    )
    since = {(customer, currency): at for customer, currency, at in connection.execute(query)}
    connection.execute(sa.delete(differences).where(differences.c.ledger_id == ledger_id))
    rows = [
        {
            "ledger_id": ledger_id,
            "customer_id": key[0],
            "currency": key[1],
            "words": words,
            "since": since.get(key, now),
        }
        for key, words in sorted(found.items())
    ]
    if rows:
        connection.execute(sa.insert(differences), rows)
    moved = {customer for customer, _ in since.keys() ^ found.keys() if customer}
    if moved:
        review_customers(connection, ledger_id, moved)


def of_accounts(connection: Connection, ledger_id: int, billed: Mapping[str, str]) -> dict[str, list[str]]:
    """The differences that bear on each account, in words, by the customer who is billed."""
    query = sa.select(differences.c.customer_id, differences.c.words).where(
        differences.c.ledger_id == ledger_id, among(differences.c.customer_id, billed)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for customer, words in connection.execute(query.order_by(differences.c.customer_id)):
        found[billed[customer]].append(words)
    return found

"""What every customer of a ledger owes, by age, and finding customers and invoices by what people type.

The law: the sums are read off one index, `ix_invoices_owed`, whose condition is asked for in its very words.
Names are compared here, for SQLite knows the case of ASCII letters only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.tables import IS_OWED, customers, decisions, invoices

_STARTS: Final = (30, 60, 90)  # days past due with which a bucket of `dunning.aging` ends
Key = tuple[str, str]  # billed customer id, currency


@dataclass(frozen=True, slots=True)
class Owed:
    """One account, in minor units. `aged`: by bucket, what is not due first. `oldest`: the first due date."""

    total: int
    aged: tuple[int, ...]
    oldest: date | None
    invoices: int

    @property
    def overdue(self) -> int:
        """What is past due."""
        return sum(self.aged[1:])

    def with_branch(self, other: Owed) -> Owed:
        """The account together with that of a customer who is billed with it."""
        days = [each for each in (self.oldest, other.oldest) if each is not None]
        return Owed(
            self.total + other.total,
            tuple(map(sum, zip(self.aged, other.aged, strict=True))),
            min(days, default=None),
            self.invoices + other.invoices,
        )


NOTHING: Final = Owed(0, (0,) * (len(_STARTS) + 2), None, 0)


def owed(connection: Connection, ledger_id: int, today: date, billed: Mapping[str, str]) -> dict[Key, Owed]:
    """By account; a sub-customer's invoices are in the account of who is `billed` for them."""
    due, balance = invoices.c.due_on, invoices.c.balance
    ends = [today, *(today - timedelta(days=days) for days in _STARTS)]
    is_in = [
        sa.or_(due.is_(None), due >= ends[0]),
        *(sa.and_(due < later, due >= sooner) for later, sooner in pairwise(ends)),
        due < ends[-1],
    ]
    query = (
        sa.select(
            invoices.c.customer_id,
            invoices.c.currency,
            *(sa.func.sum(sa.case((each, balance), else_=0)) for each in is_in),
            sa.func.min(due),
            sa.func.count(),
        )
        .where(invoices.c.ledger_id == ledger_id, IS_OWED)
        .group_by(invoices.c.customer_id, invoices.c.currency)
    )
    found: dict[Key, Owed] = {}
    for customer, currency, *aged, oldest, count in connection.execute(query):
        key = billed.get(customer, customer), currency
        sums = tuple(map(int, aged))
        one = Owed(sum(sums), sums, oldest, count)
        found[key] = found[key].with_branch(one) if key in found else one
    return found


def decided(connection: Connection, ledger_id: int) -> dict[Key, tuple[str, Any]]:
    """By account: the name of the standing decision's reason, and when it is looked at again."""
    query = sa.select(
        decisions.c.customer_id, decisions.c.currency, decisions.c.reason, decisions.c.review_at
    ).where(decisions.c.ledger_id == ledger_id, decisions.c.standing)
    return {(row.customer_id, row.currency): (row.reason, row.review_at) for row in connection.execute(query)}


def folded(text: str) -> str:
    """As names are compared: without case and accents, so that "muller" finds "M\u00fcller"."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in plain if not unicodedata.combining(each))


def customers_named(
    connection: Connection, ledger_ids: Collection[int], wanted: str, most: int
) -> list[tuple[int, str, str]]:
    """(ledger id, customer id, name) of those whose name has that in it; whose name begins so first."""
    query = sa.select(customers.c.ledger_id, customers.c.id, customers.c.name).where(
        customers.c.ledger_id.in_(ledger_ids)
    )
    asked = folded(wanted)
    found = [
        (place, folded(name), ledger_id, id_, name)
        for ledger_id, id_, name in connection.execute(query)
        if (place := folded(name).find(asked)) >= 0
    ]
    return [(ledger_id, id_, name) for _, _, ledger_id, id_, name in sorted(found)[:most]]


def invoices_numbered(
    connection: Connection, ledger_ids: Collection[int], wanted: str, most: int
) -> Sequence[Any]:
    """Invoices of these ledgers whose number has that in it, newest first; just that number before all."""
    like = "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    query = (
        sa.select(
            invoices.c.ledger_id,
            invoices.c.id,
            invoices.c.number,
            invoices.c.customer_id,
            invoices.c.currency,
            invoices.c.total,
            invoices.c.balance,
            invoices.c.status,
            invoices.c.due_on,
            customers.c.name,
        )
        .outerjoin(
            customers,
            sa.and_(customers.c.ledger_id == invoices.c.ledger_id, customers.c.id == invoices.c.customer_id),
        )
        .where(invoices.c.ledger_id.in_(ledger_ids), invoices.c.number.ilike(like, escape="\\"))
        .order_by(sa.func.lower(invoices.c.number) != wanted.lower(), invoices.c.due_on.desc(), invoices.c.id)
        .limit(most)
    )
    return connection.execute(query).all()

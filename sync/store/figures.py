"""Figures for people to read: balances, counts, what waits for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from dunning.ledger import of_minor
from sync.store.dialects import among, listed
from sync.store.review import billed_customers
from sync.tables import IS_OWED, customers, effects, invoices, ledgers, problems

_LEDGER: sa.BindParameter[int] = sa.bindparam("ledger")
_CURRENCIES_OWED = (
    sa.select(invoices.c.currency)
    .distinct()
    .where(invoices.c.ledger_id == _LEDGER, listed(invoices.c.customer_id, "owners"), IS_OWED)
    .order_by(invoices.c.currency)
)
_CUSTOMERS = (
    sa.select(customers)
    .where(customers.c.ledger_id == _LEDGER, listed(customers.c.id, "ids"))
    .order_by(customers.c.id)
)


def open_balances(connection: Connection, ledger_id: int) -> dict[str, Decimal]:
    """Sum of the balances of open invoices, by currency."""
    query = (
        sa.select(invoices.c.currency, sa.func.sum(invoices.c.balance))
        .where(invoices.c.ledger_id == ledger_id, IS_OWED)
        .group_by(invoices.c.currency)
        .order_by(invoices.c.currency)
    )
    return {currency: of_minor(int(total), currency) for currency, total in connection.execute(query)}


def currencies_owed(
    connection: Connection, ledger_id: int, owner: str, billed: Mapping[str, str] | None = None
) -> list[str]:
    """The currencies in which that customer, or one billed with it, has open invoices.

    `billed`: who is billed for whom, where the caller knows.
    """
    billed = billed_customers(connection, ledger_id) if billed is None else billed
    group = [owner, *(child for child, parent in billed.items() if parent == owner)]
    return list(connection.scalars(_CURRENCIES_OWED, {"ledger": ledger_id, "owners": group}))


def invoice_count(connection: Connection, ledger_id: int, *, only_open: bool = False) -> int:
    """How many invoices are staged."""
    query = sa.select(sa.func.count()).select_from(invoices).where(invoices.c.ledger_id == ledger_id)
    if only_open:
        query = query.where(IS_OWED)
    return int(connection.scalar(query) or 0)


def effect_counts(connection: Connection, ledger_id: int) -> dict[str, int]:
    """How many effects are in each state, as "kind state"."""
    query = (
        sa.select(effects.c.kind, effects.c.state, sa.func.count())
        .where(effects.c.ledger_id == ledger_id)
        .group_by(effects.c.kind, effects.c.state)
        .order_by(effects.c.kind, effects.c.state)
    )
    return {f"{kind} {state}": count for kind, state, count in connection.execute(query)}


def troubled_effects(
    connection: Connection, ledger_id: int, keys: Sequence[str] | None = None
) -> Sequence[Row[tuple[object, ...]]]:
    """Effects a person should know of, newest first: refused, uncertain, and put off with a reason.

    With the customer's name and the invoice's number. `keys`: only these of them.
    """
    query = (
        sa.select(effects, customers.c.name.label("customer"), invoices.c.number)
        .outerjoin(
            customers,
            sa.and_(customers.c.ledger_id == ledger_id, customers.c.id == effects.c.customer_id),
        )
        .outerjoin(
            invoices, sa.and_(invoices.c.ledger_id == ledger_id, invoices.c.id == effects.c.invoice_id)
        )
        .where(
            effects.c.ledger_id == ledger_id,
            sa.not_(effects.c.taken_back),
            sa.or_(
                effects.c.state.in_(("uncertain", "refused")),
                sa.and_(effects.c.state == "ready", effects.c.reason.is_not(None)),
            ),
        )
    )
    if keys is not None:
        query = query.where(effects.c.key.in_(keys))
    return connection.execute(query.order_by(effects.c.id.desc()).limit(50)).all()


def problem_rows(connection: Connection, ledger_id: int) -> Sequence[Row[tuple[object, ...]]]:
    """Rows that could not be staged, staged invoices with something wrong, and those of nobody known."""
    bad = sa.select(problems.c.kind, problems.c.id, problems.c.number, problems.c.problem).where(
        problems.c.ledger_id == ledger_id
    )
    staged = sa.select(
        sa.literal("invoice").label("kind"), invoices.c.id, invoices.c.number, invoices.c.problem
    ).where(invoices.c.ledger_id == ledger_id, invoices.c.problem.is_not(None))
    known = sa.exists().where(customers.c.ledger_id == ledger_id, customers.c.id == invoices.c.customer_id)
    unknown = sa.select(invoices.c.customer_id).where(
        invoices.c.ledger_id == ledger_id, IS_OWED, sa.not_(known)
    )
    strays = sa.select(
        sa.literal("invoice").label("kind"),
        invoices.c.id,
        invoices.c.number,
        (sa.literal("its customer is not in the books as pulled: ") + invoices.c.customer_id).label(
            "problem"
        ),
    ).where(
        invoices.c.ledger_id == ledger_id,
        invoices.c.customer_id.in_(unknown),
        IS_OWED,
        sa.exists().where(ledgers.c.id == ledger_id, ledgers.c.complete),  # else it may yet come
    )
    return connection.execute(sa.union_all(bad, staged, strays).order_by("kind", "id")).all()


def find_invoices(connection: Connection, ledger_id: int, number: str) -> Sequence[Row[tuple[object, ...]]]:
    """Invoices of that number; where none has it, the one with that id in the source ledger.

    Never both: QuickBooks' ids are small numbers too, and one invoice's id is another one's number.
    """
    of_ledger = sa.select(invoices).where(invoices.c.ledger_id == ledger_id).order_by(invoices.c.id)
    numbered = connection.execute(of_ledger.where(invoices.c.number == number)).all()
    return numbered or connection.execute(of_ledger.where(invoices.c.id == number)).all()


def invoices_by_id(connection: Connection, ledger_id: int, ids: Sequence[str]) -> dict[str, Any]:
    """The staged invoices of these ids in the source ledger, by id."""
    query = sa.select(invoices).where(invoices.c.ledger_id == ledger_id, invoices.c.id.in_(ids))
    return {row.id: row for row in connection.execute(query)}


def due_dates(connection: Connection, ledger_id: int, ids: Collection[str]) -> dict[str, date]:
    """When each of these invoices was due, by id; those without a date are left out."""
    query = sa.select(invoices.c.id, invoices.c.due_on).where(
        invoices.c.ledger_id == ledger_id,
        among(invoices.c.id, ids),
        invoices.c.due_on.is_not(None),
    )
    return dict(iter(connection.execute(query))) if ids else {}


def find_customers(connection: Connection, ledger_id: int, wanted: str) -> Sequence[Row[tuple[object, ...]]]:
    """Customers by exact name, case apart; where none has it, the one with that id in the source ledger.

    Names are compared here, for SQLite knows the case of ASCII letters only.
    """
    every = customer_names(connection, ledger_id)
    ids = [one for one, name in every.items() if name.casefold() == wanted.casefold()] or [wanted]
    return connection.execute(
        sa.select(customers)
        .where(customers.c.ledger_id == ledger_id, customers.c.id.in_(ids))
        .order_by(customers.c.id)
    ).all()


def customers_by_id(
    connection: Connection, ledger_id: int, ids: Sequence[str]
) -> Sequence[Row[tuple[object, ...]]]:
    """The customers of these ids in the source ledger."""
    return connection.execute(_CUSTOMERS, {"ledger": ledger_id, "ids": ids}).all()


def customer_names(connection: Connection, ledger_id: int) -> dict[str, str]:
    """Customer id -> name."""
    query = sa.select(customers.c.id, customers.c.name).where(customers.c.ledger_id == ledger_id)
    return dict(iter(connection.execute(query)))


def is_customers_address(connection: Connection, ledger_id: int, address: str) -> bool:
    """Whether a customer has that e-mail address, or an invoice names it."""
    wanted = address.casefold()
    found = sa.union(
        *(sa.select(table.c.emails).where(table.c.ledger_id == ledger_id) for table in (customers, invoices))
    )
    return any(
        wanted in map(str.casefold, msgspec.json.decode(written, type=list[str]))
        for written in connection.scalars(found)
    )


def open_invoices(connection: Connection, ledger_id: int) -> Sequence[Row[tuple[object, ...]]]:
    """Open invoices with something owed, the largest balance first."""
    return connection.execute(
        sa.select(invoices)
        .where(invoices.c.ledger_id == ledger_id, IS_OWED, invoices.c.balance > 0)
        .order_by(invoices.c.balance.desc(), invoices.c.id)
    ).all()


def every_invoice(connection: Connection, ledger_id: int) -> Sequence[Row[tuple[object, ...]]]:
    """Every staged invoice by id."""
    return connection.execute(
        sa.select(invoices).where(invoices.c.ledger_id == ledger_id).order_by(invoices.c.id)
    ).all()

"""Figures for people to read: balances, counts, what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from dunning.ledger import of_minor
from sync.tables import customers, effects, invoices, problems, runs


def open_balances(connection: Connection, ledger_id: int) -> dict[str, Decimal]:
    """Sum of the balances of open invoices, by currency."""
    query = (
        sa.select(invoices.c.currency, sa.func.sum(invoices.c.balance))
        .where(invoices.c.ledger_id == ledger_id, invoices.c.status == "open", invoices.c.balance != 0)
        .group_by(invoices.c.currency)
        .order_by(invoices.c.currency)
    )
    return {currency: of_minor(int(total), currency) for currency, total in connection.execute(query)}


def invoice_count(connection: Connection, ledger_id: int, *, only_open: bool = False) -> int:
    """How many invoices are staged."""
    query = sa.select(sa.func.count()).select_from(invoices).where(invoices.c.ledger_id == ledger_id)
    if only_open:
        query = query.where(invoices.c.status == "open", invoices.c.balance != 0)
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


def troubled_effects(connection: Connection, ledger_id: int) -> Sequence[Row[tuple[object, ...]]]:
    """Effects a person should know of: uncertain and refused ones, newest first."""
    return connection.execute(
        sa.select(effects)
        .where(effects.c.ledger_id == ledger_id, effects.c.state.in_(("uncertain", "refused")))
        .order_by(effects.c.id.desc())
        .limit(50)
    ).all()


def problem_rows(connection: Connection, ledger_id: int) -> Sequence[Row[tuple[object, ...]]]:
    """Rows that could not be staged, and staged invoices with something wrong."""
    bad = sa.select(problems.c.kind, problems.c.id, problems.c.number, problems.c.problem).where(
        problems.c.ledger_id == ledger_id
    )
    staged = sa.select(
        sa.literal("invoice").label("kind"), invoices.c.id, invoices.c.number, invoices.c.problem
    ).where(invoices.c.ledger_id == ledger_id, invoices.c.problem.is_not(None))
    return connection.execute(sa.union_all(bad, staged).order_by("kind", "id")).all()


def last_run(connection: Connection, ledger_id: int) -> Row[tuple[object, ...]] | None:
    """The newest run."""
    return connection.execute(
        sa.select(runs).where(runs.c.ledger_id == ledger_id).order_by(runs.c.id.desc()).limit(1)
    ).one_or_none()


def find_invoice(connection: Connection, ledger_id: int, number: str) -> Sequence[Row[tuple[object, ...]]]:
    """Invoices by number, or by their id in the source ledger."""
    return connection.execute(
        sa.select(invoices)
        .where(
            invoices.c.ledger_id == ledger_id,
            sa.or_(invoices.c.number == number, invoices.c.id == number),
        )
        .order_by(sa.case((invoices.c.status == "open", 0), else_=1), invoices.c.id)
    ).all()


def find_customers(connection: Connection, ledger_id: int, wanted: str) -> Sequence[Row[tuple[object, ...]]]:
    """Customers by exact name, case apart, or by their id in the source ledger."""
    return connection.execute(
        sa.select(customers)
        .where(
            customers.c.ledger_id == ledger_id,
            sa.or_(sa.func.lower(customers.c.name) == wanted.lower(), customers.c.id == wanted),
        )
        .order_by(customers.c.id)
    ).all()


def customer_names(connection: Connection, ledger_id: int) -> dict[str, str]:
    """Customer id -> name."""
    query = sa.select(customers.c.id, customers.c.name).where(customers.c.ledger_id == ledger_id)
    return dict(iter(connection.execute(query)))


def open_invoices(connection: Connection, ledger_id: int) -> Sequence[Row[tuple[object, ...]]]:
    """Open invoices with something owed, the largest balance first."""
    return connection.execute(
        sa.select(invoices)
        .where(invoices.c.ledger_id == ledger_id, invoices.c.status == "open", invoices.c.balance > 0)
        .order_by(invoices.c.balance.desc(), invoices.c.id)
    ).all()

"""What other tools page through: invoices and customers in the order of their ids, and whose has changed.

The law: a page goes on after the last id of the one before, so that nothing that stays is left out or
told twice, whatever changes meanwhile. How far a ledger got is a mark: the newest event of its audit
chain and its newest decision, both numbered in the order in which they are committed; all that came
after a mark can be told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import Money, of_minor
from sync.store.decided import IS_PROPOSED
from sync.store.dialects import among
from sync.store.review import billed_customers
from sync.tables import IS_OWED, customers, decisions, events, holds, invoices, opt_outs, persons


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a ledger got: the number of its newest event, and of its newest decision."""

    event: int
    decision: int

    def __str__(self) -> str:
        return f"{self.event}.{self.decision}"


def mark(connection: Connection, ledger_id: int) -> Mark:
    """Where it is now."""
    event = sa.select(sa.func.max(events.c.number)).where(events.c.ledger_id == ledger_id)
    decision = sa.select(sa.func.max(decisions.c.id)).where(
        decisions.c.ledger_id == ledger_id, decisions.c.standing
    )
    return Mark(connection.scalar(event) or 0, connection.scalar(decision) or 0)


def changed(connection: Connection, ledger_id: int, since: Mark | datetime) -> set[str]:
    """Ids of the customers of whom something was told or decided since, with all who are billed together."""
    if isinstance(since, Mark):
        told = events.c.number > since.event
        decided = decisions.c.id > since.decision
    else:
        told, decided = events.c.at >= since, decisions.c.decided_at >= since
    whose = (
        sa.select(persons.c.customer_id)
        .join(events, sa.and_(events.c.ledger_id == ledger_id, events.c.person == persons.c.token))
        .where(persons.c.ledger_id == ledger_id, told)
    )
    about = sa.select(decisions.c.customer_id).where(
        decisions.c.ledger_id == ledger_id, decisions.c.standing, decided
    )
    found = set(connection.scalars(sa.union(whose, about)))
    billed = billed_customers(connection, ledger_id)
    owners = {billed.get(each, each) for each in found}
    return owners | found | {child for child, owner in billed.items() if owner in owners}


def page_of_invoices(
    connection: Connection,
    ledger_id: int,
    *,
    after: str,
    most: int,
    whose: Collection[str] | None,
    only_open: bool,
    due_before: date | None,
) -> Sequence[Any]:
    """Staged invoices after that id, in the order of their ids. `whose`: of these customers alone."""
    query = sa.select(invoices).where(invoices.c.ledger_id == ledger_id, invoices.c.id > after)
    if whose is not None:
        query = query.where(among(invoices.c.customer_id, whose))
    if only_open or due_before is not None:
        query = query.where(IS_OWED, invoices.c.balance > 0)
    if due_before is not None:
        query = query.where(invoices.c.due_on < due_before)
    return connection.execute(query.order_by(invoices.c.id).limit(most)).all()


def page_of_customers(
    connection: Connection, ledger_id: int, *, after: str, most: int, whose: Collection[str] | None
) -> Sequence[Any]:
    """Customers who are billed themselves, after that id, in the order of their ids."""
    query = sa.select(customers).where(
        customers.c.ledger_id == ledger_id, customers.c.id > after, customers.c.bills_with.is_(None)
    )
    if whose is not None:
        query = query.where(among(customers.c.id, whose))
    return connection.execute(query.order_by(customers.c.id).limit(most)).all()


@dataclass(frozen=True, slots=True)
class Words:
    """What people said of one customer. `opted_out`: channels by which they want nothing."""

    held: bool
    excluded: bool
    opted_out: tuple[str, ...]


def words_on(
    connection: Connection, ledger_id: int, owners: Collection[str], today: date
) -> dict[str, Words]:
    """What stands of these billed customers, or of one billed with them, whether they owe anything or not."""
    billed = billed_customers(connection, ledger_id)
    stands = sa.and_(
        holds.c.ledger_id == ledger_id,
        holds.c.released_at.is_(None),
        sa.or_(holds.c.until.is_(None), holds.c.until > today),
    )
    whose = sa.func.coalesce(invoices.c.customer_id, holds.c.customer_id)  # of an invoice, whose it is now
    mine = sa.and_(invoices.c.ledger_id == ledger_id, invoices.c.id == holds.c.invoice_id)
    query = sa.select(whose, holds.c.excluded).select_from(holds).outerjoin(invoices, mine).where(stands)
    placed = {(billed.get(customer, customer), excluded) for customer, excluded in connection.execute(query)}
    refused: dict[str, set[str]] = defaultdict(set)
    wanted = sa.select(opt_outs.c.customer_id, opt_outs.c.channel).where(opt_outs.c.ledger_id == ledger_id)
    for customer, channel in connection.execute(wanted):
        refused[billed.get(customer, customer)].add(channel)
    return {
        each: Words((each, False) in placed, (each, True) in placed, tuple(sorted(refused[each])))
        for each in owners
    }


def owed_in(connection: Connection, ledger_id: int, owners: Collection[str]) -> list[tuple[str, str]]:
    """(billed customer, currency) of each account of theirs with an open invoice."""
    billed = {
        child: owner for child, owner in billed_customers(connection, ledger_id).items() if owner in owners
    }
    query = sa.select(invoices.c.customer_id, invoices.c.currency).where(
        invoices.c.ledger_id == ledger_id,
        among(invoices.c.customer_id, {*owners, *billed}),
        IS_OWED,
    )
    found = connection.execute(query.distinct())
    return sorted({(billed.get(customer, customer), currency) for customer, currency in found})


def how_many_wait(connection: Connection, ledger_id: int) -> int:
    """How many messages and tasks wait for a person's yes alone."""
    query = sa.select(sa.func.count()).where(
        decisions.c.ledger_id == ledger_id,
        decisions.c.standing,
        IS_PROPOSED,
    )
    return int(connection.scalar(query) or 0)


def largest_overdue(connection: Connection, ledger_id: int, most: int) -> list[tuple[str, Money]]:
    """(name, what they owe) of customers with something past due, the largest figure first."""
    owed = sa.func.sum(invoices.c.balance)
    query = (
        sa.select(customers.c.name, invoices.c.currency, owed)
        .join(
            decisions,
            sa.and_(
                decisions.c.ledger_id == ledger_id,
                decisions.c.customer_id == invoices.c.customer_id,
                decisions.c.currency == invoices.c.currency,
            ),
        )
        .join(
            customers,
            sa.and_(customers.c.ledger_id == ledger_id, customers.c.id == invoices.c.customer_id),
        )
        .where(
            invoices.c.ledger_id == ledger_id,
            invoices.c.status == "open",
            decisions.c.standing,
            decisions.c.overdue,
        )
        .group_by(customers.c.id, customers.c.name, invoices.c.currency)
        .order_by(owed.desc(), customers.c.name)
        .limit(most)
    )
    return [
        (name, Money(of_minor(int(total), currency), currency))
        for name, currency, total in connection.execute(query)
    ]

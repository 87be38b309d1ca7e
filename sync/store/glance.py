"""Of many ledgers at once, what all are looked at for: by ledger id, and nothing of one that has none.

One statement for all of them, made once, and each by an index, however long their histories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import of_minor
from sync.store.decided import IS_PROPOSED
from sync.store.incoming import WAITING
from sync.tables import (
    IS_OWED,
    credentials,
    customers,
    decisions,
    effects,
    holds,
    inboxes,
    incoming,
    invoices,
    ledgers,
    problems,
)

EDGES: Final = (0, 30, 60, 90)
"""Days past due that the buckets of `dunning.aging` end with, but for the last one."""


def _of(column: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    return column.in_(sa.bindparam("ledgers", expanding=True))


def _counted(column: sa.ColumnElement[int], *where: sa.ColumnElement[bool]) -> sa.Select[int, int]:
    return sa.select(column, sa.func.count()).where(_of(column), *where).group_by(column)


def _by_age() -> sa.Select[Any]:
    """By ledger and currency, what is owed until each edge of age, and in all."""
    since = [
        sa.func.sum(sa.case((invoices.c.due_on >= sa.bindparam(f"edge_{days}"), invoices.c.balance), else_=0))
        for days in EDGES
    ]
    undated = sa.func.sum(sa.case((invoices.c.due_on.is_(None), invoices.c.balance), else_=0))
    return (
        sa.select(invoices.c.ledger_id, invoices.c.currency, undated, *since, sa.func.sum(invoices.c.balance))
        .where(_of(invoices.c.ledger_id), IS_OWED)
        .group_by(invoices.c.ledger_id, invoices.c.currency)
        .order_by(invoices.c.ledger_id, invoices.c.currency)
    )


_BY_AGE: Final = _by_age()
_REASONS: Final = (
    sa.select(decisions.c.ledger_id, decisions.c.reason, sa.func.count())
    .where(_of(decisions.c.ledger_id), decisions.c.standing, decisions.c.overdue)
    .group_by(decisions.c.ledger_id, decisions.c.reason)
)
_PROPOSED: Final = _counted(decisions.c.ledger_id, decisions.c.standing, IS_PROPOSED)
_UNCERTAIN: Final = _counted(effects.c.ledger_id, effects.c.state == "uncertain")
_WAITING: Final = _counted(incoming.c.ledger_id, incoming.c.state == WAITING)
_DEAF: Final = _counted(inboxes.c.ledger_id, inboxes.c.problem.is_not(None))
_HELD: Final = _counted(
    holds.c.ledger_id,
    holds.c.released_at.is_(None),
    holds.c.customer_id.is_(None),
    holds.c.invoice_id.is_(None),
)
_SIGNED_IN: Final = sa.select(credentials.c.ledger_id).where(_of(credentials.c.ledger_id))
_FAULTS: Final = (
    _counted(problems.c.ledger_id),
    _counted(invoices.c.ledger_id, invoices.c.problem.is_not(None)),
    _counted(
        invoices.c.ledger_id,
        IS_OWED,
        sa.not_(
            sa.exists().where(
                customers.c.ledger_id == invoices.c.ledger_id, customers.c.id == invoices.c.customer_id
            )
        ),
        sa.exists().where(ledgers.c.id == invoices.c.ledger_id, ledgers.c.complete),  # else they may yet come
    ),
)


def by_age(
    connection: Connection, ids: Collection[int], today: date
) -> dict[int, dict[str, tuple[Decimal, ...]]]:
    """By currency: the balances of open invoices by aging bucket, the current first.

    Those without a due date are current.
    """
    found: dict[int, dict[str, tuple[Decimal, ...]]] = defaultdict(dict)
    edges = {f"edge_{days}": today - timedelta(days=days) for days in EDGES}
    for ledger_id, currency, undated, *sums in connection.execute(_BY_AGE, {"ledgers": [*ids], **edges}):
        until = [int(one) + int(undated) for one in sums[:-1]] + [int(sums[-1])]
        parts = (until[0], *(later - earlier for earlier, later in pairwise(until)))
        found[ledger_id][currency] = tuple(of_minor(part, currency) for part in parts)
    return found


def reasons(connection: Connection, ids: Collection[int]) -> dict[int, dict[str, int]]:
    """How many overdue accounts stand decided for each reason, by the reason's name."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for ledger_id, reason, number in connection.execute(_REASONS, {"ledgers": [*ids]}):
        found[ledger_id][reason] = number
    return found


def proposed(connection: Connection, ids: Collection[int]) -> Mapping[int, int]:
    """How many accounts wait with something to say yes to, whatever was said of it."""
    return _numbers(connection, ids, (_PROPOSED,))


def uncertain(connection: Connection, ids: Collection[int]) -> Mapping[int, int]:
    """How many effects may or may not have been done."""
    return _numbers(connection, ids, (_UNCERTAIN,))


def waiting(connection: Connection, ids: Collection[int]) -> Mapping[int, int]:
    """How many messages nobody has seen to."""
    return _numbers(connection, ids, (_WAITING,))


def faults(connection: Connection, ids: Collection[int]) -> Mapping[int, int]:
    """How many rows have a fault: not staged, wrong in themselves, of nobody known."""
    return _numbers(connection, ids, _FAULTS)


def deaf(connection: Connection, ids: Collection[int]) -> Collection[int]:
    """Those with an inbox that cannot be read."""
    return _numbers(connection, ids, (_DEAF,)).keys()


def held(connection: Connection, ids: Collection[int]) -> Collection[int]:
    """Those that a person holds as a whole."""
    return _numbers(connection, ids, (_HELD,)).keys()


def signed_in(connection: Connection, ids: Collection[int]) -> Collection[int]:
    """Those with a sign-in that is kept."""
    return {*connection.scalars(_SIGNED_IN, {"ledgers": [*ids]})}


def _numbers(
    connection: Connection, ids: Collection[int], counts: Sequence[sa.Select[int, int]]
) -> dict[int, int]:
    found: dict[int, int] = {}
    for count in counts:
        for ledger_id, number in connection.execute(count, {"ledgers": [*ids]}):
            found[ledger_id] = found.get(ledger_id, 0) + number
    return found

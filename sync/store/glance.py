"""Of many ledgers at once, what all are looked at for: by ledger id, and nothing of one that has none.

One statement for all of them, made once, and each by an index, however long their histories. The law: each
kind is told apart by the very condition by which its own module reads it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.decisions import Reason
from dunning.ledger import of_minor
from sync import tables
from sync.store import agreements, checkouts, decided, incoming, places
from sync.tables import (
    IS_OWED,
    credentials,
    customers,
    decisions,
    effects,
    holds,
    inboxes,
    invoices,
    ledgers,
    problems,
)

MESSAGES: Final = ("message", "call", "sms", "hand_over")
"""Kinds of effects that go out by themselves once somebody said yes."""
EDGES: Final = (0, 30, 60, 90)
"""Days past due that the buckets of `dunning.aging` end with, but for the last one."""


def _of(column: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    return column.in_(sa.bindparam("ledgers", expanding=True))


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
_OF_NOBODY: Final = sa.not_(
    sa.exists().where(customers.c.ledger_id == invoices.c.ledger_id, customers.c.id == invoices.c.customer_id)
)
_IS_COMPLETE: Final = sa.exists().where(ledgers.c.id == invoices.c.ledger_id, ledgers.c.complete)
_OF_ALL: Final = sa.and_(
    holds.c.released_at.is_(None), holds.c.customer_id.is_(None), holds.c.invoice_id.is_(None)
)
Kind = Literal[
    "inbox in trouble",
    "payment online in trouble",
    "open dispute",
    "waiting reply",
    "proposed",
    "old debt",
    "uncertain",
    "uncertain message",
    "ready message",
    "ready letter",
    "refused write",
    "not staged",
    "wrong invoice",
    "stray invoice",
    "hold of all",
    "sign-in",
]
_KINDS: Final[Mapping[Kind, tuple[sa.Table, sa.ColumnElement[bool]]]] = {
    "inbox in trouble": (inboxes, places.IN_TROUBLE),
    "payment online in trouble": (tables.checkouts, checkouts.IN_TROUBLE),
    "open dispute": (tables.agreements, agreements.IS_OPEN_DISPUTE),
    "waiting reply": (tables.incoming, incoming.WAITS),
    "proposed": (decisions, sa.and_(decisions.c.standing, decided.IS_PROPOSED)),
    "old debt": (decisions, sa.and_(decisions.c.standing, decisions.c.reason == Reason.OLD_DEBT.name)),
    "uncertain": (effects, effects.c.state == "uncertain"),
    "uncertain message": (effects, sa.and_(effects.c.state == "uncertain", effects.c.kind == "message")),
    "ready message": (effects, sa.and_(effects.c.state == "ready", effects.c.kind.in_(MESSAGES))),
    "ready letter": (effects, sa.and_(effects.c.state == "ready", effects.c.kind == "letter")),
    "refused write": (effects, sa.and_(effects.c.state == "refused", effects.c.kind != "message")),
    "not staged": (problems, sa.true()),
    "wrong invoice": (invoices, invoices.c.problem.is_not(None)),
    "stray invoice": (invoices, sa.and_(IS_OWED, _OF_NOBODY, _IS_COMPLETE)),  # else its customer may yet come
    "hold of all": (holds, _OF_ALL),
    "sign-in": (credentials, sa.true()),
}


def _named(kind: Kind) -> sa.ColumnElement[Kind]:
    return sa.literal_column(f"'{kind}'", sa.Text)  # type: ignore[arg-type]  # a text, and no other than these


@lru_cache(maxsize=16)
def _counting(kinds: tuple[Kind, ...]) -> sa.CompoundSelect[Kind, int, int]:
    return sa.union_all(
        *(
            sa.select(_named(kind), table.c.ledger_id, sa.func.count())
            .where(_of(table.c.ledger_id), which)
            .group_by(table.c.ledger_id)
            for kind, (table, which) in ((kind, _KINDS[kind]) for kind in kinds)
        )
    )


def counts(
    connection: Connection, ids: Collection[int], kinds: tuple[Kind, ...]
) -> Mapping[int, Mapping[Kind, int]]:
    """How many of each of these there are; nothing of a kind of which there is none."""
    found: dict[int, dict[Kind, int]] = defaultdict(dict)
    for kind, ledger_id, number in connection.execute(_counting(kinds), {"ledgers": [*ids]}):
        found[ledger_id][kind] = number
    return found


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

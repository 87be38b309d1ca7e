"""What there is anything of at each of several ledgers, asked once for all.

The law it keeps: each kind is told apart by the very condition by which its own module reads it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.decisions import Reason
from sync.store import agreements, checkouts, decided, incoming, places
from sync.tables import agreements as agreed
from sync.tables import checkouts as online
from sync.tables import decisions, effects, inboxes
from sync.tables import incoming as heard

Kind = Literal["inbox", "online", "dispute", "reply", "proposed", "old debt"]
_KINDS: Final[Mapping[Kind, tuple[sa.Table, sa.ColumnElement[bool]]]] = {
    "inbox": (inboxes, places.IN_TROUBLE),
    "online": (online, checkouts.IN_TROUBLE),
    "dispute": (agreed, agreements.IS_OPEN_DISPUTE),
    "reply": (heard, incoming.WAITS),
    "proposed": (decisions, sa.and_(decisions.c.standing, decided.IS_PROPOSED)),
    "old debt": (decisions, sa.and_(decisions.c.standing, decisions.c.reason == Reason.OLD_DEBT.name)),
}


@dataclass(slots=True)
class AtHand:
    """Of one ledger. `effects`: how many are in each state, as "kind state"; `kinds`: how many of each."""

    effects: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)


def at_hand(connection: Connection, ledger_ids: Collection[int]) -> Mapping[int, AtHand]:
    """Of each of these, in two queries."""
    found: dict[int, AtHand] = defaultdict(AtHand)
    each = effects.c.ledger_id, effects.c.kind, effects.c.state
    counted = sa.select(*each, sa.func.count()).where(effects.c.ledger_id.in_(ledger_ids)).group_by(*each)
    for ledger_id, kind, state, number in connection.execute(counted.order_by(*each)):
        found[ledger_id].effects[f"{kind} {state}"] = number
    parts = [
        sa.select(table.c.ledger_id, sa.literal(kind), sa.func.count())
        .where(table.c.ledger_id.in_(ledger_ids), condition)
        .group_by(table.c.ledger_id)
        for kind, (table, condition) in _KINDS.items()
    ]
    for ledger_id, kind, number in connection.execute(sa.union_all(*parts)):
        found[ledger_id].kinds[kind] = number
    return found

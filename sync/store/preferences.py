"""How customers want to hear from us: the newest word that was not ended counts; none is ever deleted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.account import Preference
from sync.store.chain import tell
from sync.store.dialects import among
from sync.tables import preferences


def record(
    connection: Connection, ledger_id: int, customer_id: str, wish: Preference, by: str, now: datetime
) -> None:
    """They want it so from now on, in place of what they wanted before."""
    _end(connection, ledger_id, customer_id, by, now)
    tell(connection, ledger_id, "act", {"act": "prefer", "wish": wish}, of=customer_id, by=by)
    row = {"ledger_id": ledger_id, "customer_id": customer_id, "body": msgspec.json.encode(wish)}
    connection.execute(sa.insert(preferences).values(row | {"recorded_at": now, "recorded_by": by}))


def end(connection: Connection, ledger_id: int, customer_id: str, by: str, now: datetime) -> bool:
    """They have no wish any more; whether they had one."""
    ended = _end(connection, ledger_id, customer_id, by, now)
    if ended:
        tell(connection, ledger_id, "act", {"act": "end preference"}, of=customer_id, by=by)
    return ended


def _end(connection: Connection, ledger_id: int, customer_id: str, by: str, now: datetime) -> bool:
    mine = sa.and_(
        preferences.c.ledger_id == ledger_id,
        preferences.c.customer_id == customer_id,
        preferences.c.ended_at.is_(None),
    )
    return (
        connection.execute(sa.update(preferences).where(mine).values(ended_at=now, ended_by=by)).rowcount > 0
    )


def told(connection: Connection, ledger_id: int, customers: Collection[str]) -> dict[str, Preference]:
    """By customer id, of those who have one."""
    query = sa.select(preferences.c.customer_id, preferences.c.body).where(
        preferences.c.ledger_id == ledger_id,
        preferences.c.ended_at.is_(None),
        among(preferences.c.customer_id, customers),
    )
    return {one: msgspec.json.decode(body, type=Preference) for one, body in connection.execute(query)}

"""The morning mail of each ledger and day: at most one, whatever stops or is begun beside it.

The law it keeps: the row is committed before the mail leaves; only one that certainly did not leave is tried
again, and one of which nobody knows never is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.chain import tell
from sync.store.dialects import insert
from sync.tables import ledgers, mornings

State = Literal["claimed", "sent", "refused", "uncertain", "late", "nothing"]
AGAIN = ("late", "nothing")  # nothing left


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One message that the mail named: whose, and what a yes to it binds to."""

    customer_id: str
    currency: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Morning:
    """One mail. `listed`: what it named."""

    id: int
    ledger_name: str
    key: str
    owner: str
    state: State
    listed: tuple[Listed, ...]
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


def begin(
    connection: Connection,
    ledger_id: int,
    day: date,
    *,
    key: str,
    owner: str,
    listed: tuple[Listed, ...],
    now: datetime,
    expires_at: datetime,
) -> bool:
    """Take the day's mail for one sending; `False` where it went, may have, or is being sent."""
    values = {
        "key": key,
        "owner": owner,
        "state": "claimed" if listed else "nothing",
        "body": msgspec.json.encode(listed),
        "made_at": now,
        "expires_at": expires_at,
        "reason": None,
    }
    made = insert(connection, mornings).values(ledger_id=ledger_id, day=day, **values)
    if connection.execute(made.on_conflict_do_nothing().returning(mornings.c.id)).one_or_none():
        return True
    mine = sa.and_(mornings.c.ledger_id == ledger_id, mornings.c.day == day)
    again = sa.update(mornings).where(mine, mornings.c.state.in_(AGAIN)).values(values)
    return connection.execute(again).rowcount > 0


def settle(
    connection: Connection, ledger_id: int, day: date, state: State, reason: str | None = None
) -> None:
    """What became of it."""
    mine = sa.and_(mornings.c.ledger_id == ledger_id, mornings.c.day == day, mornings.c.state == "claimed")
    connection.execute(sa.update(mornings).where(mine).values(state=state, reason=reason))
    told = {"act": "morning mail", "day": day, "state": state, "reason": reason}
    tell(connection, ledger_id, "act", told)


def state_of(connection: Connection, ledger_id: int, day: date) -> State | None:
    """How the day's mail stands; `None` where none was begun."""
    query = sa.select(mornings.c.state).where(mornings.c.ledger_id == ledger_id, mornings.c.day == day)
    found: State | None = connection.scalar(query)
    return found


def find(connection: Connection, key: str) -> Morning | None:
    """The mail of that key that went, or may have."""
    query = (
        sa.select(mornings, ledgers.c.name)
        .join(ledgers, ledgers.c.id == mornings.c.ledger_id)
        .where(mornings.c.key == key, mornings.c.state.not_in((*AGAIN, "refused")))
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Morning(
        id=row.id,
        ledger_name=row.name,
        key=row.key,
        owner=row.owner,
        state=row.state,
        listed=msgspec.json.decode(row.body, type=tuple[Listed, ...]),
        made_at=row.made_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )


def revoke(connection: Connection, ledger_id: int, now: datetime, by: str) -> int:
    """The pages of all mails of that ledger work no more; how many did."""
    open_ones = sa.and_(
        mornings.c.ledger_id == ledger_id, mornings.c.revoked_at.is_(None), mornings.c.expires_at > now
    )
    revoked = connection.execute(sa.update(mornings).where(open_ones).values(revoked_at=now)).rowcount
    tell(connection, ledger_id, "act", {"act": "revoke morning pages", "pages": revoked}, by=by)
    return revoked

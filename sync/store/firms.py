"""The firms of a store, and whose a row is: every query.

A connection that a firm's store made (`Store.of_firm`) is that firm's; any other is the operator's, who
sees all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.errors import DuesyncError
from sync.tables import HOUSE, firms, ledgers, users

if TYPE_CHECKING:
    from sync.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """One row of `firms`, without its key. Quotas: `None` for no bound."""

    id: int
    name: str
    made_at: datetime
    most_ledgers: int | None
    most_users: int | None
    messages_per_day: int | None
    calls_per_day: int | None
    erased_at: datetime | None


_MORE = "whoever runs Duesync allows more (duesync firm limit)"
_COLUMNS = [firms.c[name] for name in Firm.__dataclass_fields__]


def asking(connection: Connection) -> int | None:
    """The firm whose connection it is; `None` for the operator's."""
    found: int | None = connection.get_execution_options().get("firm")
    return found


def mine(connection: Connection, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Whether the firm in that column is the one that asks."""
    firm_id = asking(connection)
    return sa.true() if firm_id is None else column == firm_id


def whose(connection: Connection) -> int:
    """The firm that asks; the house where the operator does, for what is of one firm always."""
    return asking(connection) or HOUSE


def of_ledger(connection: Connection, ledger_id: int) -> int:
    """Whose that ledger is."""
    return int(connection.execute(sa.select(ledgers.c.firm_id).where(ledgers.c.id == ledger_id)).scalar_one())


def find(connection: Connection, name: str) -> Firm | None:
    """The firm of that name, also when it was erased."""
    row = connection.execute(sa.select(*_COLUMNS).where(firms.c.name == name)).mappings().one_or_none()
    return None if row is None else Firm(**row)


def get(connection: Connection, firm_id: int) -> Firm:
    """The firm of that number."""
    return Firm(**connection.execute(sa.select(*_COLUMNS).where(firms.c.id == firm_id)).mappings().one())


def name_of(connection: Connection, firm_id: int) -> str:
    """Its name."""
    return str(connection.execute(sa.select(firms.c.name).where(firms.c.id == firm_id)).scalar_one())


def every(connection: Connection) -> list[Firm]:
    """All of them, the house first."""
    rows = connection.execute(sa.select(*_COLUMNS).where(mine(connection, firms.c.id)).order_by(firms.c.id))
    return [Firm(**row) for row in rows.mappings()]


def key_of(connection: Connection, firm_id: int) -> bytes | None:
    """What its secrets are sealed with, itself sealed (see `sync.firms`); `None` where it has none."""
    found: bytes | None = connection.scalar(sa.select(firms.c.key).where(firms.c.id == firm_id))
    return found


class TooMany(DuesyncError):
    """The firm has as many as it may; the text says of what."""

    exit_code = 2


def refuse_more_ledgers(connection: Connection) -> None:
    """Raises `TooMany` where the firm that asks may have no further one."""
    firm = get(connection, whose(connection))
    number = sa.select(sa.func.count()).select_from(ledgers).where(ledgers.c.firm_id == firm.id)
    if firm.most_ledgers is not None and connection.execute(number).scalar_one() >= firm.most_ledgers:
        msg = f"the firm {firm.name} may have {firm.most_ledgers} ledgers, and has them: {_MORE}"
        raise TooMany(msg)


def refuse_more_users(connection: Connection) -> None:
    """Raises `TooMany` where the firm that asks may have no further one."""
    firm = get(connection, whose(connection))
    standing = sa.and_(users.c.firm_id == firm.id, users.c.ended_at.is_(None))
    number = sa.select(sa.func.count()).select_from(users).where(standing)
    if firm.most_users is not None and connection.execute(number).scalar_one() >= firm.most_users:
        msg = f"the firm {firm.name} may have {firm.most_users} users, and has them: {_MORE}"
        raise TooMany(msg)


def add(connection: Connection, name: str, key: bytes | None, now: datetime) -> int:
    """A new firm; its number."""
    made = sa.insert(firms).values(name=name, made_at=now, key=key)
    return int(connection.execute(made.returning(firms.c.id)).scalar_one())


def change(connection: Connection, firm_id: int, **values: object) -> None:
    """Columns of `firms`."""
    connection.execute(sa.update(firms).where(firms.c.id == firm_id).values(values))


def hold(store: Store, limits: Mapping[str, Mapping[str, int | None]]) -> None:
    """Keep to these quotas from now on, by the firm's name and column; written only where they are others."""
    if not limits:
        return
    with store.read() as connection:
        known = {one: limits.get(one.name, {}) for one in every(connection)}
    other = {
        one.id: said
        for one, said in known.items()
        if any(getattr(one, column) != most for column, most in said.items())
    }
    if other:
        with store.write() as connection:
            for firm_id, said in other.items():
                change(connection, firm_id, **said)

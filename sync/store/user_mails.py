"""Mails to the firm's own people: claimed before they are handed over, so that each goes once at most.

And who gets those of a week's figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.chain import tell
from sync.store.dialects import insert
from sync.tables import user_mails, weekly_recipients

State = Literal["sent", "refused", "uncertain"]


@dataclass(frozen=True, slots=True)
class UserMail:
    """Which mail: of that kind and that period, such as "2026-W48", about that ledger, to that address."""

    ledger_id: int
    kind: str
    period_key: str
    address: str


def claimed(connection: Connection, ledger_id: int, kind: str, period_key: str) -> set[str]:
    """To whom it went, or may have, or is about to."""
    query = sa.select(user_mails.c.address).where(
        user_mails.c.ledger_id == ledger_id,
        user_mails.c.kind == kind,
        user_mails.c.period_key == period_key,
    )
    return set(connection.scalars(query))


def claim(connection: Connection, mail: UserMail, now: datetime) -> bool:
    """Take it, before it is handed over; whether nobody had."""
    row = {
        "ledger_id": mail.ledger_id,
        "kind": mail.kind,
        "period_key": mail.period_key,
        "address": mail.address,
        "state": "claimed",
        "claimed_at": now,
    }
    made = insert(connection, user_mails).values(row).on_conflict_do_nothing()
    return connection.execute(made.returning(user_mails.c.state)).one_or_none() is not None


def settle(connection: Connection, mail: UserMail, state: State, now: datetime, words: str) -> None:
    """What became of it; none of these is tried again."""
    changed = sa.update(user_mails).where(_this(mail))
    connection.execute(changed.values(state=state, settled_at=now, words=words))


def give_back(connection: Connection, mail: UserMail) -> None:
    """It certainly did not go: it may be tried again."""
    connection.execute(sa.delete(user_mails).where(_this(mail)))


def weekly(connection: Connection, ledger_id: int) -> tuple[str, ...] | None:
    """Who gets the week's figures, as a person said last; `None`: nobody did, or as config.toml says."""
    mine = sa.select(weekly_recipients.c.addresses).where(weekly_recipients.c.ledger_id == ledger_id)
    said = connection.scalar(mine.order_by(weekly_recipients.c.id.desc()).limit(1))
    return None if said is None else msgspec.json.decode(said, type=tuple[str, ...])


def who_said(connection: Connection) -> set[int]:
    """The ledgers of which a person said who gets the week's figures, be it nobody."""
    return set(connection.scalars(sa.select(weekly_recipients.c.ledger_id).distinct()))


def send_weekly(
    connection: Connection, ledger_id: int, to: Sequence[str] | None, now: datetime, by: str
) -> None:
    """These get the week's figures from now on; `None`: those of config.toml."""
    addresses = None if to is None else msgspec.json.encode(to).decode()
    row = {"ledger_id": ledger_id, "addresses": addresses, "said_at": now, "said_by": by}
    connection.execute(sa.insert(weekly_recipients).values(row))
    tell(connection, ledger_id, "act", {"act": "weekly mail", "to": to}, by=by)


def _this(mail: UserMail) -> sa.ColumnElement[bool]:
    return sa.and_(
        user_mails.c.ledger_id == mail.ledger_id,
        user_mails.c.kind == mail.kind,
        user_mails.c.period_key == mail.period_key,
        user_mails.c.address == mail.address,
    )

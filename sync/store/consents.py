"""What customers allowed us to send to which number: recorded, withdrawn, never deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.account import PhoneConsent
from sync.store.chain import tell
from sync.store.dialects import among
from sync.tables import consents


def record(
    connection: Connection, ledger_id: int, customer_id: str, consent: PhoneConsent, by: str, now: datetime
) -> None:
    """Keep it, in place of an earlier one for that number and that way."""
    withdraw(connection, ledger_id, customer_id, consent.number, by, now, consent.channel)
    told = {"act": "consent", "consent": msgspec.to_builtins(consent)}
    tell(connection, ledger_id, "act", told, of=customer_id, by=by)
    connection.execute(
        sa.insert(consents).values(
            ledger_id=ledger_id,
            customer_id=customer_id,
            number=consent.number,
            kind=consent.kind,
            given_on=consent.on,
            how=consent.how,
            recorded_at=now,
            recorded_by=by,
            channel=consent.channel,
        )
    )


def withdraw(
    connection: Connection,
    ledger_id: int,
    customer_id: str,
    number: str | None,
    by: str,
    now: datetime,
    channel: str | None = None,
) -> int:
    """It counts no more: for that number, or for every one of theirs; returns how many that were.

    `channel`: that way alone, `None` for any.
    """
    taken = connection.execute(
        sa.update(consents)
        .where(
            consents.c.ledger_id == ledger_id,
            consents.c.customer_id == customer_id,
            sa.literal(number is None) if number is None else consents.c.number == number,
            sa.literal(channel is None) if channel is None else consents.c.channel == channel,
            consents.c.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now, withdrawn_by=by)
    )
    if taken.rowcount:
        told = {"act": "withdraw consent", "number": number, "channel": channel}
        tell(connection, ledger_id, "act", told, of=customer_id, by=by)
    return taken.rowcount


def given(connection: Connection, ledger_id: int, billed: Mapping[str, str]) -> dict[str, list[PhoneConsent]]:
    """By billed customer id, those that stand, in the order in which they were recorded."""
    query = (
        sa.select(consents)
        .where(
            consents.c.ledger_id == ledger_id,
            consents.c.withdrawn_at.is_(None),
            among(consents.c.customer_id, billed),
        )
        .order_by(consents.c.id)
    )
    found: dict[str, list[PhoneConsent]] = defaultdict(list)
    for row in connection.execute(query):
        day: date = row.given_on
        consent = PhoneConsent(number=row.number, kind=row.kind, on=day, how=row.how, channel=row.channel)
        found[billed[row.customer_id]].append(consent)
    return found

"""Charges: interest and fixed sums that were proposed, approved, ended; and the days that are charged.

The law it keeps: days count as charged from the approval on, and until a person says that the draft is
gone: neither a refusal nor a deletion in the ledger frees them by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.charged import Charged, Charges
from dunning.ledger import to_minor
from sync.store.chain import tell
from sync.store.dialects import among
from sync.tables import charged_days, charges, effects, invoices

Key = tuple[str, str]
_CODER = msgspec.json.Encoder(decimal_format="string")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One row, with its draft's effect where it was approved. `effect_state`: `None` before that.

    `draft_status`: of the invoice in the ledger as last pulled; `None` where it was not seen.
    """

    id: int
    customer_id: str
    currency: str
    claim: Charges
    effect_id: int | None
    proposed_at: datetime
    proposed_by: str
    approved_by: str | None
    ended_at: datetime | None
    ended_words: str | None
    effect_state: str | None
    effect_key: str | None
    effect_reason: str | None
    taken_back: bool
    draft_status: str | None
    draft_number: str | None


def propose(
    connection: Connection, ledger_id: int, account: Key, claim: Charges, by: str, now: datetime
) -> int:
    """Write it down; returns its number."""
    made = connection.execute(
        sa.insert(charges)
        .values(
            ledger_id=ledger_id,
            customer_id=account[0],
            currency=account[1],
            total=to_minor(claim.total.amount, claim.currency),
            body=_CODER.encode(claim),
            proposed_at=now,
            proposed_by=by,
        )
        .returning(charges.c.id)
    )
    number = int(made.scalar_one())
    told = {"act": "propose charge", "number": number, "what": claim}
    tell(connection, ledger_id, "act", told, of=account[0], by=by)
    return number


def approve(
    connection: Connection, ledger_id: int, charge: Charge, effect_id: int, by: str, now: datetime
) -> None:
    """A person said yes: the days count as charged from now on. The database refuses one charged already."""
    connection.execute(
        sa.update(charges)
        .where(charges.c.id == charge.id)
        .values(effect_id=effect_id, approved_at=now, approved_by=by)
    )
    told = {"act": "approve charge", "number": charge.id}
    tell(connection, ledger_id, "act", told, of=charge.customer_id, by=by)
    for line in charge.claim.lines:
        connection.execute(
            sa.insert(charged_days).values(
                ledger_id=ledger_id,
                charge_id=charge.id,
                customer_id=charge.customer_id,
                currency=charge.currency,
                invoice_id=line.invoice_id,
                since=line.stretches[0].since if line.stretches else charge.claim.until,
                until=charge.claim.until,
                fixed=line.fixed > 0,
            )
        )


def end(connection: Connection, charge: Charge, words: str, by: str, now: datetime) -> None:
    """It holds no more: its days may be charged again."""
    ledger_id = connection.scalar(
        sa.update(charges)
        .where(charges.c.id == charge.id)
        .values(ended_at=now, ended_by=by, ended_words=words)
        .returning(charges.c.ledger_id)
    )
    told = {"act": "end charge", "number": charge.id, "words": words}
    tell(connection, int(ledger_id or 0), "act", told, of=charge.customer_id, by=by)
    connection.execute(
        sa.update(charged_days).where(charged_days.c.charge_id == charge.id).values(freed=True)
    )


def of_ledger(connection: Connection, ledger_id: int, number: int | None = None) -> list[Charge]:
    """The ledger's charges, oldest first, or the one of that number."""
    drafted = sa.and_(invoices.c.ledger_id == charges.c.ledger_id, invoices.c.id == effects.c.provider_id)
    query = (
        sa.select(
            charges,
            effects.c.state.label("effect_state"),
            effects.c.key.label("effect_key"),
            effects.c.reason.label("effect_reason"),
            effects.c.taken_back,
            invoices.c.status.label("draft_status"),
            invoices.c.number.label("draft_number"),
        )
        .outerjoin(effects, effects.c.id == charges.c.effect_id)
        .outerjoin(invoices, drafted)
        .where(charges.c.ledger_id == ledger_id)
        .order_by(charges.c.id)
    )
    if number is not None:
        query = query.where(charges.c.id == number)
    return [_charge(row) for row in connection.execute(query)]


def _charge(row: Any) -> Charge:
    return Charge(
        id=row.id,
        customer_id=row.customer_id,
        currency=row.currency,
        claim=msgspec.json.decode(row.body, type=Charges),
        effect_id=row.effect_id,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        approved_by=row.approved_by,
        ended_at=row.ended_at,
        ended_words=row.ended_words,
        effect_state=row.effect_state,
        effect_key=row.effect_key,
        effect_reason=row.effect_reason,
        taken_back=bool(row.taken_back),
        draft_status=row.draft_status,
        draft_number=row.draft_number,
    )


def lay_beside(
    connection: Connection, ledger_id: int, billed: Mapping[str, str], found: dict[Key, Account]
) -> None:
    """Lay what was charged beside each account; few have any. `billed`: customer -> whom they bill with."""
    mine = sa.and_(
        charged_days.c.ledger_id == ledger_id,
        among(charged_days.c.customer_id, billed),
        sa.not_(charged_days.c.freed),
    )
    days: defaultdict[Key, list[Charged]] = defaultdict(list)
    for row in connection.execute(sa.select(charged_days).where(mine).order_by(charged_days.c.id)):
        days[billed[row.customer_id], row.currency].append(
            Charged(invoice_id=row.invoice_id, since=row.since, until=row.until, fixed=row.fixed)
        )
    made: defaultdict[Key, list[str]] = defaultdict(list)
    written = (
        sa.select(charges.c.customer_id, charges.c.currency, effects.c.provider_id)
        .join(effects, effects.c.id == charges.c.effect_id)
        .where(
            charges.c.ledger_id == ledger_id,
            among(charges.c.customer_id, billed),
            effects.c.provider_id.is_not(None),
        )
        .order_by(charges.c.id)
    )
    for customer, currency, provider_id in connection.execute(written) if days else ():
        made[billed[customer], currency].append(provider_id)
    for key in days.keys() & found.keys():
        found[key] = replace(found[key], charged=tuple(days[key]), charge_invoices=tuple(made[key]))

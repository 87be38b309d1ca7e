"""Decisions and the accounts they rested on, content-addressed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.decisions import Decision, Notify, Wait
from sync import tables
from sync.store.dialects import upsert
from sync.tables import accounts, decisions, snapshots

_CODER = msgspec.json.Encoder(decimal_format="string", order="deterministic")


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision as stored. `versions`: of engine, policy, rules and calendars it was taken under."""

    id: int
    customer_id: str
    currency: str
    decided_at: datetime
    decision: Decision
    versions: dict[str, str]
    account_digest: str


def fingerprint_of(decision: Decision) -> str | None:
    """What an approval of this decision would bind to."""
    act = decision.action if isinstance(decision.action, Notify) else decision.action.proposed
    return None if act is None else act.fingerprint


def keep(
    connection: Connection,
    ledger_id: int,
    account: Account,
    decision: Decision,
    versions: dict[str, str],
    now: datetime,
) -> int:
    """Make this the account's one standing decision, with the account it rested on. Returns its id.

    `now`: when the account was taken up for review. Where someone has asked for another look since
    then (a hold, an approval), the account stays up for review.
    """
    key = (account.customer.id, account.currency)
    body = _CODER.encode(account)
    digest = hashlib.blake2b(body, digest_size=16).hexdigest()
    upsert(connection, snapshots, [{"digest": digest, "body": body}], update=False)
    mine = sa.and_(
        decisions.c.ledger_id == ledger_id,
        decisions.c.customer_id == key[0],
        decisions.c.currency == key[1],
        decisions.c.standing,
    )
    connection.execute(sa.update(decisions).where(mine).values(standing=False))
    made = connection.execute(
        sa.insert(decisions)
        .values(
            ledger_id=ledger_id,
            customer_id=key[0],
            currency=key[1],
            decided_at=now,
            action="wait" if isinstance(decision.action, Wait) else decision.action.channel,
            reason=decision.reason.name,
            text=decision.text,
            citation=decision.citation,
            review_at=decision.review_at,
            overdue=decision.overdue,
            standing=True,
            fingerprint=fingerprint_of(decision),
            account_digest=digest,
            versions=msgspec.json.encode(versions, order="sorted").decode(),
            body=_CODER.encode(decision),
        )
        .returning(decisions.c.id)
    ).scalar_one()
    _look_again(connection, ledger_id, key, decision, now)
    return int(made)


def _look_again(
    connection: Connection, ledger_id: int, key: tuple[str, str], decision: Decision, taken_up: datetime
) -> None:
    """Set the account's review date, unless someone asked for another look since it was taken up."""
    connection.execute(
        sa.update(accounts)
        .where(
            accounts.c.ledger_id == ledger_id,
            accounts.c.customer_id == key[0],
            accounts.c.currency == key[1],
        )
        .values(
            review_at=sa.case(
                (accounts.c.review_at == taken_up, sa.literal(decision.review_at, tables.Instant)),
                else_=accounts.c.review_at,
            ),
            episode=decision.episode,
        )
    )


def forget_account(connection: Connection, ledger_id: int, key: tuple[str, str]) -> None:
    """An account that joined another one (its customer bills with a parent now) has no decision."""
    customer, currency = key
    connection.execute(
        sa.update(decisions)
        .where(
            decisions.c.ledger_id == ledger_id,
            decisions.c.customer_id == customer,
            decisions.c.currency == currency,
            decisions.c.standing,
        )
        .values(standing=False)
    )
    connection.execute(
        sa.delete(accounts).where(
            accounts.c.ledger_id == ledger_id,
            accounts.c.customer_id == customer,
            accounts.c.currency == currency,
        )
    )


def snapshot(connection: Connection, digest: str) -> Account:
    """The account a decision rested on."""
    body = connection.execute(sa.select(snapshots.c.body).where(snapshots.c.digest == digest)).scalar_one()
    return msgspec.json.decode(body, type=Account)


def standing(
    connection: Connection,
    ledger_id: int,
    *,
    customer_id: str | None = None,
    currency: str | None = None,
    overdue: bool | None = None,
) -> list[Standing]:
    """The standing decisions of a ledger, of one customer, or of the overdue accounts alone."""
    query = sa.select(decisions).where(decisions.c.ledger_id == ledger_id, decisions.c.standing)
    if customer_id is not None:
        query = query.where(decisions.c.customer_id == customer_id)
    if currency is not None:
        query = query.where(decisions.c.currency == currency)
    if overdue is not None:
        query = query.where(decisions.c.overdue.is_(overdue))
    rows = connection.execute(query.order_by(decisions.c.customer_id, decisions.c.currency)).all()
    return [
        Standing(
            id=row.id,
            customer_id=row.customer_id,
            currency=row.currency,
            decided_at=row.decided_at,
            decision=msgspec.json.decode(row.body, type=Decision),
            versions=msgspec.json.decode(row.versions, type=dict[str, str]),
            account_digest=row.account_digest,
        )
        for row in rows
    ]


def review_those_waiting_for(
    connection: Connection, ledger_id: int, reasons: Sequence[str], at: datetime
) -> None:
    """Put up for review the accounts whose standing decision waits for one of these reasons."""
    waiting = sa.select(decisions.c.customer_id, decisions.c.currency).where(
        decisions.c.ledger_id == ledger_id, decisions.c.standing, decisions.c.reason.in_(reasons)
    )
    connection.execute(
        sa.update(accounts)
        .where(
            accounts.c.ledger_id == ledger_id,
            sa.tuple_(accounts.c.customer_id, accounts.c.currency).in_(waiting),
        )
        .values(review_at=at)
    )

"""Decisions and the accounts they rested on, content-addressed."""

from __future__ import annotations

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.decisions import Decision, Notify, Wait
from sync import tables
from sync.evidence import chain
from sync.store import bulk, firms
from sync.store.chain import tell
from sync.store.dialects import Forms, among, forms
from sync.tables import accounts, decisions, holds, snapshots

_HELD_SINCE = sa.exists().where(
    holds.c.ledger_id == decisions.c.ledger_id,
    holds.c.released_at.is_(None),
    holds.c.customer_id == decisions.c.customer_id,
    holds.c.invoice_id.is_(None),
    holds.c.placed_at >= decisions.c.decided_at,
)
IS_PROPOSED = sa.and_(
    decisions.c.action == "wait", decisions.c.fingerprint.is_not(None), sa.not_(_HELD_SINCE)
)
"""Something to say yes to; for a customer who was put on hold since the next look decides that it is not."""

_CODER = msgspec.json.Encoder(decimal_format="string", order="deterministic")
_DECIDED = (
    "ledger_id",
    "customer_id",
    "currency",
    "decided_at",
    "action",
    "reason",
    "text",
    "citation",
    "review_at",
    "overdue",
    "standing",
    "fingerprint",
    "account_digest",
    "versions",
    "body",
    "salt",
)
# Set an account's review date, unless someone asked for another look since it was taken up.
_LOOK_AGAIN = (
    sa.update(accounts)
    .where(
        accounts.c.ledger_id == sa.bindparam("of_ledger"),
        accounts.c.customer_id == sa.bindparam("of_customer"),
        accounts.c.currency == sa.bindparam("in_currency"),
    )
    .values(
        review_at=sa.case(
            (accounts.c.review_at == sa.bindparam("taken_up"), sa.bindparam("next", type_=tables.Instant)),
            else_=accounts.c.review_at,
        ),
        episode=sa.bindparam("in_episode"),
    )
)


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


class Taken(msgspec.Struct, frozen=True, gc=False):
    """A decision as it is written, with the account it rested on. `fingerprint`: what a yes would bind to.

    `account`: as it is kept (see `sync.tables.packed`).

    `digest`: of the account, behind its customer's id. Customers are decided in the order of their ids, and
    what is new lies side by side in the indexes then; by a hash alone each thousand touches all their pages.
    """

    customer_id: str
    currency: str
    action: str
    reason: str
    text: str
    citation: str | None
    review_at: datetime | None
    overdue: bool
    episode: str | None
    fingerprint: str | None
    decision: bytes
    account: bytes
    digest: str

    @classmethod
    def of(cls, account: Account, decision: Decision, forms: Forms) -> Taken:
        """About that account, to be written in these forms."""
        action, body = decision.action, _CODER.encode(account)
        hashed = hashlib.blake2b(body, digest_size=16).hexdigest()
        return cls(
            customer_id=account.customer.id,
            currency=account.currency,
            action="wait" if isinstance(action, Wait) else action.channel,
            reason=decision.reason.name,
            text=decision.text,
            citation=decision.citation,
            review_at=decision.review_at,
            overdue=decision.overdue,
            episode=decision.episode,
            fingerprint=fingerprint_of(decision),
            decision=_CODER.encode(decision),
            account=forms.packed(body),
            digest=f"{account.customer.id} {hashed}",
        )


def fingerprint_of(decision: Decision) -> str | None:
    """What an approval of this decision would bind to."""
    act = decision.action if isinstance(decision.action, Notify) else decision.action.proposed
    return None if act is None else act.fingerprint


def keep(
    connection: Connection, ledger_id: int, found: Sequence[Taken], versions: dict[str, str], now: datetime
) -> None:
    """Make each the one standing decision of its account, with the account it rested on.

    `now`: when the accounts were taken up for review. Where someone has asked for another look since
    then (a hold, an approval), the account stays up for review.
    """
    of, told = forms(connection), msgspec.json.encode(versions, order="sorted").decode()
    decided_at, instant = of.instant(now), chain.instant(now)
    rows, reviews, leaves = [], [], bytearray()
    salts = secrets.token_bytes(chain.SALT_BYTES * len(found))
    for number, one in enumerate(found):
        review_at = None if one.review_at is None else of.instant(one.review_at)
        salt = salts[number * chain.SALT_BYTES : (number + 1) * chain.SALT_BYTES]
        account = (one.customer_id, one.currency)
        said = (one.action, one.reason, one.text, one.citation)
        rested = (one.fingerprint, one.digest, told, one.decision)
        leaves += chain.leaf(salt, *account, instant, *said, *rested)
        rows.append((ledger_id, *account, decided_at, *said, review_at, one.overdue, True, *rested, salt))
        reviews.append((decided_at, review_at, one.episode, ledger_id, *account))
    _stand_down(connection, ledger_id, [(one.customer_id, one.currency) for one in found])
    firm = firms.of_ledger(connection, ledger_id)
    kept = {one.digest: (one.digest, one.account, firm) for one in found}
    bulk.upsert(connection, snapshots, ("digest", "body", "firm_id"), list(kept.values()), over="none")
    bulk.insert(connection, decisions, _DECIDED, rows)
    bulk.execute(connection, _LOOK_AGAIN, reviews)
    batch = {"decisions": len(found), "versions": versions, "leaves": chain.digest(bytes(leaves))}
    tell(connection, ledger_id, "decisions", batch, leaves=bytes(leaves))


def _stand_down(connection: Connection, ledger_id: int, keys: Iterable[tuple[str, str]]) -> None:
    """What was decided about these accounts stands no more."""
    by_currency: dict[str, list[str]] = defaultdict(list)
    for customer, currency in keys:
        by_currency[currency].append(customer)
    for currency, customers in by_currency.items():
        connection.execute(
            sa.update(decisions)
            .where(
                decisions.c.ledger_id == ledger_id,
                decisions.c.currency == currency,
                decisions.c.standing,
                among(decisions.c.customer_id, customers),
            )
            .values(standing=False)
        )


def numbers(
    connection: Connection, ledger_id: int, keys: Collection[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """The ids of the standing decisions of these accounts."""
    query = sa.select(decisions.c.customer_id, decisions.c.currency, decisions.c.id).where(
        decisions.c.ledger_id == ledger_id,
        decisions.c.standing,
        among(decisions.c.customer_id, {customer for customer, _ in keys}),
    )
    return {(customer, currency): number for customer, currency, number in connection.execute(query)}


def forget_account(connection: Connection, ledger_id: int, key: tuple[str, str]) -> None:
    """An account that joined another one (its customer bills with a parent now) has no decision."""
    customer, currency = key
    _stand_down(connection, ledger_id, [key])
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


def waiting_by_reason(connection: Connection, ledger_id: int) -> dict[str, int]:
    """How many overdue accounts wait, by the name of the reason."""
    query = (
        sa.select(decisions.c.reason, sa.func.count())
        .where(
            decisions.c.ledger_id == ledger_id,
            decisions.c.standing,
            decisions.c.overdue,
            decisions.c.action == "wait",
        )
        .group_by(decisions.c.reason)
        .order_by(decisions.c.reason)
    )
    return dict(iter(connection.execute(query)))


def standing(
    connection: Connection,
    ledger_id: int,
    *,
    customer_id: str | None = None,
    customers: Collection[str] | None = None,
    currency: str | None = None,
    overdue: bool | None = None,
    proposed: bool = False,
    reasons: Collection[str] = (),
) -> list[Standing]:
    """The standing decisions of a ledger, of one customer or of these, or of the overdue accounts alone.

    `proposed`: only those that wait with something to say yes to; `reasons`: only those for one of these.
    """
    query = sa.select(decisions).where(decisions.c.ledger_id == ledger_id, decisions.c.standing)
    if customer_id is not None:
        query = query.where(decisions.c.customer_id == customer_id)
    if customers is not None:
        query = query.where(among(decisions.c.customer_id, customers))
    if currency is not None:
        query = query.where(decisions.c.currency == currency)
    if overdue is not None:
        query = query.where(decisions.c.overdue.is_(overdue))
    if proposed:
        query = query.where(IS_PROPOSED)
    if reasons:
        query = query.where(decisions.c.reason.in_(reasons))
    rows = connection.execute(query.order_by(decisions.c.customer_id, decisions.c.currency))
    return [_standing(row) for row in rows]


def standing_of(
    connection: Connection, ledger_id: int, keys: Collection[tuple[str, str]]
) -> dict[tuple[str, str], Standing]:
    """The standing decisions of these accounts, (customer id, currency); those without one are left out."""
    query = sa.select(decisions).where(
        decisions.c.ledger_id == ledger_id,
        decisions.c.standing,
        among(decisions.c.customer_id, {customer for customer, _ in keys}),
    )
    found = {(row.customer_id, row.currency): row for row in connection.execute(query)}
    return {key: _standing(row) for key, row in found.items() if key in keys}


def _standing(row: Any) -> Standing:
    return Standing(
        id=row.id,
        customer_id=row.customer_id,
        currency=row.currency,
        decided_at=row.decided_at,
        decision=msgspec.json.decode(row.body, type=Decision),
        versions=msgspec.json.decode(row.versions, type=dict[str, str]),
        account_digest=row.account_digest,
    )


def waiting_for(connection: Connection, ledger_id: int, reason: str) -> int:
    """How many accounts wait for that reason."""
    query = sa.select(sa.func.count()).where(
        decisions.c.ledger_id == ledger_id, decisions.c.standing, decisions.c.reason == reason
    )
    return int(connection.scalar(query) or 0)


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

"""Payments online as their provider tells of them, and what of each the books were told.

The law: told twice, late or out of order, it comes to the same: states only rise, amounts that went back only
grow, and a dispute that was closed is not open again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connectors.checkout import Asked, Opened, Told
from dunning.ledger import Allocation, of_minor, to_minor
from sync.store.dialects import among, listed, upsert
from sync.store.outbox import COLUMNS, Effect
from sync.tables import checkout_payments, checkouts, effects, payment_feeds

_RISING: Final = ("new", "open", "expired", "pending", "failed", "paid")
UNFINISHED: Final = ("new", "open", "pending")
_CODER = msgspec.json.Encoder(decimal_format="string")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """One row of `checkouts`, in minor units."""

    id: int
    key: str
    customer_id: str
    currency: str
    parts: str
    amount: int
    asked: bytes
    state: str
    page_id: str | None
    url: str | None
    payment_id: str | None
    created_at: datetime
    expires_at: datetime
    paid_at: datetime | None
    paid: int
    refunded: int
    lost: int
    dispute: str | None
    fee: int | None
    fee_currency: str | None
    fee_to: str | None
    entered: int
    trouble: str | None
    seen_at: datetime | None

    @property
    def kept(self) -> int:
        """What of the money stays with the firm, and so belongs into the books."""
        return max(self.paid - self.refunded - self.lost, 0)

    @property
    def allocations(self) -> tuple[Allocation, ...]:
        """What was paid for."""
        return tuple(
            Allocation(invoice_id=id_, amount=of_minor(minor, self.currency))
            for id_, minor in msgspec.json.decode(self.parts, type=list[tuple[str, int]])
        )

    @property
    def page(self) -> Asked:
        """The page as it was asked for."""
        return msgspec.json.decode(self.asked, type=Asked)

    def money(self, minor: int) -> str:
        """So much of its currency, in words."""
        return f"{self.currency} {of_minor(minor, self.currency):,}"


_NAMES = tuple(Checkout.__dataclass_fields__)
_COLUMNS = [checkouts.c[name] for name in _NAMES]
_UNDER_WAY = sa.or_(
    checkouts.c.state == "pending",
    sa.and_(
        checkouts.c.state == "paid",
        checkouts.c.paid - checkouts.c.refunded - checkouts.c.lost != checkouts.c.entered,
    ),
)

_ANY_UNDER_WAY = (
    sa.select(checkouts.c.id).where(checkouts.c.ledger_id == sa.bindparam("ledger"), _UNDER_WAY).limit(1)
)


_PAID_ANEW = (
    sa.select(*_COLUMNS)
    .where(
        checkouts.c.ledger_id == sa.bindparam("ledger"),
        _UNDER_WAY,
        listed(checkouts.c.customer_id, "owners"),
        checkouts.c.entered == 0,
    )
    .order_by(checkouts.c.id)
)


def written(parts: Sequence[Allocation], currency: str) -> str:
    """What is paid for, as the column `parts` has it; in the order of the invoices' ids."""
    pairs = sorted((part.invoice_id, to_minor(part.amount, currency)) for part in parts)
    return msgspec.json.encode(pairs).decode()


def add(
    connection: Connection,
    ledger_id: int,
    customer_id: str,
    parts: Sequence[Allocation],
    asked: Asked,
    now: datetime,
) -> Checkout:
    """A page to be asked for, before it is."""
    values = {
        "ledger_id": ledger_id,
        "key": asked.key,
        "customer_id": customer_id,
        "currency": asked.currency,
        "parts": written(parts, asked.currency),
        "amount": sum(to_minor(part.amount, asked.currency) for part in parts),
        "asked": _CODER.encode(asked),
        "state": "new",
        "created_at": now,
        "expires_at": asked.expires_at,
    }
    row = connection.execute(sa.insert(checkouts).values(values).returning(*_COLUMNS)).mappings().one()
    return Checkout(**row)


def opened(connection: Connection, checkout_id: int, page: Opened) -> None:
    """The provider gave it; unless more was told of it meanwhile it is open."""
    connection.execute(
        sa.update(checkouts)
        .where(checkouts.c.id == checkout_id)
        .values(
            page_id=page.id,
            url=page.url,
            expires_at=page.expires_at,
            state=sa.case((checkouts.c.state == "new", "open"), else_=checkouts.c.state),
        )
    )


def _some(connection: Connection, ledger_id: int, *where: sa.ColumnElement[bool]) -> list[Checkout]:
    query = sa.select(*_COLUMNS).where(checkouts.c.ledger_id == ledger_id, *where)
    return [Checkout(**row) for row in connection.execute(query.order_by(checkouts.c.id)).mappings()]


def unfinished(connection: Connection, ledger_id: int, customer_ids: Sequence[str]) -> list[Checkout]:
    """Pages of these customers that may still be paid, or are under way."""
    mine = among(checkouts.c.customer_id, customer_ids)
    return _some(connection, ledger_id, mine, checkouts.c.state.in_(UNFINISHED))


def to_look_at(connection: Connection, ledger_id: int, since: datetime, most: int) -> list[Checkout]:
    """Those of which something is to be known yet, that were asked about longest ago; `most` of them.

    A fee is asked for only of what was paid since then: it is known at once, or never.
    """
    unknown = sa.or_(
        checkouts.c.state.in_(("open", "pending")),
        sa.and_(checkouts.c.state == "paid", checkouts.c.fee.is_(None), checkouts.c.paid_at >= since),
    )
    query = (
        sa.select(*_COLUMNS)
        .where(checkouts.c.ledger_id == ledger_id, unknown, checkouts.c.page_id.is_not(None))
        .order_by(checkouts.c.looked_at.is_not(None), checkouts.c.looked_at, checkouts.c.id)
        .limit(most)
    )
    return [Checkout(**row) for row in connection.execute(query).mappings()]


def looked(connection: Connection, checkout_id: int, now: datetime, *, known: bool = True) -> None:
    """It was asked about; where it is not `known` there, and was not paid, it never will be."""
    state = sa.case((checkouts.c.state == "open", "expired"), else_=checkouts.c.state)
    values = {"looked_at": now} if known else {"looked_at": now, "state": state}
    connection.execute(sa.update(checkouts).where(checkouts.c.id == checkout_id).values(values))


def to_enter(connection: Connection, ledger_id: int) -> list[Checkout]:
    """Those of which the books do not have what stays with the firm."""
    return _some(connection, ledger_id, checkouts.c.state == "paid", _UNDER_WAY)


def fees_to_book(connection: Connection, ledger_id: int) -> list[Checkout]:
    """Those whose fee is known, is to be booked, and never was recorded."""
    fees = (
        sa.select(effects.c.id)
        .join(checkout_payments, checkout_payments.c.effect_id == effects.c.id)
        .where(checkout_payments.c.checkout_id == checkouts.c.id, effects.c.kind == "fee")
    )
    to_book = (checkouts.c.state == "paid", checkouts.c.paid > 0, checkouts.c.fee > 0)
    return _some(connection, ledger_id, *to_book, checkouts.c.fee_to.is_not(None), sa.not_(fees.exists()))


def fees_refused(connection: Connection, ledger_id: int) -> list[tuple[Checkout, Effect]]:
    """Fees that the ledger refused and nobody was told of."""
    query = (
        sa.select(checkout_payments.c.checkout_id, *COLUMNS)
        .join(effects, checkout_payments.c.effect_id == effects.c.id)
        .where(
            effects.c.ledger_id == ledger_id,
            effects.c.kind == "fee",
            effects.c.state == "refused",
            sa.not_(effects.c.taken_back),
        )
    )
    rows = [dict(row) for row in connection.execute(query.order_by(effects.c.id)).mappings()]
    return [(by_id(connection, row.pop("checkout_id")), Effect(**row)) for row in rows]


def under_way_now(connection: Connection, ledger_id: int) -> list[Checkout]:
    """What was paid, or is being paid, and is not in the books."""
    return _some(connection, ledger_id, _UNDER_WAY)


def open_pages(connection: Connection, ledger_id: int) -> list[Checkout]:
    """Pages that can be paid now."""
    return _some(connection, ledger_id, checkouts.c.state == "open")


IN_TROUBLE: Final = sa.and_(checkouts.c.trouble.is_not(None), checkouts.c.seen_at.is_(None))


def troubled(connection: Connection, ledger_id: int) -> list[Checkout]:
    """Those that a person is to see to."""
    return _some(connection, ledger_id, IN_TROUBLE)


def every(connection: Connection, ledger_id: int) -> list[Checkout]:
    """All that came to anything, oldest first."""
    return _some(connection, ledger_id, checkouts.c.state.not_in(("new", "expired")))


def by_key(connection: Connection, ledger_id: int, key: str) -> Checkout | None:
    """The one of that key."""
    return next(iter(_some(connection, ledger_id, checkouts.c.key == key)), None)


def by_id(connection: Connection, checkout_id: int) -> Checkout:
    """The one of that number."""
    query = sa.select(*_COLUMNS).where(checkouts.c.id == checkout_id)
    return Checkout(**connection.execute(query).mappings().one())


def meant(connection: Connection, ledger_id: int, told: Told) -> Checkout | None:
    """The one that is told of; `None` where it is none of ours."""
    names = {checkouts.c.key: told.key, checkouts.c.page_id: told.page, checkouts.c.payment_id: told.payment}
    for column, name in names.items():
        if name is not None and (found := _some(connection, ledger_id, column == name)):
            return found[0]
    return None


def after(one: Checkout, told: Told) -> Checkout:
    """It as it stands once that is told."""
    state = one.state if told.state is None else max(one.state, told.state, key=_RISING.index)
    same = told.currency in (None, one.currency)
    paid, at = one.paid, one.paid_at
    if told.state == "paid" and not one.paid and same:
        paid = one.amount if told.amount is None else to_minor(told.amount, one.currency)
        at = told.at
    refunded, lost, dispute = one.refunded, one.lost, one.dispute
    if told.refunded is not None and same:
        refunded = max(refunded, to_minor(told.refunded, one.currency))
    if told.dispute is not None and dispute not in ("won", "lost"):
        dispute = told.dispute
    if told.dispute == "lost":
        dispute = "lost"
        lost = one.amount if told.disputed is None or not same else to_minor(told.disputed, one.currency)
    return replace(
        one,
        state=state,
        page_id=one.page_id or told.page,
        payment_id=told.payment or one.payment_id,
        paid=paid,
        paid_at=at,
        refunded=min(refunded, paid) if paid else refunded,
        lost=min(lost, paid - min(refunded, paid)) if paid else lost,
        dispute=dispute,
        fee=one.fee if told.fee is None else to_minor(told.fee, told.fee_currency or one.currency),
        fee_currency=told.fee_currency or one.fee_currency,
    )


def with_trouble(one: Checkout, text: str | None) -> Checkout:
    """It with that for a person to see to, beside what nobody has seen to yet; told again it is not new."""
    if text is None or (one.trouble is not None and text in one.trouble):
        return one
    waits = one.trouble is not None and one.seen_at is None
    return replace(one, trouble=f"{one.trouble}; {text}" if waits else text, seen_at=None)


def keep(connection: Connection, before: Checkout, now: Checkout) -> None:
    """What changed of it."""
    changed = {name: getattr(now, name) for name in _NAMES if getattr(now, name) != getattr(before, name)}
    if changed:
        connection.execute(sa.update(checkouts).where(checkouts.c.id == before.id).values(changed))


def see_to(connection: Connection, ledger_id: int, key: str, by: str, now: datetime) -> None:
    """A person saw to its trouble."""
    connection.execute(
        sa.update(checkouts)
        .where(checkouts.c.ledger_id == ledger_id, checkouts.c.key == key)
        .values(seen_at=now, seen_by=by)
    )


def effects_of(connection: Connection, one: Checkout) -> list[Effect]:
    """The payments that were recorded for it, oldest first."""
    query = (
        sa.select(*COLUMNS)
        .join(checkout_payments, checkout_payments.c.effect_id == effects.c.id)
        .where(checkout_payments.c.checkout_id == one.id, effects.c.kind == "payment")
        .order_by(effects.c.id)
    )
    return [Effect(**row) for row in connection.execute(query).mappings()]


def recorded(connection: Connection, ledger_id: int, one: Checkout, keys: Sequence[str]) -> None:
    """The payments of these keys, or its fee, were recorded for it."""
    ids = connection.scalars(
        sa.select(effects.c.id).where(effects.c.ledger_id == ledger_id, effects.c.key.in_(keys))
    )
    rows = [{"ledger_id": ledger_id, "checkout_id": one.id, "effect_id": effect_id} for effect_id in ids]
    connection.execute(sa.insert(checkout_payments), rows)


def under_way(connection: Connection, ledger_id: int, customer_ids: Sequence[str]) -> dict[str, Decimal]:
    """By invoice: what these customers paid online that no payment was recorded for yet."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    rows = connection.execute(_PAID_ANEW, {"ledger": ledger_id, "owners": customer_ids}).mappings()
    for one in (Checkout(**row) for row in rows):
        for part in one.allocations:
            found[part.invoice_id] += part.amount
    return found


def held(
    connection: Connection, ledger_id: int, billed: Mapping[str, str]
) -> dict[tuple[str, str], list[str]]:
    """By account: payments online that are under way, in words."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    if connection.scalar(_ANY_UNDER_WAY, {"ledger": ledger_id}) is None:
        return found  # as nearly always: asked for every account of the book
    for one in _some(connection, ledger_id, _UNDER_WAY, among(checkouts.c.customer_id, billed)):
        amount, name = one.money(one.paid or one.amount), one.payment_id or one.key
        told = f"a bank debit of {amount} ({name})" if one.state == "pending" else f"{amount} ({name})"
        told += ", which went back" if one.entered > one.kept else ""
        found[billed[one.customer_id], one.currency].append(told)
    return found


def read_until(connection: Connection, ledger_id: int) -> datetime | None:
    """How far events were read; when the first page was made where none were; `None`: there is none."""
    query = sa.select(payment_feeds.c.read_until).where(payment_feeds.c.ledger_id == ledger_id)
    first = sa.select(sa.func.min(checkouts.c.created_at)).where(checkouts.c.ledger_id == ledger_id)
    found: datetime | None = connection.scalar(query) or connection.scalar(first)
    return found


def read_to(connection: Connection, ledger_id: int, at: datetime) -> None:
    """Events were read so far."""
    upsert(connection, payment_feeds, [{"ledger_id": ledger_id, "read_until": at}])


def as_mapping(one: Checkout) -> dict[str, Any]:
    """For a program to read."""
    return {
        "key": one.key,
        "customer_id": one.customer_id,
        "currency": one.currency,
        "amount": of_minor(one.amount, one.currency),
        "invoices": {part.invoice_id: part.amount for part in one.allocations},
        "state": one.state,
        "payment": one.payment_id,
        "paid": of_minor(one.paid, one.currency),
        "refunded": of_minor(one.refunded, one.currency),
        "lost": of_minor(one.lost, one.currency),
        "dispute": one.dispute,
        "fee": None if one.fee is None else of_minor(one.fee, one.fee_currency or one.currency),
        "fee_currency": one.fee_currency,
        "fee_booked_to": one.fee_to,
        "in_the_books": of_minor(one.entered, one.currency),
        "trouble": None if one.seen_at else one.trouble,
    }

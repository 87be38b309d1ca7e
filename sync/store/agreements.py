"""What customers said or were granted, and contacts made by hand: recorded, ended, never deleted.

Each row names its account by the customer it was said for; a sub-customer's joins the one who is billed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from dunning.account import Contact
from dunning.agreements import (
    CLAIM_LEEWAY,
    Agreement,
    EndedHow,
    Ending,
    HandedOver,
    PaidClaim,
    PromiseToPay,
)
from dunning.figures.promised import outcomes
from dunning.ledger import Allocation, Invoice, Payment, of_minor
from sync.store.chain import tell
from sync.store.dialects import among
from sync.tables import agreements, allocations, contacts, invoices, payments

_CODER = msgspec.json.Encoder(decimal_format="string")
# a promise that was moved still counts as one given; a letter refers to the answer of a dispute; a debt that
# came back from a collector may be written off
_KEPT_WHEN_ENDED = ("moved", "answered", "ended")


@dataclass(frozen=True, slots=True)
class Recorded:
    """An agreement as stored. `currency`: `None` where it is about the whole customer."""

    customer_id: str
    currency: str | None
    made_by: str
    agreement: Agreement


def record(
    connection: Connection,
    ledger_id: int,
    account: tuple[str, str | None],
    agreement: Agreement,
    by: str,
    now: datetime,
) -> int:
    """Keep an agreement with that customer, in that currency; returns its number."""
    made = connection.execute(
        sa.insert(agreements)
        .values(
            ledger_id=ledger_id,
            kind=agreement.__struct_config__.tag,
            customer_id=account[0],
            currency=account[1],
            body=_CODER.encode(replace(agreement, id=0, ending=None)),
            made_at=now,
            made_by=by,
        )
        .returning(agreements.c.id)
    )
    number = int(made.scalar_one())
    told = {"act": agreement.__struct_config__.tag, "number": number, "currency": account[1]}
    tell(connection, ledger_id, "act", told | {"what": agreement}, of=account[0], by=by)
    return number


def end(
    connection: Connection, ledger_id: int, number: int, how: EndedHow, words: str, by: str, now: datetime
) -> None:
    """End an agreement that stands: withdrawn, moved, answered or ended, by whom, in these words."""
    ended = connection.execute(
        sa.update(agreements)
        .where(
            agreements.c.ledger_id == ledger_id, agreements.c.id == number, agreements.c.ended_at.is_(None)
        )
        .values(ended_at=now, ended_by=by, ended_how=how, ended_words=words)
        .returning(agreements.c.kind, agreements.c.customer_id)
    )
    for kind, customer_id in ended:
        told = {"act": f"end {kind}", "number": number, "how": how, "words": words}
        tell(connection, ledger_id, "act", told, of=customer_id, by=by)


def find(connection: Connection, ledger_id: int, number: int, zone: ZoneInfo) -> Recorded | None:
    """The agreement of that number, ended or not."""
    query = sa.select(agreements).where(agreements.c.ledger_id == ledger_id, agreements.c.id == number)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _recorded(row, zone)


def standing(connection: Connection, ledger_id: int, zone: ZoneInfo) -> list[Recorded]:
    """Those that no person ended, in the order in which they were made."""
    return _read(connection, ledger_id, zone, agreements.c.ended_at.is_(None))


def of_customers(
    connection: Connection, ledger_id: int, billed: Mapping[str, str], zone: ZoneInfo
) -> dict[str, list[Recorded]]:
    """By billed customer id: what stands with them, promises moved, disputes answered, hand-overs ended."""
    mine = sa.and_(
        among(agreements.c.customer_id, billed),
        sa.or_(agreements.c.ended_at.is_(None), agreements.c.ended_how.in_(_KEPT_WHEN_ENDED)),
    )
    found: dict[str, list[Recorded]] = defaultdict(list)
    for each in _read(connection, ledger_id, zone, mine):
        found[billed[each.customer_id]].append(each)
    return found


def bearing(
    connection: Connection,
    ledger_id: int,
    billed: Mapping[str, str],
    zone: ZoneInfo,
    accounts: Mapping[tuple[str, str], tuple[Sequence[Invoice], str | None]],
) -> dict[tuple[str, str], tuple[tuple[Agreement, ...], tuple[Payment, ...]]]:
    """By account, given its open invoices and its episode: what is agreed, and what came in since.

    An agreement bears on the account while an invoice of it is open, a promise also on the debt it was
    given in, a hand-over always until it ends. Accounts without one are left out.
    """
    known = of_customers(connection, ledger_id, billed, zone)
    mine: dict[tuple[str, str], list[Agreement]] = {}
    for (owner, currency), (owed, episode) in accounts.items() if known else ():
        ids = {each.id for each in owed}
        kept = [
            each.agreement
            for each in known.get(owner, ())
            if each.currency in {None, currency} and _bears(each.agreement, ids, episode)
        ]
        if kept:
            mine[owner, currency] = kept
    if not mine:
        return {}
    since = {key: min(_counts_from(each) for each in kept) for key, kept in mine.items()}
    came = received(connection, ledger_id, billed, min(since.values()))
    return {
        key: (
            tuple(kept),
            tuple(each for each in came.get(key, ()) if each.paid_on and each.paid_on >= since[key]),
        )
        for key, kept in mine.items()
    }


def promises_kept(
    connection: Connection, ledger_id: int, billed: Mapping[str, str], zone: ZoneInfo, through: date | None
) -> dict[str, tuple[int, int]]:
    """By billed customer id: (kept, due) of the promises whose day is over; none where none is."""
    mine = sa.and_(
        agreements.c.kind == "promise",
        among(agreements.c.customer_id, billed),
        agreements.c.ended_at.is_(None),
    )
    given = _read(connection, ledger_id, zone, mine)
    if not given:
        return {}
    came = received(connection, ledger_id, billed, min(each.agreement.made_on for each in given))
    owed = still_open(connection, ledger_id, (one for each in given for one in each.agreement.invoice_ids))
    mine_of = (
        ((billed[each.customer_id], each.currency), each.agreement)
        for each in given
        if isinstance(each.agreement, PromiseToPay) and each.currency is not None
    )
    found: dict[str, tuple[int, int]] = {}
    for (owner, _), _, kept in outcomes(mine_of, came, through, owed):
        if kept is not None:
            before = found.get(owner, (0, 0))
            found[owner] = (before[0] + kept, before[1] + 1)
    return found


def every_promise(connection: Connection, ledger_id: int, zone: ZoneInfo) -> list[Recorded]:
    """All promises to pay, those that a person ended too, in the order in which they were made."""
    return _read(connection, ledger_id, zone, agreements.c.kind == "promise")


def _bears(agreement: Agreement, open_ids: set[str], episode: str | None) -> bool:
    if isinstance(agreement, HandedOver):
        return agreement.ending is None or bool(open_ids)
    if not open_ids.isdisjoint(agreement.invoice_ids):
        return True
    return isinstance(agreement, PromiseToPay) and episode is not None and agreement.episode == episode


def _counts_from(agreement: Agreement) -> date:
    """The first date whose payments may count towards it."""
    if isinstance(agreement, PaidClaim):
        return min(agreement.paid_on - CLAIM_LEEWAY, agreement.made_on)
    return agreement.made_on


def _read(
    connection: Connection, ledger_id: int, zone: ZoneInfo, where: sa.ColumnElement[bool]
) -> list[Recorded]:
    query = sa.select(agreements).where(agreements.c.ledger_id == ledger_id, where).order_by(agreements.c.id)
    return [_recorded(row, zone) for row in connection.execute(query).mappings()]


def _recorded(row: Any, zone: ZoneInfo) -> Recorded:
    ending = None
    if row["ended_at"] is not None:
        ending = Ending(
            how=row["ended_how"],
            on=row["ended_at"].astimezone(zone).date(),
            by=row["ended_by"],
            words=row["ended_words"],
        )
    fact: Agreement = msgspec.json.decode(row["body"], type=Agreement)
    return Recorded(
        row["customer_id"], row["currency"], row["made_by"], replace(fact, id=row["id"], ending=ending)
    )


def about_what_is_owed(connection: Connection, ledger_id: int, zone: ZoneInfo) -> list[Recorded]:
    """Those that no person ended and that are about an invoice with a balance, or about a whole customer."""
    found = standing(connection, ledger_id, zone)
    owed = still_open(connection, ledger_id, (one for each in found for one in each.agreement.invoice_ids))
    return [
        each
        for each in found
        if not each.agreement.invoice_ids or not owed.isdisjoint(each.agreement.invoice_ids)
    ]


def still_open(connection: Connection, ledger_id: int, ids: Iterable[str]) -> set[str]:
    """Which of these invoices have a balance."""
    return set(still_owed_by(connection, ledger_id, ids))


def still_owed_by(connection: Connection, ledger_id: int, ids: Iterable[str]) -> dict[str, str]:
    """Of these invoices, those that have a balance, and the customer whose each is."""
    query = sa.select(invoices.c.id, invoices.c.customer_id).where(
        invoices.c.ledger_id == ledger_id,
        among(invoices.c.id, set(ids)),
        invoices.c.status == "open",
        invoices.c.balance != 0,
    )
    return dict(iter(connection.execute(query)))


def received(
    connection: Connection, ledger_id: int, billed: Mapping[str, str], since: date
) -> dict[tuple[str, str], list[Payment]]:
    """Payments of these customers dated `since` then, with their allocations, by (billed id, currency)."""
    query = (
        sa.select(payments)
        .where(
            payments.c.ledger_id == ledger_id,
            among(payments.c.customer_id, billed),
            payments.c.status == "active",
            payments.c.paid_on >= since,
        )
        .order_by(payments.c.paid_on, payments.c.id)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    parts = _parts(connection, ledger_id, [row["id"] for row in rows])
    found: dict[tuple[str, str], list[Payment]] = defaultdict(list)
    for row in rows:
        currency = row["currency"]
        del row["ledger_id"]
        row["amount"] = of_minor(row["amount"], currency)
        row["unapplied"] = of_minor(row["unapplied"], currency)
        shares = tuple(
            Allocation(invoice_id=invoice, amount=of_minor(amount, currency))
            for invoice, amount in parts[row["id"]]
        )
        found[billed[row["customer_id"]], currency].append(Payment(**row, allocations=shares))
    return found


def _parts(connection: Connection, ledger_id: int, ids: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """Payment id -> (invoice id, minor units) of each allocation."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    query = (
        sa.select(allocations.c.payment_id, allocations.c.invoice_id, allocations.c.amount)
        .where(allocations.c.ledger_id == ledger_id, among(allocations.c.payment_id, ids))
        .order_by(allocations.c.payment_id, allocations.c.invoice_id)
    )
    for payment, invoice, amount in connection.execute(query):
        found[payment].append((invoice, amount))
    return found


def log(
    connection: Connection,
    ledger_id: int,
    customer_id: str,
    contact: Contact,
    by: str,
    now: datetime,
    minutes: int | None = None,
) -> int:
    """Keep a contact made by hand, and how long it took, if known; returns its number."""
    made = connection.execute(
        sa.insert(contacts)
        .values(
            ledger_id=ledger_id,
            customer_id=customer_id,
            channel=contact.channel,
            at=contact.at,
            reached=contact.reached,
            notice=contact.notice,
            note=contact.note,
            minutes=minutes,
            logged_at=now,
            logged_by=by,
        )
        .returning(contacts.c.id)
    )
    number = int(made.scalar_one())
    told = {"act": "log contact", "number": number, "what": contact, "minutes": minutes}
    tell(connection, ledger_id, "act", told, of=customer_id, by=by)
    return number


def withdraw_contact(
    connection: Connection, ledger_id: int, number: int, by: str, now: datetime
) -> str | None:
    """A contact was logged by mistake; returns its customer's id, `None` where there is no such one."""
    found = connection.execute(
        sa.update(contacts)
        .where(contacts.c.ledger_id == ledger_id, contacts.c.id == number, contacts.c.withdrawn_at.is_(None))
        .values(withdrawn_at=now, withdrawn_by=by)
        .returning(contacts.c.customer_id)
    )
    customer_id: str | None = found.scalar_one_or_none()
    if customer_id is not None:
        told = {"act": "withdraw contact", "number": number}
        tell(connection, ledger_id, "act", told, of=customer_id, by=by)
    return customer_id


def contacts_of(
    connection: Connection, ledger_id: int, billed: Mapping[str, str]
) -> dict[str, list[Contact]]:
    """Contacts made by hand by billed customer id, oldest first."""
    query = (
        sa.select(contacts)
        .where(
            contacts.c.ledger_id == ledger_id,
            among(contacts.c.customer_id, billed),
            contacts.c.withdrawn_at.is_(None),
        )
        .order_by(contacts.c.at, contacts.c.id)
    )
    found: dict[str, list[Contact]] = defaultdict(list)
    for row in connection.execute(query):
        contact = Contact(
            channel=row.channel, at=row.at, reached=row.reached, notice=row.notice, note=row.note
        )
        found[billed[row.customer_id]].append(contact)
    return found


IS_OPEN_DISPUTE: Final = sa.and_(agreements.c.kind == "dispute", agreements.c.ended_at.is_(None))


def open_disputes(connection: Connection, ledger_id: int, zone: ZoneInfo) -> list[Recorded]:
    """Disputes that nobody answered, about an invoice with a balance, in the order of their making."""
    found = _read(connection, ledger_id, zone, IS_OPEN_DISPUTE)
    if not found:
        return []
    owed = still_open(connection, ledger_id, (one for each in found for one in each.agreement.invoice_ids))
    return [each for each in found if not owed.isdisjoint(each.agreement.invoice_ids)]

"""Assembling Accounts from the stage, many at a time, with a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from dunning.account import Account, Books, Hold, Notice, Refusal
from dunning.behaviour import PayerBehaviour, Settled, Usual, behaviour
from dunning.decisions import Notify
from dunning.ledger import CreditNote, Customer, Invoice, Payment, Person, of_minor
from sync import tables
from sync.store import acts, agreements, journals, money, problems, settled
from sync.store.review import AT_ONCE, billed_customers

Key = tuple[str, str]  # billed customer id, currency


@dataclass(frozen=True, slots=True)
class _Members:
    """Who is billed with whom, for the customers asked about."""

    billed: dict[str, str]  # every member's id (the billed one included) -> billed id
    of: dict[str, tuple[str, ...]]  # billed id -> the others billed with it

    @classmethod
    def read(cls, connection: Connection, ledger_id: int, owners: Iterable[str]) -> _Members:
        wanted = set(owners)
        billed = {owner: owner for owner in wanted}
        others: dict[str, list[str]] = defaultdict(list)
        for child, owner in billed_customers(connection, ledger_id).items():
            if owner in wanted:
                billed[child] = owner
                others[owner].append(child)
        return cls(billed, {owner: tuple(sorted(others[owner])) for owner in wanted})


def assemble(
    connection: Connection,
    ledger_id: int,
    books: Books,
    keys: Sequence[Key],
    today: date,
    mean: Usual | None = None,
) -> dict[Key, Account]:
    """The accounts of `keys`; a customer that is not staged is stood in for, and never contacted.

    `mean`: how the ledger's customers pay, where the caller read it already for many of these.
    """
    if mean is None:
        mean = settled.lately(connection, ledger_id, today)
    members = _Members.read(connection, ledger_id, (customer for customer, _ in keys))
    everyone = sorted(members.billed)
    customers = _customers(connection, ledger_id, [customer for customer, _ in keys])
    invoices = _invoices(connection, ledger_id, members)
    credit = _credits(connection, ledger_id, members)
    payments = _payments(connection, ledger_id, members)
    behaviours = _behaviours(connection, ledger_id, members, today, mean)
    in_flight = money.in_flight(connection, ledger_id, members.billed)
    not_taken = money.refused(connection, ledger_id, members.billed)
    notices = _notices(connection, ledger_id, members)
    unread = problems.of_accounts(connection, ledger_id, members.billed)
    readable = [one for one in everyone if members.billed[one] not in unread]
    posted = journals.posted_to(connection, ledger_id, readable)
    for note in journals.as_credit(posted, invoices, credit, payments, members.billed):
        credit[members.billed[note.customer_id], note.currency].append(note)
    uncertain = _uncertain(connection, ledger_id, members)
    refused = _refused(connection, ledger_id, members)
    holds, opted_out, approvals = acts.standing(connection, ledger_id, everyone)
    episodes = _episodes(connection, ledger_id, [customer for customer, _ in keys])
    found: dict[Key, Account] = {}
    for customer, currency in keys:
        both = (customer, currency)
        group = (customer, *members.of[customer])
        found[both] = Account(
            books=books,
            customer=customers.get(customer) or _unknown(customer),
            members=members.of[customer],
            currency=currency,
            invoices=tuple(invoices[both]),
            credits=tuple(credit[both]),
            payments=tuple(payments[both]),
            in_flight=in_flight.get(both, Decimal(0)),
            notices=tuple(notices[customer]),
            holds=_holds_of(holds, group, invoices[both]),
            opted_out=tuple(sorted({channel for one in group for channel in opted_out.get(one, ())})),
            approvals=tuple(sorted(approvals.get(both, ()))),
            behaviour=behaviours[customer],
            episode=episodes.get(both),
            unreadable=tuple(unread.get(customer, ()))
            + (() if customer in customers else (f"customer {customer}: not in the books as pulled",)),
            payments_refused=tuple(not_taken.get(customer, ())),
            uncertain=tuple(uncertain[customer]),
            refused=tuple(refused[both]),
        )
    _with_part_payments(connection, ledger_id, today, found)
    return _with_agreements(connection, ledger_id, members, ZoneInfo(books.timezone), found)


def _with_part_payments(
    connection: Connection, ledger_id: int, today: date, found: dict[Key, Account]
) -> None:
    """When a part of what is open was last paid."""
    parts = {
        key: [each.id for each in account.invoices if each.balance < each.total]
        for key, account in found.items()
    }
    last = settled.last_payments(connection, ledger_id, [one for ids in parts.values() for one in ids], today)
    for key, ids in parts.items():
        if days := [last[one] for one in ids if one in last]:
            found[key] = replace(found[key], part_paid_on=max(days))


def _with_agreements(
    connection: Connection, ledger_id: int, members: _Members, zone: ZoneInfo, found: dict[Key, Account]
) -> dict[Key, Account]:
    """The accounts with what is agreed, what came in since, and contacts made by hand; few have any."""
    owing = {key: (account.invoices, account.episode) for key, account in found.items()}
    agreed = agreements.bearing(connection, ledger_id, members.billed, zone, owing)
    for key, (made, came) in agreed.items():
        found[key] = replace(found[key], agreements=made, received=came)
    by_hand = agreements.contacts_of(connection, ledger_id, members.billed)
    return {
        key: replace(account, contacts=tuple(by_hand[key[0]])) if key[0] in by_hand else account
        for key, account in found.items()
    }


def _holds_of(holds: acts.Holds, group: Sequence[str], invoices: Sequence[Invoice]) -> tuple[Hold, ...]:
    mine = list(holds.get(("ledger", ""), ()))
    for one in group:
        mine += holds.get(("customer", one), ())
    for invoice in invoices:
        mine += holds.get(("invoice", invoice.id), ())
    return tuple(mine)


def _unknown(customer_id: str) -> Customer:
    return Customer(
        id=customer_id,
        version="",
        modified_at=AT_ONCE,
        name=f"customer {customer_id}",
        first_name=None,
        emails=(),
        people=(),
        phone=None,
        country=None,
        region=None,
        currency=None,
        balance=None,
        terms_days=None,
        bills_with=None,
        merged_into=None,
        active=True,
        contactable=False,
    )


def _rows(connection: Connection, query: sa.Select[Any]) -> Iterable[dict[str, Any]]:
    return (dict(row) for row in connection.execute(query).mappings())


def _customers(connection: Connection, ledger_id: int, ids: Sequence[str]) -> dict[str, Customer]:
    table = tables.customers
    found: dict[str, Customer] = {}
    for row in _rows(
        connection, sa.select(table).where(table.c.ledger_id == ledger_id, table.c.id.in_(sorted(set(ids))))
    ):
        del row["ledger_id"]
        row["emails"] = msgspec.json.decode(row["emails"], type=tuple[str, ...])
        row["people"] = msgspec.json.decode(row["people"], type=tuple[Person, ...])
        if row["balance"] is not None:
            row["balance"] = of_minor(row["balance"], row["currency"])
        found[row["id"]] = Customer(**row)
    return found


def _invoices(connection: Connection, ledger_id: int, members: _Members) -> dict[Key, list[Invoice]]:
    table = tables.invoices
    found: dict[Key, list[Invoice]] = defaultdict(list)
    query = (
        sa.select(table)
        .where(
            table.c.ledger_id == ledger_id,
            table.c.customer_id.in_(sorted(members.billed)),
            table.c.status == "open",
            table.c.balance != 0,
        )
        .order_by(table.c.due_on, table.c.id)
    )
    for row in _rows(connection, query):
        del row["ledger_id"]
        currency = row["currency"]
        row["emails"] = msgspec.json.decode(row["emails"], type=tuple[str, ...])
        row["total"] = of_minor(row["total"], currency)
        row["balance"] = of_minor(row["balance"], currency)
        found[members.billed[row["customer_id"]], currency].append(Invoice(**row))
    return found


def _credits(connection: Connection, ledger_id: int, members: _Members) -> dict[Key, list[CreditNote]]:
    table = tables.credit_notes
    found: dict[Key, list[CreditNote]] = defaultdict(list)
    query = (
        sa.select(table)
        .where(
            table.c.ledger_id == ledger_id,
            table.c.customer_id.in_(sorted(members.billed)),
            table.c.status == "active",
            table.c.unapplied > 0,
        )
        .order_by(table.c.issued_on, table.c.id)
    )
    for row in _rows(connection, query):
        del row["ledger_id"]
        currency = row["currency"]
        row["total"] = of_minor(row["total"], currency)
        row["unapplied"] = of_minor(row["unapplied"], currency)
        found[members.billed[row["customer_id"]], currency].append(CreditNote(**row))
    return found


def _payments(connection: Connection, ledger_id: int, members: _Members) -> dict[Key, list[Payment]]:
    """Only those with something unapplied; their allocations do not bear on what is owed now."""
    table = tables.payments
    found: dict[Key, list[Payment]] = defaultdict(list)
    query = (
        sa.select(table)
        .where(
            table.c.ledger_id == ledger_id,
            table.c.customer_id.in_(sorted(members.billed)),
            table.c.status == "active",
            table.c.unapplied > 0,
        )
        .order_by(table.c.paid_on, table.c.id)
    )
    for row in _rows(connection, query):
        del row["ledger_id"]
        currency = row["currency"]
        row["amount"] = of_minor(row["amount"], currency)
        row["unapplied"] = of_minor(row["unapplied"], currency)
        found[members.billed[row["customer_id"]], currency].append(Payment(**row, allocations=()))
    return found


def _behaviours(
    connection: Connection, ledger_id: int, members: _Members, today: date, mean: Usual | None
) -> dict[str, PayerBehaviour]:
    found: dict[str, list[Settled]] = defaultdict(list)
    for one in settled.of(connection, ledger_id, sorted(members.billed), today):
        found[members.billed[one.customer_id]].append(Settled(one.due_on, one.paid_on))
    return {owner: behaviour(found.get(owner, ()), mean) for owner in members.of}


def _notices(connection: Connection, ledger_id: int, members: _Members) -> dict[str, list[Notice]]:
    table = tables.notices
    query = (
        sa.select(table.c.customer_id, table.c.body)
        .where(
            table.c.ledger_id == ledger_id,
            table.c.customer_id.in_(sorted(members.billed)),
            table.c.taken_back_at.is_(None),
        )
        .order_by(table.c.delivered_at, table.c.effect_id)
    )
    found: dict[str, list[Notice]] = defaultdict(list)
    for customer, body in connection.execute(query):
        found[members.billed[customer]].append(msgspec.json.decode(body, type=Notice))
    return found


def _uncertain(connection: Connection, ledger_id: int, members: _Members) -> dict[str, list[str]]:
    """Keys of messages that may or may not have gone."""
    table = tables.effects
    query = sa.select(table.c.customer_id, table.c.key).where(
        table.c.ledger_id == ledger_id,
        table.c.kind == "message",
        table.c.state.in_(("claimed", "uncertain")),
        table.c.customer_id.in_(sorted(members.billed)),
    )
    found: dict[str, list[str]] = defaultdict(list)
    for customer, key in connection.execute(query.order_by(table.c.id)):
        found[members.billed[customer]].append(key)
    return found


def _refused(connection: Connection, ledger_id: int, members: _Members) -> dict[Key, list[Refusal]]:
    """Messages that were refused, and that neither a person nor a later delivery has settled."""
    table = tables.effects
    query = sa.select(table.c.customer_id, table.c.currency, table.c.payload, table.c.reason).where(
        table.c.ledger_id == ledger_id,
        table.c.kind == "message",
        table.c.state == "refused",
        sa.not_(table.c.taken_back),
        table.c.customer_id.in_(sorted(members.billed)),
    )
    found: dict[Key, list[Refusal]] = defaultdict(list)
    for customer, currency, payload, reason in connection.execute(query.order_by(table.c.id.desc())):
        act = msgspec.json.decode(payload, type=Notify)
        refusal = Refusal(recipients=act.recipients, reason=reason or "no reason given")
        found[members.billed[customer], currency].append(refusal)
    return found


def _episodes(connection: Connection, ledger_id: int, ids: Sequence[str]) -> dict[Key, str | None]:
    table = tables.accounts
    query = sa.select(table.c.customer_id, table.c.currency, table.c.episode).where(
        table.c.ledger_id == ledger_id, table.c.customer_id.in_(sorted(set(ids)))
    )
    return {(customer, currency): episode for customer, currency, episode in connection.execute(query)}

"""Assembling Accounts from the stage, many at a time, with a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from dunning.account import (
    Account,
    Books,
    Contact,
    Hold,
    Notice,
    PhoneConsent,
    Preference,
    Refusal,
    Responses,
    WaitingReply,
)
from dunning.behaviour import PayerBehaviour, Settled, Usual, behaviour
from dunning.decisions import Notify
from dunning.ledger import CreditNote, Customer, Invoice, Payment
from dunning.listening import LAPSES
from dunning.said import Approved
from sync import tables
from sync.phones import e164, zones_of
from sync.store import (
    acts,
    addresses,
    agreements,
    bank,
    charges,
    checkouts,
    consents,
    differences,
    facts,
    incoming,
    journals,
    money,
    outbox,
    preferences,
    problems,
    responses,
    said,
    settled,
    sortings,
    suppressions,
)
from sync.store.dialects import listed
from sync.store.review import AT_ONCE, billed_customers

Key = tuple[str, str]  # billed customer id, currency
_NOTHING = Decimal(0)
_OFTEN_EMPTY = (
    *("agreements", "approvals", "bank_candidates", "charged_days", "charges", "checkouts", "consents"),
    *("contacts", "deferrals", "differences", "effects", "holds", "incoming_whose", "notices", "opt_outs"),
    *("own_addresses", "preferences", "problems", "sortings"),
)
_ANY_ROWS = sa.select(
    *(
        sa.exists().where(table.c.ledger_id == sa.bindparam("ledger"))
        for table in (tables.metadata.tables[name] for name in _OFTEN_EMPTY)
    )
)
_EPISODES = sa.select(
    tables.accounts.c.customer_id, tables.accounts.c.currency, tables.accounts.c.episode
).where(
    tables.accounts.c.ledger_id == sa.bindparam("ledger"), listed(tables.accounts.c.customer_id, "owners")
)
_NOTICES = (
    sa.select(tables.notices.c.customer_id, tables.notices.c.body)
    .where(
        tables.notices.c.ledger_id == sa.bindparam("ledger"),
        listed(tables.notices.c.customer_id, "owners"),
        tables.notices.c.taken_back_at.is_(None),
    )
    .order_by(tables.notices.c.delivered_at, tables.notices.c.effect_id)
)
_MESSAGES = sa.select(
    *(tables.effects.c[name] for name in ("customer_id", "currency", "key", "payload", "reason"))
).where(
    tables.effects.c.ledger_id == sa.bindparam("ledger"),
    tables.effects.c.kind == "message",
    listed(tables.effects.c.customer_id, "owners"),
)
_UNCERTAIN = _MESSAGES.where(tables.effects.c.state.in_(("claimed", "uncertain"))).order_by(
    tables.effects.c.id
)
_REFUSED = _MESSAGES.where(
    tables.effects.c.state == "refused", sa.not_(tables.effects.c.taken_back)
).order_by(tables.effects.c.id.desc())
_K = TypeVar("_K")
_V = TypeVar("_V")
_Document = TypeVar("_Document", Invoice, CreditNote, Payment)


@dataclass(frozen=True, slots=True)
class Ledgerwide:
    """What the accounts of a ledger have in common, read once for many of them.

    `billed`: sub-customer id -> id of the customer who is billed for it. `usual`: how its customers pay.
    """

    billed: Mapping[str, str]
    usual: Usual | None

    @classmethod
    def read(cls, connection: Connection, ledger_id: int) -> Ledgerwide:
        """Who is billed as it is now; how they pay as it was found for the last decisions."""
        return cls(billed_customers(connection, ledger_id), settled.kept(connection, ledger_id))

    @classmethod
    def anew(cls, connection: Connection, ledger_id: int, today: date) -> Ledgerwide:
        """As it is now, which is kept for those who `read` it."""
        return cls(billed_customers(connection, ledger_id), settled.keep(connection, ledger_id, today))


@dataclass(frozen=True, slots=True)
class _Members:
    """Who is billed with whom, for the customers asked about."""

    billed: dict[str, str]  # every member's id (the billed one included) -> billed id
    of: dict[str, tuple[str, ...]]  # billed id -> the others billed with it

    @classmethod
    def among(cls, owners: Iterable[str], every: Mapping[str, str]) -> _Members:
        billed = {owner: owner for owner in owners}
        others: dict[str, list[str]] = {owner: [] for owner in billed}
        for child, owner in every.items():
            if owner in others:
                billed[child] = owner
                others[owner].append(child)
        return cls(billed, {owner: tuple(sorted(children)) for owner, children in others.items()})


@dataclass(frozen=True, slots=True)
class _Asked:
    """Questions about the members of accounts (see `_Members.billed`), all in one transaction.

    `used`: of the tables that have no rows of most ledgers, whether they have some of this one.
    """

    connection: Connection
    ledger_id: int
    billed: dict[str, str]
    used: dict[str, bool]

    def of(
        self, table: str, question: Callable[[Connection, int, dict[str, str]], dict[_K, _V]]
    ) -> dict[_K, _V]:
        """What is found there, without asking where nothing can be."""
        return question(self.connection, self.ledger_id, self.billed) if self.used[table] else {}


def _used(connection: Connection, ledger_id: int) -> dict[str, bool]:
    return dict(zip(_OFTEN_EMPTY, connection.execute(_ANY_ROWS, {"ledger": ledger_id}).one(), strict=True))


def assemble(
    connection: Connection,
    ledger_id: int,
    books: Books,
    keys: Sequence[Key],
    today: date,
    ledgerwide: Ledgerwide | None = None,
) -> dict[Key, Account]:
    """The accounts of `keys`; a customer that is not staged is stood in for, and never contacted.

    `ledgerwide`: where the caller read it already for many of these.
    """
    ledgerwide = ledgerwide or Ledgerwide.read(connection, ledger_id)
    members = _Members.among((customer for customer, _ in keys), ledgerwide.billed)
    asked = _Asked(connection, ledger_id, members.billed, _used(connection, ledger_id))
    papers = _papers(asked)
    people = _people(asked, members, today, ledgerwide.usual, books)
    owing = _owing(connection, ledger_id, keys, papers)
    zone = ZoneInfo(books.timezone)
    agreed = asked.of("agreements", partial(agreements.bearing, zone=zone, accounts=owing))
    sorted_as = asked.of("sortings", partial(sortings.bearing, owed=papers.invoices))
    parts = _part_payments(connection, ledger_id, today, {key: owed for key, (owed, _) in owing.items()})
    found: dict[Key, Account] = {}
    for key, (owed, episode) in owing.items():
        customer, currency = key
        group = (customer, *members.of[customer])
        made, received = agreed.get(key, ((), ()))
        found[key] = Account(
            books=books,
            customer=papers.customers.get(customer) or _unknown(customer),
            members=members.of[customer],
            currency=currency,
            invoices=tuple(owed),
            credits=tuple(papers.credit.get(key, ())),
            payments=tuple(papers.payments.get(key, ())),
            in_flight=papers.in_flight.get(key, _NOTHING),
            episode=episode,
            unreadable=_unreadable(papers, customer),
            differences=tuple(papers.differing.get(customer, ())),
            payments_refused=tuple(papers.not_taken.get(customer, ())),
            agreements=made,
            received=received,
            part_paid_on=parts.get(key),
            sortings=sorted_as.get(key, ()),
            text_number=(number := _text_number(papers.customers.get(customer), people, books)),
            number_zones=zones_of(number) if books.texts else (),
            arrived=tuple(papers.arrived.get(key, ())),
            paying=tuple(papers.paying.get(key, ())),
            **_said(people, key, group, owed),
        )
    if asked.used["charges"] or asked.used["charged_days"]:
        charges.lay_beside(connection, ledger_id, members.billed, found)
    _lay_reach_beside(connection, papers, people, books, found)
    return found


def _said(people: _People, key: Key, group: tuple[str, ...], owed: Sequence[Invoice]) -> dict[str, Any]:
    """What of the account is not in the books: what was said by whom, to whom, and how they pay."""
    customer, _ = key
    return {
        "notices": tuple(people.notices.get(customer, ())),
        "holds": _holds_of(people.holds, group, owed) if people.holds else (),
        "opted_out": _opted_out(people.opted_out, group) if people.opted_out else (),
        "approvals": tuple(sorted({each.fingerprint for each in people.approvals.get(key, ())})),
        "approved": tuple(people.approvals.get(key, ())),
        "deferrals": tuple(each.word for each in people.deferrals.get(key, ())),
        "behaviour": people.behaviours[customer],
        "uncertain": tuple(people.uncertain.get(customer, ())),
        "refused": tuple(people.refused.get(key, ())),
        "contacts": tuple(people.contacts.get(customer, ())),
        "consents": tuple(people.consents.get(customer, ())),
        "replies": tuple(people.replies.get(customer, ())),
        "away_until": people.away.get(customer),
        "responses": people.responses.get(customer),
    }


def _text_number(customer: Customer | None, people: _People, books: Books) -> str | None:
    """Worked out only where we send texts, or somebody's word is about a number."""
    if customer is None or not (books.texts or customer.id in people.consents):
        return None
    return e164(customer.phone, customer.country or books.country)


def _unreadable(papers: _Papers, customer: str) -> tuple[str, ...]:
    missing = () if customer in papers.customers else (f"customer {customer}: not in the books as pulled",)
    return (*papers.unread.get(customer, ()), *missing)


def _lay_reach_beside(
    connection: Connection, papers: _Papers, people: _People, books: Books, found: dict[Key, Account]
) -> None:
    """How some of them want to hear from us, and which of their addresses nothing is sent to."""
    owed = {key: account.invoices for key, account in found.items()}
    barred = suppressions.bearing(connection, papers.customers, owed, books.country)
    for key in [key for key in found if key in barred or key[0] in people.preferences]:
        wish = people.preferences.get(key[0])
        found[key] = replace(found[key], suppressed=barred.get(key, ()), preference=wish)


def _opted_out(refused: Mapping[str, Sequence[str]], group: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({channel for one in group for channel in refused.get(one, ())}))


@dataclass(frozen=True, slots=True)
class _Papers:
    """What the books say, and what of ours is on its way into them: by account, or by billed customer."""

    customers: dict[str, Customer]
    invoices: dict[Key, list[Invoice]]
    credit: dict[Key, list[CreditNote]]
    payments: dict[Key, list[Payment]]
    in_flight: dict[Key, Decimal]
    arrived: dict[Key, list[str]]
    paying: dict[Key, list[str]]
    not_taken: dict[str, list[str]]
    unread: dict[str, list[str]]
    differing: dict[str, list[str]]


def _papers(asked: _Asked) -> _Papers:
    connection, ledger_id, billed = asked.connection, asked.ledger_id, asked.billed
    own = asked.of("own_addresses", addresses.written)
    customers = {
        one.id: replace(one, address=own[one.id]) if one.id in own else one
        for one in facts.customers(connection, ledger_id, billed)
    }
    invoices = _by_account(facts.open_invoices(connection, ledger_id, billed), billed)
    credit = _by_account(facts.credits_in_hand(connection, ledger_id, billed), billed)
    payments = _by_account(facts.payments_in_hand(connection, ledger_id, billed), billed)
    unread = asked.of("problems", problems.of_accounts)
    readable = [customers[one] for one in sorted(customers) if billed[one] not in unread]
    for note in journals.as_credit(journals.told(readable), invoices, credit, payments, billed):
        credit[billed[note.customer_id], note.currency].append(note)
    return _Papers(
        customers=customers,
        invoices=invoices,
        credit=credit,
        payments=payments,
        in_flight=asked.of("effects", money.in_flight),
        arrived=asked.of("bank_candidates", bank.held),
        paying=asked.of("checkouts", checkouts.held),
        not_taken=asked.of("effects", money.refused),
        unread=unread,
        differing=asked.of("differences", differences.of_accounts),
    )


@dataclass(frozen=True, slots=True)
class _People:
    """What passed between us and the customers, and what people said: by billed customer, or by account."""

    behaviours: dict[str, PayerBehaviour]
    notices: dict[str, list[Notice]]
    contacts: dict[str, list[Contact]]
    consents: dict[str, list[PhoneConsent]]
    preferences: dict[str, Preference]
    uncertain: dict[str, list[str]]
    refused: dict[Key, list[Refusal]]
    holds: acts.Holds
    opted_out: dict[str, list[str]]
    approvals: dict[Key, list[Approved]]
    deferrals: dict[Key, list[said.Deferred]]
    replies: dict[str, list[WaitingReply]]
    away: dict[str, date]
    responses: dict[str, Responses]


def _people(asked: _Asked, members: _Members, today: date, mean: Usual | None, books: Books) -> _People:
    contacts = asked.of("contacts", agreements.contacts_of)
    return _People(
        behaviours=_behaviours(asked, members, today, mean, books),
        notices=asked.of("notices", notices_of),
        contacts=contacts,
        consents=asked.of("consents", consents.given),
        preferences=asked.of("preferences", preferences.told),
        uncertain=asked.of("effects", _uncertain),
        refused=asked.of("effects", _refused),
        holds=asked.of("holds", lambda connection, ledger_id, _: acts.held(connection, ledger_id)),
        opted_out=asked.of("opt_outs", acts.opted_out),
        approvals=asked.of("approvals", said.approved),
        deferrals=asked.of("deferrals", said.deferrals_of),
        replies=asked.of("incoming_whose", incoming.held),
        away=asked.of("incoming_whose", partial(incoming.away, today=today)),
        responses=responses.of(
            asked.connection,
            asked.ledger_id,
            members.billed,
            datetime.combine(today, time(), ZoneInfo(books.timezone)) - LAPSES,
            tables=[each for each in ("incoming_whose", "agreements") if asked.used[each]],
            called=contacts,
        ),
    )


def _by_account(documents: Iterable[_Document], billed: Mapping[str, str]) -> dict[Key, list[_Document]]:
    found: dict[Key, list[_Document]] = defaultdict(list)
    for each in documents:
        found[billed[each.customer_id or ""], each.currency].append(each)
    return found


def _part_payments(
    connection: Connection, ledger_id: int, today: date, owed: Mapping[Key, Sequence[Invoice]]
) -> dict[Key, date]:
    """By account, when a part of what is open was last paid."""
    parts = {
        key: ids
        for key, invoices in owed.items()
        if (ids := [each.id for each in invoices if each.balance < each.total])
    }
    last = settled.last_payments(connection, ledger_id, [one for ids in parts.values() for one in ids], today)
    return {
        key: max(days) for key, ids in parts.items() if (days := [last[one] for one in ids if one in last])
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


def _behaviours(
    asked: _Asked, members: _Members, today: date, mean: Usual | None, books: Books
) -> dict[str, PayerBehaviour]:
    found: dict[str, list[Settled]] = defaultdict(list)
    for one in settled.of(asked.connection, asked.ledger_id, members.billed, today):
        found[members.billed[one.customer_id]].append(Settled(one.due_on, one.paid_on))
    zone, through = ZoneInfo(books.timezone), books.booked_through
    kept = asked.of("agreements", partial(agreements.promises_kept, zone=zone, through=through))
    new = behaviour((), mean)  # as most are in a book that was just linked
    return {
        owner: behaviour(found.get(owner, ()), mean, kept.get(owner))
        if owner in found or owner in kept
        else new
        for owner in members.of
    }


def notices_of(connection: Connection, ledger_id: int, billed: Mapping[str, str]) -> dict[str, list[Notice]]:
    """By billed customer: what was delivered and not taken back, the oldest first."""
    found: dict[str, list[Notice]] = defaultdict(list)
    for customer, body in connection.execute(_NOTICES, {"ledger": ledger_id, "owners": billed}):
        found[billed[customer]].append(msgspec.json.decode(body, type=Notice))
    return found


def _uncertain(connection: Connection, ledger_id: int, billed: Mapping[str, str]) -> dict[str, list[str]]:
    """Keys of messages that may or may not have gone."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(_UNCERTAIN, {"ledger": ledger_id, "owners": billed}):
        found[billed[row.customer_id]].append(row.key)
    return found


def _refused(connection: Connection, ledger_id: int, billed: Mapping[str, str]) -> dict[Key, list[Refusal]]:
    """Messages that were refused, and that neither a person nor a later delivery has settled."""
    found: dict[Key, list[Refusal]] = defaultdict(list)
    for row in connection.execute(_REFUSED, {"ledger": ledger_id, "owners": billed}):
        act = msgspec.json.decode(row.payload, type=Notify)
        why = row.reason or "no reason given"
        refusal = Refusal(recipients=act.recipients, reason=why, by_us=why.startswith(outbox.OUR_CHECK))
        found[billed[row.customer_id], row.currency].append(refusal)
    return found


def _owing(
    connection: Connection, ledger_id: int, keys: Sequence[Key], papers: _Papers
) -> dict[Key, tuple[Sequence[Invoice], str | None]]:
    """What is open in each account, and its episode."""
    episodes = _episodes(connection, ledger_id, {customer for customer, _ in keys})
    return {key: (papers.invoices.get(key, ()), episodes.get(key)) for key in keys}


def _episodes(connection: Connection, ledger_id: int, ids: Collection[str]) -> dict[Key, str | None]:
    rows = connection.execute(_EPISODES, {"ledger": ledger_id, "owners": ids})
    return {(customer, currency): episode for customer, currency, episode in rows}

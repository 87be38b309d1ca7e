"""What the page of one customer shows: read in one look at the store, its accounts put to the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.aging import bucket, credit_of, days_past_due
from dunning.agreed import told
from dunning.agreements import Judged
from dunning.briefing import Bounds, briefing
from dunning.engine import decide
from dunning.ledger import Customer, Invoice, of_minor
from dunning.outlook import Outlook, outlook
from dunning.procedure import Case, case_of
from dunning.reaching import learnt_way_in_words, wish_in_words
from sync.badges import Badge, badges
from sync.commands.agreed import accounts_of
from sync.commands.documents import group_of
from sync.debtors import BUCKETS
from sync.office import Office
from sync.store import acts, addresses, consents, documents, facts, figures
from sync.store.dialects import among
from sync.store.ledgers import LinkedLedger
from sync.tables import invoices
from sync.timeline import Entry, of_group

INVOICES_SHOWN: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """One account. `aged`: by `BUCKETS`. `text`: the decision as the engine takes it now. `agreed`: what was
    agreed and bears on what is owed, in words, each with its number and kind.
    """

    case: Case
    currency: str
    total: Decimal
    overdue: Decimal
    aged: tuple[Decimal, ...]
    credit: Decimal
    text: str
    citation: str | None
    outlook: Outlook
    badges: tuple[Badge, ...]
    bounds: Bounds
    agreed: tuple[tuple[str, int, str], ...]

    @property
    def account(self) -> Account:
        """The account itself."""
        return self.case.account

    @property
    def open(self) -> list[tuple[Invoice, int]]:
        """The open invoices, oldest due first, with the days past due."""
        owed = (each for each in self.account.invoices if each.balance > 0)
        return [
            (each, 0 if each.due_on is None else max(days_past_due(each.due_on, self.case.today), 0))
            for each in sorted(owed, key=lambda one: (one.due_on or date.max, one.id))
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One invoice of the list. `days`: past due, while it is open."""

    number: str
    customer_id: str
    currency: str
    issued_on: date | None
    due_on: date | None
    total: Decimal
    balance: Decimal
    status: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`branches`: billed with the customer. `count`: of all invoices. `holds`: those that stand.

    `wish`, `learnt`: how they want to hear from us, and by which way they answer, as sentences.
    """

    ledger: LinkedLedger
    customer: Customer
    branches: tuple[Customer, ...]
    accounts: tuple[Money, ...]
    invoices: tuple[Listed, ...]
    count: int
    holds: tuple[Any, ...]
    refused: tuple[str, ...]
    consents: tuple[Any, ...]
    own_address: tuple[str, ...] | None
    wish: str
    learnt: str
    entries: tuple[Entry, ...]
    numbers: dict[str, str]

    def number_of(self, invoice_id: str) -> str:
        """The number of an invoice that is on hold."""
        return self.numbers.get(invoice_id, invoice_id)

    @property
    def bearing(self) -> set[tuple[str, int]]:
        """(sort, number) of what is agreed about what is owed."""
        return {(kind, number) for each in self.accounts for kind, number, _ in each.agreed}

    def branch(self, customer_id: str) -> str:
        """The name of who is billed with them."""
        return next((each.name for each in self.branches if each.id == customer_id), customer_id)


def view(office: Office, ledger: LinkedLedger, customer_id: str, page: int) -> View:
    """Of who is billed. `page`: of the invoices, from 1."""
    rules = office.rules(ledger)
    with office.store.read() as connection:
        group = group_of(connection, ledger, customer_id)
        known = {one.id: one for one in facts.customers(connection, ledger.id, group)}
        currencies = figures.currencies_owed(connection, ledger.id, customer_id) or [ledger.home_currency]
        currencies.sort(key=lambda one: (one != ledger.home_currency, one))
        keys = [(customer_id, one) for one in currencies]
        found = accounts_of(office, connection, ledger, keys)
        policy, now = office.policy(ledger.name, connection), office.clock.now()
        accounts = tuple(_money(case_of(found[key], policy, rules, now), office) for key in keys)
        holds = _holds(connection, ledger, group)
        listed, count = _invoices(connection, ledger, group, accounts[0].case.today, page)
        return View(
            ledger=ledger,
            customer=known[customer_id],
            branches=tuple(known[one] for one in group[1:] if one in known),
            accounts=accounts,
            invoices=tuple(listed),
            count=count,
            holds=holds,
            refused=accounts[0].account.opted_out,
            consents=tuple(
                consents.given(connection, ledger.id, {customer_id: customer_id}).get(customer_id, ())
            ),
            own_address=addresses.written(connection, ledger.id, [customer_id]).get(customer_id),
            wish=wish_in_words(accounts[0].account),
            learnt=learnt_way_in_words(accounts[0].account, accounts[0].case.policy, now),
            entries=tuple(of_group(office, connection, ledger, group)),
            numbers=documents.numbers_of(connection, ledger.id, [row.invoice_id for row in holds]),
        )


def _money(case: Case, office: Office) -> Money:
    account, rules, now = case.account, case.rules, case.now
    policy = office.policy(account.books.name)
    decision = decide(account, policy, rules, now)
    owed = [each for each in account.invoices if each.balance > 0]
    aged = dict.fromkeys(BUCKETS, Decimal(0))
    for each in owed:
        aged[bucket(0 if each.due_on is None else days_past_due(each.due_on, case.today))] += each.balance
    total = sum(aged.values(), Decimal(0))
    return Money(
        case=case,
        currency=account.currency,
        total=total,
        overdue=total - aged[BUCKETS[0]],
        aged=tuple(aged.values()),
        credit=credit_of(account),
        text=decision.text,
        citation=decision.citation,
        outlook=outlook(account, policy, rules, now),
        badges=tuple(badges(case)),
        bounds=briefing(account, policy, rules, now).bounds,
        agreed=tuple(_agreed(case.agreements.judged, account.currency)),
    )


def _agreed(judged: Sequence[Judged], currency: str) -> Sequence[tuple[str, int, str]]:
    """(kind, number, words) of what nobody ended."""
    return [
        (str(each.agreement.__struct_config__.tag), each.agreement.id, told(each, currency))
        for each in judged
        if each.agreement.ending is None
    ]


def _holds(connection: Connection, ledger: LinkedLedger, group: Sequence[str]) -> tuple[Any, ...]:
    rows: Sequence[Any] = acts.active_holds(connection, ledger.id)
    return tuple(row for row in rows if row.customer_id in group or row.customer_id is row.invoice_id is None)


def _invoices(
    connection: Connection, ledger: LinkedLedger, group: Sequence[str], today: date, page: int
) -> tuple[list[Listed], int]:
    """Open ones first, the oldest due of them before all; then the newest."""
    mine = sa.and_(invoices.c.ledger_id == ledger.id, among(invoices.c.customer_id, group))
    is_open = sa.and_(invoices.c.status == "open", invoices.c.balance != 0)
    count = int(connection.scalar(sa.select(sa.func.count()).select_from(invoices).where(mine)) or 0)
    names = ("id", "number", "customer_id", "currency", "issued_on", "due_on", "total", "balance", "status")
    query = (
        sa.select(*(invoices.c[name] for name in names))
        .where(mine)
        .order_by(
            sa.case((is_open, 0), else_=1),
            sa.case((is_open, invoices.c.due_on)),
            invoices.c.due_on.desc(),
            invoices.c.id,
        )
        .limit(INVOICES_SHOWN)
        .offset((page - 1) * INVOICES_SHOWN)
    )
    return [_listed(row, today) for row in connection.execute(query)], count


def _listed(row: Any, today: date) -> Listed:
    late = row.status == "open" and row.balance and row.due_on is not None
    return Listed(
        number=row.number or row.id,
        customer_id=row.customer_id,
        currency=row.currency,
        issued_on=row.issued_on,
        due_on=row.due_on,
        total=of_minor(row.total, row.currency),
        balance=of_minor(row.balance, row.currency),
        status=row.status,
        days=max((today - row.due_on).days, 0) if late else 0,
    )

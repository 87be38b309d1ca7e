"""A linked ledger's overdue invoices by what is at risk, and suggested terms, from its own history alone.

The law: nothing of a history leaves this machine or serves another ledger. On Xero only plain ratios are
used: its terms forbid training a model on what its API gave. A likelihood orders calls; it is given to
nothing that writes or sends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.behaviour import Settled
from dunning.ledger import of_minor
from dunning.likelihood import Likelihood, Past, at_risk, late, paid_within, past
from dunning.terms import Suggestion, suggest
from sync import tables
from sync.office import Office
from sync.scoring.bills import Bill, ScoreError
from sync.scoring.overdue import Fitted, fitted
from sync.store import review, settled
from sync.store.ledgers import LinkedLedger
from sync.store.settled import Paid, StillOpen

_NO_TRAINING: Final = frozenset({"xero"})
_XERO: Final = (
    "plain ratios only: Xero's terms forbid training a model on data from its API, so none is trained"
)


class Overdue(msgspec.Struct, frozen=True, kw_only=True):
    """One overdue invoice; `invoice`: its number; `customer_id`: who is billed.

    `chance`: that it is paid within the days asked, `None` if nobody can say.

    `at_risk`: the balance times the likelihood that it is not; the whole of it where that is unknown.
    """

    id: str
    invoice: str
    customer_id: str
    customer: str
    days_past_due: int
    currency: str
    balance: Decimal
    chance: float | None
    late: float | None
    at_risk: Decimal
    by: str
    reasons: tuple[str, ...]


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """A suggestion for one customer, for a person to approve."""

    customer_id: str
    customer: str
    suggestion: Suggestion


class Live(msgspec.Struct, frozen=True, kw_only=True):
    """The ledger's list, most at risk first in each currency. `rests_on`: ratio or model, and why."""

    ledger: str
    today: date
    days: int
    settled: int
    rests_on: str
    overdue: tuple[Overdue, ...]
    terms: tuple[Terms, ...]


class _Books(msgspec.Struct, frozen=True, kw_only=True):
    """What was read. `owner`: who is billed for a sub-customer."""

    today: date
    paid: list[Paid]
    open: list[StillOpen]
    owner: dict[str, str]
    names: dict[str, str]
    terms: dict[str, int | None]

    def payer(self, customer: str) -> str:
        return self.owner.get(customer, customer)


def of_ledger(office: Office, ledger: LinkedLedger, *, days: int, late_over: int) -> Live:
    """Read the ledger's own history, and say. Raises `ScoreError` before it was read as a whole."""
    if not ledger.complete:
        msg = f"{ledger.name}: the first pull is not finished; run: duesync sync {ledger.name}"
        raise ScoreError(msg)
    today = office.clock.now().astimezone(ZoneInfo(ledger.timezone)).date()
    with office.store.read() as connection:
        books = _read(connection, ledger.id, today)
    found: Fitted | None = None
    rests_on = _XERO
    if ledger.provider not in _NO_TRAINING:
        bills = [*(_bill(one, books) for one in books.paid), *(_bill(one, books) for one in books.open)]
        found, rests_on = fitted(bills, books.today, days)
    return Live(
        ledger=ledger.name,
        today=books.today,
        days=days,
        settled=len(books.paid),
        rests_on=rests_on,
        overdue=tuple(_overdue(books, days, late_over, found)),
        terms=tuple(_terms(books)),
    )


def _read(connection: Connection, ledger_id: int, today: date) -> _Books:
    table = tables.customers
    rows = connection.execute(
        sa.select(table.c.id, table.c.name, table.c.terms_days).where(table.c.ledger_id == ledger_id)
    ).all()
    return _Books(
        today=today,
        paid=settled.every(connection, ledger_id, today),
        open=settled.still_open(connection, ledger_id),
        owner=review.billed_customers(connection, ledger_id),
        names={row.id: row.name for row in rows},
        terms={row.id: row.terms_days for row in rows},
    )


def _bill(one: Paid | StillOpen, books: _Books) -> Bill:
    return Bill(
        customer=books.payer(one.customer_id),
        issued_on=min(one.issued_on or one.due_on, one.due_on),
        due_on=one.due_on,
        settled_on=one.paid_on if isinstance(one, Paid) else None,
        amount=of_minor(one.total, one.currency),
        currency=one.currency,
        number=one.id,
        disputed=None,
    )


def _overdue(books: _Books, days: int, late_over: int, found: Fitted | None) -> Sequence[Overdue]:
    customers, ledger = _pasts(books)
    nobody = past([])
    late_ones = [one for one in books.open if one.due_on < books.today]
    said = {} if found is None else found.chances([_bill(one, books) for one in late_ones], books.today)
    rows: list[Overdue] = []
    for one in late_ones:
        own = customers.get(books.payer(one.customer_id), nobody)
        age = (books.today - one.due_on).days
        ratio = paid_within(own, ledger, age, days)
        habit = late(own, ledger, late_over)
        chance = said.get(one.id, ratio.chance) if ratio.chance is not None else None
        balance = of_minor(one.balance, one.currency)
        used = Likelihood(chance=chance, ground=ratio.ground, words=ratio.words)
        rows.append(
            Overdue(
                id=one.id,
                invoice=one.number or one.id,
                customer_id=books.payer(one.customer_id),
                customer=books.names.get(one.customer_id, one.customer_id),
                days_past_due=age,
                currency=one.currency,
                balance=balance,
                chance=chance,
                late=habit.chance,
                at_risk=at_risk(balance, used),
                by="none" if chance is None else ("model" if one.id in said else "ratio"),
                reasons=tuple(dict.fromkeys((ratio.ground.value, ratio.words))),
            )
        )
    return sorted(rows, key=lambda row: (row.currency, -row.at_risk, row.invoice))


def _pasts(books: _Books) -> tuple[Mapping[str, Past], Past]:
    """Of each customer and of all."""
    paid: defaultdict[str, list[int]] = defaultdict(list)
    still: defaultdict[str, list[int]] = defaultdict(list)
    for one in books.paid:
        paid[books.payer(one.customer_id)].append((one.paid_on - one.due_on).days)
    for other in books.open:
        still[books.payer(other.customer_id)].append((books.today - other.due_on).days)
    found = {name: past(paid[name], still[name]) for name in {*paid, *still}}
    return found, past(
        [day for each in paid.values() for day in each], [d for s in still.values() for d in s]
    )


def _terms(books: _Books) -> Sequence[Terms]:
    habits: defaultdict[str, list[Settled]] = defaultdict(list)
    newest: dict[str, tuple[date, date]] = {}
    for one in books.paid:
        payer = books.payer(one.customer_id)
        habits[payer].append(Settled(one.due_on, one.paid_on))
        if one.issued_on is not None:
            dates = one.issued_on, one.due_on
            newest[payer] = max(newest.get(payer, dates), dates)
    found: list[Terms] = []
    for payer, settled_ones in habits.items():
        present = books.terms.get(payer)
        if present is None and payer in newest:  # as the newest invoice had them
            present = (newest[payer][1] - newest[payer][0]).days
        suggestion = suggest(settled_ones, present, books.today)
        if suggestion is not None:
            name = books.names.get(payer, payer)
            found.append(Terms(customer_id=payer, customer=name, suggestion=suggestion))
    return sorted(found, key=lambda one: one.customer)

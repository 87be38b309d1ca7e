"""What a person may do: approve, hold, release, confirm the books, record a payment.

Each act is checked against the stage, written in one transaction, and puts the accounts it bears
on up for review. `ActError` texts name the object and say what to do.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.decisions import Notify, Reason, Wait
from dunning.effects import RecordPayment, key_of
from dunning.ledger import Allocation, is_currency, of_minor, to_minor
from dunning.plan import Planned, plan_ahead
from sync.errors import DuesyncError
from sync.office import Office
from sync.store import acts, decided, figures, ledgers, outbox, review
from sync.store.decided import Standing
from sync.store.ledgers import LinkedLedger
from sync.tables import effects

PLAN_DAYS = 14
_FOR_A_PERSON = (Reason.NOT_RELEASED, Reason.APPROVAL, Reason.FLOOD)


class ActError(DuesyncError):
    """The act cannot be done; the text names the object and says what to do."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A message or task that waits for a person's yes."""

    customer_id: str
    customer: str
    notify: Notify
    reason: str


def proposals(office: Office, ledger: LinkedLedger) -> list[Proposal]:
    """What waits for approval in this ledger, the largest amounts first."""
    with office.store.read() as connection:
        names = figures.customer_names(connection, ledger.id)
        standing = decided.standing(connection, ledger.id)
    found = [
        Proposal(one.customer_id, names.get(one.customer_id, one.customer_id), proposed, one.decision.text)
        for one in standing
        if (proposed := _proposed(one)) is not None
    ]
    return sorted(found, key=lambda proposal: (-proposal.notify.amount, proposal.customer_id))


def _proposed(standing: Standing) -> Notify | None:
    decision = standing.decision
    if decision.reason not in _FOR_A_PERSON or not isinstance(decision.action, Wait):
        return None
    return decision.action.proposed


def approve(office: Office, ledger: LinkedLedger, chosen: Sequence[Proposal], by: str) -> None:
    """Say yes to exactly these messages; the first yes also releases the ledger.

    What the coming days would send becomes the plan that the flood guard compares with.
    """
    busiest = max(Counter(planned.on for _, planned in plan(office, ledger)).values(), default=0)
    now = office.clock.now()
    with office.store.write() as connection:
        ledgers.update(
            connection,
            ledger.id,
            released_at=ledger.released_at or now,
            planned_per_day=max(busiest, len({proposal.customer_id for proposal in chosen})),
        )
        for proposal in chosen:
            account = (proposal.customer_id, proposal.notify.currency)
            acts.approve(connection, ledger.id, account, proposal.notify.fingerprint, by, now)
        review.review_customers(connection, ledger.id, {proposal.customer_id for proposal in chosen})
        decided.review_those_waiting_for(connection, ledger.id, ["FLOOD", "NOT_RELEASED"], review.AT_ONCE)


def plan(office: Office, ledger: LinkedLedger, days: int = PLAN_DAYS) -> list[tuple[str, Planned]]:
    """(customer id, what is coming) over the next days, in order of date, if nothing is paid."""
    policy, rules = office.config.policy_for(ledger.name), office.rules(ledger)
    coming: list[tuple[str, Planned]] = []
    with office.store.read() as connection:
        for one in decided.standing(connection, ledger.id):
            account = decided.snapshot(connection, one.account_digest)
            if account.invoices:
                coming += [
                    (one.customer_id, planned)
                    for planned in plan_ahead(account, policy, rules, office.clock.now(), days)
                ]
    return sorted(coming, key=lambda pair: (pair[1].on, pair[0]))


def hold(
    office: Office,
    ledger: LinkedLedger,
    *,
    customer: str | None,
    invoice: str | None,
    until: date | None,
    note: str,
) -> str:
    """Hold a ledger, a customer or an invoice; returns what was held, in words."""
    with office.store.write() as connection:
        customer_id, invoice_id, words = _target(connection, ledger, customer, invoice)
        acts.hold(
            connection,
            ledger.id,
            customer_id=customer_id,
            invoice_id=invoice_id,
            until=until,
            note=note,
            now=office.clock.now(),
        )
        _review_target(connection, ledger.id, customer_id)
    return words


def release(office: Office, ledger: LinkedLedger, *, customer: str | None, invoice: str | None) -> str:
    """Release a hold on just that thing; returns what was released, in words."""
    with office.store.write() as connection:
        customer_id, invoice_id, words = _target(connection, ledger, customer, invoice)
        released = acts.release(
            connection, ledger.id, customer_id=customer_id, invoice_id=invoice_id, now=office.clock.now()
        )
        if released == 0:
            msg = f"{words} is not on hold"
            raise ActError(msg)
        _review_target(connection, ledger.id, customer_id)
    return words


def _review_target(connection: Connection, ledger_id: int, customer_id: str | None) -> None:
    if customer_id is None:
        review.review_ledger(connection, ledger_id)
    else:
        billed = review.billed_customers(connection, ledger_id)
        review.review_customers(connection, ledger_id, [billed.get(customer_id, customer_id)])


def _target(
    connection: Connection, ledger: LinkedLedger, customer: str | None, invoice: str | None
) -> tuple[str | None, str | None, str]:
    if invoice is not None:
        row = the_invoice(connection, ledger, invoice)
        return row.customer_id, row.id, f"invoice {row.number or row.id}"
    if customer is not None:
        row = the_customer(connection, ledger, customer)
        return row.id, None, row.name
    return None, None, ledger.name


def the_invoice(connection: Connection, ledger: LinkedLedger, number: str) -> Any:
    """The staged invoice of that number (or source id). Raises `ActError`."""
    rows = figures.find_invoice(connection, ledger.id, number)
    if not rows:
        msg = f"{ledger.name} has no invoice {number!r} among those pulled"
        raise ActError(msg)
    return rows[0]


def the_customer(connection: Connection, ledger: LinkedLedger, wanted: str) -> Any:
    """The staged customer of that name (or source id). Raises `ActError`."""
    rows = figures.find_customers(connection, ledger.id, wanted)
    if not rows:
        msg = f"{ledger.name} has no customer {wanted!r} among those pulled"
        raise ActError(msg)
    if len(rows) > 1:
        ids = ", ".join(str(row.id) for row in rows)
        msg = f"{ledger.name} has {len(rows)} customers called {wanted!r}; give the id instead: {ids}"
        raise ActError(msg)
    return rows[0]


def confirm_books(office: Office, ledger: LinkedLedger, as_of: date) -> None:
    """A person states that all payments up to and including `as_of` are recorded in the ledger."""
    today = office.clock.now().astimezone(ZoneInfo(ledger.timezone)).date()
    if as_of > today:
        msg = f"{as_of} is in the future for {ledger.name}, where it is {today}"
        raise ActError(msg)
    with office.store.write() as connection:
        ledgers.update(connection, ledger.id, confirmed_through=as_of)
        decided.review_those_waiting_for(connection, ledger.id, ["BOOKS_NOT_BOOKED"], review.AT_ONCE)


def pay(
    office: Office,
    ledger: LinkedLedger,
    number: str,
    amount: Decimal,
    *,
    paid_on: date | None,
    reference: str | None,
) -> RecordPayment:
    """Record money received for one invoice; the next run writes it to the ledger, once.

    `reference`: the bank's or provider's own id of the money; giving it makes a second recording
    of the same money impossible. Raises `ActError` when it cannot be right.
    """
    now = office.clock.now()
    with office.store.write() as connection:
        row = the_invoice(connection, ledger, number)
        _check_payment(connection, ledger, row, amount)
        act = reference or uuid.uuid4().hex
        slot = key_of(ledger.name, "payment", act, row.id)
        if outbox.live(connection, slot) is not None:
            msg = f"{reference} is already recorded for invoice {number}"
            raise ActError(msg)
        today = now.astimezone(ZoneInfo(ledger.timezone)).date()
        write = RecordPayment(
            key="",
            customer_id=row.customer_id,
            paid_on=paid_on or today,
            currency=row.currency,
            amount=amount,
            allocations=(Allocation(invoice_id=row.id, amount=amount),),
            memo=f"Recorded in Duesync{f', {reference}' if reference else ''}",
            deposit_to=office.config.ledger(ledger.name).deposit_to,
        )
        account = (row.customer_id, row.currency)
        made = outbox.add(
            connection,
            ledger.id,
            account,
            kind="payment",
            slot=slot,
            payload=write,
            now=now,
            invoice_id=row.id,
        )
        _review_target(connection, ledger.id, row.customer_id)
    return msgspec.json.decode(made.payload, type=RecordPayment)


def _check_payment(connection: Connection, ledger: LinkedLedger, row: Any, amount: Decimal) -> None:
    name = f"invoice {row.number or row.id}"
    if row.status != "open" or not is_currency(row.currency):
        msg = f"{name} of {ledger.name} is {row.status}; no payment can be recorded on it"
        raise ActError(msg)
    try:
        minor = to_minor(amount, row.currency)
    except ValueError as error:
        raise ActError(str(error)) from error
    if minor <= 0:
        msg = f"{amount} is not an amount received"
        raise ActError(msg)
    waiting = connection.scalars(
        sa.select(effects.c.payload).where(
            effects.c.ledger_id == ledger.id,
            effects.c.kind == "payment",
            effects.c.invoice_id == row.id,
            effects.c.confirmed_at.is_(None),
            sa.not_(effects.c.taken_back),
            effects.c.state.in_(("ready", "claimed", "uncertain", "done")),
        )
    ).all()
    pending = sum((msgspec.json.decode(one, type=RecordPayment).amount for one in waiting), Decimal(0))
    left = of_minor(row.balance, row.currency) - pending
    if amount > left:
        on_its_way = f" ({row.currency} {pending} is on its way)" if pending else ""
        msg = (
            f"{name} owes {row.currency} {left}{on_its_way}, less than {amount}; "
            "record the part above it in the ledger itself"
        )
        raise ActError(msg)

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
from dunning.effects import Message, Receipt, RecordPayment, VoidPayment, key_of
from dunning.ledger import Allocation, is_currency, of_minor, to_minor
from dunning.plan import Planned, plan_ahead
from sync.decide import midnight
from sync.delivered import delivered, message_of
from sync.errors import DuesyncError
from sync.office import Office
from sync.store import acts, decided, figures, leases, ledgers, outbox, review
from sync.store.decided import Standing
from sync.store.ledgers import LinkedLedger
from sync.tables import effects
from sync.work import take

PLAN_DAYS = 14
_FOR_A_PERSON = (Reason.NOT_RELEASED, Reason.REFUSED, Reason.APPROVAL, Reason.FLOOD, Reason.OUT_OF_HOURS)


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
        # what was approved and has gone today is a part of today's plan still
        today = {proposal.customer_id for proposal in chosen} | outbox.written_to(
            connection, ledger.id, midnight(ledger, now)
        )
        ledgers.update(
            connection,
            ledger.id,
            released_at=ledger.released_at or now,
            planned_per_day=max(busiest, len(today)),
        )
        for proposal in chosen:
            account = (proposal.customer_id, proposal.notify.currency)
            acts.approve(connection, ledger.id, account, proposal.notify.fingerprint, by, now)
            outbox.see_to_refused(connection, ledger.id, account)
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
    """Hold a ledger, a customer or an invoice; returns what was held, in words.

    `until`: the first day on which chasing may go on. Raises `ActError`, also when it is not ahead.
    """
    today = _today(office, ledger)
    if until is not None and until <= today:
        msg = f"{until} is not ahead for {ledger.name}, where it is {today}: that would hold nothing"
        raise ActError(msg)
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
    """The staged invoice of that number (or, where none has it, of that source id); of several the
    one that is open. Raises `ActError`.
    """
    rows = figures.find_invoices(connection, ledger.id, number)
    if not rows:
        msg = f"{ledger.name} has no invoice {number!r} among those pulled"
        raise ActError(msg)
    likely = [row for row in rows if row.status == "open"] or rows
    if len(likely) > 1:
        ids = ", ".join(str(row.id) for row in likely)
        msg = f"{ledger.name} has {len(likely)} invoices numbered {number!r}; give the id instead: {ids}"
        raise ActError(msg)
    return likely[0]


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
    today = _today(office, ledger)
    if as_of > today:
        msg = f"{as_of} is in the future for {ledger.name}, where it is {today}"
        raise ActError(msg)
    with office.store.write() as connection:
        ledgers.update(connection, ledger.id, confirmed_through=as_of)
        decided.review_those_waiting_for(connection, ledger.id, ["BOOKS_NOT_BOOKED"], review.AT_ONCE)


def _today(office: Office, ledger: LinkedLedger) -> date:
    """The ledger organisation's date."""
    return office.clock.now().astimezone(ZoneInfo(ledger.timezone)).date()


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
    now, today = office.clock.now(), _today(office, ledger)
    if paid_on is not None and paid_on > today:
        msg = f"{paid_on} is in the future for {ledger.name}, where it is {today}"
        raise ActError(msg)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)  # two people may record money for one invoice at once
        row = the_invoice(connection, ledger, number)
        amount = _check_payment(connection, ledger, row, amount)
        act = reference or uuid.uuid4().hex
        slot = key_of(ledger.name, "payment", act, row.id)
        if outbox.live(connection, slot) is not None:
            msg = f"{reference} is already recorded for invoice {number}"
            raise ActError(msg)
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


def void_payment(office: Office, ledger: LinkedLedger, key: str) -> RecordPayment:
    """Reverse a payment that Duesync wrote; the next run does it in the ledger, once.

    Raises `ActError` when there is none of that key, or it is not in the ledger (yet or any more).
    """
    now = office.clock.now()
    with office.store.write() as connection:
        written = outbox.by_key(connection, ledger.id, key)
        if written is None or written.kind != "payment":
            msg = f"{ledger.name} has no payment recorded by Duesync as {key!r}"
            raise ActError(msg)
        if written.state != "done" or written.taken_back or written.provider_id is None:
            state = "reversed already" if written.taken_back else f"{written.state}, not in the ledger"
            msg = f"payment {key} is {state}"
            raise ActError(msg)
        slot = key_of(ledger.name, "void", key)
        if outbox.live(connection, slot) is not None:
            msg = f"payment {key} is being reversed already"
            raise ActError(msg)
        outbox.add(
            connection,
            ledger.id,
            (written.customer_id, written.currency),
            kind="void",
            slot=slot,
            payload=VoidPayment(key="", payment_id=written.provider_id, version=None),
            now=now,
            cause_id=written.id,
            invoice_id=written.invoice_id,
        )
    return msgspec.json.decode(written.payload, type=RecordPayment)


def _check_payment(connection: Connection, ledger: LinkedLedger, row: Any, amount: Decimal) -> Decimal:
    """The amount with the currency's own decimals. Raises `ActError` when it cannot be right."""
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
    return of_minor(minor, row.currency)


def uncertain_messages(office: Office, ledger: LinkedLedger) -> list[tuple[str, Message]]:
    """(key, the message as it left) of every message that may or may not have gone."""
    with office.store.read() as connection:
        waiting = outbox.work(connection, ledger.id, ("message",), "uncertain")
        found = [(effect.key, message_of(connection, effect)) for effect in waiting]
    return [(key, message) for key, message in found if message is not None]


def resolve(office: Office, ledger: LinkedLedger, key: str, *, sent: bool) -> None:
    """A person says whether that message went: then it counts, or it may be decided and sent anew."""
    held = take(office.store, ledger.name, ledger.id)
    now = office.clock.now()
    try:
        with office.store.write(held.lease) as connection:
            waiting = outbox.work(connection, ledger.id, ("message",), "uncertain")
            effect = next((one for one in waiting if one.key == key), None)
            if effect is None:
                msg = f"{ledger.name} has no uncertain message {key!r}"
                raise ActError(msg)
            if sent:
                receipt = Receipt(provider_id="a person's word", version="", at=effect.claimed_at or now)
                delivered(connection, ledger, office.config.policy_for(ledger.name), effect, receipt)
            else:
                outbox.settle(connection, effect, "refused", now, reason="a person says that it did not go")
                outbox.see_to_refused(connection, ledger.id, (effect.customer_id, effect.currency))
            review.review_customers(connection, ledger.id, [effect.customer_id])
    finally:
        with office.store.write() as connection:
            leases.release(connection, held.lease, office.store.clock.wall())

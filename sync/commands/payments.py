"""Money received, and money of ours taken back: recorded here, written to the ledger by the next run."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from sqlalchemy.engine import Connection

from dunning.effects import RecordPayment, VoidPayment, key_of
from dunning.ledger import Allocation, is_currency, of_minor, to_minor
from sync.commands.targets import ActError, review_target, the_invoice, today_of
from sync.office import Office
from sync.store import ledgers, money, outbox
from sync.store.ledgers import LinkedLedger


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
    now, today = office.clock.now(), today_of(office, ledger)
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
        money.see_to_refused(connection, ledger.id, row.id)
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
        review_target(connection, ledger.id, row.customer_id)
    return msgspec.json.decode(made.payload, type=RecordPayment)


def void_payment(office: Office, ledger: LinkedLedger, key: str) -> RecordPayment:
    """Reverse a payment that Duesync wrote; the next run does it in the ledger, once.

    One that the ledger refused is set aside at once, for there is nothing to reverse. Raises
    `ActError` when there is none of that key, or it is not in the ledger (yet or any more).
    """
    now = office.clock.now()
    with office.store.write() as connection:
        written = outbox.by_key(connection, ledger.id, key)
        if written is None or written.kind != "payment":
            msg = f"{ledger.name} has no payment recorded by Duesync as {key!r}"
            raise ActError(msg)
        if written.state == "refused" and not written.taken_back:
            money.set_aside(connection, written.id)
            review_target(connection, ledger.id, written.customer_id)
            return msgspec.json.decode(written.payload, type=RecordPayment)
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
    pending = money.on_its_way(connection, ledger.id, row.id)
    left = of_minor(row.balance, row.currency) - pending
    if amount > left:
        on_its_way = f" ({row.currency} {pending} is on its way)" if pending else ""
        msg = (
            f"{name} owes {row.currency} {left}{on_its_way}, less than {amount}; "
            "record the part above it in the ledger itself"
        )
        raise ActError(msg)
    return of_minor(minor, row.currency)

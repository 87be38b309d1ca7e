"""Writes as lines of `actions.csv`, after a look at the books whether they may be. Pure."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from msgspec.structs import replace

from connectors.errors import Refused
from connectors.files.actions import Action, What
from connectors.files.reading import Reading
from dunning.effects import (
    DraftInvoice,
    LedgerWrite,
    Receipt,
    RecordFee,
    RecordPayment,
    VoidPayment,
    WriteNote,
)
from dunning.ledger import Allocation


def found(write: LedgerWrite, reading: Reading) -> Receipt | None:
    """What stands there under its key: in `actions.csv`, or for a payment among those exported."""
    for action in reading.actions:
        if action.key == write.key:
            return receipt_of(action, reading)
    if isinstance(write, RecordPayment) and write.key in reading.exported.payments:
        stands = reading.exported.payments[write.key].status == "active"
        return Receipt(provider_id=write.key, version="", at=reading.at, stands=stands)
    return None


def receipt_of(action: Action, reading: Reading) -> Receipt:
    """Proof of a line. A payment stands until a line reverses it, or an export shows that it is void."""
    payment = reading.standing.books.payments.get(action.key)
    stands = payment is None or payment.status == "active"
    return Receipt(provider_id=action.reverses or action.key, version="", at=action.at, stands=stands)


def action_of(write: LedgerWrite, reading: Reading, at: datetime) -> Action:
    """The line that it becomes. `Refused` where the books do not allow it."""
    match write:
        case WriteNote():
            bill = reading.exported.invoices.get(write.invoice_id)
            owner = None if bill is None else bill.customer_id
            line = _line(write.key, "note", at, owner, reading)
            return replace(line, words=write.text, invoice=write.invoice_id)
        case VoidPayment():
            paid = _to_be_reversed(write, reading)
            line = _line(write.key, "void payment", at, paid.customer_id, reading)
            words = f"Reverse the payment {paid.key}"
            return replace(line, words=words, invoice=paid.invoice, reverses=paid.key)
        case DraftInvoice():
            msg = "exports take no draft invoices: write it in your program, and keep the calculation"
            raise Refused(msg, about=f"charge {write.key}")
        case RecordFee():
            line = replace(_line(write.key, "fee", at, None, reading), paid_on=write.paid_on)
            words = f"{write.memo}: kept by {write.payee}; book it from {write.paid_from} to {write.account}"
            return replace(line, amount=write.amount, currency=write.currency, words=words)
    return _payment(write, reading, at)


def _payment(write: RecordPayment, reading: Reading, at: datetime) -> Action:
    for part in write.allocations:
        _check(part, write, reading)
    taken = sum((part.amount for part in write.allocations), Decimal(0))
    if taken > write.amount:
        msg = f"{taken} cannot be taken from a payment of {write.amount}"
        raise Refused(msg, about=f"payment {write.key}")
    return replace(
        _line(write.key, "payment", at, write.customer_id, reading),
        words=write.memo,
        paid_on=write.paid_on,
        amount=write.amount,
        currency=write.currency,
        shares=write.allocations,
        before=tuple(reading.exported.invoices[part.invoice_id].balance for part in write.allocations),
    )


def _check(part: Allocation, write: RecordPayment, reading: Reading) -> None:
    """Whether that much of that currency is owed there, our own payments on the way considered."""
    about, name = f"payment {write.key}", f"invoice {part.invoice_id}"
    bill = reading.standing.books.invoices.get(part.invoice_id)
    if bill is None:
        msg = f"{name} does not stand in the export"
        raise Refused(msg, about=about)
    if bill.status != "open" or bill.currency != write.currency:
        msg = f"{name} is {bill.status}, in {bill.currency}: it takes no payment of {write.currency}"
        raise Refused(msg, about=about)
    if part.amount > bill.balance:
        msg = f"{name} owes {bill.currency} {bill.balance}, less than {part.amount}"
        raise Refused(msg, about=about)


def _to_be_reversed(write: VoidPayment, reading: Reading) -> Action:
    about = f"payment {write.payment_id}"
    for action in reading.actions:
        if action.key == write.payment_id and action.what == "payment":
            if any(one.reverses == action.key for one in reading.actions):
                msg = "is reversed already"
                raise Refused(msg, about=about)
            return action
    msg = "is none that Duesync noted down"
    raise Refused(msg, about=about)


def _line(key: str, what: What, at: datetime, customer_id: str | None, reading: Reading) -> Action:
    """A line with nothing but whose it is."""
    customer = reading.exported.customers.get(customer_id or "")
    return Action(
        key=key,
        what=what,
        at=at,
        invoice="",
        customer="" if customer is None else customer.name,
        customer_id=customer_id,
        paid_on=None,
        amount=None,
        currency="",
        shares=(),
        before=(),
        words="",
        reverses="",
    )

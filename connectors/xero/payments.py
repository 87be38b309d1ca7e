"""Payments to Xero, up to fifty in one call, and what its answers say of each of them. Pure.

The law: one element pays one invoice and bears its effect's key as reference; each has an outcome of
its own. Bodies carry dates as YYYY-MM-DD and amounts with their exact digits. A payment that shows
as deleted was done, and was removed since.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from xero_python.accounting import Account, Invoice, Payment, Payments

from connectors.batches import Outcome
from connectors.errors import Refused, Uncertain
from connectors.http import Answer, redact
from connectors.xero.sheets import BadRow
from connectors.xero.wire import PaymentRow
from connectors.xero.writing import advised, receipt_at
from dunning.effects import Receipt, RecordFee, RecordPayment
from dunning.ledger import to_minor

MOST: Final = 50  # elements of one call; Xero's advice
PAGE_SIZE: Final = 1000
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SAFE_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")  # goes into a `where`, so no quote may be in it
_RATE_DIGITS = Decimal("0.000001")


def payments_body(payments: Sequence[Payment]) -> Payments:
    """What is sent."""
    return Payments(payments=list(payments))


def payment_of(write: RecordPayment, deposit_to: str | None) -> Payment:
    """One payment on one invoice. `Refused`, before anything is sent, when Xero cannot hold it."""
    account = payable(write, deposit_to)
    if len(write.allocations) != 1:
        msg = f"a payment to Xero is written for one invoice at a time, not {len(write.allocations)}"
        raise Refused(msg, about=f"payment {write.key}")
    if rest := write.amount - write.allocations[0].amount:
        msg = f"{rest} {write.currency} belongs to no invoice, and a payment to Xero holds no such rest"
        raise Refused(msg, about=f"payment {write.key}")
    payment = Payment(
        invoice=Invoice(
            invoice_id=write.allocations[0].invoice_id,
            has_attachments=None,
            has_errors=None,
            is_discounted=None,
        ),
        account=account_of(account),
        date=write.paid_on,
        amount=write.amount,
        currency_rate=rate_of(write),
        reference=write.key,
        has_account=None,
        has_validation_errors=None,
    )
    # The SDK would write the date as /Date(...)/ and the amount as a float; what is typed "str" it
    # passes on untouched, and `Transport` writes it with its exact digits.
    exact = {"date": "date", "amount": "str", "currency_rate": "str"}
    payment.openapi_types = Payment.openapi_types | exact
    return payment


def payable(write: RecordPayment, deposit_to: str | None) -> str:
    """The account to write to, once it is sure that the amount and the key will do. Else `Refused`."""
    account = write.deposit_to or deposit_to
    if not _SAFE_KEY.fullmatch(write.key):
        why = "its key has signs that Xero could not be asked for"
    elif not _is_money(write):
        why = f"{write.amount} {write.currency} is no amount received"
    elif not account:
        why = "no account is set that payments are written to (deposit_to)"
    else:
        return account
    raise Refused(why, about=f"payment {write.key}")


def _is_money(write: RecordPayment) -> bool:
    try:
        return to_minor(write.amount, write.currency) > 0
    except (ValueError, ArithmeticError):
        return False


def rate_of(write: RecordPayment) -> Decimal | None:
    """Xero's `CurrencyRate`: units of the currency for one of the home currency, the other way round."""
    return (1 / write.rate).quantize(_RATE_DIGITS) if write.rate else None


def account_of(account: str) -> Account:
    """A bank account often has no code, so its id is as good."""
    known = {"account_id": account} if is_guid(account) else {"code": account}
    return Account(**known, has_attachments=None, add_to_watchlist=None)


def is_guid(account: str) -> bool:
    """Whether an account is named by its id."""
    return _GUID.fullmatch(account) is not None


def outcomes(
    writes: Sequence[RecordPayment], found: Sequence[PaymentRow | BadRow], answer: Answer
) -> list[Outcome]:
    """What the answer says of each: its element bears its key, or stands in its place."""
    rows = [row if isinstance(row, PaymentRow) else None for row in found]
    by_key = {row.reference: row for row in rows if row is not None and row.reference}
    in_place = rows if len(rows) == len(writes) else [None] * len(writes)
    made: list[Outcome] = []
    for write, beside in zip(writes, in_place, strict=True):
        unnamed = beside if beside is not None and not beside.reference else None
        made.append(_outcome(write, by_key.get(write.key) or unnamed, answer))
    return made


def _outcome(write: RecordPayment, row: PaymentRow | None, answer: Answer) -> Outcome:
    """Done; refused with every reason Xero names; uncertain when the answer confirms nothing."""
    about = f"payment {write.key} on invoice {write.allocations[0].invoice_id}"
    if row is not None:
        reasons = [each.message or "" for each in row.validation_errors or []]
        if reasons or row.status_attribute_string == "ERROR":
            text = redact("; ".join(filter(None, reasons)), 900) or "Xero refused it without a reason"
            return Refused(advised(text), about=about, status=answer.status)
        if row.payment_id and row.payment_id.strip("0-"):
            return _receipt(row, answer)
    msg = "Xero's answer shows no payment; whether it was written is not known"
    return Uncertain(msg, about=about, status=answer.status)


def query_of(writes: Sequence[RecordPayment], page: int = 1) -> dict[str, Any]:
    """The filter that finds our payments: one by its key, several by their days. `Refused` on a bad key.

    Xero answers an OR fast on invoices' ids alone, and a payment's day can never be edited there.
    """
    for write in writes:
        if not _SAFE_KEY.fullmatch(write.key):
            msg = "its key has signs that Xero cannot be asked for"
            raise Refused(msg, about=f"payment {write.key}")
    return {"where": where(writes), "order": "PaymentID", "page": page, "page_size": PAGE_SIZE}


def where(writes: Sequence[RecordPayment]) -> str:
    """The condition of `query_of`."""
    if len(writes) == 1:
        return f'Reference=="{writes[0].key}"'
    return days_of(writes)


def days_of(writes: Sequence[RecordPayment | RecordFee]) -> str:
    """From the first day on which one of them was paid to the last, both inclusive."""
    first, last = min(one.paid_on for one in writes), max(one.paid_on for one in writes)
    return (
        f"Date>=DateTime({first.year},{first.month},{first.day}) "
        f"AND Date<=DateTime({last.year},{last.month},{last.day})"
    )


def found_of(write: RecordPayment, found: Sequence[PaymentRow | BadRow], answer: Answer) -> Receipt | None:
    """The payment that carries our key and pays our invoice; one that stands before a deleted one."""
    invoices = {allocation.invoice_id.lower() for allocation in write.allocations}
    removed: Receipt | None = None
    for row in found:
        if isinstance(row, BadRow) or row.reference != write.key:
            continue
        if row.invoice and (row.invoice.invoice_id or "").lower() in invoices:
            if row.status != "DELETED":
                return _receipt(row, answer)
            removed = _receipt(row, answer, stands=False)
    return removed


def _receipt(row: PaymentRow, answer: Answer, *, stands: bool = True) -> Receipt:
    version = row.updated_date_utc or ""
    at = receipt_at(version, answer)
    return Receipt(provider_id=row.payment_id or "", version=version, at=at, stands=stands)

"""Writes to Xero and their lookup by key: notes in an invoice's history, payments, their reversal.

The law: one effect is one call that makes one thing, marked with the effect's key; bodies carry
dates as YYYY-MM-DD and amounts with their exact digits. What Xero did not confirm is `Uncertain`.
"""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from xero_python.accounting import (
    Account,
    HistoryRecord,
    HistoryRecords,
    Invoice,
    Payment,
    PaymentDelete,
    Payments,
)

from connectors.errors import Refused, Uncertain
from connectors.http import Answer, redact
from connectors.oauth import answered_at
from connectors.xero.dates import instant
from connectors.xero.sheets import BadRow, sheet
from connectors.xero.wire import HistoryRow, PaymentRow, Wire
from dunning.effects import Receipt, RecordPayment, VoidPayment, WriteNote
from dunning.ledger import to_minor

NOTE_LIMIT = 250  # characters; Xero's pages disagree (250 or 2500), the smaller always fits
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SAFE_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")  # goes into a `where`, so no quote may be in it

W = TypeVar("W", bound=Wire)


def idempotency_key(tenant: str, key: str) -> str:
    """Xero's own short-lived lock. It is per app, not per organisation, hence the tenant in it."""
    return f"{tenant}.{key}"[:128]


def note_body(write: WriteNote) -> HistoryRecords:
    """One history record. `Refused` when the text is too long or does not carry its key."""
    about = f"note on invoice {write.invoice_id}"
    if len(write.text) > NOTE_LIMIT:
        msg = f"the note has {len(write.text)} characters; Xero takes {NOTE_LIMIT}"
        raise Refused(msg, about=about)
    if f"[{write.key}]" not in write.text:
        msg = "the note does not hold its key, so it could never be found again"
        raise Refused(msg, about=about)
    return HistoryRecords(history_records=[HistoryRecord(details=write.text)])


def payment_body(write: RecordPayment, deposit_to: str | None) -> Payments:
    """One payment on one invoice. `Refused`, before anything is sent, when Xero cannot hold it."""
    account = _payable(write, deposit_to)
    payment = Payment(
        invoice=Invoice(
            invoice_id=write.allocations[0].invoice_id,
            has_attachments=None,
            has_errors=None,
            is_discounted=None,
        ),
        account=_account(account),
        date=write.paid_on,
        amount=write.amount,
        reference=write.key,
        has_account=None,
        has_validation_errors=None,
    )
    # The SDK would write the date as /Date(...)/ and the amount as a float; what is typed "str" it
    # passes on untouched, and `Transport` writes it with its exact digits.
    payment.openapi_types = Payment.openapi_types | {"date": "date", "amount": "str"}
    return Payments(payments=[payment])


def _payable(write: RecordPayment, deposit_to: str | None) -> str:
    """The account to write to, once it is sure that Xero can hold this payment whole. Else `Refused`.

    Xero would carry out some elements of a longer list and refuse others, and one effect must be
    done or not; a rest that no invoice takes needs a right to bank transactions we do not ask for.
    """
    account = write.deposit_to or deposit_to
    rest = write.amount - sum((each.amount for each in write.allocations), Decimal(0))
    if len(write.allocations) != 1:
        why = f"a payment to Xero is written for one invoice at a time, not {len(write.allocations)}"
    elif rest:
        why = f"{rest} {write.currency} belongs to no invoice, and Xero cannot hold such a rest for us yet"
    elif not _SAFE_KEY.fullmatch(write.key):
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


def _account(account: str) -> Account:
    """A bank account often has no code, so its id is as good."""
    known = {"account_id": account} if _GUID.fullmatch(account) else {"code": account}
    return Account(**known, has_attachments=None, add_to_watchlist=None)


def void_body() -> PaymentDelete:
    """What reverses a payment."""
    return PaymentDelete(status="DELETED")


def rows(answer: Answer, resource: str, row: type[W], *, about: str) -> list[W | BadRow]:
    """The rows of a write's answer. `Uncertain` when there are none that can be read."""
    try:
        return list(sheet(answer.body, resource, row).rows)
    except ValueError as error:
        msg = f"Xero's answer could not be read ({redact(str(error), 120)}); whether it was done is not known"
        raise Uncertain(msg, about=about, status=answer.status) from error


def note_receipt(write: WriteNote, found: list[HistoryRow | BadRow], answer: Answer) -> Receipt | None:
    """The receipt of the note that holds our key; notes have no id, so the invoice's stands for it."""
    for row in found:
        if isinstance(row, HistoryRow) and f"[{write.key}]" in (row.details or ""):
            when = row.date_utc or row.date_utc_string or ""
            return Receipt(provider_id=write.invoice_id, version=when, at=_when(when, answer))
    return None


def payment_written(write: RecordPayment, found: list[PaymentRow | BadRow], answer: Answer) -> Receipt:
    """The receipt. `Refused` with every reason Xero names; `Uncertain` when it confirms nothing."""
    about = f"payment {write.key} on invoice {write.allocations[0].invoice_id}"
    for row in found:
        reasons = (
            [each.message or "" for each in (row.validation_errors or [])]
            if isinstance(row, PaymentRow)
            else []
        )
        if isinstance(row, PaymentRow) and (reasons or row.status_attribute_string == "ERROR"):
            text = redact("; ".join(filter(None, reasons)), 900) or "Xero refused it without a reason"
            raise Refused(text, about=about, status=answer.status)
        if isinstance(row, PaymentRow) and row.payment_id and row.payment_id.strip("0-"):
            return payment_receipt(row, answer)
    msg = "Xero's answer shows no payment; whether it was written is not known"
    raise Uncertain(msg, about=about, status=answer.status)


def payment_voided(write: VoidPayment, found: list[PaymentRow | BadRow], answer: Answer) -> Receipt:
    """The receipt. `Uncertain` when the answer does not show the payment as deleted."""
    receipt = void_receipt(found, write, answer)
    if receipt is None:
        msg = "Xero's answer does not show the payment as deleted; whether it is, is not known"
        raise Uncertain(msg, about=f"payment {write.payment_id}", status=answer.status)
    return receipt


def payment_query(write: RecordPayment) -> dict[str, Any]:
    """The filter that finds our payment by its key. `Refused` when the key cannot be asked for."""
    if not _SAFE_KEY.fullmatch(write.key):
        msg = "its key has signs that Xero cannot be asked for"
        raise Refused(msg, about=f"payment {write.key}")
    return {"where": f'Reference=="{write.key}"', "page": 1, "page_size": 100}


def payment_found(write: RecordPayment, found: list[PaymentRow | BadRow], answer: Answer) -> Receipt | None:
    """The live payment that carries our key and pays our invoice."""
    invoices = {allocation.invoice_id.lower() for allocation in write.allocations}
    for row in found:
        if isinstance(row, BadRow) or row.status != "AUTHORISED" or row.reference != write.key:
            continue
        if row.invoice and (row.invoice.invoice_id or "").lower() in invoices:
            return payment_receipt(row, answer)
    return None


def void_receipt(found: list[PaymentRow | BadRow], write: VoidPayment, answer: Answer) -> Receipt | None:
    """The receipt of the reversal when Xero shows that payment as deleted."""
    for row in found:
        same = isinstance(row, PaymentRow) and (row.payment_id or "").lower() == write.payment_id.lower()
        if isinstance(row, PaymentRow) and same and row.status == "DELETED":
            return payment_receipt(row, answer)
    return None


def payment_receipt(row: PaymentRow, answer: Answer) -> Receipt:
    """The payment's id and version at Xero."""
    version = row.updated_date_utc or ""
    return Receipt(provider_id=row.payment_id or "", version=version, at=_when(version, answer))


def _when(text: str, answer: Answer) -> datetime:
    """When it happened, by Xero's row, else by its answer."""
    try:
        return instant(text)
    except ValueError:
        return answered_at(answer.headers)

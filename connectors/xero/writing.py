"""Writes to Xero and their lookup by key: notes in an invoice's history, and reversals. Pure.

The law: one effect makes one thing, marked with the effect's key. What Xero did not confirm is
`Uncertain`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, TypeVar

from xero_python.accounting import HistoryRecord, HistoryRecords, PaymentDelete

from connectors.errors import Refused, Uncertain
from connectors.http import Answer, redact
from connectors.oauth import answered_at
from connectors.xero.dates import instant
from connectors.xero.sheets import BadRow, sheet
from connectors.xero.wire import HistoryRow, PaymentRow, Wire
from dunning.effects import Receipt, VoidPayment, WriteNote, key_of

NOTE_LIMIT = 250  # characters; Xero's pages disagree (250 or 2500), the smaller always fits
_TO_DO: Final = {
    "lock date": "the period is locked in Xero: move its lock date, or give the payment a later date",
    "authorised documents": "the invoice was paid, voided or deleted in Xero meanwhile",
    "exceeds the amount outstanding": "somebody recorded money for it in Xero meanwhile: look there first",
}

W = TypeVar("W", bound=Wire)


def idempotency_key(tenant: str, *keys: str) -> str:
    """Xero's own short-lived lock. It is per app, not per organisation, hence the tenant in it."""
    return f"{tenant}.{keys[0] if len(keys) == 1 else key_of(*keys)}"[:128]


def advised(text: str) -> str:
    """A refusal's text with what a bookkeeper can do about it."""
    advice = [each for words, each in _TO_DO.items() if words in text.lower()]
    return "; ".join([text, *advice])


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
            return Receipt(provider_id=write.invoice_id, version=when, at=receipt_at(when, answer))
    return None


def payment_voided(write: VoidPayment, found: list[PaymentRow | BadRow], answer: Answer) -> Receipt:
    """The receipt. `Uncertain` when the answer does not show the payment as deleted."""
    receipt = void_receipt(found, write, answer)
    if receipt is None:
        msg = "Xero's answer does not show the payment as deleted; whether it is, is not known"
        raise Uncertain(msg, about=f"payment {write.payment_id}", status=answer.status)
    return receipt


def void_receipt(found: list[PaymentRow | BadRow], write: VoidPayment, answer: Answer) -> Receipt | None:
    """The receipt of the reversal when Xero shows that payment as deleted."""
    for row in found:
        same = isinstance(row, PaymentRow) and (row.payment_id or "").lower() == write.payment_id.lower()
        if isinstance(row, PaymentRow) and same and row.status == "DELETED":
            version = row.updated_date_utc or ""
            at = receipt_at(version, answer)
            return Receipt(provider_id=row.payment_id or "", version=version, at=at)
    return None


def receipt_at(text: str, answer: Answer) -> datetime:
    """When it happened, by Xero's row, else by its answer."""
    try:
        return instant(text)
    except ValueError:
        return answered_at(answer.headers)

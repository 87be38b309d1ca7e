"""Interest and fixed sums as a draft invoice in Xero, for a person to approve or delete there. Pure.

The law: it is made as a draft and never as anything else, bears its effect's key as reference, and goes
to the account and the tax rate that were configured. What was deleted since is found all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from xero_python.accounting import Contact, Invoice, Invoices, LineItem
from xero_python.accounting.models.line_amount_types import LineAmountTypes

from connectors.errors import Refused, Uncertain
from connectors.http import Answer, redact
from connectors.xero.sheets import BadRow
from connectors.xero.wire import DraftRow
from connectors.xero.writing import advised, receipt_at
from dunning.effects import DraftInvoice, Receipt
from dunning.ledger import to_minor

_SAFE_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")  # goes into a `where`, so no quote may be in it
_STATUSES: Final = ("DRAFT", "SUBMITTED", "AUTHORISED", "PAID", "VOIDED", "DELETED")
_GONE: Final = frozenset({"VOIDED", "DELETED"})
_PAGE_SIZE: Final = 100


def about(write: DraftInvoice) -> str:
    """What an error is about."""
    return f"charge {write.key}"


def body_of(write: DraftInvoice) -> Invoices:
    """One draft. `Refused`, before anything is sent, when Xero cannot hold it."""
    if not _SAFE_KEY.fullmatch(write.key):
        msg = "its key has signs that Xero could not be asked for"
        raise Refused(msg, about=about(write))
    if not (write.account and write.tax_code):
        msg = "no account and tax code are set that charges are booked to"
        raise Refused(msg, about=about(write))
    if not write.lines or not all(_is_money(line.amount, write.currency) for line in write.lines):
        msg = "it has a line of no amount"
        raise Refused(msg, about=about(write))
    made = Invoice(
        type="ACCREC",
        contact=Contact(contact_id=write.customer_id, has_attachments=None, has_validation_errors=None),
        line_items=[_line(line.description, line.amount, write) for line in write.lines],
        date=write.issued_on,
        line_amount_types=LineAmountTypes.EXCLUSIVE,
        reference=write.key,
        currency_code=write.currency,
        status="DRAFT",
        has_attachments=None,
        has_errors=None,
    )
    made.openapi_types = Invoice.openapi_types | {"date": "date", "currency_code": "str"}
    return Invoices(invoices=[made])


def _line(description: str, amount: Decimal, write: DraftInvoice) -> LineItem:
    line = LineItem(
        description=description,
        quantity=1,
        unit_amount=amount,
        account_code=write.account,
        tax_type=write.tax_code,
    )
    line.openapi_types = LineItem.openapi_types | {"unit_amount": "str"}  # exact digits, see `payments`
    return line


def _is_money(amount: Decimal, currency: str) -> bool:
    try:
        return to_minor(amount, currency) > 0
    except (ValueError, ArithmeticError):
        return False


def written(write: DraftInvoice, rows: Sequence[DraftRow | BadRow], answer: Answer) -> Receipt:
    """The receipt. `Refused` with every reason Xero names; `Uncertain` when it confirms nothing."""
    for row in rows:
        if isinstance(row, BadRow):
            continue
        reasons = [each.message or "" for each in row.validation_errors or []]
        if reasons or row.status_attribute_string == "ERROR":
            text = redact("; ".join(filter(None, reasons)), 900) or "Xero refused it without a reason"
            raise Refused(advised(text), about=about(write), status=answer.status)
        if row.invoice_id and row.invoice_id.strip("0-"):
            return _receipt(row, answer)
    msg = "Xero's answer shows no draft; whether it was made is not known"
    raise Uncertain(msg, about=about(write), status=answer.status)


def query_of(write: DraftInvoice) -> dict[str, Any]:
    """The filter that finds it by its key, whatever a person did with it since."""
    if not _SAFE_KEY.fullmatch(write.key):
        msg = "its key has signs that Xero cannot be asked for"
        raise Refused(msg, about=about(write))
    where = f'Reference=="{write.key}"'
    return {"where": where, "statuses": list(_STATUSES), "page": 1, "page_size": _PAGE_SIZE}


def found_of(write: DraftInvoice, rows: Sequence[DraftRow | BadRow], answer: Answer) -> Receipt | None:
    """The invoice that bears our key; one that stands before one that is gone."""
    removed: Receipt | None = None
    for row in rows:
        if isinstance(row, DraftRow) and row.reference == write.key:
            if row.status not in _GONE:
                return _receipt(row, answer)
            removed = _receipt(row, answer, stands=False)
    return removed


def _receipt(row: DraftRow, answer: Answer, *, stands: bool = True) -> Receipt:
    version = row.updated_date_utc or ""
    return Receipt(
        provider_id=row.invoice_id or "", version=version, at=receipt_at(version, answer), stands=stands
    )

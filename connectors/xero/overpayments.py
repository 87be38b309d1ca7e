"""Money that no invoice takes: an overpayment in Xero, which is a bank transaction of its own kind. Pure.

The law: Xero keeps no reference on it, so the key stands in its one line's words. It needs a right
that Duesync does not ask for by itself; without it nothing is sent, and a person is told the amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from xero_python.accounting import BankTransaction, BankTransactions, Contact, LineItem
from xero_python.accounting.models.line_amount_types import LineAmountTypes

from connectors.errors import Refused, Uncertain
from connectors.http import Answer, redact
from connectors.xero.payments import PAGE_SIZE, account_of, days_of, payable, rate_of
from connectors.xero.sheets import BadRow
from connectors.xero.wire import BankedRow
from connectors.xero.writing import advised, receipt_at
from dunning.effects import Receipt, RecordPayment

_RIGHTS: Final = frozenset({"accounting.banktransactions", "accounting.transactions"})
_KIND: Final = "RECEIVE-OVERPAYMENT"
_LONGEST_WORDS: Final = 400


def has_right(scope: str) -> bool:
    """Whether bank transactions may be written, by the rights that were granted."""
    return not _RIGHTS.isdisjoint(scope.split())


def check_right(write: RecordPayment, scope: str) -> None:
    """`Refused`, as a task for a person, unless the right to bank transactions was granted."""
    if not has_right(scope):
        msg = (
            f"{write.currency} {write.amount} that no invoice takes is to be booked by hand in Xero, "
            "as an overpayment of this customer: Duesync has no right to (accounting.banktransactions); "
            "once it is booked, say so with duesync void-payment"
        )
        raise Refused(msg, about=f"payment {write.key}")


def body_of(write: RecordPayment, deposit_to: str | None) -> BankTransactions:
    """One overpayment. `Refused`, before anything is sent, when Xero cannot hold it."""
    account = account_of(payable(write, deposit_to))
    line = LineItem(
        description=f"{write.memo[:_LONGEST_WORDS]} [{write.key}]".lstrip(), line_amount=write.amount
    )
    line.openapi_types = LineItem.openapi_types | {"line_amount": "str"}  # exact digits, see `payments`
    made = BankTransaction(
        type=_KIND,
        contact=Contact(contact_id=write.customer_id, has_attachments=None, has_validation_errors=None),
        bank_account=account,
        date=write.paid_on,
        currency_code=write.currency,
        currency_rate=rate_of(write),
        line_amount_types=LineAmountTypes.NOTAX,
        line_items=[line],
        has_attachments=None,
    )
    exact = {"date": "date", "currency_rate": "str", "currency_code": "str"}
    made.openapi_types = BankTransaction.openapi_types | exact
    return BankTransactions(bank_transactions=[made])


def written(about: str, rows: Sequence[BankedRow | BadRow], answer: Answer) -> Receipt:
    """Of a bank transaction. `Refused` with every reason Xero names; `Uncertain` when it confirms nothing."""
    for row in rows:
        if isinstance(row, BadRow):
            continue
        reasons = [each.message or "" for each in row.validation_errors or []]
        if reasons or row.status_attribute_string == "ERROR":
            text = redact("; ".join(filter(None, reasons)), 900) or "Xero refused it without a reason"
            raise Refused(advised(text), about=about, status=answer.status)
        if row.bank_transaction_id and row.bank_transaction_id.strip("0-"):
            return receipt_of(row, answer)
    msg = "Xero's answer shows no bank transaction; whether it was written is not known"
    raise Uncertain(msg, about=about, status=answer.status)


def query_of(write: RecordPayment, page: int = 1) -> dict[str, Any]:
    """The overpayments received on its day; their lines come only page by page."""
    return {"where": f'Type=="{_KIND}" AND {days_of([write])}', "page": page, "page_size": PAGE_SIZE}


def found_of(write: RecordPayment, rows: Sequence[BankedRow | BadRow], answer: Answer) -> Receipt | None:
    """The overpayment whose words hold our key; one that stands before a removed one."""
    removed: Receipt | None = None
    for row in rows:
        if isinstance(row, BadRow):
            continue
        if any(f"[{write.key}]" in (line.description or "") for line in row.line_items or [] if line):
            if row.status not in ("DELETED", "VOIDED"):
                return receipt_of(row, answer)
            removed = receipt_of(row, answer, stands=False)
    return removed


def receipt_of(row: BankedRow, answer: Answer, *, stands: bool = True) -> Receipt:
    """Of a bank transaction; an overpayment's is named as `Overpayments` will list it."""
    version = row.updated_date_utc or ""
    provider_id = row.overpayment_id or row.bank_transaction_id or ""
    at = receipt_at(version, answer)
    return Receipt(provider_id=provider_id, version=version, at=at, stands=stands)

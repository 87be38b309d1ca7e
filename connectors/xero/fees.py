"""What a provider of payments kept: money spent in Xero, a bank transaction that bears our key. Pure.

The law: Xero takes it from a bank account alone, and in that account's currency, whatever is said; so both
are made sure of before anything is sent. It needs the same right as an overpayment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from xero_python.accounting import BankTransaction, BankTransactions, Contact, LineItem
from xero_python.accounting.models.line_amount_types import LineAmountTypes

from connectors.errors import Refused
from connectors.http import Answer
from connectors.xero.overpayments import has_right, receipt_of
from connectors.xero.payments import PAGE_SIZE, account_of, days_of, is_guid
from connectors.xero.sheets import BadRow
from connectors.xero.wire import AccountRow, BankedRow
from dunning.effects import Receipt, RecordFee
from dunning.ledger import to_minor

_KIND: Final = "SPEND"
_COSTS: Final = frozenset({"EXPENSE", "OVERHEADS", "DIRECTCOSTS"})
_LONGEST_WORDS: Final = 400
Accounts = Callable[[], Sequence[AccountRow | BadRow]]
"""Asks for the chart of accounts."""


def problem(scope: str, accounts: Accounts, paid_from: str, account: str) -> str | None:
    """What keeps fees from being booked from the one to the other, in words; `None`: nothing."""
    if not has_right(scope):
        return (
            "Duesync has no right to bank transactions: add accounting.banktransactions to more_scopes and "
            "connect anew, else each fee is a task for a person"
        )
    known = [row for row in accounts() if isinstance(row, AccountRow) and row.status in ("ACTIVE", None)]
    bank, cost = _named(known, paid_from), _named(known, account)
    if bank is None or bank.type != "BANK":
        return f"{paid_from} is no bank account, and Xero takes money spent from a bank account only"
    if cost is None or cost.type not in _COSTS:
        costs = ", ".join(f"{row.code} {row.name}" for row in known if row.code and row.type in _COSTS)
        return f"{account} is {'no account' if cost is None else 'no expense'} of Xero's; there are: {costs}"
    return None


def _named(rows: Iterable[AccountRow], name: str) -> AccountRow | None:
    return next((row for row in rows if name in (row.account_id, row.code)), None)


def check(write: RecordFee, scope: str, accounts: Accounts) -> None:
    """`Refused`, as a task for a person, where Xero cannot hold it."""
    about = f"fee {write.key}"
    if told := problem(scope, accounts, write.paid_from, write.account):
        msg = f"{write.currency} {write.amount} is to be booked by hand: {told}"
        raise Refused(msg, about=about)
    bank = _named((row for row in accounts() if isinstance(row, AccountRow)), write.paid_from)
    if bank is not None and bank.currency_code not in (None, write.currency):
        msg = f"{write.paid_from} is kept in {bank.currency_code}, and the fee is in {write.currency}"
        raise Refused(msg, about=about)
    if not _is_money(write):
        msg = f"{write.amount} {write.currency} is no amount kept"
        raise Refused(msg, about=about)


def _is_money(write: RecordFee) -> bool:
    try:
        return to_minor(write.amount, write.currency) > 0
    except (ValueError, ArithmeticError):
        return False


def body_of(write: RecordFee) -> BankTransactions:
    """Money spent, without tax. The payee is found by name, or made, by Xero."""
    account = {"account_id": write.account} if is_guid(write.account) else {"account_code": write.account}
    line = LineItem(
        description=write.memo[:_LONGEST_WORDS], quantity=Decimal(1), unit_amount=write.amount, **account
    )
    line.openapi_types = LineItem.openapi_types | {"quantity": "str", "unit_amount": "str"}  # exact digits
    made = BankTransaction(
        type=_KIND,
        contact=Contact(name=write.payee, has_attachments=None, has_validation_errors=None),
        bank_account=account_of(write.paid_from),
        date=write.paid_on,
        reference=write.key,
        line_amount_types=LineAmountTypes.NOTAX,
        line_items=[line],
        has_attachments=None,
    )
    made.openapi_types = BankTransaction.openapi_types | {"date": "date"}
    return BankTransactions(bank_transactions=[made])


def query_of(write: RecordFee, page: int = 1) -> dict[str, Any]:
    """The money spent on its day; Xero is not known to answer fast for a reference."""
    return {"where": f'Type=="{_KIND}" AND {days_of([write])}', "page": page, "page_size": PAGE_SIZE}


def found_of(write: RecordFee, rows: Sequence[BankedRow | BadRow], answer: Answer) -> Receipt | None:
    """The one that bears our key; one that stands before a removed one."""
    removed: Receipt | None = None
    for row in rows:
        if isinstance(row, BankedRow) and row.reference == write.key:
            if row.status not in ("DELETED", "VOIDED"):
                return receipt_of(row, answer)
            removed = receipt_of(row, answer, stands=False)
    return removed

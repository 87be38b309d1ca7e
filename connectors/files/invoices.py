"""`invoices.csv` and `credit_notes.csv` as facts. Pure.

What is owed less than nothing is a credit, in whichever file it stands; a bill to be paid is none
of ours. A number that stands on two rows that say different things is believed on neither.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from connectors.files.parties import Customers
from connectors.files.rows import UNDATED, Row, Taken
from connectors.sheets.cells import word
from connectors.sheets.sheet import Sheet
from dunning.ledger import CreditNote, DocumentStatus, Invoice, InvoiceStatus, Kind

_OPEN = frozenset(
    """open unpaid overdue sent due late outstanding authorised authorized approved awaitingpayment partial
    partiallypaid partlypaid partpaid issued posted viewed final finalised finalized invoiced current
    notdue pastdue unsent emailed printed active applied unapplied available closed yes""".split()
)
_PAID = frozenset("paid paidinfull settled fullypaid complete completed".split())
_CLOSED: dict[str, Literal["void", "deleted", "draft"]] = {
    "void": "void", "voided": "void", "cancelled": "void", "canceled": "void", "reversed": "void",
    "deleted": "deleted", "writtenoff": "deleted",
    "draft": "draft", "proforma": "draft", "quote": "draft", "estimate": "draft", "pending": "draft",
    "awaitingapproval": "draft", "submitted": "draft",
}  # fmt: skip
_BILLS = frozenset("bill purchaseinvoice purchase supplierinvoice accpay vendorbill".split())
_CREDITS = frozenset("creditnote creditmemo credit salescreditnote accreccredit salescredit".split())


def read(taken: Taken, sheet: Sheet, known: Customers) -> Documents:
    """What stands in one of the two files."""
    documents = Documents(taken, known)
    for row in taken.rows(sheet):
        kind = word(row.text("type"))
        if kind not in _BILLS:
            documents.keep(row, is_credit=sheet.form.kind is Kind.CREDIT or kind in _CREDITS)
    return documents


class Documents:
    """Invoices and credits by number. `totalled`: those whose total stands there beside their balance."""

    def __init__(self, taken: Taken, known: Customers) -> None:
        self._taken, self._known = taken, known
        self._refused: set[str | None] = set()
        self._found: dict[str, Invoice | CreditNote] = {}
        self.totalled: set[str] = set()

    def invoices(self) -> dict[str, Invoice]:
        """Those that are invoices."""
        return {number: one for number, one in self._found.items() if isinstance(one, Invoice)}

    def credits(self) -> dict[str, CreditNote]:
        """Those that are credits."""
        return {number: one for number, one in self._found.items() if isinstance(one, CreditNote)}

    def keep(self, row: Row, *, is_credit: bool) -> None:
        """Read one row, or note why it cannot be."""
        customer = None
        try:
            customer = self._known.of(row)
            document = _document(row, customer, is_credit=is_credit)
            if document.id in self._refused:
                return
            self._is_alone(document)
        except ValueError as error:
            number = row.text("number")
            self._refused.add(number)
            kind = Kind.CREDIT if is_credit else Kind.INVOICE
            self._taken.refuse(row, error, kind=kind, number=number, customer_id=customer)
            return
        self._found[document.id] = document
        if row.text("total") is not None:
            self.totalled.add(document.id)
        if isinstance(document, Invoice):
            self._known.addressed(document.customer_id, row)

    def _is_alone(self, document: Invoice | CreditNote) -> None:
        """One that is spread over several rows says the same on each."""
        if self._found.get(document.id, document) != document:
            del self._found[document.id]
            msg = f"number {document.id} stands on another line too, with other details"
            raise ValueError(msg)


def _document(row: Row, customer: str | None, *, is_credit: bool) -> Invoice | CreditNote:
    row.check()
    number = row.text("number")
    if number is None or customer is None:
        msg = "has no number" if number is None else "has no customer"
        raise ValueError(msg)
    left = "unapplied" if row.sheet.form.kind is Kind.CREDIT else "balance"
    currency = row.currency("total", left, "paid")
    total, balance, paid = (row.money(column, currency) for column in ("total", left, "paid"))
    if balance is None:
        if total is None or paid is None:
            msg = "has no balance"
            raise ValueError(msg)
        balance = total - paid
    if total is None:
        total = balance + (paid or 0)
    if is_credit or balance < 0 or total < 0:
        return _credit(row, number, customer, currency, abs(total), abs(balance))
    return _invoice(row, number, customer, currency, total, balance)


def _invoice(
    row: Row, number: str, customer: str, currency: str, total: Decimal, balance: Decimal
) -> Invoice:
    due = row.day("due_on")
    status: InvoiceStatus = _CLOSED.get(word(row.text("status"))) or ("open" if balance else "paid")
    problem = _problem(row.text("status"), total, balance, has_due=due is not None)
    return Invoice(
        id=number,
        version="",
        modified_at=UNDATED,
        number=number,
        customer_id=customer,
        issued_on=row.day("issued_on"),
        due_on=due,
        currency=currency,
        total=total,
        balance=balance if status in ("open", "draft") else Decimal(0),
        status=status,
        emails=row.emails(),
        reference=row.text("reference"),
        pay_url=row.text("pay_url"),
        sent_at=None,
        problem=problem if status == "open" else None,
    )


def _problem(status: str | None, total: Decimal, balance: Decimal, *, has_due: bool) -> str | None:
    """Why an invoice with a balance must not be chased, if so."""
    told = word(status)
    if told in _PAID:
        return f'is "{status}" and yet has a balance'
    if told and told not in _OPEN and not told.startswith(("overdue", "due", "open")):
        return f'has a status that is not known: "{status}"'
    if balance > total:
        return "owes more than its total"
    return None if has_due else "has no due date"


def _credit(row: Row, number: str, customer: str, currency: str, total: Decimal, left: Decimal) -> CreditNote:
    status: DocumentStatus = _CLOSED.get(word(row.text("status"))) or "active"
    return CreditNote(
        id=number,
        version="",
        modified_at=UNDATED,
        number=number,
        customer_id=customer,
        kind="credit_note",
        issued_on=row.day("issued_on"),
        currency=currency,
        total=total,
        unapplied=left if status == "active" else Decimal(0),
        status=status,
    )

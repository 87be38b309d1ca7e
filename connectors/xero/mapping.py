"""Xero's documents -> the ledger's facts: invoices, payments, credits. Pure.

The law: each row becomes a fact with its exact amounts, or an `Unreadable` that names its problem;
none is dropped and none stops the others. Purchases (bills, supplier credits) are not ours: they
are filtered out at Xero, and one that comes all the same is shown as `Unreadable`; but suppliers'
over- and prepayments, which Xero cannot filter out, are left out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

import msgspec

from connectors.xero.fit import (
    Unfit,
    dated,
    exact_amount,
    known_currency,
    known_status,
    modified_at,
    needed,
    sale_only,
    strict_date,
    unreadable,
)
from connectors.xero.wire import CreditRow, EmbeddedPayment, InvoiceRow, PaymentRow
from dunning.ledger import (
    Allocation,
    CreditKind,
    CreditNote,
    DocumentStatus,
    Invoice,
    InvoiceStatus,
    Kind,
    Payment,
    PaymentsOf,
    Row,
)

NOTHING = Decimal(0)
_INVOICE_STATUS: dict[str, InvoiceStatus] = {
    "AUTHORISED": "open",
    "PAID": "paid",
    "VOIDED": "void",
    "DELETED": "deleted",
    "DRAFT": "draft",
    "SUBMITTED": "draft",
}
_CREDIT_STATUS: dict[str, DocumentStatus] = {
    "AUTHORISED": "active",
    "PAID": "active",
    "VOIDED": "void",
    "DELETED": "deleted",
    "DRAFT": "draft",
    "SUBMITTED": "draft",
}
_PAYMENT_STATUS: dict[str, DocumentStatus] = {"AUTHORISED": "active", "PAID": "active", "DELETED": "deleted"}
_CREDIT_KIND: dict[str, CreditKind] = {
    "ACCRECCREDIT": "credit_note",
    "RECEIVE-OVERPAYMENT": "overpayment",
    "AROVERPAYMENT": "overpayment",
    "RECEIVE-PREPAYMENT": "prepayment",
    "ARPREPAYMENT": "prepayment",
}
_SUPPLIERS = frozenset("SPEND-OVERPAYMENT SPEND-PREPAYMENT APOVERPAYMENT APPREPAYMENT".split())


def invoice_facts(row: InvoiceRow, read_at: datetime) -> Iterable[Row]:
    """The invoice, its payments, and the claim that these are all where the amounts bear it out.

    A payment that does not tell its id is a problem of its invoice, whose next version clears it.
    """
    invoice = _invoice(row, read_at)
    if row.payments:
        return (invoice, *_payments_in(row.payments, row.amount_paid, invoice))
    # An empty list does not prove that there are none, since Xero shows null as []: only the sum does.
    if row.amount_paid == NOTHING:
        return (invoice, PaymentsOf(invoice_id=invoice.id, modified_at=invoice.modified_at, payment_ids=()))
    return (invoice,)


def _payments_in(
    embedded: list[EmbeddedPayment | None], amount_paid: Decimal | None, invoice: Invoice
) -> Iterator[Row]:
    named: dict[str, object] = {"Contact": {"ContactID": invoice.customer_id}}
    known: list[Payment] = []
    nameless: list[str] = []
    for number, payment in enumerate(embedded, start=1):
        try:
            known.append(_embedded_payment(payment, invoice))
        except Unfit as unfit:
            problem = f"payment {number} on invoice {invoice.number or invoice.id}: {unfit}"
            if payment is None or not payment.payment_id:
                nameless.append(problem)
                continue
            raw = msgspec.json.encode(payment).decode()
            yield unreadable(Kind.PAYMENT, msgspec.to_builtins(payment) | named, problem, raw)
    if nameless:
        named |= {"InvoiceID": invoice.id, "InvoiceNumber": invoice.number}
        raw = msgspec.json.encode(embedded).decode()
        yield unreadable(Kind.INVOICE, named, "; ".join(nameless), raw)
    yield from known
    live = [payment for payment in known if payment.status == "active"]
    if len(known) == len(embedded) and amount_paid == sum((p.amount for p in live), NOTHING):
        ids = tuple(payment.id for payment in live)
        yield PaymentsOf(invoice_id=invoice.id, modified_at=invoice.modified_at, payment_ids=ids)


def _invoice(row: InvoiceRow, read_at: datetime) -> Invoice:
    sale_only(row.type, "ACCREC", {"ACCPAY": "a bill, not a sales invoice"}, "a sales invoice")
    currency = known_currency(row.currency_code)
    status = _INVOICE_STATUS.get(row.status or "", "open")
    total = exact_amount(row.total, currency, "total")
    owed = _balance_of(row, status)
    untouched = owed is not None and owed.is_finite() and owed == total  # as most open ones are
    balance = total if untouched else exact_amount(owed, currency, "balance")
    if row.status == "AUTHORISED" and not balance:
        status = "paid"
    issued_on, issued_problem = dated(row.date_string, row.date, "invoice date")
    due_on, due_problem = dated(row.due_date_string, row.due_date, "due date")
    odd = balance < 0 or (status == "paid" and balance) or row.status not in _INVOICE_STATUS
    problems = [*_oddities(row, balance, status)] if odd else []
    if status == "open" and (due_problem or issued_problem):
        problems += filter(None, (due_problem, issued_problem))
    return Invoice(
        id=needed(row.invoice_id, "id"),
        version=row.updated_date_utc or "",
        modified_at=modified_at(row.updated_date_utc, read_at),
        number=row.invoice_number or None,
        customer_id=needed(row.contact.contact_id if row.contact else None, "customer"),
        issued_on=issued_on,
        due_on=due_on,
        currency=currency,
        total=total,
        balance=balance,
        status=status,
        emails=(),
        reference=row.reference or None,
        pay_url=None,
        sent_at=None,
        problem="; ".join(problems) or None,
    )


def _oddities(row: InvoiceRow, balance: Decimal, status: InvoiceStatus) -> Iterator[str]:
    """What is hardly ever wrong with an invoice."""
    if row.status not in _INVOICE_STATUS:
        yield f"its status {row.status or 'is missing'} is not known"
    if status == "paid" and balance:
        yield f"it is marked paid but {balance} {row.currency_code} is due"
    if balance < 0:
        yield f"its balance is negative: {balance} {row.currency_code}"


def _balance_of(row: InvoiceRow, status: InvoiceStatus) -> Decimal | None:
    """`AmountDue`; where it is missing, what Xero defines it to be."""
    if row.amount_due is not None:
        return row.amount_due
    if status in ("paid", "void", "deleted"):
        return NOTHING
    if row.total is None or row.amount_paid is None or row.amount_credited is None:
        return None
    return row.total - row.amount_paid - row.amount_credited


def _embedded_payment(row: EmbeddedPayment | None, invoice: Invoice) -> Payment:
    """A payment listed inside its invoice, which lends it currency, customer and version."""
    if row is None:
        problem = "it is empty"
        raise Unfit(problem)
    amount = exact_amount(row.amount, invoice.currency, "amount")
    return Payment(
        id=needed(row.payment_id, "id"),
        version=invoice.version,
        modified_at=invoice.modified_at,
        customer_id=invoice.customer_id,
        paid_on=strict_date(row.date_string, row.date),
        currency=invoice.currency,
        amount=amount,
        unapplied=NOTHING,
        reference=row.reference or None,
        status=known_status(row.status or "AUTHORISED", _PAYMENT_STATUS),
        allocations=(Allocation(invoice_id=invoice.id, amount=amount),),
    )


def payment_facts(row: PaymentRow, read_at: datetime, *, home_currency: str | None) -> Iterator[Row]:
    """A row of `Payments`. Where it names no currency but a rate of 1, it is in `home_currency`."""
    spent = "a payment of a bill, not money received"
    received = "money received for an invoice"
    sale_only(row.payment_type or "ACCRECPAYMENT", "ACCRECPAYMENT", {"ACCPAYPAYMENT": spent}, received)
    invoice = row.invoice
    if invoice is None or not invoice.invoice_id:
        problem = "it does not say which invoice it pays"
        raise Unfit(problem)
    sale_only(
        invoice.type or "ACCREC", "ACCREC", {"ACCPAY": "a payment of a bill, not money received"}, "a sale"
    )
    code = invoice.currency_code or row.currency_code or (home_currency if row.currency_rate == 1 else None)
    currency = known_currency(code)
    amount = exact_amount(row.amount, currency, "amount")
    yield Payment(
        id=needed(row.payment_id, "id"),
        version=row.updated_date_utc or "",
        modified_at=modified_at(row.updated_date_utc, read_at),
        customer_id=(invoice.contact and invoice.contact.contact_id) or None,
        paid_on=strict_date(row.date_string, row.date),
        currency=currency,
        amount=amount,
        unapplied=NOTHING,
        reference=row.reference or None,
        status=known_status(row.status or "AUTHORISED", _PAYMENT_STATUS),
        allocations=(Allocation(invoice_id=invoice.invoice_id, amount=amount),),
    )


def credit_facts(row: CreditRow, read_at: datetime) -> Iterator[Row]:
    """A credit note, overpayment or prepayment of a customer; what is left of it counts while it is live.

    A supplier's over- or prepayment gives nothing: Xero keeps them in the same lists.
    """
    if row.type in _SUPPLIERS:
        return
    kind = _CREDIT_KIND.get(row.type or "")
    if kind is None:
        problem = f"{row.type or 'a document without a type'}: not a customer's credit"
        raise Unfit(problem, ours=row.type is None)
    status = known_status(row.status, _CREDIT_STATUS)
    currency = known_currency(row.currency_code)
    left = row.remaining_credit if row.status == "AUTHORISED" else NOTHING
    yield CreditNote(
        id=needed(row.credit_note_id or row.overpayment_id or row.prepayment_id, "id"),
        version=row.updated_date_utc or "",
        modified_at=modified_at(row.updated_date_utc, read_at),
        number=row.credit_note_number or row.reference or None,
        customer_id=needed(row.contact.contact_id if row.contact else None, "customer"),
        kind=kind,
        issued_on=strict_date(row.date_string, row.date),
        currency=currency,
        total=exact_amount(row.total, currency, "total"),
        unapplied=exact_amount(left, currency, "remaining credit"),
        status=status,
    )

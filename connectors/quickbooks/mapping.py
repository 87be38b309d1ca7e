"""QuickBooks' words into accounting's: rows of a `Sheet` into facts. Pure.

The law: a deleted document is `Gone` before anything else is looked at, since its stub has no
amounts and must never look paid; a row that cannot be staged is `Unreadable` with its problem in a
bookkeeper's words; an invoice that can be staged but not chased carries its `problem`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from connectors.countries import country_code
from connectors.postal import postal
from connectors.quickbooks.fields import (
    Unusable,
    addresses,
    amount_of,
    balance_of,
    currency_of,
    day_of,
    delivered_at,
    instant,
    is_void,
    own,
    referred,
    text,
)
from connectors.quickbooks.sheet import Sheet, glimpse
from connectors.quickbooks.wire import (
    Address,
    CreditMemoRow,
    CustomerRow,
    Document,
    InvoiceRow,
    PaymentLine,
    PaymentRow,
    WireRow,
)
from dunning.ledger import (
    Allocation,
    CreditNote,
    Customer,
    Gone,
    Invoice,
    Kind,
    Payment,
    Row,
    Unreadable,
)

_RAW_KEPT: Final = 2000  # characters of a row that could not be staged


def _payer(row: Document) -> str:
    customer = referred(row.customer_ref)
    if customer is None:
        msg = "it names no customer"
        raise Unusable(msg)
    return customer


def _problem(row: InvoiceRow, balance: Decimal, currency: str) -> str | None:
    """Why an invoice may be staged but not chased."""
    if balance < 0:
        return f"its balance is negative: {balance} {currency}"
    due_on, wrong = day_of(row.due_date)
    if wrong:
        return f"its due date: {wrong}"
    if due_on is None:
        return "it has no due date"
    issued = day_of(row.txn_date)[1]
    return f"its invoice date: {issued}" if issued else None


def _invoice(row: InvoiceRow, home: str | None, read_at: datetime | None) -> Invoice:
    currency = currency_of(row.currency_ref, home)
    total = amount_of(row.total_amt, "total", currency)
    balance = amount_of(row.balance, "balance", currency)
    identifier, version, modified_at = own(row, read_at)
    void = not balance and is_void(total, row.private_note)
    return Invoice(
        id=identifier,
        version=version,
        modified_at=modified_at,
        number=text(row.doc_number),
        customer_id=_payer(row),
        issued_on=day_of(row.txn_date)[0],
        due_on=day_of(row.due_date)[0],
        currency=currency,
        total=total,
        balance=balance,
        status="void" if void else "open" if balance else "paid",
        emails=addresses(row.bill_email),
        reference=None,
        pay_url=text(row.invoice_link),
        sent_at=delivered_at(row.delivery_info),
        problem=_problem(row, balance, currency),
    )


def _credit(row: CreditMemoRow, home: str | None, read_at: datetime | None) -> CreditNote:
    currency = currency_of(row.currency_ref, home)
    total = amount_of(row.total_amt, "total", currency)
    left = row.balance if row.remaining_credit is None else row.remaining_credit
    identifier, version, modified_at = own(row, read_at)
    return CreditNote(
        id=identifier,
        version=version,
        modified_at=modified_at,
        number=text(row.doc_number),
        customer_id=_payer(row),
        kind="credit_note",
        issued_on=day_of(row.txn_date)[0],
        currency=currency,
        total=total,
        unapplied=amount_of(left, "remaining credit", currency),
        status="void" if is_void(total, row.private_note) else "active",
    )


def _linked(line: PaymentLine) -> tuple[str, str | None]:
    """The kind and id of the one document that a line goes to."""
    links = line.linked_txn or ()
    if len(links) > 1:
        msg = f"one line of {line.amount} goes to {len(links)} documents"
        raise Unusable(msg)
    return (links[0].txn_type or "", text(links[0].txn_id)) if links else ("", None)


def _allocations(lines: Iterable[PaymentLine], currency: str) -> tuple[Allocation, ...]:
    """What went to invoices. Credit memos and journal entries on the other side are left out."""
    return tuple(
        Allocation(invoice_id=identifier, amount=amount)
        for line in lines
        for kind, identifier in (_linked(line),)
        if kind.lower() == "invoice" and identifier
        for amount in (amount_of(line.amount, "amount on a line", currency),)
        if amount
    )


def _left_over(row: PaymentRow, total: Decimal, currency: str) -> Decimal:
    """Unapplied, from the lines where QuickBooks does not say: credits on them add, invoices take."""
    if row.unapplied_amt is not None:
        return amount_of(row.unapplied_amt, "unapplied amount", currency)
    lines = [(_linked(line)[0].lower(), line.amount or Decimal(0)) for line in row.line or ()]
    taken = sum((amount if kind == "invoice" else -amount for kind, amount in lines if kind), Decimal(0))
    return amount_of(max(total - taken, Decimal(0)), "unapplied amount", currency)


def _payment(row: PaymentRow, home: str | None, read_at: datetime | None) -> Payment:
    """A payment of nothing that links a credit memo to an invoice stays one of 0, with its allocations."""
    currency = currency_of(row.currency_ref, home)
    total = amount_of(row.total_amt, "total", currency)
    void = is_void(total, row.private_note)
    identifier, version, modified_at = own(row, read_at)
    return Payment(
        id=identifier,
        version=version,
        modified_at=modified_at,
        customer_id=referred(row.customer_ref),
        paid_on=day_of(row.txn_date)[0],
        currency=currency,
        amount=total,
        unapplied=Decimal(0) if void else _left_over(row, total, currency),
        reference=text(row.payment_ref_num),
        status="void" if void else "active",
        allocations=() if void else _allocations(row.line or (), currency),
    )


def _where(address: Address | None) -> tuple[str | None, str | None]:
    return (
        (country_code(address.country), text(address.country_sub_division_code)) if address else (None, None)
    )


def _postal(address: Address | None, country: str | None) -> tuple[str, ...]:
    if address is None:
        return ()
    return postal(
        (address.line1, address.line2, address.line3, address.line4, address.line5),
        city=address.city,
        region=address.country_sub_division_code,
        postal_code=address.postal_code,
        country=country,
    )


def _customer(row: CustomerRow, home: str | None, read_at: datetime | None) -> Customer:
    whole = " ".join(part for part in (text(row.given_name), text(row.family_name)) if part)
    name = text(row.display_name) or text(row.fully_qualified_name) or text(row.company_name) or whole
    if not name:
        msg = "it has no name"
        raise Unusable(msg)
    country, region = _where(row.bill_addr)
    phones = (phone.free_form_number for phone in (row.primary_phone, row.mobile) if phone)
    identifier, version, modified_at = own(row, read_at)
    currency = currency_of(row.currency_ref, home) if home or referred(row.currency_ref) else None
    return Customer(
        id=identifier,
        version=version,
        modified_at=modified_at,
        name=name,
        first_name=text(row.given_name),
        emails=addresses(row.primary_email_addr),
        people=(),
        phone=next((phone for phone in map(text, phones) if phone), None),
        country=country,
        region=region,
        currency=currency,
        balance=balance_of(row.balance, currency),
        terms_days=None,
        bills_with=referred(row.parent_ref) if row.bill_with_parent else None,
        merged_into=None,
        active=row.active is not False,
        contactable=True,
        address=_postal(row.bill_addr, country),
    )


_MADE: Final[Mapping[Kind, Callable[[Any, str | None, datetime | None], Row]]] = {
    Kind.CUSTOMER: _customer,
    Kind.INVOICE: _invoice,
    Kind.CREDIT: _credit,
    Kind.PAYMENT: _payment,
}


def _gone(row: WireRow, kind: Kind, read_at: datetime | None) -> Gone:
    identifier, version, modified_at = own(row, read_at)
    return Gone(id=identifier, version=version, modified_at=modified_at, kind=kind)


def _unreadable(kind: Kind, raw: bytes, problem: str, read_at: datetime | None) -> Row:
    told = glimpse(kind, raw)
    if told.deleted and told.id and read_at:
        return Gone(id=told.id, version="", modified_at=read_at, kind=kind)
    return Unreadable(
        kind=kind,
        id=told.id,
        customer_id=told.customer_id,
        number=told.number,
        problem=problem,
        raw=raw.decode("utf-8", "replace")[:_RAW_KEPT],
    )


def make_ready(sheet: Sheet) -> None:
    """Make the facts of a page whose rows all name their currency, in the thread that read it."""
    if not lacks_currency(sheet):
        sheet.facts = facts(sheet, None)


def facts(sheet: Sheet, home: str | None) -> tuple[Row, ...]:
    """Every row of the page, as a fact or as `Unreadable`: none is lost.

    `home`: the company's currency, for rows that name none (`lacks_currency`).
    """
    if sheet.facts is not None:
        return sheet.facts
    read_at = instant(sheet.time)
    found: list[Row] = []
    for kind, rows in sheet.rows.items():
        made = _MADE[kind]
        for place, row in enumerate(rows):
            try:
                if row is None:
                    problem = sheet.problems[kind, place]
                elif row.status is not None and row.deleted:
                    found.append(_gone(row, kind, read_at))
                    continue
                else:
                    found.append(made(row, home, read_at))
                    continue
            except Unusable as why:
                problem = str(why)
            except ArithmeticError:  # a signalling NaN, or a sum beyond all bounds
                problem = "an amount in it is none"
            found.append(_unreadable(kind, sheet.raw(kind, place), problem, read_at))
    return tuple(found)


def lacks_currency(sheet: Sheet) -> bool:
    """Whether a row names no currency, as in companies that have only one."""
    rows = (row for rows in sheet.rows.values() for row in rows if row is not None)
    return any(not row.deleted and not referred(row.currency_ref) for row in rows)

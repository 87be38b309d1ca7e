"""QuickBooks' words into accounting's: rows of a `Sheet` into facts. Pure.

The law: a deleted document is `Gone` before anything else is looked at, since its stub has no
amounts and must never look paid; a row that cannot be staged is `Unreadable` with its problem in a
bookkeeper's words; an invoice that can be staged but not chased carries its `problem`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final, TypedDict

from connectors.quickbooks.places import country_code
from connectors.quickbooks.sheet import Received, Sheet, glimpse
from connectors.quickbooks.wire import (
    Address,
    CreditMemoRow,
    CustomerRow,
    Document,
    Entity,
    InvoiceRow,
    Mail,
    PaymentLine,
    PaymentRow,
    Ref,
    Text,
)
from dunning.ledger import (
    Allocation,
    CreditNote,
    Customer,
    Gone,
    Invoice,
    Payment,
    Row,
    Unreadable,
    is_currency,
    of_minor,
    to_minor,
)

_ADDRESS: Final = re.compile(r"[^\s,;:<>()\[\]\"']+@[^\s,;:<>()\[\]\"'@]+\.[^\s,;:<>()\[\]\"'@.]+")
_VOIDED: Final = "voided"  # the start of PrivateNote; QuickBooks Online has no status field
_MOST_DIGITS: Final = 15  # before the point; checked first, as 1E+999999 would take a minute to convert
_YEARS: Final = range(1980, 2101)
_RAW_KEPT: Final = 2000


class _Unusable(ValueError):
    """The row cannot be staged; its text says why, in a bookkeeper's words."""


def text(value: Text) -> str | None:
    """The words or the id, trimmed; `None` when there are none."""
    return None if value is None else str(value).strip() or None


def referred(ref: Ref | None) -> str | None:
    """The id or code that a reference holds."""
    return text(ref.value) if ref else None


def instant(value: str | int | None) -> datetime | None:
    """An answer's or row's time in UTC: ISO 8601, UTC where it has no offset, or epoch milliseconds."""
    try:
        if isinstance(value, int):
            return datetime.fromtimestamp(value / 1000, UTC)
        read = datetime.fromisoformat((value or "").strip())
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def addresses(mail: Mail | None) -> tuple[str, ...]:
    """Each e-mail address once, in its order, whatever stands between them."""
    found = _ADDRESS.findall(mail.address) if mail and mail.address else []
    once: dict[str, str] = {}
    for address in found:
        once.setdefault(address.lower(), address)
    return tuple(once.values())


def is_void(total: Decimal | None, note: str | None) -> bool:
    """Whether a document was voided: nothing left of it, and a note that begins with "Voided"."""
    return not total and (note or "").strip().lower().startswith(_VOIDED)


class _Own(TypedDict):
    id: str
    version: str
    modified_at: datetime


def _own(row: Entity, read_at: datetime | None) -> _Own:
    identifier = text(row.id)
    if identifier is None:
        msg = "it has no Id"
        raise _Unusable(msg)
    changed = instant(row.meta_data.last_updated_time if row.meta_data else None) or read_at
    if changed is None:
        msg = "it does not say when it was last changed"
        raise _Unusable(msg)
    return {"id": identifier, "version": text(row.sync_token) or "", "modified_at": changed}


def _currency(ref: Ref | None, home: str | None) -> str:
    code = referred(ref) or home
    if code is None:
        msg = "it has no currency"
        raise _Unusable(msg)
    if not is_currency(code.upper()):
        msg = f"unknown currency {code[:20]!r}"
        raise _Unusable(msg)
    return code.upper()


def _amount(value: Decimal | None, name: str, currency: str) -> Decimal:
    """With the currency's own digits."""
    if value is None:
        msg = f"it has no {name}"
        raise _Unusable(msg)
    if value.is_finite() and value and value.adjusted() >= _MOST_DIGITS:
        msg = f"its {name} is too large to be true"
        raise _Unusable(msg)
    try:
        return of_minor(to_minor(value, currency), currency)
    except ValueError as error:
        msg = f"its {name} is not usable: {error}"
        raise _Unusable(msg) from error


def _payer(row: Document) -> str:
    customer = referred(row.customer_ref)
    if customer is None:
        msg = "it names no customer"
        raise _Unusable(msg)
    return customer


def _day(given: str | None) -> tuple[date | None, str | None]:
    """The date, and what is wrong with one that is there but is none. Times and offsets are cut off."""
    written = (given or "").strip()
    if not written:
        return None, None
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        return None, f"{written[:30]!r} is not a date"
    return day, None if day.year in _YEARS else f"the year {day.year} looks mistyped"


def _date_problem(row: InvoiceRow) -> str | None:
    due_on, wrong = _day(row.due_date)
    if wrong:
        return f"its due date: {wrong}"
    if due_on is None:
        return "it has no due date"
    issued = _day(row.txn_date)[1]
    return f"its invoice date: {issued}" if issued else None


def _invoice(row: InvoiceRow, home: str | None, read_at: datetime | None) -> Invoice:
    currency = _currency(row.currency_ref, home)
    total, balance = (
        _amount(row.total_amt, "total", currency),
        _amount(row.balance, "balance", currency),
    )
    void = not balance and is_void(total, row.private_note)
    return Invoice(
        **_own(row, read_at),
        number=text(row.doc_number),
        customer_id=_payer(row),
        issued_on=_day(row.txn_date)[0],
        due_on=_day(row.due_date)[0],
        currency=currency,
        total=total,
        balance=balance,
        status="void" if void else "open" if balance else "paid",
        emails=addresses(row.bill_email),
        reference=None,
        pay_url=text(row.invoice_link),
        problem=_date_problem(row),
    )


def _credit(row: CreditMemoRow, home: str | None, read_at: datetime | None) -> CreditNote:
    currency = _currency(row.currency_ref, home)
    total = _amount(row.total_amt, "total", currency)
    left = row.balance if row.remaining_credit is None else row.remaining_credit
    return CreditNote(
        **_own(row, read_at),
        number=text(row.doc_number),
        customer_id=_payer(row),
        kind="credit_note",
        issued_on=_day(row.txn_date)[0],
        currency=currency,
        total=total,
        unapplied=_amount(left, "remaining credit", currency),
        status="void" if is_void(total, row.private_note) else "active",
    )


def _linked(line: PaymentLine) -> tuple[str, str | None]:
    """The kind and id of the one document that a line goes to."""
    links = line.linked_txn or ()
    if len(links) > 1:
        msg = f"one line of {line.amount} goes to {len(links)} documents"
        raise _Unusable(msg)
    return (links[0].txn_type or "", text(links[0].txn_id)) if links else ("", None)


def _allocations(lines: Iterable[PaymentLine], currency: str) -> tuple[Allocation, ...]:
    """What went to invoices. Credit memos and journal entries on the other side are left out."""
    return tuple(
        Allocation(invoice_id=identifier, amount=amount)
        for line in lines
        for kind, identifier in (_linked(line),)
        if kind.lower() == "invoice" and identifier
        for amount in (_amount(line.amount, "amount on a line", currency),)
        if amount
    )


def _left_over(row: PaymentRow, total: Decimal, currency: str) -> Decimal:
    """Unapplied, from the lines where QuickBooks does not say: credits on them add, invoices take."""
    if row.unapplied_amt is not None:
        return _amount(row.unapplied_amt, "unapplied amount", currency)
    lines = [(_linked(line)[0].lower(), line.amount or Decimal(0)) for line in row.line or ()]
    taken = sum((amount if kind == "invoice" else -amount for kind, amount in lines if kind), Decimal(0))
    return _amount(max(total - taken, Decimal(0)), "unapplied amount", currency)


def _payment(row: PaymentRow, home: str | None, read_at: datetime | None) -> Payment:
    """A payment of nothing that links a credit memo to an invoice stays one of 0, with its allocations."""
    currency = _currency(row.currency_ref, home)
    total = _amount(row.total_amt, "total", currency)
    void = is_void(total, row.private_note)
    return Payment(
        **_own(row, read_at),
        customer_id=referred(row.customer_ref),
        paid_on=_day(row.txn_date)[0],
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


def _customer(row: CustomerRow, home: str | None, read_at: datetime | None) -> Customer:
    whole = " ".join(part for part in (text(row.given_name), text(row.family_name)) if part)
    name = text(row.display_name) or text(row.fully_qualified_name) or text(row.company_name) or whole
    if not name:
        msg = "it has no name"
        raise _Unusable(msg)
    country, region = _where(row.bill_addr)
    phones = (phone.free_form_number for phone in (row.primary_phone, row.mobile) if phone)
    return Customer(
        **_own(row, read_at),
        name=name,
        first_name=text(row.given_name),
        emails=addresses(row.primary_email_addr),
        people=(),
        phone=next((phone for phone in map(text, phones) if phone), None),
        country=country,
        region=region,
        currency=_currency(row.currency_ref, home),
        terms_days=None,
        bills_with=referred(row.parent_ref) if row.bill_with_parent else None,
        merged_into=None,
        active=row.active is not False,
        contactable=True,
    )


def _fact(received: Received, home: str | None, read_at: datetime | None) -> Row:
    row = received.row
    if row is not None and row.deleted:
        return Gone(**_own(row, read_at), kind=received.kind)
    match row:
        case CustomerRow():
            return _customer(row, home, read_at)
        case InvoiceRow():
            return _invoice(row, home, read_at)
        case CreditMemoRow():
            return _credit(row, home, read_at)
        case PaymentRow():
            return _payment(row, home, read_at)
        case None:
            raise _Unusable(received.problem)


def _unreadable(received: Received, problem: str, read_at: datetime | None) -> Row:
    told = glimpse(received.kind, received.raw)
    if told.deleted and told.id and read_at:
        return Gone(id=told.id, version="", modified_at=read_at, kind=received.kind)
    return Unreadable(
        kind=received.kind,
        id=told.id,
        customer_id=told.customer_id,
        number=told.number,
        problem=problem,
        raw=received.raw.decode("utf-8", "replace")[:_RAW_KEPT],
    )


def facts(sheet: Sheet, home: str | None) -> tuple[Row, ...]:
    """Every row of the page, as a fact or as `Unreadable`: none is lost.

    `home`: the company's currency, for rows that name none (`lacks_currency`).
    """
    read_at = instant(sheet.time)
    rows: list[Row] = []
    for received in sheet.rows:
        try:
            rows.append(_fact(received, home, read_at))
        except _Unusable as problem:
            rows.append(_unreadable(received, str(problem), read_at))
    return tuple(rows)


def lacks_currency(sheet: Sheet) -> bool:
    """Whether a row names no currency, as in companies that have only one."""
    rows = (received.row for received in sheet.rows)
    return any(row is not None and not row.deleted and not referred(row.currency_ref) for row in rows)

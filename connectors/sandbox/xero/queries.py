"""The lists of the Accounting API: which documents a query names, in which order, on which page."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from werkzeug import Request

from connectors.sandbox.xero import banking, parties, shapes, spending
from connectors.sandbox.xero.books import Books, Credit, Payment
from connectors.sandbox.xero.where import Field, Fields, in_order, predicate
from connectors.sandbox.xero.wire import Shape, inefficient, query_refused, unknown

_PAGE, _LARGEST_PAGE = 100, 1000
_MOST_IDS = 52  # a longer URL is answered with 404
_FAST_ORDERS = frozenset("updateddateutc date invoiceid paymentid".split())
_STATUSES = frozenset("DRAFT SUBMITTED DELETED AUTHORISED PAID VOIDED".split())

_INVOICE: Fields = {
    "type": Field("text", lambda one: one.type),
    "status": Field("text", lambda one: one.status),
    "amountdue": Field("number", lambda one: one.due, ranges=True),
    "amountpaid": Field("number", lambda one: one.paid),
    "date": Field("date", lambda one: one.issued_on, ranges=True),
    "duedate": Field("date", lambda one: one.due_on, ranges=True),
    "contact.contactid": Field("guid", lambda one: one.contact.id),
    "contact.name": Field("text", lambda one: one.contact.customer.name),
    "invoiceid": Field("guid", lambda one: one.id),
    "invoicenumber": Field("text", lambda one: one.number),
    "reference": Field("text", lambda one: one.reference or ""),
}
_CREDIT: Fields = {
    "type": Field("text", shapes.credit_type),
    "status": Field("text", lambda one: one.status),
    "date": Field("date", lambda one: one.issued_on, ranges=True),
    "contact.contactid": Field("guid", lambda one: one.contact.id),
}
_CONTACT: Fields = {
    "contactstatus": Field("text", lambda one: one.status),
    "contactid": Field("guid", lambda one: one.id),
    "name": Field("text", lambda one: one.customer.name),
    "emailaddress": Field("text", lambda one: one.email or ""),
    "iscustomer": Field("flag", lambda one: not one.is_supplier),
    "issupplier": Field("flag", lambda one: one.is_supplier),
}
_PAYMENT: Fields = {
    "invoice.invoiceid": Field("guid", lambda one: one.invoice.id if isinstance(one, Payment) else None),
    "reference": Field("text", lambda one: one.reference or ""),
    "paymenttype": Field("text", lambda one: one.type),
    "status": Field("text", lambda one: "AUTHORISED" if one.standing else "DELETED"),
    "date": Field("date", lambda one: one.paid_on, ranges=True),
    "paymentid": Field("guid", lambda one: one.id),
}
_BANKED: Fields = {
    "type": Field("text", lambda one: one.type),
    "status": Field("text", lambda one: one.status),
    "date": Field("date", lambda one: one.on, ranges=True),
    "contact.contactid": Field("guid", lambda one: one.contact.id),
    "reference": Field("text", lambda one: one.reference or ""),
}
_ACCOUNT: Fields = {
    "type": Field("text", lambda one: one.type),
    "class": Field("text", lambda one: one.klass),
    "status": Field("text", lambda _one: "ACTIVE"),
    "code": Field("text", lambda one: one.code),
    "enablepaymentstoaccount": Field("flag", lambda one: one.takes_payments),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The documents of one answer; `paging` is its `pagination` object, `None` in the unpaged form."""

    documents: tuple[Any, ...]
    paging: Shape | None


def _whole_number(request: Request, name: str) -> int | None:
    text = request.args.get(name)
    if text is None:
        return None
    if not text.isdigit() or int(text) < 1:
        msg = f"{name} must be a whole number from 1"
        raise query_refused(msg)
    return int(text)


def _since(request: Request) -> datetime | None:
    text = request.headers.get("If-Modified-Since")
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        msg = f"If-Modified-Since {text!r} is not yyyy-mm-ddThh:mm:ss"
        raise query_refused(msg) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _listed(request: Request, name: str) -> frozenset[str] | None:
    text = request.args.get(name)
    return frozenset(part.strip() for part in text.split(",") if part.strip()) if text else None


def _ids(request: Request, name: str) -> frozenset[str] | None:
    ids = _listed(request, name)
    if ids is None:
        return None
    if len(ids) > _MOST_IDS:
        raise unknown()
    for one in ids:
        try:
            uuid.UUID(one)
        except ValueError as error:
            msg = f"{one!r} in {name} is not a GUID"
            raise query_refused(msg) from error
    return frozenset(one.lower() for one in ids)


def flag(request: Request, name: str) -> bool:
    """Whether the query says `name=true`."""
    return request.args.get(name, "").lower() == "true"


def _choose(  # what there is, and how it is asked for
    request: Request,
    documents: Iterable[Any],
    fields: Fields,
    kind: str,
    *,
    most: int,
    many: bool = False,
    always_paged: bool = False,
) -> Chosen:
    """Filter by `where` and If-Modified-Since, order, and cut the page that was asked for.

    `most`: rows that may match; `many`: the organisation has more, so that the order must be a fast one.
    """
    passes, since = predicate(request.args.get("where"), fields, kind), _since(request)
    found = [one for one in documents if passes(one) and (since is None or one.updated >= since)]
    order = request.args.get("order")
    page, size = _whole_number(request, "page"), _whole_number(request, "pageSize")
    unpaged = page is None and size is None and not always_paged
    slow = unpaged or (order is not None and order.split()[0].lower() not in _FAST_ORDERS)
    if len(found) > most or (many and slow):
        raise inefficient(kind)
    found = in_order(found, order, fields, kind)
    if unpaged:
        return Chosen(tuple(found), None)
    page, size = page or 1, min(size or _PAGE, _LARGEST_PAGE)
    paging = {"page": page, "pageSize": size, "pageCount": -(-len(found) // size), "itemCount": len(found)}
    return Chosen(tuple(found[(page - 1) * size : page * size]), paging)


def _shown(name: str, chosen: Chosen, shape: Callable[[Any], Shape]) -> Shape:
    paging = {} if chosen.paging is None else {"pagination": chosen.paging}
    return paging | {name: [shape(one) for one in chosen.documents]}


def invoices(books: Books, request: Request) -> Shape:
    """GET /Invoices."""
    ids, contacts = _ids(request, "IDs"), _ids(request, "ContactIDs")
    numbers, statuses = _listed(request, "InvoiceNumbers"), _listed(request, "Statuses")
    if statuses is not None and not statuses <= _STATUSES:
        msg = f"unknown status {', '.join(sorted(statuses - _STATUSES))}"
        raise query_refused(msg)
    summary = flag(request, "summaryOnly")
    wanted = (
        one
        for one in books.invoices.values()
        if (ids is None or one.id in ids)
        and (contacts is None or one.contact.id in contacts)
        and (numbers is None or one.number in numbers)
        and (statuses is None or one.status in statuses)
    )
    paged = summary or statuses is not None
    most, many = books.most_rows, len(books.invoices) > books.most_rows
    chosen = _choose(request, wanted, _INVOICE, "Invoice", most=most, many=many, always_paged=paged)
    lines = chosen.paging is not None
    return _shown(
        "Invoices", chosen, lambda one: shapes.invoice_shape(books, one, lines=lines, summary=summary)
    )


def contacts(books: Books, request: Request) -> Shape:
    """GET /Contacts: archived ones only with `includeArchived`; persons and terms only when paged."""
    ids, archived = _ids(request, "IDs"), flag(request, "includeArchived")
    wanted = (
        one
        for one in books.contacts.values()
        if (ids is None or one.id in ids) and (archived or one.status == "ACTIVE")
    )
    most, many = books.most_rows, len(books.contacts) > books.most_rows
    chosen = _choose(request, wanted, _CONTACT, "Contact", most=most, many=many)
    whole = chosen.paging is not None and not flag(request, "summaryOnly")
    owed = parties.owed_by(books) if whole else None
    return _shown("Contacts", chosen, lambda one: parties.contact_shape(one, owed))


def payments(books: Books, request: Request) -> Shape:
    """GET /Payments: deleted ones too, with their status."""
    known, most = [*books.payments.values(), *books.refunds.values()], books.most_rows
    chosen = _choose(request, known, _PAYMENT, "Payment", most=most, many=len(known) > most)
    return _shown("Payments", chosen, lambda one: shapes.payment_shape(books, one))


def credits_of(kind: str, name: str) -> Callable[[Books, Request], Shape]:
    """GET /CreditNotes, /Overpayments, /Prepayments."""

    def listed(books: Books, request: Request) -> Shape:
        wanted: list[Credit] = [one for one in books.credits.values() if one.kind == kind]
        most, many = books.most_rows, len(wanted) > books.most_rows
        chosen = _choose(request, wanted, _CREDIT, name.removesuffix("s"), most=most, many=many)
        return _shown(name, chosen, lambda one: shapes.credit_shape(books, one))

    return listed


def bank_transactions(books: Books, request: Request) -> Shape:
    """GET /BankTransactions: overpayments and money spent, their lines only in pages."""
    known = [*books.banked.values(), *books.spent.values()]
    chosen = _choose(request, known, _BANKED, "BankTransaction", most=books.most_rows)
    lines = chosen.paging is not None

    def shown(one: Any) -> Shape:
        shape = spending.shape if isinstance(one, spending.Spent) else banking.shape
        return shape(one, lines=lines)

    return _shown("BankTransactions", chosen, shown)


def accounts(books: Books, request: Request) -> Shape:
    """GET /Accounts."""
    found = _choose(request, books.accounts.values(), _ACCOUNT, "Account", most=books.most_rows).documents
    return {"Accounts": [parties.account_shape(one) for one in found]}


def organisation(books: Books, _request: Request) -> Shape:
    """GET /Organisation."""
    return {"Organisations": [parties.organisation_shape(books)]}


def reminders(books: Books, _request: Request) -> Shape:
    """GET /InvoiceReminders/Settings."""
    return {"InvoiceReminders": [{"Enabled": books.reminders}]}

"""Facts as rows of their tables, and rows as they are kept in `history`.

The law: nothing of a fact is lost on its way into a row, and `body_of` writes a row out as the fact
it stands for: JSON under the fact's own names, amounts in major units as text, absent facts null.
A payment's row ends with its parts, `((invoice id, minor units), ...)`: they lie in a table of their
own, where two lines for one invoice are one sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

import msgspec

from dunning.ledger import (
    CreditNote,
    Customer,
    Gone,
    Invoice,
    Kind,
    Payment,
    minor_digits,
    of_minor,
    to_minor,
)
from sync.store.bulk import Row
from sync.store.dialects import Forms
from sync.store.review import TABLES

Document = Customer | Invoice | CreditNote | Payment

COLUMNS: Final = {kind: tuple(column.name for column in table.columns) for kind, table in TABLES.items()}
ID: Final = 1  # where each row has them; 0 is its ledger
MODIFIED_AT: Final = 3
BILLS_WITH: Final = COLUMNS[Kind.CUSTOMER].index("bills_with")
PLACES: Final[dict[Kind, tuple[int, int]]] = {  # where a document's row has its customer and currency
    kind: (names.index("customer_id"), names.index("currency"))
    for kind, names in COLUMNS.items()
    if kind is not Kind.CUSTOMER
}
_AMOUNTS = ("total", "balance", "amount", "unapplied")
_INSTANTS = ("modified_at", "sent_at")
_LISTS = ("emails", "people", "address")  # kept as JSON
_FLAGS = ("active", "contactable")  # SQLite gives them back as 0 and 1
_LONGEST_TERMS = 100_000  # days

_encode = msgspec.json.Encoder(decimal_format="string").encode


def _customer(ledger_id: int, fact: Customer, forms: Forms) -> Row:
    if fact.currency is not None:
        minor_digits(fact.currency)
    balance = None if fact.balance is None else to_minor(fact.balance, fact.currency or "")
    if fact.terms_days is not None and not 0 <= fact.terms_days <= _LONGEST_TERMS:
        msg = f"payment terms of {fact.terms_days} days"
        raise ValueError(msg)
    return (
        ledger_id,
        fact.id,
        fact.version,
        forms.instant(fact.modified_at),
        fact.name,
        fact.first_name,
        _listed(fact.emails),
        _listed(fact.people),
        fact.phone,
        fact.country,
        fact.region,
        fact.currency,
        balance,
        fact.terms_days,
        fact.bills_with,
        fact.merged_into,
        fact.active,
        fact.contactable,
        _listed(fact.address),
    )


def _invoice(ledger_id: int, fact: Invoice, forms: Forms) -> Row:
    currency, total = fact.currency, to_minor(fact.total, fact.currency)
    untouched = fact.balance.is_finite() and fact.balance == fact.total  # as most open ones are
    return (
        ledger_id,
        fact.id,
        fact.version,
        forms.instant(fact.modified_at),
        fact.number,
        fact.customer_id,
        None if fact.issued_on is None else forms.day(fact.issued_on),
        None if fact.due_on is None else forms.day(fact.due_on),
        currency,
        total,
        total if untouched else to_minor(fact.balance, currency),
        fact.status,
        _listed(fact.emails),
        fact.reference,
        fact.pay_url,
        None if fact.sent_at is None else forms.instant(fact.sent_at),
        fact.problem,
    )


def _credit(ledger_id: int, fact: CreditNote, forms: Forms) -> Row:
    return (
        ledger_id,
        fact.id,
        fact.version,
        forms.instant(fact.modified_at),
        fact.number,
        fact.customer_id,
        fact.kind,
        None if fact.issued_on is None else forms.day(fact.issued_on),
        fact.currency,
        to_minor(fact.total, fact.currency),
        to_minor(fact.unapplied, fact.currency),
        fact.status,
    )


def _payment(ledger_id: int, fact: Payment, forms: Forms) -> Row:
    parts: dict[str, int] = defaultdict(int)
    for part in fact.allocations:
        parts[part.invoice_id] += to_minor(part.amount, fact.currency)
    return (
        ledger_id,
        fact.id,
        fact.version,
        forms.instant(fact.modified_at),
        fact.customer_id,
        None if fact.paid_on is None else forms.day(fact.paid_on),
        fact.currency,
        to_minor(fact.amount, fact.currency),
        to_minor(fact.unapplied, fact.currency),
        fact.reference,
        fact.status,
        tuple(sorted(parts.items())),
    )


# The row of a fact of that kind. Raises `ValueError`, in words, where it cannot be kept exactly.
ROW_OF: Final[dict[Kind, Callable[[int, Any, Forms], Row]]] = {
    Kind.CUSTOMER: _customer,
    Kind.INVOICE: _invoice,
    Kind.CREDIT: _credit,
    Kind.PAYMENT: _payment,
}


def _listed(values: tuple[Any, ...]) -> str:
    return _encode(values).decode() if values else "[]"


def without(kind: Kind, row: Row, gone: Gone, forms: Forms) -> Row:
    """The row once its document is gone: nothing is owed or left on it, all else stays as it was."""
    told = dict(zip(COLUMNS[kind], row, strict=False))
    told |= {"version": gone.version, "modified_at": forms.instant(gone.modified_at)}
    if kind is Kind.CUSTOMER:
        told["active"] = False
    else:
        told |= {"status": "deleted", "balance" if kind is Kind.INVOICE else "unapplied": 0}
    return (*told.values(), *row[len(told) :])


def body_of(kind: Kind, row: Row, forms: Forms) -> bytes:
    """The row as `history` keeps it; msgspec reads it back as the fact, lines for one invoice in one."""
    told: dict[str, Any] = dict(zip(COLUMNS[kind], row, strict=False))
    currency = told["currency"]
    del told["ledger_id"]
    for name in told.keys() & {*_AMOUNTS, *_INSTANTS, *_LISTS, *_FLAGS}:
        if told[name] is None:
            continue
        if name in _AMOUNTS:
            told[name] = of_minor(told[name], currency)
        elif name in _INSTANTS:
            told[name] = forms.read_instant(told[name])
        else:
            told[name] = bool(told[name]) if name in _FLAGS else msgspec.Raw(told[name].encode())
    if kind is Kind.PAYMENT:
        told["allocations"] = [
            {"invoice_id": invoice_id, "amount": of_minor(minor, currency)} for invoice_id, minor in row[-1]
        ]
    return _encode(told)

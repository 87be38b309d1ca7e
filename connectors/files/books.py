"""The exports as facts of a ledger, before what Duesync itself noted down is laid over them. Pure.

The law: a row is known by its number, not by where it stands; one that cannot be read is told with
its file, line and problem, and the others go on.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

import msgspec

from connectors.files import invoices, parties, payments
from connectors.files.rows import Taken
from connectors.files.settings import Shape
from connectors.sheets.columns import CREDITS, CUSTOMERS, INVOICES, PAYMENTS
from connectors.sheets.sheet import Sheet
from dunning.ledger import CreditNote, Customer, Invoice, Payment, Row, Unreadable

F = TypeVar("F", Customer, Invoice, CreditNote, Payment)
_ENCODER = msgspec.json.Encoder(decimal_format="string")


class Books(msgspec.Struct, frozen=True, kw_only=True):
    """All that stands in the files, by id.

    `payments_from`: date of the oldest payment there, `None` where there is none. `lists`: names of
    the files that are there. `bare`: there is a header of invoices and nothing under it, no total even.
    """

    customers: Mapping[str, Customer]
    invoices: Mapping[str, Invoice]
    credits: Mapping[str, CreditNote]
    payments: Mapping[str, Payment]
    unreadable: tuple[Unreadable, ...]
    payments_from: date | None
    lists: frozenset[str]
    bare: bool


def read(sheets: Mapping[str, Sheet], shape: Shape, keys: frozenset[str]) -> Books:
    """The books. `keys`: of payments that Duesync noted down, to be known again by."""
    taken = Taken(shape)
    known = parties.Customers(taken, sheets.get(CUSTOMERS.name))
    documents = invoices.read(taken, sheets[INVOICES.name], known)
    bills, notes = documents.invoices(), documents.credits()
    credits_sheet, payments_sheet = sheets.get(CREDITS.name), sheets.get(PAYMENTS.name)
    if credits_sheet is not None:
        notes |= invoices.read(taken, credits_sheet, known).credits()
    paid = {} if payments_sheet is None else payments.read(taken, payments_sheet, known, bills, keys)
    _doubt_older(bills, documents.totalled, paid)
    return Books(
        customers=_versioned(known.found),
        invoices=_versioned(bills),
        credits=_versioned(notes),
        payments=_versioned(paid),
        unreadable=tuple(taken.unreadable),
        payments_from=min((one.paid_on for one in paid.values() if one.paid_on is not None), default=None),
        lists=frozenset(sheets),
        bare=not sheets[INVOICES.name].lines and not sheets[INVOICES.name].summed,
    )


def _doubt_older(bills: dict[str, Invoice], totalled: Collection[str], paid: Mapping[str, Payment]) -> None:
    """Invoices exported before the payments are not to be chased where they owe what is paid."""
    took: defaultdict[str, Decimal] = defaultdict(Decimal)
    for payment in paid.values():
        for part in payment.allocations if payment.status == "active" else ():
            took[part.invoice_id] += part.amount
    for number, amount in took.items():
        bill = bills.get(number)
        if bill is None or number not in totalled or bill.status != "open":
            continue
        if bill.total - amount < bill.balance:
            told = f"{bill.currency} {amount}"
            problem = f"payments.csv shows {told} paid on it, its balance does not; export both"
            bills[number] = msgspec.structs.replace(bill, problem=bill.problem or problem)


def _versioned(facts: Mapping[str, F]) -> dict[str, F]:
    return {key: versioned(fact) for key, fact in facts.items()}


def versioned(fact: F) -> F:
    """The fact with a version that depends on nothing but what it says."""
    return msgspec.structs.replace(fact, version=digest_of(fact).hex())


def digest_of(row: Row) -> bytes:
    """Six bytes that tell one row as it stands from any other; when it changed does not matter."""
    parts = {
        name: getattr(row, name) for name in row.__struct_fields__ if name not in ("version", "modified_at")
    }
    return hashlib.blake2b(_ENCODER.encode((type(row).__name__, parts)), digest_size=6).digest()

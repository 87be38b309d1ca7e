"""What customers owe by a sweep of Xero's open documents, and all documents of some customers.

The law: a sweep reads ids and balances alone, by lists and columns of its own, so that a fault in the
mapping of a pull is no fault of the sweep.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import count
from typing import Any, Final

from connectors.errors import TryLater
from connectors.http import Answer
from connectors.oauth import answered_at
from connectors.standing import Key, Standing
from connectors.xero.phases import CONTACTS, CREDITS, INVOICES, Phase
from connectors.xero.pull import PAGE_SIZE, answered
from connectors.xero.reading import listed
from connectors.xero.sheets import BadRow, Sheet
from connectors.xero.wire import CreditRow, InvoiceRow, Wire
from dunning.ledger import Row

Ask = Callable[..., Answer]
"""A call of the SDK by its name, with its parameters."""
FactsOf = Callable[[Phase, Sheet[Any], datetime], Iterable[Row]]

_ABOUT: Final = "the sweep of open documents"
_OPEN: Final = 'Status=="AUTHORISED"'
_AT_ONCE: Final = 40  # ids in one URL
_PURCHASES: Final = frozenset({"SPEND-OVERPAYMENT", "SPEND-PREPAYMENT"})


def swept(ask: Ask) -> Standing:
    """Four calls, and one more for each further thousand of a kind."""
    owed: defaultdict[Key, Decimal] = defaultdict(Decimal)
    invoices: Counter[Key] = Counter()
    for row in _rows(ask, INVOICES, INVOICES.where, statuses=["AUTHORISED"], summary_only=True):
        if isinstance(row, InvoiceRow) and row.amount_due:
            key = _key(row)
            owed[key] += row.amount_due
            invoices[key] += 1
    for phase in CREDITS:
        for row in _rows(ask, phase, (*phase.where, _OPEN)):
            if isinstance(row, CreditRow) and row.type not in _PURCHASES and row.remaining_credit:
                owed[_key(row)] -= row.remaining_credit
    return Standing(
        source="a sweep of Xero's open documents",
        owed={key: amount for key, amount in owed.items() if amount},
        converted_to=None,
        invoices=invoices,
        invoices_in_all=invoices.total(),
    )


def _key(row: InvoiceRow | CreditRow) -> Key:
    """Raises `TryLater`: a sum that leaves a document out would be no check."""
    customer = row.contact.contact_id if row.contact else None
    if not customer or not row.currency_code:
        msg = f"{_ABOUT} names no customer or currency for one of them"
        raise TryLater(msg, about=_ABOUT)
    return customer, row.currency_code


def _rows(ask: Ask, phase: Phase, where: Sequence[str], **more: Any) -> Iterator[Wire]:
    for sheet, _ in _sheets(ask, phase, where, **more):
        for row in sheet.rows:
            if isinstance(row, BadRow):
                msg = f"{_ABOUT} holds a row that cannot be read: {row.problem}"
                raise TryLater(msg, about=_ABOUT)
            yield row


def _sheets(
    ask: Ask, phase: Phase, where: Sequence[str], **more: Any
) -> Iterator[tuple[Sheet[Any], datetime]]:
    """Page by page, each with when it was read."""
    clauses = {"where": " AND ".join(where)} if where else {}
    for page in count(1):
        answer = ask(
            phase.call, **clauses, order=f"{phase.order} ASC", page=page, page_size=PAGE_SIZE, **more
        )
        sheet = listed(answer, phase.resource, phase.row)
        yield sheet, answered(sheet.at, None) or answered_at(answer.headers)
        if len(sheet.rows) < PAGE_SIZE and page >= (sheet.page_count or 0):
            return


def documents(ask: Ask, facts: FactsOf, customer_ids: Sequence[str]) -> Iterator[Row]:
    """Of these contacts: themselves, their invoices, and three lists of credits for each of them."""
    for start in range(0, len(customer_ids), _AT_ONCE):
        some = list(customer_ids[start : start + _AT_ONCE])
        yield from _facts(facts, CONTACTS, _sheets(ask, CONTACTS, (), i_ds=some, **CONTACTS.extra))
        yield from _facts(facts, INVOICES, _sheets(ask, INVOICES, INVOICES.where, contact_i_ds=some))
    for customer in customer_ids:
        theirs = f'Contact.ContactID==guid("{customer}")'
        for phase in CREDITS:
            yield from _facts(facts, phase, _sheets(ask, phase, (*phase.where, theirs)))


def _facts(facts: FactsOf, phase: Phase, sheets: Iterable[tuple[Sheet[Any], datetime]]) -> Iterator[Row]:
    for sheet, read_at in sheets:
        yield from facts(phase, sheet, read_at)

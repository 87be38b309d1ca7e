"""What a pull tells: each row that differs from what was told before, and what is no longer there. Pure.

The law: a row that is missing from a whole list is gone, never forgotten; but a list of payments is
whole only for the time that it spans.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from connectors.files.books import Books, digest_of
from connectors.files.ours import Standing
from connectors.files.state import State, packed
from connectors.sheets.columns import PAYMENTS
from dunning.ledger import (
    CreditNote,
    Customer,
    Fact,
    Gone,
    Invoice,
    Kind,
    Payment,
    PaymentsOf,
    Row,
    StillOpen,
)

_KINDS = {Customer: Kind.CUSTOMER, Invoice: Kind.INVOICE, CreditNote: Kind.CREDIT, Payment: Kind.PAYMENT}


def told(
    standing: Standing, before: State, digest: str, at: datetime, history_from: date | None
) -> tuple[list[Row], State]:
    """The rows to be staged, and what is known then. `history_from`: on a first pull."""
    books, known = standing.books, before.rows()
    seen: set[bytes] = set()
    rows: list[Row] = []
    for row in _rows(books):
        mark = digest_of(row)
        seen.add(mark)
        if mark in known or (history_from is not None and _is_old(row, books, history_from)):
            continue
        dated = msgspec.structs.replace(row, modified_at=at) if isinstance(row, Fact | PaymentsOf) else row
        rows.append(dated)
    on_account = _on_account(books, before)
    rows += _ended(books, before, at)
    # Lists come first: what they show as lost is judged before anything else of the export is staged.
    return [*_lists(books, on_account), *rows], State(
        digest=digest,
        at=at,
        seen=packed(seen),
        lists=tuple(sorted(books.lists)),
        owed=sum(bill.status == "open" for bill in books.invoices.values()),
        bad=tuple((row.kind, row.id) for row in books.unreadable if row.id is not None),
        pending=tuple(sorted(standing.pending)),
        entered=tuple(sorted(standing.entered)),
        on_account=on_account,
    )


def _rows(books: Books) -> Iterator[Row]:
    """Customers first, then what is owed, so that a pull which is cut has what matters."""
    yield from books.customers.values()
    yield from sorted(books.invoices.values(), key=lambda bill: bill.status != "open")
    yield from books.credits.values()
    yield from books.payments.values()
    yield from books.unreadable
    if PAYMENTS.name in books.lists:
        yield from _paid(books)


def _paid(books: Books) -> Iterator[PaymentsOf]:
    """The payments of each invoice whose whole life the list of payments spans."""
    paying: defaultdict[str, list[str]] = defaultdict(list)
    for payment in books.payments.values():
        for part in payment.allocations:
            paying[part.invoice_id].append(payment.id)
    first = books.payments_from
    for bill in books.invoices.values():
        if first is not None and bill.issued_on is not None and first <= bill.issued_on:
            ids = tuple(sorted(paying[bill.id]))
            yield PaymentsOf(invoice_id=bill.id, modified_at=bill.modified_at, payment_ids=ids)


def _is_old(row: Row, books: Books, history_from: date) -> bool:
    """Settled before the time that is asked for."""
    match row:
        case Invoice():
            return row.status != "open" and row.issued_on is not None and row.issued_on < history_from
        case CreditNote():
            return not row.unapplied and row.issued_on is not None and row.issued_on < history_from
        case Payment():
            return not row.unapplied and row.paid_on is not None and row.paid_on < history_from
        case PaymentsOf():
            return _is_old(books.invoices[row.invoice_id], books, history_from)
    return False


def _on_account(books: Books, before: State) -> dict[str, date | None]:
    """Payments that no invoice has taken up: those listed, and those from before the list begins."""
    first = books.payments_from
    kept = {
        id_: paid_on
        for id_, paid_on in before.on_account.items()
        if id_ not in books.payments and (first is None or (paid_on is not None and paid_on < first))
    }
    listed = {one.id: one.paid_on for one in books.payments.values() if one.unapplied}
    return kept | listed


def _ended(books: Books, before: State, at: datetime) -> Iterator[Gone]:
    """What could not be read before, and is not there any more, readable or not."""
    now = {(row.kind, row.id) for row in books.unreadable}
    for facts in (books.customers, books.invoices, books.credits, books.payments):
        now |= {(_KINDS[type(fact)], fact.id) for fact in facts.values()}
    for kind, id_ in before.bad:
        if (kind, id_) not in now:
            yield Gone(id=id_, version="", modified_at=at, kind=kind)


def _lists(books: Books, on_account: dict[str, date | None]) -> Iterator[StillOpen]:
    """Whole lists; what could not be read may be owed still."""
    bad: defaultdict[Kind, list[str]] = defaultdict(list)
    for row in books.unreadable:
        bad[row.kind].append(row.id or "")
    owed = [bill.id for bill in books.invoices.values() if bill.status == "open"]
    left = [note.id for note in books.credits.values() if note.unapplied]
    yield StillOpen(kind=Kind.INVOICE, ids=(*owed, *bad[Kind.INVOICE]))
    yield StillOpen(kind=Kind.CREDIT, ids=(*left, *bad[Kind.CREDIT]))
    if PAYMENTS.name in books.lists:
        yield StillOpen(kind=Kind.PAYMENT, ids=(*on_account, *bad[Kind.PAYMENT]))

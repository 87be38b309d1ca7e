"""Staging facts: idempotent upserts, an older version never over a newer one, history kept.

`stage` returns the accounts it touched and puts them up for review, in the same transaction that
moves the cursor, so that no change can be pulled and then not looked at.

A page costs what is new on it: what is staged of its ids is read once, and a row that says the same
again is neither written nor a reason to look at its account. No review is lost by that. The row that
is staged put its account up in the transaction that staged it, and only a decision that read it has
taken the account down since; staging never moves a review to a later day, whatever it waits for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy.engine import Connection

from dunning.ledger import (
    CreditNote,
    Customer,
    Gone,
    Invoice,
    Kind,
    Payment,
    PaymentsOf,
    Row,
    StillOpen,
    Unreadable,
)
from sync.store import bulk, problems, reassigned, vanished
from sync.store.announced import Announcement, announce
from sync.store.dialects import Forms, forms
from sync.store.review import Touched, review
from sync.store.rows import COLUMNS, ID, MODIFIED_AT, PLACES, ROW_OF, Document
from sync.store.versions import Versions

_encode = msgspec.json.Encoder(decimal_format="string").encode
_NUL, _STANDS_FOR_NUL = "\0", "\N{REPLACEMENT CHARACTER}"
_NUL_IN_JSON = rb"\u0000"
_OWNER, _CURRENCY = PLACES[Kind.INVOICE]
_BALANCE, _STATUS = (COLUMNS[Kind.INVOICE].index(name) for name in ("balance", "status"))
_KINDS: dict[type, Kind] = {
    Customer: Kind.CUSTOMER,
    Invoice: Kind.INVOICE,
    CreditNote: Kind.CREDIT,
    Payment: Kind.PAYMENT,
}


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it is staged. `rows` and `facts`: by kind, of what can be staged exactly."""

    rows: dict[Kind, list[bulk.Row]]
    facts: dict[Kind, list[Document]]
    unreadable: list[Unreadable]
    gone: list[Gone]
    paid: list[PaymentsOf]
    open: list[StillOpen]


def stage(connection: Connection, ledger_id: int, rows: Sequence[Row], seen_at: datetime) -> Touched:
    """Stage one page. Returns what it touched, already put up for review."""
    page = _page_of(ledger_id, rows, forms(connection))
    versions = Versions(connection, ledger_id, seen_at)
    touched = versions.touched
    for kind, found in page.rows.items():
        _take_in(versions, kind, found)
        problems.clear_readable(connection, ledger_id, kind, page.facts[kind], touched)
    vanished.take_away(versions, page.gone)
    for kind in Kind:
        lost_ids = {one.id for one in page.gone if one.kind is kind}
        problems.clear(connection, ledger_id, kind, lost_ids, touched)
    vanished.settle_payments(versions, page.paid)
    for listed in page.open:
        lost, _ = vanished.missing(connection, ledger_id, listed)
        vanished.take_away(versions, lost)
        problems.clear_absent(connection, ledger_id, listed.kind, frozenset(listed.ids), touched)
    problems.keep(connection, ledger_id, page.unreadable, seen_at, touched)
    if touched.reassigned:
        reassigned.hold(connection, ledger_id, touched.reassigned, seen_at)
    review(connection, ledger_id, touched)
    return touched


def _page_of(ledger_id: int, rows: Sequence[Row], form: Forms) -> _Page:
    """The page without NULs: PostgreSQL's text holds none, and no name or number means one.

    They are hardly ever there, and as JSON a page is soon searched for them.
    """
    page = _read(ledger_id, rows, form)
    told = (*page.rows.values(), page.unreadable, page.gone, page.paid, page.open)
    if _NUL_IN_JSON in msgspec.json.encode(told):
        page = _read(ledger_id, [_clean(row) for row in rows], form)
    return page


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(_NUL, _STANDS_FOR_NUL) if _NUL in value else value
    if isinstance(value, tuple):
        return tuple(_clean(part) for part in value)
    if isinstance(value, msgspec.Struct):
        fields = {name: _clean(getattr(value, name)) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **fields)
    return value


def _read(ledger_id: int, rows: Sequence[Row], form: Forms) -> _Page:
    """Sort a page by kind, and make the rows of its facts.

    The connector checked amounts already; what it let through is still never staged inexactly.
    """
    page = _Page({}, {}, [], [], [], [])
    kinds: dict[type, list[Any]] = {
        Unreadable: page.unreadable,
        Gone: page.gone,
        PaymentsOf: page.paid,
        StillOpen: page.open,
    }
    found: dict[type, list[Any]] = defaultdict(list, kinds)
    for of, alike in groupby(rows, type):
        found[of].extend(alike)
    for of, kind in _KINDS.items():
        if found[of]:
            page.facts[kind], page.rows[kind] = _made(ledger_id, kind, found[of], form, page.unreadable)
    return page


def _made(
    ledger_id: int, kind: Kind, found: list[Document], form: Forms, unreadable: list[Unreadable]
) -> tuple[list[Document], list[bulk.Row]]:
    """The facts that can be staged exactly, and their rows; the others are noted as `unreadable`."""
    row_of = ROW_OF[kind]
    try:
        return found, [row_of(ledger_id, fact, form) for fact in found]
    except ValueError:  # one of them is bad: which?
        good: list[tuple[Document, bulk.Row]] = []
    for fact in found:
        try:
            good.append((fact, row_of(ledger_id, fact, form)))
        except ValueError as error:
            unreadable.append(_unreadable(kind, fact, str(error)))
    return [fact for fact, _ in good], [row for _, row in good]


def _take_in(versions: Versions, kind: Kind, rows: Sequence[bulk.Row]) -> None:
    """Stage the newest version of each, among equals the one that came last."""
    newest = {row[ID]: row for row in rows}
    overtaken: list[bulk.Row] = []
    if len(newest) < len(rows):
        newest = {}
        for row in sorted(rows, key=itemgetter(MODIFIED_AT)):  # equals stay in their order
            if row[ID] in newest:
                overtaken.append(newest[row[ID]])
            newest[row[ID]] = row
        overtaken = [row for row in overtaken if row != newest[row[ID]]]
    changes: list[tuple[bulk.Row | None, bulk.Row]] = []
    there = versions.staged(kind, newest)
    for id_, row in newest.items():
        staged = there.get(id_)
        if staged is not None and staged[MODIFIED_AT] > row[MODIFIED_AT]:
            overtaken.append(row)
        elif staged != row:
            changes.append((staged, row))
    versions.replace(kind, changes)
    versions.keep(kind, overtaken)
    if kind is Kind.INVOICE:
        _announce_paid(versions, changes)


def _announce_paid(versions: Versions, changes: Sequence[tuple[bulk.Row | None, bulk.Row]]) -> None:
    """What was owed on and is paid now."""
    for before, now in changes:
        is_paid = now[_STATUS] in ("paid", "open") and now[_BALANCE] == 0
        if is_paid and before is not None and before[_BALANCE] > 0:
            paid = Announcement(
                ledger_id=versions.ledger_id,
                type="invoice.paid",
                of=now[_OWNER],
                invoice_ids=(now[ID],),
                more={"currency": now[_CURRENCY]},
            )
            announce(versions.connection, paid)


def _unreadable(kind: Kind, fact: Document, problem: str) -> Unreadable:
    return Unreadable(
        kind=kind,
        id=fact.id,
        customer_id=fact.id if isinstance(fact, Customer) else fact.customer_id,
        number=getattr(fact, "number", None),
        problem=problem,
        raw=_encode(fact).decode()[:2000],
    )

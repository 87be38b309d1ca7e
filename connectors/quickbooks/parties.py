"""Whose balance the changes in an answer may have moved. Pure.

A customer's balance is all that shows what was posted to receivables without a document: journal
entries, cheques, deposits. It must never be older than the documents beside it, or the difference
between them would pass for such a posting. QuickBooks is seen to give a customer a new time
whenever the balance moves, so that the change feed has the customer's row too; that it always does
is written nowhere. So who is named by a change, and has no row in the same answer, is read afresh.
A deletion names nobody: then everyone is.

Two customers who are merged leave one of them inactive, its documents with the other; whether those
show as changed is not written either. So the documents of those who moved with it are read afresh.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, Final

import msgspec

from connectors.pages import loosely
from connectors.quickbooks.fields import instant, referred, text
from connectors.quickbooks.sheet import Sheet, glimpse
from connectors.quickbooks.wire import CustomerRow, WireRow
from dunning.ledger import Kind

DOCUMENTS: Final = (Kind.INVOICE, Kind.PAYMENT, Kind.CREDIT)
_MOST_SEEN: Final = 200  # changes that a cursor remembers; beyond that customers are read once more
_DELETED: Final = "deleted"


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """`customers`: to be read afresh, in order; all of them where `everyone`.

    `heirs`: customers whose documents are to be read afresh. `seen`: what the next cursor has to
    remember of this answer.
    """

    customers: tuple[str, ...]
    everyone: bool
    heirs: tuple[str, ...]
    seen: tuple[str, ...]


class _Change(msgspec.Struct, frozen=True):
    """A change: when, a mark of its own, and whom it names; `None` where that is not known."""

    at: datetime | None
    mark: str
    named: frozenset[str] | None


def moved(sheet: Sheet, seen: Collection[str], lately: datetime | None) -> Moved:
    """Who may owe another sum than is staged; `seen`: changes that were followed up already.

    `lately`: from then on the next answer shows the same changes once more.
    """
    customers = [row for row in sheet.rows[Kind.CUSTOMER] if isinstance(row, CustomerRow)]
    told = frozenset(text(row.id) for row in customers)
    changes = [each for each in _changes(sheet) if each.named is None or not each.named <= told]
    fresh = [each.named for each in changes if each.mark not in seen]
    named = {one for ids in fresh for one in ids or () if one not in told and one.isdecimal()}
    losers = [_change(row, None) for row in customers if _is_given_up(row)]
    merged = any(each.mark not in seen for each in losers)
    heirs = (text(row.id) for row in customers if merged and row.active is not False)
    again = [*changes, *losers]
    if len(again) > _MOST_SEEN:
        again = [each for each in again if each.at is None or lately is None or each.at >= lately]
    return Moved(
        customers=tuple(sorted(named)),
        everyone=None in fresh,
        heirs=tuple(sorted(one for one in heirs if one and one.isdecimal())),
        seen=tuple(each.mark for each in again) if len(again) <= _MOST_SEEN else (),
    )


def _is_given_up(row: CustomerRow) -> bool:
    """Whether a customer was made inactive, as the loser of a merge is: QuickBooks says so in its name."""
    return row.active is False and (row.display_name or "").rstrip().endswith("(deleted)")


def merged_since(sheet: Sheet, since: datetime) -> bool:
    """Whether one of these customers was given up at or after `since`, for another perhaps."""
    rows = (row for row in sheet.rows[Kind.CUSTOMER] if isinstance(row, CustomerRow) and _is_given_up(row))
    return any((at := _change(row, None).at) is not None and at >= since for row in rows)


def _changes(sheet: Sheet) -> Iterator[_Change]:
    for kind in DOCUMENTS:
        for place, row in enumerate(sheet.rows[kind]):
            if row is not None:
                yield _change(row, _payer(row))
            else:
                told = glimpse(kind, raw := sheet.raw(kind, place))
                payer = frozenset({told.customer_id} if told.customer_id else ())
                yield _Change(None, _mark(raw), None if told.deleted else payer)
    for raw in sheet.beside:
        told_beside = loosely(raw)
        changed = _at(told_beside, "MetaData", "LastUpdatedTime")
        at = instant(changed) if isinstance(changed, str) else None
        yield _Change(at, _mark(raw), _named(told_beside))


def _change(row: WireRow, named: frozenset[str] | None) -> _Change:
    changed = row.meta_data.last_updated_time if row.meta_data else None
    mark = _mark(type(row).__name__, row.id, row.sync_token, changed)
    return _Change(instant(changed), mark, named)


def _mark(*parts: object) -> str:
    """The same for the same version of a document, and short."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=6).hexdigest()


def _payer(row: WireRow) -> frozenset[str] | None:
    """The customer of a document; one that names none moves no balance, unless it was deleted."""
    if row.deleted or isinstance(row, CustomerRow):
        return None
    customer = referred(row.customer_ref)
    return frozenset({customer} if customer else ())


def _named(told: dict[str, Any]) -> frozenset[str] | None:
    """Those that a refund, a check's payee, or the lines of a journal entry or a deposit name.

    Whether a line is on receivables is not told: accounts have names of people's own.
    """
    if not told or str(told.get("status", "")).lower() == _DELETED:
        return None
    lines = told.get("Line")
    found = [_at(told, "CustomerRef", "value")]
    parties = [told.get("EntityRef")]
    for line in lines if isinstance(lines, list) else ():
        entity = _at(line, "JournalEntryLineDetail", "Entity")
        if str(_at(entity, "Type")).lower() == "customer":
            found.append(_at(entity, "EntityRef", "value"))
        parties.append(_at(line, "DepositLineDetail", "Entity"))
    found += [
        _at(one, "value") for one in parties if str(_at(one, "type") or "customer").lower() == "customer"
    ]
    return frozenset(str(each).strip() for each in found if isinstance(each, str | int))


def _at(told: object, *path: str) -> Any:
    """What stands there; `None` where the way breaks off."""
    for name in path:
        told = told.get(name) if isinstance(told, dict) else None
    return told

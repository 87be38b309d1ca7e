"""A page of rows, read so that none is lost.

A page is decoded in one go. If that fails, or a field that matters may be there twice, each row is
read alone, so that a bad one is named and the others go on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from connectors.http import BROKEN
from connectors.quickbooks.wire import (
    NAMES,
    SHAPES,
    CreditMemoRow,
    CustomerRow,
    InvoiceRow,
    PaymentRow,
    WireRow,
)
from dunning.ledger import Kind


class _Rows(msgspec.Struct, frozen=True, rename="pascal"):
    """One `QueryResponse`, typed."""

    customer: tuple[CustomerRow, ...] = ()
    invoice: tuple[InvoiceRow, ...] = ()
    credit_memo: tuple[CreditMemoRow, ...] = ()
    payment: tuple[PaymentRow, ...] = ()
    fault: msgspec.Raw | None = None

    def of(self, kind: Kind) -> tuple[WireRow, ...]:
        match kind:
            case Kind.CUSTOMER:
                return self.customer
            case Kind.INVOICE:
                return self.invoice
            case Kind.CREDIT:
                return self.credit_memo
            case Kind.PAYMENT:
                return self.payment


class _Part(msgspec.Struct, frozen=True, rename="pascal"):
    query_response: tuple[_Rows, ...] = ()


class _Page(msgspec.Struct, frozen=True):
    QueryResponse: _Rows | None = None
    CDCResponse: tuple[_Part, ...] | None = None
    time: str | int | None = None

    def lists(self) -> tuple[_Rows, ...]:
        if self.CDCResponse is not None:
            return tuple(rows for part in self.CDCResponse for rows in part.query_response)
        return (self.QueryResponse,) if self.QueryResponse is not None else ()


_RawRows = dict[str, msgspec.Raw]


class _RawPart(msgspec.Struct, frozen=True, rename="pascal"):
    query_response: tuple[_RawRows, ...] = ()


class _RawPage(msgspec.Struct, frozen=True):
    QueryResponse: _RawRows | None = None
    CDCResponse: tuple[_RawPart, ...] | None = None
    time: str | int | None = None

    def lists(self) -> tuple[_RawRows, ...]:
        if self.CDCResponse is not None:
            return tuple(rows for part in self.CDCResponse for rows in part.query_response)
        return (self.QueryResponse,) if self.QueryResponse is not None else ()


@dataclass(frozen=True, slots=True)
class Received:
    """One row of a page: `row`, or the `problem` that kept it from being read, and its text."""

    kind: Kind
    row: WireRow | None
    problem: str | None
    page: Sheet
    place: int

    @property
    def raw(self) -> bytes:
        """The row's own text."""
        return self.page.raw(self.kind)[self.place]


class Sheet:
    """A page of a query or of a change feed. `msgspec.DecodeError` when its body is no JSON page."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._raw: dict[Kind, tuple[bytes, ...]] = {}
        self.time: str | int | None = None
        self.faults: tuple[bytes, ...] = ()
        self.rows: tuple[Received, ...] = ()
        try:
            self._read_whole()
        except BROKEN:
            self._read_row_by_row()

    def __len__(self) -> int:
        return len(self.rows)

    def raw(self, kind: Kind) -> tuple[bytes, ...]:
        """The texts of all rows of a kind, in their order."""
        if not self._raw:
            page = _raw_page(self._body)
            for each in Kind:
                name = NAMES[each]
                lists = (_raw_list(rows[name]) for rows in page.lists() if name in rows)
                self._raw[each] = tuple(bytes(row) for rows in lists for row in rows)
        return self._raw[kind]

    def _read_whole(self) -> None:
        page = _PAGES.decode(self._body)
        lists = page.lists()
        if page.QueryResponse is None and page.CDCResponse is None:
            msg = "neither QueryResponse nor CDCResponse"
            raise msgspec.DecodeError(msg)
        rows = {kind: tuple(row for each in lists for row in each.of(kind)) for kind in Kind}
        if _may_repeat_fields(self._body, [row for each in rows.values() for row in each]):
            self._read_row_by_row()
            return
        self.time = page.time
        self.faults = tuple(bytes(each.fault) for each in lists if each.fault is not None)
        self.rows = tuple(
            Received(kind, row, None, self, place) for kind in Kind for place, row in enumerate(rows[kind])
        )

    def _read_row_by_row(self) -> None:
        page = _raw_page(self._body)
        self.time = page.time
        self.faults = tuple(bytes(rows["Fault"]) for rows in page.lists() if "Fault" in rows)
        self.rows = tuple(
            Received(kind, *_read_alone(kind, raw), self, place)
            for kind in Kind
            for place, raw in enumerate(self.raw(kind))
        )


_PAGES = msgspec.json.Decoder(_Page)
_RAW_PAGES = msgspec.json.Decoder(_RawPage)
_RAW_LISTS = msgspec.json.Decoder(tuple[msgspec.Raw, ...] | None)
_ROWS = {kind: msgspec.json.Decoder(shape) for kind, shape in SHAPES.items()}
_ONCE = {
    "Balance": "balance",
    "TotalAmt": "total_amt",
    "UnappliedAmt": "unapplied_amt",
    "RemainingCredit": "remaining_credit",
    "CurrencyRef": "currency_ref",
    "CustomerRef": "customer_ref",
    "DueDate": "due_date",
    "TxnDate": "txn_date",
}


def _raw_page(body: bytes) -> _RawPage:
    try:
        page = _RAW_PAGES.decode(body)
    except msgspec.ValidationError:
        raise
    except BROKEN:  # NaN, bad UTF-8 or a stray control character in one row
        page = _RAW_PAGES.decode(_mended(body))
    if page.QueryResponse is None and page.CDCResponse is None:
        msg = "neither QueryResponse nor CDCResponse"
        raise msgspec.DecodeError(msg)
    return page


def _mended(body: bytes) -> bytes:
    """The same page as strict JSON: numbers keep their digits, as strings, and NaN becomes one."""
    try:
        lenient = json.loads(
            body.decode("utf-8", "replace"), parse_float=str, parse_constant=str, strict=False
        )
        return msgspec.json.encode(lenient)
    except (ValueError, RecursionError) as error:
        raise msgspec.DecodeError(str(error)) from error


def _raw_list(raw: msgspec.Raw) -> tuple[msgspec.Raw, ...]:
    return _RAW_LISTS.decode(raw) or ()


def _may_repeat_fields(body: bytes, rows: list[WireRow]) -> bool:
    """Whether a key of consequence is in the text more often than rows have it.

    msgspec keeps the last of two equal keys without a word. False alarms only cost time.
    """
    return any(
        body.count(f'"{name}"'.encode()) > sum(getattr(row, field, None) is not None for row in rows)
        for name, field in _ONCE.items()
    )


def _repeated(raw: bytes) -> str | None:
    """A field that a row has twice with different values: no one can say which one holds."""
    top: list[tuple[str, Any]] = []

    def outermost_comes_last(pairs: list[tuple[str, Any]]) -> str:
        top[:] = pairs
        return repr(pairs)

    json.loads(raw, object_pairs_hook=outermost_comes_last, parse_float=str, parse_int=str)
    first: dict[str, Any] = {}
    return next((name for name, value in top if first.setdefault(name, value) != value), None)


def _read_alone(kind: Kind, raw: bytes) -> tuple[WireRow | None, str | None]:
    try:
        row = _ROWS[kind].decode(raw)
    except BROKEN as error:
        return None, _in_words(error)
    if name := _repeated(raw):
        return None, f"the field {name} is there twice, with different values"
    return row, None


def _in_words(error: Exception) -> str:
    """`Expected `decimal`, got `bool` - at `$.Balance`` -> "the field Balance is not readable (...)"."""
    what, _, where = str(error).partition(" - at ")
    path = re.sub(r"^\$\.?", "", where.strip("`"))
    what = what.replace("`", "")
    return f"the field {path} is not readable ({what})" if path else f"the row is not readable ({what})"


class Loose(msgspec.Struct, frozen=True):
    """What can still be told of a row that is not readable: see `glimpse`."""

    id: str | None
    customer_id: str | None
    number: str | None
    deleted: bool


def glimpse(kind: Kind, raw: bytes) -> Loose:
    """Its id, customer and number, where at least those can be read."""
    try:
        told = msgspec.json.decode(raw, type=dict[str, Any])
    except BROKEN:
        return Loose(None, None, None, deleted=False)
    ref = told.get("CustomerRef")
    own = _text(told.get("Id"))
    customer = own if kind is Kind.CUSTOMER else _text(ref.get("value")) if isinstance(ref, dict) else None
    number = told.get("PaymentRefNum" if kind is Kind.PAYMENT else "DocNumber")
    return Loose(own, customer, _text(number), deleted=str(told.get("status", "")).lower() == "deleted")


def _text(value: object) -> str | None:
    return (str(value).strip() or None) if isinstance(value, str | int) else None


def row_ids(sheet: Sheet) -> Iterator[str | None]:
    """The ids of a page's rows, in order."""
    for received in sheet.rows:
        own = received.row.id if received.row else glimpse(received.kind, received.raw).id
        yield _text(own)

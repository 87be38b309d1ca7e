"""A page of rows, read so that none is lost.

A page is decoded in one go. If that fails, or a field that matters may be there twice, each row is
read alone, so that a bad one is named and the others go on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import msgspec

from connectors.http import BROKEN
from connectors.pages import elements, loosely, members, mended, proper
from connectors.quickbooks.fields import instant
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
    gateways_fault: msgspec.Raw | None = msgspec.field(default=None, name="fault")
    total_count: int | None = msgspec.field(default=None, name="totalCount")

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


_Lists = list[tuple[tuple[str, bytes], ...]]
"""Of each `QueryResponse` its parts, by name and as text."""


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
    """A page of a query or of a change feed. `msgspec.DecodeError` when its body is no JSON page.

    `time`: when it was given, by itself. `total`: rows of the whole list, where it says.
    """

    def __init__(self, body: bytes) -> None:
        self._body = proper(body)
        self._raw: dict[Kind, tuple[bytes, ...]] = {}
        self.time: str | int | None = None
        self.total: int | None = None
        self.faults: tuple[bytes, ...] = ()
        self.rows: tuple[Received, ...] = ()
        try:
            self._read_whole()
        except BROKEN:
            self._read_row_by_row()

    def __len__(self) -> int:
        return len(self.rows)

    def answered(self) -> str:
        """When it was given, in UTC; "" where it is not told."""
        time = instant(self.time)
        return time.isoformat() if time else ""

    def raw(self, kind: Kind) -> tuple[bytes, ...]:
        """The texts of all rows of a kind, in their order."""
        if not self._raw:
            self._sort(_torn(self._body)[1])
        return self._raw[kind]

    def _sort(self, lists: _Lists) -> None:
        for kind in Kind:
            found = (text for rows in lists for name, text in rows if name == NAMES[kind])
            self._raw[kind] = tuple(row for text in found for row in elements(text))

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
        self.total = page.QueryResponse.total_count if page.QueryResponse else None
        faults = (fault for each in lists for fault in (each.fault, each.gateways_fault))
        self.faults = tuple(bytes(fault) for fault in faults if fault is not None)
        self.rows = tuple(
            Received(kind, row, None, self, place) for kind in Kind for place, row in enumerate(rows[kind])
        )

    def _read_row_by_row(self) -> None:
        self.time, lists = _torn(self._body)
        self._sort(lists)
        totals = (_number(text) for rows in lists for name, text in rows if name == "totalCount")
        self.total = next((total for total in totals if isinstance(total, int)), None)
        self.faults = tuple(text for rows in lists for name, text in rows if name in {"Fault", "fault"})
        self.rows = tuple(
            Received(kind, *_read_alone(kind, raw), self, place)
            for kind in Kind
            for place, raw in enumerate(self.raw(kind))
        )


_PAGES = msgspec.json.Decoder(_Page)
_SHORT: msgspec.json.Decoder[str | int | None] = msgspec.json.Decoder(str | int | None)
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


def _torn(body: bytes) -> tuple[str | int | None, _Lists]:
    """The page's time, and its lists."""
    time: str | int | None = None
    lists: _Lists | None = None
    for name, text in members(body):
        if name == "time":
            time = _number(text)
        elif name == "QueryResponse":
            lists = [*(lists or ()), *(tuple(members(rows)) for rows in elements(text))]
        elif name == "CDCResponse":
            parts = (members(part) for part in elements(text))
            answers = (rows for part in parts for key, rows in part if key == "QueryResponse")
            lists = [*(lists or ()), *(tuple(members(rows)) for rows in chain(*map(elements, answers)))]
    if lists is None:
        msg = "neither QueryResponse nor CDCResponse"
        raise msgspec.DecodeError(msg)
    return time, lists


def _number(text: bytes) -> str | int | None:
    try:
        return _SHORT.decode(text)
    except BROKEN:
        return None


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

    def outermost_comes_last(pairs: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
        top[:] = pairs
        return pairs

    json.loads(raw, object_pairs_hook=outermost_comes_last, parse_float=str, parse_int=str)
    first: dict[str, Any] = {}
    return next((name for name, value in top if first.setdefault(name, value) != value), None)


def _read_alone(kind: Kind, raw: bytes) -> tuple[WireRow | None, str | None]:
    try:
        row, text = _decoded(kind, raw)
        name = _repeated(text)
    except (*BROKEN, ValueError) as error:
        return None, _in_words(error)
    return (None, f"the field {name} is there twice, with different values") if name else (row, None)


def _decoded(kind: Kind, raw: bytes) -> tuple[WireRow, bytes]:
    """The row, and the text it was read from: its own, or that text mended."""
    try:
        return _ROWS[kind].decode(raw), raw
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:  # NaN, a stray control character, half a surrogate
        text = mended(raw)
        return _ROWS[kind].decode(text), text


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
    told = loosely(raw)
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

"""A page of rows, read so that none is lost.

A page is decoded in one go. If that fails, or a field that matters may be there twice, each row is
read alone, so that a bad one is named and the others go on. What is in `BESIDE` is staged
nowhere; its texts are kept for `parties`, which reads of them what can be read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any, Final

import msgspec

from connectors.http import BROKEN
from connectors.pages import elements, loosely, members, mended, proper
from connectors.quickbooks.fields import instant, text
from connectors.quickbooks.wire import (
    NAMES,
    NOT_TOLD,
    SHAPES,
    CreditMemoRow,
    CustomerRow,
    InvoiceRow,
    PaymentRow,
    WireRow,
)
from dunning.ledger import Kind, Row

BESIDE: Final = ("JournalEntry", "RefundReceipt", "Deposit", "Purchase")
"""What may move a customer's balance and is no document that we stage."""


class _Rows(msgspec.Struct, frozen=True, rename="pascal"):
    """One `QueryResponse`, typed."""

    customer: tuple[CustomerRow, ...] = ()
    invoice: tuple[InvoiceRow, ...] = ()
    credit_memo: tuple[CreditMemoRow, ...] = ()
    payment: tuple[PaymentRow, ...] = ()
    journal_entry: tuple[msgspec.Raw, ...] = ()
    refund_receipt: tuple[msgspec.Raw, ...] = ()
    deposit: tuple[msgspec.Raw, ...] = ()
    purchase: tuple[msgspec.Raw, ...] = ()
    fault: msgspec.Raw = NOT_TOLD
    gateways_fault: msgspec.Raw = msgspec.field(default=NOT_TOLD, name="fault")
    total_count: int | None = msgspec.field(default=None, name="totalCount")

    def beside(self) -> tuple[msgspec.Raw, ...]:
        return (*self.journal_entry, *self.refund_receipt, *self.deposit, *self.purchase)

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


class Sheet:
    """A page of a query or of a change feed. `msgspec.DecodeError` when its body is no JSON page.

    `rows`: of each kind, in order; `None` for one that cannot be read, for the reason in `problems`.
    `time`: when it was given, by itself. `total`: rows of the whole list, where it says. `beside`:
    what is in `BESIDE`, as text. `facts`: what its rows say, where that was made out already.
    """

    def __init__(self, body: bytes) -> None:
        self._body = proper(body)
        self._raw: dict[Kind, tuple[bytes, ...]] = {}
        self.time: str | int | None = None
        self.total: int | None = None
        self.faults: tuple[bytes, ...] = ()
        self.rows: dict[Kind, Sequence[WireRow | None]] = {}
        self.problems: dict[tuple[Kind, int], str] = {}
        self.beside: tuple[bytes, ...] = ()
        self.facts: tuple[Row, ...] | None = None
        try:
            self._read_whole()
        except BROKEN:
            self._read_row_by_row()

    def __len__(self) -> int:
        return sum(map(len, self.rows.values())) + len(self.beside)

    @cached_property
    def ids(self) -> tuple[str | None, ...]:
        """The ids of its rows, in order."""
        return tuple(
            text(row.id if row is not None else glimpse(kind, self.raw(kind, place)).id)
            for kind, rows in self.rows.items()
            for place, row in enumerate(rows)
        )

    def answered(self) -> str:
        """When it was given, in UTC; "" where it is not told."""
        time = instant(self.time)
        return time.isoformat() if time else ""

    def raw(self, kind: Kind, place: int) -> bytes:
        """A row's own text."""
        if not self._raw:
            self._raw = _sorted_out(_torn(self._body)[1])
        return self._raw[kind][place]

    def _read_whole(self) -> None:
        page = _PAGES.decode(self._body)
        lists = page.lists()
        if page.QueryResponse is None and page.CDCResponse is None:
            msg = "neither QueryResponse nor CDCResponse"
            raise msgspec.DecodeError(msg)
        rows = {kind: [row for each in lists for row in each.of(kind)] for kind in Kind}
        beside = [bytes(raw) for each in lists for raw in each.beside()]
        if _may_repeat_fields(self._body, rows, beside):
            self._read_row_by_row()
            return
        self.time = page.time
        self.total = page.QueryResponse.total_count if page.QueryResponse else None
        faults = (bytes(fault) for each in lists for fault in (each.fault, each.gateways_fault))
        self.faults = tuple(fault for fault in faults if fault not in {b"", b"null"})
        self.rows.update(rows)
        self.beside = tuple(beside)

    def _read_row_by_row(self) -> None:
        self.time, lists = _torn(self._body)
        self._raw = _sorted_out(lists)
        totals = (_number(raw) for rows in lists for name, raw in rows if name == "totalCount")
        self.total = next((total for total in totals if isinstance(total, int)), None)
        faults = (raw for rows in lists for name, raw in rows if name in {"Fault", "fault"})
        self.faults = tuple(raw for raw in faults if raw != b"null")
        beside = (raw for rows in lists for name, raw in rows if name in BESIDE)
        self.beside = tuple(chain.from_iterable(map(elements, beside)))
        for kind, texts in self._raw.items():
            read = [_read_alone(kind, raw) for raw in texts]
            self.rows[kind] = [row for row, _ in read]
            self.problems |= {(kind, place): why for place, (_, why) in enumerate(read) if why is not None}


_PAGES = msgspec.json.Decoder(_Page)
_SHORT: msgspec.json.Decoder[str | int | None] = msgspec.json.Decoder(str | int | None)
_ROWS = {kind: msgspec.json.Decoder(shape) for kind, shape in SHAPES.items()}
_OF_ALL: Final = {
    "CurrencyRef": "currency_ref",
    "CustomerRef": "customer_ref",
    "TotalAmt": "total_amt",
    "TxnDate": "txn_date",
}
_ONCE: Final[dict[Kind, dict[str, str]]] = {
    Kind.CUSTOMER: {"Balance": "balance", "CurrencyRef": "currency_ref"},
    Kind.INVOICE: _OF_ALL | {"Balance": "balance", "DueDate": "due_date"},
    Kind.CREDIT: _OF_ALL | {"Balance": "balance", "RemainingCredit": "remaining_credit"},
    Kind.PAYMENT: _OF_ALL | {"UnappliedAmt": "unapplied_amt"},
}


def _torn(body: bytes) -> tuple[str | int | None, _Lists]:
    """The page's time, and its lists."""
    time: str | int | None = None
    lists: _Lists | None = None
    for name, raw in members(body):
        if name == "time":
            time = _number(raw)
        elif name == "QueryResponse":
            lists = [*(lists or ()), *(tuple(members(rows)) for rows in elements(raw))]
        elif name == "CDCResponse":
            parts = (members(part) for part in elements(raw))
            answers = (rows for part in parts for key, rows in part if key == "QueryResponse")
            lists = [*(lists or ()), *(tuple(members(rows)) for rows in chain(*map(elements, answers)))]
    if lists is None:
        msg = "neither QueryResponse nor CDCResponse"
        raise msgspec.DecodeError(msg)
    return time, lists


def _sorted_out(lists: _Lists) -> dict[Kind, tuple[bytes, ...]]:
    """The texts of all rows of each kind, in their order."""
    texts = {kind: [raw for rows in lists for name, raw in rows if name == NAMES[kind]] for kind in Kind}
    return {kind: tuple(chain.from_iterable(map(elements, found))) for kind, found in texts.items()}


def _number(raw: bytes) -> str | int | None:
    try:
        return _SHORT.decode(raw)
    except BROKEN:
        return None


def _may_repeat_fields(body: bytes, rows: dict[Kind, list[WireRow]], beside: Iterable[bytes]) -> bool:
    """Whether a key of consequence is in the text more often than rows have it.

    msgspec keeps the last of two equal keys without a word. False alarms only cost time.
    """
    had: dict[bytes, int] = {}
    for kind, found in rows.items():
        for name, field in _ONCE[kind].items() if found else ():
            key, get = f'"{name}"'.encode(), attrgetter(field)
            has = [each for each in map(get, found) if each is not None and each is not NOT_TOLD]
            had[key] = had.get(key, 0) + len(has)
    return any(body.count(key) - sum(raw.count(key) for raw in beside) > count for key, count in had.items())


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
        row, read = _decoded(kind, raw)
        name = _repeated(read)
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
        better = mended(raw)
        return _ROWS[kind].decode(better), better


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

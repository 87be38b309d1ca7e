"""The report of aged receivables: what each customer owes, from QuickBooks' own books.

The law: a report is believed only when its rows sum to the total it ends with. A customer with
sub-customers has a row of its own above theirs (`Header`), with what it owes itself; the sum of them
all (`Summary`) is left out. Amounts are in the home currency, whatever the customer's is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

import msgspec

from connectors.errors import TryLater
from dunning.ledger import is_currency

REPORT: Final = "AgedReceivables"
ABOUT: Final = "the report of aged receivables"
_YEARS_AHEAD: Final = 2  # what is dated after the report's day is left out of it (verify: how far it may be)
_NOTHING: Final = Decimal(0)
_NAMELESS: Final = "names no currency"
_UNEVEN: Final = "does not sum to the total that it ends with"
_NO_AMOUNT: Final = "has no amount where one is due"


class _Cell(msgspec.Struct, frozen=True):
    value: str = ""
    id: str | None = None


class _Line(msgspec.Struct, frozen=True, rename="pascal"):
    col_data: tuple[_Cell, ...] = ()


class _Rows(msgspec.Struct, frozen=True, rename="pascal"):
    row: tuple[_Row, ...] = ()


class _Row(msgspec.Struct, frozen=True, rename="pascal", kw_only=True):
    header: _Line | None = None
    rows: _Rows | None = None
    summary: _Line | None = None
    col_data: tuple[_Cell, ...] = ()
    group: str | None = msgspec.field(default=None, name="group")


class _Head(msgspec.Struct, frozen=True, rename="pascal"):
    currency: str | None = None


class Report(msgspec.Struct, frozen=True, rename="pascal"):
    """The answer, as far as it is read."""

    header: _Head = _Head()
    rows: _Rows = _Rows()


def asked(today: date) -> dict[str, str]:
    """The report's parameters: everything dated up to a day far ahead."""
    return {"report_date": date(today.year + _YEARS_AHEAD, 12, 31).isoformat()}


class _Senseless(TryLater):
    """What came is no such report."""

    def __init__(self, what: str, found: object) -> None:
        super().__init__(f"{ABOUT} {what} ({str(found)[:20]!r})", about=ABOUT)


def owed_in(report: Report) -> tuple[str, dict[str, Decimal]]:
    """The home currency, and what each customer (id) owes in it; below 0 what they have in hand.

    Raises `TryLater` when it makes no sense.
    """
    currency = report.header.currency or ""
    if not is_currency(currency):
        raise _Senseless(_NAMELESS, currency)
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    summed = _NOTHING
    for cells in _lines(report.rows.row):
        amount = _amount(cells)
        summed += amount
        if cells[0].id:
            found[cells[0].id] += amount
    totals = [row.summary.col_data for row in report.rows.row if row.group == "GrandTotal" and row.summary]
    if summed != (told := sum(map(_amount, totals), _NOTHING)):
        raise _Senseless(_UNEVEN, told)
    return currency, {customer: amount for customer, amount in found.items() if amount}


def _lines(rows: Iterable[_Row]) -> Iterator[tuple[_Cell, ...]]:
    """One for each customer, whether a row of its own or the head of a group."""
    for row in rows:
        own = row.header.col_data if row.header else row.col_data
        if own and row.group != "GrandTotal":
            yield own
        if row.rows:
            yield from _lines(row.rows.row)


def _amount(cells: tuple[_Cell, ...]) -> Decimal:
    """The last column is the sum of the others; empty where there is nothing."""
    value = cells[-1].value.replace(",", "").strip() if cells else ""
    try:
        amount = Decimal(value or 0)
    except InvalidOperation as error:
        raise _Senseless(_NO_AMOUNT, value) from error
    if not amount.is_finite():
        raise _Senseless(_NO_AMOUNT, value)
    return amount

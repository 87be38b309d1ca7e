"""An invoice history in CSV: its rows as bills, those that cannot be read by line, and its date order.

The law: nothing is guessed. Dates that could be read both ways are refused until the file itself or an
option decides; a row that cannot be read is named and left out; the same invoice with other dates is
refused with the whole file, for then some dates in it are forecasts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace

from connectors.errors import ConnectorError
from connectors.sheets.cells import YES, DateOrder, DecimalMark, amount, day, decimal_mark, word
from connectors.sheets.columns import INVOICES, Form
from connectors.sheets.sheet import Line, Sheet
from connectors.sheets.sheet import read as read_sheet
from dunning.ledger import Kind
from sync.scoring.bills import Bill, WrongUse

_KNOWN = INVOICES.columns
_FORM: Final = Form(
    name="",
    kind=Kind.INVOICE,
    columns={
        "number": ("documentid", "docid", "invoiceid", *_KNOWN["number"]),
        "customer": ("custnumber", "custid", *_KNOWN["customer_id"], *_KNOWN["customer"]),
        "due_on": (*_KNOWN["due_on"], "dueindate", "due"),
        "paid_on": tuple(
            """settleddate settledon settled settlementdate datesettled paiddate paidon datepaid paymentdate
            lastpaymentdate fullypaidon cleardate clearingdate cleareddate closeddate paid""".split()
        ),
        "issued_on": ("invoicedon", "billdate", "postingdate", *_KNOWN["issued_on"], "documentcreatedate"),
        "amount": ("invoiceamount", "amount", "totalopenamount", *_KNOWN["total"]),
        "currency": _KNOWN["currency"],
        "disputed": ("disputed", "isdisputed", "dispute"),
        "days_late": ("dayslate", "latedays", "delaydays"),
        "late": ("late", "islate", "paidlate"),
    },
    needed=(("customer",), ("issued_on",), ("due_on",), ("paid_on",)),
    amounts=("amount",),
)
_DATES: Final = ("issued_on", "due_on", "paid_on")
_CALLED: Final = {"issued_on": "invoice date", "due_on": "due date", "paid_on": "settled date"}
_OPEN: Final = frozenset("null none nan nat na open unpaid 00000000".split())
_SHOWN: Final = 3


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the file that was left out or is doubtful, and what to do about it."""

    line: int
    problem: str


class History(msgspec.Struct, frozen=True, kw_only=True):
    """The file as read. `dates`: the order that was decided, `None` where no date left a doubt.

    `differ`: lines whose own column of lateness says other than their dates; `None` without such.
    """

    name: str
    bills: tuple[Bill, ...]
    left_out: tuple[Told, ...]
    repeated: int
    dates: DateOrder | None
    differ: tuple[Told, ...] | None


def read(path: Path, today: date, dates: DateOrder | None, mark: DecimalMark | None) -> History:
    """The history. Raises `WrongUse` where the file as a whole cannot be taken; `OSError` as it comes."""
    try:
        sheet = read_sheet(replace(_FORM, name=path.name), path.read_bytes())
    except ConnectorError as error:
        raise WrongUse(str(error)) from error
    order = dates or _order_of(sheet)
    mark = mark or decimal_mark(line.cells.get("amount", "") for line in sheet.lines)
    bills: list[tuple[int, Bill]] = []
    left_out: list[Told] = []
    differ: list[Told] = []
    for line in sheet.lines:
        try:
            bill = _bill(line, order, mark, today, sheet.currency or "")
        except ValueError as error:
            left_out.append(Told(line=line.number, problem=str(error)))
            continue
        bills.append((line.number, bill))
        if not _agrees(line, bill):
            differ.append(Told(line=line.number, problem="says another lateness than its dates"))
    once = _once(path.name, bills)
    return History(
        name=path.name,
        bills=tuple(once),
        left_out=tuple(left_out),
        repeated=len(bills) - len(once),
        dates=order,
        differ=tuple(differ) if {"days_late", "late"} & sheet.columns else None,
    )


def _order_of(sheet: Sheet) -> DateOrder | None:
    """Day or month first, by those dates of the file that leave no doubt."""
    found: dict[DateOrder, int] = {}
    doubtful: tuple[int, str] | None = None
    for line in sheet.lines:
        for column in _DATES:
            told, doubt = _tells(_cell(line, column))
            if told is not None:
                found.setdefault(told, line.number)
            elif doubt and doubtful is None:
                doubtful = line.number, _cell(line, column)
    if len(found) > 1:
        msg = (
            f"{sheet.form.name} has dates with the day first (line {found['dmy']}) and with the month first "
            f"(line {found['mdy']}); export it with one form of date, best as 2026-03-04"
        )
        raise WrongUse(msg)
    if not found and doubtful is not None:
        msg = (
            f'{sheet.form.name}: "{doubtful[1]}" in line {doubtful[0]} may be two dates, and no date in the '
            "file decides; say --dates dmy (day first) or --dates mdy (month first)"
        )
        raise WrongUse(msg)
    return next(iter(found), None)


@lru_cache(maxsize=100_000)
def _tells(text: str) -> tuple[DateOrder | None, bool]:
    """Which order the cell can only have, and whether it could have either."""
    as_dmy, as_mdy = _day(text, "dmy"), _day(text, "mdy")
    if as_dmy == as_mdy:
        return None, False
    if as_dmy is None or as_mdy is None:
        return ("mdy" if as_dmy is None else "dmy"), False
    return ("dmy", False) if "." in text else (None, True)  # with dots nobody writes the month first


def _day(text: str, order: DateOrder | None) -> date | None:
    try:
        return day(text, order)
    except ValueError:
        return None


def _cell(line: Line, column: str) -> str:
    """A date's cell; some programs write 20260304 as a number with decimals, and words for "not yet"."""
    text = re.sub(r"^(\d{8})\.0+$", r"\1", line.cells.get(column, "").strip())
    return "" if column == "paid_on" and (word(text) in _OPEN or not word(text)) else text


@lru_cache(maxsize=100_000)
def _read_day(text: str, order: DateOrder | None) -> date:
    return day(text, order)


def _bill(line: Line, order: DateOrder | None, mark: DecimalMark | None, today: date, currency: str) -> Bill:
    """The row; `ValueError` says what is wrong with it and what to do."""
    if line.fault is not None:
        raise ValueError(line.fault)
    customer = line.cells.get("customer", "")
    if not customer:
        msg = "has no customer; fill it in"
        raise ValueError(msg)
    days: dict[str, date | None] = {}
    for column in _DATES:
        text = _cell(line, column)
        try:
            days[column] = _read_day(text, order) if text else None
        except ValueError as error:
            msg = f"{_CALLED[column]}: {error}; correct it, best as 2026-03-04"
            raise ValueError(msg) from None
    issued_on, due_on, paid_on = (days[column] for column in _DATES)
    if issued_on is None or due_on is None:
        msg = f"has no {'invoice' if issued_on is None else 'due'} date; fill it in"
        raise ValueError(msg)
    _check(issued_on, due_on, paid_on, today)
    return Bill(
        customer=customer,
        issued_on=issued_on,
        due_on=due_on,
        settled_on=paid_on,
        amount=_amount(line.cells.get("amount", ""), mark),
        currency=line.cells.get("currency", "").upper() or currency,
        number=line.cells.get("number") or None,
        disputed=word(line.cells["disputed"]) in YES if "disputed" in line.cells else None,
    )


def _check(issued_on: date, due_on: date, paid_on: date | None, today: date) -> None:
    if due_on < issued_on:
        msg = f"due date {due_on} is before the invoice date {issued_on}; correct one of them"
        raise ValueError(msg)
    if max(issued_on, paid_on or issued_on) > today:
        what = "invoice" if issued_on > today else "settled"
        msg = f"{what} date is after today, {today}: a forecast is no payment; export what has happened"
        raise ValueError(msg)


def _amount(text: str, mark: DecimalMark | None) -> Decimal | None:
    if not text:
        return None
    try:
        return amount(text, mark)[0]
    except ValueError as error:
        if "may be" in str(error):
            msg = f'amount "{text}" may be two amounts; say --decimal . or --decimal ,'
            raise ValueError(msg) from None
        msg = f"amount: {error}; correct it"
        raise ValueError(msg) from None


def _agrees(line: Line, bill: Bill) -> bool:
    """Whether the file's own columns of lateness, where it has them, say what its dates say."""
    if bill.settled_on is None:
        return True
    told, said = line.cells.get("days_late", ""), word(line.cells.get("late", ""))
    if re.fullmatch(r"-?\d+(\.0+)?", told):
        exact = (bill.settled_on - bill.due_on).days
        if int(float(told)) not in (exact, max(exact, 0)):
            return False
    return not said or (said in YES) == (bill.days_late > 0)


def _once(name: str, bills: Sequence[tuple[int, Bill]]) -> list[Bill]:
    """Each invoice once; the same one with other dates is refused."""
    seen: dict[tuple[str, str], tuple[int, Bill]] = {}
    clashes: list[str] = []
    kept: list[Bill] = []
    for line, bill in bills:
        if bill.number is None:
            kept.append(bill)
            continue
        first, known = seen.setdefault((bill.customer, bill.number), (line, bill))
        if first == line:
            kept.append(bill)
        elif _dates(known) != _dates(bill):
            clashes.append(f"{bill.number} in lines {first} and {line}")
    if clashes:
        msg = (
            f"{name} is refused: the same invoice stands in it with different dates ({_some(clashes)}), so "
            "some are forecasts or part-payments; leave one line for each invoice, with the day it was paid "
            "in full"
        )
        raise WrongUse(msg)
    return kept


def _dates(bill: Bill) -> tuple[date | None, ...]:
    return bill.issued_on, bill.due_on, bill.settled_on


def _some(texts: Iterable[str]) -> str:
    every = list(texts)
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return "; ".join(every[:_SHOWN]) + more

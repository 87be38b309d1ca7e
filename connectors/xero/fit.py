"""What makes a row of Xero's fit to be a fact, and what becomes of one that does not. Pure.

The law: each row becomes facts with their exact amounts, or an `Unreadable` that names its problem;
none is dropped and none stops the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import TypeVar

import msgspec

from connectors.xero.dates import day, instant
from connectors.xero.sheets import BadRow
from connectors.xero.wire import Wire
from dunning.ledger import Kind, Row, Unreadable, is_currency, minor_digits, to_minor

YEARS = range(1980, 2101)  # of a date that is no slip
_PLAIN = Decimal(10**9)  # an amount below this is never too large
_DAYS_KEPT = 4096  # dates as written, which many documents share
_LONGEST_RAW = 2000  # characters of a bad row that are kept to be looked at


class Unfit(ValueError):
    """A row that cannot become a fact; its text is the problem. `ours`: it is about a sale."""

    def __init__(self, problem: str, *, ours: bool = True) -> None:
        super().__init__(problem)
        self.ours = ours


R = TypeVar("R", bound=Wire)
Facts = Callable[[R, datetime], Iterable[Row]]
"""What one row says: its facts, given the instant at which the page was read."""


def facts_of(rows: Iterable[R | BadRow], kind: Kind, facts: Facts[R], read_at: datetime) -> Iterator[Row]:
    """The facts of a page's rows in order; a row that does not fit gives one `Unreadable`."""
    found: tuple[Row, ...]
    for row in rows:
        if isinstance(row, BadRow):
            yield unreadable(kind, row.fields, row.problem, row.raw)
            continue
        try:
            found = tuple(facts(row, read_at))
        except Unfit as unfit:
            found = (_unfit(row, kind, unfit),)
        except ArithmeticError:  # a signalling NaN, or a sum beyond all bounds
            found = (_unfit(row, kind, Unfit("an amount in it is none")),)
        yield from found


def _unfit(row: Wire, kind: Kind, unfit: Unfit) -> Unreadable:
    fields = msgspec.to_builtins(row, str_keys=True)
    raw = msgspec.json.encode(row).decode()
    named = fields if unfit.ours else fields | {"Contact": None, "Invoice": None}
    return unreadable(kind, named, str(unfit), raw)


def unreadable(kind: Kind, fields: dict[str, object], problem: str, raw: str) -> Unreadable:
    """The named problem of a row, with what identifies it where that can be read."""

    def text(holder: object, *names: str) -> str | None:
        found = (holder.get(name) for name in names) if isinstance(holder, dict) else ()
        return next((value for value in found if isinstance(value, str) and value), None)

    ids = {
        Kind.CUSTOMER: ("ContactID",),
        Kind.INVOICE: ("InvoiceID",),
        Kind.CREDIT: ("CreditNoteID", "OverpaymentID", "PrepaymentID"),
        Kind.PAYMENT: ("PaymentID",),
    }[kind]
    invoice = fields.get("Invoice")
    contact = fields.get("Contact") or (invoice.get("Contact") if isinstance(invoice, dict) else None)
    return Unreadable(
        kind=kind,
        id=text(fields, *ids),
        customer_id=text(fields, "ContactID") if kind is Kind.CUSTOMER else text(contact, "ContactID"),
        number=text(fields, "InvoiceNumber", "CreditNoteNumber", "Name"),
        problem=problem,
        raw=raw[:_LONGEST_RAW],
    )


def modified_at(updated: str | None, read_at: datetime) -> datetime:
    """When the row last changed; the time of reading where it does not say, or not readably."""
    try:
        found = instant(updated or "")
    except ValueError:
        return read_at
    return found if found.year in YEARS else read_at  # 0001-01-01 is .NET's "never"


def sale_only(found: str | None, wanted: str, others: dict[str, str], what: str) -> None:
    """Refuse a document of another type than `wanted`, in a bookkeeper's words."""
    if found == wanted:
        return
    if found is None:
        msg = f"it does not say whether it is {what}"
        raise Unfit(msg)
    raise Unfit(others.get(found, f"{found}: not {what}"), ours=False)


S = TypeVar("S", bound=str)


def known_status(status: str | None, statuses: dict[str, S]) -> S:
    """What the status means to us. `Unfit` when it is none we know."""
    if status not in statuses:
        msg = f"its status {status or 'is missing'} is not known"
        raise Unfit(msg)
    return statuses[status]


def needed(value: str | None, what: str) -> str:
    """The value, which the row may not lack. `Unfit` when it does."""
    if not value:
        msg = f"it has no {what}"
        raise Unfit(msg)
    return value


def known_currency(code: str | None) -> str:
    """An ISO 4217 code whose digits we know. `Unfit` when it is missing or unknown."""
    if not code:
        problem = "it does not say its currency"
        raise Unfit(problem)
    if not is_currency(code):
        msg = f"unknown currency {code!r}"
        raise Unfit(msg)
    return code


def exact_amount(amount: Decimal | None, currency: str, what: str) -> Decimal:
    """The amount, exact in its currency's smallest unit. `Unfit` when missing, too fine or absurd."""
    if amount is None:
        msg = f"it has no {what}"
        raise Unfit(msg)
    try:
        if amount.is_finite() and -_PLAIN < amount < _PLAIN and amount.quantize(_unit(currency)) == amount:
            return amount  # as nearly every amount is; the longer way names what is wrong with the others
        to_minor(amount, currency)
    except (ValueError, ArithmeticError) as error:
        msg = f"its {what} is not an amount: {_short(error)}"
        raise Unfit(msg) from error
    return amount


@cache
def _unit(currency: str) -> Decimal:
    """One of the currency's smallest unit: Decimal('0.01'). `ValueError` when it is unknown."""
    return Decimal(1).scaleb(-minor_digits(currency))


def _short(error: Exception) -> str:
    text = str(error) if isinstance(error, ValueError) else "it is far too large"
    return text[:120]


@lru_cache(_DAYS_KEPT)
def dated(readable: str | None, microsoft: str | None, what: str) -> tuple[date | None, str]:
    """The date and what is wrong with it, for a document that can be staged without."""
    try:
        found = day(readable, microsoft)
    except ValueError as error:
        return None, f"its {what} {error}"
    if found is not None and found.year not in YEARS:
        return found, f"its {what} looks mistyped: the year {found.year}"
    return found, "" if found else f"it has no {what}"


def strict_date(readable: str | None, microsoft: str | None) -> date | None:
    """The date, `None` when there is none. `Unfit` when there is one that cannot be read."""
    found, problem = dated(readable, microsoft, "date")
    if found is None and (readable or microsoft):
        raise Unfit(problem)
    return found

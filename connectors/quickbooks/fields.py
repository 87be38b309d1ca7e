"""Single fields of a row: ids, times, amounts, currencies, dates, addresses. Pure.

What a row cannot be staged without raises `Unusable`, in a bookkeeper's words. The plain case, as
nearly every row has it, is seen first; whatever is not plain takes the careful way, and both give
the same.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

import msgspec

from connectors.http import BROKEN
from connectors.quickbooks.wire import Entity, Mail, Ref, Text
from dunning.ledger import is_currency, of_minor, to_minor

_ADDRESS: Final = re.compile(r"[^\s,;:<>()\[\]\"']+@[^\s,;:<>()\[\]\"'@]+\.[^\s,;:<>()\[\]\"'@.]+")
_VOIDED: Final = "voided"  # the start of PrivateNote; QuickBooks Online has no status field
_MOST_DIGITS: Final = 15  # before the point; checked first, as 1E+999999 would take a minute to convert
_PLAIN_DIGITS: Final = 12  # before the point, of an amount that is far within every limit
_FIRST_YEAR, _LAST_YEAR = 1980, 2100
_KEPT: Final = 8192  # dates and addresses that are remembered, as they come again and again
_LONGEST_KEPT: Final = 120  # characters; a text that long is none that comes again


class Unusable(ValueError):
    """The row cannot be staged; its text says why, in a bookkeeper's words."""


def text(value: Text) -> str | None:
    """The words or the id, trimmed; `None` when there are none."""
    return None if value is None else str(value).strip() or None


def referred(ref: Ref | None) -> str | None:
    """The id or code that a reference holds."""
    return text(ref.value) if ref else None


def instant(value: str | int | None) -> datetime | None:
    """An answer's or row's time in UTC: ISO 8601, UTC where it has no offset, or epoch milliseconds."""
    try:
        if isinstance(value, int):
            return datetime.fromtimestamp(value / 1000, UTC)
        read = datetime.fromisoformat((value or "").strip())
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _is_likely(moment: datetime | None) -> bool:
    """Whether books have such years; 0001-01-01 is .NET's "never"."""
    return moment is not None and _FIRST_YEAR <= moment.year <= _LAST_YEAR


def delivered_at(delivery: msgspec.Raw) -> datetime | None:
    """When QuickBooks itself last sent a document; `None` where it did not, or does not tell."""
    if not delivery:
        return None
    try:
        told = msgspec.json.decode(delivery)
    except BROKEN:
        return None
    when = told.get("DeliveryTime") if isinstance(told, dict) else None
    moment = instant(when) if isinstance(when, str) else None
    return moment if _is_likely(moment) else None


def addresses(mail: Mail | None) -> tuple[str, ...]:
    """Each e-mail address once, in its order, whatever stands between them."""
    if mail is None or not mail.address:
        return ()
    return (_kept_addresses if len(mail.address) <= _LONGEST_KEPT else _addresses)(mail.address)


def _addresses(written: str) -> tuple[str, ...]:
    once: dict[str, str] = {}
    for address in _ADDRESS.findall(written):
        once.setdefault(address.lower(), address)
    return tuple(once.values())


_kept_addresses = lru_cache(_KEPT)(_addresses)


def is_void(total: Decimal | None, note: str | None) -> bool:
    """Whether a document was voided: nothing left of it, and a note that begins with "Voided"."""
    return not total and (note or "").strip().lower().startswith(_VOIDED)


def own(row: Entity, read_at: datetime | None) -> tuple[str, str, datetime]:
    """Id, version and time; `read_at`, when the answer was given, stands in for a missing time."""
    identifier = text(row.id)
    if identifier is None:
        msg = "it has no Id"
        raise Unusable(msg)
    changed = instant(row.meta_data.last_updated_time) if row.meta_data else None
    changed = changed if _is_likely(changed) else read_at
    if changed is None:
        msg = "it does not say when it was last changed"
        raise Unusable(msg)
    return identifier, text(row.sync_token) or "", changed


def currency_of(ref: Ref | None, home: str | None) -> str:
    """The ISO 4217 code; `home` where the row names none, as in companies that have only one."""
    if ref is not None and isinstance(ref.value, str) and is_currency(ref.value):
        return ref.value
    code = referred(ref) or home
    if code is None:
        msg = "it has no currency"
        raise Unusable(msg)
    if not is_currency(code.upper()):
        msg = f"unknown currency {code[:20]!r}"
        raise Unusable(msg)
    return code.upper()


@lru_cache(maxsize=256)  # more than there are currencies
def _quantum(currency: str) -> Decimal:
    return of_minor(1, currency)


def amount_of(value: Decimal | None, name: str, currency: str) -> Decimal:
    """With the currency's own digits."""
    if value is not None and value.adjusted() < _PLAIN_DIGITS and value.is_finite():
        quantum = _quantum(currency)
        if value and value.same_quantum(quantum):
            return value
        exact = value.quantize(quantum)
        if exact == value:
            return exact or exact.copy_abs()
    return _careful_amount(value, name, currency)


def _careful_amount(value: Decimal | None, name: str, currency: str) -> Decimal:
    if value is None:
        msg = f"it has no {name}"
        raise Unusable(msg)
    if value.is_finite() and value and value.adjusted() >= _MOST_DIGITS:
        msg = f"its {name} is too large to be true"
        raise Unusable(msg)
    try:
        return of_minor(to_minor(value, currency), currency)
    except (ValueError, ArithmeticError) as error:
        msg = f"its {name} is not usable: {error}"
        raise Unusable(msg) from error


def balance_of(told: msgspec.Raw, currency: str | None) -> Decimal | None:
    """A customer's own balance, in their currency; `None` where it is not told, or is no amount."""
    if not told or currency is None:
        return None
    try:
        return amount_of(msgspec.json.decode(told, type=Decimal | None), "balance", currency)
    except (*BROKEN, Unusable, ArithmeticError):
        return None  # it stands beside the documents, and must not keep the customer from being known


def day_of(given: str | None) -> tuple[date | None, str | None]:
    """The date, and what is wrong with one that is there but is none. Times and offsets are cut off."""
    if given is None:
        return None, None
    return (_kept_day if len(given) <= _LONGEST_KEPT else _day)(given)


def _day(given: str) -> tuple[date | None, str | None]:
    written = given.strip()
    if not written:
        return None, None
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        return None, f"{written[:30]!r} is not a date"
    likely = _FIRST_YEAR <= day.year <= _LAST_YEAR
    return day, None if likely else f"the year {day.year} looks mistyped"


_kept_day = lru_cache(_KEPT)(_day)

"""Single fields of a row: ids, times, amounts, currencies, dates, addresses. Pure.

What a row cannot be staged without raises `Unusable`, in a bookkeeper's words.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final, TypedDict

from connectors.quickbooks.wire import Entity, Mail, Ref, Text
from dunning.ledger import is_currency, of_minor, to_minor

_ADDRESS: Final = re.compile(r"[^\s,;:<>()\[\]\"']+@[^\s,;:<>()\[\]\"'@]+\.[^\s,;:<>()\[\]\"'@.]+")
_VOIDED: Final = "voided"  # the start of PrivateNote; QuickBooks Online has no status field
_MOST_DIGITS: Final = 15  # before the point; checked first, as 1E+999999 would take a minute to convert
_YEARS: Final = range(1980, 2101)


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


def addresses(mail: Mail | None) -> tuple[str, ...]:
    """Each e-mail address once, in its order, whatever stands between them."""
    found = _ADDRESS.findall(mail.address) if mail and mail.address else []
    once: dict[str, str] = {}
    for address in found:
        once.setdefault(address.lower(), address)
    return tuple(once.values())


def is_void(total: Decimal | None, note: str | None) -> bool:
    """Whether a document was voided: nothing left of it, and a note that begins with "Voided"."""
    return not total and (note or "").strip().lower().startswith(_VOIDED)


class Own(TypedDict):
    """What every fact has."""

    id: str
    version: str
    modified_at: datetime


def own(row: Entity, read_at: datetime | None) -> Own:
    """Id, version and time; `read_at`, when the answer was given, stands in for a missing time."""
    identifier = text(row.id)
    if identifier is None:
        msg = "it has no Id"
        raise Unusable(msg)
    changed = instant(row.meta_data.last_updated_time if row.meta_data else None)
    changed = changed if changed and changed.year in _YEARS else read_at  # 0001-01-01 is .NET's "never"
    if changed is None:
        msg = "it does not say when it was last changed"
        raise Unusable(msg)
    return {"id": identifier, "version": text(row.sync_token) or "", "modified_at": changed}


def currency_of(ref: Ref | None, home: str | None) -> str:
    """The ISO 4217 code; `home` where the row names none, as in companies that have only one."""
    code = referred(ref) or home
    if code is None:
        msg = "it has no currency"
        raise Unusable(msg)
    if not is_currency(code.upper()):
        msg = f"unknown currency {code[:20]!r}"
        raise Unusable(msg)
    return code.upper()


def amount_of(value: Decimal | None, name: str, currency: str) -> Decimal:
    """With the currency's own digits."""
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


def day_of(given: str | None) -> tuple[date | None, str | None]:
    """The date, and what is wrong with one that is there but is none. Times and offsets are cut off."""
    written = (given or "").strip()
    if not written:
        return None, None
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        return None, f"{written[:30]!r} is not a date"
    return day, None if day.year in _YEARS else f"the year {day.year} looks mistyped"

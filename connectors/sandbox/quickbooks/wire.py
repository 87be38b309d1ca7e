"""How QuickBooks writes things: amounts, times, references, JSON.

Amounts are exact JSON numbers with the currency's digits and a bare 0 for nothing; times carry the
Pacific offset, whatever the company's own zone. Nothing here passes through a binary float.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

Wire = dict[str, Any]
"""An object as it is sent: keys are QuickBooks's names, amounts `Decimal`, times text."""

PACIFIC = ZoneInfo("America/Los_Angeles")

# Kept here and not taken from `dunning.ledger`: the stand-in must not share the product's mistakes.
_DIGITS = dict.fromkeys("CLP ISK JPY KRW PYG UGX VND XAF XOF XPF".split(), 0) | dict.fromkeys(
    "BHD IQD JOD KWD LYD OMR TND".split(), 3
)
CURRENCY_NAMES = {
    "AUD": "Australian Dollar",
    "CAD": "Canadian Dollar",
    "CHF": "Swiss Franc",
    "DKK": "Danish Krone",
    "EUR": "Euro",
    "GBP": "British Pound Sterling",
    "INR": "Indian Rupee",
    "JPY": "Japanese Yen",
    "KWD": "Kuwaiti Dinar",
    "MXN": "Mexican Peso",
    "NOK": "Norwegian Krone",
    "NZD": "New Zealand Dollar",
    "PLN": "Polish Zloty",
    "SEK": "Swedish Krona",
    "SGD": "Singapore Dollar",
    "USD": "United States Dollar",
    "ZAR": "South African Rand",
}
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def encode(answer: object) -> bytes:
    """JSON with amounts as numbers, digit for digit."""
    return _ENCODER.encode(answer)


def decode(raw: bytes) -> Any:
    """JSON with decimals kept exact. `ValueError` when it is none."""
    return json.loads(raw, parse_float=Decimal)


def stamp(at: datetime) -> str:
    """As in MetaData: 2020-09-29T04:46:06-07:00."""
    return at.astimezone(PACIFIC).isoformat(timespec="seconds")


def answered_at(at: datetime) -> str:
    """As beside every answer: 2020-09-29T05:58:07.300-07:00."""
    return at.astimezone(PACIFIC).isoformat(timespec="milliseconds")


def instant(text: str) -> datetime:
    """The instant of an ISO date or date-time, Pacific where no offset is given. `ValueError`."""
    read = datetime.fromisoformat(text)
    return (read if read.tzinfo else read.replace(tzinfo=PACIFIC)).astimezone(UTC)


def midday(day: date) -> datetime:
    """Noon of that day at Intuit's, aware UTC: when something recorded on that day was recorded."""
    return datetime.combine(day, time(12), PACIFIC).astimezone(UTC)


def rounded(amount: Decimal, currency: str) -> Decimal:
    """The amount in the currency's digits."""
    return amount.quantize(Decimal(1).scaleb(-_DIGITS.get(currency, 2)), ROUND_HALF_UP)


def figure(amount: Decimal, currency: str) -> Decimal | int:
    """The amount as it is sent: 100.00, and 0 for nothing."""
    return rounded(amount, currency) if amount else 0


def number(given: object) -> Decimal:
    """A JSON number or a decimal in a string. `ValueError` when it is neither."""
    try:
        amount = Decimal(str(given))
    except InvalidOperation as error:
        msg = f"{given!r} is not a number"
        raise ValueError(msg) from error
    if isinstance(given, bool) or not amount.is_finite():
        msg = f"{given!r} is not a number"
        raise ValueError(msg)
    return amount


def reference(value: str, name: str | None = None) -> Wire:
    """A Ref object."""
    return {"value": value} if name is None else {"value": value, "name": name}


def currency_reference(currency: str) -> Wire:
    """A currency with its long name."""
    return reference(currency, CURRENCY_NAMES.get(currency, currency))


def currency_of(row: Wire) -> str:
    """The ISO code of a transaction's or customer's currency."""
    return str(row["CurrencyRef"]["value"])

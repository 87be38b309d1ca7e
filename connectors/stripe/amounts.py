"""Amounts as Stripe writes them: whole numbers of the currency's smallest unit, with exceptions of its own.

From Stripe's page "Supported currencies": those without decimals are as they are; ISK and UGX, which have
none either, are written with two; in those with three decimals the last is 0.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from connectors.errors import Refused

_NO_DECIMALS: Final = frozenset("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split())
_THREE: Final = frozenset("BHD JOD KWD OMR TND".split())
_USUAL: Final = 2


def _decimals(currency: str) -> int:
    code = currency.upper()
    return 0 if code in _NO_DECIMALS else 3 if code in _THREE else _USUAL


def written(amount: Decimal, currency: str) -> int:
    """The amount as Stripe takes it. Raises `Refused` where it cannot be said there."""
    shifted = amount.scaleb(_decimals(currency))
    number = int(shifted)
    if shifted != number or (currency.upper() in _THREE and number % 10):
        text = f"{currency} {amount} has more decimals than Stripe takes in that currency"
        raise Refused(text, about="Stripe")
    return number


def read(number: int, currency: str) -> Decimal:
    """What Stripe wrote so, in its currency."""
    return Decimal(number).scaleb(-_decimals(currency))

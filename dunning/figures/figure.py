"""A figure with all that makes it one: what it is called and means, its formula, and what it came from."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

import msgspec

Unit = Literal["days", "percent", "money", "number"]
ENOUGH = 5  # invoices in a period: fewer make a figure of chance
_TENTH = Decimal("0.1")


class Definition(msgspec.Struct, frozen=True, kw_only=True):
    """What a figure means, in words; `numerator` and `denominator` name what is divided."""

    name: str
    title: str
    unit: Unit
    meaning: str
    formula: str
    numerator: str
    denominator: str


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure. `value` is `None` where there is too little for one, and `not_enough` says what is.

    `value`: to a tenth of a day or of a per cent. `numerator`, `denominator`: `None` where not known.
    """

    definition: Definition
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    not_enough: str


def share(
    definition: Definition, numerator: Decimal, denominator: Decimal, times: Decimal, words: str
) -> Figure:
    """`numerator / denominator * times`; not enough where nothing is below the line, in these words."""
    if denominator <= 0:
        return Figure(
            definition=definition,
            value=None,
            numerator=numerator,
            denominator=denominator,
            not_enough=words,
        )
    return Figure(
        definition=definition,
        value=tenths(numerator / denominator * times),
        numerator=numerator,
        denominator=denominator,
        not_enough="",
    )


def no_figure(
    definition: Definition,
    why: str,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
) -> Figure:
    """Not enough, and why."""
    return Figure(
        definition=definition, value=None, numerator=numerator, denominator=denominator, not_enough=why
    )


def tenths(number: Decimal) -> Decimal:
    """Rounded to one decimal, halves to the even one."""
    return number.quantize(_TENTH, ROUND_HALF_EVEN)

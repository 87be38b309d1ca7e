"""Statutory and contractual interest, and fixed sums: each figure with its days, rate and source.

The laws kept here: simple interest is principal x rate x days / 365; the first day is inclusive, the
last exclusive, so that two neighbouring periods never charge a day twice; a day without a rate makes
the whole claim impossible (`NoRate`), never smaller. Only the sum is rounded, half up, to the
currency's own digits.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import msgspec

from dunning.dates import in_words
from dunning.law.pack import Mark, MoneyRule
from dunning.law.rates import SERIES, TRUSTED, Rate, rate_on
from dunning.ledger import Money, minor_digits

_PERCENT = Decimal(100)
_DAYS_A_YEAR = 365


class NoRate(LookupError):
    """No trusted rate is known for a day of the claim; says which series and day."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch at one rate. `since` inclusive, `until` exclusive; `rate`: percent a year, all told."""

    since: date
    until: date
    principal: Decimal
    rate: Decimal
    amount: Decimal
    source: str

    @property
    def days(self) -> int:
        """How many count."""
        return (self.until - self.since).days


class Interest(msgspec.Struct, frozen=True, kw_only=True):
    """The claim: its sum, and the stretches it is made of."""

    amount: Money
    parts: tuple[Part, ...]


def interest(
    rule: MoneyRule,
    principal: Money,
    since: date,
    until: date,
    rates: Sequence[Rate],
    trusted: Collection[Mark] = TRUSTED,
    told: Decimal | None = None,
) -> Interest:
    """What `rule` grants on `principal` from `since` (inclusive) to `until` (exclusive).

    `told`: the whole rate as a person stated it, for days that no trusted row covers. Raises `NoRate`
    where neither is known, `ValueError` where the rule is not one of interest or the dates are reversed.
    """
    if rule.kind != "interest" or until < since:
        msg = f"no interest by {rule.id} from {since} to {until}"
        raise ValueError(msg)
    parts: list[Part] = []
    base, pending = principal.amount, Decimal(0)
    birthdays = _anniversaries(since, until) if rule.compounding == "yearly" else frozenset()
    for begin, end in _stretches(rule, since, until, rates, birthdays):
        rate, source = _rate(rule, _day_of_rate(rule, since, until, begin), rates, trusted, told)
        amount = sum(
            (base * rate / _PERCENT * days / year for days, year in _years(rule, begin, end)), Decimal(0)
        )
        parts.append(Part(since=begin, until=end, principal=base, rate=rate, amount=amount, source=source))
        pending += amount
        if end in birthdays:  # a year's interest bears interest from then on
            base, pending = base + pending, Decimal(0)
    whole = sum((part.amount for part in parts), Decimal(0))
    return Interest(amount=rounded(whole, principal.currency), parts=tuple(parts))


def fixed_sum(rule: MoneyRule, principal: Money) -> Money:
    """The fixed sum for a debt of that size; nothing below the first tier."""
    granted = [amount for least, amount in rule.tiers if principal.amount >= least]
    whole = (granted[-1] if granted else Decimal(0)) + _of_slices(rule.slices, principal.amount)
    return _bounded(rule, whole, principal.currency)


def of_slices(rule: MoneyRule, principal: Money) -> Money:
    """The sum of a scale of slices, within its least and most."""
    return _bounded(rule, _of_slices(rule.tiers, principal.amount), principal.currency)


def rounded(amount: Decimal, currency: str) -> Money:
    """Half up, to the digits of the currency."""
    return Money(amount.quantize(Decimal(1).scaleb(-minor_digits(currency)), ROUND_HALF_UP), currency)


def _of_slices(slices: Sequence[tuple[Decimal, Decimal]], principal: Decimal) -> Decimal:
    whole, left = Decimal(0), principal
    for width, percent in slices:
        whole += min(left, width) * percent / _PERCENT
        left -= min(left, width)
    return whole


def _bounded(rule: MoneyRule, amount: Decimal, currency: str) -> Money:
    amount = amount if rule.min is None else max(amount, rule.min)
    return rounded(amount if rule.max is None else min(amount, rule.max), currency)


def _stretches(
    rule: MoneyRule, since: date, until: date, rates: Sequence[Rate], birthdays: Collection[date]
) -> list[tuple[date, date]]:
    """Where the rate may change, and where interest is added to the debt."""
    cuts = {since, until, *birthdays}
    if rule.rate_mode == "floating":
        changes = (day for row in rates if row.series == rule.base for day in (row.since, row.until))
        cuts |= {day for day in changes if since < day < until}
    days = sorted(cuts)
    return list(pairwise(days))


def _anniversaries(since: date, until: date) -> frozenset[date]:
    every = (_later(since, years) for years in range(1, until.year - since.year + 1))
    return frozenset(day for day in every if since < day < until)


def _later(day: date, years: int) -> date:
    """The anniversary; that of 29 February is 1 March in other years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _day_of_rate(rule: MoneyRule, since: date, until: date, begin: date) -> date:
    match rule.rate_mode:
        case "fixed_at_start":
            return since
        case "at_payment":
            return until
        case "floating":
            return begin


def _rate(
    rule: MoneyRule, day: date, rates: Sequence[Rate], trusted: Collection[Mark], told: Decimal | None
) -> tuple[Decimal, str]:
    margin = rule.margin or Decimal(0)
    if rule.base is None:
        return margin, rule.cite
    row = rate_on(rates, rule.base, day, trusted)
    if row is not None:
        return row.percent + margin, f"{row.percent} + {margin}: {row.source}; {rule.cite}"
    if told is not None:
        return told, f"{told} as stated by a person; {rule.cite}"
    msg = f"no trusted figure of {SERIES.get(rule.base, rule.base)} is known for {in_words(day)}"
    raise NoRate(msg)


def _years(rule: MoneyRule, begin: date, end: date) -> list[tuple[int, int]]:
    """(days, days of their year) of a stretch; by 365 the year does not matter."""
    if rule.day_count == "act/365":
        return [((end - begin).days, _DAYS_A_YEAR)]
    parts = []
    for year in range(begin.year, end.year + 1):
        first, last = max(begin, date(year, 1, 1)), min(end, date(year + 1, 1, 1))
        length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
        parts.append(((last - first).days, length))
    return parts

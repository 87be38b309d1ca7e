"""The room of the law: what rules and calendars of a place say, handed in as values.

Public holidays by place, and rule packs with their hours, caps, waits, holds, disclosures and money.
The law it keeps: a rule is data with its source, never code, and nothing is known of a place that
has no entry (its weekends still count).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from dunning.once import made_once

if TYPE_CHECKING:
    from dunning.law.limitation import Limitation
    from dunning.law.pack import Pack
    from dunning.law.rates import Rate

_SATURDAY = 5
_A_DAY = timedelta(days=1)


class Rules(msgspec.Struct, frozen=True, dict=True):
    """What holds where.

    `holidays`: public holidays by place, a country ("GB") or a subdivision of one ("US-NY", its
    own days beside the country's). `packs`: the rule packs that may concern a country, by its code.
    `limitations`: when debts become time-barred. `rates`: the reference rates that interest rests on.
    `version`: names this set of rules, kept with each decision.
    """

    holidays: dict[str, tuple[date, ...]]
    version: str
    packs: dict[str, tuple[Pack, ...]] = {}
    limitations: tuple[Limitation, ...] = ()
    rates: tuple[Rate, ...] = ()

    @made_once
    def closed(self) -> dict[str, frozenset[date]]:
        """The holidays by place, to be looked up in."""
        return {place: frozenset(days) for place, days in self.holidays.items()}


def is_holiday(rules: Rules, country: str | None, region: str | None, day: date) -> bool:
    """Whether `day` is a public holiday in that country or in that subdivision of it."""
    if country is None:
        return False
    if day in rules.closed.get(country, ()):
        return True
    return region is not None and day in rules.closed.get(f"{country}-{region}", ())


def banking_days_after(day: date, count: int, rules: Rules, country: str | None) -> date:
    """The date `count` banking days after `day`: Monday to Friday less the country's holidays."""
    while count > 0:
        day += _A_DAY
        if day.weekday() < _SATURDAY and not is_holiday(rules, country, None, day):
            count -= 1
    return day

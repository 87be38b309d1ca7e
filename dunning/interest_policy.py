"""What a person chose of interest and fees: off unless they did, and only what law or contract grant.

The law it keeps: statutory fixed sums come with statutory interest alone, for an agreed rate may displace
them; a rate that no table holds may be stated, with where it was read, and stands before the table's own.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from dunning.reading import Section

Basis = Literal["none", "statutory", "contractual"]
BASES: tuple[Basis, ...] = ("none", "statutory", "contractual")
SERIES = ("boe_bank_rate_30jun_31dec", "ecb_refi", "de_basiszinssatz", "nl_handelsrente")
_HIGHEST = 100  # per cent a year: more is a slip


class StatedRate(msgspec.Struct, frozen=True, kw_only=True):
    """A reference rate that a person stated, percent a year; `since` inclusive, `until` exclusive."""

    series: str
    since: date
    until: date
    percent: Decimal
    source: str


class InterestPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """`basis`: "none" is off. `from_level`: the first level that states the claim, by name.

    `fixed_sums`: those of the law too. `rate`, `source`: per cent a year by contract, and where it says so.
    `due_dates_agreed`: the due dates are agreed with the customers, so no reminder is needed for default.
    `stated`: reference rates that a person stated.
    """

    basis: Basis
    from_level: str
    fixed_sums: bool
    rate: Decimal
    source: str
    due_dates_agreed: bool
    stated: tuple[StatedRate, ...]


NO_INTEREST = InterestPolicy(
    basis="none",
    from_level="",
    fixed_sums=False,
    rate=Decimal(0),
    source="",
    due_dates_agreed=False,
    stated=(),
)


def read_interest(section: Section, levels: Collection[str]) -> InterestPolicy:
    """The table `[policy.interest]`. `levels`: the names of the procedure's levels."""
    basis = section.choice("basis", BASES, "none")
    found = InterestPolicy(
        basis=next(each for each in BASES if each == basis),
        from_level=section.text("from_level", "", longest=40) if section.has("from_level") else "",
        fixed_sums=section.flag("fixed_sums", default=False),
        rate=section.amount("rate", Decimal(0)),
        source=section.text("source", "", longest=120) if section.has("source") else "",
        due_dates_agreed=section.flag("due_dates_agreed", default=False),
        stated=tuple(_rate(row) for row in section.rows("rates")),
    )
    if basis != "none" and found.from_level not in levels:
        known = ", ".join(f'"{each}"' for each in levels)
        section.refuse("from_level", f"must name the first level that states the claim, one of {known}")
    if found.rate > _HIGHEST:
        section.refuse("rate", f"must be {_HIGHEST} or less, not {found.rate}")
    if basis == "contractual" and not (found.rate and found.source):
        section.refuse("rate", "and source must say what was agreed: per cent a year, and where it stands")
    if basis == "contractual" and found.fixed_sums:
        section.refuse("fixed_sums", "must be false with an agreed rate, which may take their place by law")
    section.close()
    return found


def _rate(row: Section) -> StatedRate:
    """A reference rate for days that the shipped table does not hold, or holds from memory only."""
    since, until = row.day("from"), row.day("until")
    stated = StatedRate(
        series=row.choice("series", SERIES, SERIES[0]) if row.has("series") else "",
        since=since,
        until=until,
        percent=row.amount("percent", Decimal(0)),
        source=row.text("source", None, longest=120),
    )
    for key in ("series", "percent"):
        if not row.has(key):
            row.refuse(key, "is missing")
    if since >= until and date.min not in (since, until):
        row.refuse("until", f"must be later than {since}, not {until}")
    if stated.percent > _HIGHEST:
        row.refuse("percent", f"must be {_HIGHEST} or less, not {stated.percent}")
    row.close()
    return stated

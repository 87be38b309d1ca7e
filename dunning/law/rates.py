"""Reference rates by half-year, as dated data apart from the packs, each with its mark and source.

The law kept here: a day without a row, or with one whose mark the policy does not trust, has no rate
(`None`): nothing is computed from a stale or doubtful one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from dunning.law.pack import Mark, PackError

TRUSTED: frozenset[Mark] = frozenset({"V", "S"})
SERIES: Mapping[str, str] = {
    "boe_bank_rate_30jun_31dec": "the Bank of England's Bank Rate",
    "de_basiszinssatz": "the German Basiszinssatz",
    "ecb_refi": "the ECB's main refinancing rate",
    "nl_handelsrente": "the Dutch wettelijke handelsrente",
    "nl_wettelijke_rente": "the Dutch wettelijke rente",
}
"""The series in words."""


class Rate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row: `percent` a year of that series from `since` (inclusive) to `until` (exclusive)."""

    series: str
    since: date = msgspec.field(name="from")
    until: date
    percent: Decimal
    mark: Mark
    source: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rate: tuple[Rate, ...]


def read_rates(mapping: Mapping[str, Any], name: str) -> tuple[Rate, ...]:
    """The rows of a file of rates. `PackError`, with the file's name, when it is none or rows overlap."""
    try:
        rows = msgspec.convert(mapping, _File).rate
    except msgspec.ValidationError as error:
        msg = f"the rates in {name}: {error}"
        raise PackError(msg) from error
    for one in rows:
        for other in rows:
            if one is not other and one.series == other.series and one.since <= other.since < one.until:
                msg = f"the rates in {name}: {one.series} has two rows for {other.since}"
                raise PackError(msg)
    return rows


def rate_on(
    rates: Sequence[Rate], series: str, day: date, trusted: Collection[Mark] = TRUSTED
) -> Rate | None:
    """The row of that series that holds on `day`, if there is one that is trusted."""
    for row in rates:
        if row.series == series and row.since <= day < row.until and row.mark in trusted:
            return row
    return None

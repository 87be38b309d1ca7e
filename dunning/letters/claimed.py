"""The interest and fixed sums of a decision in words, line by line, each with the rule that grants it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import msgspec

from dunning.charged import ChargeLine, Charges
from dunning.letters.wording import day, money, one_line, percent


class InterestRow(msgspec.Struct, frozen=True, kw_only=True):
    """Days at one rate. `since`: the first that counts."""

    days: int
    since: str
    rate: str
    amount: str


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one invoice bears. `fixed`, `fixed_cite`: empty without a fixed sum."""

    number: str
    principal: str
    lines: tuple[InterestRow, ...]
    cite: str
    fixed: str
    fixed_cite: str


class ClaimInWords(msgspec.Struct, frozen=True, kw_only=True):
    """The whole. `last_day`: that counts; `interest`, `fixed`: empty where there is none of it."""

    last_day: str
    interest: str
    fixed: str
    total: str
    by_contract: bool
    rows: tuple[ClaimRow, ...]


def claim_in_words(charges: Charges | None, numbers: Mapping[str, str], locale: str) -> ClaimInWords | None:
    """`None` where nothing is claimed. `numbers`: the invoices' by their ids."""
    if charges is None or not charges.lines:
        return None
    currency = charges.currency
    interest, fixed = charges.interest.amount, charges.fixed.amount
    return ClaimInWords(
        last_day=day(charges.until - timedelta(days=1), locale),
        interest=money(interest, currency, locale) if interest else "",
        fixed=money(fixed, currency, locale) if fixed else "",
        total=money(charges.total.amount, currency, locale),
        by_contract=charges.by_contract,
        rows=tuple(_row(each, numbers[each.invoice_id], currency, locale) for each in charges.lines),
    )


def _row(line: ChargeLine, number: str, currency: str, locale: str) -> ClaimRow:
    return ClaimRow(
        number=number,
        principal=money(line.principal, currency, locale),
        lines=tuple(
            InterestRow(
                days=each.days,
                since=day(each.since, locale),
                rate=percent(each.rate, locale),
                amount=money(each.amount, currency, locale),
            )
            for each in line.stretches
        ),
        cite=one_line(line.cite),
        fixed=money(line.fixed, currency, locale) if line.fixed else "",
        fixed_cite=line.fixed_cite,
    )

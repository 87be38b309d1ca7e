"""Interest in all its parts, each with its days, rate, sum and source, in one file that reads as a list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from dunning.interest import fixed_sum, interest, rounded
from dunning.law.pack import MoneyRule
from dunning.law.rates import Rate
from dunning.ledger import Money
from tests.dunning.golden_files import same_as_golden
from tests.dunning.test_interest import DEBT, RATES, TIERS, rule

OTHER = Rate(
    series="other", since=date(2026, 3, 1), until=date(2026, 4, 1), percent=Decimal(1), mark="V", source="b"
)
EXACT = MoneyRule(id="x", cite="c", mark="V", kind="interest", margin=Decimal(10), day_count="act/act")
NO_MARGIN = replace(rule(), margin=None)
Asked = tuple[MoneyRule, str, str, dict[str, Any]]
ASKED: dict[str, Asked] = {
    "fixed at its start": (rule(), "2026-05-01", "2026-07-13", {}),
    "floating, over a change of the rate": (rule("floating"), "2026-05-01", "2026-07-13", {}),
    "floating, to the day of the change": (rule("floating"), "2026-05-01", "2026-07-01", {}),
    "floating, from the day of the change": (rule("floating"), "2026-07-01", "2026-07-02", {}),
    "at payment": (rule("at_payment"), "2026-05-01", "2026-07-13", {}),
    "no day at all": (rule(), "2026-05-01", "2026-05-01", {}),
    "a margin alone": (rule(base=None), "2026-05-01", "2026-05-31", {}),
    "no margin": (NO_MARGIN, "2026-05-01", "2026-05-31", {}),
    "neither": (replace(NO_MARGIN, base=None), "2026-05-01", "2026-05-31", {}),
    "as a person stated": (rule(), "2027-05-01", "2027-05-31", {"told": Decimal("7.5")}),
    "a year and two days, compounding": (rule(base=None, yearly=True), "2025-03-01", "2026-03-03", {}),
    "two years to the day, compounding": (rule(base=None, yearly=True), "2024-03-01", "2026-03-01", {}),
    "from a leap day, compounding": (rule(base=None, yearly=True), "2024-02-29", "2026-03-02", {}),
    "three months over the new year, compounding": (
        rule(base=None, yearly=True),
        "2025-12-01",
        "2026-03-01",
        {},
    ),
    "a gap that a person fills, to where the table goes on": (
        rule("floating"),
        "2025-12-01",
        "2026-02-01",
        {"told": Decimal(20)},
    ),
    "floating and compounding": (rule("floating", yearly=True), "2026-01-01", "2026-12-31", {}),
    "a leap year by its own days": (EXACT, "2023-12-30", "2025-01-03", {}),
    "three years by their own days": (EXACT, "2023-07-01", "2025-07-01", {}),
    "one day by its year's days": (EXACT, "2024-12-31", "2025-01-01", {}),
}


def test_each_claim_is_made_of_what_was_approved() -> None:
    lines = []
    for name, (asked, since, until, more) in ASKED.items():
        rates = (*RATES, OTHER)
        found = interest(asked, DEBT, date.fromisoformat(since), date.fromisoformat(until), rates, **more)
        lines += [f"{name}: {found.amount}"]
        lines += [
            f"    {part.since} to {part.until}, {part.days} days: {part.principal:.6f} at {part.rate} %"
            f" is {part.amount:.6f} ({part.source})"
            for part in found.parts
        ]
    same_as_golden("interest.txt", "\n".join([*lines, ""]))


@pytest.mark.parametrize(
    ("amount", "currency", "whole"),
    [("0.005", "GBP", "0.01"), ("0.0049", "GBP", "0.00"), ("0.5", "JPY", "1"), ("0.0005", "KWD", "0.001")],
)
def test_half_a_unit_is_rounded_up_by_the_currencys_own_digits(
    amount: str, currency: str, whole: str
) -> None:
    found = rounded(Decimal(amount), currency).amount
    assert (found, str(found)) == (Decimal(whole), whole)


def test_slices_come_on_top_of_a_fixed_sum() -> None:
    slices = ((Decimal(100), Decimal(10)), (Decimal(100), Decimal(5)))
    both = replace(TIERS, slices=slices, max=Decimal(79))
    sums = [
        fixed_sum(both, Money(Decimal(each), "EUR")).amount
        for each in ("0", "50", "100", "150", "200", "900")
    ]
    assert sums == [Decimal(each) for each in ("0", "45", "50", "52.50", "55", "55")]
    assert fixed_sum(both, Money(Decimal(1000), "EUR")).amount == Decimal(79)


def test_a_rule_that_is_none_of_interest_grants_none() -> None:
    with pytest.raises(ValueError, match="no interest by t from 2026-05-01 to 2026-05-02"):
        interest(TIERS, DEBT, date(2026, 5, 1), date(2026, 5, 2), RATES)

"""Interest by hand-counted figures, and what no way of counting may change."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning.interest import NoRate, fixed_sum, interest, of_slices
from dunning.law.pack import MoneyRule, RateMode
from dunning.law.rates import Rate
from dunning.ledger import Money

SPRING = Rate(
    series="base",
    since=date(2026, 1, 1),
    until=date(2026, 7, 1),
    percent=Decimal(4),
    mark="V",
    source="a page",
)
AUTUMN = Rate(
    series="base",
    since=date(2026, 7, 1),
    until=date(2027, 1, 1),
    percent=Decimal(2),
    mark="S",
    source="a page",
)
RATES = (SPRING, AUTUMN)
DEBT = Money(Decimal("1000.00"), "GBP")


def rule(mode: RateMode = "fixed_at_start", *, yearly: bool = False, base: str | None = "base") -> MoneyRule:
    return MoneyRule(
        id="rule",
        cite="An Act s.1",
        mark="V",
        kind="interest",
        margin=Decimal(8),
        base=base,
        rate_mode=mode,
        compounding="yearly" if yearly else "none",
    )


@pytest.mark.parametrize(
    ("mode", "since", "until", "amount"),
    [
        # 12 % from its start on, though the rate fell in July: 1000 x 0.12 x 73 / 365
        ("fixed_at_start", date(2026, 5, 1), date(2026, 7, 13), "24.00"),
        # 61 days at 12 % and 12 at 10 %
        ("floating", date(2026, 5, 1), date(2026, 7, 13), "23.34"),
        # the rate of the day of payment for the whole: 10 %
        ("at_payment", date(2026, 5, 1), date(2026, 7, 13), "20.00"),
        ("floating", date(2026, 5, 1), date(2026, 5, 1), "0.00"),
    ],
)
def test_the_rate_is_fixed_floats_or_is_that_of_the_payment(
    mode: RateMode, since: date, until: date, amount: str
) -> None:
    found = interest(rule(mode), DEBT, since, until, RATES)
    assert found.amount == Money(Decimal(amount), "GBP")
    assert sum(part.days for part in found.parts) == (until - since).days


def test_each_stretch_names_its_rate_and_source() -> None:
    found = interest(rule("floating"), DEBT, date(2026, 6, 1), date(2026, 8, 1), RATES)
    assert [(part.days, part.rate) for part in found.parts] == [(30, Decimal(12)), (31, Decimal(10))]
    assert found.parts[0].source == "4 + 8: a page; An Act s.1"


@pytest.mark.parametrize("mode", ["fixed_at_start", "floating", "at_payment"])
def test_a_day_without_a_trusted_rate_makes_the_claim_impossible_not_smaller(mode: RateMode) -> None:
    spans = {"fixed_at_start": (date(2027, 1, 1), date(2027, 2, 1))}
    since, until = spans.get(mode, (date(2026, 12, 1), date(2027, 2, 1)))
    with pytest.raises(NoRate, match=r"no trusted figure of base is known for 1 (January|February) 2027"):
        interest(rule(mode), DEBT, since, until, RATES)
    with pytest.raises(NoRate):
        interest(rule("floating"), DEBT, date(2026, 8, 1), date(2026, 9, 1), RATES, trusted=["V"])


def test_a_rate_that_a_person_stated_fills_a_gap_and_never_overrules_the_table() -> None:
    stated = Decimal("36.5")
    unknown = interest(rule(), DEBT, date(2027, 2, 1), date(2027, 2, 11), RATES, told=stated)
    assert unknown.amount.amount == Decimal("10.00")
    assert "as stated by a person" in unknown.parts[0].source
    known = interest(rule(), DEBT, date(2026, 2, 1), date(2026, 2, 11), RATES, told=stated)
    assert known.parts[0].rate == Decimal(12)


def test_a_years_interest_bears_interest_where_the_law_says_so() -> None:
    fixed = rule(base=None, yearly=True)
    found = interest(fixed, DEBT, date(2024, 3, 1), date(2026, 3, 1), ())
    # 80.00 for the first 365 days, and 1080 x 8 % for the second
    assert found.amount.amount == Decimal("166.40")
    assert interest(rule(base=None), DEBT, date(2024, 3, 1), date(2026, 3, 1), ()).amount.amount == Decimal(
        "160.00"
    )


def test_the_days_of_a_leap_year_are_366_by_act_act() -> None:
    exact = MoneyRule(id="r", cite="c", mark="V", kind="interest", margin=Decimal(10), day_count="act/act")
    whole = interest(exact, DEBT, date(2024, 1, 1), date(2025, 1, 1), ())
    assert whole.amount.amount == Decimal("100.00")
    both = interest(exact, DEBT, date(2023, 7, 1), date(2024, 7, 1), ())
    assert both.amount.amount == (Decimal(100) * 184 / 365 + Decimal(100) * 182 / 366).quantize(
        Decimal("0.01")
    )


def test_dates_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ValueError, match="no interest by rule from 2026-05-02 to 2026-05-01"):
        interest(rule(), DEBT, date(2026, 5, 2), date(2026, 5, 1), RATES)


TIERS = MoneyRule(
    id="t", cite="c", mark="V", kind="fixed",
    tiers=((Decimal("0.01"), Decimal(40)), (Decimal(1000), Decimal(70)), (Decimal(10000), Decimal(100))),
)  # fmt: skip
SLICES = MoneyRule(
    id="s", cite="c", mark="V", kind="tiered",
    tiers=((Decimal(2500), Decimal(15)), (Decimal(2500), Decimal(10)), (Decimal("Infinity"), Decimal(5))),
    min=Decimal(40), max=Decimal(700),
)  # fmt: skip


@pytest.mark.parametrize(
    ("principal", "fixed", "sliced"),
    [
        ("0.00", "0.00", "40.00"),
        ("999.99", "40.00", "150.00"),
        ("1000.00", "70.00", "150.00"),
        ("9999.99", "70.00", "700.00"),
        ("10000.00", "100.00", "700.00"),
        ("266.67", "40.00", "40.00"),
        ("266.70", "40.00", "40.01"),
    ],
)
def test_fixed_sums_and_slices_at_their_edges(principal: str, fixed: str, sliced: str) -> None:
    debt = Money(Decimal(principal), "EUR")
    assert fixed_sum(TIERS, debt).amount == Decimal(fixed)
    assert of_slices(SLICES, debt).amount == Decimal(sliced)


days = st.integers(0, 300).map(lambda ahead: date(2026, 1, 1) + timedelta(days=ahead))
amounts = st.decimals(Decimal("0.01"), Decimal(10**6), places=2)


@given(amounts, st.tuples(days, days, days).map(sorted), st.sampled_from(["floating"]), st.booleans())
def test_no_day_is_charged_twice_however_the_time_is_cut(
    amount: Decimal, cut: list[date], mode: RateMode, yearly: bool
) -> None:
    first, between, last = cut
    debt, floating = Money(amount, "EUR"), rule(mode, yearly=yearly)
    exact = [
        sum((part.amount for part in interest(floating, debt, *span, RATES).parts), Decimal(0))
        for span in ((first, last), (first, between), (between, last))
    ]
    assert abs(exact[0] - exact[1] - exact[2]) < Decimal("1e-15")


@given(amounts, st.tuples(days, days).map(sorted))
def test_more_time_is_never_less_interest_and_nothing_grows_from_nothing(
    amount: Decimal, span: list[date]
) -> None:
    since, until = span
    found = interest(rule("floating"), Money(amount, "EUR"), since, until, RATES)
    more = interest(rule("floating"), Money(amount, "EUR"), since, until + timedelta(days=1), RATES)
    assert Decimal(0) <= found.amount.amount <= more.amount.amount

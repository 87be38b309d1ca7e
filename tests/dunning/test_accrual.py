"""What a claim grows by on one day: by hand-counted figures, and just what the claim itself grows by."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning.account import Account
from dunning.accrual import Accrual, accrual_on, bases
from dunning.aging import standing
from dunning.charges import uncovered
from dunning.policy import Policy
from tests.dunning.charges_desk import LAW, charged, claim, policy
from tests.dunning.desk import account, at, invoice


def owing(balance: str = "5000", due: str = "2026-07-31") -> Account:
    return account(invoice("1001", due=due, balance=balance))


def each_day(asked: Account, on: str, by: Policy | None = None) -> tuple[Accrual, ...]:
    now = at(on)
    owed = standing(asked, now.date())
    return accrual_on(asked, by or policy(), LAW, now, uncovered(owed.overdue, owed.credit), now.date())


def test_a_day_adds_a_365th_of_a_years_interest() -> None:
    [one] = each_day(owing(), "2026-11-21")
    assert (one.invoice_id, one.principal, one.rate) == ("i1001", Decimal(5000), Decimal("11.75"))
    assert one.per_day == Decimal(5000) * Decimal("11.75") / 100 / 365  # 1.6096
    assert "Bank Rate" in one.source


def test_nothing_is_added_before_interest_begins_where_it_is_off_or_on_what_was_charged() -> None:
    assert each_day(owing(due="2026-11-21"), "2026-11-21") == ()
    assert len(each_day(owing(due="2026-11-20"), "2026-11-21")) == 1
    assert each_day(owing(), "2026-11-21", policy(basis="none")) == ()
    assert each_day(owing(), "2026-11-21", policy("consumer")) == ()
    asked = owing()
    assert each_day(charged(asked, claim(asked, "2026-11-21")), "2026-11-21") == each_day(asked, "2026-11-21")


def test_of_a_day_without_a_rate_it_is_said_that_none_is_known() -> None:
    [one] = each_day(owing(due="2026-03-31"), "2026-11-21")
    assert (one.rate, one.per_day) == (None, None)
    assert "Bank Rate is known for 1 April 2026" in one.source


def test_a_contract_has_its_own_rate_and_the_law_its_rule_and_version() -> None:
    by = policy(basis="contractual", rate="8", source="clause 7", fixed_sums=False)
    [one] = each_day(owing("3650"), "2026-11-21", by)
    assert (one.rate, one.per_day) == (Decimal(8), Decimal("0.8"))
    [own] = bases(owing(), by, LAW, at("2026-11-21"))
    assert (own.rule, own.cite, own.pack) == ("contract", "clause 7", "")
    [interest, fixed] = bases(owing(), policy(), LAW, at("2026-11-21"))
    assert {interest.pack, fixed.pack} == {"uk-b2b-late-payment"}
    assert interest.version
    assert bases(owing(), policy(basis="none"), LAW, at("2026-11-21")) == ()


@given(cents=st.integers(1, 10**9), days=st.integers(1, 120))
def test_it_is_what_the_claim_grows_by_to_the_cent(cents: int, days: int) -> None:
    asked, on = owing(str(Decimal(cents).scaleb(-2))), at("2026-08-01") + timedelta(days=days)
    day, next_day = (each.date().isoformat() for each in (on, on + timedelta(days=1)))
    [one] = each_day(asked, day)
    assert one.per_day is not None
    grown = claim(asked, next_day).interest.amount - claim(asked, day).interest.amount
    assert grown == pytest.approx(one.per_day, abs=Decimal("0.011"))

"""Interest and fixed sums on top of a debt, by hand-counted figures, and what no claim may ever be."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dunning.account import Account
from dunning.decisions import Notify
from dunning.engine import decide
from dunning.policy import PolicyError, read_policy
from tests.dunning.agreements_desk import dispute
from tests.dunning.charges_desk import BY_LAW, LAW, STATED, charged, claim, policy, sums
from tests.dunning.desk import account, at, books, credit, customer, invoice, notice, notify


def owing(balance: str = "5000", due: str = "2026-07-31", **more: Any) -> Account:
    return account(invoice("1001", due=due, balance=balance), **more)


def german(due: str, **more: Any) -> Account:
    return account(
        invoice("1001", due=due, balance="1000", currency="EUR"),
        currency="EUR",
        customer=customer(country="DE"),
        books=books(timezone="Europe/Berlin", country="DE", home_currency="EUR"),
        **more,
    )


AGREED = policy(due_dates_agreed=True)
REMINDED = notice(on="2026-01-10", invoice_ids=("i1001",), currency="EUR")
CASES: dict[str, tuple[Account, str, dict[str, Any], str, str]] = {
    # 1 August to 21 November are 113 days, and Bank Rate on 30 June was 3.75: 5000 x 11.75 % x 113/365
    "an English company owes 5,000.00 since July": (owing(), "2026-11-22", {}, "181.88", "70.00"),
    "999.99 bear the small fixed sum": (owing("999.99"), "2026-11-22", {}, "36.38", "40.00"),
    "10,000.00 bear the large one": (owing("10000"), "2026-08-02", {}, "3.22", "100.00"),
    "on the due date itself": (owing(), "2026-07-31", {}, "0", "0"),
    "on the day after it, no day is over yet": (owing(), "2026-08-01", {}, "0", "0"),
    "a credit of 4,000.00 is taken off first": (
        owing(credits=(credit("4000"),)), "2026-11-22", {}, "36.38", "70.00"
    ),
    # 30 June is the first day: by the rate of 31 December before it, for all the time
    "a rate from memory is none": (owing(due="2026-06-29"), "2026-11-22", {}, "0", "0"),
    "the same, the rate stated": (
        owing(due="2026-06-29"), "2026-11-22", {"rates": [STATED]}, "233.39", "70.00"
    ),
    "without fixed sums": (owing(), "2026-11-22", {"fixed_sums": False}, "181.88", "0"),
    # 1 January to 30 June: 181 days at 1.27 + 9
    "a German company, the due date agreed": (
        german("2025-12-31"), "2026-07-01", {"due_dates_agreed": True}, "50.93", "40.00"
    ),
    # in default 30 days after the due date at the latest: from 31 January, 151 days
    "a German company, never reminded": (german("2025-12-31"), "2026-07-01", {}, "42.49", "40.00"),
    # from 11 January, 171 days
    "a German company, reminded on 10 January": (
        german("2025-12-31", notices=(REMINDED,)), "2026-07-01", {}, "48.11", "40.00"
    ),
    "a call does not put in default": (
        german("2025-12-31", notices=(replace(REMINDED, channel="call"),)), "2026-07-01", {}, "42.49", "40.00"
    ),
    "a reminder before the due date does not either": (
        german("2026-01-15", notices=(REMINDED,)), "2026-01-20", {}, "1.13", "40.00"
    ),
    "no rate is known for the second half of 2026": (german("2025-12-31"), "2026-07-02", {}, "0", "0"),
    # 8 % by contract, 113 days of 1,000.00; the law's own sums stay away
    "a rate by contract": (
        owing("1000"),
        "2026-11-22",
        {"basis": "contractual", "rate": "8", "source": "terms, clause 7", "fixed_sums": False},
        "24.77",
        "0",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_may_be_claimed_on_top(case: str) -> None:
    asked, on, settings, interest, fixed = CASES[case]
    assert sums(claim(asked, on, policy(**settings))) == (Decimal(interest), Decimal(fixed))


def test_each_figure_says_its_days_its_rate_and_its_source() -> None:
    [line] = claim(owing(), "2026-11-22").lines
    [stretch] = line.stretches
    assert (stretch.since, stretch.until, stretch.days) == (date(2026, 8, 1), date(2026, 11, 22), 113)
    assert (stretch.rate, line.principal) == (Decimal("11.75"), Decimal(5000))
    assert "Bank Rate as of June 2026" in stretch.source
    assert (
        line.cite == "Late Payment of Commercial Debts (Interest) Act 1998, ss. 1, 4, 6; SI 2002/1675, art. 4"
    )
    assert line.fixed_cite == "Late Payment of Commercial Debts (Interest) Act 1998, s. 5A(2)"
    assert line.amount == Decimal("251.88")


def test_a_rate_that_changes_makes_two_stretches_that_add_up_to_the_sum_rounded_once() -> None:
    autumn = {"from": "2026-07-01", "until": "2027-01-01", "percent": "2.27", "source": "Bundesbank"}
    stated = policy(rates=[autumn | {"series": "de_basiszinssatz"}])
    [line] = claim(german("2026-05-12"), "2026-07-13", stated).lines
    # in default from 12 June: 19 days at 10.27 % are 5.3460, 12 days at 11.27 % are 3.7052: 9.0512
    assert [(each.days, each.rate, each.amount) for each in line.stretches] == [
        (19, Decimal("10.27"), Decimal("5.35")),
        (12, Decimal("11.27"), Decimal("3.70")),
    ]
    assert line.interest == Decimal("9.05")


@pytest.mark.parametrize(
    ("asked", "settings", "why"),
    [
        (owing(), {"kind": "unknown"}, "It is not known whether the customer is in business"),
        (owing(), {"kind": "consumer"}, "The customer is not in business"),
        (
            owing(customer=customer(country="US")),
            {},
            "No rule of law that is known here grants interest in US",
        ),
        (
            owing(due="2026-06-29"),
            {},
            "no trusted figure of the Bank of England's Bank Rate is known for 30 June 2026",
        ),
        (
            german("2026-11-01"),
            {"fixed_sums": False},
            "they are in default from 2 December 2026 on, or from the day after a reminder of it (§ 288",
        ),
        (owing(due="2026-11-21"), {}, "no day of interest is over yet; the first is 22 November 2026"),
        (
            owing(customer=customer(country="FR")),
            {},
            "known from memory only, not verified (C. com., art. L. 441-10",
        ),
        (
            account(invoice("1001", due="2026-07-31", currency="EUR"), currency="EUR"),
            {},
            "The fixed sum is in GBP, the debt in EUR.",
        ),
    ],
)
def test_what_cannot_be_claimed_says_why(asked: Account, settings: dict[str, Any], why: str) -> None:
    made = claim(asked, "2026-11-22", policy(**settings))
    assert made.fixed.amount == 0
    assert any(why in each for _, each in made.left_out), made.left_out


def test_days_and_sums_that_were_charged_are_not_charged_again() -> None:
    first = claim(owing(), "2026-11-01")
    assert sums(first) == (Decimal("148.08"), Decimal(70)), "92 days from 1 August"
    later = claim(charged(owing(), first), "2026-11-22")
    assert sums(later) == (Decimal("33.80"), Decimal(0)), "21 days from 1 November, at the rate of August"
    assert later.lines[0].stretches[0].since == date(2026, 11, 1)
    assert claim(charged(owing(), first), "2026-11-01").lines == ()


def test_the_first_level_that_states_it_and_those_after_it_do() -> None:
    from_firm = policy(from_level="firm")
    states = []
    before: list[str] = []
    for level in ("reminder", "second_reminder", "firm", "call", "hand_over"):
        sent = tuple(
            notice(each, f"2026-08-{5 + number:02}", episode="e") for number, each in enumerate(before)
        )
        asked = replace(owing(), episode="e", notices=sent)
        decision = decide(asked, from_firm, LAW, at("2026-11-23", "11:00"))
        act = decision.action if isinstance(decision.action, Notify) else decision.action.proposed
        assert act is not None, decision.text
        states.append((act.level, act.charges is not None))
        before.append(level)
    assert states == [
        ("reminder", False), ("second_reminder", False), ("firm", True), ("call", True), ("hand_over", True)
    ]  # fmt: skip


def step(asked: Account, on: str = "2026-11-23", **settings: Any) -> Notify:
    by = policy(**settings)
    return notify(decide(asked, by, LAW, at(on, "11:00")))


def test_an_approval_holds_while_the_claim_grows_and_no_longer_when_its_terms_change() -> None:
    asked = owing(episode="e")
    today, tomorrow = step(asked), step(asked, "2026-11-24")
    assert today.charges is not None
    assert tomorrow.charges is not None
    assert tomorrow.charges.total.amount > today.charges.total.amount
    assert tomorrow.fingerprint == today.fingerprint
    assert step(asked, basis="none").fingerprint != today.fingerprint
    assert step(asked, fixed_sums=False).fingerprint != today.fingerprint
    another = STATED | {"from": "2026-07-01", "until": "2027-01-01", "percent": "4"}
    assert step(asked, rates=[another]).fingerprint != today.fingerprint
    assert step(charged(asked, claim(asked, "2026-11-01"))).fingerprint != today.fingerprint
    assert today.amount == Decimal(5000), "the claim is no part of what is asked for"


def test_nothing_is_claimed_on_a_disputed_part() -> None:
    asked = owing(agreements=(dispute("4000", answer_by="2026-12-20"),))
    made = step(asked).charges
    assert made is not None
    assert [each.principal for each in made.lines] == [Decimal(1000)]


def test_off_is_off() -> None:
    assert step(owing(), basis="none").charges is None
    assert read_policy({}).interest.basis == "none"


@pytest.mark.parametrize(
    ("table", "key", "told"),
    [
        ({"from_level": "fourth"}, "interest.from_level", 'one of "reminder", "second_reminder"'),
        ({"from_level": ""}, "interest.from_level", "must not be empty"),
        ({"basis": "contractual", "fixed_sums": False}, "interest.rate", "must say what was agreed"),
        (
            {"basis": "contractual", "rate": "8", "source": "clause 7"},
            "interest.fixed_sums",
            "must be false with an agreed rate",
        ),
        ({"rate": "800"}, "interest.rate", "must be 100 or less"),
        ({"rates": [STATED | {"series": "bank"}]}, "interest.rates.1.series", "must be"),
        ({"rates": [STATED | {"until": "2026-01-01"}]}, "interest.rates.1.until", "must be later than"),
        ({"rates": [STATED | {"until": "soon"}]}, "interest.rates.1.until", "must be a date"),
        ({"rates": [{}]}, "interest.rates.1.percent", "is missing"),
        ({"basis": "by law"}, "interest.basis", '"statutory"'),
        ({"levels": []}, "interest.levels", "is not known"),
    ],
)
def test_a_mistake_in_the_settings_is_named(table: dict[str, Any], key: str, told: str) -> None:
    with pytest.raises(PolicyError) as mistakes:
        read_policy({"interest": BY_LAW | table})
    assert any(each == key and told in text for each, text in mistakes.value.problems), mistakes.value


DUE = date(2026, 7, 31)
_balances = st.decimals(min_value=1, max_value=20000, places=2)


def _two(first: Decimal, second: Decimal, **more: Any) -> Account:
    return account(
        invoice("1", due="2026-07-31", balance=str(first)),
        invoice("2", due="2026-08-20", balance=str(second)),
        **more,
    )


@given(_balances, _balances, st.integers(0, 120), st.integers(0, 30))
def test_a_claim_never_shrinks_with_the_days(first: Decimal, second: Decimal, days: int, more: int) -> None:
    early = claim(_two(first, second), str(DUE + timedelta(days=days)))
    late = claim(_two(first, second), str(DUE + timedelta(days=days + more)))
    assert late.interest.amount >= early.interest.amount
    assert late.fixed.amount >= early.fixed.amount


@given(_balances, _balances, st.data(), st.integers(0, 120))
def test_paying_or_crediting_never_raises_a_claim(
    first: Decimal, second: Decimal, data: st.DataObject, days: int
) -> None:
    on = str(DUE + timedelta(days=days))
    given_ = data.draw(st.decimals(min_value=0, max_value=first, places=2))
    credited = data.draw(st.decimals(min_value=0, max_value=first + second, places=2))
    before = claim(_two(first, second, credits=(credit("50"),)), on)
    paid = claim(_two(first - given_, second, credits=(credit("50"),)), on)
    more = claim(_two(first, second, credits=(credit(str(50 + credited)),)), on)
    for after in (paid, more):
        assert after.interest.amount <= before.interest.amount
        assert after.fixed.amount <= before.fixed.amount


@given(_balances, _balances, st.lists(st.integers(1, 120), min_size=1, max_size=5))
def test_no_day_and_no_fixed_sum_is_charged_twice(
    first: Decimal, second: Decimal, on_days: list[int]
) -> None:
    asked = _two(first, second)
    whole = claim(asked, str(DUE + timedelta(days=max(on_days))))
    days: list[tuple[str, date]] = []
    fixed: list[str] = []
    interest = Decimal(0)
    for one in on_days:
        made = claim(asked, str(DUE + timedelta(days=one)))
        for line in made.lines:
            interest += line.interest
            fixed += [line.invoice_id] if line.fixed else []
            for each in line.stretches:
                days += [(line.invoice_id, each.since + timedelta(days=n)) for n in range(each.days)]
        asked = charged(asked, made)
    assert len(days) == len(set(days))
    assert len(fixed) == len(set(fixed))
    cent = Decimal("0.01")
    assert abs(interest - whole.interest.amount) <= cent * len(on_days) * 2, "each part is rounded once"

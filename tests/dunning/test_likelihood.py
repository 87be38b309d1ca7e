"""How likely an invoice is paid in time: plain ratios, or no answer."""

from __future__ import annotations

import inspect
import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning import effects, letters
from dunning.behaviour import Settled
from dunning.likelihood import Ground, Likelihood, at_risk, late, paid_within, past
from dunning.terms import quarter_began, suggest

LEDGER = past([0] * 60 + [10] * 20 + [40] * 20)
NOBODY = past([])

days = st.integers(-40, 150)
some = st.lists(days, max_size=30)
many = st.lists(days, min_size=30, max_size=80)


@pytest.mark.parametrize(
    ("own", "over", "chance"),
    [
        ([], 0, 0.4),  # the ledger's own share
        ([], 10, 0.2),
        ([20] * 5, 0, (5 + 5 * 0.4) / 10),
        ([0] * 5, 0, (0 + 5 * 0.4) / 10),
        ([20] * 95, 0, (95 + 5 * 0.4) / 100),
        ([5, 6], 5, (1 + 5 * 0.4) / 7),  # five days late is not more than five
    ],
)
def test_the_chance_of_being_late_is_the_customers_own_drawn_towards_the_ledgers(
    own: list[int], over: int, chance: float
) -> None:
    assert late(past(own), LEDGER, over).chance == pytest.approx(chance)


@pytest.mark.parametrize(
    ("age", "within", "chance"),
    [
        (-1, 30, 0.8),  # not due yet: 80 of 100 were paid by the 29th day
        (0, 30, 0.5),  # of the 40 that were open then, 20 came in time
        (9, 1, 0.5),
        (10, 30, 1.0),
        (10, 29, 0.0),
    ],
)
def test_only_invoices_that_were_open_as_long_are_looked_at(age: int, within: int, chance: float) -> None:
    assert paid_within(NOBODY, LEDGER, age, within).chance == pytest.approx(chance)


@pytest.mark.parametrize(
    ("still_open", "chance"),
    [
        (9, 1.0),  # what the tenth day brings is not known yet
        (10, 0.5),
        (31, 0.5),
    ],
)
def test_an_open_invoice_counts_as_not_paid_for_the_days_it_has_been_open(
    still_open: int, chance: float
) -> None:
    assert paid_within(NOBODY, past([10] * 40, [still_open] * 40), 0, 30).chance == pytest.approx(chance)


@pytest.mark.parametrize(
    ("ledger", "age", "ground"),
    [
        (past([5] * 29), 0, Ground.NOT_ENOUGH_HISTORY),
        (past([5] * 30), 0, Ground.LEDGERS_HABIT),
        (past([5] * 30 + [90] * 9), 10, Ground.NONE_SO_OLD),
        (past([5] * 30 + [90] * 10), 10, Ground.LEDGERS_HABIT),
    ],
)
def test_with_too_little_history_there_is_no_guess(ledger: object, age: int, ground: Ground) -> None:
    found = paid_within(NOBODY, ledger, age)  # type: ignore[arg-type]  # parametrised
    assert found.ground is ground
    assert (found.chance is None) == ground.value.startswith("not enough history")


def test_the_chance_of_being_late_is_not_guessed_either() -> None:
    assert late(past([9] * 20), past([9] * 29)).chance is None


def test_it_says_what_it_rests_on() -> None:
    found = paid_within(past([10, 10, 40]), LEDGER, 0)
    assert (found.ground, found.words) == (
        Ground.OWN_HABIT,
        "2 of 3 open as long were paid in 30 days; 50% in the ledger",
    )
    assert paid_within(NOBODY, LEDGER, 0).words == (
        "none of theirs was open as long to be paid in 30 days; 50% in the ledger"
    )
    assert late(past([10]), LEDGER).words == "1 of 1 paid late; 40% in the ledger"
    assert late(past([10]), LEDGER, 5).words == "1 of 1 paid over 5 days late; 40% in the ledger"


@given(some, some, many, many, days, st.integers(1, 90), st.randoms(use_true_random=False))
def test_order_is_irrelevant_and_a_chance_is_between_nought_and_one(
    own: list[int],
    own_open: list[int],
    every: list[int],
    every_open: list[int],
    age: int,
    within: int,
    chance: random.Random,
) -> None:
    found = paid_within(past(own, own_open), past(every, every_open), age, within)
    assert found.chance is None or 0 <= found.chance <= 1
    for each in (own, own_open, every, every_open):
        chance.shuffle(each)
    assert paid_within(past(own, own_open), past(every, every_open), age, within) == found


@given(some, many, st.integers(1, 150))
def test_one_more_late_invoice_never_lowers_the_chance_of_being_late(
    own: list[int], every: list[int], more: int
) -> None:
    before, after = late(past(own), past(every)), late(past([*own, more]), past(every))
    assert before.chance is not None
    assert after.chance is not None
    assert after.chance >= before.chance - 1e-12


@given(some, many, days)
def test_the_chance_lies_between_the_customers_share_and_the_ledgers(
    own: list[int], every: list[int], over: int
) -> None:
    found = late(past(own), past(every), over).chance
    of_all = sum(each > over for each in every) / len(every)
    alone = sum(each > over for each in own) / len(own) if own else of_all
    assert found is not None
    assert min(alone, of_all) - 1e-12 <= found <= max(alone, of_all) + 1e-12


@pytest.mark.parametrize("age", [-20, 0, 10])
def test_on_a_ledger_of_one_known_habit_the_figure_is_the_true_one(age: int) -> None:
    """Each day one open invoice in twenty is paid, whatever its age; the newest are still open."""
    chance = random.Random(7)  # noqa: S311  # the same ledger every time
    settled: list[int] = []
    still_open: list[int] = []
    for number in range(6000):
        lateness, seen = -25, number % 200  # so many days after its due date we look
        while chance.random() > 1 / 20:
            lateness += 1
        (settled if lateness <= seen else still_open).append(min(lateness, seen))
    found = paid_within(NOBODY, past(settled, still_open), age, 20).chance
    assert found == pytest.approx(1 - (19 / 20) ** 20, abs=0.03)


def test_calls_are_ordered_by_what_would_not_come_by_itself() -> None:
    sure, doubtful = (Likelihood(chance=c, ground=Ground.OWN_HABIT, words="") for c in (0.9, 0.2))
    unknown = Likelihood(chance=None, ground=Ground.NONE_SO_OLD, words="")
    assert at_risk(Decimal(1000), sure) == Decimal(100)
    assert at_risk(Decimal(1000), doubtful) == Decimal(800)
    assert at_risk(Decimal(1000), unknown) == Decimal(1000)


def test_no_letter_and_no_effect_knows_of_a_likelihood() -> None:
    for module in (letters, effects):
        assert "likelihood" not in inspect.getsource(module)


def paid(count: int, *days_late: int) -> list[Settled]:
    """So many invoices, one a month, the days late in turn."""
    return [
        Settled(due, due + timedelta(days_late[number % len(days_late)]))
        for number, due in enumerate(date(2025, 1, 1) + timedelta(30 * n) for n in range(count))
    ]


@pytest.mark.parametrize(
    ("settled", "present", "suggested"),
    [
        (paid(6, 20), 30, 14),
        (paid(5, 20), 30, None),  # too little history
        (paid(6, 60), 7, 0),
        (paid(6, 20), 7, None),  # money in advance is for chronic payers
        (paid(6, 60), 0, None),
        (paid(6, 5), 30, None),  # slipping: a reminder does
        (paid(12, 0), 14, 30),
        (paid(11, 0), 14, None),
        (paid(20, *[0] * 9, 2), 14, 30),
        (paid(20, *[0] * 8, 2, 2), 14, None),  # prompt on average, but not nine in ten on time
        (paid(12, 0), 45, None),
        (paid(6, 20), None, None),  # no terms known
        (paid(6, 60, 60, 60, 60, 60, 60)[:3] + paid(12, 15)[3:], 30, None),  # getting better
    ],
)
def test_terms_are_suggested_one_step_at_a_time(
    settled: list[Settled], present: int | None, suggested: int | None
) -> None:
    found = suggest(settled, present, date(2026, 11, 18))
    assert (found and found.suggested_days) == suggested
    if found is not None:
        assert found.reason.startswith(
            f"{len(settled)} of" if suggested != 30 else ("0 of 12 invoices", "2 of 20 invoices")
        )


def test_a_suggestion_stays_the_same_all_quarter() -> None:
    settled = [*paid(6, 20), *(Settled(date(2026, 10, 1), date(2026, 10, 1)) for _ in range(30))]
    asked = [suggest(settled, 30, day) for day in (date(2026, 10, 2), date(2026, 12, 31))]
    assert asked[0] == asked[1]
    assert asked[0] is not None
    assert suggest(settled, 30, date(2027, 1, 1)) is None


@pytest.mark.parametrize(("month", "first"), [(1, 1), (3, 1), (4, 4), (9, 7), (10, 10), (12, 10)])
def test_a_quarter_begins_in_january_april_july_and_october(month: int, first: int) -> None:
    assert quarter_began(date(2026, month, 28)) == date(2026, first, 1)

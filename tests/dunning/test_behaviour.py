"""How a customer pays: trend, reasons, and figures drawn towards the ledger's own mean."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning.behaviour import PayerBehaviour, Settled, Usual, behaviour, usual

LEDGER = Usual(settled=400, late_share=0.4, mean_days_late=10.0)
FIRST_DUE = date(2026, 1, 10)

invoices = st.lists(
    st.builds(
        lambda due, days: Settled(FIRST_DUE + timedelta(due), FIRST_DUE + timedelta(due + days)),
        st.integers(0, 300),
        st.integers(-40, 200),
    ),
    max_size=20,
)


def paid(*days_late: int) -> list[Settled]:
    """One invoice a month, in that order."""
    dues = [FIRST_DUE + timedelta(30 * number) for number in range(len(days_late))]
    return [Settled(due, due + timedelta(late)) for due, late in zip(dues, days_late, strict=True)]


@pytest.mark.parametrize(
    ("days_late", "trend"),
    [
        ((0, 0, 20, 20, 20), "unknown"),
        ((0, 0, 0, 20, 20, 20), "worse"),
        ((20, 20, 20, 0, 0, 0), "better"),
        ((0, 0, 0, 4, 4, 4), "steady"),
        ((0, 0, 0, 5, 5, 5), "worse"),
        ((0, 0, 0, 0, 0, 90), "steady"),
        ((-30, -30, -30, 0, 0, 0), "steady"),
    ],
)
def test_the_newer_invoices_are_held_against_the_older_ones(days_late: tuple[int, ...], trend: str) -> None:
    assert behaviour(paid(*days_late)).trend == trend


@pytest.mark.parametrize(
    ("days_late", "reasons"),
    [
        ((), ("no invoice settled yet",)),
        (
            (9,),
            ("1 of 1 invoice paid late, 9 days on average", "fewer than 3 settled invoices show no habit"),
        ),
        ((0, 1, 0), ("1 of 3 invoices paid late, less than 1 day on average",)),
        ((14, 14, 14, 14, 28, 0), ("5 of 6 invoices paid late, 14 days on average",)),
        (
            (0, 0, 0, 20, 21, 22),
            (
                "3 of 6 invoices paid late, 10 days on average",
                "typically 21 days late in the newer half, 0 days in the older one",
            ),
        ),
    ],
)
def test_the_segment_comes_with_its_reasons(days_late: tuple[int, ...], reasons: tuple[str, ...]) -> None:
    assert behaviour(paid(*days_late)).reasons == reasons


def test_little_history_is_drawn_towards_the_ledger_and_much_is_left_alone() -> None:
    none, one, many = (behaviour(paid(*[0] * count), LEDGER) for count in (0, 1, 95))
    assert (none.late_share, none.expected_days_late) == (0.4, 10.0)
    assert (one.late_share, one.expected_days_late) == (0.33, 8.3)
    assert (many.late_share, many.expected_days_late) == (0.02, 0.5)


def test_without_the_ledgers_mean_nothing_is_drawn() -> None:
    found = behaviour(paid(9, 9, 9))
    assert (found.late_share, found.expected_days_late) == (None, None)


def test_the_ledgers_mean_is_that_of_all_its_invoices() -> None:
    assert usual(paid(0, -5, 10, 30)) == Usual(settled=4, late_share=0.5, mean_days_late=10.0)
    assert usual([]) is None


@given(invoices, st.randoms(use_true_random=False))
def test_the_order_of_the_invoices_is_irrelevant(settled: list[Settled], chance: object) -> None:
    shuffled = list(settled)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis' own stand-in for random.Random
    assert behaviour(shuffled, LEDGER) == behaviour(settled, LEDGER)


@given(invoices, st.floats(0, 1), st.floats(0, 100))
def test_what_is_drawn_lies_between_the_customers_own_and_the_ledgers(
    settled: list[Settled], share: float, days: float
) -> None:
    found = behaviour(settled, Usual(settled=9, late_share=share, mean_days_late=days))
    assert found.late_share is not None
    assert found.expected_days_late is not None
    own_share = share if found.on_time_share is None else 1 - found.on_time_share
    own_days = days if found.mean_days_late is None else found.mean_days_late
    assert min(own_share, share) - 0.01 <= found.late_share <= max(own_share, share) + 0.01
    assert min(own_days, days) - 0.1 <= found.expected_days_late <= max(own_days, days) + 0.1


@given(invoices, st.floats(0, 1), st.floats(0, 100))
def test_the_ledgers_mean_never_moves_a_segment_or_a_reason(
    settled: list[Settled], share: float, days: float
) -> None:
    alone = behaviour(settled)
    beside = behaviour(settled, Usual(settled=9, late_share=share, mean_days_late=days))
    assert (beside.segment, beside.trend, beside.reasons) == (alone.segment, alone.trend, alone.reasons)


def test_an_account_stored_before_there_was_a_trend_can_still_be_read() -> None:
    stored = b'{"segment":"late","settled":5,"on_time_share":0.4,"mean_days_late":12.0}'
    found = msgspec.json.decode(stored, type=PayerBehaviour)
    assert (found.segment, found.trend, found.late_share, found.promises_kept) == (
        "late",
        "unknown",
        None,
        None,
    )

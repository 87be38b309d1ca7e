"""Fair share as properties: whatever is due, nobody waits behind another firm's heap."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from sync.fair import Due, in_turn

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
DUE = st.lists(
    st.builds(
        lambda firm, minutes, what: Due(firm, NOON - timedelta(minutes=minutes), what),
        st.integers(1, 5),
        st.integers(0, 60),
        st.integers(),
    ),
    max_size=60,
)
UNDER_WAY = st.dictionaries(st.integers(1, 5), st.integers(0, 8))


@given(DUE, UNDER_WAY)
def test_all_are_served_once_and_a_firms_own_in_their_order(
    due: list[Due[int]], under_way: dict[int, int]
) -> None:
    served = list(in_turn(due, under_way))
    for firm in range(1, 6):
        assert [one for one in served if one.firm_id == firm] == sorted(
            (one for one in due if one.firm_id == firm), key=lambda one: one.since
        )


@given(DUE, UNDER_WAY)
def test_at_each_step_it_is_the_turn_of_who_has_least_in_hand_and_waits_longest(
    due: list[Due[int]], under_way: dict[int, int]
) -> None:
    left, in_hand = Counter(one.firm_id for one in due), Counter(under_way)
    waiting = list(due)
    for one in in_turn(due, under_way):
        least = min(in_hand[firm] for firm, number in left.items() if number)
        assert in_hand[one.firm_id] == least
        heads = [
            min(each.since for each in waiting if each.firm_id == firm)
            for firm, number in left.items()
            if number and in_hand[firm] == least
        ]
        assert one.since == min(heads)
        waiting.remove(one)
        left[one.firm_id] -= 1
        in_hand[one.firm_id] += 1


@given(st.integers(0, 8))
def test_ten_thousand_of_one_firm_delay_anothers_one_by_no_more_than_what_is_in_hand(busy: int) -> None:
    many = [Due(1, NOON - timedelta(hours=2), number) for number in range(10_000)]
    one = Due(2, NOON, -1)
    served = list(islice(in_turn([*many, one], {2: busy}), busy + 2))
    assert one in served
    assert in_turn([*many, one], {1: 1}).__next__() is one

"""What a customer's word was worth: promises kept and not, long after they were given."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dunning.agreements import left_by, was_kept
from dunning.behaviour import Settled, behaviour
from dunning.ledger import Payment
from tests.dunning.agreements_desk import came, promise

OPEN, CLOSED = {"i1001"}, set[str]()
LATER = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("received", "through", "owed", "kept"),
    [
        pytest.param((came("100", "2026-05-12"),), LATER, CLOSED, True, id="it came on the day"),
        pytest.param(
            (came("100", "2026-05-12"),), date(2026, 5, 12), CLOSED, True, id="at once, once it came"
        ),
        pytest.param((came("100", "2026-05-16"),), LATER, CLOSED, True, id="the bank took the weekend"),
        pytest.param((came("100", "2026-05-17"),), LATER, CLOSED, False, id="five days late, and paid since"),
        pytest.param((came("40", "2026-05-12"),), LATER, OPEN, False, id="only a part came"),
        pytest.param((), LATER, OPEN, False, id="nothing came"),
        pytest.param((), date(2026, 5, 15), OPEN, None, id="the books do not tell yet"),
        pytest.param((), None, OPEN, None, id="nothing was ever booked"),
        pytest.param((came("40", "2026-05-12"),), LATER, CLOSED, None, id="a credit note settled the rest"),
        pytest.param((came("100", "2026-05-04"),), LATER, OPEN, False, id="that came before it was given"),
    ],
)
def test_a_promise_is_kept_by_money_that_came_in_time(
    received: tuple[Payment, ...], through: date | None, owed: set[str], kept: bool | None
) -> None:
    assert was_kept(promise(), received, through, owed) is kept


def test_the_segments_reasons_tell_of_promises_and_the_segment_does_not_follow_from_them() -> None:
    paid = [Settled(date(2026, 1, 10), date(2026, 1, 12))] * 3
    told = behaviour(paid, promises_kept=(1, 3))
    assert told.reasons[-1] == "1 of 3 promises to pay kept"
    assert told.segment == behaviour(paid).segment
    assert behaviour([], promises_kept=(1, 1)).reasons[-1] == "1 of 1 promise to pay kept"
    assert all("promise" not in each for each in behaviour(paid).reasons)


def test_what_one_promise_takes_the_next_does_not_have() -> None:
    first = promise("100", "2026-05-12")
    paid = (came("70", "2026-05-10", id="p2"), came("60", "2026-05-08", id="p1"))
    known = (came("30", "2026-05-09", id="p0"),)
    left = left_by(first, (*paid, came("9", "2026-05-04", id="before")), date(2026, 5, 14))
    assert [(each.id, each.amount) for each in left] == [
        ("before", Decimal(9)), ("p1", Decimal(0)), ("p2", Decimal(30)),
    ]  # fmt: skip
    aside = replace(first, known=("p0",))
    assert left_by(aside, known, date(2026, 5, 14)) == known
    assert left_by(first, (came("50", "2026-05-15"),), date(2026, 5, 14))[0].amount == 50

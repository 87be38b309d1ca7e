"""How far ahead an open hour is looked for, and what is known of no country."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from dunning.contact_policy import Hours
from dunning.law import Rules, banking_days_after, is_holiday
from dunning.limits import next_open
from dunning.places import Place

FIRST = date(2026, 1, 5)
EVERY_DAY = Hours(opens=time(8), until=time(18), days=(0, 1, 2, 3, 4, 5, 6), on_holidays=False)
LISBON = Place(country="PT", region=None, zones=("Europe/Lisbon",))  # on UTC in winter


def closed_for(days: int) -> Rules:
    """Public holidays from 5 January on, one after the other."""
    return Rules(holidays={"PT": tuple(FIRST + timedelta(days=each) for each in range(days))}, version="x")


@pytest.mark.parametrize(
    ("closed", "clock", "opens"),
    [
        (39, 18, date(2026, 2, 13)),
        (40, 18, date(2026, 2, 14)),
        (41, 18, None),  # nobody closes for so long: a person must look
        (40, 8, None),  # in forty days to the minute
        (40, 9, date(2026, 2, 14)),
    ],
)
def test_an_open_hour_is_looked_for_within_forty_days(closed: int, clock: int, opens: date | None) -> None:
    now = datetime(2026, 1, 5, clock, tzinfo=UTC)
    expected = None if opens is None else datetime.combine(opens, time(8), tzinfo=UTC)
    assert next_open(EVERY_DAY, LISBON, closed_for(closed), now) == expected


def test_nothing_is_known_of_the_holidays_of_nowhere() -> None:
    assert not is_holiday(closed_for(3), None, "X", FIRST)
    assert banking_days_after(FIRST, 2, closed_for(3), None) == date(2026, 1, 7)


def test_the_hour_itself_is_open_and_stays_what_it_is() -> None:
    now = datetime(2026, 1, 5, 8, tzinfo=UTC)
    assert next_open(EVERY_DAY, LISBON, closed_for(0), now) == now

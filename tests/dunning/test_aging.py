"""Aging, behaviour, places and the calendar: the small facts that decisions rest on."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from babel.core import get_global

from dunning.aging import bucket, days_past_due
from dunning.behaviour import Settled, behaviour
from dunning.dates import counted, in_words, weekday_in_words
from dunning.law import banking_days_after, is_holiday
from dunning.limits import next_morning
from dunning.places import place_of
from tests.dunning.desk import RULES, at

LONDON = ZoneInfo("Europe/London")


def test_the_due_date_itself_is_not_past_due() -> None:
    assert [days_past_due(date(2026, 5, 1), date(2026, 5, day)) for day in (1, 2)] == [0, 1]
    assert days_past_due(date(2026, 5, 1), date(2026, 4, 30)) == -1


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-3, "current"),
        (0, "current"),
        (1, "1-30"),
        (30, "1-30"),
        (31, "31-60"),
        (61, "61-90"),
        (90, "61-90"),
        (91, "over 90"),
    ],
)
def test_a_debt_falls_into_its_bucket(days: int, expected: str) -> None:
    assert bucket(days) == expected


def paid(*days_late: int) -> list[Settled]:
    return [
        Settled(date(2026, 1, 10), date.fromordinal(date(2026, 1, 10).toordinal() + late))
        for late in days_late
    ]


@pytest.mark.parametrize(
    ("days_late", "segment"),
    [
        ((), "new"),
        ((40, 40), "new"),
        ((0, 0, -5), "prompt"),
        ((3, 3, 3), "prompt"),
        ((3, 3, 4), "slipping"),
        ((10, 10, 10), "slipping"),
        ((10, 10, 11), "late"),
        ((30, 30, 30), "late"),
        ((30, 30, 31), "chronic"),
    ],
)
def test_how_they_paid_says_what_payer_they_are(days_late: tuple[int, ...], segment: str) -> None:
    assert behaviour(paid(*days_late)).segment == segment


def test_paying_early_does_not_make_up_for_paying_late() -> None:
    found = behaviour(paid(-20, 0, 10, 10))
    assert (found.settled, found.on_time_share, found.mean_days_late) == (4, 0.5, 5.0)


def test_without_history_nothing_is_claimed() -> None:
    assert (behaviour([]).on_time_share, behaviour([]).mean_days_late) == (None, None)


def test_the_ledgers_country_stands_in_for_one_that_is_not_known() -> None:
    assert place_of(None, None, "GB", "Europe/London").zones == ("Europe/London",)
    assert place_of("ZZ", None, "FR", "Europe/Paris").country == "FR"
    assert place_of(None, None, None, "Asia/Tokyo").zones == ("Asia/Tokyo",)
    assert place_of(None, "Ohio", "US", "America/Chicago").zones == ("America/New_York",)


@pytest.mark.parametrize("region", ["NY", "ny", "New York", " new  york ", "US-NY", "N.Y."])
def test_a_state_is_known_by_its_code_or_name(region: str) -> None:
    assert place_of("us", region, "GB", "Europe/London").zones == ("America/New_York",)


def test_a_state_in_two_zones_has_both_and_an_unknown_one_all() -> None:
    assert place_of("US", "Texas", None, "UTC").zones == ("America/Chicago", "America/Denver")
    everywhere = place_of("US", "Atlantis", None, "UTC")
    assert everywhere.region is None
    assert {"Pacific/Honolulu", "America/New_York", "America/Anchorage"} <= set(everywhere.zones)


def test_every_zone_of_every_country_exists() -> None:
    for country in get_global("territory_zones"):
        place = place_of(country, None, "GB", "Europe/London")
        assert place.zones
        for zone in place.zones:
            assert ZoneInfo(zone)


def test_a_states_holiday_is_beside_its_countrys() -> None:
    assert is_holiday(RULES, "US", "MA", date(2026, 4, 20))
    assert is_holiday(RULES, "US", "MA", date(2026, 5, 25))
    assert not is_holiday(RULES, "US", None, date(2026, 4, 20))
    assert not is_holiday(RULES, "FR", None, date(2026, 5, 25))


def test_banking_days_pass_over_weekends_and_holidays() -> None:
    assert banking_days_after(date(2026, 5, 1), 2, RULES, "GB") == date(2026, 5, 6)
    assert banking_days_after(date(2026, 5, 1), 2, RULES, "FR") == date(2026, 5, 5)
    assert banking_days_after(date(2026, 5, 1), 0, RULES, "GB") == date(2026, 5, 1)


def test_the_next_morning_is_six_o_clock_there_and_never_now() -> None:
    assert next_morning(at("2026-05-05", "04:59"), LONDON) == at("2026-05-05", "05:00")
    assert next_morning(at("2026-05-05", "05:00"), LONDON) == at("2026-05-06", "05:00")
    assert next_morning(at("2026-12-05", "05:00"), LONDON) == at("2026-12-05", "06:00")


def test_dates_and_counts_are_in_words() -> None:
    assert in_words(date(2026, 5, 2)) == "2 May 2026"
    assert weekday_in_words(date(2026, 5, 3)) == "Sunday 3 May 2026"
    assert (counted(1, "invoice"), counted(3, "invoice")) == ("1 invoice", "3 invoices")

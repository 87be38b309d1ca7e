"""Public holidays by place, as the law's rules take them."""

from __future__ import annotations

from datetime import date

from dunning.law import is_holiday
from sync.calendar import rules


def test_a_country_has_its_public_holidays_in_order_as_observed() -> None:
    found = rules([("GB", None)], [2027, 2026]).holidays
    assert list(found) == ["GB"]
    assert list(found["GB"]) == sorted(found["GB"])
    assert date(2026, 12, 25) in found["GB"]
    assert date(2026, 12, 28) in found["GB"], "Boxing Day falls on a Saturday and is kept on Monday"
    assert {day.year for day in found["GB"]} == {2026, 2027}


def test_the_united_kingdom_without_a_region_keeps_englands_days() -> None:
    uk = rules([("GB", None)], [2026])
    assert is_holiday(uk, "GB", None, date(2026, 4, 6)), "Easter Monday"
    assert is_holiday(uk, "GB", None, date(2026, 8, 31)), "August bank holiday"


def test_a_region_stands_beside_its_country_with_its_own_days() -> None:
    both = rules([("US", "NY"), ("GB", "Scotland")], [2026])
    assert set(both.holidays) == {"US", "US-NY", "GB", "GB-SCT"}
    assert is_holiday(both, "GB", "SCT", date(2026, 1, 2))
    assert not is_holiday(both, "GB", None, date(2026, 1, 2))
    assert is_holiday(both, "US", "NY", date(2026, 2, 12)), "Lincoln's Birthday"
    assert not is_holiday(both, "US", "CA", date(2026, 2, 12))


def test_a_region_is_known_by_code_and_by_name_however_it_is_written() -> None:
    for written in ("NY", "ny", "US-NY", "New York", " new  york ", "N.Y."):
        assert set(rules([("us", written)], [2026]).holidays) == {"US", "US-NY"}, written


def test_places_that_nobody_knows_are_absent_and_do_no_harm() -> None:
    found = rules([("XX", None), ("ZZ", "NY"), ("", None), ("US", "Narnia"), ("DE", "")], [2026])
    assert set(found.holidays) == {"US", "DE"}


def test_the_version_names_the_package_and_the_very_dates() -> None:
    asked = rules([("US", "NY"), ("GB", None)], [2026, 2027])
    assert asked == rules([("GB", None), ("US", None), ("US", "New York")], [2027, 2026, 2026])
    assert asked.version.startswith("holidays 0.") or asked.version.startswith("holidays 1.")
    others = {
        rules([("US", "NY"), ("GB", None)], [2026]).version,
        rules([("US", None), ("GB", None)], [2026, 2027]).version,
        rules([], []).version,
    }
    assert len(others | {asked.version}) == 4

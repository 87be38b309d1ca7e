"""Where a company or customer is, from what people write into an address."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from connectors.quickbooks.places import timezone


@pytest.mark.parametrize(
    ("country", "region", "told", "zone"),
    [
        ("US", "NY", None, "America/New_York"),
        ("US", "Texas", None, "America/Chicago"),
        ("US", "tx", None, "America/Chicago"),
        ("US", None, None, "America/Los_Angeles"),
        ("CA", "Québec", None, "America/Toronto"),
        ("AU", "QLD", None, "Australia/Brisbane"),
        ("GB", None, None, "Europe/London"),
        ("ES", None, None, "Europe/Madrid"),
        ("FR", "75", None, "Europe/Paris"),
        (None, None, None, "UTC"),
        ("US", "NY", "Europe/Rome", "Europe/Rome"),
        ("US", "NY", "Nowhere/AtAll", "America/New_York"),
        ("US", "NY", "Pacific Standard Time", "America/New_York"),
        ("US", "NY", "../../etc/passwd", "America/New_York"),
    ],
)
def test_a_companys_zone_follows_its_address(
    country: str | None, region: str | None, told: str | None, zone: str
) -> None:
    assert timezone(country, region, told) == zone


def test_every_country_has_a_zone_that_exists() -> None:
    for name in (
        "DE",
        "BR",
        "MX",
        "ID",
        "RU",
        "CN",
        "KZ",
        "NZ",
        "PT",
        "UA",
        "CL",
        "CD",
        "IE",
        "ZA",
        "IN",
        "NL",
    ):
        assert ZoneInfo(timezone(name, None)).key
        assert "/" in timezone(name, None)

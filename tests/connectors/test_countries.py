"""Countries, however people write them."""

from __future__ import annotations

import pytest

from connectors.countries import country_code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("New Zealand", "NZ"),
        ("nz", "NZ"),
        ("NZL", "NZ"),
        ("US", "US"),
        ("usa", "US"),
        ("U.S.A.", "US"),
        ("United States of America", "US"),
        ("UK", "GB"),
        ("GBR", "GB"),
        ("England", "GB"),
        ("Deutschland", "DE"),
        ("Österreich", "AT"),
        ("Osterreich", "AT"),
        ("España", "ES"),
        ("Irã", "IR"),
        ("IND", "IN"),
        ("Côte d'Ivoire", "CI"),
        ("Côte d\N{RIGHT SINGLE QUOTATION MARK}Ivoire", "CI"),
        ("Hong Kong", "HK"),
        ("Czech Republic", "CZ"),
        ("Atlantis", None),
        ("EU", None),
        ("QUU", None),
        ("ZZ", None),
        ("", None),
        (None, None),
    ],
)
def test_a_country_is_known_however_it_was_typed(typed: str | None, code: str | None) -> None:
    assert country_code(typed) == code

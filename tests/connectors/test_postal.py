"""Postal addresses from the fields of a ledger: as the country's post wants them, whole or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from connectors.files.books import read as read_books
from connectors.files.settings import Shape
from connectors.postal import postal
from connectors.sheets.columns import CUSTOMERS, INVOICES
from connectors.sheets.sheet import read

PLACE: dict[str, Any] = {"city": None, "region": None, "postal_code": None, "country": None}


@pytest.mark.parametrize(
    ("country", "city", "region", "code", "expected"),
    [
        ("US", "Springfield", "MA", "01101", ("SPRINGFIELD, MA 01101",)),
        ("CA", "Toronto", "ON", "M5V 2T6", ("TORONTO ON M5V 2T6",)),
        ("AU", "Sydney", "NSW", "2000", ("SYDNEY NSW 2000",)),
        ("GB", "Leeds", None, "LS1 1AA", ("LEEDS", "LS1 1AA")),
        ("DE", "Köln", None, "50667", ("50667 KÖLN",)),
        ("FR", "Paris", None, "75001", ("75001 PARIS",)),
        ("NZ", "Auckland", "auckland", "1010", ("AUCKLAND 1010",)),
        ("GB", "Leeds", "West Yorkshire", "LS1 1AA", ("Leeds West Yorkshire LS1 1AA",)),  # nothing is lost
        ("JP", "Chiyoda", "Tokyo", "100-0001", ("Chiyoda Tokyo 100-0001",)),
        ("XX", "Somewhere", None, "1", ("Somewhere 1",)),
        (None, "Somewhere", None, "1", ("Somewhere 1",)),
        ("GB", None, None, "LS1 1AA", ("LS1 1AA",)),
    ],
)  # fmt: skip
def test_the_place_is_written_as_its_country_has_it(
    country: str | None, city: str | None, region: str | None, code: str | None, expected: tuple[str, ...]
) -> None:
    found = postal(["1 Mill  Lane", None, " "], city=city, region=region, postal_code=code, country=country)
    assert found == ("1 Mill Lane", *expected)


def test_what_could_not_be_delivered_is_no_address() -> None:
    assert postal(["1 Mill Lane"], **PLACE) == ()
    assert postal(["1 Mill Lane"], **PLACE | {"region": "Kent"}) == ()
    assert postal(["1 Mill Lane"], **PLACE, attention="Ann") == ()
    assert postal([None, ""], **PLACE | {"city": "Leeds", "postal_code": "LS1 1AA"}) == ()
    assert postal(["1 Mill Lane", "Leeds"], **PLACE) == ("1 Mill Lane", "Leeds")


def test_it_fits_the_window_and_loses_nothing() -> None:
    lines = postal(["a", "b", "c", "d"], **PLACE | {"city": "Leeds", "postal_code": "LS1", "country": "GB"})
    assert lines == ("a, b", "c", "d", "LEEDS", "LS1")
    lines = postal(["a", "b", "c", "d", "e"], **PLACE, attention="Ann")
    assert lines == ("Ann, a", "b", "c", "d", "e")


@pytest.mark.parametrize(
    "customers",
    [
        "Customer,Address 1,Address 2,City,Postcode,Country\nAcme,Unit 4,1 Mill Lane,Leeds,LS1 1AA,GB\n",
        'Customer,Address,City,Zip,Country\nAcme,"Unit 4\n1 Mill Lane",Leeds,LS1 1AA,GB\n',
    ],
)
def test_an_export_has_it_in_columns_or_in_the_lines_of_a_cell(customers: str) -> None:
    bills = b"Customer,Invoice,Date,Due Date,Total,Balance\nAcme,1,2026-01-01,2026-01-31,10,10\n"
    sheets = {"customers.csv": read(CUSTOMERS, customers.encode()), "invoices.csv": read(INVOICES, bills)}
    shape = Shape(currency="GBP", dates=None, decimal=None)
    [acme] = read_books(sheets, shape, frozenset()).customers.values()
    assert acme.address == ("Unit 4", "1 Mill Lane", "LEEDS", "LS1 1AA")

"""Xero's dates and pages: every form they come in, and what is no page at all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from connectors.xero.dates import day, instant
from connectors.xero.sheets import json_text, sheet
from connectors.xero.wire import (
    InvoiceRow,
    Wire,
)

RECORDED = Path(__file__).resolve().parents[2] / ".." / "shared" / "recorded" / "xero"
CONTRACT = Path(__file__).resolve().parents[2] / ".." / "shared" / "contracts" / "xero_accounting.yaml"
READ_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
R = TypeVar("R", bound=Wire)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/Date(1583366400000+0000)/", "2020-03-05T00:00:00+00:00"),
        ("/Date(1584566350680)/", "2020-03-18T21:19:10.680000+00:00"),
        ("\\/Date(1583366400000+0000)\\/", "2020-03-05T00:00:00+00:00"),
        ("/Date(-1583366400000+0000)/", "1919-10-30T00:00:00+00:00"),
        ("/Date(1426849200000+1300)/", "2015-03-20T11:00:00+00:00"),
        ("2019-12-07T18:46:19.5165400", "2019-12-07T18:46:19.516540+00:00"),
        ("2026-07-13T10:00:00Z", "2026-07-13T10:00:00+00:00"),
    ],
)
def test_every_form_of_an_instant_is_read(text: str, expected: str) -> None:
    assert instant(text) == datetime.fromisoformat(expected)


@pytest.mark.parametrize("text", ["", "foo", "/Date(99999999999999999)/", "2026-02-30", "/Date()/"])
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        instant(text)


@pytest.mark.parametrize(
    ("readable", "microsoft", "expected"),
    [
        ("2026-10-15T00:00:00", "/Date(0)/", date(2026, 10, 15)),
        (None, "/Date(1583366400000+0000)/", date(2020, 3, 5)),
        (None, "/Date(1583366400000+1300)/", date(2020, 3, 5)),
        (None, "/Date(1426849200000+1300)/", date(2015, 3, 21)),
        (None, "/Date(-86400000)/", date(1969, 12, 31)),
        (None, "2026-05-22", date(2026, 5, 22)),
        ("", "", None),
        (None, None, None),
    ],
)
def test_a_calendar_date_never_slips_by_a_day(
    readable: str | None, microsoft: str | None, expected: date | None
) -> None:
    assert day(readable, microsoft) == expected


def test_a_page_without_pagination_or_with_a_broken_one_is_read() -> None:
    old = sheet(b'{"Invoices": []}', "Invoices", InvoiceRow)
    odd = sheet(b'{"Invoices": null, "pagination": "?", "DateTimeUTC": 5}', "Invoices", InvoiceRow)
    new = sheet(
        b'{"Invoices": [], "pagination": {"page":1,"pageSize":1000,"pageCount":3,"itemCount":2001}}',
        "Invoices",
        InvoiceRow,
    )
    assert (old.rows, old.page_count, odd.rows, odd.page_count, odd.at) == ((), None, (), None, None)
    assert (new.page_count, new.item_count) == (3, 2001)


@pytest.mark.parametrize("body", [b"{}", b'{"Contacts": []}', b"[]", b'{"Invoices": 7}'])
def test_an_answer_that_is_no_list_of_invoices_is_not_taken_for_an_empty_one(body: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        sheet(body, "Invoices", InvoiceRow)


def test_stray_bytes_are_mended_and_pages_that_are_no_json_are_told_apart() -> None:
    assert json_text(b'\xef\xbb\xbf{"a": "caf\xe9"}') == '{"a": "caf\ufffd"}'.encode()
    for body in (b"", b" ", b"<html>busy</html>", b'{"Invoices": [', b'"text"', b"null"):
        assert json_text(body) is None

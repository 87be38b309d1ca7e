"""Amounts and dates as programs and people write them; nothing is guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.sheets.cells import DateOrder, DecimalMark, amount, day, decimal_mark


@pytest.mark.parametrize(
    ("written", "mark", "value"),
    [
        ("1234.50", None, "1234.50"),
        ("1,234.50", None, "1234.50"),
        ("1.234,50", None, "1234.50"),
        ("1\N{NO-BREAK SPACE}234,50", None, "1234.50"),
        ("1'234.50", None, "1234.50"),
        ("1’234.50", None, "1234.50"),  # noqa: RUF001 - as the Swiss write it
        ("12,34,567.80", None, "1234567.80"),
        ("1,234,567", None, "1234567"),
        ("1.234.567", None, "1234567"),
        ("1234", None, "1234"),
        ("12,5", None, "12.5"),
        (".50", None, "0.50"),
        ("0,500", None, "0.500"),
        ("12.", None, "12"),
        ("1,234", ".", "1234"),
        ("1,234", ",", "1.234"),
        ("1.234", ",", "1234"),
        ("(12.50)", None, "-12.50"),
        ("-12.50", None, "-12.50"),
        ("12.50-", None, "-12.50"),
        ("\N{MINUS SIGN}12.50", None, "-12.50"),
        ("£-12.50", None, "-12.50"),
        ("-£1,200.00", None, "-1200.00"),
        ("12.50 CR", None, "-12.50"),
        ("12.50 DR", None, "12.50"),
        ("-", None, "0"),
        (" £ 1,200.00 ", None, "1200.00"),
        ("1200.00 EUR", None, "1200.00"),
    ],
)
def test_an_amount_is_read_to_the_last_digit(written: str, mark: DecimalMark | None, value: str) -> None:
    assert amount(written, mark)[0] == Decimal(value)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "abc",
        "12-50",
        "1.2.3",
        "1,23",
        "--5",
        "(-5)",
        "12.50.",
        "1,2345.00",
        "=A1+B1",
        "1e5",
        "NaN",
        "5 kg",
    ],
)
def test_what_is_no_amount_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is no amount"):
        amount(written, ".")


@pytest.mark.parametrize("written", ["1,234", "1.234", "£12,345", "12.345"])
def test_an_amount_that_may_be_two_asks_for_the_setting(written: str) -> None:
    with pytest.raises(ValueError, match=r'set decimal = "\." or decimal = ","'):
        amount(written, None)


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1,234", "12.50"], "."),
        (["1.234", "12,50"], ","),
        (["1,234", "5"], None),
        (["12.50", "12,50"], None),
        (["1,234.50", "1.234"], "."),
    ],
)
def test_the_other_amounts_of_a_file_settle_what_one_leaves_open(
    cells: list[str], mark: DecimalMark | None
) -> None:
    assert decimal_mark(cells) == mark


@pytest.mark.parametrize(
    ("written", "allowed"),
    [("£5.00", "GBP"), ("5,00 €", "EUR"), ("US$5.00", "USD"), ("$5.00", "AUD"), ("5.00 nzd", "NZD")],
)
def test_a_sign_or_code_says_what_the_currency_may_be(written: str, allowed: str) -> None:
    currencies = amount(written, ".")[1] if "," not in written else amount(written, ",")[1]
    assert currencies is not None
    assert allowed in currencies


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_whatever_a_program_writes_with_grouping_comes_back(value: Decimal) -> None:
    english = f"{value:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert amount(english, None)[0] == amount(german, None)[0] == value


@pytest.mark.parametrize(
    ("written", "order", "on"),
    [
        ("2026-03-04", None, date(2026, 3, 4)),
        ("2026/3/4", None, date(2026, 3, 4)),
        ("20260304", None, date(2026, 3, 4)),
        ("2026-03-04T00:00:00Z", None, date(2026, 3, 4)),
        ("2026-03-04 14:30", "mdy", date(2026, 3, 4)),
        ("04.03.2026", None, date(2026, 3, 4)),
        ("13/03/2026", None, date(2026, 3, 13)),
        ("03/13/2026", None, date(2026, 3, 13)),
        ("04/04/2026", None, date(2026, 4, 4)),
        ("03/04/2026", "dmy", date(2026, 4, 3)),
        ("03/04/2026", "mdy", date(2026, 3, 4)),
        ("03-04-26", "dmy", date(2026, 4, 3)),
        ("4 Mar 2026", None, date(2026, 3, 4)),
        ("04-Mar-26", None, date(2026, 3, 4)),
        ("4 March 2026", None, date(2026, 3, 4)),
        ("Mar 4, 2026", None, date(2026, 3, 4)),
        ("September 14th 2026", None, date(2026, 9, 14)),
        ("14 Sept 2026", None, date(2026, 9, 14)),
    ],
)
def test_a_date_is_read_in_every_form_that_leaves_no_doubt(
    written: str, order: DateOrder | None, on: date
) -> None:
    assert day(written, order) == on


@pytest.mark.parametrize("written", ["03/04/2026", "3-4-2026", "25/03/26"])
def test_a_date_that_may_be_two_asks_for_the_setting(written: str) -> None:
    with pytest.raises(ValueError, match='set dates = "dmy" or dates = "mdy"'):
        day(written, None)


@pytest.mark.parametrize(
    ("written", "order"),
    [
        ("", None),
        ("46023", None),  # Excel's own number of a day
        ("31/02/2026", "dmy"),
        ("03/25/2026", "dmy"),
        ("0026-03-04", None),
        ("4 Foo 2026", None),
        ("soon", None),
        ("2026-3", None),
    ],
)
def test_what_is_no_date_is_refused(written: str, order: DateOrder | None) -> None:
    with pytest.raises(ValueError, match="is no date"):
        day(written, order)

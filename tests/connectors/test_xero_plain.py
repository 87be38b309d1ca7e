"""The short ways for what is plain give what the careful ones give, for everything."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from connectors.pages import proper
from connectors.xero.dates import instant
from connectors.xero.fit import dated, exact_amount
from dunning.ledger import to_minor

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSOFT = re.compile(r"/Date\((-?\d{1,18})\+0000\)/")
WRITTEN = st.one_of(
    st.integers(-(10**19), 10**19).map(lambda ms: f"/Date({ms}+0000)/"),
    st.sampled_from(["/Date(1_000+0000)/", "/Date( 1+0000)/", "/Date(+0000)/", "/Date(--1+0000)/", "/Date("]),
    st.text("/Date()+0123456789-_ ", max_size=24),
)
AMOUNTS = st.one_of(
    st.decimals(allow_nan=True, allow_infinity=True),
    st.decimals(-(10**10), 10**10, places=2),
    st.decimals(-(10**5), 10**5, places=4),
    st.sampled_from([Decimal(text) for text in ("sNaN", "-0", "1E+15", "1E+9", "999999999.99", "1E-30")]),
)


def outcome(read: Callable[[], object]) -> object:
    """What came, or why nothing did."""
    try:
        return read()
    except ValueError as error:
        return str(error)


def by_its_milliseconds(text: str) -> object:
    """Worked out anew, for texts that are whole."""
    match = MICROSOFT.fullmatch(text.strip())
    try:
        return EPOCH + timedelta(milliseconds=int(match[1])) if match else None
    except OverflowError:
        return f"{text.strip()!r} is not a date"


@given(WRITTEN)
@example("/Date(99999999999999+0000)/")
@example("/Date(253402300800000+0000)/")
@example("/Date(\u0661\u0662+0000)/")
def test_an_instant_is_what_its_milliseconds_say_or_no_date(text: str) -> None:
    found = outcome(lambda: instant(text))
    assert isinstance(found, datetime) or str(found).endswith("is not a date")
    assert by_its_milliseconds(text) in (None, found)


@given(AMOUNTS, st.sampled_from(["GBP", "JPY", "KWD", "CLF", "ZMK", ""]))
def test_an_amount_is_exact_or_its_problem_is_the_stores_own(amount: Decimal, currency: str) -> None:
    found = outcome(lambda: exact_amount(amount, currency, "total"))
    minor = outcome(lambda: to_minor(amount, currency))
    if isinstance(minor, int):
        assert found is amount
    else:
        assert found == f"its total is not an amount: {str(minor)[:120]}"


@given(
    st.one_of(st.none(), st.text(max_size=25), WRITTEN, st.dates().map(lambda day: f"{day}T00:00:00")),
    WRITTEN,
)
def test_a_date_remembered_is_the_date_read(readable: str | None, microsoft: str) -> None:
    assert dated(readable, microsoft, "date") == dated.__wrapped__(readable, microsoft, "date")


@given(st.binary(max_size=40))
def test_a_page_is_mended_into_utf_8_and_left_alone_where_it_is(body: bytes) -> None:
    assert isinstance(proper(body).decode("utf-8"), str)
    if body.isascii() and b"\x00" not in body and b"\\u0000" not in body:
        assert proper(body) == body.strip()

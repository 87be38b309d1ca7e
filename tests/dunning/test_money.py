"""Money is exact: what cannot be said in a currency's own smallest unit is refused, never rounded."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dunning.ledger import in_full, minor_digits, of_minor, to_minor

CODES = st.sampled_from(["GBP", "JPY", "KWD", "CLF", "XXX", ""])
AMOUNTS = st.one_of(
    st.decimals(),
    st.decimals(-1_000_000, 1_000_000, places=2),
    st.integers(-(10**18), 10**18).map(Decimal),
    st.tuples(st.integers(-(10**40), 10**40), st.integers(-45, 20)).map(
        lambda pair: Decimal((int(pair[0] < 0), tuple(int(digit) for digit in str(abs(pair[0]))), pair[1]))
    ),
)


def exactly(amount: Decimal, currency: str) -> int:
    """The same by plain fractions."""
    if not amount.is_finite():
        msg = "not an amount"
        raise ValueError(msg)
    digits = minor_digits(currency)
    if amount.adjusted() + digits > 15:
        msg = "too large"
        raise ValueError(msg)
    minor = Fraction(amount) * 10**digits
    if minor.denominator != 1:
        msg = "more decimals"
        raise ValueError(msg)
    return int(minor)


@given(amount=AMOUNTS, currency=CODES)
@example(Decimal("1.00000000000000000000000000000000001"), "GBP")  # more digits than arithmetic keeps
@example(Decimal("9999999999999.99"), "GBP")
@example(Decimal("99999999999999.99"), "GBP")
@example(Decimal("-0.00"), "GBP")
@example(Decimal("0E+20"), "JPY")
def test_an_amount_is_kept_to_its_last_digit_or_refused(amount: Decimal, currency: str) -> None:
    try:
        expected = exactly(amount, currency)
    except ValueError as refusal:
        with pytest.raises(ValueError, match=f"{refusal}|unknown currency"):
            to_minor(amount, currency)
    else:
        assert to_minor(amount, currency) == expected


@given(minor=st.integers(-(10**17), 10**17), currency=st.sampled_from(["GBP", "JPY", "KWD", "CLF"]))
def test_minor_units_written_out_have_the_currencys_own_decimals(minor: int, currency: str) -> None:
    amount = of_minor(minor, currency)
    assert Fraction(amount) == Fraction(minor, 10 ** minor_digits(currency))
    assert amount.as_tuple().exponent == -minor_digits(currency)


@pytest.mark.parametrize("amount", ["sNaN", "NaN", "Infinity", "-Infinity", "1E+999999", "1E-999999"])
def test_what_is_no_amount_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match=r"not an amount|too large|more decimals"):
        to_minor(Decimal(amount), "GBP")


@given(AMOUNTS.filter(Decimal.is_finite))
@example(Decimal("-0.00"))
@example(Decimal("1E+3"))
def test_an_amount_in_full_is_as_normalize_has_it(amount: Decimal) -> None:
    """What a yes binds to is made of it: another spelling would undo every yes that was given."""
    assert in_full(amount) == f"{amount.normalize():f}"


@given(st.integers(-(2**63), 2**63 - 1), st.sampled_from(["GBP", "JPY", "KWD", "CLF"]))
def test_minor_units_are_an_amount_with_the_currencys_digits(minor: int, currency: str) -> None:
    assert str(of_minor(minor, currency)) == str(Decimal(minor).scaleb(-minor_digits(currency)))

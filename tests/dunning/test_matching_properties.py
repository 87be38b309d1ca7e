"""Whatever comes in: nothing is paid twice or beyond what came, and no order of things matters."""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from dunning.matching import Arrived, Entered, Owed, match
from dunning.matching.checks import account_in, creditor_references, is_whole, without_accounts
from tests.dunning.matching_desk import NAMES, books, entered, line, owed

_AMOUNTS = st.sampled_from(["5.00", "10.00", "15.00", "20.00", "25.00", "30.00"])
_NUMBERS = [f"INV-{number}" for number in range(1001, 1009)]
_WORDS = st.lists(
    st.sampled_from([*_NUMBERS, "1003", "1001-1004", "RETURN", "2026", "GBP 10.00"]), max_size=3
)
_PAYERS = st.sampled_from(["", *NAMES.values(), "J Miller", "ACME TOO"])


@st.composite
def lines(draw: st.DrawFn) -> list[Arrived]:
    made = []
    for key in range(draw(st.integers(0, 6))):
        sign = draw(st.sampled_from(["", "", "", "-"]))
        known = draw(st.sampled_from([(), (), ("acme",), ("bolt", "cord")]))
        made.append(
            line(
                " ".join(draw(_WORDS)), sign + draw(_AMOUNTS), payer=draw(_PAYERS), key=f"L{key}",
                known=known,
                source=draw(st.sampled_from(["csv", "ofx"])), again=draw(st.integers(0, 9)) == 0,
            )
        )  # fmt: skip
    return made


@st.composite
def ledger(draw: st.DrawFn) -> list[Owed | Entered]:
    of = st.sampled_from(sorted(NAMES))
    made: list[Owed | Entered] = [
        owed(number, draw(st.sampled_from(["0.00", "5.00", "10.00", "15.00"])), draw(of))
        for number in _NUMBERS
    ]
    for key in range(draw(st.integers(0, 3))):
        ours = draw(st.sampled_from(["", f"P{key}"]))
        days, number = draw(st.integers(0, 20)), draw(st.sampled_from(_NUMBERS))
        made.append(entered(f"P{key}", draw(_AMOUNTS), draw(of), days, number, ours=ours))
    return made


@given(lines(), ledger())
@settings(max_examples=120)
def test_no_more_is_paid_than_came_or_than_is_owed_and_nothing_twice(
    came: list[Arrived], what: list[Owed | Entered]
) -> None:
    found = match(came, books(*what))
    left = {each.id: each.left for each in what if isinstance(each, Owed)}
    whose = {each.id: each.customer_id for each in what if isinstance(each, Owed)}
    paid: dict[str, Decimal] = defaultdict(Decimal)
    taken: list[str] = []
    assert found.keys() == {each.id for each in came}
    for each in came:
        one = found[each.id]
        together = sum((share.amount for share in one.shares), Decimal(0))
        assert all(share.amount > 0 for share in one.shares)
        if one.shares:
            assert one.outcome in ("certain", "likely")
            assert together + one.excess == each.amount
            assert {whose[share.invoice_id] for share in one.shares} == {one.customer_id}
        if one.outcome == "certain" and each.amount > 0:
            assert one.excess == 0
            assert all(share.amount == left[share.invoice_id] for share in one.shares)
        for share in one.shares:
            paid[share.invoice_id] += share.amount
        if one.outcome == "entered":
            taken += one.payments
        assert (one.outcome == "none") <= (each.amount < 0)
    assert all(paid[invoice] <= left[invoice] for invoice in paid)
    assert len(taken) == len(set(taken))


@given(lines(), ledger(), st.integers())
@settings(max_examples=60)
def test_the_order_of_lines_invoices_and_payments_is_irrelevant(
    came: list[Arrived], what: list[Owed | Entered], seed: int
) -> None:
    shuffled, others = list(came), list(what)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    random.Random(seed).shuffle(others)  # noqa: S311 - as above
    assert match(shuffled, books(*others)) == match(came, books(*what))


@given(st.text(max_size=60))
def test_whatever_the_bank_writes_is_taken(text: str) -> None:
    found = match([line(text, payer=text)], books(owed("INV-1001"), owed("7", of="bolt")))["L1"]
    assert found.outcome in ("certain", "likely", "open")
    assert isinstance(without_accounts(text), str)
    assert all(is_whole(each) for each in creditor_references(text))


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=21), st.integers(0, 20))
def test_a_wrong_digit_is_noticed(body: str, place: int) -> None:
    check = 98 - int("".join(str(int(sign, 36)) for sign in f"{body}RF00")) % 97
    right = f"RF{check:02}{body}"
    assert right in creditor_references(f"for {right} thanks")
    at = place % len(body)
    other = chr(ord(body[at]) + 1) if body[at] not in "9Z" else ("0" if body[at] == "9" else "A")
    assert not is_whole(f"RF{check:02}{body[:at]}{other}{body[at + 1 :]}")


def test_accounts_are_known_and_cut_down() -> None:
    assert account_in("de89 3704 0044 0532 0130 00") == "DE89370400440532013000"
    assert account_in("DE88 3704 0044 0532 0130 00") is None
    assert without_accounts("from DE89370400440532013000 for INV-1") == "from ...3000 for INV-1"
    assert without_accounts("GB29NWBK60161331926819 INV-1263") == "...6819 INV-1263"

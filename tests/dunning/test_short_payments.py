"""Short payments: a small rest goes to a person, with a guess why."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from dunning.decisions import Reason
from dunning.engine import decide, explain
from dunning.ledger import Invoice
from dunning.policy import read_policy
from tests.dunning.agreements_desk import dispute
from tests.dunning.desk import RULES, UNASKED, account, at, invoice, notice, notify, wait


@pytest.mark.parametrize(
    ("total", "left", "why"),
    [
        ("1000", "20", "2 % to the cent, so maybe a discount taken"),
        ("1000", "15", "1.5 % to the cent, so maybe a discount taken"),
        ("1000", "20.00", "2 % to the cent, so maybe a discount taken"),
        ("4000", "50", "maybe a bank's charge that was taken off on the way"),
        ("4000", "50.01", "maybe a discount, tax withheld, or a slip"),
        ("1234.50", "12", "maybe a bank's charge that was taken off on the way"),
        ("10000", "123.45", "maybe a discount, tax withheld, or a slip"),
    ],
)
def test_a_small_rest_goes_to_a_person_with_a_guess_why(total: str, left: str, why: str) -> None:
    asked = account(invoice(balance=left, total=Decimal(total)))
    found = decide(asked, UNASKED, RULES, at("2026-05-12"))
    assert found.reason is Reason.SHORT_PAYMENT
    assert f"({why})" in found.text
    proposed = wait(found).proposed
    assert proposed is not None
    agreed = replace(asked, approvals=(proposed.fingerprint,))
    assert notify(decide(agreed, UNASKED, RULES, at("2026-05-12"))).amount == Decimal(left)


@pytest.mark.parametrize(
    ("invoices", "percent"),
    [
        ((invoice(balance="20.01", total=Decimal(1000)),), "2"),  # more than two per cent
        ((invoice(balance="20", total=Decimal(1000)),), "1.99"),
        ((invoice(balance="20", total=Decimal(20)),), "2"),  # nothing was paid
        (
            (invoice(balance="20", total=Decimal(1000)), invoice("1002", balance="50")),
            "2",
        ),  # not all that is open
    ],
)
def test_what_is_no_small_rest_is_asked_for(invoices: tuple[Invoice, ...], percent: str) -> None:
    policy = read_policy({"approval_required": "none", "short_payment_percent": percent})
    assert notify(decide(account(*invoices), policy, RULES, at("2026-05-12")))


def test_what_is_left_beside_a_disputed_part_was_never_paid() -> None:
    asked = account(invoice(balance="1000"), agreements=(dispute("985"),), episode="i1001@2026-05-02")
    step = notify(decide(asked, UNASKED, RULES, at("2026-05-12")))
    assert (step.amount, step.level) == (Decimal(15), "reminder")


@pytest.mark.parametrize(
    ("left", "why"),
    [
        ("30", "3 % to the cent, so maybe a discount taken"),
        ("35", "3.5 % to the cent, so maybe a retention, or tax withheld"),
        ("50", "5 % to the cent, so maybe a retention, or tax withheld"),
    ],
)
def test_a_retention_is_guessed_where_the_policy_looks_that_far(left: str, why: str) -> None:
    policy = read_policy({"approval_required": "none", "short_payment_percent": "5"})
    found = decide(account(invoice(balance=left, total=Decimal(1000))), policy, RULES, at("2026-05-12"))
    assert why in found.text


def test_where_no_level_is_left_a_small_rest_is_explained_all_the_same() -> None:
    last = read_policy({"levels": [{"name": "reminder", "days": 4}]})
    asked = account(
        invoice(balance="20", total=Decimal(1000)),
        episode="i1001@2026-05-02",
        notices=(notice(on="2026-05-05"),),
        approvals=("a yes to something else",),
    )
    told = {each.guard: each.blocks for each in explain(asked, last, RULES, at("2026-06-12"))}
    assert told["short payment"]

"""What both transports owe the call budget and the sign-in: what is said is passed on, tokens are renewed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from connectors.errors import SignInAgain
from connectors.sandbox.faults import Fault
from connectors.spare import sparing
from tests.connectors.quickbooks_linked import linked
from tests.connectors.xero_desk import Desk, a_book, desk_of


@pytest.fixture
def desk() -> Iterator[Desk]:
    yield from desk_of(a_book())


def test_what_xero_says_is_left_of_the_day_is_passed_on(desk: Desk) -> None:
    desk.ledger.organisation()
    assert desk.budget.left == desk.api.limits.day - desk.budget.taken
    desk.ledger.deposit_accounts()
    assert desk.budget.left == desk.api.limits.day - desk.budget.taken


def test_calls_that_can_wait_are_told_apart_from_those_that_cannot(desk: Desk) -> None:
    desk.ledger.deposit_accounts()
    assert desk.budget.spare == 0
    with sparing():
        desk.ledger.deposit_accounts()
    assert desk.budget.spare == 1
    desk.ledger.deposit_accounts()
    assert desk.budget.spare == 1


def test_xero_tokens_that_are_over_again_before_they_were_used_are_renewed_again(desk: Desk) -> None:
    """The call had to wait for its turn, or the lid was closed."""
    desk.api.faults.add(Fault(match="/Accounts", action="status", status=401, times=2))
    assert desk.ledger.deposit_accounts()
    assert desk.kept.renewals == 2
    desk.api.faults.add(Fault(match="/Accounts", action="status", status=401, times=None))
    with pytest.raises(SignInAgain):
        desk.ledger.deposit_accounts()


def test_quickbooks_tokens_that_are_over_again_before_they_were_used_are_renewed_again() -> None:
    with linked() as on:
        on.api.faults.add(Fault(match="/query", action="status", status=401, times=2))
        assert on.ledger.deposit_accounts()
        assert on.drawer.renewed == 2
        on.api.faults.add(Fault(match="/query", action="status", status=401, times=None))
        with pytest.raises(SignInAgain):
            on.ledger.deposit_accounts()

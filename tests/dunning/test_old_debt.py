"""Old debt: what was long overdue at linking waits for a person, who is told what that holds up."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.decisions import Decision, Reason
from dunning.engine import decide, explain
from tests.dunning.desk import (
    POLICY,
    RULES,
    account,
    at,
    books,
    customer,
    hold,
    invoice,
    notice,
    notify,
    wait,
)

NOW = at("2026-05-05")
OLD = invoice("17", due="2025-10-02")
NEWER = invoice("1001", due="2026-05-01")


def decided(asked: Account) -> Decision:
    return decide(asked, POLICY, RULES, NOW)


def said_yes(asked: Account) -> Account:
    proposed = wait(decided(asked)).proposed
    assert proposed is not None
    return replace(asked, approvals=(proposed.fingerprint,))


def test_the_old_invoice_says_what_it_holds_up_and_what_a_person_can_do() -> None:
    decision = decided(account(OLD, NEWER, invoice("1002", due="2026-06-01")))
    assert decision.reason is Reason.OLD_DEBT
    assert decision.text == (
        "Invoice 17 was 91 days past due when the ledger was linked on 1 January 2026, beyond 90 days. "
        "Until it is sorted nothing is sent to Northern Bakers, so not about invoice 1001, invoice 1002 "
        "either. Write it off in the ledger, set it aside (duesync hold acme --invoice 17) or let it be "
        "asked for (duesync approve acme --old-debt)."
    )
    alone = decided(account(OLD))
    assert "nothing is sent to Northern Bakers. Write it off" in alone.text


def test_of_several_old_invoices_each_must_be_sorted() -> None:
    decision = decided(account(OLD, invoice("18", due="2025-09-01"), NEWER))
    assert decision.text.startswith("Invoice 18 was 122 days past due")
    assert "(and 1 more old invoice, each to be sorted)" in decision.text
    assert "so not about invoice 1001 either" in decision.text


def test_once_the_old_invoice_is_held_or_written_off_the_newer_ones_go_their_way() -> None:
    asked = account(OLD, NEWER)
    for sorted_out in (
        replace(asked, holds=(hold("invoice", None, "i17"),)),
        replace(asked, invoices=(NEWER,)),
    ):
        assert notify(decided(sorted_out)).overdue == ("i1001",)


def test_a_yes_lets_just_this_demand_for_old_debt_go() -> None:
    asked = said_yes(account(OLD, NEWER))
    step = notify(decided(asked))
    assert (step.level, step.overdue) == ("reminder", ("i17", "i1001"))
    answers = {each.guard: each.text for each in explain(asked, POLICY, RULES, NOW)}
    assert answers["old debt"] == "A person said yes to asking for the old debt: invoice 17."
    more = replace(asked, invoices=(*asked.invoices, invoice("1002", due="2026-05-02")))
    assert decided(more).reason is Reason.OLD_DEBT


def test_each_level_about_old_debt_needs_a_yes_of_its_own() -> None:
    asked = replace(said_yes(account(OLD, episode="e")), notices=(notice(on="2026-04-20", episode="e"),))
    assert decided(asked).reason is Reason.OLD_DEBT
    assert notify(decided(said_yes(asked))).level == "second_reminder"


def test_a_new_ledger_and_the_night_do_not_keep_an_old_debt_from_being_proposed() -> None:
    asked = account(OLD, books=books(released=False), notices=())
    for now in (NOW, at("2026-05-05", "22:00")):
        assert wait(decide(asked, POLICY, RULES, now)).proposed is not None
    # the yes is to the debt; that the ledger may send at all is asked beside it
    assert decided(said_yes(asked)).reason is Reason.NOT_RELEASED


@pytest.mark.parametrize(
    "asked",
    [
        account(OLD, customer=customer(emails=())),
        account(OLD, books=books(booked_through=None)),
        account(OLD, notices=(notice(on="2026-05-04", episode="x"),)),
        account(invoice("17", due="2025-10-02", balance="5")),
    ],
    ids=["no address", "books not booked", "written to yesterday", "too little"],
)
def test_an_old_debt_is_not_proposed_while_more_than_a_yes_is_missing(asked: Account) -> None:
    decision = decided(asked)
    assert decision.reason is Reason.OLD_DEBT
    assert wait(decision).proposed is None


def test_a_debt_that_fell_due_after_linking_is_never_old() -> None:
    linked_long_ago = account(OLD, books=books(linked_on=date(2025, 1, 1)))
    assert notify(decided(linked_long_ago)).overdue == ("i17",)

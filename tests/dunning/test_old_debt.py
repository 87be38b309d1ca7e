"""What was long overdue when the ledger was linked: silent until a person sorts it, and what follows then."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.agreements import PromiseToPay
from dunning.decisions import Decision, Notify, Reason
from dunning.engine import decide, explain
from dunning.plan import plan_ahead
from dunning.policy import CONFIRMATION, PolicyError, read_policy
from dunning.sorting import Sorting
from tests.dunning.desk import (
    POLICY,
    RULES,
    UNASKED,
    account,
    at,
    books,
    credit,
    customer,
    hold,
    invoice,
    notice,
    notify,
    sorting,
    wait,
)

NOW = at("2026-05-05")
OLD = invoice("17", due="2025-10-02")
NEWER = invoice("1001", due="2026-05-01")
CONFIRM = sorting("confirm", "17")
EPISODE = "i17@2026-05-05"
CONFIRMED = notice(CONFIRMATION, "2026-05-05", EPISODE, invoice_ids=("i17",))


def decided(asked: Account, day: str = "2026-05-05") -> Decision:
    return decide(asked, UNASKED, RULES, at(day))


def step_of(decision: Decision) -> Notify:
    """What is done, or would be after a yes."""
    step = decision.action if isinstance(decision.action, Notify) else decision.action.proposed
    assert step is not None, decision.text
    return step


def answer(asked: Account, guard: str, day: str = "2026-05-05") -> str:
    return next(each.text for each in explain(asked, UNASKED, RULES, at(day)) if each.guard == guard)


def test_the_old_invoice_says_what_it_holds_up_and_what_a_person_can_do() -> None:
    decision = decided(account(OLD, NEWER, invoice("1002", due="2026-06-01")))
    assert decision.reason is Reason.OLD_DEBT
    assert decision.text == (
        "Invoice 17 was 91 days past due when the ledger was linked on 1 January 2026, beyond 90 days. "
        "Until it is sorted nothing is sent to Northern Bakers, so not about invoice 1001, invoice 1002 "
        "either: duesync sort acme"
    )
    assert wait(decision).proposed is None
    assert decided(account(OLD)).text.endswith("nothing is sent to Northern Bakers: duesync sort acme")


def test_of_several_old_invoices_each_is_named() -> None:
    decision = decided(account(OLD, invoice("18", due="2025-09-01"), NEWER))
    assert decision.text.startswith("Invoice 18 (and invoice 17) was 122 days past due")
    assert "so not about invoice 1001 either" in decision.text


@pytest.mark.parametrize(
    "asked",
    [
        account(OLD, approvals=("anything",)),
        account(OLD, customer=customer(emails=())),
        account(OLD, notices=(notice(on="2025-12-04", episode="x"),)),
        account(OLD, sortings=(sorting("confirm", "18"),)),
        account(OLD, sortings=(sorting("time_barred", "18"), sorting("level", "18", level="firm"))),
        account(OLD, invoice("18", due="2025-09-01"), sortings=(sorting("confirm", "18"),)),
    ],
    ids=["a yes", "no address", "written to", "another was sorted", "another thrice", "one of two sorted"],
)
def test_what_nobody_sorted_is_silent_whatever_else_was_said(asked: Account) -> None:
    assert decided(asked).reason is Reason.OLD_DEBT
    assert plan_ahead(asked, UNASKED, RULES, NOW, 90) == ()


def test_once_the_old_invoice_is_held_or_written_off_the_newer_ones_go_their_way() -> None:
    asked = account(OLD, NEWER)
    for sorted_out in (
        replace(asked, holds=(hold("invoice", None, "i17"),)),
        replace(asked, invoices=(NEWER,)),
        replace(asked, sortings=(sorting("write_off", "17"),)),
        replace(asked, sortings=(sorting("time_barred", "17"),)),
        replace(asked, sortings=(CONFIRM, sorting("write_off", "17"))),
    ):
        step = notify(decided(sorted_out))
        assert (step.level, step.overdue, step.amount) == ("reminder", ("i1001",), Decimal(100))
        assert "i17" not in dict(step.balances)


def test_a_debt_that_fell_due_after_linking_is_never_old() -> None:
    linked_long_ago = account(OLD, books=books(linked_on=date(2025, 1, 1)))
    assert notify(decided(linked_long_ago)).overdue == ("i17",)


def test_the_first_message_is_a_balance_confirmation_and_then_comes_the_first_level() -> None:
    asked = account(OLD, NEWER, sortings=(CONFIRM,))
    decision = decided(asked)
    step = notify(decision)
    assert decision.reason is Reason.CONFIRMATION
    assert decision.text == (
        "A balance confirmation at 215 days past due: 2 invoices, GBP 200.00, by e-mail for Northern "
        "Bakers: ana@bakers.example."
    )
    assert (step.kind, step.level, step.template, step.channel, step.tone, step.serious, step.ordinal) == (
        "level", CONFIRMATION, CONFIRMATION, "email", "friendly", False, 0,
    )  # fmt: skip
    assert step.overdue == ("i17", "i1001")
    assert answer(asked, "old debt") == "Sorted by ann on 1 May 2026: the balance is confirmed first."

    gone = replace(asked, episode=EPISODE, notices=(CONFIRMED,))
    soon = decided(gone, "2026-05-11")
    assert soon.reason is Reason.HOUSE_LIMIT
    assert '"balance_confirmation" went on 5 May 2026: "reminder" follows 7 days later' in answer(
        gone, "too soon", "2026-05-11"
    )
    assert notify(decided(gone, "2026-05-12")).level == "reminder"


def test_a_balance_confirmation_keeps_every_guard() -> None:
    asked = account(OLD, sortings=(CONFIRM,))
    for reason, kept in {
        Reason.BOOKS_NOT_BOOKED: replace(asked, books=books(booked_through=date(2025, 10, 2))),
        Reason.NOT_RELEASED: replace(asked, books=books(released=False)),
        Reason.BELOW_MINIMUM: replace(asked, credits=(credit("95"),)),
        Reason.NO_ADDRESS: replace(asked, customer=customer(emails=())),
        Reason.HOUSE_LIMIT: replace(asked, notices=(notice(on="2026-05-01", episode="x"),)),
        Reason.OPTED_OUT: replace(asked, opted_out=("email",)),
        Reason.UNCERTAIN: replace(asked, uncertain=("KEY",)),
    }.items():
        assert decided(kept).reason is reason
    assert decide(asked, UNASKED, RULES, at("2026-05-05", "20:00")).reason is Reason.OUT_OF_HOURS
    needs = decide(asked, POLICY, RULES, NOW)
    assert needs.reason is Reason.APPROVAL
    proposed = wait(needs).proposed
    assert proposed is not None
    assert notify(decide(replace(asked, approvals=(proposed.fingerprint,)), POLICY, RULES, NOW)) == proposed


def test_the_procedure_begins_where_a_person_said_and_why_tells_what_is_skipped() -> None:
    asked = account(OLD, sortings=(sorting("level", "17", level="firm", note="we spoke"),))
    step = notify(decided(asked))
    assert (step.level, step.serious) == ("firm", True)
    assert answer(asked, "old debt") == (
        'Sorted by ann on 1 May 2026: it begins at "firm", so "reminder", "second_reminder" are skipped '
        "(we spoke)."
    )
    gone = replace(asked, episode=EPISODE, notices=(notice("firm", "2026-05-05", EPISODE),))
    assert step_of(decided(gone, "2026-05-12")).level == "call"
    longer = read_policy({"old_debt_days": 200})  # no old debt by now, yet what was said of it counts
    [told] = [each for each in explain(asked, longer, RULES, NOW) if each.guard == "old debt"]
    assert told.text.startswith('Sorted by ann on 1 May 2026: it begins at "firm"')
    from_the_first = account(OLD, sortings=(sorting("level", "17", level="reminder"),))
    assert notify(decided(from_the_first)).level == "reminder"
    assert answer(from_the_first, "old debt") == 'Sorted by ann on 1 May 2026: it begins at "reminder".'


def test_what_was_reached_already_is_never_taken_back_by_a_beginning() -> None:
    asked = account(
        OLD,
        episode=EPISODE,
        notices=(notice("firm", "2026-04-05", EPISODE),),
        sortings=(sorting("level", "17", level="second_reminder"),),
    )
    assert step_of(decided(asked)).level == "call"


def test_a_beginning_that_the_policy_no_longer_has_is_asked_about() -> None:
    decision = decided(account(OLD, sortings=(sorting("level", "17", level="gone"),)))
    assert decision.reason is Reason.POLICY_CHANGED
    assert decision.text == (
        'Old debt was to begin at "gone", which the policy no longer has: name it there again, or sort it '
        'anew (duesync sort acme "Northern Bakers" CHOICE).'
    )


def test_no_level_may_bear_the_name_of_the_confirmation() -> None:
    with pytest.raises(PolicyError, match="is taken"):
        read_policy({"levels": [{"name": CONFIRMATION, "days": 5}]})


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ((sorting("level", "17", level="firm"), sorting("confirm", "18")), CONFIRMATION),
        ((sorting("confirm", "18"), sorting("level", "17", level="firm")), "firm"),
        ((sorting("confirm", "17", "18"), sorting("level", "17", "18", level="call")), "call"),
        ((sorting("level", "17", "18", level="firm"), sorting("time_barred", "17")), "firm"),
    ],
)
def test_the_newest_word_that_counts_is_how_the_account_begins(
    words: tuple[Sorting, ...], level: str
) -> None:
    both = account(OLD, invoice("18", due="2025-09-01"), sortings=words)
    assert step_of(decide(both, POLICY, RULES, NOW)).level == level
    paid = replace(both, invoices=both.invoices[1:])  # to pay one of them moves nothing
    assert step_of(decide(paid, POLICY, RULES, NOW)).level == level


WRITTEN_OFF = (
    "GBP 100.00 is to be written off: invoice 17; ann said so on 1 May 2026 (bankrupt). Write it off in the "
    'ledger, or sort it anew (duesync sort acme "Northern Bakers" CHOICE).'
)
BARRED = (
    "GBP 100.00 may be enforced no more: invoice 17; ann said so on 1 May 2026. No letter is written about "
    "it, for one may mislead, or begin the time anew; only you may. If it is not so, sort it anew "
    '(duesync sort acme "Northern Bakers" CHOICE).'
)


@pytest.mark.parametrize(
    ("word", "reason", "text"),
    [
        (sorting("write_off", "17", note="bankrupt"), Reason.WRITE_OFF, WRITTEN_OFF),
        (sorting("time_barred", "17"), Reason.TIME_BARRED, BARRED),
    ],
)
def test_what_is_set_aside_is_never_written_about_and_says_so(
    word: Sorting, reason: Reason, text: str
) -> None:
    asked = account(OLD, sortings=(word,))
    decision = decided(asked)
    assert (decision.reason, decision.text, decision.overdue) == (reason, text, True)
    assert wait(decision).proposed is None
    assert plan_ahead(asked, UNASKED, RULES, NOW, 365) == ()
    beside = replace(asked, invoices=(OLD, NEWER))
    assert answer(beside, "sorted") == "Left out: invoice 17."
    assert answer(beside, "old debt") == (
        "A person left out all that was more than 90 days past due when the ledger was linked."
    )
    assert "Nothing was more than" in answer(account(NEWER), "old debt")


def test_of_two_words_that_is_told_which_still_leaves_something_out() -> None:
    later_paid = sorting("time_barred", "18")
    decision = decided(account(OLD, sortings=(sorting("write_off", "17", note="bankrupt"), later_paid)))
    assert (decision.reason, decision.text) == (Reason.WRITE_OFF, WRITTEN_OFF)


def test_a_promise_about_old_debt_is_silence_and_when_it_breaks_somebody_sorts_it() -> None:
    promise = PromiseToPay(
        id=1, invoice_ids=("i17",), made_on=date(2026, 5, 1), known=(), who="Ana", where="call", quote="",
        ending=None, amount=Decimal(100), due_on=date(2026, 5, 12), episode=None,
    )  # fmt: skip
    asked = account(OLD, agreements=(promise,))
    assert decided(asked).reason is Reason.PROMISED
    assert decided(asked, "2026-05-20").reason is Reason.OLD_DEBT
    confirm = replace(asked, sortings=(CONFIRM,))
    assert decided(confirm).reason is Reason.PROMISED
    assert answer(confirm, "sorted") == "No old debt is set aside."
    assert notify(decided(confirm, "2026-05-20")).level == CONFIRMATION


def test_a_confirmation_is_sent_again_only_for_another_debt() -> None:
    again = account(
        OLD, sortings=(CONFIRM, CONFIRM), episode=EPISODE, notices=(CONFIRMED, replace(CONFIRMED, key="2"))
    )
    assert notify(decided(again, "2026-05-12")).level == "reminder"
    other = replace(again, episode="another")
    assert notify(decided(other, "2026-05-12")).level == CONFIRMATION
    in_dollars = replace(CONFIRMED, currency="USD")
    assert notify(decided(replace(again, notices=(in_dollars,)), "2026-05-12")).level == CONFIRMATION

"""What was agreed, in a bookkeeper's words: silence until the day, what came of it, and what follows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.agreed import agreed_on, told
from dunning.decisions import Decision, Reason
from dunning.engine import decide, explain
from dunning.plan import plan_ahead
from dunning.policy import Policy, read_policy
from tests.dunning.agreements_desk import (
    came,
    claim,
    contact,
    dispute,
    ended,
    handed_over,
    plan,
    promise,
    settlement,
)
from tests.dunning.desk import POLICY, RULES, UNASKED, account, at, books, invoice, notice, notify, wait

EPISODE = "i1001@2026-05-02"
THREE_PARTS = (("2026-05-12", "40"), ("2026-06-12", "30"), ("2026-07-13", "30"))


def agreeing(*agreements: Any, balance: str = "100", **more: Any) -> Account:
    """Northern Bakers owe invoice 1001, due 1 May, under these agreements."""
    return account(invoice(balance=balance), agreements=agreements, episode=EPISODE, **more)


def decided(asked: Account, day: str, policy: Policy = UNASKED) -> Decision:
    return decide(asked, policy, RULES, at(day))


def state(asked: Account, day: str) -> str:
    [judged] = agreed_on(asked, POLICY, RULES, date.fromisoformat(day)).judged
    return judged.state


def answer(asked: Account, guard: str, day: str) -> tuple[bool, str]:
    [found] = [each for each in explain(asked, UNASKED, RULES, at(day)) if each.guard == guard]
    return found.blocks, found.text


SILENT: dict[str, tuple[Account, str, Reason, str, str]] = {
    "they promised to pay in a week": (
        agreeing(promise()),
        "2026-05-05",
        Reason.PROMISED,
        (
            "The promise of GBP 100.00 by 12 May 2026 (Ana, call) is open: nothing is asked for invoice 1001 "
            "before 14 May 2026, when the books can show what came."
        ),
        "2026-05-13T23:00",
    ),
    "the promised day is past, and the books may not show yet what came": (
        agreeing(promise()),
        "2026-05-13",
        Reason.PROMISED,
        "before 14 May 2026",
        "2026-05-13T23:00",
    ),
    "the books do not reach the day on which a promise can be judged": (
        agreeing(promise(), books=books(booked_through=date(2026, 5, 13))),
        "2026-05-18",
        Reason.BOOKS_NOT_BOOKED,
        "payments are booked through 13 May 2026, and 14 May 2026 is needed to tell what came of it",
        "2026-05-19T05:00",
    ),
    "they kept a promise to pay a part before its day": (
        agreeing(promise("40"), balance="60", received=(came("40", "2026-05-07"),)),
        "2026-05-08",
        Reason.PROMISED,
        "was kept: nothing is asked for invoice 1001 before 14 May 2026",
        "2026-05-13T23:00",
    ),
    "a promise was given before the due date, when a note would go": (
        account(invoice(due="2026-05-08"), agreements=(promise(),)),
        "2026-05-05",
        Reason.PROMISED,
        "nothing is asked for invoice 1001 before 14 May 2026",
        "2026-05-08T23:00",
    ),
    "they pay in instalments and none is due yet": (
        agreeing(plan(*THREE_PARTS)),
        "2026-05-06",
        Reason.INSTALMENTS,
        "The plan of 3 instalments, GBP 100.00 until 13 July 2026 (Ana, call) is on track",
        "2026-05-13T23:00",
    ),
    "the first instalment came": (
        agreeing(plan(*THREE_PARTS), balance="60", received=(came("40"),)),
        "2026-05-28",
        Reason.INSTALMENTS,
        "before 16 June 2026",
        "2026-06-15T23:00",
    ),
    "they dispute the invoice": (
        agreeing(dispute()),
        "2026-05-06",
        Reason.DISPUTED,
        (
            'The dispute about the whole (Ana, call: "wrong price") that Jo is to answer by 19 May 2026 is '
            "open: nothing is asked for invoice 1001 until it is answered "
            '(duesync dispute acme --invoice 1001 --answer "...").'
        ),
        "2026-05-19T23:00",
    ),
    "nobody answered a dispute in time": (
        agreeing(dispute()),
        "2026-05-20",
        Reason.DISPUTE_UNANSWERED,
        "is past that day without an answer: answer invoice 1001 before anything is asked",
        "2026-05-21T05:00",
    ),
    "two disputes together are about the whole": (
        agreeing(dispute("60"), dispute("40", number=2)),
        "2026-05-06",
        Reason.DISPUTED,
        "about GBP 60.00",
        "2026-05-19T23:00",
    ),
    "they say that they paid": (
        agreeing(claim()),
        "2026-05-06",
        Reason.CLAIMED_PAID,
        (
            "The claim that GBP 100.00 was paid on 5 May 2026, reference TX-9 (Ana, call) waits for the "
            "books: nothing is asked for invoice 1001 before 8 May 2026"
        ),
        "2026-05-07T23:00",
    ),
    "they say that they paid and the books do not show it": (
        agreeing(claim()),
        "2026-06-30",
        Reason.CLAIM_NOT_FOUND,
        (
            "is not borne out by the books: ask Northern Bakers for the remittance; then book it, or "
            "withdraw the claim (duesync claim acme --invoice 1001 --withdraw)"
        ),
        "2026-07-01T05:00",
    ),
    "less was agreed to be enough": (
        agreeing(settlement()),
        "2026-05-06",
        Reason.SETTLEMENT,
        "The settlement of GBP 60.00 for GBP 100.00 by 12 May 2026 (Ana, call), approved by Jo is open",
        "2026-05-13T23:00",
    ),
    "the settlement was paid": (
        agreeing(settlement(), balance="40", received=(came("60"),)),
        "2026-06-30",
        Reason.SETTLED,
        "The rest of GBP 40.00 is forgiven: write a credit note for invoice 1001 in the ledger",
        "2026-07-01T05:00",
    ),
    "the debt is with an agency": (
        agreeing(handed_over(), balance="70", received=(came("30"),)),
        "2026-06-30",
        Reason.HANDED_OVER,
        (
            "The hand-over to Collect Ltd (agency) on 5 May 2026 is in force: Collect Ltd alone speaks to "
            "Northern Bakers. GBP 30.00 came in since: report it to Collect Ltd."
        ),
        "2026-07-01T05:00",
    ),
}


@pytest.mark.parametrize("why", SILENT)
def test_nothing_is_asked_when(why: str) -> None:
    asked, day, reason, words, looked_at = SILENT[why]
    decision = decided(asked, day)
    assert wait(decision).proposed is None
    assert decision.reason is reason
    assert words in decision.text
    assert decision.review_at == at(*looked_at.split("T"))
    free = decided(replace(asked, agreements=()), day)
    assert notify(free)  # it is the agreement alone that keeps it silent


GOES_ON: dict[str, tuple[Account, str, str, str]] = {
    "a promise was broken": (
        agreeing(promise()),
        "2026-05-14",
        "reminder",
        "; the promise of GBP 100.00 by 12 May 2026 (Ana, call) was broken.",
    ),
    "a promise was kept in part": (
        agreeing(promise(), balance="60", received=(came("40"),)),
        "2026-05-14",
        "reminder",
        "was kept in part: GBP 40.00 came.",
    ),
    "a promise was broken after the first reminder": (
        agreeing(promise(), notices=(notice(on="2026-05-05", episode=EPISODE),)),
        "2026-05-14",
        "second_reminder",
        "was broken.",
    ),
    "a promise of a part was kept, and its day is over": (
        agreeing(promise("40"), balance="60", received=(came("40"),)),
        "2026-05-14",
        "reminder",
        "for Northern Bakers: ana@bakers.example.",
    ),
    "a promise was withdrawn": (
        agreeing(promise(ending=ended())),
        "2026-05-06",
        "reminder",
        "for Northern Bakers: ana@bakers.example.",
    ),
    "an instalment is missing": (
        agreeing(plan(*THREE_PARTS), balance="70", received=(came("30"),)),
        "2026-05-14",
        "reminder",
        "is behind: GBP 40.00 of 12 May 2026 is missing.",
    ),
    "the second instalment is missing": (
        agreeing(plan(*THREE_PARTS), balance="60", received=(came("40"),)),
        "2026-06-16",
        "reminder",
        "is behind: GBP 30.00 of 12 June 2026 is missing.",
    ),
    "a dispute was answered": (
        agreeing(dispute(ending=ended("answered", "the price is the list price"))),
        "2026-05-06",
        "reminder",
        "for Northern Bakers: ana@bakers.example.",
    ),
    "the part that they say they paid was found, and its time is over": (
        agreeing(claim("30", owed="100"), balance="70", received=(came("30", "2026-05-04"),)),
        "2026-05-08",
        "reminder",
        "for Northern Bakers: ana@bakers.example.",
    ),
    "the hand-over was ended": (
        agreeing(handed_over(ended("ended"))),
        "2026-05-06",
        "reminder",
        "for Northern Bakers: ana@bakers.example.",
    ),
}


@pytest.mark.parametrize("why", GOES_ON)
def test_the_procedure_goes_on_where_it_was_when(why: str) -> None:
    asked, day, level, words = GOES_ON[why]
    decision = decided(asked, day)
    assert notify(decision).level == level
    assert decision.text.endswith(words)
    assert decision.episode == EPISODE


LATER = "2026-05-20"
STATES: dict[str, tuple[Any, str, tuple[Any, ...], str, str]] = {
    "open before its day": (promise(), "100", (), "2026-05-12", "open"),
    "kept to the penny": (promise(), "50", (came("100"),), LATER, "kept"),
    "a penny short": (promise(), "50", (came("99.99"),), "2026-05-20", "part_kept"),
    "kept in two parts": (promise(), "50", (came("60"), came("40", id="p2")), LATER, "kept"),
    "kept by money for another invoice": (promise(), "100", (came("100", about="9"),), LATER, "kept"),
    "kept by money on the day it was given": (promise(), "50", (came("100", "2026-05-05"),), LATER, "kept"),
    "money from before it was given": (promise(), "50", (came("100", "2026-05-04"),), LATER, "broken"),
    "money on the last day that counts": (promise(), "50", (came("100", "2026-05-14"),), LATER, "kept"),
    "money that came too late": (promise(), "50", (came("100", "2026-05-15"),), LATER, "broken"),
    "money that was voided": (promise(), "50", (came("100", status="void"),), LATER, "broken"),
    "money in another currency": (promise(), "50", (came("100", currency="EUR"),), LATER, "broken"),
    "nothing is owed of it any more": (promise(), "0", (), LATER, "kept"),
    "kept by money that had come already": (
        replace(promise(), known=("p1",)), "50", (came("100", "2026-05-05"),), LATER, "broken"),
    "moved": (promise(ending=ended("moved")), "100", (), "2026-05-20", "moved"),
    "withdrawn": (promise(ending=ended()), "100", (came("100"),), "2026-05-20", "withdrawn"),
    "a plan, all paid and over": (plan(*THREE_PARTS), "10", (came("100"),), "2026-07-15", "completed"),
    "a plan, its gap closed later": (
        plan(*THREE_PARTS), "60", (came("40", "2026-05-27"),), "2026-05-28", "on_track"),
    "a plan, and money for another invoice": (
        plan(*THREE_PARTS), "100", (came("40", about="9"),), "2026-05-14", "off_track"),
    "a plan, and money not applied yet": (
        plan(*THREE_PARTS), "100", (came("40", about=None),), "2026-05-14", "on_track"),
    "a claim, and money not applied yet": (
        claim(), "100", (came("100", "2026-05-01", about=None),), "2026-05-14", "found"),
    "a claim, and older money": (
        claim(), "100", (came("100", "2026-04-27", about=None),), "2026-05-14", "not_found"),
    "a settlement paid late": (settlement(), "40", (came("60", "2026-05-15"),), "2026-05-15", "lapsed"),
    "a settlement, and money for another invoice": (
        settlement(), "100", (came("60", about="9"),), "2026-05-14", "lapsed"),
}  # fmt: skip


@pytest.mark.parametrize("why", STATES)
def test_the_state_of_an_agreement(why: str) -> None:
    agreement, balance, received, day, expected = STATES[why]
    asked = agreeing(agreement, balance=balance, received=received)
    assert state(asked, day) == expected
    [judged] = agreed_on(asked, POLICY, RULES, date.fromisoformat(day)).judged
    assert told(judged, "GBP").startswith("the ")


def test_what_is_not_promised_is_asked_for_as_ever() -> None:
    asked = account(invoice("1", "2026-04-20"), invoice("2"), agreements=(promise("100", "2026-05-12", "1"),))
    step = notify(decided(asked, "2026-05-05"))
    assert (step.overdue, step.alongside, step.amount) == (("i2",), (), Decimal(100))
    assert answer(asked, "promise", "2026-05-05") == (
        False,
        "The promise of GBP 100.00 by 12 May 2026 (Ana, call) is open.",
    )


def test_a_step_about_others_is_looked_at_again_when_the_promise_ends() -> None:
    asked = account(
        invoice("1", "2026-04-20"),
        invoice("2", "2026-05-04"),
        agreements=(promise("100", "2026-05-08", "2"),),
        notices=(notice(on="2026-05-05", episode="e"),),
        episode="e",
    )
    decision = decided(asked, "2026-05-06")
    assert decision.reason is Reason.HOUSE_LIMIT
    assert decision.review_at == at("2026-05-11", "23:00")


def test_a_disputed_part_is_not_asked_for_and_the_rest_is() -> None:
    asked = account(invoice("1001"), invoice("2"), agreements=(dispute("40"),))
    step = notify(decided(asked, "2026-05-05"))
    assert step.balances == (("i1001", Decimal(60)), ("i2", Decimal(100)))
    assert step.amount == Decimal(160)
    paid = replace(asked, invoices=(invoice("1001", balance="70"), invoice("2")))
    after = notify(decided(paid, "2026-05-05"))
    assert after.amount == Decimal(130)
    assert after.fingerprint != step.fingerprint
    more = notify(decided(replace(asked, agreements=(dispute("50"),)), "2026-05-05"))
    assert more.fingerprint != step.fingerprint  # a yes to 160 is none to 150


def test_when_all_but_the_disputed_part_is_paid_the_account_waits_for_the_answer() -> None:
    asked = agreeing(dispute("40"), balance="40")
    assert decided(asked, "2026-05-05").reason is Reason.DISPUTED
    almost = agreeing(dispute("40"), balance="45")
    assert decided(almost, "2026-05-05").reason is Reason.BELOW_MINIMUM


def test_after_a_lapsed_settlement_a_person_looks_before_the_next_letter() -> None:
    asked = agreeing(settlement())
    decision = decided(asked, "2026-05-14")
    assert decision.reason is Reason.APPROVAL
    assert "a settlement lapsed: they are told that the whole is due again" in decision.text
    assert "lapsed: GBP 0.00 came in time" in decision.text
    proposed = wait(decision).proposed
    assert proposed is not None
    assert proposed.amount == 100
    told_so = replace(asked, notices=(notice(on="2026-05-14", episode=EPISODE),))
    assert notify(decided(told_so, "2026-05-22")).level == "second_reminder"


def test_a_claim_never_leads_to_the_next_level_by_itself() -> None:
    planned = plan_ahead(agreeing(claim()), UNASKED, RULES, at("2026-05-06"), 90)
    assert planned == ()


def test_the_plan_ahead_resumes_after_a_promise() -> None:
    planned = plan_ahead(agreeing(promise()), UNASKED, RULES, at("2026-05-06"), 20)
    assert [(each.level, each.on) for each in planned] == [
        ("reminder", date(2026, 5, 14)),
        ("second_reminder", date(2026, 5, 21)),
    ]


def test_the_promised_day_is_theirs_to_its_end_whatever_the_policy_says() -> None:
    policy = read_policy({"approval_required": "none", "booked_after_days": 0})
    asked = agreeing(promise())
    assert decided(asked, "2026-05-12", policy).reason is Reason.PROMISED
    assert notify(decided(asked, "2026-05-13", policy))


def test_a_debt_under_a_promise_is_overdue_and_its_episode_stays_open() -> None:
    decision = decided(agreeing(promise()), "2026-05-06")
    assert decision.overdue
    assert decision.episode == EPISODE


BY_HAND: dict[str, tuple[tuple[Any, ...], str | None]] = {
    "they were called yesterday": (
        (contact("call", "2026-05-04"),),
        "The last contact was on 4 May 2026: 7 days",
    ),
    "somebody was there last week": ((contact("visit", "2026-04-30"),), "The next may go on 7 May 2026"),
    "three contacts within a month": (
        (contact("call", "2026-04-10"), contact("email", "2026-04-15"), contact("letter", "2026-04-20")),
        "3 contacts since 10 April 2026: the most in 30 days",
    ),
    "a call reached nobody": ((contact("call", "2026-05-04", reached=False),), None),
    "they were called eight days ago": ((contact("call", "2026-04-27"),), None),
}


@pytest.mark.parametrize("why", BY_HAND)
def test_contacts_made_by_hand_count(why: str) -> None:
    contacts, words = BY_HAND[why]
    for notices in ((), account().notices):
        decision = decided(account(invoice(), contacts=contacts, notices=notices), "2026-05-05")
        if words is None:
            assert notify(decision).level == "reminder"
        else:
            assert decision.reason is Reason.HOUSE_LIMIT
            assert words in decision.text


def test_an_account_stored_before_there_were_agreements_is_read_as_one_without() -> None:
    told_then = msgspec.to_builtins(account(invoice()), str_keys=True)
    for name in ("agreements", "received", "contacts"):
        del told_then[name]
    assert msgspec.convert(told_then, Account, strict=False) == account(invoice())


def test_an_account_with_agreements_is_stored_and_read_again() -> None:
    asked = agreeing(promise(), plan(*THREE_PARTS), dispute("1"), claim(), settlement(), handed_over())
    assert msgspec.json.decode(msgspec.json.encode(asked), type=Account) == asked


def test_the_bounds_of_what_may_be_agreed_are_read_from_the_policy() -> None:
    bounds = read_policy({"agreements": {"promises_most": 1, "instalment_least": "50"}}).agreements
    assert (bounds.promises_most, bounds.instalment_least, bounds.promise_days_most) == (1, Decimal(50), 30)
    with pytest.raises(Exception, match=r"agreements\.promise_most"):
        read_policy({"agreements": {"promise_most": 1}})


def test_a_hand_over_is_told_of_with_what_came_since() -> None:
    asked = agreeing(handed_over(), received=(came("60"),))
    [judged] = agreed_on(asked, POLICY, RULES, date(2026, 5, 15)).judged
    assert told(judged, "GBP") == (
        "the hand-over to Collect Ltd (agency) on 5 May 2026 is in force: GBP 60.00 came since"
    )


@pytest.mark.parametrize(
    ("paid", "states", "left"),
    [
        ((), ["open", "open"], 0),
        (("100",), ["kept", "open"], 0),
        (("150",), ["kept", "open"], 50),
        (("60", "60"), ["kept", "open"], 20),
        (("150", "50"), ["kept", "kept"], 100),
    ],
)
def test_what_came_counts_towards_one_promise_only_the_oldest_first(
    paid: tuple[str, ...], states: list[str], left: int
) -> None:
    older, newer = promise("100", number=7), promise("100", "2026-05-12", "1002", on="2026-05-06", number=3)
    asked = account(
        invoice(),
        invoice("1002", due="2026-05-01"),
        agreements=(newer, older),
        received=tuple(came(each, "2026-05-08", None, id=f"p{place}") for place, each in enumerate(paid)),
    )
    judged = agreed_on(asked, POLICY, RULES, date(2026, 5, 11)).judged
    assert [each.state for each in judged] == states
    assert judged[1].came == left

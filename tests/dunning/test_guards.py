"""Each guard in a bookkeeper's words: what stops a letter, with which reason, and until when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.decisions import Reason
from dunning.engine import decide, explain
from dunning.ledger import Person
from dunning.policy import read_policy
from tests.dunning.desk import (
    POLICY,
    RULES,
    account,
    at,
    books,
    credit,
    customer,
    hold,
    invoice,
    notice,
    notify,
    payment,
    wait,
)
from tests.dunning.guards_desk import NEXT_MORNING, TUESDAY, answers, decided


def test_four_days_past_due_with_nothing_in_the_way_the_reminder_goes() -> None:
    decision = decided(account(invoice()))
    step = notify(decision)
    assert (decision.reason, step.level, step.channel, step.tone) == (
        Reason.LEVEL_DUE,
        "reminder",
        "email",
        "friendly",
    )
    assert step.recipients == ("ana@bakers.example",)
    assert (step.amount, step.currency, step.serious) == (Decimal(100), "GBP", False)
    assert decision.overdue
    assert decision.episode == "i1001@2026-05-05"
    assert not any(answers(account(invoice())).values())


BLOCKED: dict[str, tuple[Account, Reason, str]] = {
    "an unapplied credit note covers it": (
        account(invoice(), credits=(credit("100"),)),
        Reason.PAID,
        "covered by GBP 100.00",
    ),
    "an unapplied payment covers it": (
        account(invoice(), payments=(payment("120"),)),
        Reason.PAID,
        "covered by GBP 120.00",
    ),
    "money on its way to the ledger covers it": (
        account(invoice(), in_flight=Decimal(100)),
        Reason.PAID,
        "covered",
    ),
    "nothing is overdue yet": (
        account(invoice(due="2026-05-20")),
        Reason.NOTHING_DUE,
        "invoice 1001 is due 20 May 2026",
    ),
    "the due date is today": (account(invoice(due="2026-05-05")), Reason.NOTHING_DUE, "is due 5 May 2026"),
    "a payment of theirs could not be read": (
        account(invoice(), unreadable=("payment P-9: no amount",)),
        Reason.UNREADABLE,
        "payment P-9: no amount",
    ),
    "the only invoice has no due date": (
        account(invoice(due=None, problem="no due date")),
        Reason.UNREADABLE,
        "invoice 1001: no due date",
    ),
    "the ledger refused a payment that a person recorded": (
        account(invoice(), payments_refused=("payment KEY9 of GBP 60.00 for invoice 1001: locked period",)),
        Reason.PAYMENT_REFUSED,
        (
            "1 payment recorded here was refused by the ledger (payment KEY9 of GBP 60.00 for invoice 1001: "
            "locked period): a person must see to it before Northern Bakers is asked again."
        ),
    ),
    "money that may be theirs came in at the bank": (
        account(invoice(), arrived=("K7QX2MZP, GBP 60.00 of 2026-05-04",)),
        Reason.MONEY_ARRIVED,
        (
            "Money that may be theirs came in at the bank (line K7QX2MZP, GBP 60.00 of 2026-05-04): a person "
            "must say what it pays before Northern Bakers is asked again."
        ),
    ),
    "they paid online and the ledger does not show it yet": (
        account(invoice(), paying=("a bank debit of GBP 60.00 (pi_1)", "GBP 40.00 by card (pi_2)")),
        Reason.PAYING,
        (
            "Northern Bakers paid online, and the ledger does not show it yet: a bank debit of GBP 60.00 "
            "(pi_1); GBP 40.00 by card (pi_2). Nothing is asked for meanwhile."
        ),
    ),
    "the ledger says otherwise what they owe": (
        account(invoice(), differences=("GBP 100.00 here, GBP 60.00 there", "1 invoice here, 2 there")),
        Reason.DIFFERENT,
        (
            "The figures differ: GBP 100.00 here, GBP 60.00 there; 1 invoice here, 2 there. Nobody is asked "
            "for money until they agree."
        ),
    ),
    "the company is a demo and its messages go nowhere else": (
        account(invoice(), books=books(pretend=True)),
        Reason.PRETEND,
        "Acme Ltd is a demo or sandbox company: nothing is sent unless redirect_to is set.",
    ),
    "nobody knows whether an earlier message went": (
        account(invoice(), uncertain=("KEY123",)),
        Reason.UNCERTAIN,
        "KEY123",
    ),
    "the ledger forbids contact": (
        account(invoice(), customer=customer(contactable=False)),
        Reason.FORBIDDEN,
        "the ledger forbids contact",
    ),
    "the customer is inactive": (
        account(invoice(), customer=customer(active=False)),
        Reason.FORBIDDEN,
        "inactive",
    ),
    "the customer was merged into another": (
        account(invoice(), customer=customer(merged_into="c2")),
        Reason.FORBIDDEN,
        "merged",
    ),
    "the ledger sends reminders of its own": (
        account(invoice(), books=books(own_reminders=True)),
        Reason.LEDGER_REMINDS,
        (
            "Acme Ltd's ledger sends invoice reminders of its own, so acme is held: turn them off there, or "
            'write own_reminders = "acknowledged" into [ledgers.acme].'
        ),
    ),
    "the ledger itself sent another of their invoices two days ago": (
        account(invoice(), invoice("1002", due="2026-06-01", sent_at=at("2026-05-03"))),
        Reason.LEDGER_SENT,
        "The ledger itself sent invoice 1002 on 3 May 2026: 3 days must lie between that and our message.",
    ),
    "the ledger is on hold": (account(invoice(), holds=(hold("ledger"),)), Reason.HOLD, "ledger: in talks"),
    "the customer is on hold": (
        account(invoice(), holds=(hold("customer"),)),
        Reason.HOLD,
        "until released",
    ),
    "the only overdue invoice is on hold": (
        account(invoice(), holds=(hold("invoice", invoice_id="i1001"),)),
        Reason.HOLD,
        "invoice: in talks",
    ),
    "the debt was handed over": (
        account(
            invoice(),
            episode="i1001@2026-05-02",
            notices=(notice("hand_over", "2026-05-03", channel="hand_over"),),
        ),
        Reason.HANDED_OVER,
        "handed over on 3 May 2026",
    ),
    "the customer refused e-mail": (account(invoice(), opted_out=("email",)), Reason.OPTED_OUT, "e-mail"),
    "the debt was old when the ledger was linked": (
        account(invoice("17", due="2025-10-02"), invoice()),
        Reason.OLD_DEBT,
        "Invoice 17 was 91 days past due",
    ),
    "no payment was ever booked": (
        account(invoice(), books=books(booked_through=None)),
        Reason.BOOKS_NOT_BOOKED,
        "never booked",
    ),
    "the balance is too small for a letter": (
        account(invoice(balance="9.99")),
        Reason.BELOW_MINIMUM,
        "GBP 9.99 is below the minimum of GBP 10.00",
    ),
    "part of it is paid and the rest is too small": (
        account(invoice(), credits=(credit("95"),)),
        Reason.BELOW_MINIMUM,
        "GBP 5.00",
    ),
    "there is no e-mail address": (
        account(invoice(), customer=customer(emails=())),
        Reason.NO_ADDRESS,
        "Northern Bakers has no usable e-mail address",
    ),
    "the only address is none": (
        account(invoice(), customer=customer(emails=("ana at bakers",))),
        Reason.NO_ADDRESS,
        "not an address: ana at bakers",
    ),
    "two invoices name different billing addresses": (
        account(invoice("1", emails=("a@x.example",)), invoice("2", emails=("b@x.example",))),
        Reason.ADDRESSES_DIFFER,
        (
            "(invoice 1: a@x.example, invoice 2: b@x.example), so none of them is asked for. Make the "
            "addresses equal in the ledger, or hold an invoice so that the others go their way "
            "(duesync hold acme --invoice 2)."
        ),
    ),
    "they were written to five days ago": (
        account(invoice(), notices=(notice(on="2026-04-30", episode="other"),)),
        Reason.HOUSE_LIMIT,
        "30 April 2026: 7 days",
    ),
    "they were written to in another currency": (
        account(invoice(), notices=(notice(on="2026-04-30", episode="other", currency="EUR"),)),
        Reason.HOUSE_LIMIT,
        "30 April 2026",
    ),
    "it is only three days past due": (
        account(invoice(due="2026-05-02")),
        Reason.TOO_SOON,
        "comes 4 days past due, on 6 May 2026",
    ),
    "the ledger is new": (
        account(invoice(), books=books(released=False)),
        Reason.NOT_RELEASED,
        "acme is new",
    ),
    "it would be the first message to them": (
        account(invoice(), notices=()),
        Reason.APPROVAL,
        "first message",
    ),
    "it fell due before the ledger was linked": (
        account(invoice(), books=books(linked_on=date(2026, 5, 2))),
        Reason.APPROVAL,
        "before the ledger was linked",
    ),
    "the run would flood customers": (
        account(invoice(), books=books(flooded=True)),
        Reason.FLOOD,
        "10 a day",
    ),
}


@pytest.mark.parametrize("why", BLOCKED)
def test_no_letter_goes_when(why: str) -> None:
    asked, reason, words = BLOCKED[why]
    decision = decided(asked)
    wait(decision)
    assert decision.reason is reason
    assert words in decision.text
    assert decision.review_at is not None
    assert decision.review_at > TUESDAY


@pytest.mark.parametrize("why", BLOCKED)
def test_only_a_wait_for_a_yes_proposes_what_would_be_done(why: str) -> None:
    asked, reason, _words = BLOCKED[why]
    proposed = wait(decided(asked)).proposed
    yes_is_missing = {Reason.NOT_RELEASED, Reason.APPROVAL, Reason.FLOOD}
    assert (proposed is not None) == (reason in yes_is_missing)


def test_in_a_demo_company_nobody_is_asked_for_a_yes_that_would_lead_to_nothing() -> None:
    demo = books(pretend=True, released=False, flooded=True)
    for asked in (
        account(invoice(), books=demo, notices=()),
        account(invoice("17", due="2025-10-02"), books=demo),
        account(invoice(due="2026-05-08"), books=demo),  # a note before the due date would be next
        account(invoice(), books=demo, opted_out=("email",)),
    ):
        assert decided(asked).reason is Reason.PRETEND
        assert wait(decided(asked)).proposed is None
    assert decided(account(invoice(due="2026-07-01"), books=demo)).reason is Reason.NOTHING_DUE


def test_a_refused_payment_is_seen_to_before_anybody_is_asked_for_a_yes() -> None:
    refused = ("payment KEY9 of GBP 60.00: locked period",)
    asked = account(invoice(), payments_refused=refused, notices=(), uncertain=("KEY1",))
    assert decided(asked).reason is Reason.PAYMENT_REFUSED
    assert wait(decided(asked)).proposed is None
    covered = account(invoice(), payments_refused=refused, credits=(credit("100"),))
    assert decided(covered).reason is Reason.PAID


def test_an_account_without_an_open_invoice_owes_nothing_and_is_never_looked_at_again() -> None:
    decision = decided(account(invoice(status="paid", balance="0")))
    assert (decision.reason, decision.review_at, decision.overdue) == (Reason.PAID, None, False)


def test_a_void_or_draft_invoice_is_no_debt() -> None:
    for status in ("void", "draft", "deleted"):
        assert decided(account(invoice(status=status))).reason is Reason.PAID


def test_a_void_credit_or_one_in_another_currency_pays_nothing() -> None:
    for document in (credit("100", status="void"), credit("100", currency="EUR")):
        assert notify(decided(account(invoice(), credits=(document,)))).amount == 100


def test_a_customer_marked_unreadable_who_owes_nothing_yet_is_left_alone() -> None:
    assert decided(account(invoice(due="2026-05-20"), unreadable=("x",))).reason is Reason.NOTHING_DUE


def test_an_invoice_on_hold_is_left_out_and_the_rest_goes_on() -> None:
    asked = account(invoice("1", "2026-04-20"), invoice("2"), holds=(hold("invoice", invoice_id="i1"),))
    step = notify(decided(asked))
    assert (step.overdue, step.amount) == (("i2",), Decimal(100))
    assert "Held and left out: invoice 1." in {each.text for each in explain(asked, POLICY, RULES, TUESDAY)}


def test_a_hold_names_the_subcustomer_it_is_of_and_what_was_noted() -> None:
    asked = replace(account(invoice()), members=("c1", "c7"))
    of_theirs = replace(hold(), customer_id="c7", note="moving house")
    assert "(sub-customer c7: moving house)." in decided(replace(asked, holds=(of_theirs,))).text
    for other in (replace(of_theirs, customer_id="c9"), replace(of_theirs, scope="ledger")):
        assert f"({other.scope}: moving house)." in decided(replace(asked, holds=(other,))).text


def test_an_invoice_with_a_problem_is_left_out_and_the_rest_goes_on() -> None:
    asked = account(invoice("1", due=None, problem="no due date"), invoice("2"))
    assert notify(decided(asked)).overdue == ("i2",)


def test_a_hold_that_has_ended_holds_nothing() -> None:
    assert notify(decided(account(invoice(), holds=(hold(until="2026-05-05"),))))


def test_a_hold_until_a_day_is_looked_at_when_that_day_begins_in_the_ledgers_time() -> None:
    decision = decided(account(invoice(), holds=(hold(until="2026-05-20"), hold("ledger", "2026-05-12"))))
    assert decision.review_at == at("2026-05-19", "23:00")
    assert "until 20 May 2026" in decision.text


def test_a_held_overdue_invoice_still_stands_in_the_books_as_overdue() -> None:
    assert decided(account(invoice(), holds=(hold("invoice", invoice_id="i1001"),))).overdue


@pytest.mark.parametrize(
    ("booked_through", "goes"), [("2026-05-05", False), ("2026-05-06", True), ("2026-05-07", True)]
)
def test_the_books_must_be_booked_two_banking_days_past_the_due_date(
    booked_through: str, *, goes: bool
) -> None:
    # due Friday 1 May; Monday is a bank holiday, so the second banking day is Wednesday
    decision = decided(account(invoice(), books=books(booked_through=date.fromisoformat(booked_through))))
    assert (decision.reason is Reason.LEVEL_DUE) is goes
    assert goes or decision.review_at == NEXT_MORNING


def test_after_a_notice_the_books_must_be_booked_two_banking_days_past_it() -> None:
    asked = account(
        invoice(),
        episode="e",
        notices=(notice(on="2026-05-06", episode="e"),),
        books=books(booked_through=date(2026, 5, 7)),
    )
    decision = decided(asked, "2026-05-14")
    assert decision.reason is Reason.BOOKS_NOT_BOOKED
    assert "8 May 2026, 2 banking days after the last notice." in decision.text
    booked = replace(asked, books=books(booked_through=date(2026, 5, 8)))
    assert notify(decided(booked, "2026-05-14")).level == "second_reminder"


def test_a_debt_90_days_past_due_at_linking_is_not_old_yet() -> None:
    asked = account(invoice(due="2025-10-03"))
    assert decided(asked).reason is Reason.APPROVAL
    assert decided(account(invoice(due="2025-10-02"))).reason is Reason.OLD_DEBT


def test_the_address_on_the_invoice_comes_before_the_people_and_the_customer() -> None:
    people = (
        Person(name="B", email="buyer@bakers.example", for_invoices=False),
        Person(name="L", email="ledger@bakers.example", for_invoices=True),
    )
    theirs = customer(people=people)
    on_invoice = account(invoice(emails=("Bills@bakers.example", "bills@bakers.example")), customer=theirs)
    assert notify(decided(on_invoice)).recipients == ("Bills@bakers.example",)
    assert notify(decided(account(invoice(), customer=theirs))).recipients == ("ledger@bakers.example",)
    nobody = customer(people=people[:1])
    assert notify(decided(account(invoice(), customer=nobody))).recipients == ("ana@bakers.example",)


def test_the_same_billing_address_in_another_order_or_case_is_no_difference() -> None:
    one = invoice("1", emails=("a@x.example", "b@x.example"))
    two = invoice("2", emails=("B@x.example", "A@X.example"))
    assert len(notify(decided(account(one, two))).recipients) == 2


def test_an_invoice_that_names_no_address_goes_with_the_one_that_does() -> None:
    asked = account(invoice("1", emails=("a@x.example",)), invoice("2", emails=("none",)))
    assert notify(decided(asked)).recipients == ("a@x.example",)


@pytest.mark.parametrize(
    "address",
    ["", "a", "a@b", "a@b..c", ".a@b.c", "a.@b.c", "a b@c.d", "a@b.c, d@e.f", "a@-b.c", "a@b.c\nBcc: x@y.z"],
)
def test_what_is_no_address_is_dropped(address: str) -> None:
    assert decided(account(invoice(), customer=customer(emails=(address,)))).reason is Reason.NO_ADDRESS


def test_a_call_needs_no_address_and_a_hand_over_no_hour() -> None:
    levels: list[object] = [{"name": "ring", "days": 1, "channel": "call"}]
    policy = read_policy({"levels": levels})
    asked = account(invoice(), customer=customer(emails=()), opted_out=("email",))
    assert decide(asked, policy, RULES, TUESDAY).reason is Reason.APPROVAL
    assert decide(replace(asked, opted_out=("call",)), policy, RULES, TUESDAY).reason is Reason.OPTED_OUT
    hand_over = read_policy({"levels": [{"name": "out", "days": 1, "channel": "hand_over"}]})
    assert decide(asked, hand_over, RULES, at("2026-05-10", "23:00")).reason is Reason.APPROVAL

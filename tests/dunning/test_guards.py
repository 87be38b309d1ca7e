"""Each guard in a bookkeeper's words: what stops a letter, with which reason, and until when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.decisions import Decision, Reason
from dunning.engine import GUARDS, decide, explain
from dunning.ledger import Person
from dunning.policy import read_policy
from tests.dunning.desk import (
    EARLIER,
    POLICY,
    RULES,
    UNASKED,
    account,
    approved,
    at,
    books,
    credit,
    customer,
    hold,
    invoice,
    notice,
    notify,
    payer,
    payment,
    wait,
)

TUESDAY = at("2026-05-05")  # the invoice of 1 May is 4 days past due; Monday 4 May is a bank holiday
NEXT_MORNING = at("2026-05-06", "05:00")  # 06:00 in London, which is on summer time


def decided(asked: Account, now: str = "2026-05-05", clock: str = "10:00") -> Decision:
    return decide(asked, POLICY, RULES, at(now, clock))


def answers(asked: Account) -> dict[str, bool]:
    return {each.guard: each.blocks for each in explain(asked, POLICY, RULES, TUESDAY)}


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


def test_seven_days_after_the_last_message_the_next_may_go_whatever_the_minute() -> None:
    late_in_the_day = replace(
        notice(on="2026-04-28", episode="other"), delivered_at=at("2026-04-28", "16:50")
    )
    assert notify(decided(account(invoice(), notices=(late_in_the_day,)), clock="07:30"))


def test_a_fourth_message_in_thirty_days_waits_until_the_first_is_thirty_days_old() -> None:
    three = tuple(notice(on=on, episode="other") for on in ("2026-04-08", "2026-04-15", "2026-04-22"))
    decision = decided(account(invoice(), notices=three))
    assert decision.reason is Reason.HOUSE_LIMIT
    assert decision.review_at == at("2026-05-07", "23:00")  # 8 May begins in London
    assert notify(decided(account(invoice(), notices=three), "2026-05-08"))


def test_of_many_messages_only_those_of_the_last_thirty_days_are_counted() -> None:
    old = (EARLIER, *(notice(on=on, episode="other") for on in ("2026-01-12", "2026-02-10")))
    two = tuple(notice(on=on, episode="other") for on in ("2026-04-15", "2026-04-22"))
    assert notify(decided(account(invoice(), notices=(*old, *two))))
    three = (*old, notice(on="2026-04-08", episode="other"), *two)
    assert decided(account(invoice(), notices=three)).review_at == at("2026-05-07", "23:00")


def test_pre_due_notes_and_hand_overs_are_not_counted_as_messages() -> None:
    others = (
        notice("pre_due", "2026-04-30", kind="pre_due", episode="pre:2026-05-01"),
        notice("hand_over", "2026-04-29", channel="hand_over", episode="other"),
    )
    assert notify(decided(account(invoice(), notices=others)))


@pytest.mark.parametrize(
    ("day", "clock", "opens"),
    [
        ("2026-05-05", "06:59", at("2026-05-05", "07:00")),
        ("2026-05-05", "17:00", at("2026-05-06", "07:00")),
        ("2026-05-08", "17:30", at("2026-05-11", "07:00")),  # Friday evening
        ("2026-05-10", "21:00", at("2026-05-11", "07:00")),  # Sunday night
        ("2026-05-25", "10:00", at("2026-05-26", "07:00")),  # a bank holiday
    ],
)
def test_outside_the_customers_hours_it_waits_for_the_next_open_instant(
    day: str, clock: str, opens: object
) -> None:
    decision = decided(account(invoice()), day, clock)
    assert (decision.reason, decision.review_at) == (Reason.OUT_OF_HOURS, opens)


def test_hours_open_at_eight_and_close_at_six() -> None:
    assert notify(decided(account(invoice()), clock="07:00"))
    assert notify(decided(account(invoice()), clock="16:59"))


def test_a_customer_somewhere_in_america_is_written_to_when_all_of_it_is_at_work() -> None:
    asked = account(invoice(), customer=customer(country="US", region=None))
    early = decided(asked, clock="14:00")
    assert (early.reason, early.review_at) == (
        Reason.OUT_OF_HOURS,
        at("2026-05-05", "18:00"),
    )  # 8:00 in Hawaii
    assert notify(decided(asked, clock="21:30"))
    assert decided(asked, clock="22:00").reason is Reason.OUT_OF_HOURS  # 18:00 in New York
    in_boston = account(invoice(), customer=customer(country="US", region="Massachusetts"))
    assert notify(decided(in_boston, clock="14:00"))


def test_a_holiday_of_their_state_is_kept() -> None:
    due = invoice(due="2026-04-10")
    boston = account(due, customer=customer(country="US", region="MA"))
    decision = decided(boston, "2026-04-20", "15:00")
    assert "a public holiday, Monday 20 April 2026" in decision.text
    assert decision.review_at == at("2026-04-21", "12:00")
    assert notify(decided(account(due, customer=customer(country="US", region="NY")), "2026-04-20", "15:00"))


def test_a_country_without_a_common_hour_asks_for_the_region() -> None:
    decision = decided(account(invoice(), customer=customer(country="RU")))
    assert decision.reason is Reason.OUT_OF_HOURS
    assert "give the customer's region" in decision.text
    assert decision.review_at == NEXT_MORNING


def test_what_needs_a_yes_is_proposed_at_night_too_since_a_person_works_in_their_own_hours() -> None:
    night = decided(account(invoice(), notices=()), clock="22:00")
    assert night.reason is Reason.OUT_OF_HOURS
    assert wait(night).proposed is not None
    assert wait(decided(account(invoice()), clock="22:00")).proposed is None


def test_a_new_ledger_proposes_at_night_what_it_would_send() -> None:
    decision = decided(account(invoice(), books=books(released=False)), clock="22:00")
    assert decision.reason is Reason.NOT_RELEASED
    assert wait(decision).proposed is not None


@pytest.mark.parametrize(
    ("rule", "notices", "needs_a_yes"),
    [("every", (EARLIER,), True), ("new_and_serious", (EARLIER,), False), ("none", (), False)],
)
def test_who_must_approve_a_reminder(rule: str, notices: tuple[()], *, needs_a_yes: bool) -> None:
    policy = read_policy({"approval_required": rule})
    decision = decide(account(invoice(), notices=notices), policy, RULES, TUESDAY)
    assert (decision.reason is Reason.APPROVAL) is needs_a_yes


def test_a_call_and_a_hand_over_need_a_yes_under_every_rule() -> None:
    for channel in ("call", "hand_over"):
        policy = read_policy(
            {"approval_required": "none", "levels": [{"name": "x", "days": 1, "channel": channel}]}
        )
        assert decide(account(invoice()), policy, RULES, TUESDAY).reason is Reason.APPROVAL


def test_a_yes_lets_exactly_that_letter_go() -> None:
    asked = approved(account(invoice(), notices=()), TUESDAY)
    assert notify(decided(asked)).level == "reminder"


def test_a_yes_does_not_hold_once_an_invoice_or_a_balance_or_an_address_changed() -> None:
    asked = approved(account(invoice(), notices=()), TUESDAY)
    changed = (
        replace(asked, invoices=(invoice(balance="90"),)),
        replace(asked, invoices=(invoice(), invoice("1002", due="2026-06-01"))),
        replace(asked, credits=(credit("5"),)),
        replace(asked, customer=customer(emails=("bo@bakers.example",))),
    )
    for each in changed:
        assert decided(each).reason is Reason.APPROVAL
    same = replace(asked, invoices=(invoice(balance="100.00"),))
    assert notify(decided(same))


def test_a_debt_below_the_minimum_is_looked_at_when_more_falls_due() -> None:
    decision = decided(account(invoice(balance="5"), invoice("2", due="2026-05-08")))
    assert decision.review_at == at("2026-05-08", "23:00")


def test_all_guards_answer_even_when_the_first_blocks() -> None:
    asked = account(
        invoice(),
        books=books(released=False, flooded=True, booked_through=None),
        holds=(hold(),),
        customer=customer(emails=(), active=False),
        notices=(notice(on="2026-05-04", episode="x"),),
    )
    blocking = {guard for guard, blocks in answers(asked).items() if blocks}
    assert blocking == {"forbidden", "hold", "books", "address", "house limits", "released", "flood"}
    assert len(answers(asked)) == len(GUARDS)


def test_each_guard_has_a_name_of_its_own_and_says_what_it_asks() -> None:
    assert len({guard.name for guard in GUARDS}) == len(GUARDS)
    assert all(guard.asks.endswith("?") for guard in GUARDS)


@pytest.mark.parametrize(
    ("segment", "issued", "goes"),
    [
        ("new", date(2026, 4, 1), True),
        ("slipping", date(2026, 4, 1), True),
        ("late", date(2026, 4, 1), True),
        ("chronic", date(2026, 4, 1), True),
        ("prompt", date(2026, 4, 1), False),
        ("late", date(2026, 4, 28), False),  # terms of 10 days
        ("late", date(2026, 4, 27), True),  # terms of 11 days
    ],
)
def test_a_note_before_the_due_date_goes_to_those_who_need_one(
    segment: str, issued: date, *, goes: bool
) -> None:
    behaviour = replace(payer("new"), segment=segment)
    asked = account(invoice(due="2026-05-08", issued_on=issued), behaviour=behaviour)
    decision = decide(asked, UNASKED, RULES, TUESDAY)
    assert (decision.reason is Reason.PRE_DUE) is goes
    if goes:
        step = notify(decision)
        assert (step.kind, step.level, step.episode, step.ordinal) == (
            "pre_due",
            "pre_due",
            "pre:2026-05-08",
            0,
        )
        assert (decision.episode, decision.overdue) == (None, False)


def test_the_note_is_looked_at_three_days_before_and_lapses_on_the_due_date() -> None:
    asked = account(invoice(due="2026-05-12"))
    assert decided(asked).review_at == at("2026-05-08", "23:00")
    assert decided(asked, "2026-05-11").reason is Reason.PRE_DUE
    assert decided(asked, "2026-05-12").reason is Reason.NOTHING_DUE


def test_no_note_goes_while_anything_is_overdue_nor_twice_for_one_invoice() -> None:
    coming = invoice("2", due="2026-05-08")
    both = notify(decided(account(invoice(), coming)))
    assert (both.kind, both.overdue, both.alongside) == ("level", ("i1001",), ("i2",))
    sent = notice("pre_due", "2026-04-20", kind="pre_due", episode="pre:2026-05-08", invoice_ids=("i2",))
    assert decided(account(coming, notices=(sent,))).reason is Reason.NOTHING_DUE


def test_a_note_that_waits_is_looked_at_again_when_its_invoice_becomes_overdue() -> None:
    asked = account(invoice(due="2026-05-08"), holds=(hold(until="2026-06-01"),))
    decision = decided(asked)
    assert (decision.reason, decision.review_at) == (Reason.HOLD, at("2026-05-08", "23:00"))


def test_a_note_keeps_its_distance_from_the_last_one() -> None:
    sent = notice("pre_due", "2026-05-01", kind="pre_due", episode="pre:2026-05-04", invoice_ids=("i9",))
    decision = decided(account(invoice(due="2026-05-08"), notices=(sent,)))
    assert decision.reason is Reason.HOUSE_LIMIT
    assert decision.review_at == at("2026-05-07", "23:00")


def test_the_due_date_is_judged_by_the_ledgers_date_and_not_by_utc() -> None:
    auckland = books(timezone="Pacific/Auckland", country="NZ")
    kiwi = customer(country="NZ")
    asked = account(invoice(), books=auckland, customer=kiwi)
    assert decided(asked, "2026-05-04", "21:00").reason is Reason.LEVEL_DUE  # 09:00 on 5 May there
    assert decided(asked, "2026-05-04", "11:00").reason is Reason.TOO_SOON  # 23:00 on 4 May there


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        decide(account(invoice()), POLICY, RULES, TUESDAY.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("sent", "goes"),
    [("2026-05-02", "2026-05-05"), ("2026-05-03", "2026-05-06")],
    ids=["three days ago", "two days ago"],
)
def test_what_the_ledger_sent_keeps_us_away_for_three_days_of_the_ledgers_own(sent: str, goes: str) -> None:
    asked = account(invoice(sent_at=at(sent, "22:59")))  # a minute before midnight in London
    assert (decided(asked).reason is Reason.LEDGER_SENT) is (goes > "2026-05-05")
    assert decided(asked, goes).reason is Reason.LEVEL_DUE
    late = decided(account(invoice(sent_at=at("2026-05-02", "23:01"))))
    assert (late.reason, late.review_at) == (Reason.LEDGER_SENT, at("2026-05-05", "23:00"))


def test_a_debt_is_handed_over_whatever_the_ledger_sent() -> None:
    asked = account(
        invoice(due="2026-03-01", sent_at=at("2026-05-04")),
        episode="i1001@2026-03-02",
        notices=tuple(
            notice(level, f"2026-04-{day:02}", episode="i1001@2026-03-02")
            for level, day in (("reminder", 1), ("second_reminder", 8), ("firm", 15), ("call", 22))
        ),
    )
    assert decide(asked, UNASKED, RULES, at("2026-05-05")).reason is Reason.APPROVAL

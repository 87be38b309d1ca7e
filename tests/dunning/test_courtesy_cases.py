"""Courtesies in a bookkeeper's words: when thanks, statements and notes on terms go, and when they do not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from dunning.account import Account, Contact
from dunning.acting import slot_of
from dunning.courtesies import next_statement_day, statement_due
from dunning.decisions import Notify, Reason
from dunning.engine import decide, explain
from dunning.ledger import Allocation, Payment
from dunning.plan import noticed, plan_ahead
from dunning.policy import PolicyError, read_policy
from tests.dunning.agreements_desk import dispute, promise
from tests.dunning.desk import (
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
    sorting,
    wait,
)
from tests.dunning.golden_files import same_as_golden

ALL = {"thanks": True, "terms_note": True, "statement_day": 31}
KIND = read_policy({"approval_required": "none", "courtesies": ALL})
PAID_ON = date(2026, 5, 7)  # a Thursday; the reminder went on Tuesday the 5th
REMINDED = notice("reminder", "2026-05-05")
CLEARED = replace(invoice(), status="paid", balance=Decimal(0))


def pays(*invoices: str, **more: Any) -> Payment:
    """A payment of 100 on these invoices, dated as above."""
    parts = tuple(Allocation(invoice_id=one, amount=Decimal(100)) for one in invoices)
    facts = {"unapplied": Decimal(0), "paid_on": PAID_ON, "allocations": parts} | more
    return replace(payment("100"), **facts)


def cleared(**more: Any) -> Account:
    """All that the reminder of 5 May asked for was paid two days later."""
    facts: dict[str, Any] = {
        "notices": (REMINDED,),
        "settled": (CLEARED,),
        "paid": (pays("i1001"),),
    }
    return account(**(facts | more))


def act(asked: Account, now: str = "2026-05-08", clock: str = "10:00") -> Notify | None:
    action = decide(asked, KIND, RULES, at(now, clock)).action
    return action if isinstance(action, Notify) else None


def answer(asked: Account, name: str, now: str) -> str:
    return next(each.text for each in explain(asked, KIND, RULES, at(now)) if each.guard == name)


def test_thanks_go_to_who_was_chased_and_has_paid_all_that_was_overdue() -> None:
    decision = decide(cleared(), KIND, RULES, at("2026-05-08"))
    thanks = notify(decision)
    assert (decision.reason, thanks.kind, thanks.template, thanks.channel) == (
        Reason.THANKS,
        "thanks",
        "thanks",
        "email",
    )
    assert (thanks.overdue, thanks.amount, thanks.episode) == (("i1001",), Decimal(100), "i1001@2026-05-02")
    assert thanks.recipients == ("ana@bakers.example",)
    assert decision.episode is None
    assert decision.text.startswith("Thanks for a payment: 1 invoice, GBP 100.00, by e-mail for Northern")


def test_thanks_go_to_the_address_that_was_asked() -> None:
    billed = replace(CLEARED, emails=("bills@bakers.example",))
    thanks = act(cleared(settled=(billed,)))
    assert thanks is not None
    assert thanks.recipients == ("bills@bakers.example",)


NO_THANKS: dict[str, Account] = {
    "nothing was asked for": cleared(notices=()),
    "only a note before the due date went": cleared(
        notices=(replace(REMINDED, kind="pre_due", level="pre_due"),)
    ),
    "the invoice was credited, not paid": cleared(paid=()),
    "the payment is on an invoice that was never chased": cleared(
        settled=(replace(CLEARED, id="i9"),),
        paid=(pays("i9"),),
    ),
    "the payment was voided": cleared(paid=(pays("i1001", status="void"),)),
    "the payment bears no date": cleared(paid=(pays("i1001", paid_on=None),)),
    "the payment bears a date to come": cleared(paid=(pays("i1001", paid_on=date(2026, 5, 9)),)),
    "they had paid before they were asked": cleared(paid=(pays("i1001", paid_on=date(2026, 5, 4)),)),
    "the payment is in another currency": cleared(paid=(pays("i1001", currency="EUR"),)),
    "what was paid of the chased is open still": cleared(
        notices=(replace(REMINDED, invoice_ids=("i1001", "i1002")),),
        invoices=(invoice("1002", due="2026-06-30"),),
        paid=(pays("i1002"),),
    ),
    "something else is overdue": cleared(
        invoices=(invoice("1002", due="2026-05-06"),), episode="i1001@2026-05-02"
    ),
    "something else is overdue and on hold": cleared(
        invoices=(invoice("1002", due="2026-05-06"),), holds=(hold("invoice", None, "i1002"),)
    ),
    "thanks were said for this debt": cleared(
        notices=(REMINDED, replace(REMINDED, kind="thanks", level="thanks", delivered_at=at("2026-05-07")))
    ),
    "the debt had been handed over": cleared(notices=(replace(REMINDED, channel="hand_over"),)),
    "the customer wants no e-mail": cleared(opted_out=("email",)),
    "it is a demo company": cleared(books=books(pretend=True)),
    "the customer is on hold": cleared(holds=(hold(),)),
    "the customer is never to be contacted": cleared(customer=customer(contactable=False)),
    "it is not known whether an earlier message went": cleared(uncertain=("KEY",)),
    "a message went today": cleared(
        notices=(REMINDED, notice("pre_due", "2026-05-08", "pre:2026-05-11", kind="pre_due"))
    ),
}


@pytest.mark.parametrize("story", NO_THANKS)
def test_no_thanks_when(story: str) -> None:
    assert act(NO_THANKS[story]) is None


@pytest.mark.parametrize(
    ("day", "clock", "goes"),
    [
        ("2026-05-07", "10:00", True),  # on the very day
        ("2026-05-08", "06:00", False),  # before office hours
        ("2026-05-09", "10:00", False),  # a Saturday
        ("2026-05-14", "10:00", True),  # seven days later
        ("2026-05-15", "10:00", False),  # eight
    ],
)
def test_thanks_are_for_a_week_and_for_office_hours(day: str, clock: str, *, goes: bool) -> None:
    assert (act(cleared(), day, clock) is not None) is goes


def test_thanks_that_must_wait_for_the_morning_are_looked_at_then() -> None:
    decision = decide(cleared(), KIND, RULES, at("2026-05-07", "22:00"))
    assert (decision.reason, decision.review_at) == (Reason.PAID, at("2026-05-08", "07:00"))


def test_thanks_go_for_old_debt_too_and_wait_for_nobody_to_sort_it() -> None:
    assert act(cleared(settled=(replace(CLEARED, due_on=date(2025, 10, 2)),))) is not None


def test_where_every_message_is_approved_so_are_thanks() -> None:
    careful = read_policy({"approval_required": "every", "courtesies": ALL})
    decision = decide(cleared(), careful, RULES, at("2026-05-08"))
    proposed = wait(decision).proposed
    assert decision.reason is Reason.APPROVAL
    assert proposed is not None
    assert proposed.kind == "thanks"
    yes = cleared(approvals=(proposed.fingerprint,))
    assert notify(decide(yes, careful, RULES, at("2026-05-08"))).kind == "thanks"


def test_all_payments_since_the_last_letter_are_thanked_for_together() -> None:
    second = notice("second_reminder", "2026-05-12", invoice_ids=("i1001", "i1002"))
    first = pays("i1001", id="p1", paid_on=date(2026, 5, 8))
    others = [pays("i1002", id=f"p{day}", paid_on=date(2026, 5, day)) for day in (12, 13)]
    asked = cleared(
        notices=(REMINDED, second),
        settled=(CLEARED, replace(CLEARED, id="i1002")),
        paid=(first, *others),
    )
    thanks = act(asked, "2026-05-14")
    assert thanks is not None
    assert (thanks.overdue, thanks.amount) == (
        ("i1002",),
        Decimal(200),
    )  # the first had its thanks in the second


OPEN = invoice("1002", due="2026-06-20", balance="80")
LATE = invoice(due="2026-05-29", balance="100")


def test_the_statement_shows_all_that_is_open_on_the_last_day_of_the_month() -> None:
    asked = account(LATE, OPEN, credits=(credit("30"),), notices=())
    monday = "2026-06-01"  # the 31st is a Sunday: it goes a day late
    assert act(asked, "2026-05-29") is None
    assert act(asked, "2026-05-31") is None
    decision = decide(asked, KIND, RULES, at(monday))
    statement = notify(decision)
    assert (decision.reason, statement.kind) == (Reason.STATEMENT, "statement")
    assert (statement.overdue, statement.alongside) == (("i1001", "i1002"), ())
    assert (statement.amount, statement.credit, statement.episode) == (
        Decimal(150),
        Decimal(30),
        "statement:2026-05",
    )
    assert decision.episode == "i1001@2026-06-01"  # the debt's own, which the statement does not touch
    assert decision.overdue


def test_one_statement_a_month() -> None:
    asked = account(replace(OPEN, due_on=date(2026, 7, 20)))
    went = notify(decide(asked, KIND, RULES, at("2026-06-01")))
    after = replace(asked, notices=(*asked.notices, noticed(went, at("2026-06-01"))))
    for day in ("2026-06-01", "2026-06-02", "2026-06-05"):
        assert act(after, day) is None
    later = notify(decide(after, KIND, RULES, at("2026-06-30")))
    assert (later.kind, later.episode) == ("statement", "statement:2026-06")
    assert slot_of(later, asked) != slot_of(went, asked)


NO_STATEMENT: dict[str, Account] = {
    "nothing is open": account(),
    "credit covers all of it": account(OPEN, credits=(credit("80"),)),
    "it is below the minimum": account(replace(OPEN, balance=Decimal(9))),
    "an invoice is on hold": account(OPEN, LATE, holds=(hold("invoice", None, "i1001"),)),
    "an invoice has no due date": account(OPEN, invoice("1003", due=None, problem="no due date")),
    "the payments of what is overdue may not be booked": account(
        OPEN, LATE, books=books(booked_through=date(2026, 5, 28))
    ),
    "a debt was old when the ledger was linked": account(
        OPEN, invoice(due="2025-08-01"), books=books(linked_on=date(2026, 5, 1))
    ),
    "a reminder went in the week before": account(
        OPEN, LATE, notices=(notice("reminder", "2026-05-28"),), episode="i1001@2026-05-02"
    ),
    "a note before a due date went in the week before": account(
        OPEN, notices=(notice("pre_due", "2026-05-28", "pre:2026-05-31", kind="pre_due"),)
    ),
    "they were rung up in the week before": account(
        OPEN, contacts=(Contact(channel="call", at=at("2026-05-28"), reached=True),)
    ),
    "three messages went in thirty days": account(
        OPEN,
        notices=tuple(
            notice(name, day) for name, day in (("a", "2026-05-05"), ("b", "2026-05-12"), ("c", "2026-05-20"))
        ),
    ),
    "the ledger was linked on that day's morrow": account(OPEN, books=books(linked_on=date(2026, 6, 1))),
    "the ledger itself sent them an invoice yesterday": account(replace(OPEN, sent_at=at("2026-05-31"))),
    "the customer wants no e-mail": account(OPEN, opted_out=("email",)),
}


NO_STATEMENT |= {
    "an invoice that is not due yet is on hold": account(OPEN, LATE, holds=(hold("invoice", None, "i1002"),)),
    "an invoice beside the overdue one has no due date": account(
        OPEN, LATE, invoice("1003", due=None, problem="no due date")
    ),
    "an invoice that is not due yet is promised": account(
        OPEN, LATE, agreements=(promise("80", "2026-06-12", "1002", on="2026-05-29"),)
    ),
    "a part of an invoice is disputed": account(OPEN, LATE, agreements=(dispute("20", "1002"),)),
}


@pytest.mark.parametrize("story", NO_STATEMENT)
def test_no_statement_when(story: str) -> None:
    assert act(account(OPEN), "2026-06-01") is not None
    assert act(NO_STATEMENT[story], "2026-06-01") is None


def test_thanks_go_for_a_payment_below_the_smallest_that_is_asked_for() -> None:
    small = replace(CLEARED, total=Decimal(9))
    part = replace(
        pays("i1001"), amount=Decimal(9), allocations=(Allocation(invoice_id="i1001", amount=Decimal(9)),)
    )
    thanks = act(cleared(settled=(small,), paid=(part,)))
    assert thanks is not None
    assert (thanks.kind, thanks.amount) == ("thanks", Decimal(9))


def test_a_level_that_is_due_on_the_day_wins_and_the_statement_lapses() -> None:
    asked = account(invoice(due="2026-05-25"), OPEN)
    went = notify(decide(asked, KIND, RULES, at("2026-06-01")))
    assert went.level == "reminder"
    after = replace(asked, notices=(*asked.notices, noticed(went, at("2026-06-01"))))
    assert [act(after, f"2026-06-0{day}") for day in range(1, 8)] == [None] * 7
    assert answer(after, "statement", "2026-06-07") == "The next statement is on 30 June 2026."


def test_a_statement_goes_where_the_procedure_has_ended_and_on_the_day_of_linking() -> None:
    levels = [{"name": "reminder", "days": 4}]
    short = read_policy({"approval_required": "none", "courtesies": ALL, "levels": levels})
    asked = account(LATE, notices=(notice(episode="e", on="2026-05-05"),), episode="e")
    ended = decide(asked, read_policy({"levels": levels}), RULES, at("2026-06-01"))
    assert ended.reason is Reason.PROCEDURE_ENDED
    assert notify(decide(asked, short, RULES, at("2026-06-01"))).kind == "statement"
    assert act(account(OPEN, books=books(linked_on=date(2026, 5, 31))), "2026-06-01") is not None


def test_a_statement_leaves_out_old_debt_that_is_never_written_about() -> None:
    barred = invoice("1003", due="2025-06-01", balance="500")
    asked = account(LATE, OPEN, barred, sortings=(sorting("time_barred", "1003"),))
    statement = act(asked, "2026-06-01")
    assert statement is not None
    assert (statement.kind, statement.overdue, statement.amount) == (
        "statement",
        ("i1001", "i1002"),
        Decimal(180),
    )


def test_a_statement_in_another_currency_is_another() -> None:
    dollars = notice("statement", "2026-05-31", "statement:2026-05", kind="statement", currency="USD")
    statement = act(account(OPEN, notices=(dollars,)), "2026-06-01")
    assert statement is not None
    assert statement.kind == "statement"
    assert act(account(OPEN, notices=(replace(dollars, currency="GBP"),)), "2026-06-01") is None


def test_where_nothing_is_open_nobody_looks_again_for_a_statement() -> None:
    assert decide(account(), KIND, RULES, at("2026-06-01")).review_at is None


def test_thanks_go_though_a_note_before_the_due_date_is_kept_back() -> None:
    soon = cleared(invoices=(invoice("1002", due="2026-05-11"),))
    assert decide(soon, read_policy({}), RULES, at("2026-05-08")).reason is Reason.HOUSE_LIMIT
    thanks = act(soon)
    assert thanks is not None
    assert thanks.kind == "thanks"


def test_a_level_that_waits_for_a_yes_is_not_pushed_aside() -> None:
    careful = read_policy({"approval_required": "every", "courtesies": ALL})
    asked = account(invoice(due="2026-05-25"), OPEN)
    proposed = wait(decide(asked, careful, RULES, at("2026-06-01"))).proposed
    assert proposed is not None
    assert proposed.level == "reminder"


def test_a_statement_is_counted_by_the_house_and_restarts_no_gap() -> None:
    kept = {
        "minimum_gap_days": 7,
        "contact": {"days_between": 3},
        "approval_required": "none",
        "courtesies": ALL,
    }
    often = read_policy(kept)
    told = (
        notice("reminder", "2026-05-26", "e"),
        notice("statement", "2026-06-01", "statement:2026-05", kind="statement"),
    )
    asked = account(invoice(due="2026-05-20"), notices=told, episode="e")
    soon = decide(asked, often, RULES, at("2026-06-03"))
    assert soon.reason is Reason.HOUSE_LIMIT
    assert notify(decide(asked, often, RULES, at("2026-06-04"))).level == "second_reminder"


def test_thanks_and_notes_on_terms_are_counted_by_nobody_but_the_day() -> None:
    kept = replace(REMINDED, kind="thanks", level="thanks", delivered_at=at("2026-06-01"))
    asked = account(invoice(due="2026-05-25"), notices=(notice(on="2025-06-02", episode="x"), kept))
    today = decide(asked, KIND, RULES, at("2026-06-01", "15:00"))
    assert (today.reason, today.text) == (
        Reason.HOUSE_LIMIT,
        "A message went today already: one a day is the most.",
    )
    assert notify(decide(asked, KIND, RULES, at("2026-06-02"))).level == "reminder"


@pytest.mark.parametrize(
    ("day", "today", "due"),
    [
        (31, "2026-02-28", "2026-02-28"),
        (31, "2026-03-05", "2026-02-28"),
        (31, "2026-03-06", None),
        (31, "2028-02-29", "2028-02-29"),
        (31, "2026-04-30", "2026-04-30"),
        (1, "2026-05-06", "2026-05-01"),
        (1, "2026-05-07", None),
        (15, "2026-05-14", None),
        (15, "2026-05-15", "2026-05-15"),
        (30, "2026-01-02", "2025-12-30"),
    ],
)
def test_the_day_of_the_month(day: int, today: str, due: str | None) -> None:
    assert statement_due(day, date.fromisoformat(today)) == (None if due is None else date.fromisoformat(due))


def test_the_next_day_of_the_month_is_always_ahead() -> None:
    assert next_statement_day(31, date(2026, 1, 31)) == date(2026, 2, 28)
    assert next_statement_day(31, date(2026, 2, 28)) == date(2026, 3, 31)
    assert next_statement_day(1, date(2026, 12, 1)) == date(2027, 1, 1)
    assert next_statement_day(10, date(2026, 5, 9)) == date(2026, 5, 10)


NEW = invoice("1", due="2026-06-05", issued_on=date(2026, 5, 6))
NEWCOMER = account(NEW, notices=(), first_invoice="i1")


def test_a_note_on_terms_goes_with_the_first_invoice_of_all() -> None:
    decision = decide(NEWCOMER, KIND, RULES, at("2026-05-07"))
    note = notify(decision)
    assert (decision.reason, note.kind, note.template) == (Reason.TERMS_NOTE, "terms_note", "terms_note")
    assert (note.overdue, note.amount, note.episode) == (("i1",), Decimal(100), "terms")


NO_NOTE: dict[str, Account] = {
    "it is not known to be their first": replace(NEWCOMER, first_invoice=None),
    "it was there when the ledger was linked": replace(NEWCOMER, books=books(linked_on=date(2026, 5, 7))),
    "they were written to before": replace(NEWCOMER, notices=(notice(on="2026-04-01"),)),
    "it is paid by credit": replace(NEWCOMER, credits=(credit("100"),)),
    "it is eight days old": account(
        replace(NEW, issued_on=date(2026, 4, 29)), notices=(), first_invoice="i1"
    ),
    "it is overdue": account(replace(NEW, due_on=date(2026, 5, 6)), notices=(), first_invoice="i1"),
    "its date is to come": account(replace(NEW, issued_on=date(2026, 5, 8)), notices=(), first_invoice="i1"),
}


@pytest.mark.parametrize("story", NO_NOTE)
def test_no_note_on_terms_when(story: str) -> None:
    assert act(NO_NOTE[story], "2026-05-07") is None


def test_a_note_on_terms_goes_from_the_day_of_linking_on_and_for_a_week() -> None:
    assert act(replace(NEWCOMER, books=books(linked_on=date(2026, 5, 6))), "2026-05-07") is not None
    assert act(NEWCOMER, "2026-05-13") is not None
    assert act(NEWCOMER, "2026-05-14") is None


def test_thanks_and_notes_on_terms_go_though_the_ledger_sent_an_invoice_the_day_before() -> None:
    thanks = act(cleared(invoices=(invoice("1002", due="2026-06-01", sent_at=at("2026-05-07")),)))
    note = act(replace(NEWCOMER, invoices=(replace(NEW, sent_at=at("2026-05-06")),)), "2026-05-07")
    assert [each and each.kind for each in (thanks, note)] == ["thanks", "terms_note"]


def test_without_a_choice_there_are_no_courtesies_and_no_answers_about_them() -> None:
    plain = read_policy({"approval_required": "none"})
    for asked, day in ((cleared(), "2026-05-08"), (account(OPEN), "2026-06-01"), (NEWCOMER, "2026-05-07")):
        assert wait(decide(asked, plain, RULES, at(day))).proposed is None
        names = [each.guard for each in explain(asked, plain, RULES, at(day))]
        assert not {"thanks", "terms note", "statement"} & set(names)


def test_a_procedure_chooses_its_own() -> None:
    own = {
        "name": "slow",
        "for": {"segments": ["slipping"]},
        "courtesies": {"statement_day": 15, "thanks": False},
    }
    policy = read_policy({"courtesies": ALL, "procedures": [own]})
    [slow] = policy.procedures
    assert (slow.policy.courtesies.statement_day, slow.policy.courtesies.thanks) == (15, False)
    assert slow.policy.courtesies.terms_note
    assert policy.courtesies.statement_day == 31


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(PolicyError, match=r"courtesies\.statement_day") as told:
        read_policy({"courtesies": {"statement_day": 32, "thank": True}})
    assert [key for key, _ in told.value.problems] == ["courtesies.statement_day", "courtesies.thank"]


def test_why_says_of_each_courtesy_what_becomes_of_it() -> None:
    asked = account(LATE, notices=(notice(on="2026-04-01"),))
    assert answer(asked, "thanks", "2026-06-01") == "Thanks are said when nothing past due is left."
    assert answer(asked, "terms note", "2026-06-01").startswith("No first invoice of this customer is open")
    assert answer(asked, "statement", "2026-06-01").startswith("The monthly statement: 1 invoice, GBP 100.00")
    ready = account(invoice(due="2026-05-25"))
    assert answer(ready, "statement", "2026-06-01") == (
        "It comes after the procedure's own step, on a later day."
    )


@pytest.mark.parametrize(
    ("name", "asked", "day"),
    [("thanks", cleared(), "2026-05-08"), ("statement", account(LATE, OPEN), "2026-06-01")],
)
def test_a_courtesy_is_decided_as_it_was_approved(name: str, asked: Account, day: str) -> None:
    now = at(day)
    whole = {"decision": decide(asked, KIND, RULES, now), "guards": explain(asked, KIND, RULES, now)}
    text = msgspec.json.format(msgspec.json.encode(whole, order="deterministic"), indent=2).decode()
    same_as_golden(f"decision_{name}.json", f"{text}\n")


def test_statements_stand_in_the_plan() -> None:
    planned = plan_ahead(account(OPEN), KIND, RULES, at("2026-05-25"), 14)
    assert [(each.kind, each.on) for each in planned] == [("statement", date(2026, 6, 1))]


def test_statements_are_no_flood_but_thanks_could_be() -> None:
    flooded = books(flooded=True)
    assert act(account(OPEN, books=flooded), "2026-06-01") is not None
    decision = decide(cleared(books=flooded), KIND, RULES, at("2026-05-08"))
    assert decision.reason is Reason.FLOOD

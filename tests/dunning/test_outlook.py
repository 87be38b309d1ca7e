"""The outlook: what comes next, what stands in its way, what lifts that, and what if nothing changes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dunning.account import Account, Refusal
from dunning.decisions import Notify, Reason, Wait
from dunning.engine import decide
from dunning.outlook import DAYS, Condition, Outlook, outlook
from dunning.part import part_of
from dunning.policy import Policy, read_policy
from dunning.procedure import case_of
from dunning.reading import dotted
from sync.law import by_country
from tests.dunning.agreements_desk import claim, dispute, handed_over, promise
from tests.dunning.desk import (
    EARLIER,
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
    payer,
)

NOW = at("2026-05-05")  # a Tuesday; the invoice of the tests was due on 1 May
EPISODE = "i1001@2026-05-02"


def seen(asked: Account, policy: Policy = UNASKED, day: str = "2026-05-05", clock: str = "10:00") -> Outlook:
    return outlook(asked, policy, RULES, at(day, clock))


def named(found: Outlook) -> list[str]:
    return [each.guard for each in found.conditions]


def the(found: Outlook, guard: str) -> Condition:
    return next(each for each in found.conditions if each.guard == guard)


def days(found: Outlook) -> list[tuple[str, str]]:
    """Each day on which something else is decided, and what."""
    return [
        (each.at.date().isoformat(), each.step.level if each.step else each.reason.name)
        for each in found.unchanged
    ]


def after(level: str, **more: Any) -> Account:
    """One invoice, and that level went on Tuesday 5 May."""
    sent = notice(level, "2026-05-05", episode=EPISODE)
    return account(invoice(), episode=EPISODE, notices=(EARLIER, sent), **more)


def test_what_goes_at_once_has_nothing_in_the_way() -> None:
    found = seen(account(invoice(balance="1200")))
    assert found.conditions == ()
    assert days(found) == [("2026-05-05", "reminder")]
    step = found.next_step
    assert step is not None
    assert (step.on, step.level, step.position, step.channel, step.tone) == (
        date(2026, 5, 5), "reminder", 1, "email", "friendly",
    )  # fmt: skip
    assert (step.recipients, step.invoices, step.amount) == (
        ("ana@bakers.example",), ("1001",), Decimal(1200),
    )  # fmt: skip


def test_the_next_reminder_comes_by_itself_a_week_later_and_the_day_is_named() -> None:
    found = seen(after("reminder"), day="2026-05-06")
    assert named(found) == ["house limits", "too soon"]
    assert {each.ends_by_itself for each in found.conditions} == {at("2026-05-11", "23:00")}  # 12 May, London
    assert all(not each.commands for each in found.conditions)
    assert days(found) == [
        ("2026-05-06", "HOUSE_LIMIT"), ("2026-05-11", "OUT_OF_HOURS"), ("2026-05-12", "second_reminder"),
    ]  # fmt: skip


def test_a_weekend_is_waited_out() -> None:
    found = seen(account(invoice()), day="2026-05-09")
    assert days(found) == [("2026-05-09", "OUT_OF_HOURS"), ("2026-05-11", "reminder")]
    assert the(found, "hours").ends_by_itself == at("2026-05-11", "07:00")
    [setting] = the(found, "hours").settings
    assert (setting.key, setting.value, setting.origin) == (
        "contact.hours.email", "08:00 to 18:00, Mon Tue Wed Thu Fri", "default",
    )  # fmt: skip


def test_stale_books_wait_for_a_person_and_the_command_states_the_day_that_is_needed() -> None:
    stale = account(invoice(), books=books(booked_through=date(2026, 5, 1)))
    found = seen(stale, day="2026-05-06")
    waits = the(found, "books")
    assert waits.ends_by_itself is None
    assert waits.commands == ("duesync confirm-books acme --as-of 2026-05-06",), "4 May is a bank holiday"
    assert waits.ends_when == "payments up to 6 May 2026 are in the ledger"
    assert days(found) == [("2026-05-06", "BOOKS_NOT_BOOKED")], "for all the 60 days"
    assert found.next_step is not None
    assert found.next_step.on == date(2026, 5, 6), "once the books are kept up it may go at once"
    early = seen(stale, day="2026-05-05")
    assert the(early, "books").commands == (), "a day to come cannot be stated yet"
    assert "are said to be on that day" in the(early, "books").ends_when


def test_what_waits_for_a_yes_names_the_command_and_who_wrote_the_rule() -> None:
    found = seen(
        account(invoice()), read_policy({"approval_required": "every"}, {"approval_required": "house"})
    )
    waits = the(found, "approval")
    assert (waits.commands, waits.ends_by_itself) == (("duesync approve acme --customer c1",), None)
    assert [(each.key, each.value, each.origin) for each in waits.settings] == [
        ("approval_required", "every", "house")
    ]
    assert "reminder" not in waits.text, "the step is told once, as the next one"
    assert days(found) == [("2026-05-05", "APPROVAL")], "neither nights nor weekends are told apart"


def test_a_hold_until_a_day_lifts_by_itself_or_earlier_by_command() -> None:
    found = seen(account(invoice(), holds=(hold(until="2026-05-20"),)))
    waits = the(found, "hold")
    assert waits.ends_by_itself == at("2026-05-19", "23:00")
    assert waits.commands == ("duesync hold acme --customer c1 --release",)
    assert days(found)[-1] == ("2026-05-20", "reminder")


def test_holds_and_exclusions_are_ended_by_the_command_that_made_them() -> None:
    one, two = invoice(), invoice("INV 2", due="2026-05-02")
    holds = (
        hold("ledger"), hold("invoice", invoice_id="i1001"), hold("invoice", invoice_id="iINV 2"),
        replace(hold(), excluded=True), hold(until="2026-05-01"),
    )  # fmt: skip
    assert the(seen(account(one, two, holds=holds)), "hold").commands == (
        "duesync hold acme --release",
        "duesync hold acme --invoice 1001 --release",
        "duesync hold acme --invoice 'INV 2' --release",
        "duesync exclude acme --customer c1 --end",
    )


def test_a_hold_that_begins_to_matter_later_is_named_with_its_day() -> None:
    held = account(
        invoice(due="2026-05-08"), holds=(hold("invoice", invoice_id="i1001"),), behaviour=payer("prompt")
    )
    found = seen(held)
    assert named(found) == ["nothing due", "hold"]
    later = the(found, "hold")
    assert later.since is not None
    assert later.since.date() >= date(2026, 5, 9)
    assert found.next_step is not None, "what it would be, once released"
    assert found.next_step.on == date(2026, 5, 12)


def test_a_promise_is_waited_for_and_then_the_procedure_goes_on() -> None:
    found = seen(after("reminder", agreements=(promise(by="2026-05-12"),)))
    waits = the(found, "promise")
    assert waits.ends_by_itself == at("2026-05-13", "23:00"), "14 May, when the books can show what came"
    assert waits.commands == ("duesync promise acme --number 1 --withdraw",)
    assert days(found) == [
        ("2026-05-05", "PROMISED"),
        ("2026-05-13", "OUT_OF_HOURS"),
        ("2026-05-14", "second_reminder"),
    ]


def test_a_dispute_waits_for_its_answer_and_says_when_it_is_put_before_a_person() -> None:
    found = seen(account(invoice(), agreements=(dispute(),)))
    assert the(found, "dispute").commands == ('duesync dispute acme --number 1 --answer "..."',)
    assert the(found, "dispute").ends_by_itself is None
    assert days(found) == [("2026-05-05", "DISPUTED"), ("2026-05-19", "DISPUTE_UNANSWERED")]
    assert found.next_step is not None
    assert found.next_step.once_lifted
    assert (
        found.when == "once what stands in the way is settled; it is looked at again on Wednesday 20 May 2026"
    )


def test_a_step_that_no_time_brings_is_told_without_a_day_that_might_be_taken_for_sure() -> None:
    excluded = seen(account(invoice(), holds=(hold(),)))
    assert excluded.when == "once what stands in the way is settled"
    later = seen(account(invoice(due="2026-05-08"), holds=(hold(),), behaviour=payer("prompt")))
    assert later.when == "once what stands in the way is settled, on Tuesday 12 May 2026 at the earliest"
    promised = seen(after("reminder", agreements=(promise(by="2026-05-12"),)))
    assert promised.when == "on Thursday 14 May 2026 at the earliest"


def test_a_note_that_goes_by_itself_comes_before_what_a_dispute_keeps_back() -> None:
    other = invoice("1002", due="2026-05-29", balance="70")
    found = seen(account(invoice(), other, agreements=(dispute(answer_by="2026-06-03"),)))
    assert days(found)[-1] == ("2026-05-26", "pre_due")
    assert found.next_step is not None
    assert (found.next_step.level, found.next_step.invoices) == ("pre_due", ("1002",))
    assert found.when == "on Tuesday 26 May 2026 at the earliest"


def test_a_part_that_is_disputed_is_in_no_amount_of_the_next_step() -> None:
    found = seen(account(invoice(), agreements=(dispute("40"),)))
    assert found.next_step is not None
    assert found.next_step.amount == Decimal(60)
    held = seen(account(invoice(), agreements=(dispute("40"),), holds=(hold("invoice", invoice_id="i1001"),)))
    assert held.next_step is not None
    assert held.next_step.amount == Decimal(60), "nor once all else is lifted"


@pytest.mark.parametrize(
    ("asked", "reason", "commands", "ends_when"),
    [
        (account(invoice(), agreements=(claim(),)), Reason.CLAIMED_PAID,
         ("duesync claim acme --number 1 --withdraw",), "the payment is booked"),
        (account(invoice(), agreements=(handed_over(),)), Reason.HANDED_OVER,
         ("duesync hand-over acme --number 1 --end",), ""),
        (account(invoice(due="2025-06-01")), Reason.OLD_DEBT,
         ("duesync sort acme c1 confirm", "duesync sort acme c1 level 1", "duesync sort acme c1 write-off"),
         "the old invoice is written off in the ledger"),
        (account(invoice(), opted_out=("email",)), Reason.OPTED_OUT,
         ("duesync opt-out acme --customer c1 --channel email --end",),
         "the procedure's next step is by another way than e-mail"),
        (account(invoice(), customer=customer(emails=())), Reason.NO_ADDRESS, (),
         "the ledger has an e-mail address for them"),
        (account(invoice(), uncertain=("K1",)), Reason.UNCERTAIN,
         ("duesync uncertain acme --sent K1", "duesync uncertain acme --not-sent K1"), ""),
        (account(invoice(), payments_refused=("K2, GBP 5.00: period locked",)), Reason.PAYMENT_REFUSED,
         ("duesync void-payment acme K2",), "the payment is recorded anew with duesync pay"),
        (account(invoice(), arrived=("K7QX2MZP, GBP 60.00 of 2026-05-04",)), Reason.MONEY_ARRIVED,
         ("duesync bank acme --confirm K7QX2MZP", "duesync bank acme --refuse K7QX2MZP"),
         "the payment is booked in the ledger"),
        (account(invoice(), refused=(Refusal(recipients=("ana@bakers.example",), reason="no such mailbox"),)),
         Reason.REFUSED, ("duesync approve acme --customer c1",), "the address is corrected in the ledger"),
        (account(invoice(balance="1", total=Decimal(100))), Reason.SHORT_PAYMENT,
         ("duesync approve acme --customer c1",), "the rest is written off in the ledger"),
        (account(invoice(), books=books(released=False)), Reason.NOT_RELEASED, ("duesync approve acme",), ""),
    ],
)  # fmt: skip
def test_what_a_person_must_do_is_written_out(
    asked: Account, reason: Reason, commands: tuple[str, ...], ends_when: str
) -> None:
    found = seen(asked)
    waits = next(each for each in found.conditions if each.reason is reason)
    assert (waits.commands, waits.ends_when) == (commands, ends_when)


def test_who_owes_nothing_has_no_next_step_and_one_reason() -> None:
    for asked in (account(), account(invoice(), credits=(credit("100"),))):
        found = seen(asked, day="2026-05-09")
        assert found.next_step is None
        assert named(found) == ["paid"]


def test_the_last_level_was_reached() -> None:
    sent = [notice(each, "2026-04-01", episode=EPISODE) for each in ("firm", "hand_over")]
    policy = read_policy({"levels": [{"name": "firm", "days": 1}, {"name": "hand_over", "days": 2}]})
    found = seen(account(invoice(), episode=EPISODE, notices=tuple(sent)), policy)
    assert found.next_step is None
    assert the(found, "procedure").ends_when == "a person settles it, hands it over or writes it off"


def test_an_account_that_is_not_due_yet_is_told_its_first_reminder() -> None:
    found = seen(account(invoice(due="2026-05-29")), day="2026-05-05")
    assert found.next_step is not None
    assert (found.next_step.level, found.next_step.on) == ("pre_due", date(2026, 5, 26))
    assert named(found) == ["nothing due"]


ACCOUNTS = st.builds(
    account,
    st.builds(invoice, due=st.sampled_from(("2025-12-01", "2026-04-20", "2026-05-01", "2026-05-20"))),
    holds=st.sampled_from(((), (hold(until="2026-05-20"),), (hold(),))),
    agreements=st.sampled_from(((), (promise(),), (dispute("40"),), (dispute(),), (claim(),))),
    notices=st.sampled_from(((), (EARLIER,), (EARLIER, notice("reminder", "2026-05-04", episode=EPISODE)))),
    episode=st.sampled_from((None, EPISODE)),
    books=st.sampled_from((books(), books(booked_through=date(2026, 4, 30)), books(released=False))),
)


@settings(deadline=None, derandomize=True)  # the same cases on a busy machine
@given(asked=ACCOUNTS, hour=st.integers(0, 24 * 20))
def test_what_is_foreseen_is_what_the_engine_does(asked: Account, hour: int) -> None:
    """Whenever it is asked: nothing before the day that was told, and that step on it."""
    asked = replace(asked, episode=decide(asked, UNASKED, RULES, NOW).episode)
    found = seen(asked)
    moment = min(NOW + timedelta(hours=hour), NOW + timedelta(days=DAYS))
    decided = decide(asked, UNASKED, RULES, moment)
    steps = [each for each in found.unchanged if each.step is not None]
    if not steps or moment < steps[0].at:
        assert isinstance(decided.action, Wait)
    first = decide(asked, UNASKED, RULES, steps[0].at) if steps else decided
    assert isinstance(first.action, Notify if steps else Wait)
    for each in found.conditions:
        assert each.ends_by_itself or each.ends_when or each.commands, each.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (account(invoice()), ""),
        (account(), ""),
        (account(invoice(), holds=(hold("invoice", invoice_id="i1001"),)), "It is on hold"),
        (account(invoice(), invoice("2"), agreements=(promise(),)),
         "It is set aside, and asked for in no letter: the promise of GBP 100.00 by 12 May 2026 (Ana, call)"),
        (account(invoice(), agreements=(dispute("40"),)), "GBP 40.00 of it is not asked for: the"),
        (account(invoice(due="2026-05-20")), "It is due on 20 May 2026, and not asked for yet."),
        (account(invoice(due=None)), "It is left out: it has no due date in this currency."),
        (account(invoice(), books=books(booked_through=date(2026, 5, 1))), "It was due on 1 May 2026"),
    ],
)  # fmt: skip
def test_the_part_of_the_very_invoice_is_told(asked: Account, said: str) -> None:
    found = part_of(case_of(asked, UNASKED, RULES, NOW), "i1001")
    assert found.startswith(said)
    assert bool(found) is bool(said)


def test_an_hour_that_the_law_closes_is_named_with_its_citation_and_no_setting() -> None:
    rules = replace(RULES, packs=by_country())
    open_all_day = {"from": "00:00", "until": "23:59", "days": ["mon", "tue", "wed", "thu", "fri"]}
    policy = read_policy(
        {
            "approval_required": "none",
            "law": {"debtor_kind": "consumer", "collector_role": "third_party_agency"},
            "contact": {"hours": {"email": open_all_day}},
        }
    )
    asked = account(invoice(), customer=customer(country="US", region="MA"))
    found = outlook(asked, policy, rules, at("2026-05-06", "09:00"))  # 05:00 in Boston
    closed = the(found, "hours by law")
    assert closed.citation is not None
    assert "1006.6(b)(1)(i)" in closed.citation
    assert closed.ends_by_itself == at("2026-05-06", "12:00")
    assert closed.settings == ()
    assert days(found)[-1][1] == "reminder"


MINIMUM_OF_ONE = {"levels": [{"name": "one", "days": 1, "minimum_balance": 300}]}
SECOND = ("levels", '"second_reminder" from 11 days past due', "default")


@pytest.mark.parametrize(
    ("policy", "asked", "guard", "written"),
    [
        ({"minimum_gap_days": 9}, after("reminder"), "too soon",
         [SECOND, ("minimum_gap_days", "9", "house")]),
        ({"minimum_balance": {"default": 500}}, account(invoice()), "minimum",
         [("minimum_balance", "GBP 500.00", "house")]),
        (MINIMUM_OF_ONE, account(invoice()), "minimum",
         [("minimum_balance", "GBP 10.00", "default"), ("levels", "at least GBP 300.00", "house")]),
        ({"agreements": {"claim_days": 5}}, account(invoice(), agreements=(claim(),)), "paid claim",
         [("agreements.claim_days", "5", "house")]),
        ({"contact": {"days_between": 30}}, after("reminder"), "house limits",
         [("contact.days_between", "30", "house"), ("contact.most", "3 in 30 days", "default")]),
    ],
)  # fmt: skip
def test_behind_a_wait_stands_the_setting_and_who_wrote_it(
    policy: dict[str, object], asked: Account, guard: str, written: list[tuple[str, str, str]]
) -> None:
    whole = read_policy({"approval_required": "none"} | policy, dict.fromkeys(dotted(policy), "house"))
    behind = the(seen(asked, whole, "2026-05-06"), guard).settings
    assert [(each.key, each.value, each.origin) for each in behind] == written

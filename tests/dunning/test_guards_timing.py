"""Guards about time and a person's yes: distance, hours, holidays, approvals, notes before the due date."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from dunning.account import Contact, Refusal
from dunning.decisions import Reason
from dunning.engine import GUARDS, decide, explain
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
    wait,
    wish,
)
from tests.dunning.guards_desk import NEXT_MORNING, TUESDAY, answers, decided


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


TEXTED = read_policy({"approval_required": "none", "levels": [{"name": "text", "days": 1, "channel": "sms"}]})


def test_a_country_without_a_common_hour_asks_for_the_region() -> None:
    decision = decided(account(invoice(), customer=customer(country="RU")))
    assert decision.reason is Reason.OUT_OF_HOURS
    assert "give the customer's region" in decision.text
    assert decision.review_at == NEXT_MORNING


@pytest.mark.parametrize(
    ("channel", "zones", "where"),
    [
        ("sms", ("Asia/Tokyo",), "RU and of their number"),
        ("sms", (), "RU"),
        ("email", ("Asia/Tokyo",), "RU"),
    ],
)
def test_whose_zones_have_no_common_hour_is_told(channel: str, zones: tuple[str, ...], where: str) -> None:
    asked = account(invoice(), customer=customer(country="RU"), number_zones=zones)
    by = read_policy({"approval_required": "none", "levels": [{"name": "x", "days": 1, "channel": channel}]})
    told = decide(asked, by, RULES, TUESDAY).text.partition("time zones of ")[2]
    assert told == f"{where}: give the customer's region."


def test_only_a_wish_about_hours_is_told_with_the_hours() -> None:
    for wanted, words in (
        (wish("email"), ""),
        (wish(None, 9, 12), " They want to hear from us from 09:00 to 12:00 (ann, 1 April 2026: "),
        (wish(None, None, None, 1), " They want to hear from us on Tuesdays (ann, 1 April 2026: "),
    ):
        answered = explain(account(invoice(), preference=wanted), UNASKED, RULES, TUESDAY)
        [told] = [each.text for each in answered if each.guard == "hours"]
        start = f"It is within contact hours in Europe/London.{words}"
        assert told.startswith(start)
        assert told == start or words


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


def test_after_a_restore_a_person_approves_what_goes_to_whom_nothing_went_since() -> None:
    restored = books(restored_at=at("2026-04-20", "09:00"))
    before, after = notice(on="2026-04-19", episode="x"), notice(on="2026-04-21", episode="x")
    at_that_instant = replace(before, delivered_at=restored.restored_at)
    for notices, waits in (
        ((before,), True),
        ((at_that_instant,), True),
        ((before, after), False),
        ((after,), False),
    ):
        asked = account(invoice(), books=restored, notices=notices)
        decision = decide(asked, UNASKED, RULES, TUESDAY)
        assert (decision.reason is Reason.APPROVAL) is waits
        told = "(restored from the backup of 20 April 2026: what went since is not known)"
        assert (told in decision.text) is waits


@pytest.mark.parametrize(
    ("by_us", "what"),
    [(False, "the number in the ledger"), (True, "the letter, or what it is made of")],
)
def test_a_text_that_was_refused_is_not_sent_again_by_itself(what: str, *, by_us: bool) -> None:
    number = "+442079460101"
    refused = Refusal(recipients=(number,), reason="no mobile number", by_us=by_us)
    text = read_policy(
        {"approval_required": "none", "levels": [{"name": "text", "days": 1, "channel": "sms"}]}
    )
    asked = account(invoice(), books=books(texts=True), text_number=number, refused=(refused,))
    decision = decide(asked, text, RULES, TUESDAY)
    assert decision.reason is Reason.REFUSED
    told = (
        f"The last message was refused (no mobile number): correct {what}, or approve it to be tried again."
    )
    assert decision.text.startswith(told)
    other = replace(refused, recipients=("+442079460102",))
    assert decide(replace(asked, refused=(other,)), text, RULES, TUESDAY).reason is Reason.LEVEL_DUE


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


@pytest.mark.parametrize(
    ("kind", "episode"), [("pre_due", "pre:2026-05-04"), ("statement", "statement:2026-04"), ("level", "x")]
)
def test_a_note_keeps_its_distance_from_whatever_went_before(kind: str, episode: str) -> None:
    sent = notice(kind, "2026-05-01", kind=kind, episode=episode, invoice_ids=("i9",))
    decision = decided(account(invoice(due="2026-05-08"), notices=(sent,)))
    assert decision.reason is Reason.HOUSE_LIMIT
    assert decision.review_at == at("2026-05-07", "23:00")


SEVERAL = read_policy(
    {
        "approval_required": "none",
        "contact": {"days_between": 0, "most": 9, "several_channels_a_day": True},
    }
)
ONE = read_policy({"approval_required": "none", "contact": {"days_between": 0, "most": 9}})
THIS_MORNING = at("2026-05-05", "08:00")


def test_where_several_ways_a_day_are_allowed_none_is_gone_twice() -> None:
    sent = replace(notice("before", episode="e", currency="EUR"), delivered_at=THIS_MORNING)
    asked = account(invoice(), notices=(sent,))
    decision = decide(asked, SEVERAL, RULES, TUESDAY)
    assert (decision.reason, decision.text) == (
        Reason.HOUSE_LIMIT,
        "A message went today already: one a day is the most.",
    )
    by_text = account(invoice(), notices=(replace(sent, channel="sms"),))
    assert notify(decide(by_text, SEVERAL, RULES, TUESDAY)).channel == "email"


def test_a_call_of_today_keeps_a_mail_back_and_a_mail_by_hand_or_a_try_does_not() -> None:
    rung = Contact(channel="call", at=THIS_MORNING, reached=True)
    decision = decide(account(invoice(), contacts=(rung,)), ONE, RULES, TUESDAY)
    assert (decision.reason, decision.text) == (
        Reason.HOUSE_LIMIT,
        "They were contacted another way today already: one way a day is the most.",
    )
    for other in (replace(rung, channel="email"), replace(rung, channel="voice", reached=False)):
        asked = account(invoice(), contacts=(other,))
        assert notify(decide(asked, ONE, RULES, TUESDAY)).channel == "email"


def test_thanks_in_between_put_no_level_off() -> None:
    went = (
        notice("reminder", "2026-04-24", episode="e"),
        notice("thanks", "2026-05-04", episode="e", kind="thanks"),
    )
    asked = account(invoice(due="2026-04-20"), notices=went, episode="e")
    assert notify(decided(asked)).level == "second_reminder"


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

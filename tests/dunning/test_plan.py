"""The plan ahead: what a person sees first, and what the flood guard compares with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from dunning.engine import decide
from dunning.plan import Planned, plan_ahead
from tests.dunning.desk import POLICY, RULES, account, at, books, customer, hold, invoice, notice, notify

NEW = books(released=False, flooded=True, booked_through=None)
MONDAY = at("2026-05-11", "09:00")


def days(planned: tuple[Planned, ...]) -> list[tuple[str, date]]:
    return [(each.level, each.on) for each in planned]


def test_the_first_two_weeks_of_a_new_ledger_are_shown_as_if_people_said_yes() -> None:
    asked = account(invoice(), books=NEW, notices=())
    planned = plan_ahead(asked, POLICY, RULES, MONDAY, 14)
    assert days(planned) == [("reminder", date(2026, 5, 11)), ("second_reminder", date(2026, 5, 18))]
    assert planned[0] == Planned(
        on=date(2026, 5, 11),
        kind="level",
        level="reminder",
        channel="email",
        amount=Decimal(100),
        currency="GBP",
        serious=False,
    )


def test_a_plan_made_on_sunday_night_begins_on_monday() -> None:
    planned = plan_ahead(account(invoice(), books=NEW), POLICY, RULES, at("2026-05-10", "22:00"), 3)
    assert days(planned) == [("reminder", date(2026, 5, 11))]


def test_what_falls_due_meanwhile_is_in_the_plan() -> None:
    asked = account(invoice("1", due="2026-05-14"), books=NEW)
    assert days(plan_ahead(asked, POLICY, RULES, MONDAY, 14)) == [
        ("pre_due", date(2026, 5, 11)),
        ("reminder", date(2026, 5, 18)),
    ]


def test_the_whole_procedure_is_in_a_long_plan_with_its_serious_levels() -> None:
    planned = plan_ahead(account(invoice(), books=NEW), POLICY, RULES, MONDAY, 90)
    assert [(each.level, each.serious) for each in planned] == [
        ("reminder", False),
        ("second_reminder", False),
        ("firm", True),
        ("call", True),
        ("hand_over", True),
    ]


def test_a_plan_lifts_no_hold_sorts_no_old_debt_and_finds_no_address() -> None:
    for asked in (
        account(invoice(), holds=(hold(),)),
        account(invoice(due="2025-06-01")),
        account(invoice(), customer=customer(emails=())),
        account(invoice(), uncertain=("KEY",)),
    ):
        assert plan_ahead(asked, POLICY, RULES, MONDAY, 14) == ()
    held_till_friday = account(invoice(), holds=(hold(until="2026-05-15"),))
    assert days(plan_ahead(held_till_friday, POLICY, RULES, MONDAY, 14))[0][1] == date(2026, 5, 15)


def test_the_end_of_the_plan_is_exclusive() -> None:
    asked = account(invoice(due="2026-05-08"))  # 4 days past due on the 12th
    eight_o_clock = at("2026-05-11", "07:00")
    assert plan_ahead(asked, POLICY, RULES, eight_o_clock, 1) == ()
    assert days(plan_ahead(asked, POLICY, RULES, eight_o_clock, 2)) == [("reminder", date(2026, 5, 12))]


def test_the_plan_does_what_the_engine_then_does() -> None:
    asked = account(invoice(due="2026-05-07"), episode="e")
    ((level, day),) = days(plan_ahead(asked, POLICY, RULES, MONDAY, 6))
    assert notify(decide(asked, POLICY, RULES, at(day.isoformat(), "09:00"))).level == level
    sent = replace(asked, notices=(notice(level, day.isoformat(), episode="e"),))
    assert plan_ahead(sent, POLICY, RULES, MONDAY, 6) == ()

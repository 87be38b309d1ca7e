"""The procedure over time: levels by name, one clock, episodes, and a month that reads as a bookkeeper's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from dunning.account import Account, Notice
from dunning.acting import slot_of
from dunning.decisions import Notify, Reason, Wait
from dunning.engine import decide
from dunning.law import Rules
from dunning.policy import Policy, read_policy
from dunning.procedure import case_of, notify_of
from tests.dunning.desk import (
    POLICY,
    RULES,
    account,
    at,
    credit,
    hold,
    invoice,
    notice,
    notify,
    wait,
)

OPEN_DAYS = Rules(holidays={}, version="no holidays")
EVERY_DAY = {"contact": {"hours": {"email": {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}}}}
NAMES = ["reminder", "second_reminder", "firm", "call", "hand_over"]


def carried_on(
    asked: Account,
    policy: Policy,
    first: str,
    days: int,
    clock: str = "10:00",
    each_day: Callable[[Account, date], Account] = lambda asked, _day: asked,
) -> list[tuple[str, date]]:
    """Decide daily, say yes, deliver at once: (level, the day it went)."""
    gone: list[tuple[str, date]] = []
    moment = at(first, clock)
    for _ in range(days):
        asked = each_day(asked, moment.date())
        decision = decide(asked, policy, OPEN_DAYS, moment)
        asked = replace(asked, episode=decision.episode)
        step = decision.action.proposed if isinstance(decision.action, Wait) else decision.action
        if step is not None and decision.reason in {Reason.LEVEL_DUE, Reason.PRE_DUE, Reason.APPROVAL}:
            gone.append((step.level, moment.date()))
            asked = replace(asked, notices=(*asked.notices, delivered(step, moment)))
        moment += timedelta(days=1)
    return gone


def delivered(step: Notify, moment: datetime) -> Notice:
    return Notice(
        key=step.fingerprint,
        kind="pre_due" if step.kind == "pre_due" else "level",
        level=step.level,
        ordinal=step.ordinal,
        episode=step.episode,
        channel=step.channel,
        currency=step.currency,
        delivered_at=moment,
        invoice_ids=step.overdue,
        message_id=None,
    )


def test_a_month_and_more_the_levels_go_at_4_11_21_35_and_50_days_past_due() -> None:
    due = date(2026, 5, 1)
    gone = carried_on(account(invoice()), read_policy(EVERY_DAY), "2026-04-01", 120)
    past_due = [(level, (day - due).days) for level, day in gone]
    assert past_due == [
        ("pre_due", -3),
        ("reminder", 4),
        ("second_reminder", 11),
        ("firm", 21),
        ("call", 35),
        ("hand_over", 50),
    ]


def test_on_working_days_only_nothing_is_lost_and_the_distance_is_kept() -> None:
    gone = carried_on(account(invoice(due="2026-04-29")), POLICY, "2026-04-29", 120)
    days = [day for _level, day in gone]
    assert [level for level, _day in gone] == NAMES
    # 4 days past due is a Sunday: Monday it is, and the next level keeps 7 days from it
    assert days[:3] == [date(2026, 5, 4), date(2026, 5, 11), date(2026, 5, 20)]
    assert all((later - earlier).days >= 7 for earlier, later in pairwise(days))


def test_the_day_the_clocks_change_moves_no_letter() -> None:
    # 10:00 in London is 10:00 UTC before 29 March and 09:00 UTC after it
    due = invoice(due="2026-03-20")
    asked = account(due, episode="e", notices=(notice(on="2026-03-24", episode="e"),))
    step = decide(asked, POLICY, RULES, at("2026-03-31", "09:00"))
    assert notify(step).level == "second_reminder"


def test_a_run_missed_for_weeks_skips_no_level_and_sends_no_two_at_once() -> None:
    gone = carried_on(account(invoice(due="2026-02-02")), POLICY, "2026-05-05", 60)
    assert [level for level, _day in gone] == NAMES
    assert [day for _level, day in gone][:3] == [date(2026, 5, 5), date(2026, 5, 12), date(2026, 5, 19)]


def test_after_a_payment_the_clock_is_the_next_oldest_and_the_level_never_rises() -> None:
    old, young = invoice("1", due="2026-05-01"), invoice("2", due="2026-05-20")
    sent = notice("reminder", "2026-05-05", episode="i1@2026-05-02")
    asked = account(old, young, episode="i1@2026-05-02", notices=(sent,))
    assert notify(decide(asked, POLICY, RULES, at("2026-05-26"))).level == "second_reminder"
    paid = replace(asked, invoices=(young,))
    decision = decide(paid, POLICY, RULES, at("2026-05-26"))
    assert decision.reason is Reason.TOO_SOON
    assert decision.review_at == at("2026-05-30", "23:00")  # 11 days past 20 May, as London's day begins
    assert decision.episode == "i1@2026-05-02"


def test_credit_covers_the_oldest_invoice_first_so_that_one_sets_no_clock() -> None:
    old, young = invoice("1", due="2026-04-01"), invoice("2", due="2026-05-01", balance="300")
    asked = account(old, young, credits=(credit("100"),))
    step = notify(decide(asked, POLICY, RULES, at("2026-05-05")))
    assert (step.amount, step.credit) == (Decimal(300), Decimal(100))
    assert step.overdue == ("i1", "i2")
    assert decide(asked, POLICY, RULES, at("2026-05-01")).reason is Reason.PAID
    assert (
        "comes 4 days past due, on 5 May 2026" in decide(asked, POLICY, RULES, at("2026-05-02", "10:00")).text
    )


def test_an_episode_ends_when_nothing_is_overdue_and_the_next_debt_starts_again() -> None:
    sent = tuple(
        notice(level, on, episode="i1@2026-03-01")
        for level, on in (("reminder", "2026-03-05"), ("firm", "2026-03-20"))
    )
    between = decide(account(invoice(due="2026-05-01"), notices=sent), POLICY, RULES, at("2026-05-01"))
    assert (between.reason, between.episode) == (Reason.NOTHING_DUE, None)
    step = notify(decide(account(invoice(), notices=sent), POLICY, RULES, at("2026-05-05")))
    assert (step.level, step.ordinal, step.episode) == ("reminder", 0, "i1001@2026-05-05")


def after_a_hold(asked: Account, *, until: str, by: str) -> Account:
    """The account once a hold on its oldest invoice has come and gone, looked at on the way."""
    held = replace(asked, holds=(hold("invoice", until, asked.invoices[0].id),))
    looked_at = decide(held, POLICY, RULES, at(by))
    return replace(held, episode=looked_at.episode)


def test_after_a_hold_on_the_only_invoice_the_procedure_goes_on_at_the_next_level() -> None:
    sent = (
        notice("reminder", "2026-05-05", episode="i1001@2026-05-02"),
        notice("second_reminder", "2026-05-12", episode="i1001@2026-05-02"),
    )
    asked = account(invoice(), notices=sent, episode="i1001@2026-05-02")
    held = decide(replace(asked, holds=(hold("invoice", None, "i1001"),)), POLICY, RULES, at("2026-05-14"))
    assert (held.reason, held.episode) == (Reason.HOLD, "i1001@2026-05-02")
    free = decide(after_a_hold(asked, until="2026-06-01", by="2026-05-14"), POLICY, RULES, at("2026-06-01"))
    proposed = wait(free).proposed
    assert proposed is not None
    assert (proposed.level, proposed.episode) == ("firm", "i1001@2026-05-02")


def test_a_held_invoice_keeps_the_episode_open_while_a_newer_one_falls_due() -> None:
    sent = notice("reminder", "2026-05-05", episode="i1@2026-05-02")
    asked = account(invoice("1"), invoice("2", due="2026-05-29"), notices=(sent,), episode="i1@2026-05-02")
    step = notify(
        decide(after_a_hold(asked, until="2026-12-01", by="2026-05-14"), POLICY, RULES, at("2026-06-12"))
    )
    assert (step.level, step.overdue, step.episode) == ("second_reminder", ("i2",), "i1@2026-05-02")


def test_an_invoice_that_is_flawed_for_a_while_does_not_start_the_debt_over() -> None:
    asked = account(invoice(problem="its total is odd"), episode="e", notices=(notice(episode="e"),))
    assert decide(asked, POLICY, RULES, at("2026-05-12")).episode == "e"


def test_a_held_invoice_opens_no_episode_and_one_that_is_paid_ends_it() -> None:
    held = account(invoice(), holds=(hold("invoice", None, "i1001"),))
    assert decide(held, POLICY, RULES, at("2026-05-12")).episode is None
    not_due = replace(held, invoices=(invoice(due="2026-06-20"),), episode="e")
    assert decide(not_due, POLICY, RULES, at("2026-05-12")).episode is None
    assert decide(replace(held, invoices=(), episode="e"), POLICY, RULES, at("2026-05-12")).episode is None


def test_the_episode_is_kept_though_the_invoice_that_opened_it_is_paid() -> None:
    asked = account(invoice("2"), episode="i1@2026-03-01")
    assert notify(decide(asked, POLICY, RULES, at("2026-05-05"))).episode == "i1@2026-03-01"


def test_a_bounce_takes_the_level_back() -> None:
    asked = account(invoice(), episode="e", notices=(notice(on="2026-05-05", episode="e"),))
    assert notify(decide(asked, POLICY, RULES, at("2026-05-12"))).level == "second_reminder"
    bounced = replace(asked, notices=())
    assert wait(decide(bounced, POLICY, RULES, at("2026-05-12"))).proposed is not None
    again = decide(
        replace(bounced, notices=(notice(on="2025-06-02", episode="x"),)), POLICY, RULES, at("2026-05-12")
    )
    assert (notify(again).level, notify(again).ordinal) == ("reminder", 0)


def levels(*named: tuple[str, int]) -> Policy:
    return read_policy(
        {"levels": [{"name": name, "days": days} for name, days in named], "approval_required": "none"}
    )


def test_a_changed_policy_neither_repeats_nor_skips_a_level() -> None:
    sent = (notice("b", "2026-05-12", episode="e"), notice("a", "2026-05-05", episode="e"))
    asked = account(invoice(), episode="e", notices=sent)
    now = at("2026-06-15")
    went_on = {
        "as it was": (levels(("a", 4), ("b", 11), ("c", 21)), "c"),
        "one put in before what was reached": (levels(("a", 4), ("new", 6), ("b", 11), ("c", 21)), "c"),
        "one put in after it": (levels(("a", 4), ("b", 11), ("new", 15), ("c", 21)), "new"),
        "the first taken out": (levels(("b", 11), ("c", 21)), "c"),
        "the last reached taken out": (levels(("a", 4), ("c", 21)), "c"),
        "their days changed": (levels(("a", 20), ("b", 30), ("c", 40)), "c"),
    }
    for change, (policy, expected) in went_on.items():
        assert notify(decide(asked, policy, RULES, now)).level == expected, change
    ended = decide(asked, levels(("a", 4), ("b", 11)), RULES, now)
    assert (ended.reason, ended.overdue) == (Reason.PROCEDURE_ENDED, True)


def test_when_the_policy_knows_no_level_that_was_sent_a_person_is_asked_and_nothing_is_repeated() -> None:
    sent = (notice("a", "2026-05-05", episode="e"), notice("b", "2026-05-12", episode="e"))
    asked, now = account(invoice(), episode="e", notices=sent), at("2026-06-15")
    decision = decide(asked, levels(("x", 4), ("y", 11)), RULES, now)
    assert (decision.reason, decision.overdue) == (Reason.POLICY_CHANGED, True)
    assert wait(decision).proposed is None
    assert decision.review_at is not None
    for words in ('("a", "b")', "nothing is repeated", 'Name the level that was reached "b" in the policy'):
        assert words in decision.text
    assert notify(decide(asked, levels(("b", 4), ("y", 11)), RULES, now)).level == "y"
    assert notify(decide(replace(asked, episode="f"), levels(("x", 4)), RULES, now)).level == "x"


def test_the_third_level_and_beyond_is_serious() -> None:
    sent = (
        notice("reminder", "2026-05-05", episode="e"),
        notice("second_reminder", "2026-05-12", episode="e"),
    )
    decision = decide(account(invoice(), episode="e", notices=sent), POLICY, RULES, at("2026-05-22"))
    proposed = wait(decision).proposed
    assert decision.reason is Reason.APPROVAL
    assert proposed is not None
    assert (proposed.level, proposed.serious) == ("firm", True)


def test_a_hold_on_an_older_invoice_that_ends_is_looked_at_then() -> None:
    asked = account(
        invoice("1", due="2026-04-01"),
        invoice("2", due="2026-05-03"),
        holds=(hold("invoice", "2026-05-06", "i1"),),
    )
    decision = decide(asked, POLICY, RULES, at("2026-05-05"))
    assert (decision.reason, decision.review_at) == (Reason.TOO_SOON, at("2026-05-05", "23:00"))


def test_one_message_lists_what_is_overdue_and_what_is_open_beside_it() -> None:
    step = notify(
        decide(
            account(invoice("3", due="2026-06-01"), invoice("2", due="2026-05-04"), invoice("1")),
            POLICY,
            RULES,
            at("2026-05-05"),
        )
    )
    assert (step.overdue, step.alongside) == (("i1", "i2"), ("i3",))
    assert [each for each, _balance in step.balances] == ["i1", "i2", "i3"]
    assert step.amount == Decimal(200)


def test_a_slot_names_what_a_step_is_for_and_not_how_much_it_asks() -> None:
    now = at("2026-05-05")
    whole = account(invoice(), episode="e")
    part = account(invoice(balance="60"), episode="e")
    one, other = notify(decide(whole, POLICY, RULES, now)), notify(decide(part, POLICY, RULES, now))
    assert slot_of(one, whole) == slot_of(other, part)
    assert one.fingerprint != other.fingerprint
    assert slot_of(one, whole) != slot_of(replace(one, ordinal=1), whole)
    assert slot_of(one, whole) != slot_of(replace(one, episode="f"), whole)


def yes_to(asked: Account, now: datetime) -> str:
    proposed = wait(decide(asked, read_policy({"approval_required": "every"}), RULES, now)).proposed
    assert proposed is not None
    return proposed.fingerprint


def test_a_yes_of_an_earlier_debt_sends_nothing_in_a_new_one() -> None:
    every, now = read_policy({"approval_required": "every"}), at("2026-05-05")
    first = account(invoice(), episode="e")
    said = replace(first, approvals=(yes_to(first, now),))
    assert notify(decide(said, every, RULES, now)).level == "reminder"
    # paid, then the payment taken back: the same invoice and balance open a debt anew
    assert decide(replace(said, episode="f"), every, RULES, now).reason is Reason.APPROVAL


def test_a_yes_to_a_level_is_for_one_time_only() -> None:
    asked = account(invoice(), episode="i1001@2026-05-02")
    first = notify_of(case_of(asked, POLICY, RULES, at("2026-05-05")))
    went = replace(asked, notices=(notice("reminder", "2026-05-05"),))
    case = case_of(went, POLICY, RULES, at("2026-05-12"))
    again = notify_of(replace(case, level=POLICY.levels[0], index=0))
    assert (first.level, again.level) == ("reminder", "reminder")
    assert (first.ordinal, again.ordinal) == (0, 1)
    assert first.fingerprint != again.fingerprint


def test_a_yes_to_a_note_before_the_due_date_is_for_that_due_date() -> None:
    every, now = read_policy({"approval_required": "every"}), at("2026-05-05")
    coming = account(invoice(due="2026-05-08"))
    said = replace(coming, approvals=(yes_to(coming, now),))
    assert decide(said, every, RULES, now).reason is Reason.PRE_DUE
    put_off = replace(said, invoices=(invoice(due="2026-05-07"),))
    assert decide(put_off, every, RULES, now).reason is Reason.APPROVAL


def test_now_may_be_given_in_any_zone() -> None:
    here = at("2026-05-05")
    there = here.astimezone(UTC).astimezone(datetime.fromisoformat("2026-05-05T10:00:00+09:00").tzinfo)
    assert decide(account(invoice()), POLICY, RULES, here) == decide(account(invoice()), POLICY, RULES, there)

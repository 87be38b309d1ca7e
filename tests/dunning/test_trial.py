"""The trial of a level: who waits is drawn once for all, nothing goes earlier, and few debts say nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.decisions import Notify, Reason
from dunning.engine import decide, explain
from dunning.outlook import outlook
from dunning.policy import Policy, PolicyError, read_policy
from dunning.trial import Arm, Assigned, Outcome, Trial, difference, is_drawn, learned
from tests.dunning.desk import RULES, account, at, credit, hold, invoice, notice

EPISODE = "i1001@2026-05-02"
KEY = ("acme", "c1", "GBP", EPISODE)
TRIAL = Trial(level="second_reminder", days=5, percent=5, outcome_days=30, seed="duesync")
SENT = notice(on="2026-05-05")  # the second reminder is due on 12 May
OWING = account(invoice(), notices=(SENT,), episode=EPISODE)


def seed(*, drawn: bool) -> str:
    return next(str(each) for each in range(999) if is_drawn(replace(TRIAL, seed=str(each)), *KEY) is drawn)


def policy(*, drawn: bool, **more: Any) -> Policy:
    trial = {"percent": 5, "level": "second_reminder", "seed": seed(drawn=drawn)} | more
    return read_policy({"approval_required": "none", "trial": trial})


PLAIN = read_policy({"approval_required": "none"})
LATE, USUAL = policy(drawn=True), policy(drawn=False)


def test_who_waits_is_the_same_each_time_near_the_share_and_another_seed_draws_others() -> None:
    debts = [("acme", f"c{number}", "GBP", f"i{number}@2026-05-02") for number in range(4000)]
    drawn = [key for key in debts if is_drawn(TRIAL, *key)]
    assert drawn == [key for key in debts if is_drawn(TRIAL, *key)]
    assert 160 < len(drawn) < 240
    assert [key[1] for key in drawn[:3]] == ["c31", "c86", "c131"]  # or a trial under way is drawn anew
    other = [key for key in debts if is_drawn(replace(TRIAL, seed="other"), *key)]
    assert len(set(drawn) & set(other)) < 30
    for place in range(4):  # each part of what names a debt counts
        changed = [(*key[:place], f"{key[place]}x", *key[place + 1 :]) for key in debts]
        assert [is_drawn(TRIAL, *key) for key in changed] != [is_drawn(TRIAL, *key) for key in debts]


def test_who_is_drawn_waits_its_days_and_then_goes_and_both_say_what_was_drawn() -> None:
    day = "2026-05-12"
    held = decide(OWING, LATE, RULES, at(day))
    assert (held.reason, held.trial) == (
        Reason.HELD_BACK, Assigned(level="second_reminder", days=5, delayed=True)
    )  # fmt: skip
    assert held.text == (
        '"second_reminder" might go since 12 May 2026. This debt was drawn to wait 5 days longer, until '
        "17 May 2026, so that you learn what it does."
    )
    assert held.review_at == at("2026-05-16", "23:00")  # midnight in London
    late = decide(OWING, LATE, RULES, at("2026-05-18"))  # the 17th is a Sunday
    assert isinstance(late.action, Notify)
    assert late.trial == held.trial
    usual = decide(OWING, USUAL, RULES, at(day))
    assert isinstance(usual.action, Notify)
    assert usual.trial == Assigned(level="second_reminder", days=5, delayed=False)


def test_nothing_goes_earlier_and_only_that_level_later() -> None:
    asked = replace(OWING, notices=(), episode=None)
    for drawn in (LATE, USUAL):
        went = _went(asked, drawn)
        plain = _went(asked, PLAIN)
        assert went.keys() == plain.keys()
        assert all(went[name] >= plain[name] for name in plain)
    assert _went(asked, USUAL) == _went(asked, PLAIN)


def _went(asked: Account, under: Policy) -> dict[str, date]:
    """The day of each level, were nothing paid; the episode is the one that the seeds were found for."""
    asked, went = replace(asked, episode=EPISODE), {}
    day = date(2026, 5, 2)
    while day < date(2026, 8, 1):
        decision = decide(asked, under, RULES, at(day.isoformat()))
        if isinstance(decision.action, Notify):
            went[decision.action.level] = day
            sent = notice(decision.action.level, day.isoformat(), channel=decision.action.channel)
            asked = replace(asked, notices=(*asked.notices, sent))
        day += timedelta(days=1)
    return went


def test_before_its_day_and_for_what_is_held_or_paid_nothing_is_drawn() -> None:
    for asked, day in (
        (OWING, "2026-05-11"),
        (replace(OWING, notices=()), "2026-05-12"),  # the first reminder is next
        (replace(OWING, notices=(SENT, notice("second_reminder", "2026-05-12"))), "2026-05-25"),
        (replace(OWING, holds=(hold("invoice", None, "i1001"),)), "2026-05-12"),
        (replace(OWING, credits=(credit("100"),)), "2026-05-12"),
        (account(), "2026-05-12"),
    ):
        assert decide(asked, LATE, RULES, at(day)).trial is None
        assert said(asked, LATE, day) == (False, 'The trial is about "second_reminder" alone.')
    assert decide(OWING, PLAIN, RULES, at("2026-05-12")).trial is None


def test_a_level_that_comes_again_is_held_back_the_first_time_alone() -> None:
    levels = [
        {"name": "reminder", "days": 4},
        {"name": "second_reminder", "days": 11, "times": 2, "every_days": 7},
        {"name": "last", "days": 60},
    ]
    trial = {"percent": 5, "level": "second_reminder", "seed": seed(drawn=True)}
    again = read_policy({"approval_required": "none", "levels": levels, "trial": trial})
    assert decide(OWING, again, RULES, at("2026-05-12")).reason is Reason.HELD_BACK
    went = replace(OWING, notices=(SENT, notice("second_reminder", "2026-05-18")))
    found = decide(went, again, RULES, at("2026-05-26"))
    assert isinstance(found.action, Notify)
    assert (found.action.level, found.trial) == ("second_reminder", None)


def said(asked: Account, under: Policy, day: str) -> tuple[bool, str]:
    """Whether the guard holds it back, and its words."""
    [answer] = [each for each in explain(asked, under, RULES, at(day)) if each.guard == "trial"]
    return answer.blocks, answer.text


def test_it_is_said_by_the_guard_and_by_what_comes_next() -> None:
    assert said(OWING, USUAL, "2026-05-12") == (False, "This debt was not drawn to wait longer.")
    assert said(OWING, LATE, "2026-05-16")[0]
    assert said(OWING, LATE, "2026-05-17") == (False, "This debt was drawn to wait 5 days longer, and did.")
    assert said(OWING, PLAIN, "2026-05-12") == (False, "No trial is under way.")
    ahead = outlook(OWING, LATE, RULES, at("2026-05-12"))
    assert "17 May 2026" in str(ahead)


@pytest.mark.parametrize(
    ("level", "levels"),
    [
        ("call", None),
        ("hand_over", None),
        ("nudge", None),
        ("", None),
        ("only", [{"name": "only", "days": 3}]),
        ("stern", [{"name": "stern", "days": 3, "tone": "serious"}, {"name": "last", "days": 9}]),
        ("post", [{"name": "post", "days": 3, "channel": "letter"}, {"name": "last", "days": 9}]),
    ],
)
def test_a_last_serious_posted_or_unknown_level_is_never_held_back(level: str, levels: object) -> None:
    written: dict[str, Any] = {"trial": {"percent": 5, "level": level}}
    if not level:
        del written["trial"]["level"]
    with pytest.raises(PolicyError, match=r"trial\.level must name an e-mail or text message"):
        read_policy(written if levels is None else written | {"levels": levels})


def test_it_is_off_unless_chosen_and_where_a_procedure_has_other_levels() -> None:
    assert read_policy({"trial": {"level": "whatever"}}).trial is None
    own = {"name": "small", "for": {"balance_below": "100"}, "levels": [{"name": "one", "days": 9}]}
    found = read_policy({"trial": {"percent": 5, "level": "reminder"}, "procedures": [own]})
    assert found.trial is not None
    assert found.procedures[0].policy.trial is None
    with pytest.raises(PolicyError, match=r"trial\.level must name"):
        read_policy({"procedures": [own | {"trial": {"percent": 5, "level": "one"}}]})


def outcomes(number: int, paid: int, *, delayed: bool, open_ones: int = 0) -> list[Outcome]:
    drawn = Assigned(level="second_reminder", days=5, delayed=delayed)
    told = [each < paid for each in range(number)] + [None] * open_ones
    return [Outcome(assigned=drawn, paid=each) for each in told]


def test_the_interval_is_newcombes() -> None:
    apart, low, high = difference(
        Arm(debts=70, over=70, paid=56), Arm(debts=80, over=80, paid=48)
    )  # his first example
    assert (round(apart, 4), round(low, 4), round(high, 4)) == (0.2, 0.0524, 0.3339)


@pytest.mark.parametrize(
    ("usual", "late", "verdict"),
    [
        ((600, 450), (29, 2), "too few"),
        ((29, 29), (600, 2), "too few"),
        ((600, 450), (30, 22), "no difference shown"),
        ((600, 450), (30, 6), "fewer paid"),
        ((600, 300), (60, 58), "more paid"),
    ],
)
def test_few_debts_say_nothing_and_many_say_what_they_show(
    usual: tuple[int, int], late: tuple[int, int], verdict: str
) -> None:
    found = learned(
        TRIAL,
        [*outcomes(*usual, delayed=False, open_ones=7), *outcomes(*late, delayed=True, open_ones=3)],
    )
    assert found.verdict == verdict
    assert (found.difference is None) is (verdict == "too few")
    assert (found.as_usual.debts, found.as_usual.over) == (usual[0] + 7, usual[0])
    assert found.as_usual.share == usual[1] / usual[0]


def test_what_another_trial_drew_does_not_count() -> None:
    others = [
        Outcome(assigned=Assigned(level="reminder", days=5, delayed=True), paid=True),
        Outcome(assigned=Assigned(level="second_reminder", days=9, delayed=True), paid=True),
    ]
    assert learned(TRIAL, others).delayed == Arm(debts=0, over=0, paid=0)
    assert learned(TRIAL, []).as_usual.share is None

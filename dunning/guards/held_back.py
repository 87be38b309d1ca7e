"""The guard of the trial: one level waits some days longer for a few debts (see `dunning.trial`).

The law it keeps: who is drawn is written into the decision of both, those who wait and those who do not, on
the first day on which the level might go.
"""

from __future__ import annotations

from datetime import date, timedelta

from dunning.dates import counted, in_words
from dunning.decisions import Reason
from dunning.guards.question import Block, Guard
from dunning.guards.timing import first_day
from dunning.limits import start_of
from dunning.procedure import Case, levels_sent
from dunning.trial import Assigned, is_drawn


def assigned_of(case: Case) -> Assigned | None:
    """What is drawn for the debt whose next level the trial is about, once it is due; else `None`."""
    trial, day = case.policy.trial, _due(case)
    if trial is None or day is None or day > case.today or case.episode is None:
        return None
    account = case.account
    drawn = is_drawn(trial, account.books.name, account.customer.id, account.currency, case.episode)
    return Assigned(level=trial.level, days=trial.days, delayed=drawn)


def _due(case: Case) -> date | None:
    """The first day on which the trial's level might go, where it is next, and for the first time."""
    trial, level = case.policy.trial, case.level
    if trial is None or case.kind != "level" or level is None or level.name != trial.level:
        return None
    if trial.level in levels_sent(case.account, case.episode):
        return None
    first = first_day(case)
    return None if first is None else first[0]


def _is_held_back(case: Case) -> Block | None:
    assigned, day = assigned_of(case), _due(case)
    if assigned is None or day is None or not assigned.delayed:
        return None
    until = day + timedelta(days=assigned.days)
    if case.today >= until:
        return None
    text = (
        f'"{assigned.level}" might go since {in_words(day)}. This debt was drawn to wait '
        f"{counted(assigned.days, 'day')} longer, until {in_words(until)}, so that you learn what it does."
    )
    return Block(reason=Reason.HELD_BACK, text=text, review_at=start_of(until, case.zone))


def _goes_on(case: Case) -> str:
    trial, assigned = case.policy.trial, assigned_of(case)
    if trial is None:
        return "No trial is under way."
    if assigned is None:
        return f'The trial is about "{trial.level}" alone.'
    if assigned.delayed:
        return f"This debt was drawn to wait {counted(assigned.days, 'day')} longer, and did."
    return "This debt was not drawn to wait longer."


HELD_BACK = Guard(
    name="trial",
    asks="Is it one of the few that wait longer, so that something is learnt?",
    check=_is_held_back,
    clear=_goes_on,
)

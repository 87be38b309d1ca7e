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
    found = _drawn(case)
    return None if found is None else found[0]


def _drawn(case: Case) -> tuple[Assigned, date] | None:
    """That, where the level is next for the first time, and the first day on which it might go."""
    trial, level, episode = case.policy.trial, case.level, case.episode
    if trial is None or episode is None or level is None or level.name != trial.level:
        return None
    first, account = first_day(case), case.account
    if first is None or first[0] > case.today or level.name in levels_sent(account, episode):
        return None
    drawn = is_drawn(trial, account.books.name, account.customer.id, account.currency, episode)
    return Assigned(level=trial.level, days=trial.days, delayed=drawn), first[0]


def _is_held_back(case: Case) -> Block | None:
    found = _drawn(case)
    if found is None or not found[0].delayed:
        return None
    assigned, day = found
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

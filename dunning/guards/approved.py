"""Whether a person said yes to just this step, and whether that yes still counts.

The law it keeps: a yes is about what was shown then; where nothing went by it for some working days, it is
asked for again. A letter on paper waits for whoever posts it, and its yes with it: it is printed on the
books of that day.
"""

from __future__ import annotations

from dunning.dates import counted, in_words
from dunning.law import banking_days_after
from dunning.procedure import Case, has_step, notify_of
from dunning.said import Approved


def is_said_yes_to(case: Case) -> bool:
    """Whether a person approved just this step, and lately."""
    approvals = case.account.approvals
    if not approvals or not has_step(case) or notify_of(case).fingerprint not in approvals:
        return False
    given = _newest(case)
    return given is None or not _has_lapsed(case, given)


def lapsed(case: Case) -> str:
    """That a yes to this step lapsed, in a sentence; "" where none did."""
    given = _newest(case)
    if given is None or not _has_lapsed(case, given):
        return ""
    day = in_words(given.at.astimezone(case.zone).date())
    days = counted(case.policy.approval_lapses_days, "working day")
    return f"{given.by} approved it on {day}, which lapsed after {days}."


def _newest(case: Case) -> Approved | None:
    """The yes that may lapse."""
    mine = notify_of(case).fingerprint
    given = (each for each in case.account.approved if each.fingerprint == mine and case.is_sent)
    return max(given, key=lambda one: one.at, default=None)


def _has_lapsed(case: Case, given: Approved) -> bool:
    day, country = given.at.astimezone(case.zone).date(), case.account.books.country
    return case.today > banking_days_after(day, case.policy.approval_lapses_days, case.rules, country)

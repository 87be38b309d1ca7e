"""The values of the policy behind a wait, and who wrote each.

The law it keeps: every value is the one that the account's own procedure has, as the guard used it.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from dunning.agreements import PaidClaim
from dunning.decisions import Reason
from dunning.guards.agreement import stopping
from dunning.ledger import Money
from dunning.procedure import Case
from dunning.reaching import hours_for

DEFAULT = "default"
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """A value of the policy that bears on a wait. `origin`: who wrote it; "default" where nobody did."""

    key: str
    value: str
    origin: str


def settings_behind(case: Case, reason: Reason) -> tuple[Setting, ...]:
    """The values of the policy that the wait follows from, each with its origin."""
    if reason is Reason.BOOKS_NOT_BOOKED and stopping(case, PaidClaim) is not None:
        reason = Reason.CLAIMED_PAID  # it is the claim that needs the books to go so far
    return tuple(
        Setting(key=key, value=value, origin=origin_of(case, key))
        for named, told in _SETTINGS.get(reason, ())
        for key, value in ((named.format(channel=case.channel), told(case)),)
        if value
    )


def origin_of(case: Case, key: str) -> str:
    """Who wrote the setting of that dotted key, or any part of it."""
    origins = case.policy.origins
    if key in origins:
        return origins[key]
    return next((by for each, by in origins.items() if each.startswith(f"{key}.")), DEFAULT)


def _level_in_words(case: Case) -> str:
    level = case.level
    if level is None:
        return ""
    again = f", {level.times} times {level.every_days} days apart" if level.times > 1 else ""
    return f'"{level.name}" from {level.days} days past due{again}'


def _trial_in_words(case: Case) -> str:
    trial = case.policy.trial
    return "" if trial is None else f'{trial.percent} % of debts, "{trial.level}", {trial.days} days later'


def _gap_in_words(case: Case) -> str:
    own = None if case.level is None else case.level.gap_days
    return str(case.policy.minimum_gap_days if own is None else own)


def _hours_in_words(case: Case) -> str:
    hours = case.policy.contact.hours.get(case.channel)
    if hours is None or hours != hours_for(case.account, case.policy.contact, case.channel):
        return ""  # there is none, or it is the customer's wish and no setting
    return f"{hours.opens:%H:%M} to {hours.until:%H:%M}, {' '.join(_DAYS[day] for day in hours.days)}"


def _limit_in_words(case: Case) -> str:
    return f"{case.policy.contact.most} in {case.policy.contact.window_days} days"


def _minimum_in_words(case: Case) -> str:
    return str(Money(case.policy.minimum_in(case.account.currency), case.account.currency))


def _own_minimum_in_words(case: Case) -> str:
    own = None if case.level is None else case.level.minimum_balance
    return "" if own is None else f"at least {Money(own, case.account.currency)}"


_BOOKED = (("booked_after_days", lambda case: str(case.policy.booked_after_days)),)
_SETTINGS: dict[Reason, tuple[tuple[str, Callable[[Case], str]], ...]] = {
    Reason.TOO_SOON: (("levels", _level_in_words), ("minimum_gap_days", _gap_in_words)),
    Reason.HELD_BACK: (("trial", _trial_in_words),),
    Reason.HOUSE_LIMIT: (
        ("contact.days_between", lambda case: str(case.policy.contact.days_between)),
        ("contact.most", _limit_in_words),
    ),
    Reason.OUT_OF_HOURS: (("contact.hours.{channel}", _hours_in_words),),
    Reason.BOOKS_NOT_BOOKED: _BOOKED,
    Reason.PROMISED: _BOOKED,
    Reason.INSTALMENTS: _BOOKED,
    Reason.SETTLEMENT: _BOOKED,
    Reason.CLAIMED_PAID: (("agreements.claim_days", lambda case: str(case.policy.agreements.claim_days)),),
    Reason.BELOW_MINIMUM: (("minimum_balance", _minimum_in_words), ("levels", _own_minimum_in_words)),
    Reason.OLD_DEBT: (("old_debt_days", lambda case: str(case.policy.old_debt_days)),),
    Reason.SHORT_PAYMENT: (("short_payment_percent", lambda case: str(case.policy.short_payment_percent)),),
    Reason.AWAY: (("replies.wait_for_return", lambda _case: "true"),),
    Reason.LEDGER_SENT: (("ledger_sent_days", lambda case: str(case.policy.ledger_sent_days)),),
    Reason.APPROVAL: (("approval_required", lambda case: case.policy.approval_required),),
    Reason.LAW: (
        ("law.debtor_kind", lambda case: case.policy.law.debtor_kind),
        ("law.collector_role", lambda case: case.policy.law.collector_role),
    ),
}

"""The engine: one account in, one decision out, and the answers of all guards for whoever asks why.

The laws it keeps: the first guard that blocks is the reason; every wait says when to look again; a
step that lacks only a person's yes is proposed, so that the yes can bind to exactly that.
"""

from __future__ import annotations

from datetime import datetime

from dunning.account import Account
from dunning.aging import past_due
from dunning.agreed import ends_ahead
from dunning.decisions import Decision, GuardAnswer, Reason, Wait
from dunning.guards import GUARDS, Block
from dunning.guards.person import APPROVAL, step_in_words
from dunning.guards.short import SHORT
from dunning.law import Rules
from dunning.limits import next_morning, start_of
from dunning.policy import Policy
from dunning.procedure import Answers, Case, case_of, next_change, notify_of
from dunning.sorting import CONFIRMATION_STEP

__all__ = ["GUARDS", "decide", "explain"]

_ASKS_A_PERSON = (Reason.NOT_RELEASED, Reason.REFUSED, Reason.APPROVAL, Reason.FLOOD)
_TURNS_WITH_DUE_DATES = (Reason.PAID, Reason.NOTHING_DUE, Reason.BELOW_MINIMUM)


def decide(
    account: Account, policy: Policy, rules: Rules, now: datetime, answers: Answers | None = None
) -> Decision:
    """What to do about the account at `now` (aware; `ValueError` otherwise). A wait is a decision.

    `answers`: kept by the caller from one account to the next, under the same rules at the same `now`, so
    that the law is asked once about like cases.
    """
    case = case_of(account, policy, rules, now, answers)
    for guard in GUARDS:
        block = guard.check(case)
        if block is not None:
            return _wait(case, block)
    return Decision(
        action=notify_of(case),
        reason=_why(case),
        text=f"{step_in_words(case)}.",
        citation=None,
        review_at=next_morning(case.now, case.zone),
        episode=case.episode,
        overdue=_is_overdue(case),
    )


def explain(account: Account, policy: Policy, rules: Rules, now: datetime) -> tuple[GuardAnswer, ...]:
    """Every guard's answer, in their order, none left out because another blocked."""
    case = case_of(account, policy, rules, now)
    return tuple(
        GuardAnswer(
            guard=guard.name,
            blocks=block is not None,
            text=guard.clear(case) if block is None else block.text,
            reason=None if block is None else block.reason,
            citation=None if block is None else block.citation,
            review_at=None if block is None else block.review_at,
        )
        for guard in GUARDS
        for block in (guard.check(case),)
    )


def _why(case: Case) -> Reason:
    if case.level is CONFIRMATION_STEP:
        return Reason.CONFIRMATION
    return Reason.LEVEL_DUE if case.kind == "level" else Reason.PRE_DUE


def _wait(case: Case, block: Block) -> Decision:
    return Decision(
        action=Wait(proposed=notify_of(case) if _lacks_only_a_yes(case, block) else None),
        reason=block.reason,
        text=block.text,
        citation=block.citation,
        review_at=_review_at(case, block),
        episode=case.episode,
        overdue=_is_overdue(case),
    )


def _lacks_only_a_yes(case: Case, block: Block) -> bool:
    """A person works in their own hours, not the customer's: what needs a yes is proposed at night too."""
    if block.reason is Reason.OUT_OF_HOURS:
        return APPROVAL.check(case) is not None
    if block.reason is Reason.SHORT_PAYMENT:  # asked early
        later = (guard.check(case) for guard in GUARDS[GUARDS.index(SHORT) + 1 :])
        return all(one is None or one.reason in (*_ASKS_A_PERSON, Reason.OUT_OF_HOURS) for one in later)
    return block.reason in _ASKS_A_PERSON


def _review_at(case: Case, block: Block) -> datetime | None:
    """The block's own instant, or an earlier one at which the calendar changes what is asked."""
    if block.review_at is None:
        return None
    if case.kind != "level" or block.reason in _TURNS_WITH_DUE_DATES:
        change = next_change(case)
    else:
        ends = ends_ahead(case.agreements, case.today)
        if block.reason is not Reason.HOLD:
            ends += [
                each.until
                for each in case.account.holds
                if each.until is not None and each.until > case.today
            ]
        change = start_of(min(ends), case.zone) if ends else None
    return block.review_at if change is None else min(change, block.review_at)


def _is_overdue(case: Case) -> bool:
    state = case.standing
    return bool(state.overdue or past_due((*state.held, *state.flawed, *state.agreed), case.today))

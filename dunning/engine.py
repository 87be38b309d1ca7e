"""The engine: one account in, one decision out, and the answers of all guards for whoever asks why.

The laws it keeps: the first guard that blocks is the reason; every wait says when to look again; a
step that lacks only a person's yes is proposed, so that the yes can bind to exactly that.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from dunning.account import Account
from dunning.aging import past_due
from dunning.agreed import ends_ahead
from dunning.answer_cases import answer_of
from dunning.answering import AT_ONCE
from dunning.courtesy_cases import courtesies_of, next_courtesy
from dunning.decisions import Decision, GuardAnswer, Reason, Wait
from dunning.guards import ANSWER_GUARDS, GUARDS, LATE_TEXT_GUARDS, Block, Guard
from dunning.guards.held_back import assigned_of
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
# Where the procedure itself has nothing for a person or for today, a courtesy may go in its place.
_LEAVES_ROOM = (
    *_TURNS_WITH_DUE_DATES,
    Reason.TOO_SOON,
    Reason.HELD_BACK,
    Reason.POSTPONED,
    Reason.DECLINED,
    Reason.HOUSE_LIMIT,
    Reason.PROCEDURE_ENDED,
)
_REASONS = {
    "level": Reason.LEVEL_DUE,
    "pre_due": Reason.PRE_DUE,
    "thanks": Reason.THANKS,
    "terms_note": Reason.TERMS_NOTE,
    "statement": Reason.STATEMENT,
    "answer": Reason.ANSWER,
}


def decide(
    account: Account, policy: Policy, rules: Rules, now: datetime, answers: Answers | None = None
) -> Decision:
    """What to do about the account at `now` (aware; `ValueError` otherwise). A wait is a decision.

    `answers`: kept by the caller from one account to the next, under the same rules at the same `now`, so
    that the law is asked once about like cases.
    """
    case = case_of(account, policy, rules, now, answers)
    decision = _decision(case)
    return decision if case.policy.trial is None else replace(decision, trial=assigned_of(case))


def _decision(case: Case) -> Decision:
    answered = _answered(case)
    if answered is not None:
        return answered
    block = _first_block(case)
    if block is None:
        return _act(case)
    return _courteous(case, block) if block.reason in _LEAVES_ROOM else _wait(case, block)


def _answered(case: Case) -> Decision | None:
    """The answer to what they ask, or the wait for a yes to it, or for the hour of texts; `None` where there
    is none to give.
    """
    answer = answer_of(case)
    if not isinstance(answer, Case):
        return None
    block = _first_block(answer, _answer_guards(answer))
    if block is None:
        return _act(answer)
    opens = block.reason is Reason.OUT_OF_HOURS and block.review_at is not None
    return _wait(answer, block) if opens or _lacks_only_a_yes(answer, block) else None


def _answer_guards(answer: Case) -> tuple[Guard, ...]:
    asked_at = answer.account.replies[0].received_at
    late = answer.channel == "sms" and answer.now - asked_at > AT_ONCE
    return LATE_TEXT_GUARDS if late else ANSWER_GUARDS


def _first_block(case: Case, guards: tuple[Guard, ...] = GUARDS) -> Block | None:
    for guard in guards:
        block = guard.check(case)
        if block is not None:
            return block
    return None


def _courteous(case: Case, block: Block) -> Decision:
    """The first courtesy that may go while the procedure waits, or lacks only a yes; else the wait."""
    ahead = [next_courtesy(case)]
    for _, courtesy in courtesies_of(case):
        if isinstance(courtesy, str):
            continue
        other = _first_block(courtesy)
        if other is None:
            return _act(courtesy)
        if _lacks_only_a_yes(courtesy, other):
            return _wait(courtesy, other)
        ahead.append(other.review_at)
    waits = _wait(case, block)
    looks = [each for each in (*ahead, waits.review_at) if each is not None]
    return replace(waits, review_at=min(looks, default=None))


def _act(case: Case) -> Decision:
    return Decision(
        action=notify_of(case),
        reason=Reason.CONFIRMATION if case.level is CONFIRMATION_STEP else _REASONS[case.kind],
        text=f"{step_in_words(case)}.",
        citation=None,
        review_at=next_morning(case.now, case.zone),
        episode=case.episode,
        overdue=_is_overdue(case),
    )


def explain(account: Account, policy: Policy, rules: Rules, now: datetime) -> tuple[GuardAnswer, ...]:
    """Every guard's answer, in their order, none left out because another blocked; then the courtesies'."""
    case = case_of(account, policy, rules, now)
    asked = [(guard, guard.check(case)) for guard in GUARDS]
    answers = [
        _answer(guard.name, block, guard.clear(case) if block is None else "") for guard, block in asked
    ]
    first = next((block for _, block in asked if block is not None), None)
    answer = answer_of(case)
    if isinstance(answer, Case):
        stops = _first_block(answer, _answer_guards(answer))
        answers.append(_answer("answer", stops, f"{step_in_words(answer)}."))
    elif answer is not None:
        answers.append(_answer("answer", None, answer))
    for kind, courtesy in courtesies_of(case):
        name = kind.replace("_", " ")
        if isinstance(courtesy, str):
            answers.append(_answer(name, None, courtesy))
        elif first is None or first.reason not in _LEAVES_ROOM:
            answers.append(_answer(name, None, "It comes after the procedure's own step, on a later day."))
        else:
            answers.append(_answer(name, _first_block(courtesy), f"{step_in_words(courtesy)}."))
    return tuple(answers)


def _answer(name: str, block: Block | None, clear: str) -> GuardAnswer:
    return GuardAnswer(
        guard=name,
        blocks=block is not None,
        text=clear if block is None else block.text,
        reason=None if block is None else block.reason,
        citation=None if block is None else block.citation,
        review_at=None if block is None else block.review_at,
    )


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

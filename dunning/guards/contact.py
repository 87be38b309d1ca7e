"""Guards about the customer: whether they may be contacted at all, and how far that has got."""

from __future__ import annotations

from datetime import datetime

from dunning.account import Hold
from dunning.aging import holds_on
from dunning.dates import in_words
from dunning.decisions import Reason
from dunning.guards.debt import named, past_due_but_held
from dunning.guards.question import Block, Guard, until_a_person
from dunning.limits import start_of
from dunning.procedure import Case, levels_sent
from dunning.sorting import beginning


def _is_forbidden(case: Case) -> Block | None:
    customer = case.account.customer
    if not customer.contactable:
        why = "the ledger forbids contact"
    elif customer.merged_into is not None:
        why = "the ledger has merged this customer into another"
    elif not customer.active:
        why = "the customer is inactive in the ledger"
    else:
        return None
    return until_a_person(case, Reason.FORBIDDEN, f"{customer.name}: {why}.")


def _holds(case: Case) -> tuple[list[Hold], datetime | None]:
    """The holds that stop the whole case, and when that ends: `None` only by a person.

    The ledger's and customer's must all have ended. An invoice's hold frees that invoice alone, and
    stops the case where nothing else is left to ask for: the first to end matters.
    """
    held = [each for each in case.account.holds if holds_on(each, case.today)]
    whole = [each for each in held if each.scope != "invoice"]
    if whole:
        days = [each.until for each in whole if each.until is not None]
        ends = max(days) if len(days) == len(whole) else None
        return whole, None if ends is None else start_of(ends, case.zone)
    if case.kind != "none":
        return [], None
    left_out = {each.id for each in past_due_but_held(case)}
    held = [each for each in held if each.invoice_id in left_out]
    ends = min((each.until for each in held if each.until is not None), default=None)
    return held, None if ends is None else start_of(ends, case.zone)


def _is_on_hold(case: Case) -> Block | None:
    holds, ends = _holds(case)
    if not holds:
        return None
    until = "until released" if ends is None else f"until {in_words(ends.astimezone(case.zone).date())}"
    what = "Excluded from being followed up" if all(each.excluded for each in holds) else "On hold"
    text = f"{what} {until} ({'; '.join(_named(case, each) for each in holds)})."
    if ends is None:
        return until_a_person(case, Reason.HOLD, text)
    return Block(reason=Reason.HOLD, text=text, review_at=ends)


def _named(case: Case, hold: Hold) -> str:
    """What is held, and the note; a sub-customer by its id."""
    member = hold.scope == "customer" and hold.customer_id in case.account.members
    what = f"sub-customer {hold.customer_id}" if member else hold.scope
    return f"{what}: {hold.note}" if hold.note else what


def _no_hold(case: Case) -> str:
    held = case.standing.held
    return f"Held and left out: {', '.join(map(named, held))}." if held else "No hold."


def _is_at_its_end(case: Case) -> Block | None:
    if case.kind != "level":
        return None
    for notice in case.account.notices:
        if notice.episode == case.episode and notice.channel == "hand_over":
            day = notice.delivered_at.astimezone(case.zone).date()
            return until_a_person(case, Reason.HANDED_OVER, f"The debt was handed over on {in_words(day)}.")
    if case.level is not None:
        return None
    if case.index < 0:
        sent = levels_sent(case.account, case.episode)
        word = beginning(case.account.sortings, case.asked)
        if word is not None and not sent:
            text = (
                f'Old debt was to begin at "{word.level}", which the policy no longer has: name it there '
                f"again, or sort it anew (duesync sort {case.account.books.name} "
                f'"{case.account.customer.name}" CHOICE).'
            )
            return until_a_person(case, Reason.POLICY_CHANGED, text)
        names = ", ".join(f'"{each}"' for each in dict.fromkeys(sent))
        text = (
            f"The policy no longer has any of the levels sent for this debt ({names}), so it is not known "
            f'how far that got, and nothing is repeated. Name the level that was reached "{sent[-1]}" in '
            "the policy again, and the one after it follows; or see to the debt yourself."
        )
        return until_a_person(case, Reason.POLICY_CHANGED, text)
    last = case.policy.levels[-1].name
    text = f'The procedure has ended: its last level, "{last}", was reached. A person decides what follows.'
    return until_a_person(case, Reason.PROCEDURE_ENDED, text)


def _goes_on(case: Case) -> str:
    return f'The next level is "{case.level.name}".' if case.level is not None else "No level is asked about."


FORBIDDEN = Guard(
    name="forbidden",
    asks="Does the ledger forbid contact, or is the customer inactive or merged?",
    check=_is_forbidden,
    clear=lambda _case: "The ledger allows contact.",
)
HOLD = Guard(name="hold", asks="Did a person put it on hold?", check=_is_on_hold, clear=_no_hold)
PROCEDURE = Guard(
    name="procedure",
    asks="Is the procedure at its end, or are its levels no longer known?",
    check=_is_at_its_end,
    clear=_goes_on,
)

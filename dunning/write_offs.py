"""What might be written off of one account, and why: a list for a person, and nothing follows from it.

The laws it keeps: an amount is what is still open, net of credit; an invoice is named once, under the first
reason that fits; what is not known for sure (a document that could not be read, a payment the ledger refused)
is no reason, and a debt that is paused, agreed about or with a collector is left alone. What a write-off
means for tax is not said: no rule about it is kept here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from dunning.account import Hold
from dunning.aging import days_past_due, due_of, holds_on
from dunning.agreements import HandedOver, Settlement
from dunning.charges import uncovered
from dunning.dates import counted, in_words
from dunning.decisions import Reason
from dunning.guards.agreement import HANDED_OVER
from dunning.guards.contact import PROCEDURE
from dunning.guards.short import is_small_rest
from dunning.ledger import Invoice, Money
from dunning.limited import barred_from, limitation_of
from dunning.procedure import Case, levels_sent
from dunning.shortfall import guess_why
from dunning.sorting import SET_ASIDE, last_word

WriteOffReason = Literal[
    "set_aside", "settled", "excluded", "time_barred", "returned", "small_rest", "below_minimum", "no_answer"
]
_OVER = (Reason.PROCEDURE_ENDED, Reason.HANDED_OVER)


class WriteOff(msgspec.Struct, frozen=True, kw_only=True):
    """Invoices of one account that might be written off for one reason, oldest due first.

    `amount`: what is open of them, less credit that covers it. `days`: past due of the oldest. `why`: a
    sentence or two; `citation` where it rests on a law.
    """

    customer_id: str
    customer: str
    currency: str
    invoices: tuple[Invoice, ...]
    amount: Decimal
    oldest_due: date
    days: int
    reason: WriteOffReason
    why: str
    citation: str | None


class _Found(msgspec.Struct, frozen=True):
    invoices: Sequence[Invoice]
    why: str
    citation: str | None = None


_Rule = Callable[[Case, Sequence[Invoice]], Iterable[_Found]]


def write_offs_of(case: Case) -> tuple[WriteOff, ...]:
    """What might be written off, in the order of the reasons."""
    account = case.account
    if account.unreadable or account.payments_refused or HANDED_OVER.check(case) is not None:
        return ()
    open_of = _open_now(case)
    named: set[str] = set()
    found = []
    for reason, pool, rule in _RULES:
        left = [each for each in pool(case) if open_of.get(each.id) and each.id not in named]
        for one in rule(case, left) if left else ():
            named.update(each.id for each in one.invoices)
            oldest = min(due_of(each) for each in one.invoices)
            found.append(
                WriteOff(
                    customer_id=account.customer.id,
                    customer=account.customer.name,
                    currency=account.currency,
                    invoices=tuple(one.invoices),
                    amount=sum((open_of[each.id] for each in one.invoices), Decimal(0)),
                    oldest_due=oldest,
                    days=days_past_due(oldest, case.today),
                    reason=reason,
                    why=one.why,
                    citation=one.citation,
                )
            )
    return tuple(found)


def _open_now(case: Case) -> dict[str, Decimal]:
    """By invoice id: what is open of it; credit covers the oldest of those asked for."""
    state = case.standing
    open_of = {each.id: each.balance for each in (*state.held, *state.agreed)}
    return open_of | {each.id: rest for each, rest in uncovered(state.overdue, state.credit)}


def _pauses(case: Case) -> list[Hold]:
    return [each for each in case.account.holds if each.scope != "invoice" and holds_on(each, case.today)]


def _long_overdue(case: Case, invoices: Iterable[Invoice]) -> list[Invoice]:
    before = case.policy.write_off_after_days
    return [
        each
        for each in invoices
        if each.due_on is not None and days_past_due(each.due_on, case.today) >= before
    ]


def _asked_for(case: Case) -> list[Invoice]:
    """Long overdue, and neither on hold nor agreed about."""
    return [] if _pauses(case) else _long_overdue(case, case.standing.overdue)


def _agreed(case: Case) -> list[Invoice]:
    return [each for each in case.standing.agreed if each.due_on is not None]


def _excluded_ones(case: Case) -> list[Invoice]:
    state, pauses = case.standing, _pauses(case)
    if pauses:
        return _long_overdue(case, state.overdue) if all(each.excluded for each in pauses) else []
    never = {each.invoice_id for each in case.account.holds if each.excluded and holds_on(each, case.today)}
    return _long_overdue(case, (each for each in state.held if each.id in never))


def _set_aside(case: Case, left: Sequence[Invoice]) -> Iterable[_Found]:
    said = last_word(case.account.sortings)
    for word in dict.fromkeys(said.values()):
        about = [each for each in left if said.get(each.id) == word]
        if word.choice in SET_ASIDE and about:
            what = "is to be written off" if word.choice == "write_off" else "may be enforced no more"
            note = f" ({word.note})" if word.note else ""
            it = "it is" if len(about) == 1 else "they are"
            yield _Found(
                about,
                f"{word.by} said on {in_words(word.on)} that it {what}{note}; {it} still open in the ledger.",
            )


def _settled(case: Case, left: Sequence[Invoice]) -> Iterable[_Found]:
    for judged in case.agreements.judged:
        agreement = judged.agreement
        if judged.state == "settled" and isinstance(agreement, Settlement):
            about = [each for each in left if each.id in agreement.invoice_ids]
            if about:
                paid = Money(agreement.amount, case.account.currency)
                yield _Found(about, f"A settlement of {paid} was paid, so the rest is forgiven.")


def _excluded(case: Case, left: Sequence[Invoice]) -> Iterable[_Found]:
    notes = dict.fromkeys(each.note for each in case.account.holds if each.excluded and each.note)
    told = f" ({'; '.join(notes)})" if notes else ""
    yield _Found(left, f"It is excluded from being followed up{told}, so nobody asks for it any more.")


def _time_barred(case: Case, left: Sequence[Invoice]) -> Iterable[_Found]:
    limitation = limitation_of(case)
    if limitation is None:
        return
    ends = {each.id: barred_from(case, limitation, each) for each in left}
    about = [each for each in left if ends[each.id] <= case.today]
    if about:
        since = in_words(min(ends[each.id] for each in about))
        why = f"It may be enforceable no more since {since} ({limitation.cite})."
        yield _Found(about, why, limitation.cite)


def _returned(case: Case, left: Sequence[Invoice]) -> Iterable[_Found]:
    back = [
        each.agreement
        for each in case.agreements.judged
        if isinstance(each.agreement, HandedOver) and each.state == "ended"
    ]
    if back and (ending := back[-1].ending) is not None:
        last, words = back[-1], f": {ending.words}" if ending.words else ""
        about = [each for each in left if due_of(each) < last.made_on]
        if about:
            went = f"{in_words(last.made_on)} to {in_words(ending.on)}"
            yield _Found(about, f"It was with {last.to} ({last.whom}) from {went}, and came back{words}.")


def _small_rest(case: Case, left: Sequence[Invoice]) -> Iterable[_Found]:
    about = [each for each in left if is_small_rest(case, each)]
    if about:
        first = about[0]
        total = Money(first.total, first.currency)
        more = f", and {len(about) - 1} more like it" if len(about) > 1 else ""
        yield _Found(
            about,
            f"All but a small rest of {total} was paid ({guess_why(first.balance, first.total)}){more}.",
        )


def _below_minimum(case: Case, left: Sequence[Invoice]) -> Iterable[_Found]:
    state = case.standing
    least = case.policy.minimum_in(case.account.currency)
    if len(left) == len(state.overdue) and Decimal(0) < state.net < least:
        told = Money(least, case.account.currency)
        yield _Found(left, f"It is below the minimum of {told}, so asking for it costs more than it brings.")


def _no_answer(case: Case, left: Sequence[Invoice]) -> Iterable[_Found]:
    """The books may lack what came since they were booked, so silence is counted up to there."""
    blocked, through = PROCEDURE.check(case), case.account.books.booked_through
    last = _last_heard(case)
    if blocked is None or blocked.reason not in _OVER or through is None or last is None:
        return
    quiet = (min(case.today, through) - last).days
    if quiet >= case.policy.write_off_after_days:
        sent = levels_sent(case.account, case.episode)
        yield _Found(
            left,
            f"{counted(len(sent), 'level')} went, the last of the procedure among them, and in the "
            f"{counted(quiet, 'day')} since {in_words(last)} nothing was paid or heard.",
        )


def _last_heard(case: Case) -> date | None:
    """The day of the last word either way: a message, a contact, a payment, something agreed."""
    account = case.account
    days = [each.delivered_at.astimezone(case.zone).date() for each in account.notices]
    days += [each.at.astimezone(case.zone).date() for each in account.contacts if each.reached]
    days += [each.made_on for each in account.agreements]
    if account.part_paid_on is not None:
        days.append(account.part_paid_on)
    return max(days, default=None)


_RULES: tuple[tuple[WriteOffReason, Callable[[Case], list[Invoice]], _Rule], ...] = (
    ("set_aside", _agreed, _set_aside),
    ("settled", _agreed, _settled),
    ("excluded", _excluded_ones, _excluded),
    ("time_barred", _asked_for, _time_barred),
    ("returned", _asked_for, _returned),
    ("small_rest", _asked_for, _small_rest),
    ("below_minimum", _asked_for, _below_minimum),
    ("no_answer", _asked_for, _no_answer),
)

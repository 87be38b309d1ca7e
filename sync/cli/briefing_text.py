"""A briefing as text, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dunning.dates import in_words
from dunning.ledger import Money
from sync.cli.session import count

if TYPE_CHECKING:
    from dunning.briefing import Bounds, Briefing, Owed
    from sync.commands.briefings import Prepared, Wrote

_EXCERPT = 120  # letters of what they wrote
_HISTORY = 8  # the newest of what happened; `--json` has all


def in_full(one: Prepared) -> str:
    """One account's briefing as text."""
    return "\n".join(_lines(one, one.briefing))


def _lines(one: Prepared, told: Briefing) -> Iterator[str]:
    person = f", ask for {told.person}" if told.person else ""
    yield f"{told.customer}{person}: {told.phone or 'no telephone number in the ledger'}"
    if one.opening is not None:
        yield f"  Open with ({one.tone}): {one.opening}"
    for text in told.calling.stops:
        yield f"  Not now: {text}"
    amount, credit = Money(told.amount, told.currency), Money(told.credit, told.currency)
    asked = f"Overdue and to be asked for: {amount}" if told.amount else "Nothing is to be asked for now"
    yield f"{asked}{f', after {credit} of credit' if told.credit else ''}. Open, oldest first:"
    yield from (f"  {_owed(each, told.currency)}" for each in told.owed)
    segment = "late by habit" if told.behaviour.segment == "late" else told.behaviour.segment
    yield f"Payer: {segment}; {'; '.join(told.behaviour.reasons)}."
    yield "Said and agreed:" if told.said else "Nothing was said or agreed so far."
    yield from (f"  {each}" for each in told.said)
    if one.wrote:
        yield "They wrote:"
    yield from (f"  {_wrote(each)}" for each in one.wrote)
    yield "What happened:" if told.history else "They have not heard from us so far."
    if len(told.history) > _HISTORY:
        yield f"  {count(len(told.history) - _HISTORY, 'earlier message')} and more in --json"
    yield from (f"  {in_words(each.on)}: {each.what}" for each in told.history[-_HISTORY:])
    if told.wish:
        yield told.wish
    yield f"You may agree on: {_bounds(told.bounds, told.currency)}."
    yield f"Calls: {told.calling.house}."
    yield from (f"  by law: {each}" for each in told.calling.law)


def _wrote(each: Wrote) -> str:
    words = f"{each.words[:_EXCERPT]}..." if len(each.words) > _EXCERPT else each.words
    perhaps = "" if each.surely else ", perhaps theirs"
    state = "waits for you" if each.waiting else f"settled: {each.became}"
    return f'{in_words(each.on)}: "{words}" (message {each.number}{perhaps}, {state})'


def _owed(each: Owed, currency: str) -> str:
    due = "without a due date" if each.due_on is None else f"due {in_words(each.due_on)}"
    days = each.days_past_due or 0
    late = f", {count(days, 'day')} past due" if days > 0 else ""
    of = f" of {Money(each.total, currency)}" if each.total != each.balance else ""
    rest = each.balance - each.to_ask
    aside = f", {Money(rest, currency)} of it not to be asked for now" if rest else ""
    return f"{each.number}: {Money(each.balance, currency)}{of}, {due}{late}{aside}"


def _bounds(bounds: Bounds, currency: str) -> str:
    promise = (
        f"a promise for {in_words(bounds.promise_until)} at the latest ({bounds.promises_left} left)"
        if bounds.promises_left
        else "no further promise (too many were not kept)"
    )
    return (
        f"{promise}; up to {count(bounds.instalments_most, 'instalment')} of "
        f"{Money(bounds.instalment_least, currency)} or more, the last by {in_words(bounds.plan_until)}"
    )

"""The cases of courtesies: which of them an account may be offered today, or why none.

The laws they keep: thanks are said once for a debt, when nothing past due is left of it and money came for
what a delivered notice had asked; a statement shows the whole account or does not go; a note on terms goes
with the very first invoice. Each case is asked by the same guards as any other step.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from msgspec.structs import replace

from dunning.account import Account, Notice, NoticeKind
from dunning.aging import balance_of
from dunning.courtesies import (
    NO_COURTESIES,
    TERMS_NOTE_DAYS,
    THANKS_DAYS,
    next_statement_day,
    statement_due,
    statement_episode,
)
from dunning.dates import in_words
from dunning.guards.law import lacks_consent
from dunning.ledger import Invoice, Payment
from dunning.limits import start_of, zone_named
from dunning.procedure import Case
from dunning.reaching import thanks_by
from dunning.sorting import set_aside_by


def courtesies_of(case: Case) -> Iterator[tuple[NoticeKind, Case | str]]:
    """Each courtesy that the policy has chosen, with its case today, or why there is none."""
    chosen = case.policy.courtesies
    if chosen == NO_COURTESIES:
        return
    if chosen.thanks:
        yield "thanks", _thanks(case)
    if chosen.terms_note:
        yield "terms_note", _terms_note(case)
    if chosen.statement_day:
        yield "statement", _statement(case, chosen.statement_day)


def next_courtesy(case: Case) -> datetime | None:
    """When the calendar next offers one: the day of statements, where something is open."""
    day = case.policy.courtesies.statement_day
    if not day or not case.account.invoices:
        return None
    return start_of(next_statement_day(day, case.today), case.zone)


def _offered(case: Case, kind: NoticeKind, occasion: str, asked: tuple[Invoice, ...]) -> Case:
    owed = balance_of(asked) - case.standing.credit
    return replace(
        case,
        kind=kind,
        occasion=occasion,
        channel="email",
        level=None,
        asked=asked,
        alongside=(),
        amount=owed,
    )


def _had(account: Account, kind: NoticeKind, occasion: str) -> bool:
    return any(
        each.kind == kind and each.episode == occasion and each.currency == account.currency
        for each in account.notices
    )


def _levels(account: Account) -> list[Notice]:
    return [each for each in account.notices if each.kind == "level" and each.currency == account.currency]


def _thanks(case: Case) -> Case | str:
    account, levels = case.account, _levels(case.account)
    if not levels:
        return "Nothing was asked for, so there is nothing to say thanks for."
    if case.episode is not None:
        return "Thanks are said when nothing past due is left."
    episode = max(levels, key=lambda each: each.delivered_at).episode
    if any(each.channel == "hand_over" for each in levels if each.episode == episode):
        return "The debt was handed over, so thanks are not ours to say."
    if _had(account, "thanks", episode):
        return "Thanks were said for the last debt."
    came = thanked(account, case.today)
    paid = {part.invoice_id for each in came for part in each.allocations}
    asked = tuple(each for each in account.settled if each.id in paid)
    if not asked:
        return f"No payment of the last {THANKS_DAYS} days cleared what was asked for."
    amount = sum((each.amount for each in came), Decimal(0))
    mailed = replace(_offered(case, "thanks", episode, asked), amount=amount)
    texted = replace(mailed, channel=thanks_by(account, case.policy.contact, asked, case.now))
    return mailed if lacks_consent(texted) else texted


def thanked(account: Account, today: date) -> tuple[Payment, ...]:
    """The payments that thanks are for, oldest first.

    Active ones of the last days, dated since the last level was delivered, on what the levels of its debt
    covered and what is settled by now.
    """
    levels = _levels(account)
    last = max(levels, key=lambda each: each.delivered_at)
    told = last.delivered_at.astimezone(zone_named(account.books.timezone)).date()
    since = max(told, today - timedelta(days=THANKS_DAYS))
    asked = {one for each in levels if each.episode == last.episode for one in each.invoice_ids}
    asked &= {each.id for each in account.settled}
    came = [
        each
        for each in account.paid
        if each.status == "active"
        and each.amount > 0
        and each.currency == account.currency
        and each.paid_on is not None
        and since <= each.paid_on <= today
        and any(part.invoice_id in asked for part in each.allocations)
    ]
    return tuple(sorted(came, key=lambda each: (str(each.paid_on), each.id)))


def _terms_note(case: Case) -> Case | str:
    account = case.account
    found = [each for each in case.standing.upcoming if each.id == account.first_invoice]
    if not found or found[0].issued_on is None:
        return "No first invoice of this customer is open and not due yet."
    issued = found[0].issued_on
    if account.notices:
        return "This customer was written to before."
    if issued < account.books.linked_on:
        return "Their first invoice was there when the ledger was linked."
    if not timedelta(0) <= case.today - issued <= timedelta(days=TERMS_NOTE_DAYS):
        return f"A note on terms goes within {TERMS_NOTE_DAYS} days of the first invoice, {in_words(issued)}."
    return _offered(case, "terms_note", "terms", (found[0],))


def _statement(case: Case, day: int) -> Case | str:
    account, state = case.account, case.standing
    on = statement_due(day, case.today)
    if on is None:
        return f"The next statement is on {in_words(next_statement_day(day, case.today))}."
    if on < account.books.linked_on:
        return f"The statement of {in_words(on)} was before the ledger was linked."
    if _had(account, "statement", statement_episode(on)):
        return f"The statement of {in_words(on)} went."
    aside = set_aside_by(account.sortings)  # old debt that is never written about is left out
    agreed = [each for each in state.agreed if each.id not in aside]
    if state.held or state.flawed or agreed or case.agreements.disputed:
        return (
            "A statement shows the whole account: none goes while a part is held, agreed about or unreadable."
        )
    if not (state.overdue or state.upcoming):
        return "Nothing is open, so no statement goes."
    return _offered(case, "statement", statement_episode(on), (*state.overdue, *state.upcoming))

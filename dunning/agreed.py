"""What is agreed with one account on a day: which invoices are set aside, what is disputed, in words.

The laws it keeps: what an agreement sets aside is asked for in no level and in no note before the due
date, and the rest of the account goes its way; a disputed part is never in an amount asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from dunning.account import Account
from dunning.agreements import (
    Agreement,
    Dispute,
    Evidence,
    HandedOver,
    Judged,
    PaidClaim,
    PaymentPlan,
    PromiseToPay,
    Settlement,
    disputed_part,
    judge,
    left_by,
)
from dunning.dates import counted, in_words
from dunning.law import Rules, banking_days_after
from dunning.ledger import Money
from dunning.policy import Policy
from dunning.sorting import set_aside_by

_NOTHING = Decimal(0)
_FAILED = frozenset({"broken", "part_kept", "off_track", "lapsed"})


class Agreements(msgspec.Struct, frozen=True, kw_only=True):
    """All agreements of an account on one day, in the order in which they were made.

    `aside`: ids of invoices that are not asked for, also because a person said so of old debt. `disputed`:
    by invoice id, what is to be taken off its balance, less than the whole of it.
    """

    judged: tuple[Judged, ...]
    aside: frozenset[str]
    disputed: dict[str, Decimal]


NOTHING_AGREED = Agreements(judged=(), aside=frozenset(), disputed={})


def agreed_on(account: Account, policy: Policy, rules: Rules, today: date) -> Agreements:
    """How the agreements stand on `today`, a date of the ledger's organisation."""
    if not (account.agreements or account.sortings):
        return NOTHING_AGREED
    evidence = _evidence(account, policy, rules, today)
    in_order = sorted(account.agreements, key=lambda each: (each.made_on, each.id))
    judged = tuple(_judged(in_order, evidence))
    aside = {one for each in judged if each.aside for one in each.agreement.invoice_ids}
    aside |= set_aside_by(account.sortings)
    disputed: dict[str, Decimal] = {}
    for each in judged:
        if isinstance(each.agreement, Dispute) and each.agreement.ending is None:
            for one in each.agreement.invoice_ids:
                part = disputed_part(each.agreement, evidence.balances.get(one, _NOTHING))
                disputed[one] = disputed.get(one, _NOTHING) + part
    whole = {one for one, part in disputed.items() if part >= evidence.balances.get(one, _NOTHING)}
    return Agreements(
        judged=judged,
        aside=frozenset(aside | whole),
        disputed={one: part for one, part in disputed.items() if one not in whole},
    )


def _judged(in_order: Iterable[Agreement], evidence: Evidence) -> Iterator[Judged]:
    """Each as it stands; what came counts towards one promise only, the oldest first."""
    left = evidence
    for each in in_order:
        if not isinstance(each, PromiseToPay):
            yield judge(each, evidence)
            continue
        judged = judge(each, left)
        yield judged
        if judged.end is not None:
            left = replace(left, received=left_by(each, left.received, judged.end))


def _evidence(account: Account, policy: Policy, rules: Rules, today: date) -> Evidence:
    country = account.books.country

    def after(days: int, day: date) -> date:
        # the day itself is theirs to its end, whatever the policy says
        return max(banking_days_after(day, days, rules, country), day + timedelta(days=1))

    return Evidence(
        today=today,
        through=account.books.booked_through,
        balances={each.id: each.balance for each in account.invoices if each.status == "open"},
        received=tuple(each for each in account.received if each.currency == account.currency),
        shown_by=lambda day: after(policy.booked_after_days, day),
        claim_shown_by=lambda day: after(policy.agreements.claim_days, day),
    )


def ends_ahead(agreements: Agreements, today: date) -> list[date]:
    """The days after `today` on which the calendar changes what an agreement sets aside."""
    return [each.end for each in agreements.judged if each.end is not None and each.end > today]


def failed(agreements: Agreements, asked: Collection[str]) -> list[Judged]:
    """What was agreed about invoices that are asked for and was not kept: the last of each kind."""
    last = {
        type(each.agreement): each
        for each in agreements.judged
        if each.state in _FAILED and any(one in asked for one in each.agreement.invoice_ids)
    }
    return list(last.values())


def named_agreement(agreement: Agreement, currency: str) -> str:
    """The agreement in words: "the promise of GBP 100.00 by 8 December 2026 (Ana, call)"."""

    def money(amount: Decimal) -> str:
        return str(Money(amount, currency))

    said = ", ".join(word for word in (agreement.who, agreement.where) if word)
    by = f" ({said})" if said else ""
    match agreement:
        case PromiseToPay():
            return f"the promise of {money(agreement.amount)} by {in_words(agreement.due_on)}{by}"
        case PaymentPlan():
            number, last = len(agreement.instalments), agreement.instalments[-1].due_on
            parts = counted(number, "instalment")
            return f"the plan of {parts}, {money(agreement.total)} until {in_words(last)}{by}"
        case Dispute():
            part = "the whole" if agreement.amount is None else money(agreement.amount)
            why = f'{said}: "{agreement.reason}"' if said else f'"{agreement.reason}"'
            answer = f"{agreement.owner} is to answer by {in_words(agreement.answer_by)}"
            return f"the dispute about {part} ({why}) that {answer}"
        case PaidClaim():
            reference = f", reference {agreement.reference}" if agreement.reference else ""
            paid = f"{money(agreement.amount)} was paid on {in_words(agreement.paid_on)}"
            return f"the claim that {paid}{reference}{by}"
        case Settlement():
            terms = f"{money(agreement.amount)} for {money(agreement.owed)}"
            approved = f"approved by {agreement.approved_by}"
            return f"the settlement of {terms} by {in_words(agreement.pay_by)}{by}, {approved}"
        case HandedOver():
            return f"the hand-over to {agreement.to} ({agreement.whom}) on {in_words(agreement.made_on)}"


def told(judged: Judged, currency: str) -> str:
    """The agreement and how it stands: "the promise of ... was kept in part: GBP 40.00 came"."""
    came = Money(judged.came, currency)
    state = {
        "open": "is open",
        "kept": "was kept",
        "part_kept": f"was kept in part: {came} came",
        "broken": "was broken",
        "on_track": f"is on track: {came} came",
        "off_track": "is behind",
        "completed": "was kept to its end",
        "unanswered": "is past that day without an answer",
        "waiting": "waits for the books",
        "found": "was found to be so",
        "not_found": "is not borne out by the books",
        "settled": f"was kept: {came} came",
        "lapsed": f"lapsed: {came} came in time",
        "handed_over": f"is in force: {came} came since",
        "withdrawn": "was withdrawn",
        "moved": "was moved to another day",
        "answered": "was answered",
        "ended": "was ended",
    }[judged.state]
    missing = judged.missing
    behind = (
        ""
        if missing is None
        else f": {Money(missing.amount, currency)} of {in_words(missing.due_on)} is missing"
    )
    return f"{named_agreement(judged.agreement, currency)} {state}{behind}"

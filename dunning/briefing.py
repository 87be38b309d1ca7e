"""The briefing of whoever calls a customer: what is owed, what happened, what was said, what may be agreed.

The laws it keeps: every figure is the account's and the policy's own; the law's hours and limits for calls
are named with their citation, also where they only warn; a call to somebody is prepared, never scored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from dunning.account import Account
from dunning.aging import credit_of, days_past_due
from dunning.agreed import told
from dunning.agreements import PromiseToPay
from dunning.behaviour import PayerBehaviour
from dunning.guards.agreement import CLAIM, DISPUTE, HANDED_OVER, PLAN, PROMISE, SETTLEMENT
from dunning.guards.contact import FORBIDDEN, HOLD
from dunning.guards.law import LAW, LAW_HOURS, packs_of
from dunning.guards.reach import OPTED_OUT
from dunning.guards.timing import HOURS, HOUSE_LIMITS
from dunning.law import Rules
from dunning.law.pack import Cap, Hours, Pack
from dunning.ledger import Invoice
from dunning.policy import Policy
from dunning.procedure import Case, case_of
from dunning.reaching import CHANNEL_WORDS, hours_for, preferred_in_words

_CALL, _PHONE = "call", "phone"  # ours, and the law's word for it
_SILENCES = (FORBIDDEN, HOLD, DISPUTE, CLAIM, PROMISE, PLAN, SETTLEMENT, HANDED_OVER)
_ASKED = (*_SILENCES, OPTED_OUT, LAW, HOUSE_LIMITS, HOURS, LAW_HOURS)
_NOTES = {"pre_due": "note before the due date", "answer": "answer to their question"}
_NOT_KEPT = ("open", "broken", "part_kept", "moved")  # promises that count as given
_SPOKEN = {
    "call": "called",
    "voice": "called by our machine",
    "email": "e-mail",
    "sms": "text message",
    "letter": "letter",
    "visit": "visit",
}


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """One open invoice. `days_past_due`: below 0 before its due date, `None` without one.

    `to_ask`: what of its balance may be asked for: less what is disputed, nothing while it is set aside.
    """

    number: str
    due_on: date | None
    days_past_due: int | None
    total: Decimal
    balance: Decimal
    to_ask: Decimal


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was sent to them or said with them, on a date of the ledger's organisation."""

    on: date
    what: str


class Calling(msgspec.Struct, frozen=True, kw_only=True):
    """When and how often they may be called. `stops`: what speaks against a call at this moment.

    `house`: our own limits in words; `law`: those of their place, each with its citation.
    """

    stops: tuple[str, ...]
    house: str
    law: tuple[str, ...]


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """What may be agreed on without another word. `promises_left`: about this debt."""

    promise_until: date
    promises_left: int
    instalments_most: int
    instalment_least: Decimal
    plan_until: date


class Briefing(msgspec.Struct, frozen=True, kw_only=True):
    """One account for a caller. `owed` and `history`: oldest first.

    `said`: agreements and disputes, in words. `amount`: what is overdue and asked for, net of `credit`.
    `wish`: how they want to hear from us, as a sentence.
    """

    customer: str
    person: str | None
    phone: str | None
    currency: str
    amount: Decimal
    credit: Decimal
    owed: tuple[Owed, ...]
    history: tuple[Happened, ...]
    said: tuple[str, ...]
    behaviour: PayerBehaviour
    calling: Calling
    bounds: Bounds
    wish: str = ""


def briefing(account: Account, policy: Policy, rules: Rules, now: datetime) -> Briefing:
    """The account as a caller needs it at `now` (aware)."""
    case = case_of(account, policy, rules, now)
    return Briefing(
        customer=account.customer.name,
        person=account.customer.first_name,
        phone=account.customer.phone,
        currency=account.currency,
        amount=max(case.amount, Decimal(0)) if case.kind == "level" else Decimal(0),
        credit=credit_of(account),
        owed=tuple(_owed(case)),
        history=tuple(sorted(_history(case), key=lambda each: each.on)),
        said=tuple(_said(case)),
        behaviour=account.behaviour,
        calling=_calling(case),
        bounds=_bounds(case),
        wish=preferred_in_words(account, case.policy, now),
    )


def _owed(case: Case) -> Iterator[Owed]:
    state = case.standing
    asked = {each.id: each.balance for each in (*state.overdue, *state.upcoming)}
    owing = (each for each in case.account.invoices if each.status == "open" and each.balance > 0)
    for each in sorted(owing, key=lambda one: (one.due_on or date.max, one.id)):
        yield Owed(
            number=each.number or each.id,
            due_on=each.due_on,
            days_past_due=None if each.due_on is None else days_past_due(each.due_on, case.today),
            total=each.total,
            balance=each.balance,
            to_ask=asked.get(each.id, Decimal(0)),
        )


def _history(case: Case) -> Iterator[Happened]:
    """All that they heard from us and said to us, whatever the debt."""
    for notice in case.account.notices:
        what = _NOTES.get(notice.kind, f'"{notice.level}"')
        day = notice.delivered_at.astimezone(case.zone).date()
        yield Happened(on=day, what=f"{what} by {CHANNEL_WORDS[notice.channel]}")
    for contact in case.account.contacts:
        way = _SPOKEN.get(contact.channel, contact.channel)
        missed = "" if contact.reached else ", nobody reached"
        note = f': "{contact.note}"' if contact.note else ""
        yield Happened(on=contact.at.astimezone(case.zone).date(), what=f"{way}{missed}{note}")


def _said(case: Case) -> Iterator[str]:
    for judged in case.agreements.judged:
        agreement = judged.agreement
        quote = f', in their words: "{agreement.quote}"' if agreement.quote else ""
        answer = agreement.ending.words if agreement.ending is not None else ""
        yield f"{told(judged, case.account.currency)}{quote}{f'; {answer}' if answer else ''}"


def _calling(case: Case) -> Calling:
    call = replace(case, channel=_CALL)
    blocks = (guard.check(call) for guard in _ASKED)
    limits = case.policy.contact
    return Calling(
        stops=tuple(block.text for block in blocks if block is not None),
        house=(
            f"{limits.days_between} days between contacts, at most {limits.most} in {limits.window_days} days"
            f"{_hours(case)}"
        ),
        law=tuple(line for pack in packs_of(call) for line in _of_calls(pack)),
    )


def _hours(case: Case) -> str:
    hours = hours_for(case.account, case.policy.contact, _CALL)
    return "" if hours is None else f"; {hours.opens:%H:%M} to {hours.until:%H:%M} on their working days"


def _of_calls(pack: Pack) -> Iterator[str]:
    rules: tuple[Hours | Cap, ...] = (*pack.hours, *pack.cap)
    for rule in rules:
        if _PHONE in rule.channels or "*" in rule.channels:
            yield f"{_in_words(rule)} ({rule.cite})"


def _in_words(rule: Hours | Cap) -> str:
    if isinstance(rule, Cap):
        place = f" at {rule.at}" if rule.at else ""
        return f"at most {rule.max} {rule.counts}s in {rule.window_days} days{place}"
    closed = ", not on public holidays" if rule.holidays == "deny" else ""
    return f"{rule.opens} to {rule.until}, {' '.join(rule.days)}{closed}"


def _bounds(case: Case) -> Bounds:
    most = case.policy.agreements
    return Bounds(
        promise_until=case.today + timedelta(days=most.promise_days_most),
        promises_left=max(most.promises_most - len(promises_given(case, case.asked or case.silenced)), 0),
        instalments_most=most.instalments_most,
        instalment_least=most.instalment_least,
        plan_until=case.today + timedelta(days=most.plan_days_most),
    )


def promises_given(case: Case, about: Sequence[Invoice]) -> list[PromiseToPay]:
    """Promises about the same debt, or in it, that are open, were broken or were moved."""
    ids, episode = {each.id for each in about}, case.episode
    return [
        each.agreement
        for each in case.agreements.judged
        if isinstance(each.agreement, PromiseToPay)
        and each.state in _NOT_KEPT
        and (
            not ids.isdisjoint(each.agreement.invoice_ids)
            or (episode is not None and each.agreement.episode == episode)
        )
    ]

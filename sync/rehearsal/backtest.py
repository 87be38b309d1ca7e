"""Backtest: a policy over the past, day by day, on the books as they stood, beside the present one.

The laws it keeps: it is the engine itself that is asked; every proposal is taken to be approved; nothing is
ever sent or written; and no claim is made about what customers would have done: they pay in it when
they paid.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from dunning.account import Notice
from dunning.decisions import Decision, Notify, Reason, Wait
from dunning.engine import decide
from dunning.law import Rules
from dunning.plan import noticed
from dunning.policy import Policy
from sync.errors import DuesyncError
from sync.office import Office
from sync.rehearsal.history import Past, pasts
from sync.store.ledgers import LinkedLedger

_TEN = time(10)
_LIMITS = (Reason.HOUSE_LIMIT, Reason.LAW, Reason.OUT_OF_HOURS, Reason.TOO_SOON, Reason.BOOKS_NOT_BOOKED)
_YES = (Reason.APPROVAL, Reason.NOT_RELEASED)


class NoHistory(DuesyncError):
    """There is nothing to try a policy on; says why, and what to do."""

    exit_code = 2


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """How those who pay in one way would have been written to. `most`: messages to a single customer."""

    accounts: int
    messages: int
    tasks: int
    most: int


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What one policy would have done. `waits`: how often each limit kept something back.

    `chased_after_paying`: messages about an invoice whose whole payment bore a date before them, and
    was entered only later. `worst_day`: with the most messages and tasks.
    """

    policy: str
    groups: dict[str, Group]
    messages: int
    tasks: int
    worst_day: date | None
    on_worst_day: int
    waits: dict[str, int]
    chased_after_paying: int


class Backtest(msgspec.Struct, frozen=True, kw_only=True):
    """Both policies over the same days, `since` inclusive, `until` exclusive. `rebuilt_before`: the books
    of the days before the ledger was linked are rebuilt from dated payments alone.
    """

    ledger: str
    since: date
    until: date
    rebuilt_before: date
    tried: Tried
    present: Tried


@dataclass(slots=True)
class _Tally:
    """What goes out while the days pass."""

    by_account: dict[int, list[tuple[date, Notify, str]]] = field(default_factory=dict)
    waits: Counter[str] = field(default_factory=Counter)
    after_paying: int = 0


def backtest(office: Office, ledger: LinkedLedger, policy: Policy, since: date) -> Backtest:
    """Try the policy from `since` on. Raises `NoHistory`."""
    until = office.clock.now().astimezone(ZoneInfo(ledger.timezone)).date()
    with office.store.read() as connection:
        found = pasts(connection, ledger)
    if not ledger.complete or not found:
        msg = f"{ledger.name}: there is no history to try a policy on yet; run: duesync sync {ledger.name}"
        raise NoHistory(msg)
    if since >= until:
        msg = f"{ledger.name}: {since} is not in the past"
        raise NoHistory(msg)
    rules = office.rules(ledger)
    return Backtest(
        ledger=ledger.name,
        since=since,
        until=until,
        rebuilt_before=ledger.linked_on,
        tried=_tried(found, policy, rules, since, until),
        present=_tried(found, office.config.policy_for(ledger.name), rules, since, until),
    )


def _tried(found: Sequence[Past], policy: Policy, rules: Rules, since: date, until: date) -> Tried:
    tally = _Tally()
    booked = _booked(found)
    for number, past in enumerate(found):
        tally.by_account[number] = []
        _follow(past, policy, rules, (since, until), booked, tally, number)
    return _told(found, policy, tally)


def _booked(found: Iterable[Past]) -> list[tuple[date, date]]:
    """(day it was entered, date of the payment), in order: how far the books were booked through."""
    shares = (share for past in found for _, each in past.invoices for share in each)
    return sorted({(share.entered_on, share.paid_on) for share in shares})


def _follow(
    past: Past,
    policy: Policy,
    rules: Rules,
    days: tuple[date, date],
    booked: Sequence[tuple[date, date]],
    tally: _Tally,
    number: int,
) -> None:
    """One account, looked at on each day on which something may change."""
    zone = ZoneInfo(past.account.books.timezone)
    notices: tuple[Notice, ...] = ()
    episode: str | None = None
    again: datetime | None = None
    waits_for_books = False
    changes = {day + timedelta(days=1) for day in past.days()}
    newest = {entered + timedelta(days=1) for entered, _ in booked}
    day, until = days
    while day < until:
        moment = datetime.combine(day, _TEN, zone)
        due = again is None or moment >= again
        if due or day in changes or (waits_for_books and day in newest):
            account = past.at(day, _through(booked, day))
            account = replace(
                account,
                books=replace(account.books, released=True, flooded=False, pretend=False, linked_on=days[0]),
                notices=notices,
                episode=episode,
            )
            decision = decide(account, policy, rules, moment)
            episode, again = decision.episode, decision.review_at
            waits_for_books = decision.reason is Reason.BOOKS_NOT_BOOKED
            act = _step(decision)
            if act is None and decision.reason in _LIMITS:
                tally.waits[decision.reason.name] += 1
            if act is not None:
                notices = (*notices, noticed(act, moment))
                again = None
                tally.by_account[number].append((day, act, account.behaviour.segment))
                tally.after_paying += any(past.paid_by(each, day - timedelta(days=1)) for each in act.overdue)
        day += timedelta(days=1)


def _through(booked: Sequence[tuple[date, date]], day: date) -> date | None:
    """How far the books were booked through when that day began."""
    return max((paid for entered, paid in booked if entered < day), default=None)


def _step(decision: Decision) -> Notify | None:
    if isinstance(decision.action, Wait):
        return decision.action.proposed if decision.reason in _YES else None
    return decision.action


def _told(found: Sequence[Past], policy: Policy, tally: _Tally) -> Tried:
    gone = [each for each in tally.by_account.values() if each]
    per_day = Counter(day for each in gone for day, _, _ in each)
    worst = min(per_day, key=lambda day: (-per_day[day], day), default=None)
    groups: dict[str, list[list[tuple[date, Notify, str]]]] = {}
    for number, past in enumerate(found):
        sent = tally.by_account[number]
        groups.setdefault(sent[-1][2] if sent else past.account.behaviour.segment, []).append(sent)
    mails = [act.channel == "email" for each in gone for _, act, _ in each]
    return Tried(
        policy=policy.version,
        groups={name: _group(each) for name, each in sorted(groups.items())},
        messages=sum(mails),
        tasks=len(mails) - sum(mails),
        worst_day=worst,
        on_worst_day=per_day[worst] if worst is not None else 0,
        waits=dict(sorted(tally.waits.items())),
        chased_after_paying=tally.after_paying,
    )


def _group(accounts: Sequence[Sequence[tuple[date, Notify, str]]]) -> Group:
    mails = [sum(act.channel == "email" for _, act, _ in sent) for sent in accounts]
    return Group(
        accounts=len(accounts),
        messages=sum(mails),
        tasks=sum(map(len, accounts)) - sum(mails),
        most=max(mails, default=0),
    )

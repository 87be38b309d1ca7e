"""Backtest: a policy over the past, day by day, on the books as they stood, beside the present one.

The laws it keeps: it is the engine itself that is asked; every proposal is taken to be approved; nothing is
ever sent or written; and no claim is made about what customers would have done: they pay in it when
they paid.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from dunning.account import COURTESIES, Notice
from dunning.courtesies import NO_COURTESIES
from dunning.decisions import Decision, Notify, Reason, Wait
from dunning.engine import decide
from dunning.law import Rules
from dunning.plan import noticed
from dunning.policy import CONFIRMATION, PRE_DUE, Policy
from sync.commands.approvals import go_on
from sync.errors import DuesyncError
from sync.office import Office
from sync.rehearsal.history import Past, pasts
from sync.store.ledgers import LinkedLedger

_TEN = time(10)
_LIMITS = (
    Reason.HOUSE_LIMIT,
    Reason.LAW,
    Reason.OUT_OF_HOURS,
    Reason.TOO_SOON,
    Reason.HELD_BACK,
    Reason.BOOKS_NOT_BOOKED,
)
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
    was entered only later. `worst_day`: with the most messages and tasks. `levels`: how often each went, in
    the order of the procedure, courtesies by their kind after them; `days`: the same by day.
    """

    policy: str
    groups: dict[str, Group]
    messages: int
    tasks: int
    worst_day: date | None
    on_worst_day: int
    waits: dict[str, int]
    chased_after_paying: int
    levels: dict[str, int]
    days: dict[date, dict[str, int]]


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


def backtest(
    office: Office, ledger: LinkedLedger, policy: Policy, since: date, rest: Callable[[], None] = go_on
) -> Backtest:
    """Try the policy from `since` on. Raises `NoHistory`, and what `rest` raises before an account."""
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
        tried=_tried(found, policy, rules, (since, until), rest),
        present=_tried(found, office.policy(ledger.name), rules, (since, until), rest),
    )


def _tried(
    found: Sequence[Past], policy: Policy, rules: Rules, days: tuple[date, date], rest: Callable[[], None]
) -> Tried:
    tally = _Tally()
    books = _Books.of(found, days[0])
    for number, past in enumerate(found):
        rest()
        tally.by_account[number] = []
        _follow(past, policy, rules, days, books, tally, number)
    return _told(found, policy, tally)


@dataclass(frozen=True, slots=True)
class _Books:
    """Of the ledger as a whole. `booked`: (day it was entered, date of the payment), in order: how far the
    books were booked through. `reach_back`: they are not cut off before the first day, or show none before.
    """

    booked: Sequence[tuple[date, date]]
    reach_back: bool

    @classmethod
    def of(cls, found: Sequence[Past], since: date) -> _Books:
        bills = [bill for past in found for bill in past.invoices]
        shares = {(share.entered_on, share.paid_on) for _, each in bills for share in each}
        old = any(invoice.issued_on is not None and invoice.issued_on < since for invoice, _ in bills)
        return cls(sorted(shares), not old or any(paid < since for _, paid in shares))


def _follow(
    past: Past,
    policy: Policy,
    rules: Rules,
    days: tuple[date, date],
    books: _Books,
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
    newest = {entered + timedelta(days=1) for entered, _ in books.booked}
    courteous = any(each.courtesies != NO_COURTESIES for each in policy.each())
    day, until = days
    while day < until:
        moment = datetime.combine(day, _TEN, zone)
        due = again is None or moment >= again
        if due or day in changes or (waits_for_books and day in newest):
            account = past.at(day, _through(books.booked, day))
            account = replace(
                account,
                books=replace(account.books, released=True, flooded=False, pretend=False, linked_on=days[0]),
                notices=notices,
                episode=episode,
            )
            if courteous:
                account = past.courteous(account, day, reaches_back=books.reach_back)
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
                if act.kind not in COURTESIES:  # they ask for nothing
                    yesterday = day - timedelta(days=1)
                    tally.after_paying += any(past.paid_by(each, yesterday) for each in act.overdue)
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
    by_day: dict[date, Counter[str]] = defaultdict(Counter)
    for day, act, _ in chain.from_iterable(gone):
        by_day[day][act.level] += 1
    worst = min(by_day, key=lambda day: (-by_day[day].total(), day), default=None)
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
        on_worst_day=by_day[worst].total() if worst is not None else 0,
        waits=dict(sorted(tally.waits.items())),
        chased_after_paying=tally.after_paying,
        levels=_in_order(policy, sum(by_day.values(), Counter())),
        days={day: _in_order(policy, by_day[day]) for day in sorted(by_day)},
    )


def _in_order(policy: Policy, number: Counter[str]) -> dict[str, int]:
    """The levels that went, as the procedures have them."""
    levels = [PRE_DUE, CONFIRMATION, *(level.name for each in policy.each() for level in each.levels)]
    return {name: number[name] for name in dict.fromkeys((*levels, *COURTESIES)) if number[name]}


def _group(accounts: Sequence[Sequence[tuple[date, Notify, str]]]) -> Group:
    mails = [sum(act.channel == "email" for _, act, _ in sent) for sent in accounts]
    return Group(
        accounts=len(accounts),
        messages=sum(mails),
        tasks=sum(map(len, accounts)) - sum(mails),
        most=max(mails, default=0),
    )

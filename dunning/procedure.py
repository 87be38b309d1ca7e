"""The case of one account: where it stands in the procedure, and what the next step would be.

The laws it keeps: one clock per account, set by its oldest uncovered overdue invoice; the next level
is the one after the furthest that was delivered in this episode, by name, so that none is skipped or
repeated when days were missed or the policy changed; pre-due notes are no levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from dunning.account import Account
from dunning.aging import Standing, balance_of, days_past_due, due_of, standing
from dunning.decisions import Notify
from dunning.effects import key_of
from dunning.law import Rules
from dunning.ledger import Invoice
from dunning.limits import start_of, zone_named
from dunning.places import Place, place_of
from dunning.policy import PRE_DUE, Level, Policy

_SERIOUS_FROM = 2  # third level and beyond, counted from 0
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"(?=.{{1,254}}\Z)(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+\Z")


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What the guards are asked about.

    `today`: the ledger's date. `kind`: "level" when something collectable is overdue, else "pre_due"
    when a note before the due date would be due, else "none". `index`: the next level's place in the
    procedure from 0; `level` is `None` when the procedure has ended or the kind is not "level".
    `channel`: of the next step, "" without one. `asked`: the invoices it is about; `amount`: net.
    """

    account: Account
    policy: Policy
    rules: Rules
    now: datetime
    zone: ZoneInfo
    today: date
    standing: Standing
    kind: Literal["level", "pre_due", "none"]
    index: int
    level: Level | None
    channel: str
    episode: str | None
    asked: tuple[Invoice, ...]
    alongside: tuple[Invoice, ...]
    amount: Decimal

    def place(self) -> Place:
        """Where the customer may be."""
        books, customer = self.account.books, self.account.customer
        return place_of(customer.country, customer.region, books.country, books.timezone)

    def past_due(self) -> int:
        """Days past due of the invoice that sets the clock; 0 without one."""
        oldest = self.standing.oldest
        return 0 if oldest is None else days_past_due(due_of(oldest), self.today)


def case_of(account: Account, policy: Policy, rules: Rules, now: datetime) -> Case:
    """The case at `now`. `ValueError` when `now` is not aware."""
    if now.tzinfo is None:
        msg = "now must be an aware instant"
        raise ValueError(msg)
    now = now.astimezone(UTC)
    zone = zone_named(account.books.timezone)
    today = now.astimezone(zone).date()
    state = standing(account, today)
    index, level, episode = -1, None, None
    kind: Literal["level", "pre_due", "none"] = "none"
    asked, channel = state.overdue, ""
    if state.overdue:
        kind = "level"
        episode = account.episode or f"{state.overdue[0].id}@{today.isoformat()}"
        index = next_index(account, policy, episode)
        level = policy.levels[index] if index < len(policy.levels) else None
        channel = level.channel if level is not None else ""
    else:
        asked = coming_due(account, policy, state.upcoming, today)
        if asked:
            kind, channel = "pre_due", "email"
    return Case(
        account=account,
        policy=policy,
        rules=rules,
        now=now,
        zone=zone,
        today=today,
        standing=state,
        kind=kind,
        index=index,
        level=level,
        channel=channel,
        episode=episode,
        asked=asked,
        alongside=state.upcoming if kind == "level" else tuple(set_aside(state.upcoming, asked)),
        amount=balance_of(asked) - state.credit,
    )


def set_aside(upcoming: Iterable[Invoice], asked: Iterable[Invoice]) -> Iterator[Invoice]:
    """The upcoming invoices that are not asked about, in their order."""
    about = {invoice.id for invoice in asked}
    return (invoice for invoice in upcoming if invoice.id not in about)


def next_index(account: Account, policy: Policy, episode: str) -> int:
    """The place of the level after the furthest one delivered in the episode; past the end when over."""
    delivered = {each.level for each in account.notices if each.episode == episode and each.kind == "level"}
    furthest = -1
    if delivered:
        for place, level in enumerate(policy.levels):
            if level.name in delivered:
                furthest = place
    return furthest + 1


def coming_due(
    account: Account, policy: Policy, upcoming: Iterable[Invoice], today: date
) -> tuple[Invoice, ...]:
    """The invoices that a pre-due note would be about today; it lapses on the due date itself."""
    note = policy.pre_due
    if note is None or account.behaviour.segment not in note.segments:
        return ()
    last = today + timedelta(days=note.days)
    return tuple(
        invoice
        for invoice in upcoming
        if today < due_of(invoice) <= last and wants_note(account, policy, invoice)
    )


def wants_note(account: Account, policy: Policy, invoice: Invoice) -> bool:
    """Whether this invoice gets a note before its due date: long enough terms, and none sent yet."""
    note = policy.pre_due
    if note is None or account.behaviour.segment not in note.segments:
        return False
    due = due_of(invoice)
    terms = account.customer.terms_days if invoice.issued_on is None else (due - invoice.issued_on).days
    if terms is None or terms <= note.terms_over:
        return False
    episode = _pre_due_episode(due)
    return not any(
        each.kind == "pre_due" and (invoice.id in each.invoice_ids or each.episode == episode)
        for each in account.notices
        if each.currency == account.currency
    )


def next_change(case: Case) -> datetime | None:
    """The next instant at which the calendar alone changes what is asked: a due date passed, a note."""
    note = case.policy.pre_due
    days: list[date] = []
    for invoice in case.standing.upcoming:
        due = due_of(invoice)
        days.append(due + timedelta(days=1))
        if note is not None and wants_note(case.account, case.policy, invoice):
            days.append(due - timedelta(days=note.days))
    days.extend(hold.until for hold in case.account.holds if hold.until is not None)
    ahead = [day for day in days if day > case.today]
    return start_of(min(ahead), case.zone) if ahead else None


def is_address(text: str) -> bool:
    """Whether it is an e-mail address by its syntax (dot-atom @ two or more labels, ASCII)."""
    return _ADDRESS.match(text) is not None


def recipients_of(case: Case) -> tuple[tuple[str, ...], bool]:
    """Where a message would go, and whether the invoices disagree about it (then nowhere).

    First the invoices' own billing addresses, then the people marked for invoices, then the
    customer's; what is no address is dropped. The same address twice, in any case, is one.
    """
    own = {
        tuple(sorted(map(str.lower, found))): found for each in case.asked if (found := _usable(each.emails))
    }
    if len(own) > 1:
        return (), True
    if own:
        return next(iter(own.values())), False
    customer = case.account.customer
    people = _usable(person.email for person in customer.people if person.for_invoices)
    return people or _usable(customer.emails), False


def notify_of(case: Case) -> Notify:
    """The next step, whole. `ValueError` when the case has none."""
    level, note = case.level, case.policy.pre_due
    episode = case.episode
    if case.kind == "level" and level is not None and episode is not None:
        name, tone, template = level.name, level.tone, level.template
    elif case.kind == "pre_due" and note is not None:
        name, tone, template = PRE_DUE, note.tone, note.template
        episode = _pre_due_episode(due_of(case.asked[0]))
    else:
        msg = f"nothing is to be done about {case.account.customer.name}"
        raise ValueError(msg)
    recipients = recipients_of(case)[0] if case.channel == "email" else ()
    balances = tuple((each.id, each.balance) for each in (*case.asked, *case.alongside))
    amount = max(case.amount, Decimal(0))
    return Notify(
        kind=case.kind,
        level=name,
        ordinal=sum(
            each.kind == case.kind and each.level == name and each.episode == episode
            for each in case.account.notices
            if each.currency == case.account.currency
        ),
        episode=episode,
        channel=case.channel,
        tone=tone,
        template=template,
        recipients=recipients,
        overdue=tuple(each.id for each in case.asked),
        alongside=tuple(each.id for each in case.alongside),
        balances=balances,
        credit=case.standing.credit,
        amount=amount,
        currency=case.account.currency,
        serious=is_serious(case),
        fingerprint=_fingerprint(case.account, name, case.channel, recipients, balances, amount),
    )


def is_serious(case: Case) -> bool:
    """Third overdue level or beyond."""
    return case.kind == "level" and case.index >= _SERIOUS_FROM


def _fingerprint(
    account: Account,
    level: str,
    channel: str,
    recipients: tuple[str, ...],
    balances: tuple[tuple[str, Decimal], ...],
    amount: Decimal,
) -> str:
    """What an approval binds to: the same content whatever the order, or the zeros of an amount."""
    invoices = [f"{invoice_id}={_plain(balance)}" for invoice_id, balance in sorted(balances)]
    return key_of(
        account.books.name,
        account.customer.id,
        account.currency,
        level,
        channel,
        " ".join(sorted(each.lower() for each in recipients)),
        _plain(amount),
        *invoices,
    )


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _pre_due_episode(due_on: date) -> str:
    return f"pre:{due_on.isoformat()}"


def _usable(addresses: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for address in addresses:
        trimmed = address.strip()
        if is_address(trimmed):
            found.setdefault(trimmed.lower(), trimmed)
    return tuple(found.values())

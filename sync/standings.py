"""How customers stand, each in every currency they owe in; and what waits for a person, in one list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import msgspec
from sqlalchemy.engine import Connection

from dunning.aging import balance_of, due_of
from dunning.decisions import Notify
from dunning.outlook import outlook
from dunning.procedure import Case, case_of
from sync.commands.agreed import accounts_of
from sync.commands.proposed import Proposal, proposals
from sync.commands.targets import today_of
from sync.office import Office
from sync.reminders import Agreed, Instant, Next, Reached, agreed_of, next_of, reached_of
from sync.store import decided, figures, incoming, outside
from sync.store.ledgers import LinkedLedger


class AccountStanding(msgspec.Struct, frozen=True, kw_only=True):
    """What a customer owes in one currency. `overdue`: past due and asked for; `credit`: not used yet.

    `oldest_due_on`: of what is asked for, `None` where nothing is.
    """

    currency: str
    balance: Decimal
    overdue: Decimal
    credit: Decimal
    oldest_due_on: date | None
    days_past_due: int
    reached: Reached | None
    action: str
    reason: str
    text: str
    next: Next | None
    agreements: tuple[Agreed, ...]


class CustomerStanding(msgspec.Struct, frozen=True, kw_only=True):
    """One billed customer. `held`: a hold stands on them or an invoice of theirs; `excluded`: never asked.

    `opted_out`: channels by which they want nothing. `accounts`: one for each currency that they owe in.
    """

    id: str
    name: str
    active: bool
    held: bool
    excluded: bool
    opted_out: tuple[str, ...]
    accounts: tuple[AccountStanding, ...]


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """What waits for a yes to just its `fingerprint`. `invoices`: their numbers, oldest due first."""

    fingerprint: str
    customer: str
    name: str
    level: str
    channel: str
    currency: str
    amount: Decimal
    invoices: tuple[str, ...]
    serious: bool
    text: str


class ReplyWaiting(msgspec.Struct, frozen=True, kw_only=True):
    """Something that came in and that nobody has seen to. `customers`: whose it is, or may be."""

    number: int
    kind: str
    received_at: Instant
    customers: tuple[str, ...]
    names: tuple[str, ...]
    how: Literal["thread", "sender", "person"] | None


class Worklist(msgspec.Struct, frozen=True, kw_only=True):
    """What waits for a person. `approvals`: messages and letters, `calls`: to make; the largest first."""

    approvals: tuple[Waiting, ...]
    calls: tuple[Waiting, ...]
    replies: tuple[ReplyWaiting, ...]


def standings(
    office: Office, connection: Connection, ledger: LinkedLedger, rows: Sequence[Any]
) -> list[CustomerStanding]:
    """How these staged customers stand, in their order."""
    ids = [row.id for row in rows]
    keys = outside.owed_in(connection, ledger.id, ids)
    policy, now = office.policy(ledger.name), office.clock.now()
    rules = office.rules(ledger)
    accounts = accounts_of(office, connection, ledger, keys) if keys else {}
    decisions = decided.standing_of(connection, ledger.id, set(keys))
    found: dict[str, list[AccountStanding]] = defaultdict(list)
    for (customer, currency), account in sorted(accounts.items()):
        case = case_of(account, policy, rules, now)
        standing = decisions.get((customer, currency))
        ahead = next_of(outlook(account, policy, rules, now))
        found[customer].append(_account(case, None if standing is None else standing.decision, ahead))
    words = outside.words_on(connection, ledger.id, ids, today_of(office, ledger))
    return [_customer(row, words[row.id], found[row.id]) for row in rows]


def _account(case: Case, decision: Any, ahead: Next | None) -> AccountStanding:
    state, oldest = case.standing, case.standing.oldest
    return AccountStanding(
        currency=case.account.currency,
        balance=balance_of(case.account.invoices),
        overdue=max(case.amount, Decimal(0)) if case.kind == "level" else Decimal(0),
        credit=state.credit,
        oldest_due_on=None if oldest is None else due_of(oldest),
        days_past_due=max(case.past_due(), 0),
        reached=reached_of(
            [each for each in case.account.notices if each.episode == case.episode], case.policy
        ),
        action="none" if decision is None else getattr(decision.action, "channel", "wait"),
        reason="NOT_DECIDED" if decision is None else decision.reason.name,
        text="" if decision is None else decision.text,
        next=ahead,
        agreements=tuple(
            agreed_of(each, case.account.currency)
            for each in case.agreements.judged
            if each.agreement.ending is None
        ),
    )


def _customer(row: Any, said: outside.Words, accounts: Sequence[AccountStanding]) -> CustomerStanding:
    return CustomerStanding(
        id=row.id,
        name=row.name,
        active=row.active,
        held=said.held,
        excluded=said.excluded,
        opted_out=said.opted_out,
        accounts=tuple(accounts),
    )


def worklist(office: Office, ledger: LinkedLedger) -> Worklist:
    """What waits for a person in that ledger."""
    found = proposals(office, ledger)
    with office.store.read() as connection:
        ids = {one for each in found for one in each.notify.overdue}
        numbers = {
            id_: row.number or id_
            for id_, row in figures.invoices_by_id(connection, ledger.id, [*ids]).items()
        }
        came = incoming.waiting(connection, ledger.id)
        names = figures.customer_names(connection, ledger.id) if came else {}
    waiting = [(each.notify, _waiting(each, numbers)) for each in found]
    return Worklist(
        approvals=tuple(told for notify, told in waiting if not _is_call(notify)),
        calls=tuple(told for notify, told in waiting if _is_call(notify)),
        replies=tuple(_replies(came, names)),
    )


def _is_call(notify: Notify) -> bool:
    return notify.channel == "call"


def _waiting(one: Proposal, numbers: dict[str, str]) -> Waiting:
    act = one.notify
    return Waiting(
        fingerprint=act.fingerprint,
        customer=one.customer_id,
        name=one.customer,
        level=act.level,
        channel=act.channel,
        currency=act.currency,
        amount=act.amount,
        invoices=tuple(numbers.get(each, each) for each in act.overdue),
        serious=act.serious,
        text=one.reason,
    )


def _replies(came: Sequence[incoming.Kept], names: dict[str, str]) -> Iterator[ReplyWaiting]:
    for one in came:
        yield ReplyWaiting(
            number=one.id,
            kind=one.kind,
            received_at=one.received_at,
            customers=one.whose,
            names=tuple(names.get(each, each) for each in one.whose),
            how=one.how,  # type: ignore[arg-type]  # the column holds these alone
        )

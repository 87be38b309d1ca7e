"""Reminder status: how far each invoice was followed up, what comes next and when, and why not now.

The law: it is worked out from the account as it stands, by the engine itself, so that it says what `why`
says; a level counts once its message was delivered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec
from sqlalchemy.engine import Connection

from dunning.account import Notice
from dunning.agreed import told
from dunning.agreements import Judged
from dunning.law import Rules
from dunning.ledger import of_minor
from dunning.outlook import Outlook, outlook
from dunning.part import part_of
from dunning.policy import Policy
from dunning.procedure import Case, case_of
from sync.commands.agreed import accounts_of
from sync.commands.targets import today_of
from sync.office import Office
from sync.store import decided, review
from sync.store.accounts import notices_of
from sync.store.decided import Standing
from sync.store.ledgers import LinkedLedger

Key = tuple[str, str]
Instant = Annotated[datetime, msgspec.Meta(tz=True)]


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """The furthest level that was delivered. `position`: its number in the procedure, if it is there."""

    level: str
    position: int | None
    channel: str
    delivered_at: Instant


class LastMessage(msgspec.Struct, frozen=True, kw_only=True):
    """What the customer heard last. `kind`: a level, a note before the due date, or a courtesy."""

    kind: str
    level: str
    channel: str
    delivered_at: Instant


class Next(msgspec.Struct, frozen=True, kw_only=True):
    """The account's next step. `on`: the ledger's date, at the earliest. `amount`: asked for in all.

    `once_lifted`: only when people have lifted what stands in the way, which no time does.
    """

    on: date
    once_lifted: bool
    level: str
    channel: str
    amount: Decimal


class InTheWay(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the way. `reason`: its name; `ends_by_itself`: when time alone ends it, if it does.

    `ends_when`: the fact that ends it, in words.
    """

    reason: str
    text: str
    ends_by_itself: Instant | None
    ends_when: str


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement that bears on an invoice. `number`: ours; `day`: the one that counts; `text`: in words."""

    number: int
    kind: str
    state: str
    amount: Decimal | None
    day: date | None
    text: str


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """The reminder status of one invoice. `customer`: the id of whom it is made out to.

    `days_past_due`: below 0 before its due date. `action`: what stands decided for its account: "email",
    "sms", "call", "letter", "hand_over", "wait", or "none" where nothing is. `reason`, `text`: why.
    `part`: why this invoice is not asked for though others of the account may be, "" where it simply is.
    """

    id: str
    number: str
    customer: str
    currency: str
    total: Decimal
    balance: Decimal
    status: Literal["draft", "open", "paid", "void", "deleted"]
    issued_on: date | None
    due_on: date | None
    days_past_due: int | None
    reached: Reached | None
    last_message: LastMessage | None
    action: str
    reason: str
    text: str
    decided_at: Instant | None
    review_at: Instant | None
    next: Next | None
    in_the_way: tuple[InTheWay, ...]
    agreements: tuple[Agreed, ...]
    part: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """One account, worked out once for all its invoices."""

    case: Case
    ahead: Outlook


@dataclass(frozen=True, slots=True)
class _Known:
    """All that the statuses of some invoices are made of."""

    today: date
    policy: Policy
    owners: Mapping[str, str]
    seen: Mapping[Key, _Seen]
    standing: Mapping[Key, Standing]
    notices: Mapping[str, Sequence[Notice]]

    def key(self, row: Any) -> Key:
        return self.owners.get(row.customer_id, row.customer_id), row.currency


def reminders(
    office: Office, connection: Connection, ledger: LinkedLedger, rows: Sequence[Any]
) -> list[Reminder]:
    """The status of these staged invoices, in their order, as things stand in this transaction."""
    if not rows:
        return []
    owners = review.billed_customers(connection, ledger.id)
    keys = {(owners.get(row.customer_id, row.customer_id), row.currency) for row in rows if is_open(row)}
    policy, rules = office.policy(ledger.name), office.rules(ledger)
    about = {(owners.get(row.customer_id, row.customer_id), row.currency) for row in rows}
    known = _Known(
        today=today_of(office, ledger),
        policy=policy,
        owners=owners,
        seen=_seen(office, connection, ledger, sorted(keys), policy, rules),
        standing=decided.standing_of(connection, ledger.id, about),
        notices=_notices(connection, ledger.id, {customer for customer, _ in about}),
    )
    return [_reminder(row, known) for row in rows]


def is_open(row: Any) -> bool:
    """Whether something is owed on that staged invoice."""
    return bool(row.status == "open" and row.balance > 0)


def _seen(
    office: Office,
    connection: Connection,
    ledger: LinkedLedger,
    keys: Sequence[Key],
    policy: Policy,
    rules: Rules,
) -> dict[Key, _Seen]:
    now = office.clock.now()
    accounts = accounts_of(office, connection, ledger, keys) if keys else {}
    return {
        key: _Seen(case_of(account, policy, rules, now), outlook(account, policy, rules, now))
        for key, account in accounts.items()
    }


def _notices(connection: Connection, ledger_id: int, customers: Collection[str]) -> dict[str, list[Notice]]:
    """By invoice id: what was delivered about it and not taken back, the oldest first."""
    found: dict[str, list[Notice]] = defaultdict(list)
    for notices in notices_of(connection, ledger_id, {each: each for each in customers}).values():
        for notice in notices:
            for invoice_id in notice.invoice_ids:
                found[invoice_id].append(notice)
    return found


def _reminder(row: Any, known: _Known) -> Reminder:
    key, heard = known.key(row), known.notices.get(row.id, ())
    seen = known.seen.get(key) if is_open(row) else None
    policy = known.policy if seen is None else seen.case.policy
    standing = known.standing.get(key)
    decision = None if standing is None else standing.decision
    return Reminder(
        id=row.id,
        number=row.number or row.id,
        customer=row.customer_id,
        currency=row.currency,
        total=of_minor(row.total, row.currency),
        balance=of_minor(row.balance, row.currency),
        status=row.status,
        issued_on=row.issued_on,
        due_on=row.due_on,
        days_past_due=None if row.due_on is None or not is_open(row) else (known.today - row.due_on).days,
        reached=reached_of(heard, policy),
        last_message=_last(heard),
        action="none" if decision is None else getattr(decision.action, "channel", "wait"),
        reason="NOT_DECIDED" if decision is None else decision.reason.name,
        text="" if decision is None else decision.text,
        decided_at=None if standing is None else standing.decided_at,
        review_at=None if decision is None else decision.review_at,
        next=None if seen is None else next_of(seen.ahead),
        in_the_way=() if seen is None else tuple(_in_the_way(seen.ahead)),
        agreements=() if seen is None else tuple(_agreements(seen.case, row.id)),
        part="" if seen is None else part_of(seen.case, row.id),
    )


def reached_of(heard: Sequence[Notice], policy: Policy) -> Reached | None:
    """The level that was delivered last, of what was heard; `None` where none was."""
    levels = [each for each in heard if each.kind == "level"]
    if not levels:
        return None
    last = levels[-1]
    names = [level.name for level in policy.levels]
    position = names.index(last.level) + 1 if last.level in names else None
    return Reached(level=last.level, position=position, channel=last.channel, delivered_at=last.delivered_at)


def _last(heard: Sequence[Notice]) -> LastMessage | None:
    if not heard:
        return None
    last = heard[-1]
    return LastMessage(kind=last.kind, level=last.level, channel=last.channel, delivered_at=last.delivered_at)


def next_of(ahead: Outlook) -> Next | None:
    """The next step that an account's outlook sees, if any."""
    step = ahead.next_step
    if step is None:
        return None
    return Next(
        on=step.on, once_lifted=step.once_lifted, level=step.level, channel=step.channel, amount=step.amount
    )


def _in_the_way(ahead: Outlook) -> Iterator[InTheWay]:
    for each in ahead.conditions:
        yield InTheWay(
            reason=each.reason.name,
            text=each.text,
            ends_by_itself=each.ends_by_itself,
            ends_when=each.ends_when,
        )


def _agreements(case: Case, invoice_id: str) -> Iterator[Agreed]:
    for judged in case.agreements.judged:
        about = judged.agreement.invoice_ids
        if judged.agreement.ending is None and (not about or invoice_id in about):
            yield agreed_of(judged, case.account.currency)


def agreed_of(judged: Judged, currency: str) -> Agreed:
    """An agreement and how it stands, for other tools."""
    one = judged.agreement
    days = ("due_on", "answer_by", "paid_on", "pay_by")
    day = next((getattr(one, name) for name in days if hasattr(one, name)), None)
    parts = getattr(one, "instalments", None)
    if parts:
        day = parts[-1].due_on
    return Agreed(
        number=one.id,
        kind=str(one.__struct_config__.tag),
        state=judged.state,
        amount=getattr(one, "total", None) if parts else getattr(one, "amount", None),
        day=day,
        text=told(judged, currency),
    )

"""Learned: what the trial of a level has shown, from the decisions as they were kept.

The law it keeps: a debt counts as it was drawn, whatever became of it, from the first decision that says so;
what it owed then is asked of the books, and only once they are booked through its days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.aging import past_due
from dunning.decisions import Decision
from dunning.ledger import of_minor
from dunning.trial import Assigned, Learned, Outcome, Trial, learned
from sync.errors import DuesyncError
from sync.office import Office
from sync.store import ledgers
from sync.store.dialects import among
from sync.store.ledgers import LinkedLedger
from sync.store.received import payments_on
from sync.tables import decisions, invoices, snapshots

_DRAWN = b'"trial":{'
_AT_ONCE = 500


class NoTrial(DuesyncError):
    """The policy tries nothing; says how one begins."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class _Debt:
    """One debt that was drawn on a day. `owed`: ids of the invoices that were past due then."""

    on: date
    assigned: Assigned
    owed: tuple[str, ...]


def what_was_learned(office: Office, ledger: LinkedLedger) -> list[Learned]:
    """The trials of the policy, and of its procedures, each so far. Raises `NoTrial` where there is none."""
    policy = office.policy(ledger.name)
    trials = {(each.trial.level, each.trial.days): each.trial for each in policy.each() if each.trial}
    if not trials:
        msg = f"{ledger.name}: no trial is under way; [policy.trial] begins one"
        raise NoTrial(msg)
    today = office.clock.now().astimezone(ZoneInfo(ledger.timezone)).date()
    with office.store.read() as connection:
        debts = list(_drawn(connection, ledger))
        through = ledgers.booked_through(connection, ledger, today)
        known = today if through is None else min(today, through)
        return [
            learned(trial, _outcomes(connection, ledger.id, debts, trial, known))
            for _, trial in sorted(trials.items())
        ]


def _drawn(connection: Connection, ledger: LinkedLedger) -> Iterator[_Debt]:
    """Every debt that was drawn, by the first decision that says so."""
    query = (
        sa.select(decisions.c.decided_at, decisions.c.body, snapshots.c.body)
        .select_from(decisions.join(snapshots, decisions.c.account_digest == snapshots.c.digest))
        .where(decisions.c.ledger_id == ledger.id, decisions.c.overdue)
        .order_by(decisions.c.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    seen: set[tuple[str, str, str, str]] = set()
    for at, body, kept in connection.execute(query):
        if _DRAWN not in body:
            continue
        decision, account = msgspec.json.decode(body, type=Decision), msgspec.json.decode(kept, type=Account)
        drawn, episode = decision.trial, decision.episode
        if drawn is None or episode is None:
            continue
        key = (account.customer.id, account.currency, episode, drawn.level)
        if key in seen:
            continue
        seen.add(key)
        on = at.astimezone(ZoneInfo(ledger.timezone)).date()
        yield _Debt(on, drawn, tuple(each.id for each in past_due(account.invoices, on)))


def _outcomes(
    connection: Connection, ledger_id: int, debts: Sequence[_Debt], trial: Trial, known: date
) -> Iterator[Outcome]:
    """Whether each was paid within the days, as far as the books are known."""
    days = timedelta(days=trial.outcome_days)
    ids = {one for each in debts for one in each.owed}
    balances = _balances(connection, ledger_id, ids)
    came: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    first = min((each.on for each in debts), default=known)
    for payment in payments_on(connection, ledger_id, ids, first):
        if (day := payment.paid_on) is not None:
            for part in payment.allocations:
                came[part.invoice_id].append((day, part.amount))
    for debt in debts:
        until = debt.on + days
        paid = None if known < until else _all_paid(debt.owed, until, balances, came)
        yield Outcome(assigned=debt.assigned, paid=paid)


def _all_paid(
    owed: Iterable[str],
    until: date,
    balances: dict[str, Decimal],
    came: dict[str, list[tuple[date, Decimal]]],
) -> bool:
    """Whether nothing of these was open any more at the end of that day; what is void is not owed."""
    return all(
        balances.get(one, Decimal(0)) + sum(amount for day, amount in came[one] if day > until) <= 0
        for one in owed
    )


def _balances(connection: Connection, ledger_id: int, ids: Iterable[str]) -> dict[str, Decimal]:
    query = sa.select(invoices.c.id, invoices.c.balance, invoices.c.currency).where(
        invoices.c.ledger_id == ledger_id,
        among(invoices.c.id, set(ids)),
        invoices.c.status == "open",
    )
    return {one: of_minor(balance, currency) for one, balance, currency in connection.execute(query)}

"""What is coming, what waits for a yes, and the yes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dunning.decisions import Notify, Wait
from dunning.plan import Planned, plan_ahead
from dunning.policy import Policy
from sync.commands.targets import ActError
from sync.decide import midnight
from sync.office import Office
from sync.store import acts, decided, figures, ledgers, outbox, review
from sync.store.chain import tell
from sync.store.decided import Standing
from sync.store.ledgers import LinkedLedger

PLAN_DAYS = 14


@dataclass(frozen=True, slots=True)
class Proposal:
    """A message or task that waits for a person's yes."""

    customer_id: str
    customer: str
    notify: Notify
    reason: str


def proposals(office: Office, ledger: LinkedLedger) -> list[Proposal]:
    """What waits for approval in this ledger, the largest amounts first."""
    with office.store.read() as connection:
        names = figures.customer_names(connection, ledger.id)
        standing = decided.standing(connection, ledger.id)
    found = [
        Proposal(one.customer_id, names.get(one.customer_id, one.customer_id), proposed, one.decision.text)
        for one in standing
        if (proposed := _proposed(one)) is not None
    ]
    return sorted(found, key=lambda proposal: (-proposal.notify.amount, proposal.customer_id))


def _proposed(standing: Standing) -> Notify | None:
    """What only a person's yes is missing to."""
    action = standing.decision.action
    return action.proposed if isinstance(action, Wait) else None


def approve(
    office: Office, ledger: LinkedLedger, chosen: Sequence[Proposal], by: str, *, whole: bool = True
) -> None:
    """Say yes to exactly these messages.

    `whole`: they are all that waits, so the person has seen what is coming: a new ledger is released
    by it, and the coming days as planned now are what the flood guard compares with from here on. A
    yes to a part lets that part go, and nothing else. Raises `ActError` for a part of a new ledger.
    """
    if not whole and ledger.released_at is None:
        msg = (
            f"{ledger.name} is new: look at the whole list first (duesync approve {ledger.name}), "
            "and hold those who are not to be written to"
        )
        raise ActError(msg)
    days = Counter(each.on for _, each in plan(office, ledger) if each.kind != "statement")
    busiest = max(days.values(), default=0)
    now = office.clock.now()
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        for proposal in chosen:
            account = (proposal.customer_id, proposal.notify.currency)
            acts.approve(connection, ledger.id, account, proposal.notify.fingerprint, by, now)
            outbox.see_to_refused(connection, ledger.id, account, by)
        review.review_customers(connection, ledger.id, {proposal.customer_id for proposal in chosen})
        if whole:
            # what was approved and has gone today is a part of today's plan still
            today = {proposal.customer_id for proposal in chosen} | outbox.written_to(
                connection, ledger.id, midnight(ledger, now)
            )
            ledgers.update(
                connection,
                ledger.id,
                released_at=ledger.released_at or now,
                planned_per_day=max(busiest, len(today)),
            )
            told = {"act": "approve plan", "messages": len(chosen), "per_day": max(busiest, len(today))}
            tell(connection, ledger.id, "act", told, by=by)
            decided.review_those_waiting_for(connection, ledger.id, ["FLOOD", "NOT_RELEASED"], review.AT_ONCE)


def plan(
    office: Office, ledger: LinkedLedger, days: int = PLAN_DAYS, policy: Policy | None = None
) -> list[tuple[str, Planned]]:
    """(customer id, what is coming) over the next days, in order of date, if nothing is paid.

    `policy`: under another than the one in force.
    """
    policy, rules = policy or office.policy(ledger.name), office.rules(ledger)
    coming: list[tuple[str, Planned]] = []
    with office.store.read() as connection:
        for one in decided.standing(connection, ledger.id):
            account = decided.snapshot(connection, one.account_digest)
            if account.invoices:
                coming += [
                    (one.customer_id, planned)
                    for planned in plan_ahead(account, policy, rules, office.clock.now(), days)
                ]
    return sorted(coming, key=lambda pair: (pair[1].on, pair[0]))

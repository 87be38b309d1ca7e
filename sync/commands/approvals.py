"""A person's yes to what waits, and what is coming."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from dunning.plan import Planned, plan_ahead
from dunning.policy import Policy
from sync.commands.proposed import Proposal
from sync.commands.targets import ActError
from sync.decide import midnight
from sync.office import Office
from sync.store import decided, ledgers, outbox, review, said
from sync.store.chain import tell
from sync.store.ledgers import LinkedLedger

PLAN_DAYS = 14


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
    busiest = _busiest_day(office, ledger) if whole else 0
    now = office.clock.now()
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        for proposal in chosen:
            account = (proposal.customer_id, proposal.notify.currency)
            said.approve(connection, ledger.id, account, proposal.notify, by, now)
            outbox.see_to_refused(connection, ledger.id, account, by, proposal.notify.recipients)
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


def _busiest_day(office: Office, ledger: LinkedLedger) -> int:
    days = Counter(each.on for _, each in plan(office, ledger) if each.kind != "statement")
    return max(days.values(), default=0)


def go_on() -> None:
    """Let it take as long as it takes."""


def plan(
    office: Office,
    ledger: LinkedLedger,
    days: int = PLAN_DAYS,
    policy: Policy | None = None,
    rest: Callable[[], None] = go_on,
) -> list[tuple[str, Planned]]:
    """(customer id, what is coming) over the next days, in order of date, if nothing is paid.

    `policy`: under another than the one in force. Raises what `rest` raises before an account.
    """
    policy, rules = policy or office.policy(ledger.name), office.rules(ledger)
    coming: list[tuple[str, Planned]] = []
    with office.store.read() as connection:
        for one in decided.standing(connection, ledger.id):
            rest()
            account = decided.snapshot(connection, one.account_digest)
            if account.invoices:
                coming += [
                    (one.customer_id, planned)
                    for planned in plan_ahead(account, policy, rules, office.clock.now(), days)
                ]
    return sorted(coming, key=lambda pair: (pair[1].on, pair[0]))

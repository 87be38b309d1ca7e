"""What is left of the instalments that a customer agreed to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
from sqlalchemy.engine import Connection

from dunning.agreements import PaymentPlan
from dunning.procedure import case_of
from sync.office import Office
from sync.store import agreements
from sync.store.ledgers import LinkedLedger


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """An instalment, as far as it is not paid. `invoice_ids`: those that the plan is about."""

    due_on: date
    amount: Decimal
    invoice_ids: tuple[str, ...]


def instalments_left(
    office: Office, connection: Connection, ledger: LinkedLedger, customer_id: str, currency: str
) -> tuple[Left, ...]:
    """Of the plan that stands with that billed customer, the earliest first; none where there is none."""
    from sync.commands.agreed import accounts_of, zone_of  # loads the engine

    if not agreements.has_plan(connection, ledger.id, customer_id, zone_of(ledger)):
        return ()
    accounts = accounts_of(office, connection, ledger, [(customer_id, currency)])
    policy, rules, now = office.config.policy_for(ledger.name), office.rules(ledger), office.clock.now()
    found: list[Left] = []
    for account in accounts.values():
        for judged in case_of(account, policy, rules, now).agreements.judged:
            plan = judged.agreement
            if not isinstance(plan, PaymentPlan) or judged.state not in ("on_track", "off_track"):
                continue
            came = judged.came
            for part in plan.instalments:
                taken = min(came, part.amount)
                came -= taken
                if taken < part.amount:
                    left = part.amount - taken
                    found.append(Left(due_on=part.due_on, amount=left, invoice_ids=plan.invoice_ids))
    return tuple(sorted(found, key=lambda one: one.due_on))

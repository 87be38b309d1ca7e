"""What whoever calls a customer is told first: each account of theirs as it stands now, in every currency."""

from __future__ import annotations

import msgspec

from dunning.briefing import Briefing, briefing
from dunning.decisions import Notify
from dunning.letters.opening import opening
from dunning.procedure import Case, has_step, notify_of
from sync.commands.agreed import case_at
from sync.commands.targets import ActError, the_customer
from sync.office import Office
from sync.store import figures, review
from sync.store.ledgers import LinkedLedger


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """`opening`: what to say first, in the customer's language; `None` where nothing is to be asked for."""

    customer_id: str
    level: str | None
    tone: str | None
    opening: str | None
    briefing: Briefing


def brief(office: Office, ledger: LinkedLedger, customer: str) -> list[Prepared]:
    """The customer's accounts. Raises `ActError` where there is no such customer, or nothing is owed."""
    with office.store.read() as connection:
        row = the_customer(connection, ledger, customer)
        owner = review.billed_customers(connection, ledger.id).get(row.id, row.id)
        owed = figures.currencies_owed(connection, ledger.id, owner)
    if not owed:
        msg = f"{row.name} owes nothing, as far as {ledger.name} was pulled"
        raise ActError(msg)
    return [prepared(office, ledger, (owner, currency)) for currency in owed]


def prepared(
    office: Office, ledger: LinkedLedger, key: tuple[str, str], act: Notify | None = None
) -> Prepared:
    """One account, for this step; else for the next one, whatever its channel."""
    rules = office.rules(ledger)
    with office.store.read() as connection:
        case = case_at(office, connection, ledger, rules, key)
    act = act or _next_step(case)
    sender, now = office.config.ledger(ledger.name).sender, office.clock.now()
    first = None if act is None else opening(act, case.account, sender, office.templates(), now)
    return Prepared(
        customer_id=key[0],
        level=None if act is None else act.level,
        tone=None if act is None else act.tone,
        opening=first,
        briefing=briefing(case.account, office.config.policy_for(ledger.name), rules, now),
    )


def _next_step(case: Case) -> Notify | None:
    return notify_of(case) if has_step(case) else None

"""What a ledger's owner might write off: found over all accounts, and never done from here."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.engine import Connection

from dunning.agreements import Settlement
from dunning.write_offs import WriteOff, write_offs_of
from sync.commands.agreed import cases_of, zone_of
from sync.commands.targets import today_of
from sync.office import Office
from sync.store import agreements, sortings
from sync.store.ledgers import LinkedLedger


def write_offs(office: Office, connection: Connection, ledger: LinkedLedger) -> list[WriteOff]:
    """The suggestions, the largest first. None before the first pull is whole: a payment may be missing."""
    if not ledger.complete:
        return []
    policy = office.policy(ledger.name)
    days = min(min(each.write_off_after_days, each.old_debt_days) for each in policy.each())
    owing = sortings.with_old_invoices(connection, ledger.id, today_of(office, ledger) - timedelta(days=days))
    owing |= {
        (each.customer_id, each.currency)
        for each in agreements.about_what_is_owed(connection, ledger.id, zone_of(ledger))
        if isinstance(each.agreement, Settlement) and each.currency is not None
    }
    found = [one for case in cases_of(office, connection, ledger, owing) for one in write_offs_of(case)]
    return sorted(found, key=lambda one: (-one.amount, one.customer, one.currency))

"""Xero's organisation, its accounts and its own reminders -> our values. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from connectors.base import DepositAccount
from connectors.countries import country_code
from connectors.errors import Refused
from connectors.xero.places import zone
from connectors.xero.sheets import BadRow
from connectors.xero.wire import AccountRow, OrganisationRow, ReminderRow
from dunning.ledger import Organisation, is_currency

ABOUT = "organisation"


def organisation_of(
    rows: Iterable[OrganisationRow | BadRow],
    *,
    tenant: str,
    environment: str,
    own_reminders: bool | None,
) -> Organisation:
    """Who this is. `Refused` when Xero's answer lacks a name or a currency we know."""
    row = next(iter(rows), None)
    if row is None or isinstance(row, BadRow):
        raise Refused(row.problem if row else "Xero's answer names no organisation", about=ABOUT)
    name = row.name or row.legal_name
    if not name or not is_currency(row.base_currency or ""):
        missing = "name" if not name else f"currency we know ({row.base_currency or 'none'})"
        msg = f"Xero's answer names no {missing}"
        raise Refused(msg, about=ABOUT)
    country = country_code(row.country_code)
    return Organisation(
        provider="xero",
        environment=environment,
        id=tenant,
        name=name,
        home_currency=row.base_currency or "",
        country=country,
        timezone=zone(row.timezone, country),
        demo=bool(row.is_demo_company),
        own_reminders=own_reminders,
    )


def reminds_itself(rows: Iterable[ReminderRow | BadRow]) -> bool | None:
    """Whether Xero sends reminders of its own; `None` where it does not say."""
    said = [row.enabled for row in rows if isinstance(row, ReminderRow) and row.enabled is not None]
    return any(said) if said else None


def deposit_accounts_of(rows: Iterable[AccountRow | BadRow]) -> tuple[DepositAccount, ...]:
    """The live accounts that payments may be written to: bank accounts and those marked for it."""
    return tuple(
        DepositAccount(
            id=row.account_id,
            code=row.code or None,
            name=row.name or row.code or row.account_id,
            currency=row.currency_code or None,
        )
        for row in rows
        if isinstance(row, AccountRow)
        and row.account_id
        and row.status in ("ACTIVE", None)
        and (row.type == "BANK" or row.enable_payments_to_account)
    )

"""Contacts made by hand, which count like ours, and the ways by which a customer wants none."""

from __future__ import annotations

from datetime import datetime

from dunning.account import Contact
from dunning.contact_policy import CONTACT_CHANNELS
from dunning.guards.handing import NOTICES
from dunning.reaching import CHANNEL_WORDS
from sync.commands.targets import ActError, review_target, the_customer
from sync.office import Office
from sync.store import acts, agreements, consents, ledgers, links
from sync.store.ledgers import LinkedLedger

CHANNELS = ("call", "email", "sms", "letter", "visit")
_DAY = 24 * 60  # minutes


def log(
    office: Office,
    ledger: LinkedLedger,
    *,
    customer: str,
    contact: Contact,
    by: str,
    minutes: int | None = None,
) -> tuple[int, str]:
    """Record a contact with a customer, and how long it took, if known; returns its number and their name.

    Raises `ActError`.
    """
    if contact.channel not in CHANNELS:
        msg = f"{contact.channel!r} is no way to reach somebody: give {', '.join(CHANNELS)}"
        raise ActError(msg)
    if contact.notice not in (None, *NOTICES):
        msg = f"{contact.notice!r} is no notice that a law knows: give {', '.join(NOTICES)}"
        raise ActError(msg)
    if minutes is not None and not 0 <= minutes <= _DAY:
        msg = f"{minutes} minutes are no time for a contact: give 0 to {_DAY}, or leave it out"
        raise ActError(msg)
    now = office.clock.now()
    if contact.at > now:
        msg = f"{contact.at:%Y-%m-%d %H:%M} UTC is in the future: log it when it was made"
        raise ActError(msg)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        number = agreements.log(connection, ledger.id, row.id, contact, by, now, minutes)
        review_target(connection, ledger.id, row.id)
    return number, row.name


def withdraw_contact(office: Office, ledger: LinkedLedger, number: int, by: str) -> None:
    """A contact was logged by mistake: it counts no more, and stays on record. Raises `ActError`."""
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        customer_id = agreements.withdraw_contact(connection, ledger.id, number, by, office.clock.now())
        if customer_id is None:
            msg = f"{ledger.name} has no logged contact number {number} that stands"
            raise ActError(msg)
        review_target(connection, ledger.id, customer_id)


def opt_out(
    office: Office, ledger: LinkedLedger, *, customer: str, channel: str, source: str, over: bool
) -> str:
    """They want no messages by that channel, or, when it is `over`, do again; returns their name.

    Raises `ActError` where there is no such customer or channel, or nothing to end.
    """
    if channel not in CONTACT_CHANNELS:
        msg = f"{channel!r} is no way of ours to reach somebody: give {', '.join(CONTACT_CHANNELS)}"
        raise ActError(msg)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        if not over:
            acts.opt_out(connection, ledger.id, row.id, channel, source, office.clock.now(), office.by)
            if channel in (
                "sms",
                "voice",
            ):  # what they allowed before counts no more, also when they take it again
                now = office.clock.now()
                consents.withdraw(connection, ledger.id, row.id, None, "opt-out", now, channel)
        elif not acts.opt_in(connection, ledger.id, row.id, channel, office.by):
            msg = f"{row.name} did not refuse to be contacted by {CHANNEL_WORDS[channel]}"
            raise ActError(msg)
        review_target(connection, ledger.id, row.id)
    return str(row.name)


def revoke_links(office: Office, ledger: LinkedLedger, *, customer: str) -> tuple[str, int]:
    """No link that they were given works any more; their name, and how many did. Raises `ActError`."""
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        revoked = links.revoke_links(connection, ledger.id, row.id, office.store.clock.wall(), office.by)
    return str(row.name), revoked


def at_instant(moment: datetime, ledger: LinkedLedger) -> datetime:
    """A time written without its zone is the ledger's."""
    from zoneinfo import ZoneInfo

    return moment if moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(ledger.timezone))

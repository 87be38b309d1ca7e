"""Who holds a link to a customer's own page, and whether it opens anything.

The law: it opens nothing once it lapsed or was revoked, once the customer was erased or is billed with
another, the ledger was unlinked or restored since, or nobody reads where the message went; which of these it
is nobody is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import token_hex
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.engine import Connection

from dunning.decisions import Notify
from dunning.effects import key_of
from sync.commands.targets import ActError, Id, the_customer
from sync.office import Office
from sync.signed import PAGE, key_in, token_of
from sync.store import figures, ledgers, links, review, suppressions
from sync.store.ledgers import LinkedLedger
from sync.store.links import Linked
from sync.ways import BY_TELEPHONE

_UNREAD = ("bounced", "complained", "wrong")


@dataclass(frozen=True, slots=True)
class Visitor:
    """`linked`: what their link belongs to. `token`: what its address ends with."""

    token: str
    linked: Linked
    ledger: LinkedLedger

    @property
    def customer(self) -> Id:
        """The customer's id in the source ledger."""
        return Id(self.linked.customer_id)

    def ends(self, after: timedelta) -> date:
        """The day on which the link lapses; `after`: how long one lasts that has no end of its own."""
        return (
            (self.linked.until or self.linked.since + after).astimezone(ZoneInfo(self.ledger.timezone)).date()
        )


@dataclass(frozen=True, slots=True)
class Given:
    """A link to hand over."""

    customer: str
    address: str
    until: datetime


def visitor_of(office: Office, token: str, key: str | None = None) -> Visitor | None:
    """Whose page that token opens. `key`: the one in it, where it is known. Raises `SecretsError`."""
    key = key_in(office.vault(), PAGE, token) if key is None else key
    if key is None or not office.config.portal.enabled:
        return None
    with office.store.read() as connection:
        linked = links.with_link(connection, key)
    if linked is None or linked.is_over(office.store.clock.wall(), office.config.portal.lasts):
        return None
    with office.of_firm(linked.firm_id, linked.ledger_id).store.read() as connection:
        ledger = ledgers.find(connection, linked.ledger_name)
        if ledger is None or not _is_open(office, connection, ledger, linked):
            return None
    return Visitor(token, linked, ledger)


def _is_open(office: Office, connection: Connection, ledger: LinkedLedger, linked: Linked) -> bool:
    if ledger.name not in office.config.ledgers or ledger.leaves_on is not None:
        return False
    if ledger.restored_at is not None and linked.since <= ledger.restored_at:
        return False  # what was revoked after the backup nobody knows here
    found: Any = figures.customers_by_id(connection, ledger.id, [linked.customer_id])
    if not found:
        return False
    if found[0].bills_with is not None and linked.customer_id in review.billed_customers(
        connection, ledger.id
    ):
        return False  # who gets the bill may see more than this link was given for
    return linked.payload is None or _is_read(connection, linked.payload)


def _is_read(connection: Connection, payload: bytes) -> bool:
    """Whether somebody may read where the message went: some address that neither bounced nor complained."""
    act = msgspec.json.decode(payload, type=Notify)
    barred = suppressions.suppressed(
        connection, "number" if act.channel in BY_TELEPHONE else "email", act.recipients
    )
    unread = {each for each, rows in barred.items() if any(row.why in _UNREAD for row in rows)}
    return not act.recipients or not unread.issuperset(act.recipients)


def hand_over(office: Office, ledger: LinkedLedger, customer: str, days: int | None, by: str) -> Given:
    """A link of its own to that customer's page. Raises `ActError`, `SecretsError`."""
    url = office.config.serve.public_url
    if url is None or office.store.proved_url() != url:
        msg = (
            "no link leads to us from outside yet: set public_url in [serve], let `duesync serve` run behind "
            "it, and run duesync doctor, which sees whether it leads here"
        )
        raise ActError(msg)
    if not office.config.portal.enabled:
        msg = "customers have no pages of their own here: [portal] enabled = false"
        raise ActError(msg)
    key, wall = key_of("page", ledger.name, token_hex(16)), office.store.clock.wall()
    until = wall + (office.config.portal.lasts if days is None else timedelta(days=days))
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        owner = review.billed_customers(connection, ledger.id).get(row.id)
        if owner is not None:
            payer = the_customer(connection, ledger, Id(owner))
            msg = f"{row.name} is billed with {payer.name}: their page is {payer.name}'s"
            raise ActError(msg)
        links.hand_over(connection, ledger.id, row.id, key, wall, until, by)
    return Given(row.name, f"{url}/p/{token_of(office.vault(), PAGE, key)}", until)

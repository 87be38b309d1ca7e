"""Stopping by one click (RFC 8058): the address that a message carries, and what using it does.

The law: an address (see `sync.signed`) works only while its message carried it and nobody revoked it. Looking
at it changes nothing. The debt stays: the customer gets no more e-mail, and is reached another way.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

import msgspec
from sqlalchemy.engine import Connection

from dunning.decisions import Notify
from dunning.letters.letter import Sender
from sync.office import Office
from sync.secrets import Vault
from sync.signed import STOP, key_in, token_of
from sync.store import acts, figures, ledgers, links, review, suppressions
from sync.store.links import Linked

SOURCE, BY = "one-click", "by one click"


def page(public_url: str, vault: Vault, key: str) -> tuple[str]:
    """The page of ours where its reader may say that they want no more."""
    return (f"{public_url}/stop/{token_of(vault, STOP, key)}",)


def mailbox(key: str, sender: Sender) -> tuple[str]:
    """The firm's mailbox, where they may say so too."""
    return (f"mailto:{quote(sender.reply_to or sender.email, safe='@')}?subject=stop%20{key}",)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who holds a message: whose it is, how it was written, and the firm that wrote it."""

    linked: Linked
    language: str
    firm: str
    contact: str


def reader_of(office: Office, vault: Vault, token: str) -> Reader | None:
    """Whose token that is; `None` where it is nobody's, or is revoked, or they are gone."""
    key = key_in(vault, STOP, token)
    if key is None:
        return None
    with office.store.read() as connection:
        linked = links.with_link(connection, key)
        if linked is None or not _is_there(connection, linked):
            return None
    settings = office.config.ledgers.get(linked.ledger_name)
    if settings is None:
        return None
    sender = settings.sender
    return Reader(linked, linked.language, sender.name, sender.reply_to or sender.email)


def _is_there(connection: Connection, linked: Linked) -> bool:
    return bool(figures.customers_by_id(connection, linked.ledger_id, [linked.customer_id]))


def stop(office: Office, linked: Linked, source: str = SOURCE, by: str = BY) -> None:
    """They want no more e-mail, from any ledger of that firm; said twice it is recorded once.

    Of several recipients nobody knows who it was, so none of them gets more.
    """
    now = office.clock.now()
    to = () if linked.payload is None else msgspec.json.decode(linked.payload, type=Notify).recipients
    with office.of_firm(linked.firm_id, linked.ledger_id).store.write() as connection:
        for address in sorted(to):
            suppressions.suppress(connection, "email", address, "stopped", source, now, by)
        ledgers.lock(connection, linked.ledger_id)
        if not acts.is_opted_out(connection, linked.ledger_id, linked.customer_id, "email"):
            acts.opt_out(connection, linked.ledger_id, linked.customer_id, "email", source, now, by)
            review.review_customers(connection, linked.ledger_id, [linked.customer_id])

"""Webhooks to other tools: who is told of what in a ledger; added, listed, tried, removed."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import msgspec

from connectors import receiver
from connectors.errors import ConnectorError
from sync.commands.targets import ActError
from sync.office import Office
from sync.store import webhooks
from sync.store.announced import Event, EventType, Happened, new_key
from sync.store.chain import tell
from sync.store.ledgers import LinkedLedger
from sync.store.webhooks import Endpoint
from sync.telling import SECRET, post, sealed_for

EVENTS: tuple[str, ...] = tuple(each for each in get_args(EventType) if each != "test")
MOST = 20  # receivers of one ledger
_LENGTH = 32  # bytes of chance


@dataclass(frozen=True, slots=True)
class Tried:
    """How a test went. `trouble`: why it did not get through, `None` where it did."""

    url: str
    trouble: str | None


def add_webhook(office: Office, ledger: LinkedLedger, url: str, events: Sequence[str]) -> str:
    """Tell that address from now on; the secret it checks signatures with. Raises `ActError`."""
    wrong = receiver.check_url(url, this_machine=office.config.worker.tells_this_machine)
    if wrong is not None:
        msg = f"{url} {wrong}"
        raise ActError(msg)
    unknown = sorted(set(events) - set(EVENTS))
    if unknown:
        msg = f"there is no event {unknown[0]}; there are {', '.join(EVENTS)}"
        raise ActError(msg)
    shown = SECRET + base64.b64encode(secrets.token_bytes(_LENGTH)).decode("ascii")
    sealed = office.vault().encrypt(shown.encode(), sealed_for(ledger.name))
    with office.store.write() as connection:
        known = webhooks.every(connection, ledger.id)
        if any(one.url == url for one in known):
            msg = f"{url} is told of {ledger.name} already; for another secret, remove it first"
            raise ActError(msg)
        if len(known) >= MOST:
            msg = f"{ledger.name} tells {MOST} addresses already: remove one first"
            raise ActError(msg)
        webhooks.add(
            connection,
            ledger.id,
            url=url,
            secret=sealed,
            events=tuple(dict.fromkeys(events)),
            made_at=office.clock.now(),
            made_by=office.by,
        )
        tell(connection, ledger.id, "act", {"act": "add webhook", "url": webhooks.shown(url)}, by=office.by)
    return shown


def every_webhook(office: Office, ledger: LinkedLedger | None) -> list[Endpoint]:
    """Who is told, in one ledger or in all."""
    with office.store.read() as connection:
        return webhooks.every(connection, None if ledger is None else ledger.id)


def remove_webhook(office: Office, ledger: LinkedLedger, url: str) -> int:
    """Tell it nothing more; how many messages it was still to be told. Raises `ActError`."""
    one = _the(office, ledger, url)
    with office.store.write() as connection:
        webhooks.remove(connection, one.id)
        tell(connection, ledger.id, "act", {"act": "remove webhook", "url": one.place}, by=office.by)
    return one.waiting


def try_webhook(office: Office, ledger: LinkedLedger, url: str) -> Tried:
    """Send it a test now; where that gets through, it is switched on again. Raises `ActError`."""
    one = _the(office, ledger, url)
    secret = office.vault().decrypt(one.secret, sealed_for(ledger.name)).decode()
    event = Event(type="test", timestamp=office.clock.now(), data=Happened(ledger=ledger.name))
    try:
        post(office, one.url, secret, new_key(), msgspec.json.encode(event))
    except ConnectorError as error:
        return Tried(url, error.text)
    with office.store.write() as connection:
        webhooks.switch_on(connection, one.id)
    return Tried(url, None)


def _the(office: Office, ledger: LinkedLedger, url: str) -> Endpoint:
    with office.store.read() as connection:
        found = [one for one in webhooks.every(connection, ledger.id) if one.url == url]
    if not found:
        msg = f"{url} is not told of {ledger.name}; duesync webhook list shows who is"
        raise ActError(msg)
    return found[0]

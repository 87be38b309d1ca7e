"""Webhooks to other tools: who is told of what in a ledger; added, listed, tried, switched off, removed."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

import msgspec
from sqlalchemy.engine import Connection

from connectors import receiver
from connectors.errors import ConnectorError
from sync.commands.targets import ActError
from sync.office import Office
from sync.store import webhooks
from sync.store.announced import Event, EventType, Happened, new_key
from sync.store.chain import tell
from sync.store.ledgers import LinkedLedger
from sync.store.webhooks import Delivery, Endpoint
from sync.telling import SECRET, ToldAll, post, sealed_for, tell_all

EVENTS: tuple[str, ...] = tuple(each for each in get_args(EventType) if each != "test")
MOST = 20  # receivers of one ledger
_LENGTH = 32  # bytes of chance
_SHOWN = 50  # deliveries


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


def the_webhook(office: Office, ledger: LinkedLedger, number: int) -> tuple[Endpoint, list[Delivery]] | None:
    """That one of the ledger with its last deliveries, the newest first; `None` where it has no such."""
    with office.store.read() as connection:
        found = [one for one in webhooks.every(connection, ledger.id) if one.id == number]
        return (found[0], webhooks.deliveries(connection, number, _SHOWN)) if found else None


def stands(one: Endpoint, show: Callable[[datetime], str] = "{:%Y-%m-%d %H:%M}".format) -> str:
    """How it goes with it, in words; `show`: how an instant is written."""
    if one.off_at is not None:
        return f"switched off {show(one.off_at)}: {one.problem}"
    if one.failing_since is not None:
        return f"failing since {show(one.failing_since)}: {one.problem}"
    return "well"


def deliver_to(office: Office, ledger: LinkedLedger, url: str) -> ToldAll:
    """What is due there, at once. Raises `ActError`."""
    return tell_all(office, _the(office, ledger, url).id)


def switch_off_webhook(office: Office, ledger: LinkedLedger, url: str) -> int:
    """Tell it nothing until it is tried again; how many messages are not told it. Raises `ActError`."""
    one = _the(office, ledger, url)
    if one.off_at is not None:
        msg = f"{url} is switched off already"
        raise ActError(msg)
    with office.store.write() as connection:
        webhooks.put_to_rest(connection, one.id, f"by {office.by}", office.clock.wall())
        _note(connection, office, ledger, one, "switch off webhook")
    return one.waiting


def remove_webhook(office: Office, ledger: LinkedLedger, url: str) -> int:
    """Tell it nothing more; how many messages it was still to be told. Raises `ActError`."""
    one = _the(office, ledger, url)
    with office.store.write() as connection:
        webhooks.remove(connection, one.id)
        _note(connection, office, ledger, one, "remove webhook")
    return one.waiting


def try_webhook(office: Office, ledger: LinkedLedger, url: str) -> Tried:
    """Send it a test now; where that gets through, it is switched on again. Raises `ActError`."""
    one = _the(office, ledger, url)
    secret = office.vault().decrypt(one.secret, sealed_for(ledger.name)).decode()
    event = Event(type="test", timestamp=office.clock.now(), data=Happened(ledger=ledger.name))
    try:
        post(office, one.url, secret, new_key(), msgspec.json.encode(event))
    except ConnectorError as error:
        with office.store.write() as connection:
            _note(connection, office, ledger, one, "test webhook", trouble=error.text)
        return Tried(url, error.text)
    with office.store.write() as connection:
        webhooks.switch_on(connection, one.id)
        _note(connection, office, ledger, one, "test webhook", trouble=None)
    return Tried(url, None)


def _note(
    connection: Connection, office: Office, ledger: LinkedLedger, one: Endpoint, act: str, **more: str | None
) -> None:
    tell(connection, ledger.id, "act", {"act": act, "url": one.place} | more, by=office.by)


def _the(office: Office, ledger: LinkedLedger, url: str) -> Endpoint:
    with office.store.read() as connection:
        found = [one for one in webhooks.every(connection, ledger.id) if one.url == url]
    if not found:
        msg = f"{url} is not told of {ledger.name}; duesync webhook list shows who is"
        raise ActError(msg)
    return found[0]

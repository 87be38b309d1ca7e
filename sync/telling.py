"""Webhooks out: what waits for other tools is delivered, each message signed as Standard Webhooks have it.

The law: at least once, always under the same id. A receiver that hangs or fails delays no other, and one
to which nothing got through for days is switched off until a person tries it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from connectors import receiver
from connectors.errors import ConnectorError, Refused, TryLater
from sync.office import Office
from sync.secrets import Vault
from sync.store import webhooks
from sync.store.webhooks import Endpoint, Message

SECRET: Final = "whsec_"  # noqa: S105 - how a secret begins, not one
_MOST: Final = 500  # messages in one go
_AT_ONCE: Final = 8  # receivers
_LONGEST_WAIT: Final = timedelta(hours=10)


@dataclass(frozen=True, slots=True)
class ToldAll:
    """How many messages came, how many did not, and which receivers were switched off."""

    came: int
    failed: int
    off: tuple[str, ...]


def sealed_for(ledger: str) -> str:
    """What a receiver's secret is sealed under."""
    return f"{ledger} webhook"


def signature(secret: str, key: str, at: datetime, body: bytes) -> dict[str, str]:
    """The three headers of Standard Webhooks. `secret`: as it was shown, "whsec_..."."""
    from standardwebhooks import Webhook  # by few commands

    signed = Webhook(secret).sign(key, at, body.decode())
    return {
        "webhook-id": key,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": signed,
    }


def tell_all(office: Office, only: int | None = None) -> ToldAll:
    """Deliver what is due, receivers beside one another; to `only` that one, where one is given.

    Raises `SecretsError`.
    """
    with office.store.read() as connection:
        due = webhooks.due(connection, office.clock.wall(), _MOST, only)
        endpoints = {one.id: one for one in webhooks.every(connection)}
    waiting: dict[int, list[Message]] = defaultdict(list)
    for one in due:
        waiting[one.endpoint_id].append(one)
    if not waiting:
        return ToldAll(0, 0, ())
    offices = {one: office.of_firm(one) for one in {endpoints[id_].firm_id for id_ in waiting}}
    firms = {one: (mine, mine.vault()) for one, mine in offices.items()}
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        whose = ((endpoints[id_], some) for id_, some in waiting.items())
        each = [pool.submit(_tell, *firms[to.firm_id], to, some) for to, some in whose]
        found = [one.result() for one in each]
    with office.store.write() as connection:
        webhooks.forget_old(connection, office.clock.wall())
    return ToldAll(
        sum(one.came for one in found),
        sum(one.failed for one in found),
        tuple(name for one in found for name in one.off),
    )


def _tell(office: Office, vault: Vault, to: Endpoint, due: Sequence[Message]) -> ToldAll:
    """One receiver's messages in their order, until one does not get through."""
    came = 0
    secret = vault.decrypt(to.secret, sealed_for(to.ledger)).decode()
    for one in due:
        wall = office.clock.wall()
        with office.store.write() as connection:
            later = webhooks.claim(connection, one, wall)
        if later is None:
            continue
        try:
            post(office, to.url, secret, one.key, one.body)
        except ConnectorError as error:
            off = _failed(office, one, error, later)
            return ToldAll(came, 1, (to.url,) if off else ())
        with office.store.write() as connection:
            webhooks.came(connection, one, office.clock.wall())
        came += 1
    return ToldAll(came, 0, ())


def post(office: Office, url: str, secret: str, key: str, body: bytes) -> None:
    """One try. Raises `TryLater`, `Refused`."""
    headers = signature(secret, key, office.clock.wall(), body)
    headers |= {"Content-Type": "application/json", "User-Agent": "Duesync"}
    receiver.tell(url, headers, body, this_machine=office.config.worker.tells_this_machine)


def _failed(office: Office, one: Message, error: ConnectorError, later: datetime) -> bool:
    wall = office.clock.wall()
    if isinstance(error, TryLater):
        later = max(later, wall + min(timedelta(seconds=error.after), _LONGEST_WAIT))
    with office.store.write() as connection:
        off = webhooks.failed(connection, one, error.text, wall, later)
        if isinstance(error, Refused):
            webhooks.switch_off(connection, one.endpoint_id, error.text, wall)
            off = True
    return off

"""Tokens at rest: sealed by the vault, renewed by one worker at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connectors.base import Tokens
from connectors.errors import SignInAgain, TryLater
from sync.secrets import Vault
from sync.store import Store, leases
from sync.store.stage import upsert
from sync.tables import credentials

RENEWAL_SECONDS = 90  # longer than the token hosts' own timeout, so that nobody renews beside us
_POLL_SECONDS = 0.2


def save(connection: Connection, vault: Vault, ledger_id: int, ledger_name: str, tokens: Tokens) -> None:
    """Seal and keep, over what was there."""
    before = _generation(connection, ledger_id)
    upsert(
        connection,
        credentials,
        [
            {
                "ledger_id": ledger_id,
                "sealed": vault.encrypt(msgspec.json.encode(tokens), ledger_name),
                "generation": before + 1,
                "expires_at": tokens.expires_at,
                "refresh_expires_at": tokens.refresh_expires_at,
                "hard_expires_at": tokens.hard_expires_at,
            }
        ],
    )


def _generation(connection: Connection, ledger_id: int) -> int:
    """How often tokens of that ledger were stored; its row is locked to the commit."""
    query = sa.select(credentials.c.generation).where(credentials.c.ledger_id == ledger_id)
    return int(connection.scalar(query.with_for_update()) or 0)


def forget(connection: Connection, ledger_id: int) -> None:
    """Drop the tokens of one ledger."""
    connection.execute(sa.delete(credentials).where(credentials.c.ledger_id == ledger_id))


@dataclass(frozen=True, slots=True)
class StoredCredentials:
    """The port `Credentials` for one ledger."""

    store: Store
    vault: Vault
    ledger_id: int
    ledger_name: str

    def tokens(self) -> Tokens:
        """As last stored. Raises `SignInAgain` when there are none."""
        return self._stored()[0]

    def _stored(self) -> tuple[Tokens, int]:
        with self.store.read() as connection:
            row = connection.execute(
                sa.select(credentials.c.sealed, credentials.c.generation).where(
                    credentials.c.ledger_id == self.ledger_id
                )
            ).one_or_none()
        if row is None:
            text = f"no sign-in is stored; run: duesync connect {self.ledger_name}"
            raise SignInAgain(text, about=self.ledger_name)
        opened = self.vault.decrypt(row.sealed, self.ledger_name)
        return msgspec.json.decode(opened, type=Tokens), row.generation

    def renew(self, stale: Tokens, refresh: Callable[[Tokens], Tokens]) -> Tokens:
        """Take what another worker stored meanwhile, else `refresh`, committed before it is returned."""
        name, who = f"tokens:{self.ledger_id}", leases.holder()
        give_up = self.store.clock.elapsed() + RENEWAL_SECONDS
        while True:
            with self.store.write() as connection:
                lease = leases.acquire(connection, name, who, self.store.clock.wall(), RENEWAL_SECONDS)
            known, generation = self._stored()
            if known.access_token != stale.access_token:
                self._release(lease)
                return known
            if lease is not None:
                break
            if self.store.clock.elapsed() > give_up:
                text = "another worker is renewing the sign-in and does not finish"
                raise TryLater(text, about=self.ledger_name, after=60)
            time.sleep(_POLL_SECONDS)
        try:
            return self._keep(lease, refresh(known), generation)
        finally:
            self._release(lease)

    def _keep(self, lease: leases.Lease, fresh: Tokens, generation: int) -> Tokens:
        """Store what the refresh brought, unless a person has signed in anew meanwhile.

        A refresh that outlasted its lease is kept too, as long as nobody else began one: the provider
        may have made the old tokens worthless already.
        """
        with self.store.write() as connection:
            leases.renew(connection, lease, self.store.clock.wall(), RENEWAL_SECONDS)
            if _generation(connection, self.ledger_id) == generation:
                save(connection, self.vault, self.ledger_id, self.ledger_name, fresh)
                return fresh
        return self.tokens()

    def _release(self, lease: leases.Lease | None) -> None:
        if lease is not None:
            with self.store.write() as connection:
                leases.release(connection, lease, self.store.clock.wall())

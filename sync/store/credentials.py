"""Tokens at rest: sealed by the vault, renewed by one worker at a time.

Those of a ledger are kept in one table, those of its mailbox in another (`MAILBOX`), under the ledger's
name as `duesync connect` is told it: `of_mailbox` has that of the mailbox.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connectors.base import Tokens
from connectors.errors import SignInAgain, TryLater
from sync.secrets import Vault
from sync.store import Store, leases
from sync.store.dialects import upsert
from sync.tables import credentials, mail_credentials

MAILBOX = mail_credentials
RENEWAL_SECONDS = 90  # longer than token hosts take, so that nobody renews beside us
_UNUSED_AHEAD = timedelta(days=14)  # how long before its end a sign-in that nobody uses is warned of
_FOR_GOOD_AHEAD = timedelta(days=60)  # and one that no use prolongs
_POLL_SECONDS = 0.2


def of_mailbox(ledger_name: str) -> str:
    """What the sign-in of that ledger's mailbox is kept under."""
    return f"{ledger_name} --mail"


def save(
    connection: Connection,
    vault: Vault,
    ledger_id: int,
    ledger_name: str,
    tokens: Tokens,
    table: sa.Table = credentials,
) -> None:
    """Seal and keep, over what was there."""
    before = _generation(connection, ledger_id, table)
    upsert(
        connection,
        table,
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


def _generation(connection: Connection, ledger_id: int, table: sa.Table) -> int:
    """How often tokens of that ledger were stored; its row is locked to the commit."""
    query = sa.select(table.c.generation).where(table.c.ledger_id == ledger_id)
    return int(connection.scalar(query.with_for_update()) or 0)


def forget(connection: Connection, ledger_id: int) -> None:
    """Drop the tokens of one ledger, and of its mailbox."""
    for table in (credentials, MAILBOX):
        connection.execute(sa.delete(table).where(table.c.ledger_id == ledger_id))


def is_kept(connection: Connection, ledger_id: int, table: sa.Table = credentials) -> bool:
    """Whether a sign-in of that ledger is stored."""
    return bool(connection.scalar(sa.select(sa.exists().where(table.c.ledger_id == ledger_id))))


def ending(
    connection: Connection,
    ledger_id: int,
    ledger_name: str,
    wall: datetime,
    table: sa.Table = credentials,
) -> str | None:
    """What a person should know of the sign-in's end; `None` while it is far off. No key is needed."""
    row = connection.execute(sa.select(table).where(table.c.ledger_id == ledger_id)).one_or_none()
    again = f"duesync connect {ledger_name}"
    if row is None:
        return f"no sign-in is stored; run: {again}"
    unused, for_good = row.refresh_expires_at, row.hard_expires_at
    ended = min((end for end in (unused, for_good) if end is not None and end <= wall), default=None)
    if ended is not None:
        return f"the sign-in ended on {ended:%Y-%m-%d}; link the ledger again: {again}"
    if for_good is not None and for_good - wall < _FOR_GOOD_AHEAD:
        return f"the sign-in ends on {for_good:%Y-%m-%d}, used or not; link the ledger again before: {again}"
    if unused is not None and unused - wall < _UNUSED_AHEAD:
        return (
            f"the sign-in ends on {unused:%Y-%m-%d} unless the ledger is run before; "
            f"when it has ended, link it again: {again}"
        )
    return None


def told(error: Exception, ledger_name: str) -> str:
    """An error's text; with the command that mends it, where linking the ledger again does."""
    text, again = str(error), f"duesync connect {ledger_name}"
    if not isinstance(error, SignInAgain) or not error.relink or again in text:
        return text
    return f"{text}: {again}" if text.endswith("again") else f"{text}. Link it again with: {again}"


@dataclass(frozen=True, slots=True)
class StoredCredentials:
    """The port `Credentials` for one ledger, or with `MAILBOX` for its mailbox."""

    store: Store
    vault: Vault
    ledger_id: int
    ledger_name: str
    table: sa.Table = credentials
    _known: list[Tokens] = field(default_factory=list)  # one at most

    def tokens(self) -> Tokens:
        """As last stored, or as we know them while they last. Raises `SignInAgain` when there are none.

        Whoever stores others meanwhile leaves ours good, or the provider says no to them, and `renew` finds
        those.
        """
        if self._known and self._known[0].expires_at > self.store.clock.wall():
            return self._known[0]
        return self._stored()[0]

    def _stored(self) -> tuple[Tokens, int]:
        with self.store.read() as connection:
            row = connection.execute(
                sa.select(self.table.c.sealed, self.table.c.generation).where(
                    self.table.c.ledger_id == self.ledger_id
                )
            ).one_or_none()
        if row is None:
            text = f"no sign-in is stored; run: duesync connect {self.ledger_name}"
            raise SignInAgain(text, about=self.ledger_name)
        opened = self.vault.decrypt(row.sealed, self.ledger_name)
        self._known[:] = [msgspec.json.decode(opened, type=Tokens)]
        return self._known[0], row.generation

    def renew(self, stale: Tokens, refresh: Callable[[Tokens], Tokens]) -> Tokens:
        """Take what another worker stored meanwhile, else `refresh`, committed before it is returned."""
        kind = "tokens" if self.table is credentials else self.table.name
        name, who = f"{kind}:{self.ledger_id}", leases.holder()
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
            return self._keep(refresh(known), generation)
        except SignInAgain:
            newer, since = self._stored()
            if since == generation:
                raise
            return newer  # ours outlasted its lease, and another worker's was the one that counted
        finally:
            self._release(lease)

    def _keep(self, fresh: Tokens, generation: int) -> Tokens:
        """Store what the refresh brought, unless others have been stored meanwhile.

        The lease keeps refreshes apart, but who outlasted it still keeps what it got: the provider
        may have made the old tokens worthless already.
        """
        with self.store.write() as connection:
            if _generation(connection, self.ledger_id, self.table) == generation:
                save(connection, self.vault, self.ledger_id, self.ledger_name, fresh, self.table)
        return self._stored()[0]

    def _release(self, lease: leases.Lease | None) -> None:
        if lease is not None:
            with self.store.write() as connection:
                leases.release(connection, lease, self.store.clock.wall())

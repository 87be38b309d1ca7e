"""Linking a ledger: sign-in address, callback with its checked `state`, the company's identity."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

import connectors
from connectors.base import Grant, SignIn, Tokens
from connectors.errors import SignInAgain
from dunning.ledger import Organisation
from sync.office import Office
from sync.store import credentials, ledgers
from sync.store.ledgers import LinkedLedger

Choose = Callable[[Sequence[Grant]], Grant]


@dataclass(slots=True)
class _Fresh:
    """The port `Credentials` while a ledger is being linked: nothing is stored yet."""

    held: Tokens

    def tokens(self) -> Tokens:
        return self.held

    def renew(self, stale: Tokens, refresh: Callable[[Tokens], Tokens]) -> Tokens:
        if stale.access_token == self.held.access_token:
            self.held = refresh(stale)
        return self.held


class _Unlimited:
    """The port `Allowance` while a ledger is being linked: a handful of calls."""

    def take(self, *, metered: bool) -> None:
        """Always room."""

    def refused(self, after: float) -> None:
        """Nothing to remember."""


@dataclass(frozen=True, slots=True)
class Linking:
    """A sign-in under way: `address` is where the person signs in."""

    office: Office
    name: str
    sign_in: SignIn
    state: str
    address: str

    def finish(self, pasted: str, choose: Choose) -> LinkedLedger:
        """Link the company from the address the browser came back to, or its query alone.

        Raises `SignInAgain` (wrong state, refused, stale), `OtherCompany`.
        """
        query = urlsplit(pasted.strip()).query or pasted.strip().lstrip("?")
        grants = self.sign_in.exchange(dict(parse_qsl(query)), self.state)
        if not grants:
            text = "no company was granted; sign in again and choose one"
            raise SignInAgain(text, about=self.name)
        grant = grants[0] if len(grants) == 1 else choose(grants)
        return self._keep(grant)

    def _keep(self, grant: Grant) -> LinkedLedger:
        settings = self.office.config.ledger(self.name)
        fresh = _Fresh(grant.tokens)
        connection = self.office.connection(self.name, grant.company_id)
        source = connectors.provider(settings.provider).connect(connection, fresh, _Unlimited())
        try:
            organisation: Organisation = source.organisation()
        finally:
            source.close()
        vault = self.office.vault()
        with self.office.store.write() as writing:
            today = self.office.clock.now().astimezone(ZoneInfo(organisation.timezone)).date()
            linked = ledgers.link(writing, self.name, organisation, today)
            credentials.save(writing, vault, linked.id, self.name, fresh.tokens())
        return linked


def begin(office: Office, name: str) -> Linking:
    """Start a sign-in for the configured ledger `name`."""
    settings = office.config.ledger(name)
    sign_in = connectors.provider(settings.provider).sign_in(office.connection(name, None))
    state = secrets.token_urlsafe(24)
    return Linking(office, name, sign_in, state, sign_in.address(state))

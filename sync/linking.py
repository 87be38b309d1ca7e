"""Linking a ledger: sign-in address, callback with its checked `state`, the company's identity."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

import msgspec

import connectors
from connectors.base import Grant, SignIn, Tokens
from connectors.errors import SignInAgain
from dunning.ledger import Organisation
from sync.apps import app_of
from sync.office import Office
from sync.store import allowance, credentials, ledgers
from sync.store.chain import tell
from sync.store.ledgers import LinkedLedger

Choose = Callable[[Sequence[Grant]], Grant]


@dataclass(slots=True)
class Fresh:
    """The port `Credentials` while one signs in: nothing is stored yet."""

    held: Tokens | None

    def tokens(self) -> Tokens:
        """Those of the sign-in under way."""
        if self.held is None:
            text = "there is no sign-in to this kind of ledger"
            raise SignInAgain(text, relink=False)
        return self.held

    def renew(self, stale: Tokens, refresh: Callable[[Tokens], Tokens]) -> Tokens:
        """Those after them."""
        held = self.tokens()
        if stale.access_token == held.access_token:
            held = self.held = refresh(stale)
        return held


class _Counting:
    """The port `Allowance` while a ledger is being linked: a handful of calls, counted when it is stored."""

    def __init__(self) -> None:
        self.metered: list[bool] = []

    @contextmanager
    def call(
        self,
        *,
        metered: bool,
        spare: bool = False,  # noqa: ARG002  # the port's
        batch: bool = False,  # noqa: ARG002  # the port's
    ) -> Iterator[Callable[[int], None]]:
        """Always room; what the provider says of it is said again."""
        self.metered.append(metered)
        yield lambda _left: None

    def refused(self, after: float, *, whole_app: bool = False) -> None:
        """Nothing to remember."""

    def faltered(self) -> None:
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
        grants = self.granted(pasted)
        return self.keep(grants[0] if len(grants) == 1 else choose(grants))

    def granted(self, pasted: str) -> tuple[Grant, ...]:
        """The companies granted, one at least. Raises `SignInAgain`."""
        query = urlsplit(pasted.strip()).query or pasted.strip().lstrip("?")
        grants = self.sign_in.exchange(dict(parse_qsl(query)), self.state)
        if not grants:
            text = "no company was granted; sign in again and choose one"
            raise SignInAgain(text, about=self.name)
        return grants

    def keep(self, grant: Grant) -> LinkedLedger:
        """Link that company. Raises `OtherCompany`."""
        return _keep(self.office, self.name, grant)


def signs_in(office: Office, name: str) -> bool:
    """Whether a person must sign in to link the configured ledger `name`: `begin`, else `link`."""
    return connectors.provider(office.config.ledger(name).provider).sign_in is not None


def begin(office: Office, name: str, back_to: str | None = None) -> Linking:
    """Start a sign-in for the configured ledger `name`. `LookupError` where there is none to it.

    `back_to`: where the browser comes back to, instead of the configured `redirect_uri`; the provider must
    know it.
    """
    office = office.for_name(name)
    settings = office.config.ledger(name)
    with office.store.read() as connection:
        known = ledgers.find(connection, name)
    if known is not None:
        ledgers.refuse_leaving(known)  # rather than after the person has signed in
    enter = connectors.provider(settings.provider).sign_in
    if enter is None:
        msg = f"there is no sign-in to {settings.provider}"
        raise LookupError(msg)
    reached = office.connection(name, None)
    if back_to is not None:
        reached = msgspec.structs.replace(reached, redirect_uri=back_to)
    sign_in = enter(reached)
    state = secrets.token_urlsafe(24)
    return Linking(office, name, sign_in, state, sign_in.address(state))


def link(office: Office, name: str) -> LinkedLedger:
    """Link the configured ledger `name`, to which there is no sign-in. Raises `OtherCompany`."""
    return _keep(office, name, None)


def _keep(office: Office, name: str, grant: Grant | None) -> LinkedLedger:
    office = office.for_name(name)
    settings = office.config.ledger(name)
    fresh = Fresh(None if grant is None else grant.tokens)
    connection = office.connection(name, None if grant is None else grant.company_id)
    source = connectors.provider(settings.provider).connect(connection, fresh, counting := _Counting())
    try:
        organisation: Organisation = source.organisation()
    finally:
        source.close()
    vault = office.vault()
    with office.store.write() as writing:
        today = office.clock.now().astimezone(ZoneInfo(organisation.timezone)).date()
        linked = ledgers.link(writing, name, organisation, today)
        told = {"act": "link", "organisation": organisation.name, "company_id": organisation.id}
        tell(writing, linked.id, "act", told, by=office.by)
        allowance.note_made(writing, linked.id, counting.metered, office.store.clock.wall())
        if fresh.held is not None:
            credentials.save(writing, vault, linked.id, name, fresh.held)
    app = app_of(office.config, settings)
    if app is not None:
        app.allowance(office.store).note_made(counting.metered)
    return linked

"""A QuickBooks ledger linked to the emulated company over real HTTP, for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import requests
from tenacity import wait_none

from connectors.base import Connection, Cursor, Page, Tokens
from connectors.quickbooks.client import QuickBooksLedger
from connectors.quickbooks.sign_in import QuickBooksSignIn
from connectors.sandbox.book import Book
from connectors.sandbox.generate import book as seeded
from connectors.sandbox.quickbooks import QuickBooksApi
from connectors.sandbox.server import serve

TODAY = date(2026, 11, 18)
HISTORY = date(2024, 1, 1)
BACK = "http://127.0.0.1:9/callback"
STATE = "a state that nobody guesses"


class Watch:
    """A clock that a test moves on by hand."""

    def __init__(self) -> None:
        self.now = datetime(TODAY.year, TODAY.month, TODAY.day, 16, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


class Drawer:
    """Tokens of one ledger, kept in memory."""

    def __init__(self, tokens: Tokens) -> None:
        self.kept = tokens
        self.renewed = 0

    def tokens(self) -> Tokens:
        return self.kept

    def renew(self, stale: Tokens, refresh: Callable[[Tokens], Tokens]) -> Tokens:
        if stale.access_token == self.kept.access_token:
            self.kept = refresh(stale)
            self.renewed += 1
        return self.kept


class Purse:
    """A call budget that only counts."""

    def __init__(self) -> None:
        self.metered = 0
        self.free = 0
        self.kept_away: list[float] = []
        self.breakdowns = 0

    @contextmanager
    def call(
        self,
        *,
        metered: bool,
        spare: bool = False,  # noqa: ARG002  # the port's
        batch: bool = False,  # noqa: ARG002  # the port's
    ) -> Iterator[Callable[[int], None]]:
        if metered:
            self.metered += 1
        else:
            self.free += 1
        yield lambda _left: None  # QuickBooks says no such thing

    def refused(self, after: float, *, whole_app: bool = False) -> None:  # noqa: ARG002  # the port's
        self.kept_away.append(after)

    def faltered(self) -> None:
        self.breakdowns += 1


def connection_to(
    url: str,
    company_id: str | None,
    *,
    read_timeout: float = 20.0,
    note_in: tuple[str, ...] = (),
    **other: str,
) -> Connection:
    return Connection(
        provider="quickbooks",
        environment="sandbox",
        company_id=company_id,
        client_id=other.get("client_id", "app"),
        client_secret=other.get("client_secret", "hush"),
        redirect_uri=BACK,
        hosts={"api": f"{url}/v3", "discovery": f"{url}/.well-known/openid_sandbox_configuration/"},
        deposit_to=other.get("deposit_to"),
        connect_timeout=5.0,
        read_timeout=read_timeout,
        note_in=note_in,
    )


def consent(sign_in: QuickBooksSignIn, **decision: str) -> Mapping[str, str]:
    """What comes back when the person has answered."""
    asked = {"auto": "1", **decision}
    method = "POST" if decision else "GET"
    answer = requests.request(method, sign_in.address(STATE), params=asked, allow_redirects=False, timeout=5)
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


@dataclass
class Linked:
    """The company, and our ledger on it."""

    api: QuickBooksApi
    ledger: QuickBooksLedger
    sign_in: QuickBooksSignIn
    drawer: Drawer
    purse: Purse
    watch: Watch
    connection: Connection

    def pull(self, cursor: Cursor | None = None) -> list[Page]:
        return list(self.ledger.changes(cursor, history_from=HISTORY))

    def again(self) -> QuickBooksLedger:
        """As a new process would open it."""
        return QuickBooksLedger(self.connection, self.drawer, self.purse, wait=wait_none())


@contextmanager
def linked(
    book: Book | None = None, *, read_timeout: float = 20.0, note_in: tuple[str, ...] = (), **other: str
) -> Iterator[Linked]:
    watch = Watch()
    seeds = book or seeded(seed=7, today=TODAY, flavour="quickbooks")
    api = QuickBooksApi(seeds, watch, client_id="app", client_secret="hush")
    with serve(api) as served:
        sign_in = QuickBooksSignIn(connection_to(served.url, None), wait=wait_none())
        (grant,) = sign_in.exchange(consent(sign_in), STATE)
        connection = connection_to(
            served.url, grant.company_id, read_timeout=read_timeout, note_in=note_in, **other
        )
        drawer, purse = Drawer(grant.tokens), Purse()
        ledger = QuickBooksLedger(connection, drawer, purse, wait=wait_none())
        api.calls.clear()
        try:
            yield Linked(api, ledger, sign_in, drawer, purse, watch, connection)
        finally:
            ledger.close()
            sign_in.close()

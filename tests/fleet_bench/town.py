"""The pretend town of a fleet: small organisations at Xero and QuickBooks, of two firms, in one PostgreSQL.

All share one pattern of books, held by one process beside a mail server; `duesync serve` hears of changes.
Business time runs, from the middle of a working day on, whatever the time is here. Each worker has a role of
its own in the database, by which it can be cut off from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Literal

import sqlalchemy as sa

from connectors.base import Tokens
from connectors.sandbox.book import Book
from connectors.sandbox.generate import book
from connectors.sandbox.mail import MailServer
from connectors.sandbox.quickbooks.webhooks import QuickBooksWebhook
from connectors.sandbox.server import serve
from connectors.sandbox.xero import XeroApi
from connectors.sandbox.xero.webhooks import XeroWebhook
from sync import firms
from sync.clock import Clock
from sync.office import Office, open_office
from sync.rehearsal.sandbox import DEPOSITS
from sync.secrets import make_key_file
from sync.store import credentials, ledgers
from sync.tables import HOUSE
from tests.fleet_bench.listening import listening
from tests.fleet_bench.sources import (
    CLIENT,
    SECRET,
    Books,
    OneAddress,
    QuickBooksBooks,
    Teller,
    XeroBooks,
    quickbooks_books,
    xero_books,
)

START = datetime(2026, 11, 18, 12, 30, tzinfo=UTC)  # a Wednesday; London's and Xero's day
CUSTOMERS = 3
NORTH = "north"  # the firm that has every second pair of ledgers; the house has the others
WEBHOOK_KEY = "sandbox-webhook-key"
_ROLES = "worker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How the fleet is set: seconds between whole runs, between polls, that a pass holds its ledger."""

    every: int
    poll: int
    lease: int
    at_once: int = 2


def running(start: datetime) -> Clock:
    """Business time that runs on from `start`."""
    shift = start - datetime.now(UTC)
    return Clock(now=lambda: datetime.now(UTC) + shift)


@dataclass(slots=True)
class Town:
    """All of it. `books`: of each ledger, by its name; `addresses`, `tellers`: by provider."""

    folder: Path
    url: str
    clock: Clock
    xero: XeroApi
    books: dict[str, Books]
    mail: MailServer
    addresses: dict[str, str]
    rules: Rules
    office: Office = field(init=False)
    tellers: dict[str, Teller] = field(init=False)

    def firm_of(self, name: str) -> str:
        """Whose ledger it is: so that each firm has both kinds."""
        return NORTH if int(name.rsplit("-", 1)[1]) % 4 >= 2 else "house"

    def with_latency(self, seconds: float) -> None:
        """So long the providers take for an answer."""
        for one in self.books.values():
            if isinstance(one, XeroBooks | QuickBooksBooks):
                one.api.latency = seconds

    def heal(self) -> None:
        """Nothing fails any more."""
        for one in self.books.values():
            one.faults.clear()
        self.mail.heal()

    def write(self) -> None:
        """The settings of the bench, anew."""
        (self.folder / "config.toml").write_text(self._settings(self.url), encoding="utf-8")
        (self.folder / "firms").mkdir(exist_ok=True)
        theirs = _PEOPLE.format(port=self.mail.port) + self._ledgers(NORTH)
        (self.folder / "firms" / f"{NORTH}.toml").write_text(theirs, encoding="utf-8")

    def write_for(self, worker: int) -> Path:
        """The settings of that worker."""
        path = self.folder / f"config-{worker}.toml"
        url = sa.make_url(self.url).set(username=f"{_ROLES}_{worker}")
        path.write_text(self._settings(url.render_as_string(hide_password=False)), encoding="utf-8")
        return path

    def _settings(self, url: str) -> str:
        rules = self.rules
        head = _HOUSE.format(
            url=url,
            times=", ".join(f'"{one:%H:%M}"' for one in moments(rules.every)),
            spread=rules.every // 60,
            poll=rules.poll,
            lease=rules.lease,
            at_once=rules.at_once,
        )
        return head + _PEOPLE.format(port=self.mail.port) + self._ledgers("house")

    def _ledgers(self, firm: str) -> str:
        address = self.addresses
        hosts = {
            "xero": f'api = "{address["xero"]}/api.xro/2.0", token = "{address["xero"]}/connect/token", '
            f'connections = "{address["xero"]}/connections"',
            "quickbooks": f'api = "{address["quickbooks"]}/v3", '
            f'discovery = "{address["quickbooks"]}/.well-known/openid_configuration"',
        }
        return "".join(
            _LEDGER.format(
                name=name,
                provider=one.provider,
                client=CLIENT,
                secret=SECRET,
                key=WEBHOOK_KEY,
                hosts=hosts[one.provider],
                deposit=DEPOSITS[one.provider],
            )
            for name, one in self.books.items()
            if self.firm_of(name) == firm
        )

    @contextmanager
    def admin(self) -> Iterator[sa.Connection]:
        """Who may do anything in the database."""
        engine = sa.create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            yield connection
        engine.dispose()

    def admit(self, worker: int) -> None:
        """A role for that worker, or its way back in."""
        role = f"{_ROLES}_{worker}"
        with self.admin() as connection:
            query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
            known = connection.scalar(query, {"role": role})
            connection.exec_driver_sql(f"{'ALTER' if known else 'CREATE'} ROLE {role} LOGIN SUPERUSER")

    def cut_off(self, worker: int) -> None:
        """Its connections end, and no new one is let in."""
        role = f"{_ROLES}_{worker}"
        with self.admin() as connection:
            connection.exec_driver_sql(f"ALTER ROLE {role} NOLOGIN")
            query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :role"
            connection.execute(sa.text(query), {"role": role})


def moments(every: int) -> list[time]:
    """The times of a day on which ledgers are run, so many seconds (whole minutes) apart."""
    step = max(1, every // 60)
    return [time(minute // 60, minute % 60) for minute in range(0, 24 * 60, step)]


@contextmanager
def town(folder: Path, url: str, number: int, rules: Rules, seed: int = 7) -> Iterator[Town]:
    """So many ledgers, linked and released in that database, nothing of them read yet."""
    clock = running(START)
    api, xeros = xero_books(_book("xero", seed), clock.now, (number + 1) // 2)
    companies = quickbooks_books(_book("quickbooks", seed), clock.now, number // 2)
    every: list[Books] = [*xeros, *companies]
    every[::2], every[1::2] = xeros, companies  # in turn
    books = {f"client-{nth:05d}": one for nth, one in enumerate(every)}
    with MailServer() as mail, serve(api) as at_xero, serve(OneAddress(companies)) as at_quickbooks:
        addresses = {"xero": at_xero.url, "quickbooks": at_quickbooks.url}
        made = Town(folder, url, clock, api, books, mail, addresses, rules)
        make_key_file(folder / "duesync.key")
        made.write()
        made.office = open_office(folder / "config.toml", clock)
        try:
            firms.add(made.office, NORTH)
            _link(made)
            with listening(folder / "config.toml") as web:
                made.tellers = {
                    "xero": Teller(XeroWebhook(api, f"{web}/webhooks/xero", WEBHOOK_KEY), "INVOICE"),
                    "quickbooks": Teller(
                        QuickBooksWebhook([], f"{web}/webhooks/quickbooks", WEBHOOK_KEY), "Invoice"
                    ),
                }
                telling = made.tellers["quickbooks"].webhook
                assert isinstance(telling, QuickBooksWebhook)
                telling.companies = {one.id: one.api for one in companies}  # without a look at all of them
                yield made
        finally:
            made.office.close()


def _book(flavour: Literal["xero", "quickbooks"], seed: int) -> Book:
    return book(seed=seed, today=START.date(), flavour=flavour, customers=CUSTOMERS)


def _link(made: Town) -> None:
    """As if each had been signed in to a year ago, and its first list approved."""
    ids = {"house": HOUSE, NORTH: firms.named(made.office, NORTH).id}
    of = {firm: made.office.of_firm(id_) for firm, id_ in ids.items()}
    vaults = {firm: office.vault() for firm, office in of.items()}
    until = made.clock.wall() + timedelta(minutes=29)
    for name, one in made.books.items():
        firm, given = made.firm_of(name), one.give()
        tokens = Tokens(
            access_token=given["access_token"],
            refresh_token=given["refresh_token"],
            expires_at=until,
            refresh_expires_at=until + timedelta(days=60),
            hard_expires_at=None,
            scope=given.get("scope", ""),
        )
        with of[firm].store.write() as connection:
            linked = ledgers.link(connection, name, one.about(), date(2025, 11, 18))
            ledgers.update(connection, linked.id, released_at=made.clock.now(), planned_per_day=1000)
            credentials.save(connection, vaults[firm], linked.id, name, tokens)


_HOUSE = """\
[store]
url = "{url}"

[secrets]
key = "file:duesync.key"

[firms]
folder = "firms"

[worker]
mode = "fleet"
times = [{times}]
spread_minutes = {spread}
poll_least_seconds = {poll}
poll_most_seconds = {poll}
pull_gap_seconds = 5
lease_seconds = {lease}
at_once = {at_once}
"""

_PEOPLE = """
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
timeout = 2

[policy]
approval_required = "none"
booked_after_days = 0
"""

_LEDGER = """
[ledgers.{name}]
provider = "{provider}"
client_id = "{client}"
client_secret = "{secret}"
webhook_key = "{key}"
hosts = {{ {hosts} }}
{deposit}settle_after_seconds = 4
connect_timeout = 2
read_timeout = 2.5
[ledgers.{name}.sender]
name = "{name}"
email = "accounts@{name}.example"
address = "1 Quay Street, Exampleton"
"""

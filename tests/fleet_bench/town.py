"""The pretend town of a fleet: so many small organisations at one pretend Xero, linked in one PostgreSQL.

All share one pattern of books, held by one process beside a mail server. Business time runs, from the middle
of a working day on, whatever the time is here. Each worker has a role of its own in the database, by which it
can be cut off from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import sqlalchemy as sa

from connectors.base import Tokens
from connectors.sandbox.generate import book
from connectors.sandbox.mail import MailServer
from connectors.sandbox.server import serve
from connectors.sandbox.xero import XeroApi
from dunning.ledger import Organisation
from sync.clock import Clock
from sync.office import Office, open_office
from sync.rehearsal.sandbox import DEPOSITS
from sync.secrets import make_key_file
from sync.store import credentials, ledgers

START = datetime(2026, 11, 18, 12, 30, tzinfo=UTC)  # a Wednesday; London's and Xero's day
CUSTOMERS = 3
SECRET = "sandbox-secret"
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
    """All of it. `tenants`: the organisation of each ledger, by the ledger's name."""

    folder: Path
    url: str
    clock: Clock
    api: XeroApi
    mail: MailServer
    address: str
    tenants: dict[str, str]
    rules: Rules
    office: Office = field(init=False)

    def write(self) -> None:
        """The settings of the bench, anew."""
        (self.folder / "config.toml").write_text(self._settings(self.url), encoding="utf-8")

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
            port=self.mail.port,
            times=", ".join(f'"{one:%H:%M}"' for one in moments(rules.every)),
            spread=rules.every // 60,
            poll=rules.poll,
            lease=rules.lease,
            at_once=rules.at_once,
        )
        one = _LEDGER.format(address=self.address, secret=SECRET, deposit=DEPOSITS["xero"])
        return head + "".join(one.replace("NAME", name) for name in self.tenants)

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
    small = book(seed=seed, today=START.date(), flavour="xero", customers=CUSTOMERS)
    api = XeroApi(small, clock.now, client_id="sandbox-client", client_secret=SECRET, tenants=number)
    names = dict(zip((f"client-{nth:05d}" for nth in range(1, number + 1)), api.organisations, strict=True))
    with MailServer() as mail, serve(api) as served:
        made = Town(folder, url, clock, api, mail, served.url, names, rules)
        make_key_file(folder / "duesync.key")
        made.write()
        made.office = open_office(folder / "config.toml", clock)
        _link(made)
        try:
            yield made
        finally:
            made.office.close()


def _link(made: Town) -> None:
    """As if each had been signed in to a year ago, and its first list approved."""
    vault, api = made.office.vault(), made.api
    for name, tenant in made.tenants.items():
        books, given = api.organisations[tenant], api.grants.give(tenant)
        organisation = Organisation(
            provider="xero",
            environment="production",
            id=tenant,
            name=books.name,
            home_currency=books.currency,
            country=books.country,
            timezone=books.timezone,
            demo=False,
            own_reminders=False,
        )
        until = made.clock.wall() + timedelta(minutes=29)
        tokens = Tokens(
            access_token=given["access_token"],
            refresh_token=given["refresh_token"],
            expires_at=until,
            refresh_expires_at=until + timedelta(days=60),
            hard_expires_at=None,
            scope=given["scope"],
        )
        with made.office.store.write() as connection:
            linked = ledgers.link(connection, name, organisation, date(2025, 11, 18))
            ledgers.update(connection, linked.id, released_at=made.clock.now(), planned_per_day=1000)
            credentials.save(connection, vault, linked.id, name, tokens)


_HOUSE = """\
[store]
url = "{url}"

[secrets]
key = "file:duesync.key"

[mail]
host = "127.0.0.1"
port = {port}
security = "none"
timeout = 2

[policy]
approval_required = "none"
booked_after_days = 0

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

_LEDGER = """
[ledgers.NAME]
provider = "xero"
client_id = "sandbox-client"
client_secret = "{secret}"
hosts = {{ api = "{address}/api.xro/2.0", token = "{address}/connect/token", \
connections = "{address}/connections" }}
{deposit}settle_after_seconds = 4
connect_timeout = 2
read_timeout = 2.5
[ledgers.NAME.sender]
name = "NAME"
email = "accounts@NAME.example"
address = "1 Quay Street, Exampleton"
"""

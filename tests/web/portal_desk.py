"""A customer's own page over real HTTP, in front of books staged by hand: two customers, and one's branch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import requests
import sqlalchemy as sa

from dunning.agreements import Agreement
from sync.portal.visitor import hand_over
from sync.store import agreements, incoming, ledgers
from sync.store.incoming import Kept
from sync.tables import events
from tests.sync.books import customer, invoice
from tests.sync.desk import NAME, Desk, desk
from tests.web.served import Served, served

URL = "https://pay.summit.example"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(slots=True)
class Pages:
    """`token`: of Acme's page, handed over by a person."""

    bench: Desk
    web: Served
    token: str

    def get(self, path: str = "", token: str | None = None, method: str = "GET") -> requests.Response:
        """A page of Acme's, or of that token."""
        return self.web.ask(method, f"/p/{token or self.token}{path}")

    def post(self, path: str, form: Mapping[str, object], token: str | None = None) -> requests.Response:
        """Send a form; where it leads to is looked at."""
        body = urlencode(form, doseq=True).encode()
        return self.web.ask("POST", f"/p/{token or self.token}{path}", body, FORM)

    def link(self, name: str) -> str:
        """The token of another customer's page."""
        return hand_over(self.bench.office, self.bench.ledger, name, None, "robin").address.rpartition("/")[2]

    def agreed(self) -> list[Agreement]:
        """What stands in the ledger."""
        with self.bench.office.store.read() as connection:
            ledger = ledgers.find(connection, NAME)
            assert ledger is not None
            found = agreements.standing(connection, ledger.id, ZoneInfo(ledger.timezone))
        return [each.agreement for each in found]

    def wrote(self) -> list[Kept]:
        """What waits for a person."""
        with self.bench.office.store.read() as connection:
            return incoming.waiting(connection, self.bench.ledger.id)

    def acts_of(self, who: str) -> int:
        """How many lines of the audit chain tell of something that they did."""
        with self.bench.office.store.read() as connection:
            query = sa.select(sa.func.count()).select_from(events).where(events.c.by == who)
            return int(connection.scalar(query) or 0)


@contextmanager
def opened(bench: Desk, name: str) -> Iterator[Pages]:
    """The page of that customer of the desk's, whose public address was proved."""
    path = bench.folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    if URL not in text:
        served_at = f'[serve]\npublic_url = "{URL}"\n[ledgers.'
        path.write_text(text.replace("[ledgers.", served_at, 1), encoding="utf-8")
    bench.at(bench.office.clock.now())
    bench.office.store.prove_url(URL)
    with served(bench.office) as web:
        made = Pages(bench, web, "")
        made.token = made.link(name)
        yield made


@contextmanager
def pages(folder: Path) -> Iterator[Pages]:
    """Acme owes GBP 620, for two invoices of its own and one of its branch; 500 of it is overdue."""
    with desk(folder) as bench:
        bench.stage(
            customer("C1", name="Acme <b>Ltd</b>"),
            customer("C2", name="Globex"),
            customer("C3", name="Acme North", bills_with="C1"),
            customer("N-I4", name="C1"),  # whose name is another's id, and whose id another's number
            invoice("I1", owes="300.00", overdue=12),
            invoice("I2", owes="120.00", overdue=-5),
            invoice("I3", owes="200.00", overdue=40, of="C3"),
            invoice("I4", owes="77.00", overdue=20, of="C2"),
        ).decide()
        with opened(bench, "Acme <b>Ltd</b>") as made:
            yield made

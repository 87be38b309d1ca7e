"""A bookkeeper's desk without a network: a real configuration, store and engine, books staged by hand.

`Desk` decides as a pass would, between its pull and its deliveries. What a ledger's own people do is
played by staging rows; what Duesync would call is never called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from connectors.base import Tokens
from dunning.decisions import Decision, Notify
from dunning.effects import Receipt
from dunning.ledger import Row
from sync import commands
from sync.asking import KINDS
from sync.clock import fixed
from sync.decide import Decided, decide_due
from sync.delivered import delivered
from sync.office import Office, open_office
from sync.secrets import make_key_file
from sync.store import credentials, decided, ledgers, outbox
from sync.store.ledgers import LinkedLedger
from sync.store.outbox import Effect
from sync.store.stage import stage
from sync.work import Work
from tests.ready import FILE, ready
from tests.sync.books import NOW, TODAY, booked, organisation

NAME = "summit"
_CONFIG = """\
[store]
url = "{store}"
[secrets]
key = "file:duesync.key"
[mail]
host = "127.0.0.1"
port = 9
security = "none"
[ledgers.{name}]
provider = "quickbooks"
client_id = "id"
client_secret = "secret"
[ledgers.{name}.sender]
name = "Summit"
email = "accounts@summit.example"
signature = "Robin Field"
bank_details = "Account 12345678"
phone = "+44 20 7946 0000"
address = "1 Quay Street"
[policy]
"""


@dataclass(slots=True)
class Desk:
    """`office` is opened anew by `at` and `under`."""

    folder: Path
    office: Office

    @property
    def ledger(self) -> LinkedLedger:
        """The one linked ledger, as it is now."""
        return self.office.linked(NAME)

    def stage(self, *rows: Row) -> Desk:
        """One page comes in."""
        with self.office.store.write() as connection:
            stage(connection, self.ledger.id, rows, NOW)
        return self

    def update(self, **values: Any) -> Desk:
        """Set what is known of the ledger as a whole."""
        with self.office.store.write() as connection:
            ledgers.update(connection, self.ledger.id, **values)
        return self

    def at(self, now: datetime) -> Desk:
        """The same desk at another time."""
        self.office.close()
        self.office = open_office(self.folder / "config.toml", fixed(now))
        return self

    def under(self, policy: str) -> Desk:
        """The same desk with another policy: lines of [policy]."""
        path = self.folder / "config.toml"
        head = path.read_text(encoding="utf-8").partition("[policy]\n")[0]
        path.write_text(f"{head}[policy]\n{policy}\n", encoding="utf-8")
        return self.at(self.office.clock.now())

    @contextmanager
    def work(self, between: Callable[[], None] = lambda: None) -> Iterator[Work]:
        """The ledger's lease and all that deciding needs. `between`: done after looking, before writing."""

        def asked() -> bool:
            between()
            return False

        with self.office.work(NAME, asked_to_stop=asked) as work:
            yield work

    def decide(self) -> Decided:
        """Look at every account that is due."""
        with self.work() as work:
            return decide_due(work)

    def standing(self, customer: str = "C1", currency: str = "GBP") -> Decision:
        """The one standing decision on an account."""
        with self.office.store.read() as connection:
            [one] = decided.standing(connection, self.ledger.id, customer_id=customer, currency=currency)
        return one.decision

    def reasons(self) -> dict[str, str]:
        """Customer -> reason of its standing decision."""
        with self.office.store.read() as connection:
            return {
                one.customer_id: one.decision.reason.name
                for one in decided.standing(connection, self.ledger.id)
                if one.customer_id != "STRANGER"
            }

    def effects(self, state: str = "ready") -> list[Effect]:
        """Messages and tasks in that state."""
        with self.office.store.read() as connection:
            return outbox.work(connection, self.ledger.id, KINDS, state)

    def ready(self) -> list[Notify]:
        """What is ready to go out."""
        return [msgspec.json.decode(one.payload, type=Notify) for one in self.effects()]

    def send(self, *customers: str) -> int:
        """Every ready message, or those to these customers, is taken by the mail server; how many."""
        sent = 0
        for effect in self.effects():
            if effect.kind == "message" and (not customers or effect.customer_id in customers):
                sent += self._hand_over(effect)
        return sent

    def _hand_over(self, effect: Effect) -> bool:
        now, ledger = self.office.clock.now(), self.ledger
        with self.office.store.write() as connection:
            if not outbox.claim(connection, effect, 1, now, now):
                return False
            receipt = Receipt(provider_id="taken", version="", at=now)
            delivered(connection, ledger, self.office.policy(NAME), effect, receipt)
        return True

    def approve(self, *customers: str) -> Desk:
        """Say yes to what waits, of these customers or of all."""
        waiting = commands.proposals(self.office, self.ledger)
        chosen = [one for one in waiting if not customers or one.customer_id in customers]
        commands.approve(self.office, self.ledger, chosen, "a test")
        return self


@contextmanager
def desk(
    folder: Path, store: str = "sqlite:///duesync.db", *, policy: str = 'approval_required = "none"'
) -> Iterator[Desk]:
    """A released ledger, linked a year ago, booked through today, with no customers yet."""
    (folder / "config.toml").write_text(
        f"{_CONFIG.format(store=store, name=NAME)}{policy}\n", encoding="utf-8"
    )
    make_key_file(folder / "duesync.key")
    ready(folder / FILE)
    made = Desk(folder, open_office(folder / "config.toml", fixed(NOW)))
    tokens = Tokens(
        access_token="access",
        refresh_token="refresh",
        expires_at=NOW + timedelta(minutes=30),
        refresh_expires_at=None,
        hard_expires_at=None,
        scope="",
    )
    try:
        with made.office.store.write() as connection:
            known = ledgers.link(connection, NAME, organisation(), a_year_ago())
            credentials.save(connection, made.office.vault(), known.id, NAME, tokens)
            ledgers.update(connection, known.id, complete=True, released_at=NOW - timedelta(days=300))
        yield made.stage(booked())
    finally:
        made.office.close()


def a_year_ago() -> date:
    """When the ledger was linked."""
    return TODAY - timedelta(days=365)

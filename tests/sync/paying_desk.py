"""A desk whose customers may pay online at a pretend Stripe; its ledger is staged by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from connectors.sandbox.clock import running_from
from connectors.sandbox.server import serve
from connectors.sandbox.stripe import StripeApi
from sync import paying
from sync.intake import paid_online
from sync.paying import Offer
from sync.store import checkouts
from sync.store.checkouts import Checkout
from tests.sync.books import NOW, customer
from tests.sync.desk import NAME, Desk, desk

KEY, SECRET, BACK = "sk_sandbox_desk", "whsec_sandbox_desk", "https://books.example.com/p/token"
_SECTION = """
[ledgers.{name}.stripe]
secret_key = "{key}"
webhook_secret = "{secret}"
clearing_account = "4"
prefer = "stripe"
host = "{host}"
{more}
[policy]
"""


@dataclass(slots=True)
class PayingDesk:
    """`twin`: the pretend Stripe."""

    desk: Desk
    twin: StripeApi

    def offer(self, customer_id: str = "C1", currency: str = "GBP") -> Offer:
        return paying.offered(self.desk.office, self.desk.ledger, customer_id, currency)

    def begin(self, back: str = BACK, of: str = "C1", **parts: str) -> str:
        """The page's id at Stripe."""
        wanted = {invoice: Decimal(amount) for invoice, amount in parts.items()}
        url = paying.begin(self.desk.office, self.desk.ledger, of, "GBP", wanted, back)
        return url.rsplit("/", 1)[-1]

    def hear(self) -> list[str]:
        return paid_online.hear(self.desk.office, self.desk.ledger)

    def enter(self) -> list[str]:
        return paid_online.enter(self.desk.office, self.desk.ledger)

    def all(self) -> list[Checkout]:
        with self.desk.office.store.read() as connection:
            return checkouts.every(connection, self.desk.ledger.id)


@contextmanager
def paying_desk(folder: Path, store: str = "sqlite:///duesync.db", more: str = "") -> Iterator[PayingDesk]:
    """One customer, C1, who owes nothing yet. `more`: lines of the section."""
    twin = StripeApi(running_from(NOW), {KEY: SECRET})
    with serve(twin) as served, desk(folder, store) as made:
        path = folder / "config.toml"
        section = _SECTION.format(name=NAME, key=KEY, secret=SECRET, host=served.url, more=more)
        path.write_text(path.read_text(encoding="utf-8").replace("[policy]\n", section), encoding="utf-8")
        made.at(NOW).update(pulled_at=NOW).stage(customer())
        yield PayingDesk(made, twin)

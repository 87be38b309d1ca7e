"""A world whose customers may pay online at the pretend Stripe, which tells our server of it by real HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import sqlalchemy as sa

from connectors.sandbox.sandbox import STRIPE
from connectors.sandbox.stripe import StripeApi
from dunning.ledger import of_minor
from sync import paying
from sync.rehearsal.sandbox import LEDGERS
from sync.rehearsal.sandbox import paying as section
from sync.store import checkouts
from sync.store.checkouts import Checkout
from sync.tables import invoices
from tests.web.served import Served, served
from tests.world import WORKING_DAY, XERO, World, world

BACK = "https://books.example.com/p/token"
PROVIDERS = {name: provider for provider, name in LEDGERS.items()}


@dataclass(frozen=True, slots=True)
class Debt:
    """One open invoice of the pretend books."""

    invoice_id: str
    number: str
    customer_id: str
    currency: str
    balance: Decimal


@dataclass(slots=True)
class Paying:
    """`ours`: our server, which Stripe tells, if it listens."""

    world: World
    name: str
    ours: Served | None

    @property
    def stripe(self) -> StripeApi:
        return self.world.sandbox.payments

    @property
    def key(self) -> str:
        """Of the ledger's account at Stripe."""
        return STRIPE[PROVIDERS[self.name]][0]

    @property
    def secret(self) -> str:
        """What its webhooks are signed with."""
        return STRIPE[PROVIDERS[self.name]][1]

    def at(self, now: datetime) -> Paying:
        """The same at another business time; the server goes on as it was."""
        self.world.at(now)
        return self

    def debts(self, currency: str) -> list[Debt]:
        """The open invoices in that currency, the largest first."""
        ledger = self.world.office.linked(self.name)
        query = (
            sa.select(invoices)
            .where(
                invoices.c.ledger_id == ledger.id,
                invoices.c.status == "open",
                invoices.c.currency == currency,
                invoices.c.balance > 0,
                invoices.c.number.is_not(None),
            )
            .order_by(invoices.c.balance.desc(), invoices.c.id)
        )
        with self.world.office.store.read() as connection:
            return [
                Debt(row.id, row.number, row.customer_id, row.currency, of_minor(row.balance, row.currency))
                for row in connection.execute(query)
            ]

    def begin(self, debt: Debt, amount: Decimal | None = None, back: str = BACK) -> str:
        """The page where it is paid, or a part of it; its id at Stripe."""
        ledger = self.world.office.linked(self.name)
        parts: Mapping[str, Decimal] = {debt.invoice_id: amount or debt.balance}
        url = paying.begin(self.world.office, ledger, debt.customer_id, debt.currency, parts, back)
        assert url.startswith(self.world.sandbox.url("stripe"))
        return url.rsplit("/", 1)[-1]

    def all(self) -> list[Checkout]:
        """Every page that came to anything, oldest first."""
        with self.world.office.store.read() as connection:
            return checkouts.every(connection, self.world.office.linked(self.name).id)

    def in_the_books(self, number: str) -> list[tuple[Decimal, str | None, str]]:
        """Amount, reference and status of each payment on it in the pretend ledger itself."""
        sandbox = self.world.sandbox
        source = sandbox.xero if self.name == XERO else sandbox.quickbooks
        return source.payments_on(number)

    def owed(self, number: str) -> Decimal:
        """What the pretend ledger itself says is due on it."""
        sandbox = self.world.sandbox
        return (sandbox.xero if self.name == XERO else sandbox.quickbooks).balance_of(number)


@contextmanager
def paying_world(
    folder: Path, name: str = XERO, *, webhooks: bool = True, more: str = "", store: str | None = None
) -> Iterator[Paying]:
    """That ledger, linked, its messages approved and sent, at a working hour. `more`: settings at the end."""
    with world(folder, customers=12, store=store) as made:
        text = made.config.read_text(encoding="utf-8") + section(made.sandbox) + more
        made.config.write_text(text, encoding="utf-8")
        made.at(WORKING_DAY).ready_to_send(name)
        made.run(name)
        if not webhooks:
            yield Paying(made, name, None)
            return
        with served(made.office) as ours:
            desk = Paying(made, name, ours)
            made.sandbox.payments.hears = {desk.key: f"{ours.url}/webhooks/stripe/{name}"}
            yield desk

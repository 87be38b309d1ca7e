"""A world whose customers may pay online at the pretend Stripe, which tells our server of it by real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import sqlalchemy as sa

from connectors.sandbox.sandbox import STRIPE
from connectors.sandbox.stripe import StripeApi
from dunning.account import Notice
from dunning.decisions import Notify
from dunning.ledger import of_minor
from sync import paying
from sync.rehearsal.sandbox import LEDGERS
from sync.rehearsal.sandbox import paying as section
from sync.store import checkouts, decided, outbox
from sync.store.checkouts import Checkout
from sync.tables import invoices, notices
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

    def chased(self) -> list[Debt]:
        """All that a customer owes who was sent a reminder, in one currency."""
        ledger = self.world.office.linked(self.name)
        with self.world.office.store.read() as connection:
            query = sa.select(notices.c.customer_id, notices.c.currency, notices.c.body)
            rows = connection.execute(
                query.where(notices.c.ledger_id == ledger.id).order_by(notices.c.effect_id)
            )
            customer, currency = next(
                (row.customer_id, row.currency)
                for row in rows
                if msgspec.json.decode(row.body, type=Notice).kind == "level"
            )
        return [one for one in self.debts(currency) if one.customer_id == customer]

    def begin(self, *debts: Debt, amount: Decimal | None = None, back: str = BACK) -> str:
        """The page where they are paid, or a part of one; its id at Stripe."""
        ledger, first = self.world.office.linked(self.name), debts[0]
        parts = {debt.invoice_id: amount or debt.balance for debt in debts}
        url = paying.begin(self.world.office, ledger, first.customer_id, first.currency, parts, back)
        assert url.startswith(self.world.sandbox.url("stripe"))
        return url.rsplit("/", 1)[-1]

    def address(self, debt: Debt) -> str:
        """Where who owes it was written to."""
        ledger = self.world.office.linked(self.name)
        with self.world.office.store.read() as connection:
            [message] = [
                msgspec.json.decode(each.payload, type=Notify)
                for each in outbox.work(connection, ledger.id, ("message",), "done")
                if each.customer_id == debt.customer_id
                and msgspec.json.decode(each.payload, type=Notify).kind == "level"
            ]
        return message.recipients[0]

    def standing(self, customer_id: str) -> str:
        """The reason of the decision that stands about that customer."""
        with self.world.office.store.read() as connection:
            found = decided.standing(
                connection, self.world.office.linked(self.name).id, customer_id=customer_id
            )
        return found[0].decision.reason.name

    def troubles(self) -> list[str]:
        """What a person is to see to."""
        with self.world.office.store.read() as connection:
            ledger = self.world.office.linked(self.name)
            return [one.trouble or "" for one in checkouts.troubled(connection, ledger.id)]

    def all(self) -> list[Checkout]:
        """Every page that came to anything, oldest first."""
        with self.world.office.store.read() as connection:
            return checkouts.every(connection, self.world.office.linked(self.name).id)

    def in_the_books(self, number: str) -> list[tuple[Decimal, str | None, str]]:
        """Amount, reference and status of each payment on it in the pretend ledger itself."""
        sandbox = self.world.sandbox
        source = sandbox.xero if self.name == XERO else sandbox.quickbooks
        return list(source.payments_on(number))

    def notes(self, number: str) -> list[str]:
        """What stands on it in the pretend ledger."""
        sandbox = self.world.sandbox
        return list((sandbox.xero if self.name == XERO else sandbox.quickbooks).notes_on(number))

    def owed(self, number: str) -> Decimal:
        """What the pretend ledger itself says is due on it."""
        sandbox = self.world.sandbox
        return (sandbox.xero if self.name == XERO else sandbox.quickbooks).balance_of(number)


@contextmanager
def paying_world(
    folder: Path,
    name: str = XERO,
    *,
    webhooks: bool = True,
    more: str = "",
    store: str | None = None,
    prefer: str = "stripe",
    rights: str = "",
) -> Iterator[Paying]:
    """That ledger, linked, its messages approved and sent, at a working hour. `more`: settings at the end.

    `rights`: a line of each ledger's settings, by which more is asked for at sign-in.
    """
    with world(folder, customers=6, store=store) as made:
        text = (
            made.config.read_text(encoding="utf-8")
            + section(made.sandbox).replace('"stripe"', f'"{prefer}"')
            + more
        )
        if rights:
            text = text.replace('provider = "xero"\n', f'provider = "xero"\n{rights}')
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

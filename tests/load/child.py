"""One of the eight: a process that works on a ledger until it is told to stop, or kills itself.

It never dies while it renews a sign-in: between the provider's change of a refresh token and our
storing it nothing in the world could save the sign-in, and real providers therefore have a grace.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import sqlalchemy as sa

import connectors
from connectors.errors import ConnectorError, SignInAgain
from sync import commands
from sync.errors import DuesyncError
from sync.office import Office
from sync.run import run_pass
from sync.store import figures, leases
from sync.store.credentials import StoredCredentials
from sync.store.ledgers import LinkedLedger
from sync.tables import leases as leases_table
from sync.work import Busy

LIVES = (4.0, 20.0)  # seconds, between which one that is to die chooses; three times that where calls are few
_PAUSES = {"worker": 0.3, "refresher": 0.7, "clerk": 1.0}
_PLENTY = 300  # calls a minute


@dataclass(frozen=True, slots=True)
class Child:
    """What it works with. Each public act is a role: "worker", "refresher", "reader", "clerk"."""

    office: Office
    ledger: LinkedLedger
    chance: random.Random
    faults: Path

    def tell(self, what: str) -> None:
        """A line for the parent."""
        with self.faults.open("a", encoding="utf-8") as lines:
            lines.write(f"{what}\n")

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """What a provider may do is told, and gone on from; anything else ends the process."""
        try:
            yield
        except Busy:
            time.sleep(self.chance.uniform(0.05, 0.5))
        except SignInAgain as error:
            self.tell(f"signed out: {error}")
        except (ConnectorError, DuesyncError, commands.ActError) as error:
            self.tell(f"{type(error).__name__}: {error}")
        except BaseException as error:
            self.tell(f"broke: {error!r}")
            raise

    def worker(self) -> None:
        """One pass."""
        with self.office.work(self.ledger.name) as work:
            done = run_pass(work).delivered
        self.tell(f"passed: {done.payments} payments, {done.notes} notes, {done.messages} messages")

    def refresher(self) -> None:
        """One renewal."""
        sign_in = connectors.provider(self.ledger.provider).sign_in
        assert sign_in is not None
        there = self.office.connection(self.ledger.name, self.ledger.company_id)
        kept = StoredCredentials(self.office.store, self.office.vault(), self.ledger.id, self.ledger.name)
        kept.renew(kept.tokens(), sign_in(there).refresh)
        self.tell("refreshed")

    def reader(self) -> None:
        """Small reads at once, each with connections of its own."""

        def read(number: int) -> None:
            with self.undisturbed(), self.office.source(self.ledger) as (_, source):
                source.organisation() if number else source.deposit_accounts()
                self.tell("read")

        few = self.has_few_calls()
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(read, range(1 if few else 4)))
        if few:
            time.sleep(self.chance.uniform(4, 12))  # else passes would get no calls at all

    def has_few_calls(self) -> bool:
        """Whether calls are so scarce that they had better be left to the passes."""
        provider = connectors.provider(self.ledger.provider)
        return self.office.allowance(self.ledger, provider).limits.per_minute < _PLENTY

    def clerk(self) -> None:
        """Money is recorded for one invoice, and all that waits for a yes gets it."""
        with self.office.store.read() as connection:
            rows = [
                row
                for row in figures.open_invoices(connection, self.ledger.id)
                if row.currency == self.ledger.home_currency and not row.number.startswith("THEIRS")
            ]
        if rows:
            chosen = self.chance.choice(rows)
            commands.pay(
                self.office,
                self.ledger,
                chosen.number,
                Decimal(self.chance.randint(1, 200)) / 100,
                paid_on=None,
                reference=f"BANK-{self.chance.randrange(10**9)}",
            )
            self.tell("recorded")
        waiting = commands.proposals(self.office, self.ledger)
        if waiting:
            commands.approve(self.office, self.ledger, waiting, "the clerk")
        if self.has_few_calls():
            time.sleep(self.chance.uniform(2, 6))

    def die(self) -> None:
        """At once, without a word; but not in the midst of a renewal."""
        ours = sa.select(leases_table.c.until).where(
            leases_table.c.name == f"tokens:{self.ledger.id}", leases_table.c.holder == leases.holder()
        )
        while True:
            with self.office.store.read() as connection:
                until = connection.scalar(ours)
            if until is None or until <= self.office.store.clock.wall():
                os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(0.01)


def live(role: str, child: Child) -> None:
    """Work until SIGTERM, or until its life is over; the clerk's has no end."""
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    life = None if role == "clerk" else child.chance.uniform(*LIVES) * (3 if child.has_few_calls() else 1)

    def watch() -> None:
        stopping.wait(life)
        child.die()

    threading.Thread(target=watch, daemon=True).start()
    act: Callable[[], None] = getattr(child, role)
    while True:
        with child.undisturbed():
            act()
        time.sleep(child.chance.uniform(0, _PAUSES.get(role, 0.5)))

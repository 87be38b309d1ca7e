"""What befalls the town: people at the sources and at the desk, faults, and what is done to the workers.

All by one seed, but for what time decides. The workers are killed, put to sleep past their lease and cut off
from the database, one after the other, in turn; there are always as many as there were.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import sqlalchemy as sa

from connectors.sandbox.faults import Fault
from sync import commands, firms
from sync.commands import ActError
from sync.store import figures
from sync.tables import effects, invoices, ledgers
from tests.fleet_bench.town import Town

ROOT = Path(__file__).resolve().parents[2]
_SLOW = 3.4  # seconds: longer than a call waits


@dataclass(slots=True)
class Crew:
    """The workers by number. `harm`: how often each kind was done to one. `memory`: MB, as seen over time."""

    town: Town
    alive: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)
    harm: Counter[str] = field(default_factory=Counter)
    memory: dict[int, list[float]] = field(default_factory=dict)

    def hire(self, number: int) -> None:
        """A worker of that number, as if its machine had come up."""
        self.town.admit(number)
        config = self.town.write_for(number)
        shift = (self.town.clock.now() - self.town.clock.wall()).total_seconds()
        with (self.town.folder / f"worker-{number}.txt").open("ab") as out:
            self.alive[number] = subprocess.Popen(  # noqa: S603 - ourselves
                [sys.executable, "-m", "tests.fleet_bench.worker", str(config), str(shift)],
                cwd=ROOT,
                stdout=out,
                stderr=out,
            )
        self.memory[number] = []

    def look(self) -> None:
        """How much memory each has now. `AssertionError` for one that ended by itself."""
        for number, process in list(self.alive.items()):
            code = process.poll()
            assert code is None, f"worker {number} ended by itself ({code}): {self.said(number)[-2000:]}"
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
            line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
            self.memory[number].append(int(line.split()[1]) / 1024)

    def said(self, number: int) -> str:
        """What it wrote."""
        return (self.town.folder / f"worker-{number}.txt").read_text(encoding="utf-8")

    def await_(self, number: int) -> None:
        """Until it takes jobs."""
        give_up = time.monotonic() + 120
        while self.said(number).count("worker: running") <= self.said(number).count("worker: stopped"):
            assert time.monotonic() < give_up, f"worker {number} does not begin"
            time.sleep(0.1)

    def kill(self, number: int) -> None:
        """At once, without a word; another comes up in its place."""
        dying = self.alive.pop(number)  # so that nobody wonders at its end
        dying.kill()
        dying.wait()
        self.hire(number)
        self.harm["killed"] += 1

    def sleep_past_its_lease(self, number: int) -> None:
        """It stands still for longer than it may, and goes on where it was."""
        os.kill(self.alive[number].pid, signal.SIGSTOP)
        time.sleep(self.town.rules.lease + 3)
        os.kill(self.alive[number].pid, signal.SIGCONT)
        self.harm["slept past its lease"] += 1

    def cut_off(self, number: int, seconds: float = 6) -> None:
        """It has no database for so long."""
        self.town.cut_off(number)
        time.sleep(seconds)
        self.town.admit(number)
        self.harm["cut off from the database"] += 1

    def end(self) -> dict[int, int]:
        """All are told to stop; the exit code of each."""
        for process in self.alive.values():
            process.terminate()
        return {number: process.wait(60) for number, process in self.alive.items()}


@dataclass(slots=True)
class Life:
    """People and faults. `acts`: how often each happened; `crossed`: rows that another firm saw, in words."""

    town: Town
    seed: int
    acts: Counter[str] = field(default_factory=Counter)
    crossed: list[str] = field(default_factory=list)
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - a play, no secret

    def happen(self) -> None:
        """Something."""
        name = self._chance.choice([*self.town.books])
        act = self._chance.choice(("bill", "bill", "pay", "part", "desk", "fault", "stranger"))
        if act == "fault":
            self._fault(name)
        elif act == "stranger":
            self._look_in_as_a_stranger(name)
        elif act == "desk":
            act = self._at_our_desk(name)
        else:
            self._at_the_source(name, act)
        self.acts[act] += 1

    def _at_the_source(self, name: str, act: str) -> None:
        """A bill that is overdue already, or money for the newest; and its provider tells of it."""
        books = self.town.books[name]
        due = [one for one in books.owed() if one[2] > 1]
        if act == "bill" or not due:
            customer = self._chance.choice(["C1", "C2", "C3"])
            changed = books.bill(customer, f"LATE-{sum(self.acts.values())}", Decimal("120.00"))
        else:
            number, changed, owed = due[-1]
            books.pay(number, owed if act == "pay" else Decimal("0.50"))
        self.town.tellers[books.provider].tell(books.id, changed)

    def _look_in_as_a_stranger(self, name: str) -> None:
        """The other firm asks for that ledger's rows."""
        office = self.town.office
        ledger = office.linked(name)
        other = next(one.firm.id for one in firms.every(office) if one.firm.id != ledger.firm_id)
        with office.store.of_firm(other).read() as connection:
            for table in (ledgers, invoices, effects):
                of = table.c.id if table is ledgers else table.c.ledger_id
                query = sa.select(sa.func.count()).select_from(table).where(of == ledger.id)
                self.crossed += (
                    [f"{name}: {table.name} seen by firm {other}"] if connection.scalar(query) else []
                )

    def _at_our_desk(self, name: str) -> str:
        """A payment is recorded, which is to be written to the source once."""
        office, ledger = self.town.office.at(name)
        with office.store.read() as connection:
            rows = [
                row
                for row in figures.open_invoices(connection, ledger.id)
                if row.currency == ledger.home_currency
            ]
        if not rows:
            return "nothing to pay yet"
        amount = Decimal(self._chance.randint(1, 200)) / 100
        reference = f"BANK-{sum(self.acts.values())}"
        try:
            commands.pay(office, ledger, rows[0].number, amount, paid_on=None, reference=reference)
        except ActError:
            return "refused at the desk"
        return "recorded at the desk"

    def _fault(self, name: str) -> None:
        """The next call of somebody goes wrong, or the next message."""
        if self._chance.random() < 0.25:
            self.town.mail.fail(self._chance.choice(("defer", "cut")))
            return
        books = self.town.books[name]
        match = self._chance.choice((books.ours, f"(PUT|POST) {books.ours}"))
        action = self._chance.choice(("status", "html", "cut", "slow", "lost", "lost", "garbage"))
        books.faults.add(Fault(match=match, action=action, status=500, seconds=_SLOW))  # type: ignore[arg-type]  # one of them

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
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from connectors.sandbox.faults import Fault
from sync import commands
from sync.commands import ActError
from sync.store import figures, signals
from sync.store.signals import Told
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
    """People and faults. `acts`: how often each happened; `paid`: payments recorded at our desk."""

    town: Town
    seed: int
    acts: Counter[str] = field(default_factory=Counter)
    paid: Counter[str] = field(default_factory=Counter)
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - a play, no secret

    def happen(self) -> None:
        """Something."""
        name = self._chance.choice([*self.town.tenants])
        act = self._chance.choice(("bill", "bill", "pay", "part", "desk", "fault"))
        if act == "fault":
            self._fault()
        elif act == "desk":
            act = self._at_our_desk(name)
        else:
            self._at_the_source(name, act)
        self.acts[act] += 1

    def _at_the_source(self, name: str, act: str) -> None:
        """A bill that is overdue already, or money for the newest; and its provider tells of it."""
        api, tenant = self.town.api, self.town.tenants[name]
        with api.of(tenant):
            books = api.organisations[tenant]
            due = [one for one in books.open_invoices() if one.due > 1]
            if act == "bill" or not due:
                number = f"LATE-{sum(self.acts.values())}"
                ref = self._chance.choice(["C1", "C2", "C3"])
                api.add_invoice(ref, Decimal("120.00"), books.today() - timedelta(days=20), number=number)
            elif act == "pay":
                api.pay(due[-1].number, due[-1].due)
            else:
                api.pay(due[-1].number, Decimal("0.50"))
        told = Counter({Told("xero", tenant, frozenset({name})): 1})
        with self.town.office.store.write() as connection:
            signals.hear(connection, told, self.town.clock.wall())

    def _at_our_desk(self, name: str) -> str:
        """A payment is recorded, which is to be written to the source once."""
        office = self.town.office
        ledger = office.linked(name)
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
        self.paid[name] += 1
        return "recorded at the desk"

    def _fault(self) -> None:
        """The next call of somebody goes wrong, or the next message."""
        if self._chance.random() < 0.25:
            self.town.mail.fail(self._chance.choice(("defer", "cut")))
            return
        match = self._chance.choice(("/api.xro/2.0/", "(PUT|POST) /api.xro/2.0/"))
        action = self._chance.choice(("status", "html", "cut", "slow", "lost", "lost", "garbage"))
        self.town.api.faults.add(Fault(match=match, action=action, status=500, seconds=_SLOW))  # type: ignore[arg-type]  # one of them

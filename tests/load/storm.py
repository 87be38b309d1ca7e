"""Eight processes pull, write and refresh one ledger while everything goes wrong that can.

Used for ten seconds by `make test` (test_load.py) and for two minutes by `make load`:

    python -m tests.load SECONDS SEED [LEDGER [STORE_URL]]

The sandbox runs here, so that its own log tells what came when. A person at the source changes the
books meanwhile; some of the eight kill themselves and are started again. Then nothing fails any more,
one pass is made, and `holds.check` holds what came of it against the source.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from connectors.sandbox.faults import Fault
from connectors.sandbox.generate import book
from connectors.sandbox.generate.people import firm
from connectors.sandbox.quickbooks import Pace, QuickBooksApi
from connectors.sandbox.server import Call
from connectors.sandbox.traffic import most_at_once, most_within
from connectors.sandbox.xero import Limits, XeroApi
from sync.rehearsal.sandbox import HURRY, LEDGERS
from sync.tables import effects
from tests.world import QUICKBOOKS, WORKING_DAY, XERO, World

_API = {XERO: "/api.xro/2.0/", QUICKBOOKS: "/v3/company/"}
_TOKENS = {XERO: "/connect/token", QUICKBOOKS: "/tokens/bearer"}
PROVIDER = {name: provider for provider, name in LEDGERS.items()}
CUSTOMERS = 12
_LATENCY = 0.1  # seconds; so that calls do meet
_SLOW = 3.4  # longer than the reading timeout below; and shorter than uncertain writes are left alone
_HASTE = "settle_after_seconds = 4\nconnect_timeout = 2\nread_timeout = 2.5"


@dataclass(slots=True)
class Storm:
    """One ledger under load. `per_minute`: calls; 0: what the provider really allows."""

    made: World
    name: str
    seed: int
    per_minute: int = 0
    killed: int = 0
    faults: int = 0
    _chance: random.Random = field(init=False)
    _customers: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311  # a play, no secret
        flavour: Any = PROVIDER[self.name]
        today = WORKING_DAY.astimezone(ZoneInfo(firm(flavour).timezone)).date()
        there = book(seed=7, today=today, flavour=flavour, customers=CUSTOMERS)
        self._customers = [
            one.ref for one in there.customers if one.active and one.currency == there.home_currency
        ]

    @property
    def api(self) -> Any:
        """The emulated source."""
        return self.made.sandbox.xero if self.name == XERO else self.made.sandbox.quickbooks

    @property
    def log(self) -> Path:
        """Where the eight write what befell them."""
        return self.made.folder / "log.txt"

    def prepare(self) -> None:
        """Real limits, tokens that are dead once used, little patience; linked and pulled once."""
        self.api.keeps_answers = True
        if isinstance(self.api, XeroApi):
            self.api.limits = Limits(minute=self.per_minute or 60)
            self.api.grants.grace = timedelta(0)
        if isinstance(self.api, QuickBooksApi):
            self.api.pace = Pace.real()
            self.api.grants.rotate_every = timedelta(0)
        config = self.made.config.read_text(encoding="utf-8")
        pace = f"calls_per_minute = {self.per_minute}\n" if self.per_minute else ""
        config = config.replace("settle_after_seconds = 0", _HASTE).replace(HURRY, pace)
        self.made.config.write_text(config, encoding="utf-8")
        self.made.at(WORKING_DAY).link(self.name)
        self.made.run(self.name)
        self.made.approve(self.name)

    def rage(self, seconds: float) -> None:
        """The eight at work, for so long; then all die as they stand, and nothing fails any more."""
        arguments = [
            *(str(self.made.folder), self.name, WORKING_DAY.isoformat()),
            *(str(self.seed), str(self.log)),
        ]
        with subprocess.Popen(  # noqa: S603  # our own command
            [sys.executable, "-m", "tests.load.nursery", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as nursery:
            assert nursery.stdin is not None
            assert nursery.stdout is not None
            assert nursery.stdout.readline() == "ready\n"
            nursery.stdin.write("go\n")
            nursery.stdin.flush()
            self.api.latency = _LATENCY
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                assert nursery.poll() is None, "one of the eight ended by itself"
                self._trouble()
                self._change_the_books()
                time.sleep(self._chance.uniform(0.2, 1.0))
            nursery.stdin.close()
            self.killed = int(nursery.stdout.read())
        self.api.latency = 0
        self.api.faults.clear()

    def _trouble(self) -> None:
        """Something goes wrong with the next call, or a token is over."""
        number, self.faults = self.faults, self.faults + 1
        if number % 6 == 0:
            self.api.expire_access()
            return
        if number % 7 == 0:
            self.api.faults.add(Fault(match=_TOKENS[self.name], action="status", status=500))
            return
        match = self._chance.choice((_API[self.name], f"(PUT|POST) {_API[self.name]}"))
        if number % 37 == 36:  # seldom: QuickBooks wants a minute's rest after it
            fault = Fault(match=match, action="status", status=429, body="{}", headers={"Retry-After": "2"})
        else:
            action = self._chance.choice(
                ("status", "html", "cut", "slow", "lost", "lost", "garbage", "empty")
            )
            fault = Fault(match=match, action=action, status=500, seconds=_SLOW)  # type: ignore[arg-type]  # one of them
        self.api.faults.add(fault)

    def _change_the_books(self) -> None:
        """A bookkeeper at the source: new invoices, money, due dates, voids; on invoices of her own."""
        number, due = f"THEIRS-{self.faults}", self.made.sandbox.clock().date() - timedelta(days=20)
        customer, total = (
            self._chance.choice(self._customers),
            Decimal(self._chance.randint(100, 90_000)) / 100,
        )
        if isinstance(self.api, XeroApi):
            self.api.add_invoice(customer, total, due, number=number)
        else:
            self.api.add_invoice(customer, number, total, due_on=due)
        match self._chance.choice(("pay", "part", "void", "due", "leave")):
            case "pay":
                self.api.pay(number, total)
            case "part":
                self.api.pay(number, Decimal("0.50"))
            case "void":
                self.api.void(number)
            case "due":
                self.api.edit_due(number, due + timedelta(days=3))
            case _:
                pass

    def calls(self) -> list[Call]:
        """Every call to the ledger itself, sign-in left out."""
        with self.api.lock:
            return [call for call in self.api.calls if call.path.startswith(_API[self.name])]

    def figures(self) -> dict[str, int]:
        """What came of it, in numbers."""
        calls, lines = self.calls(), self.log.read_text(encoding="utf-8").splitlines()
        return {
            "calls": len(calls),
            "most at once": most_at_once(calls),
            "most in a second": most_within(calls, 1),
            "most in a minute": most_within(calls, 60),
            "refused as too many": sum(map(too_many, calls)),
            "passes": sum(line.startswith("passed") for line in lines),
            "refreshes": sum(line == "refreshed" for line in lines),
            "killed": self.killed,
            "faults": self.faults,
            "trouble told": sum(": " in line and not line.startswith("passed") for line in lines),
        } | {f"{kind} {state}": number for (kind, state), number in sorted(self.effects().items())}

    def effects(self) -> Counter[tuple[str, str]]:
        """How many of each kind are in each state."""
        return Counter((row.kind, row.state) for row in self.rows())

    def rows(self) -> list[Any]:
        """Every effect of the ledger."""
        ledger = self.made.office.linked(self.name)
        with self.made.office.store.read() as connection:
            query = sa.select(effects).where(effects.c.ledger_id == ledger.id)
            return list(connection.execute(query))


def too_many(call: Call) -> bool:
    """A 429 that the source itself gave; one of our faults has another body."""
    return call.status == 429 and call.answer != b"{}"  # HTTP's own number


def storm(made: World, name: str, seconds: float, seed: int, per_minute: int = 0) -> Storm:
    """The whole story: prepared, so many seconds of it, one quiet pass. Yet to be checked."""
    one = Storm(made, name, seed, per_minute)
    one.prepare()
    one.rage(seconds)
    made.run(name)
    return one

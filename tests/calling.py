"""Books whose first level is a call by a machine, over the pretend Twilio, and our server that it asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sync import commands
from sync.clock import Clock
from sync.decide import decide_due
from sync.office import open_office
from sync.store import outbox, suppressions
from sync.store.outbox import Effect
from sync.store.suppressions import Suppression
from tests.texting import MINE, NUMBERS, OURS, POLICY, Texting, texting
from tests.web.served import Served, served
from tests.world import WORKING_DAY

PUBLIC = "https://books.example.com"
MORE = f'calls_from = "{OURS}"\n[serve]\npublic_url = "{PUBLIC}"\n'
LEVEL = POLICY.replace('name = "text"', 'name = "ring"').replace('channel = "sms"', 'channel = "voice"')


@dataclass(slots=True)
class Calls:
    """What is `made`, and `ours`: the server that Twilio asks what to say, where it is `now`."""

    made: Texting
    ours: Served = field(init=False)
    now: datetime = WORKING_DAY

    def at(self, now: datetime) -> Calls:
        """The same at another business time."""
        self.now = now
        self.made.at(now)
        return self

    def allow(self, *numbers: str, to: str = "calls") -> None:
        """Their consents are recorded, and all is decided anew."""
        ledger = self.made.office.linked(MINE)
        for number in numbers:
            customer = f"Customer {NUMBERS.index(number) + 1}"
            commands.record_consent(
                self.made.office,
                ledger,
                customer=customer,
                number=number,
                kind="express",
                on=None,
                how="order form",
                by="a test",
                to=to,
            )
        with self.made.office.work(MINE) as work:
            decide_due(work)

    def ring(self, there: str = "human", keys: str = "", number: str = NUMBERS[0]) -> Sequence[str]:
        """What comes of the one call that waits there; the words that were said."""
        [call] = self.made.twin.ring(there, keys, number)  # type: ignore[arg-type]  # a test's own words
        return call.heard

    def stopped(self, number: str = NUMBERS[0]) -> list[Suppression]:
        """What stands against that number."""
        with self.made.office.store.read() as connection:
            return suppressions.suppressed(connection, "number", [number]).get(number, [])

    def tasks(self) -> list[Effect]:
        """The calls that a person said they would make."""
        with self.made.office.store.read() as connection:
            return outbox.work(connection, self.made.office.linked(MINE).id, ("call",), "ready")

    def texts(self) -> list[str]:
        """The words of every text that went out."""
        return [each.body for each in self.made.out()]


@contextmanager
def calling(
    folder: Path, store: str = "sqlite:///duesync.db", more: str = "", policy: str = LEVEL
) -> Iterator[Calls]:
    """Linked and decided; only whom a test allows to be called is called. `more`: settings of [sms]."""
    with texting(folder, store, more + MORE, policy) as made:
        made.office.store.prove_url(PUBLIC)
        calls = Calls(made)
        office = open_office(folder / "config.toml", Clock(now=lambda: calls.now))
        try:
            with served(office) as ours:
                made.twin.public, made.twin.to, calls.ours = PUBLIC, ours.url, ours
                yield calls
        finally:
            office.close()

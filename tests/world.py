"""A small pretend world for tests: sandbox over real HTTP and SMTP, a real store, both ledgers.

`World` is the program as a user has it: a configuration file, a database, two linked companies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from connectors.sandbox.sandbox import FREE, Sandbox
from sync import commands, linking
from sync.clock import Clock, fixed
from sync.office import Office, open_office
from sync.rehearsal.sandbox import HURRY, LEDGERS, configuration, consent
from sync.run import Pass, run_pass
from sync.secrets import make_key_file
from tests.ready import FILE, ready

WORKING_DAY = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)  # a Wednesday
SUNDAY_NIGHT = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
XERO, QUICKBOOKS = LEDGERS["xero"], LEDGERS["quickbooks"]
BOTH = (XERO, QUICKBOOKS)


@dataclass(slots=True)
class World:
    """Everything a test may turn. `office` is opened anew by `at`."""

    folder: Path
    sandbox: Sandbox
    office: Office

    @property
    def config(self) -> Path:
        """The configuration file, for the command line."""
        return self.folder / "config.toml"

    def at(self, now: datetime) -> World:
        """The same world at another business time."""
        self.office.close()
        self.office = open_office(self.config, fixed(now))
        return self

    def link(self, *names: str) -> World:
        """Link the named ledgers, both when none is named."""
        for name in names or BOTH:
            under_way = linking.begin(self.office, name)
            under_way.finish(consent(under_way.address), lambda grants: grants[0])
        return self

    def run(self, name: str) -> Pass:
        """One whole pass."""
        with self.office.work(name) as work:
            return run_pass(work)

    def approve(self, name: str) -> int:
        """Say yes to all that waits; returns how many."""
        ledger = self.office.linked(name)
        waiting = commands.proposals(self.office, ledger)
        commands.approve(self.office, ledger, waiting, "a test")
        return len(waiting)

    def ready_to_send(self, *names: str) -> World:
        """Linked, pulled, decided and approved, but nothing sent yet."""
        self.link(*names)
        for name in names or BOTH:
            self.run(name)
            self.approve(name)
        return self

    def mail(self) -> list[EmailMessage]:
        """What the mail server took, in order."""
        return [received.message for received in self.sandbox.mail.messages]


@contextmanager
def world(
    folder: Path,
    *,
    now: datetime = WORKING_DAY,
    customers: int = 24,
    seed: int = 7,
    store: str | None = None,
    clock: Clock | None = None,
    source_clock: Callable[[], datetime] | None = None,
) -> Iterator[World]:
    """A world in `folder`. `store`: another database than a SQLite file there.

    `source_clock`: what the ledgers' own clocks show; one that runs from `now` unless it is given.
    """
    # the limits have tests of their own
    with Sandbox(seed=seed, start=now, customers=customers, limits=FREE, clock=source_clock) as sandbox:
        text = configuration(sandbox, settle_after=0, more=HURRY)
        if store is not None:
            text = text.replace("sqlite:///duesync.db", store)
        else:
            ready(folder / FILE)
        (folder / "config.toml").write_text(text, encoding="utf-8")
        make_key_file(folder / "duesync.key")
        made = World(folder, sandbox, open_office(folder / "config.toml", clock or fixed(now)))
        try:
            yield made
        finally:
            made.office.close()

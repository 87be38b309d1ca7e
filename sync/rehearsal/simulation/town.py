"""Where it happens: the pretend services, the program over them, and the way between the two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from sqlalchemy.exc import OperationalError

from connectors.deadline import instead_of_the_network, network
from connectors.errors import ConnectorError
from connectors.mail.channel import SmtpChannel
from connectors.sandbox.inprocess import InProcess
from connectors.sandbox.sandbox import Sandbox
from connectors.sandbox.unreliable import Unreliable, unreliable_client
from sync import linking
from sync.errors import DuesyncError
from sync.office import Office, open_office
from sync.rehearsal.sandbox import configuration
from sync.rehearsal.simulation.clock import Time
from sync.rehearsal.simulation.trouble import FAIR, Died, Trouble, Weather
from sync.run import Pass, run_pass
from sync.secrets import make_key_file
from sync.store import ledgers

EXPECTED = (ConnectorError, DuesyncError, OperationalError)  # the last: no room on the disk


@dataclass(slots=True)
class Town:
    """`office` is opened anew by every worker that follows on a dead one."""

    folder: Path
    time: Time
    sandbox: Sandbox
    trouble: Trouble
    office: Office
    ways: tuple[Unreliable, ...]

    def link(self, name: str) -> None:
        """A person signs in, also once more where the sign-in was revoked."""
        under_way = linking.begin(self.office, name)
        under_way.finish(self.sandbox.consent(under_way.address), lambda grants: grants[0])

    def run(
        self, name: str, weather: Weather = FAIR, interrupts: Sequence[Callable[[], None]] = ()
    ) -> Pass | Exception | None:
        """One pass in that weather: what it did, why it failed, or `None` where the worker died in it."""
        with self.trouble.during(name, weather, interrupts):
            try:
                with self.office.work(name) as work:
                    work.open_channel = lambda: self._channel(name)
                    return run_pass(work)
            except Exception as error:  # noqa: BLE001  # judged by whoever asked for the pass
                return error
            except Died:
                self.office.close()
            finally:
                for way in self.ways:
                    way.arrive()
        self.reopen()
        return None

    def rival(self, name: str) -> None:
        """Another worker, on another machine as it were, does a whole pass while the first one sleeps."""
        first, self.office = self.office, _opened(self.folder, self.time, self.trouble)
        try:
            with self.office.work(name) as work:
                work.open_channel = lambda: self._channel(name)
                run_pass(work)
        finally:
            self.office.close()
            self.office = first

    def _channel(self, name: str) -> SmtpChannel:
        mailboxes, client = self.sandbox.mail, unreliable_client(self.trouble)
        settings = self.office.config.mail_for(name)
        return SmtpChannel(settings, self.office.clock.now, connect=lambda *_: mailboxes.connect(client))

    def reopen(self) -> None:
        """Another worker takes over: nothing of the one before is left but the store."""
        self.office = _opened(self.folder, self.time, self.trouble)


class NotEmpty(DuesyncError):
    """The database is somebody's: a simulation would spoil it."""

    exit_code = 2


def _refuse_a_store_in_use(office: Office) -> None:
    with office.store.read() as connection:
        linked = [ledger.name for ledger in ledgers.every(connection)]
    if linked:
        msg = f"the database holds ledgers already ({', '.join(linked)}): --store takes an empty one"
        raise NotEmpty(msg)


def _opened(folder: Path, time: Time, trouble: Trouble) -> Office:
    office = open_office(folder / "config.toml", time.clock())
    trouble.watch(office.store)
    return office


@contextmanager
def town(  # what a world is made of, by name
    folder: Path,
    *,
    seed: int,
    start: datetime,
    customers: int,
    policy: str,
    http: bool,
    store: str | None,
    log: Callable[[str, str], None],
) -> Iterator[Town]:
    """A town from `start` on, its books made from `seed`. `policy`: TOML beside the house's usual."""
    time = Time(start)
    trouble = Trouble(time, Random(f"{seed} trouble"), log)
    with (
        Sandbox(seed=seed, start=start, customers=customers, clock=lambda: time.now, sockets=http) as sandbox,
        time.instead_of_the_machines(seed),
    ):
        for app in sandbox.apps.values():
            app.dates_answers = True
        ways = {
            sandbox.url(name): Unreliable(network() if http else InProcess(app), trouble)
            for name, app in sandbox.apps.items()
        }
        written = configuration(sandbox, settle_after=120)
        if store is not None:
            written = written.replace("sqlite:///duesync.db", store)
        (folder / "config.toml").write_text(written + policy, encoding="utf-8")
        make_key_file(folder / "duesync.key")
        with instead_of_the_network(ways):
            made = Town(folder, time, sandbox, trouble, _opened(folder, time, trouble), tuple(ways.values()))
            trouble.rival = made.rival
            try:
                _refuse_a_store_in_use(made.office)
                yield made
            finally:
                made.office.close()

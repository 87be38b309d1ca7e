"""The demo that stays: pretend books behind the real pages, for a newcomer to try everything in a browser.

Its day stands still until Enter is pressed; then it is the next working day, at the pretend services too.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from connectors.sandbox.clock import running_from
from connectors.sandbox.sandbox import FREE, Sandbox
from sync import commands, linking, users
from sync.clock import Clock
from sync.commands.targets import Id
from sync.decide import decide_due
from sync.office import Office, open_office
from sync.portal.visitor import hand_over
from sync.pull import pull
from sync.rehearsal.demo import NOW
from sync.rehearsal.sandbox import HURRY, LEDGERS, configuration, consent, webhooks_of
from sync.run import run_pass
from sync.secrets import make_key_file
from sync.tables import notices
from sync.telling import tell_all
from sync.web.serve import serve

EMAIL, PASSWORD = "demo@duesync.example", "seven calm herons wait"
_HOST = "127.0.0.1"
_RUN_ALREADY = ("harbour",)  # the other waits for its first yes, as a ledger does on its first day
_POLICY = "\n[policy.courtesies]\nthanks = true\n"
_EACH = 1.0  # second: so often it is asked what webhooks are due
_DAY, _FRIDAY = timedelta(days=1), 4


@dataclass(slots=True)
class _Days:
    """Business time that stands still, but for the days that somebody let go by."""

    now: datetime

    def go_on(self) -> None:
        """To the next working day, at the same hour."""
        self.now += _DAY if self.now.weekday() < _FRIDAY else _DAY * (7 - self.now.weekday())


def stay(*, seed: int, customers: int, now: datetime | None, port: int, tell: Callable[[str], None]) -> None:
    """Serve the console over pretend books in a temporary folder until stopped."""
    start = NOW if now is None else now.astimezone(UTC)
    days, running = _Days(start), running_from(start)
    with (
        tempfile.TemporaryDirectory(prefix="duesync-demo-") as folder,
        Sandbox(
            seed=seed,
            start=start,
            customers=customers,
            limits=FREE,
            clock=lambda: running() + (days.now - start),
        ) as sandbox,
    ):
        config = Path(folder) / "config.toml"
        public = f"http://{_HOST}:{port}"
        written = configuration(sandbox, more=HURRY, inbox=True, online=True) + _POLICY
        here = f'[serve]\nport = {port}\npublic_url = "{public}"\n[worker]\ntells_this_machine = true\n'
        config.write_text(f"{written}\n{here}", encoding="utf-8")
        make_key_file(Path(folder) / "duesync.key")
        office = open_office(config, Clock(now=lambda: days.now))
        sandbox.tell_of_payments(webhooks_of(public))
        try:
            _prepare(office, public)
            tell(f"Open  {public}/console  and sign in as {EMAIL} with the password: {PASSWORD}")
            tell(
                f"The books are pretend ones on {_in_words(start)}; nothing leaves this machine. "
                "harbour was approved and run once; summit waits for its first yes, under Today."
            )
            tell(f"What a customer sees, from the link in their message: {_page_of_one(office)}")
            tell(f"Every message, as it reached them: {sandbox.control_url}/messages")
            tell("Press Enter here to go on to the next working day.")
            threading.Thread(target=_at_each_enter, args=(days, tell), daemon=True).start()
            with _telling(office):
                serve(office, _HOST, port, tell)
        finally:
            office.close()


def _at_each_enter(days: _Days, tell: Callable[[str], None]) -> None:
    for _ in sys.stdin:
        days.go_on()
        tell(f"It is {_in_words(days.now)} now: run a ledger to see what the day brings.")


@contextmanager
def _telling(office: Office) -> Iterator[None]:
    """Webhooks go out by themselves meanwhile, as they do where a worker runs."""
    over = threading.Event()

    def tell_them() -> None:
        while not over.wait(_EACH):
            tell_all(office)

    teller = threading.Thread(target=tell_them, daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


def _in_words(now: datetime) -> str:
    return f"{now:%A, %-d %B %Y}"


def _page_of_one(office: Office) -> str:
    """The page of the customer who was written to first."""
    ledger = office.linked(_RUN_ALREADY[0])
    with office.store.read() as connection:
        query = sa.select(notices.c.customer_id).where(notices.c.ledger_id == ledger.id)
        customer = connection.scalars(query.order_by(notices.c.effect_id).limit(1)).one()
    return hand_over(office, ledger, Id(customer), None, "demo").address


def _prepare(office: Office, public: str) -> None:
    office.store.prove_url(public)  # it is we who serve it, on this machine
    for name in LEDGERS.values():
        under_way = linking.begin(office, name)
        under_way.finish(consent(under_way.address), lambda grants: grants[0])
        with office.work(name) as work:
            pull(work)
            decide_due(work)
        if name in _RUN_ALREADY:
            ledger = office.linked(name)
            commands.approve(office, ledger, commands.proposals(office, ledger), "demo")
            with office.work(name) as work:
                run_pass(work)
    users.accept(office, users.add(office, EMAIL, "Demo", "owner", None).word, PASSWORD)

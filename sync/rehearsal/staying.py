"""The demo that stays: pretend books behind the real pages, for a newcomer to try everything in a browser.

Its day stands still until Enter is pressed; then it is the next working day, at the pretend services too.
What a worker does by itself goes by itself here, but for runs: those are the newcomer's.
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

from connectors.errors import ConnectorError
from connectors.sandbox.clock import running_from
from connectors.sandbox.sandbox import FREE, Sandbox
from sync import commands, linking, mornings, users
from sync.clock import Clock
from sync.commands.targets import Id
from sync.decide import decide_due
from sync.errors import DuesyncError
from sync.office import Office, open_office
from sync.own_mails import OWN_MAILS, OwnMail, addressed
from sync.portal.visitor import hand_over
from sync.pull import pull
from sync.rehearsal.demo import NOW
from sync.rehearsal.sandbox import HURRY, LEDGERS, configuration, consent, webhooks_of
from sync.run import run_pass
from sync.secrets import make_key_file
from sync.store.ledgers import LinkedLedger
from sync.tables import mornings as mailed
from sync.tables import notices
from sync.telling import tell_all
from sync.web.serve import serve

EMAIL, PASSWORD = "demo@duesync.example", "seven calm herons wait"
OWNER = "owner@duesync.example"  # of both clients
_HOST = "127.0.0.1"
_RUN_ALREADY = ("harbour",)  # the other waits for its first yes, as a ledger does on its first day
_LEFT_TO_THE_OWNER = slice(1, 4)  # of what waits there, so that their morning mail has something to ask
_POLICY = "\n[policy.courtesies]\nthanks = true\n"
_EACH = 1.0  # second: so often it is asked what webhooks and mails are due
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
        written = (
            configuration(sandbox, more=f'{HURRY}owner_email = "{OWNER}"\n', inbox=True, online=True)
            + _POLICY
        )
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
                "harbour was run, with some left to its owner; summit waits for its first yes, under Today."
            )
            tell(f"What a customer sees, from the link in their message: {_page_of_one(office)}")
            _mail_owners(office, tell)
            tell(f"Every message, as it reached them, and where to answer it: {sandbox.control_url}/mail")
            tell("Press Enter here to go on to the next working day.")
            threading.Thread(target=_at_each_enter, args=(office, days, tell), daemon=True).start()
            with _working(office, tell):
                serve(office, _HOST, port, tell)
        finally:
            office.close()


def _at_each_enter(office: Office, days: _Days, tell: Callable[[str], None]) -> None:
    for _ in sys.stdin:
        days.go_on()
        tell(f"It is {_in_words(days.now)} now: run a ledger to see what the day brings.")
        try:
            _look(office)
            _mail_owners(office, tell)
        except DuesyncError as error:  # a run was under way, say
            tell(str(error))


def _look(office: Office) -> None:
    """Read the books and decide, as a day's first run does; nothing is sent."""
    for name in LEDGERS.values():
        with office.work(name) as work:
            pull(work)
            decide_due(work)


def _mail_owners(office: Office, tell: Callable[[str], None]) -> None:
    """The morning mail of each ledger that may have one; a new one is looked at as a whole first."""
    for ledger in map(office.linked, LEDGERS.values()):
        if ledger.released_at is not None and mornings.mail_owner(office, ledger).state == "sent":
            page = _page_of_owner(office, ledger)
            tell(f"What {ledger.name}'s owner sees, from the morning mail to them: {page}")


@contextmanager
def _working(office: Office, tell: Callable[[str], None]) -> Iterator[None]:
    """Meanwhile webhooks go out by themselves, and mails to users, as they do where a worker runs."""
    over = threading.Event()

    def go_on() -> None:
        failed: set[tuple[str, OwnMail]] = set()
        while not over.wait(_EACH):
            tell_all(office)
            for name, mail in _due(office) - failed:
                try:
                    mail.do(office, office.linked(name))
                except (ConnectorError, DuesyncError) as error:
                    failed.add((name, mail))
                    tell(f"{name}: {error}")

    worker = threading.Thread(target=go_on, daemon=True)
    worker.start()
    try:
        yield
    finally:
        over.set()
        worker.join()


def _due(office: Office) -> set[tuple[str, OwnMail]]:
    """The mails to users that are due now, but the morning's: that has its place in the day."""
    return {
        (ledger.name, mail)
        for ledger in addressed(office)
        for mail in OWN_MAILS
        if mail.do is not mornings.mail_owner and mail.is_due(office, ledger)
    }


def _in_words(now: datetime) -> str:
    return f"{now:%A, %-d %B %Y}"


def _page_of_owner(office: Office, ledger: LinkedLedger) -> str:
    """Of the mail that went last."""
    query = (
        sa.select(mailed.c.key).where(mailed.c.ledger_id == ledger.id).order_by(mailed.c.day.desc()).limit(1)
    )
    with office.store.read() as connection:
        key = connection.scalars(query).one()
    return str(mornings.page_address(office, key))


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
            waiting = commands.proposals(office, ledger)
            left = waiting[_LEFT_TO_THE_OWNER]
            commands.approve(office, ledger, [one for one in waiting if one not in left], "demo")
            with office.work(name) as work:
                run_pass(work)
    users.accept(office, users.add(office, EMAIL, "Demo", "owner", None).word, PASSWORD)

"""Books from a folder, whose first level is a text that we send by the pretend Twilio, over real HTTP."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from connectors.sandbox.clock import running_from
from connectors.sandbox.server import serve
from connectors.sandbox.twilio import TwilioApi
from connectors.sandbox.twilio.exchange import Text
from dunning.decisions import Decision
from sync import commands, linking
from sync.clock import fixed
from sync.decide import decide_due
from sync.delivered import notify_of
from sync.office import Office, open_office
from sync.run import Pass, run_pass
from sync.secrets import make_key_file
from sync.store import decided, outbox, texts
from sync.store.outbox import Effect
from sync.store.texts import Cost
from tests.ready import FILE, ready
from tests.world import WORKING_DAY

MINE, OTHER = "quay", "wharf"
OURS = "+447700900000"
NUMBERS = ("+447700900101", "+447700900102", "+447700900103")
_HOUSE = """\
[store]
url = "{store}"
[secrets]
key = "file:duesync.key"
[mail]
host = "127.0.0.1"
port = 9
security = "none"
"""
_SMS = """\
[sms]
account_sid = "{account}"
auth_token = "{token}"
from = "{ours}"
host = "{host}"
"""
_LEDGER = """
[ledgers.{name}]
provider = "files"
folder = "exports"
company = "{name}"
currency = "GBP"
timezone = "Europe/London"
country = "GB"
settle_after_seconds = 0
[ledgers.{name}.sender]
name = "{brand}"
email = "accounts@{name}.example"
phone = "+44 20 7946 0000"
bank_details = "Account 12345678"
"""
POLICY = """
[policy]
approval_required = "none"
[policy.pre_due]
enabled = false
[policy.law]
debtor_kind = "company"
[[policy.levels]]
name = "text"
days = 4
channel = "sms"
[[policy.levels]]
name = "mail"
days = 60
"""


@dataclass(slots=True)
class Texting:
    """`office` is opened anew by `at`."""

    folder: Path
    office: Office
    twin: TwilioApi

    def at(self, now: datetime) -> Texting:
        """The same at another business time."""
        self.office.close()
        self.office = open_office(self.folder / "config.toml", fixed(now))
        return self

    def link(self, name: str) -> None:
        """Linked, read, approved and decided: texts are ready."""
        linking.link(self.office, name)
        self.run(name)
        ledger = self.office.linked(name)
        commands.approve(self.office, ledger, commands.proposals(self.office, ledger), "a test")
        with self.office.work(name) as work:
            decide_due(work)

    def run(self, name: str = MINE) -> Pass:
        """One whole pass."""
        with self.office.work(name) as work:
            return run_pass(work)

    def out(self) -> list[Text]:
        """What the pretend Twilio was given to send, and sent by itself, oldest first."""
        return [each for each in self.twin.exchange.texts if each.direction != "inbound"]

    def to(self, number: str) -> list[str]:
        """The words of what went to that number, oldest first."""
        return [each.body for each in self.out() if each.theirs == number]

    def messages(self, state: str) -> list[Effect]:
        """The messages in that state, oldest first."""
        with self.office.store.read() as connection:
            return outbox.work(connection, self.office.linked(MINE).id, ("message",), state)

    def numbers(self) -> list[str]:
        """Where the ready texts go, oldest first."""
        return [notify_of(each).recipients[0] for each in self.messages("ready")]

    def standing(self, customer: str, name: str = MINE) -> Decision:
        """The decision that stands about that customer."""
        with self.office.store.read() as connection:
            found = decided.standing(connection, self.office.linked(name).id, customer_id=customer)
        return found[0].decision

    def reasons(self, name: str = MINE) -> dict[str, str]:
        """Customer -> reason of its standing decision."""
        with self.office.store.read() as connection:
            found = decided.standing(connection, self.office.linked(name).id)
        return {one.customer_id: one.decision.reason.name for one in found}

    def costs(self) -> list[Cost]:
        """What texts cost since the day before."""
        with self.office.store.read() as connection:
            return texts.costs(connection, self.office.linked(MINE).id, WORKING_DAY - timedelta(days=1))


def export(folder: Path, numbers: tuple[str, ...] = NUMBERS) -> None:
    """Each customer owes one invoice, and somebody paid yesterday."""
    folder.mkdir(exist_ok=True)
    names = [f"Customer {place}" for place, _ in enumerate(numbers, 1)]
    rows = [f"{name},{number},GB" for name, number in zip(names, numbers, strict=True)]
    (folder / "customers.csv").write_text("\n".join(["Name,Phone,Country", *rows, "Payer,,GB"]) + "\n")
    owed = [f"N-{place},{name},2026-10-05,2026-11-04,120.00,120.00" for place, name in enumerate(names, 1)]
    head = "Number,Customer,Date,Due date,Total,Balance"
    paid = "N-9,Payer,2026-10-01,2026-10-31,50.00,0.00"
    (folder / "invoices.csv").write_text("\n".join([head, *owed, paid]) + "\n")
    (folder / "payments.csv").write_text("Date,Amount,Invoice,Customer\n2026-11-17,50.00,N-9,Payer\n")
    for file in folder.iterdir():  # written a minute ago: nobody waits for the rest of it
        os.utime(file, (time.time() - 60,) * 2)


@contextmanager
def texting(
    folder: Path, store: str = "sqlite:///duesync.db", more: str = "", policy: str = POLICY
) -> Iterator[Texting]:
    """Linked, released and decided: a text to each of `NUMBERS` is ready. `more`: settings after [sms]."""
    api = TwilioApi(running_from(WORKING_DAY), account="AC" + "5" * 32, token="token", numbers=(OURS,))
    export(folder / "exports")
    make_key_file(folder / "duesync.key")
    ready(folder / FILE)
    with serve(api) as twin:
        sms = _SMS.format(account=api.account, token=api.token, ours=OURS, host=twin.url)
        ledgers = "".join(_LEDGER.format(name=name, brand=name.title()) for name in (MINE, OTHER))
        config = folder / "config.toml"
        config.write_text(_HOUSE.format(store=store) + sms + more + ledgers + policy, encoding="utf-8")
        made = Texting(folder, open_office(config, fixed(WORKING_DAY)), api)
        try:
            made.link(MINE)
            yield made
        finally:
            made.office.close()

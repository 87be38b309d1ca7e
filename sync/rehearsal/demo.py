"""The demo: link two pretend companies, do the main job over real HTTP and SMTP, then do it again."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from connectors.sandbox.sandbox import FREE, Sandbox
from sync import commands, linking
from sync.clock import fixed
from sync.config import load
from sync.decide import decide_due
from sync.office import Office, open_office
from sync.pull import pull
from sync.rehearsal.sandbox import HURRY, LEDGERS, configuration, consent
from sync.run import Pass, run_pass
from sync.secrets import make_key_file
from sync.store import allowance, figures
from sync.tables import decisions, invoices

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)  # a Wednesday, inside office hours from Madrid to Chicago
_PART = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Counts:
    """One run over all ledgers. `decisions`: accounts, each of which has one; `waits`: those that wait."""

    decisions: int
    waits: int
    messages: int
    notes: int
    payments: int


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """One line of the table: what was decided for whom, and why."""

    customer: str
    currency: str
    action: str
    text: str


@dataclass(slots=True)
class DemoLedger:
    """One ledger after the runs."""

    provider: str
    name: str
    invoices: int
    open_balance: dict[str, Decimal]
    source_open_balance: dict[str, Decimal]
    metered_calls: int
    calls: int = 0
    decided: list[DecidedRow] = field(default_factory=list)


@dataclass(slots=True)
class Outcome:
    """What the demo did. `mail`: subject and recipients of each message, as the mail server kept them."""

    ledgers: list[DemoLedger]
    first_run: Counts
    second_run: Counts
    payments_confirmed: int
    seconds: float
    mail: list[tuple[str, str]]

    def summary(self) -> dict[str, Any]:
        """The object that `demo --json` prints."""
        return {
            "ledgers": [
                {
                    "provider": one.provider,
                    "name": one.name,
                    "invoices": one.invoices,
                    "open_balance": {currency: str(total) for currency, total in one.open_balance.items()},
                    "source_open_balance": {
                        currency: str(total) for currency, total in one.source_open_balance.items()
                    },
                    "metered_calls": one.metered_calls,
                }
                for one in self.ledgers
            ],
            "first_run": asdict(self.first_run),
            "second_run": asdict(self.second_run),
            "payments_confirmed": self.payments_confirmed,
            "seconds": round(self.seconds, 2),
        }


def run_demo(
    *, seed: int, customers: int, now: datetime | None, approve: bool, progress: Callable[[str], None]
) -> Outcome:
    """Do it all in a temporary folder. `now`: the fixed instant, aware; a working day when `None`."""
    began = time.monotonic()
    instant = NOW if now is None else now.astimezone(UTC)
    with (
        tempfile.TemporaryDirectory(prefix="duesync-demo-") as folder,
        Sandbox(seed=seed, start=instant, customers=customers, limits=FREE) as sandbox,
    ):
        config = Path(folder) / "config.toml"
        config.write_text(configuration(sandbox, more=HURRY), encoding="utf-8")
        make_key_file(Path(folder) / "duesync.key")
        load(config)
        office = open_office(config, fixed(instant))
        try:
            return _rehearse(office, sandbox, began, progress, approve=approve)
        finally:
            office.close()


def _rehearse(
    office: Office, sandbox: Sandbox, began: float, progress: Callable[[str], None], *, approve: bool
) -> Outcome:
    for name in LEDGERS.values():
        progress(f"{name}: linking")
        under_way = linking.begin(office, name)
        under_way.finish(consent(under_way.address), lambda grants: grants[0])
        with office.work(name, progress) as work:
            pull(work)
            decide_due(work)
        ledger = office.linked(name)
        if approve:
            commands.approve(office, ledger, commands.proposals(office, ledger), "demo")
        _pay_a_part(office, name)
    before = _last_decision(office)
    first, accounts = _run_all(office, progress), _accounts(office)
    decided = {name: _decided(office, name, before) for name in LEDGERS.values()}
    second = _run_all(office, progress)
    ledgers = []
    for provider, name in LEDGERS.items():
        one = _figures(office, sandbox, provider, name)
        one.decided = decided[name]
        ledgers.append(one)
    return Outcome(
        ledgers=ledgers,
        first_run=_counts(first, accounts),
        second_run=_counts(second, _accounts(office)),
        payments_confirmed=sum(one.confirmed for one in first + second),
        seconds=time.monotonic() - began,
        mail=[
            (str(message.message["Subject"]), ", ".join(message.recipients))
            for message in sandbox.mail.messages
        ],
    )


def _pay_a_part(office: Office, name: str) -> None:
    """Half of the largest open invoice came in, as a bookkeeper would record it."""
    ledger = office.linked(name)
    with office.store.read() as connection:
        row = connection.execute(
            sa.select(invoices.c.number)
            .where(
                invoices.c.ledger_id == ledger.id,
                invoices.c.status == "open",
                invoices.c.currency == ledger.home_currency,
                invoices.c.balance > 0,
            )
            .order_by(invoices.c.balance.desc(), invoices.c.id)
            .limit(1)
        ).one()
        balance = commands.the_invoice(connection, ledger, row.number).balance
    part = Decimal(int(balance * _PART)).scaleb(-2)
    commands.pay(office, ledger, row.number, part, paid_on=None, reference="BANK-0001")


def _run_all(office: Office, progress: Callable[[str], None]) -> list[Pass]:
    passes = []
    for name in LEDGERS.values():
        with office.work(name, progress) as work:
            passes.append(run_pass(work))
    return passes


def _accounts(office: Office) -> int:
    with office.store.read() as connection:
        return int(connection.scalar(sa.select(sa.func.count()).where(decisions.c.standing)) or 0)


def _counts(passes: list[Pass], accounts: int) -> Counts:
    """Each account gets one message or task at most in a run; the others wait."""
    done = sum(one.delivered.messages + one.delivered.tasks for one in passes)
    return Counts(
        decisions=accounts,
        waits=accounts - done,
        messages=sum(one.delivered.messages for one in passes),
        notes=sum(one.delivered.notes for one in passes),
        payments=sum(one.delivered.payments for one in passes),
    )


def _last_decision(office: Office) -> int:
    with office.store.read() as connection:
        return int(connection.scalar(sa.select(sa.func.max(decisions.c.id))) or 0)


def _decided(office: Office, name: str, before: int) -> list[DecidedRow]:
    """The first decision of the run on each account that owes something."""
    ledger = office.linked(name)
    with office.store.read() as connection:
        names = figures.customer_names(connection, ledger.id)
        rows = connection.execute(
            sa.select(decisions)
            .where(
                decisions.c.ledger_id == ledger.id,
                decisions.c.id > before,
                decisions.c.reason != "NOTHING_DUE",
            )
            .order_by(decisions.c.id)
        ).all()
    first: dict[tuple[str, str], DecidedRow] = {}
    for row in rows:
        key = (row.customer_id, row.currency)
        first.setdefault(
            key, DecidedRow(names.get(row.customer_id, row.customer_id), row.currency, row.action, row.text)
        )
    return sorted(first.values(), key=lambda one: (one.action == "wait", one.customer, one.currency))


def _figures(office: Office, sandbox: Sandbox, provider: str, name: str) -> DemoLedger:
    ledger = office.linked(name)
    books = sandbox.xero if provider == "xero" else sandbox.quickbooks
    with office.store.read() as connection:
        calls, metered = allowance.made(connection, ledger.id)
        return DemoLedger(
            provider=provider,
            name=ledger.organisation,
            invoices=figures.invoice_count(connection, ledger.id),
            open_balance=figures.open_balances(connection, ledger.id),
            source_open_balance=dict(sorted(books.open_balances().items())),
            metered_calls=metered,
            calls=calls,
        )

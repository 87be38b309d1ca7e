"""A state machine over pull, decide, deliver and reconcile: any order of business, work and faults.

`make machine` runs it for longer. The laws below hold after every step, whatever went before.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from connectors.errors import ConnectorError
from connectors.sandbox.faults import Fault
from dunning.account import Notice
from sync import commands
from sync.clock import Clock
from sync.office import open_office
from sync.store import figures
from sync.tables import decisions, effects, notices
from tests.world import BOTH, WORKING_DAY, XERO, world

LONG = int(os.environ.get("DUESYNC_MACHINE", "1"))  # how many times longer than in `make test`
WEEK = timedelta(days=7)
NAMES = st.sampled_from(BOTH)
PICK = st.integers(min_value=0, max_value=10**6)


class Business(RuleBasedStateMachine):
    """A small firm's months with two ledgers."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.now: datetime = WORKING_DAY
        clock = Clock(now=lambda: self.now)
        self.world = self.stack.enter_context(world(folder, customers=6, clock=clock))
        self.quiet: set[str] = set()

    @initialize()
    def begin(self) -> None:
        self.world.link()
        for name in BOTH:
            self.work(name)

    def source(self, name: str) -> Any:
        return self.world.sandbox.xero if name == XERO else self.world.sandbox.quickbooks

    def an_open_invoice(self, name: str, pick: int) -> Any:
        with self.world.office.store.read() as connection:
            rows = figures.open_invoices(connection, self.world.office.linked(name).id)
        rows = [row for row in rows if row.number]
        return rows[pick % len(rows)] if rows else None

    # ---- the work ----

    @rule(name=NAMES)
    def work(self, name: str) -> None:
        """One pass, on a day without trouble."""
        self.world.run(name)
        self.quiet.add(name)

    @rule(
        name=NAMES,
        where=st.sampled_from(["GET", "PUT|POST", "History|attachable", "Payments|/payment"]),
        action=st.sampled_from(["status", "html", "cut", "lost", "garbage", "empty"]),
        skip=st.integers(min_value=0, max_value=6),
    )
    def work_in_trouble(self, name: str, where: str, action: Any, skip: int) -> None:
        """One pass while the provider has a bad day."""
        faults = self.source(name).faults
        faults.add(Fault(match=where, action=action, skip=skip, times=2, status=503))
        with suppress(ConnectorError):
            self.world.run(name)
        faults.clear()
        self.quiet.discard(name)

    @rule(name=NAMES, failure=st.sampled_from(["refuse", "defer", "cut", "lost"]))
    def work_while_mail_fails(self, name: str, failure: Any) -> None:
        self.world.sandbox.mail.fail(failure, times=1)
        with suppress(ConnectorError):
            self.world.run(name)
        self.world.sandbox.mail.heal()
        self.quiet.discard(name)

    @rule(days=st.integers(min_value=1, max_value=9), booked=st.booleans())
    def time_passes(self, days: int, booked: bool) -> None:
        self.now += timedelta(days=days)
        if booked:
            for name in BOTH:
                ledger = self.world.office.linked(name)
                commands.confirm_books(self.world.office, ledger, self.now.date())

    # ---- what people do ----

    @rule(name=NAMES)
    def a_person_approves(self, name: str) -> None:
        self.world.approve(name)

    @rule(name=NAMES, pick=PICK, days=st.integers(min_value=1, max_value=20))
    def a_person_holds_an_invoice(self, name: str, pick: int, days: int) -> None:
        row = self.an_open_invoice(name, pick)
        if row is not None:
            until = (self.now + timedelta(days=days)).date()
            commands.hold(
                self.world.office,
                self.world.office.linked(name),
                customer=None,
                invoice=row.id,
                until=until,
                note="",
            )

    @rule(name=NAMES, pick=PICK)
    def a_person_records_a_payment(self, name: str, pick: int) -> None:
        row = self.an_open_invoice(name, pick)
        if row is not None:
            with suppress(commands.ActError):  # more than is owed by now
                commands.pay(
                    self.world.office,
                    self.world.office.linked(name),
                    row.id,
                    Decimal(1),
                    paid_on=None,
                    reference=None,
                )

    @rule(name=NAMES, pick=PICK, whole=st.booleans())
    def a_customer_pays_at_the_source(self, name: str, pick: int, whole: bool) -> None:
        row = self.an_open_invoice(name, pick)
        if row is None:
            return
        balance = self.source(name).balance_of(row.number)
        amount = balance if whole else min(balance, Decimal(1))
        if amount > 0:
            self.source(name).pay(row.number, amount)
            self.quiet.discard(name)

    @rule(name=NAMES, pick=PICK, days=st.integers(min_value=-30, max_value=30))
    def a_bookkeeper_moves_a_due_date(self, name: str, pick: int, days: int) -> None:
        row = self.an_open_invoice(name, pick)
        if row is not None and self.source(name).balance_of(row.number) > 0:
            self.source(name).edit_due(row.number, row.due_on + timedelta(days=days))
            self.quiet.discard(name)

    @rule()
    def the_program_is_started_anew(self) -> None:
        self.world.office.close()
        self.world.office = open_office(self.world.config, Clock(now=lambda: self.now))

    # ---- the laws ----

    @invariant()
    def no_message_is_sent_twice(self) -> None:
        sent = Counter(message["Message-ID"] for message in self.world.mail())
        assert all(count == 1 for count in sent.values()), sent

    @invariant()
    def no_level_is_repeated_and_a_week_lies_between_messages(self) -> None:
        with self.world.office.store.read() as connection:
            rows = connection.execute(
                sa.select(notices.c.ledger_id, notices.c.customer_id, notices.c.body).order_by(
                    notices.c.effect_id
                )
            ).all()
        steps: Counter[tuple[object, ...]] = Counter()
        last: dict[tuple[int, str], datetime] = {}
        for ledger_id, customer, body in rows:
            notice = msgspec.json.decode(body, type=Notice)
            steps[ledger_id, customer, notice.currency, notice.episode, notice.level] += 1
            if notice.channel == "email":
                before = last.get((ledger_id, customer))
                assert before is None or notice.delivered_at - before >= WEEK, (customer, notice)
                last[ledger_id, customer] = notice.delivered_at
        assert all(count == 1 for count in steps.values()), steps

    @invariant()
    def each_payment_stands_at_the_source_once(self) -> None:
        with self.world.office.store.read() as connection:
            rows = connection.execute(
                sa.select(effects.c.key, effects.c.state, effects.c.ledger_id).where(
                    effects.c.kind == "payment"
                )
            ).all()
        held = [call for name in BOTH for call in self.written_keys(name)]
        count = Counter(held)
        for row in rows:
            assert count[row.key] <= 1, row.key
            assert row.state != "done" or count[row.key] == 1, row.key

    def written_keys(self, name: str) -> list[str]:
        books = self.source(name)
        with self.world.office.store.read() as connection:
            ledger_id = self.world.office.linked(name).id
            numbers = [row.number for row in figures.every_invoice(connection, ledger_id) if row.number]
        return [
            str(reference)
            for number in numbers
            for _, reference, *rest in books.payments_on(number)
            if reference and "DELETED" not in rest
        ]

    @invariant()
    def a_quiet_ledger_is_staged_to_the_cent_and_every_overdue_account_has_its_decision(self) -> None:
        for name in self.quiet:
            ledger = self.world.office.linked(name)
            with self.world.office.store.read() as connection:
                assert figures.open_balances(connection, ledger.id) == self.source(name).open_balances()
                rows = connection.execute(
                    sa.select(decisions).where(
                        decisions.c.ledger_id == ledger.id, decisions.c.standing, decisions.c.overdue
                    )
                ).all()
                claimed = connection.scalar(
                    sa.select(sa.func.count()).where(
                        effects.c.ledger_id == ledger.id, effects.c.state == "claimed"
                    )
                )
            assert claimed == 0
            assert all(row.text and row.review_at is not None for row in rows)

    def teardown(self) -> None:
        """Give back ports and files."""
        self.stack.close()


TestBusiness = Business.TestCase
TestBusiness.settings = settings(
    max_examples=4 * LONG,
    stateful_step_count=25,
    deadline=None,
    derandomize=LONG == 1,
    suppress_health_check=list(HealthCheck),
)

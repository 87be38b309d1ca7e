"""No message leaves longer than two minutes after the look at the books that it rests on."""

from __future__ import annotations

import itertools
import smtplib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from connectors.mail.channel import SmtpChannel
from sync.clock import Clock
from sync.office import open_office
from sync.run import run_pass
from sync.store import figures
from tests.world import WORKING_DAY, XERO, World, world


def under(made: World, clock: Clock) -> World:
    made.office.close()
    made.office = open_office(made.config, clock)
    return made


def test_a_laptop_that_sleeps_after_the_first_message_looks_again_before_the_second(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        made.ready_to_send(XERO)
        with made.office.store.read() as connection:
            owing = figures.open_invoices(connection, made.office.linked(XERO).id)
        slept: list[timedelta] = []

        def sleep() -> timedelta:
            """The lid is closed after the first message; everyone pays before it is opened again."""
            if made.mail() and not slept:
                slept.append(timedelta(hours=3))
                for row in owing:
                    made.sandbox.xero.pay(row.number, made.sandbox.xero.balance_of(row.number))
            return sum(slept, timedelta())

        # the monotonic clock counts no sleep, as on Linux and macOS
        under(made, Clock(now=lambda: WORKING_DAY + sleep(), wall=lambda: datetime.now(UTC) + sleep()))
        assert made.run(XERO).delivered.messages == 1
        assert len(made.mail()) == 1


def test_when_a_look_takes_too_long_nothing_leaves_and_the_run_ends(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        made.ready_to_send(XERO)
        seconds = itertools.count(0, 200)
        under(made, Clock(now=lambda: WORKING_DAY, elapsed=lambda: float(next(seconds))))
        done = made.run(XERO).delivered
        assert done.messages == 0
        assert done.later > 0
        assert made.mail() == []
        under(made, Clock(now=lambda: WORKING_DAY))
        assert made.run(XERO).delivered.messages == done.later


def test_a_message_whose_mail_server_takes_minutes_over_its_recipients_does_not_leave(tmp_path: Path) -> None:
    waited: list[float] = []

    class Slow(smtplib.SMTP):
        def rcpt(self, *args: object) -> tuple[int, bytes]:
            waited.append(150.0)
            return super().rcpt(*args)  # type: ignore[arg-type]  # handed on as they came

    with world(tmp_path) as made:
        made.ready_to_send(XERO)
        under(made, Clock(now=lambda: WORKING_DAY, elapsed=lambda: sum(waited)))
        with made.office.work(XERO) as work:
            settings = made.office.config.mail_for(XERO)
            work.open_channel = lambda: SmtpChannel(
                settings, work.now, connect=lambda *_: made.sandbox.mail.connect(Slow)
            )
            done = run_pass(work).delivered
        assert waited
        assert done.messages == 0
        assert made.mail() == []
        under(made, Clock(now=lambda: WORKING_DAY))
        assert made.run(XERO).delivered.messages

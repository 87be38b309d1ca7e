"""The week's figures by mail: to those named, once, on their day or later in that week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync import own_mails
from sync.clock import fixed
from sync.commands.weekly import mail_weekly
from sync.config import ConfigError, load
from sync.config_reports import ReportSettings
from sync.reports import weekly
from sync.reports.weekly import is_due, week_of
from sync.worker import Worker
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO, World, world

TO = '["owner@harbour.example", "partner@harbour.example"]'


def named(made: World, lines: str) -> World:
    """The same world with these lines of `[ledgers.harbour.reports]`."""
    text = made.config.read_text(encoding="utf-8").partition("[ledgers.harbour.reports]")[0]
    made.config.write_text(f"{text}\n[ledgers.harbour.reports]\n{lines}\n", encoding="utf-8")
    return made.at(made.office.clock.now())


def due(made: World) -> bool:
    return is_due(made.office, made.office.linked(XERO))


def send(made: World) -> list[str]:
    ledger = made.office.linked(XERO)
    return weekly.mail_week(made.office, ledger)


def test_it_goes_once_a_week_to_each_and_tells_of_the_last_whole_week(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        made.ready_to_send(XERO)
        assert not due(made), "nobody is named"
        named(made, f"weekly_to = {TO}")
        assert week_of(made.office, made.office.linked(XERO))[0] == "2026-W47"
        assert due(made), "Monday is over, and it did not go"
        assert send(made) == ["owner@harbour.example", "partner@harbour.example"]
        assert (send(made), due(made), len(made.mail())) == ([], False, 2)
        first = made.sandbox.mail.messages[0]
        assert first.recipients == ("owner@harbour.example",)
        assert "the week of 9 November to 15 November 2026" in first.message["Subject"]
        body = first.message.get_body(("plain",))
        assert body is not None
        text = body.get_content()
        assert "GBP\n  Owed: " in text
        assert "JPY\n  Owed: " in text
        assert "(a week before" in text
        assert "Replies: 0" in text
        made.at(WORKING_DAY + timedelta(days=5))  # Monday
        assert due(made)
        assert len(send(made)) == 2


def test_whether_it_is_due_costs_as_many_queries_for_ten_as_for_one(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        made.ready_to_send(XERO)
        asked: list[str] = []

        def questions(to: int) -> int:
            names = ", ".join(f'"p{number}@harbour.example"' for number in range(to))
            named(made, f"weekly_to = [{names}]")
            send(made)
            engine = made.office.store.engine
            sa.event.listen(engine, "before_cursor_execute", lambda *told: asked.append(str(told[2])))
            asked.clear()
            assert not due(made)
            return len(asked)

        assert questions(1) == questions(10)


def test_only_ledgers_whose_people_may_get_any_are_asked_about(small_world: World) -> None:
    def asked() -> list[str]:
        return [one.name for one in own_mails.addressed(small_world.office)]

    small_world.link()
    assert asked() == []
    mail_weekly(small_world.office, small_world.office.linked(QUICKBOOKS), ["owner@books.example"])
    assert asked() == [QUICKBOOKS]
    named(small_world, f"weekly_to = {TO}")
    assert sorted(asked()) == sorted(BOTH)


def test_it_goes_by_itself_to_whom_a_person_named_in_the_console(tmp_path: Path) -> None:
    with world(tmp_path, customers=4) as made:
        made.link(XERO).run(XERO)
        ledger = made.office.linked(XERO)
        mail_weekly(made.office, ledger, ["boss@harbour.example"])
        for mail in own_mails.OWN_MAILS:
            if mail.is_due(made.office, ledger):
                mail.do(made.office, ledger)
        assert [one.recipients for one in made.sandbox.mail.messages] == [("boss@harbour.example",)]


def test_before_its_day_and_hour_in_the_ledgers_zone_it_waits(tmp_path: Path) -> None:
    with world(tmp_path, customers=4) as made:
        made.link(XERO).run(XERO)
        named(made, f'weekly_to = {TO}\nweekly_day = "thursday"\nweekly_at = "09:30"')
        zone = made.office.linked(XERO).timezone
        assert zone == "Europe/London"
        told = []
        for day, hour, minute in ((18, 23, 0), (19, 9, 29), (19, 9, 30), (22, 23, 30), (23, 0, 30)):
            made.at(datetime(2026, 11, day, hour, minute, tzinfo=UTC))
            told.append(due(made))
        assert told == [False, False, True, True, False]


def test_who_was_refused_is_not_tried_again_and_who_was_put_off_is(tmp_path: Path) -> None:
    with world(tmp_path, customers=4) as made:
        made.link(XERO).run(XERO)
        named(made, f"weekly_to = {TO}")
        made.sandbox.mail.fail("defer", recipient="partner")
        with pytest.raises(Exception, match="Try again later"):
            send(made)
        assert due(made)
        assert send(made) == ["partner@harbour.example"]
        assert not due(made)


def test_the_worker_sends_it_once_between_its_runs(tmp_path: Path) -> None:
    with world(tmp_path, customers=4) as made:
        made.link(XERO).run(XERO)
        named(made, f"weekly_to = {TO}")
        worker = Worker(made.config, fixed(WORKING_DAY), WORKING_DAY.isoformat())
        worker.tick()
        [running] = worker.running.values()
        assert running.command == "report"
        assert running.process.wait(60) == 0
        assert len(made.mail()) == 2
        worker.mails.clear()
        worker.tick()
        assert worker.running == {}
        assert len(made.mail()) == 2


def test_settings_are_read_and_their_mistakes_told(tmp_path: Path) -> None:
    with world(tmp_path, customers=2) as made:
        named(made, f"weekly_to = {TO}")
        read = load(made.config).ledger(XERO).reports
        assert isinstance(read, ReportSettings)
        assert (read.weekly_day, str(read.weekly_at)) == (0, "08:00:00")
        text = made.config.read_text(encoding="utf-8")
        made.config.write_text(
            text.replace(TO, '["no address"]\nweekly_day = "noday"\nweekly_at = "25:00"\nlogo = "x"')
            + '[branding]\nlogo = "logo.svg"\n',
            encoding="utf-8",
        )
        with pytest.raises(ConfigError) as wrong:
            load(made.config)
        told = {key for key, _ in wrong.value.problems}
        assert told == {
            "ledgers.harbour.reports.weekly_to.1",
            "ledgers.harbour.reports.weekly_day",
            "ledgers.harbour.reports.weekly_at",
            "ledgers.harbour.reports.logo",
            "branding.logo",
        }

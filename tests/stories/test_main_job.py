"""The main job, end to end, as the README promises it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sync import commands
from sync.rehearsal.demo import run_demo
from sync.store import figures
from tests.world import BOTH, QUICKBOOKS, SUNDAY_NIGHT, WORKING_DAY, XERO, World, world


def quiet(_text: str) -> None:
    """Show nothing."""


def test_the_demo_does_the_whole_job_and_the_second_run_sends_nothing() -> None:
    outcome = run_demo(seed=7, customers=24, now=None, approve=True, progress=quiet).summary()
    for ledger in outcome["ledgers"]:
        assert ledger["open_balance"] == ledger["source_open_balance"]
        assert ledger["invoices"] > 200
    first = outcome["first_run"]
    assert first["messages"] > 10
    assert first["notes"] >= first["messages"]
    assert first["payments"] == outcome["payments_confirmed"] == 2
    assert first["decisions"] > first["waits"] > 0
    second = outcome["second_run"]
    assert (second["messages"], second["notes"], second["payments"]) == (0, 0, 0)


def test_on_a_sunday_night_nobody_is_written_to() -> None:
    outcome = run_demo(seed=7, customers=24, now=SUNDAY_NIGHT, approve=True, progress=quiet).summary()
    assert outcome["first_run"]["messages"] == 0
    assert outcome["first_run"]["waits"] == outcome["first_run"]["decisions"] > 0
    assert outcome["first_run"]["payments"] == outcome["payments_confirmed"] == 2


def test_nothing_goes_out_on_a_new_ledger_until_a_person_approves() -> None:
    outcome = run_demo(seed=7, customers=24, now=None, approve=False, progress=quiet).summary()
    assert outcome["first_run"]["messages"] == outcome["first_run"]["notes"] == 0
    assert outcome["first_run"]["payments"] == 2


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_staged_balances_equal_the_source_for_any_book(seed: int) -> None:
    outcome = run_demo(seed=seed, customers=24, now=None, approve=True, progress=quiet).summary()
    for ledger in outcome["ledgers"]:
        assert ledger["open_balance"] == ledger["source_open_balance"]
    assert outcome["second_run"]["messages"] == 0


def test_the_main_job_runs_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    with world(tmp_path, store=postgres_url) as made:
        made.ready_to_send()
        sent = sum(made.run(name).delivered.messages for name in BOTH)
        assert sent == len(made.mail()) > 10
        assert sum(made.run(name).delivered.messages for name in BOTH) == 0


def test_a_customer_who_pays_between_plan_and_send_hears_nothing(small_world: World) -> None:
    small_world.ready_to_send(XERO)
    ledger = small_world.office.linked(XERO)
    with small_world.office.store.read() as connection:
        owing = figures.open_invoices(connection, ledger.id)
    coming = commands.plan(small_world.office, ledger, days=1)
    assert coming
    # everyone whose message is ready pays at the source, a moment before the run
    for row in owing:
        small_world.sandbox.xero.pay(row.number, small_world.sandbox.xero.balance_of(row.number))
    done = small_world.run(XERO)
    assert done.delivered.messages == 0
    assert small_world.mail() == []


def test_a_payment_recorded_here_stands_in_both_ledgers_once(small_world: World) -> None:
    small_world.ready_to_send()
    for name, books in ((XERO, small_world.sandbox.xero), (QUICKBOOKS, small_world.sandbox.quickbooks)):
        ledger = small_world.office.linked(name)
        with small_world.office.store.read() as connection:
            row = next(
                row
                for row in figures.open_invoices(connection, ledger.id)
                if row.currency == ledger.home_currency and row.balance > 10000
            )
        before = books.balance_of(row.number)
        write = commands.pay(
            small_world.office, ledger, row.number, Decimal("12.34"), paid_on=None, reference="BANK-7"
        )
        with pytest.raises(commands.ActError, match="already recorded"):
            commands.pay(
                small_world.office, ledger, row.number, Decimal("12.34"), paid_on=None, reference="BANK-7"
            )
        assert small_world.run(name).confirmed == 1
        assert small_world.run(name).delivered.payments == 0
        assert books.balance_of(row.number) == before - Decimal("12.34")
        ours = [one for one in books.payments_on(row.number) if one[1] == write.key]
        assert [amount for amount, *_ in ours] == [Decimal("12.34")]


def test_the_next_levels_come_at_their_days_and_only_when_the_books_are_booked(small_world: World) -> None:
    small_world.ready_to_send(XERO)
    first = small_world.run(XERO).delivered.messages
    assert first > 0
    later = WORKING_DAY + timedelta(days=14)
    small_world.at(later)
    assert small_world.run(XERO).delivered.messages == 0  # no payment was recorded since: the books are stale
    ledger = small_world.office.linked(XERO)
    commands.confirm_books(small_world.office, ledger, later.date())
    small_world.run(XERO)
    assert small_world.approve(XERO) >= 0
    assert small_world.run(XERO).delivered.messages > 0
    threaded = [message for message in small_world.mail()[first:] if message["In-Reply-To"]]
    assert threaded
    known = {message["Message-ID"] for message in small_world.mail()[:first]}
    assert all(message["In-Reply-To"] in known for message in threaded)


def test_a_payment_of_ours_is_reversed_in_both_ledgers_once(small_world: World) -> None:
    small_world.ready_to_send()
    for name, books in ((XERO, small_world.sandbox.xero), (QUICKBOOKS, small_world.sandbox.quickbooks)):
        ledger = small_world.office.linked(name)
        with small_world.office.store.read() as connection:
            row = next(
                row
                for row in figures.open_invoices(connection, ledger.id)
                if row.currency == ledger.home_currency and row.balance > 10000
            )
        before = books.balance_of(row.number)
        write = commands.pay(
            small_world.office, ledger, row.number, Decimal("12.34"), paid_on=None, reference=None
        )
        with pytest.raises(commands.ActError, match="not in the ledger"):
            commands.void_payment(small_world.office, ledger, write.key)
        small_world.run(name)
        commands.void_payment(small_world.office, ledger, write.key)
        with pytest.raises(commands.ActError, match="being reversed already"):
            commands.void_payment(small_world.office, ledger, write.key)
        assert small_world.run(name).delivered.voids == 1
        assert books.balance_of(row.number) == before
        with pytest.raises(commands.ActError, match="reversed already"):
            commands.void_payment(small_world.office, ledger, write.key)
        with small_world.office.store.read() as connection:
            staged = figures.open_balances(connection, ledger.id)
        assert staged == books.open_balances()

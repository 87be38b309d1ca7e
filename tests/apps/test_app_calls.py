"""The budget of a whole app in the store: shared by ledgers, threads and processes, whichever of them die."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from connectors.base import Limits
from connectors.errors import TryLater
from connectors.hurry import hurrying
from sync.clock import real
from sync.store import Store
from sync.store.allowance import StoredAllowance
from sync.store.app_budget import AppLimit
from sync.store.app_calls import AppAllowance
from tests.apps.child import PER_MINUTE
from tests.hand import Hand
from tests.ready import FILE, ready
from tests.sync.books import linked, opened
from tests.sync.child import ROOT

WIDE = Limits(at_once=100, per_minute=1000)


@pytest.fixture
def store(tmp_path: Path, hand: Hand) -> Iterator[Store]:
    with opened(ready(tmp_path / FILE), hand.clock()) as made:
        yield made


def app(store: Store, **limits: int | bool) -> AppAllowance:
    return AppAllowance(store, "app", "Xero", AppLimit(**limits), 30)  # type: ignore[arg-type]  # a test's


def ledger(store: Store, shared: AppAllowance, company: str) -> StoredAllowance:
    return StoredAllowance(store, linked(store, company), company, WIDE, 30, shared)


def call(ours: StoredAllowance, times: int = 1, *, metered: bool = True, spare: bool = False) -> None:
    for _ in range(times):
        with ours.call(metered=metered, spare=spare):
            pass


def breaks(ours: StoredAllowance) -> None:
    with pytest.raises(ConnectionError), ours.call(metered=True):
        raise ConnectionError


def refusal(ours: StoredAllowance, *, spare: bool = False) -> TryLater:
    with pytest.raises(TryLater) as refused, ours.call(metered=True, spare=spare):
        pytest.fail("a call was let in")
    return refused.value


def test_ledgers_of_one_app_share_it_and_give_back_what_they_had_no_use_for(store: Store) -> None:
    shared = app(store, per_minute=40)
    one, other = ledger(store, shared, "A-1"), ledger(store, shared, "B-2")
    with one.held(), other.held():
        call(one, 3)
        call(other, 4)
    memory = shared.memory()
    assert (memory.lent, sum(memory.made.values())) == ({}, 7)
    assert sum(calls for _, calls in memory.ended) == 7


def test_a_place_that_the_ledger_refuses_costs_the_app_nothing(store: Store) -> None:
    shared = app(store, per_minute=40)
    ours = StoredAllowance(store, linked(store), "harbour", Limits(per_day=1), 30, shared)
    with ours.held():
        call(ours)
        for _ in range(5):
            refusal(ours)
    assert sum(shared.memory().made.values()) == 1


def test_an_outage_ends_all_calls_until_one_is_answered(store: Store, hand: Hand) -> None:
    """Thousands of ledgers must not each find out for themselves, again and again."""
    shared = app(store, per_minute=1000)
    five = [ledger(store, shared, company) for company in "ABCDE"]
    for each in five:
        breaks(each)
    told = refusal(ledger(store, shared, "F"))
    assert (told.code, told.after, told.about) == ("rests", 30, "F")
    assert told.text == "Xero answers nobody now, and is asked again in 30 seconds"
    store.purses.clear()  # so it is in another process
    assert refusal(five[0]).after == 30
    hand.wall += timedelta(seconds=31)
    breaks(five[0])
    assert refusal(five[1]).after == 60
    hand.wall += timedelta(seconds=61)
    call(five[1])
    for each in five:
        call(each)


def test_calls_that_had_little_time_tell_of_no_outage(store: Store) -> None:
    shared = app(store, per_minute=1000)
    for company in "ABCDE":
        with hurrying(60):
            breaks(ledger(store, shared, company))
    assert shared.rests_for() == 0


def test_a_provider_that_says_it_cannot_answer_is_an_outage_too(store: Store) -> None:
    shared = app(store, per_minute=1000)
    for company in "ABCDE":
        ours = ledger(store, shared, company)
        call(ours)
        ours.faltered()
    assert shared.rests_for() == 0, "they were answered in between"
    for company in "ABCDE":
        ledger(store, shared, company).faltered()
    assert shared.rests_for() == 30


def test_a_rest_that_the_provider_asks_of_the_whole_app_is_every_ledgers(store: Store, hand: Hand) -> None:
    shared = app(store, per_minute=1000)
    one, other = ledger(store, shared, "A-1"), ledger(store, shared, "B-2")
    call(one)
    one.refused(45, whole_app=True)
    store.purses.clear()  # so it is in another process
    assert refusal(other).after == 45
    hand.wall += timedelta(seconds=46)
    call(other)


def test_of_a_month_a_fifth_is_kept_and_writes_cost_nothing(store: Store, hand: Hand) -> None:
    shared = app(store, reads=50)
    ours = ledger(store, shared, "A-1")
    with ours.held():
        call(ours, 39)
        call(ours, 30, metered=False)
    assert not ours.is_short()
    call(ours)
    assert ours.is_short()
    hand.wall += timedelta(seconds=11)  # the last block may not have known
    told = refusal(ours, spare=True)
    assert "the metered reads left this month are kept for payments" in told.text
    with ours.held():
        call(ours, 10)
    assert refusal(ours).code == "month"
    call(ours, metered=False)
    hand.wall = datetime(2026, 12, 1, 0, 1, tzinfo=UTC)
    call(ours)


def test_four_processes_one_of_which_is_killed_share_a_minute(postgres_url: str, tmp_path: Path) -> None:
    told = tmp_path / "calls"
    told.touch()
    with opened(postgres_url, real()) as store:
        ids = [linked(store, f"C-{number}") for number in range(8)]
    started = [
        Popen(  # noqa: S603 - ourselves
            [sys.executable, "-m", "tests.apps.child", postgres_url, str(told), f"{ids[n]},{ids[n + 4]}"],
            cwd=ROOT,
            stdin=PIPE,
            stdout=PIPE,
            text=True,
        )
        for n in range(4)
    ]
    try:
        for each in started:
            assert each.stdout is not None
            assert each.stdout.readline() == "ready\n"
        for each in started:
            assert each.stdin is not None
            each.stdin.write("\n")
            each.stdin.flush()
        time.sleep(0.4)
        started[0].kill()
        for each in started:
            each.wait(timeout=60)
    finally:
        for each in started:
            each.kill()
            each.communicate()
    made = len(told.read_bytes().splitlines())
    assert PER_MINUTE // 2 < made <= PER_MINUTE

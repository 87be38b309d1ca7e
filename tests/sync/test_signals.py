"""What webhooks tell is one row for each ledger, however often, and is forgotten only once it was pulled."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from sync.clock import Clock, real
from sync.store import Store, ledgers, open_store, signals
from sync.store.signals import Signal, Told
from tests.sync.books import NOW, TODAY, linked, opened

ROOT = Path(__file__).resolve().parents[2]
ALL = frozenset({"ledger A-1", "ledger A-2", "ledger A-3"})


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with opened(store_url, Clock(now=lambda: NOW, wall=lambda: NOW)) as made:
        for company in ("A-1", "A-2", "A-3"):
            linked(made, company)
        yield made


def hear(store: Store, *companies: str, at: timedelta = timedelta(0), keyed: frozenset[str] = ALL) -> None:
    with store.write() as connection:
        told = Counter(Told("quickbooks", one, keyed) for one in companies)
        signals.hear(connection, told, NOW + at)


def waiting(store: Store) -> dict[str, int]:
    with store.read() as connection:
        return {name: signal.heard for name, signal in signals.waiting(connection).items()}


def signal_of(store: Store, name: str) -> Signal:
    with store.read() as connection:
        found = signals.waiting(connection)[name]
        assert signals.find(connection, found.ledger_id) == found
    return found


def settle(store: Store, signal: Signal) -> bool:
    with store.write() as connection:
        return signals.settle(connection, signal)


def test_a_company_told_of_again_and_again_is_one_signal(store: Store) -> None:
    hear(store, "A-1", "A-2", "A-1")
    hear(store, "A-1", at=timedelta(seconds=7))
    assert waiting(store) == {"ledger A-1": 3, "ledger A-2": 1}
    found = signal_of(store, "ledger A-1")
    assert (found.first_at, found.last_at) == (NOW, NOW + timedelta(seconds=7))


def test_nobody_elses_company_makes_a_signal(store: Store) -> None:
    hear(store, "B-9", "", "%", "A-1'; --")
    with store.write() as connection:
        signals.hear(connection, {Told("xero", "A-1", ALL): 1}, NOW)
        signals.hear(connection, {}, NOW)
    assert waiting(store) == {}


def test_a_company_id_is_known_however_its_letters_are_cased(store: Store) -> None:
    hear(store, "a-1")
    assert waiting(store) == {"ledger A-1": 1}


def test_only_ledgers_whose_own_key_had_signed_it_hear(store: Store) -> None:
    hear(store, "A-1", "A-2", keyed=frozenset({"ledger A-2"}))
    assert waiting(store) == {"ledger A-2": 1}


def test_a_ledger_that_is_leaving_hears_nothing_more_and_is_not_pulled(store: Store) -> None:
    hear(store, "A-1")
    with store.write() as connection:
        known = ledgers.find(connection, "ledger A-1")
        assert known is not None
        ledgers.update(connection, known.id, leaves_on=TODAY)
    assert waiting(store) == {}
    hear(store, "A-1", "A-2")
    assert waiting(store) == {"ledger A-2": 1}
    with store.read() as connection:
        found = signals.find(connection, known.id)
    assert found is not None
    assert found.heard == 1


def test_what_was_pulled_is_forgotten_and_of_no_other_ledger(store: Store) -> None:
    hear(store, "A-1", "A-2")
    pulled = signal_of(store, "ledger A-1")
    assert settle(store, pulled)
    assert waiting(store) == {"ledger A-2": 1}
    assert not settle(store, pulled)


def test_what_is_heard_while_the_pull_is_under_way_is_not_lost(store: Store) -> None:
    hear(store, "A-1")
    before = signal_of(store, "ledger A-1")
    hear(store, "A-1")  # at the same instant, even
    assert not settle(store, before)
    assert waiting(store) == {"ledger A-1": 2}


def test_what_is_heard_anew_after_another_worker_pulled_is_not_taken_for_the_old(store: Store) -> None:
    hear(store, "A-1")
    before = signal_of(store, "ledger A-1")
    assert settle(store, before)
    hear(store, "A-1", at=timedelta(seconds=1))
    assert not settle(store, before)
    assert waiting(store) == {"ledger A-1": 1}


def test_processes_that_hear_at_once_lose_nothing_and_never_wait_in_a_ring(store_url: str) -> None:
    """Each hears the three companies in an order of its own, while one more forgets what it sees."""
    with opened(store_url) as store:
        for company in ("A-1", "A-2", "A-3"):
            linked(store, company)
        processes, times = 4, 25
        command = [sys.executable, "-m", "tests.sync.test_signals", store_url, str(times)]
        started = [Popen(command, cwd=ROOT, stderr=PIPE, text=True) for _ in range(processes)]  # noqa: S603 - ourselves
        forgotten: Counter[str] = Counter()
        while any(one.poll() is None for one in started):
            with store.read() as connection:
                seen = signals.waiting(connection)
            for name, signal in seen.items():
                if settle(store, signal):
                    forgotten[name] += signal.heard
            time.sleep(0.02)
        assert [one.communicate()[1] for one in started] == [""] * processes
        for name, heard in waiting(store).items():
            forgotten[name] += heard
        assert forgotten == Counter(dict.fromkeys(ALL, processes * times))


def _hear_often(url: str, times: int) -> None:
    store = open_store(url, real())
    companies = ["A-1", "A-2", "A-3"]
    for turn in range(times):
        with store.write() as connection:
            told = [Told("quickbooks", one, ALL) for one in companies[turn % 3 :] + companies[: turn % 3]]
            signals.hear(connection, Counter(told), store.clock.wall())
    store.close()


if __name__ == "__main__":
    _hear_often(sys.argv[1], int(sys.argv[2]))

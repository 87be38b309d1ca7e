"""So many seconds of the town's life, with workers that are killed, put to sleep and cut off in turn."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from sync.store import signals
from sync.tables import effects, ledgers
from tests.fleet_bench.life import Crew, Life
from tests.fleet_bench.town import Town

_BREATH = 3.0  # seconds between two harms
_QUIET = 120.0  # how long what is left undone may take once nothing fails any more


@dataclass(frozen=True, slots=True)
class Story:
    """The crew and the life as they were. Every ledger had to be served between `since` and `until`.

    `read_after`: seconds until the first pulls were over.
    """

    crew: Crew
    life: Life
    since: datetime
    until: datetime
    read_after: float


def siege(town: Town, workers: int, seconds: float, seed: int) -> Story:
    """The whole story."""
    crew, life, began = Crew(town), Life(town, seed), time.monotonic()
    for number in range(workers):
        crew.hire(number)
    try:
        settle(town, crew)
        read_after = time.monotonic() - began
        since, end = town.clock.now(), time.monotonic() + seconds
        over = threading.Event()
        harming = threading.Thread(target=_harm, args=(crew, workers, seed, over, end))
        harming.start()
        while time.monotonic() < end:
            life.happen()
            crew.look()
            time.sleep(0.25)
        over.set()
        harming.join()
        town.heal()
        # and as long again, so that of each ledger one whole interval at least lies in it
        until = max(town.clock.now(), since + timedelta(seconds=town.rules.every))
        until += timedelta(seconds=town.rules.every)
        let_it_end(town, crew, until)
        codes = crew.end()
        assert set(codes.values()) == {0}, f"a worker did not stop in good order: {codes}"
    finally:
        for process in crew.alive.values():
            process.kill()
            process.wait()
    return Story(crew, life, since, until, read_after)


def settle(town: Town, crew: Crew) -> None:
    """The first pulls, of which no promise is made when they end."""
    query = sa.select(sa.func.count()).select_from(ledgers).where(~ledgers.c.complete)
    while True:
        crew.look()
        with town.office.store.read() as connection:
            if not connection.scalar(query):
                return
        time.sleep(0.5)


def _harm(crew: Crew, workers: int, seed: int, over: threading.Event, end: float) -> None:
    """Each kind to each worker in turn, in an order that the seed decides; none begins that cannot end."""
    chance = random.Random(seed)  # noqa: S311 - a play, no secret
    longest = crew.town.rules.lease + 5
    while True:
        numbers = list(range(workers))
        chance.shuffle(numbers)
        for number in numbers:
            for act in (crew.kill, crew.sleep_past_its_lease, crew.cut_off):
                if over.wait(_BREATH) or time.monotonic() + longest > end:
                    return
                act(number)


def let_it_end(town: Town, crew: Crew, at_least: datetime) -> None:
    """Until every ledger had its last run, and nothing waits that could be done."""
    give_up = time.monotonic() + _QUIET + max(0.0, (at_least - town.clock.now()).total_seconds())
    waits = sa.select(sa.func.count()).where(
        effects.c.kind.in_(("payment", "note")), effects.c.state.in_(("ready", "claimed", "uncertain"))
    )
    while time.monotonic() < give_up:
        crew.look()
        with town.office.store.read() as connection:
            is_done = not connection.scalar(waits) and not signals.waiting(connection)
        told = [one.again() for one in town.tellers.values()]
        is_done &= all(told)
        if is_done and town.clock.now() > at_least:
            return
        time.sleep(0.5)

"""A month of the real program, day by day, and what an oracle with its own bookkeeping says of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.month.clerk import Clerk
from tests.month.oracle import Breach, Oracle
from tests.month.script import Script
from tests.month.town import FIRST_DAY, Town, town
from tests.world import BOTH

_ROUNDS = 3  # in which a machine would go on answering


@dataclass(frozen=True, slots=True)
class Month:
    """What happened. `tally`: how often, by what; `history`: what was put on the wire."""

    days: int
    seed: int
    breaches: list[Breach]
    tally: Counter[str]
    history: list[str]


def live(folder: Path, *, days: int, seed: int, store: str | None = None) -> Month:
    """So many days by that seed, in an empty folder. `store`: as in `town`."""
    dice = Random(seed)
    with town(folder, store) as place:
        oracle = Oracle(place)
        script = Script(place, oracle, Random(dice.random()))
        clerk = Clerk(place, oracle, Random(dice.random()))
        for number in range(days):
            _day(FIRST_DAY + timedelta(days=number), place, oracle, script, clerk)
    return Month(days, seed, oracle.breaches, oracle.tally, script.lines)


def _day(today: date, place: Town, oracle: Oracle, script: Script, clerk: Clerk) -> None:
    place.go_to(today, 9)
    clerk.day()
    script.day(today)
    place.go_to(today, 15)
    place.state_books(today)
    receipts_told = script.meet()
    order = list(BOTH)
    script.dice.shuffle(order)
    for name in order:
        _run(name, today, place, oracle)
        script.calls()
        script.machines()
    for _ in range(_ROUNDS):
        for name in order:
            _run(name, today, place, oracle)
        if not script.calls() + script.machines():
            break
    place.made.sandbox.texts.carry()
    receipts_told()
    oracle.day_over(today)


def _run(name: str, today: date, place: Town, oracle: Oracle) -> None:
    oracle.looks(name)
    place.run(name)
    oracle.went(today)

"""What goes wrong, by seeded dice: on the network, on the disk, and with the worker itself.

A `Weather` is chosen for each pass: most are fair, some have one kind of storm. A worker dies at a point
chosen before; from then on nothing it tries is done, as of a process that was killed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any
from weakref import ref

from connectors.sandbox.generate.people import chance
from connectors.sandbox.unreliable import Fate
from sync.rehearsal.simulation.clock import Time
from sync.store import Store

_CALL_SECONDS = (0.05, 0.6)
_PAST_ANY_LEASE = 1200.0
_ANSWERED = ("arrives", "repeated")
_READS = ("/Invoices?", "/cdc?", "/query?")  # calls by which the books are looked at, of either ledger


class Died(BaseException):
    """The worker was killed here. No `Exception`, so that nothing in the program lives on from it."""


@dataclass(frozen=True, slots=True)
class Weather:
    """What is to go wrong in a pass.

    `per_mille`: of how many in a thousand calls has one of the `fates`; `die_at`: the point at which the
    worker is killed; `disk_full_at`: the commit that finds no room; `asleep_at`: the call before which the
    lid is closed for `asleep` seconds, and, where `overtaken`, another worker does a whole pass meanwhile;
    `act_at`: the calls during which somebody acts at the source.
    """

    name: str = "fair"
    fates: tuple[Fate, ...] = ()
    per_mille: int = 0
    die_at: int | None = None
    disk_full_at: int | None = None
    asleep_at: int | None = None
    asleep: float = 0.0
    overtaken: bool = False
    act_at: frozenset[int] = frozenset()


FAIR = Weather()
_STORMS: tuple[tuple[str, tuple[Fate, ...], int], ...] = (
    ("requests lost", ("lost",), 250),
    ("answers lost", ("unanswered",), 250),
    ("repeats", ("repeated",), 400),
    ("delays", ("late",), 150),
    ("429", ("busy",), 400),
    ("500", ("down", "page"), 400),
    ("unreachable", ("unreachable",), 500),
    ("everything", ("lost", "unanswered", "repeated", "late", "busy", "down", "page", "unreachable"), 250),
)


def weather(dice: Random) -> Weather:
    """Of the next pass."""
    acts = frozenset(dice.sample(range(1, 40), 2)) if chance(dice, 0.3) else frozenset()
    match dice.choices(("fair", "storm", "death", "disk", "asleep", "overtaken"), (58, 20, 12, 4, 3, 3))[0]:
        case "storm":
            name, fates, per_mille = dice.choice(_STORMS)
            return Weather(name, fates, per_mille, act_at=acts)
        case "death":
            return Weather("death", die_at=dice.randint(1, dice.choice((40, 150, 400))), act_at=acts)
        case "disk":
            return Weather("disk full", disk_full_at=dice.randint(1, dice.choice((15, 60))), act_at=acts)
        case "asleep":
            asleep = dice.choice((90.0, 300.0, 1200.0, 7200.0))
            return Weather("asleep", asleep_at=dice.randint(1, 30), asleep=asleep, act_at=acts)
        case "overtaken":
            return Weather("overtaken", asleep_at=dice.randint(1, 30), asleep=_PAST_ANY_LEASE, overtaken=True)
        case _:
            return Weather(act_at=acts)


@dataclass(slots=True, weakref_slot=True)
class Trouble:
    """The `Way` of every call, and the watch over every commit. `struck`: what went wrong, by kind.

    `interrupts`: what people at the source do while a pass is under way. `rival`: another worker's pass over
    the ledger of that name. `read_at`: when each ledger's books were last looked at. `log`: told of each.
    """

    time: Time
    dice: Random
    log: Callable[[str, str], None]
    where: str = ""
    weather: Weather = FAIR
    struck: Counter[str] = field(default_factory=Counter)
    interrupts: list[Callable[[], None]] = field(default_factory=list)
    rival: Callable[[str], None] | None = None
    read_at: dict[str, datetime] = field(default_factory=dict)
    dead: bool = False
    points: int = 0
    calls: int = 0
    commits: int = 0

    @contextmanager
    def during(
        self, where: str, weather: Weather, interrupts: Sequence[Callable[[], None]] = ()
    ) -> Iterator[None]:
        """That weather, for one pass over the ledger named `where`."""
        self.where = where
        self.weather, self.interrupts = weather, list(interrupts)
        self.dead, self.points, self.calls, self.commits = False, 0, 0, 0
        try:
            yield
        finally:
            self.where, self.weather, self.interrupts, self.dead = "", FAIR, [], False

    def strike(self, kind: str) -> None:
        """It went wrong."""
        self.struck[kind] += 1
        self.log(self.where, kind)

    def leaving(self, line: str) -> Fate:
        """As `Way` says; each call takes its time."""
        self.calls += 1
        self.time.pass_by(self.dice.uniform(*_CALL_SECONDS))
        if self.calls in self.weather.act_at and self.interrupts:
            self.interrupts.pop(0)()
        if self.calls == self.weather.asleep_at:
            self._sleep()
        fate: Fate = "arrives"
        if self.weather.fates and self.dice.randrange(1000) < self.weather.per_mille:
            fate = self.dice.choice(self.weather.fates)
            self.strike(f"{'mail' if line.startswith('MAIL') else 'call'} {fate}")
        if fate in _ANSWERED and any(reads in line for reads in _READS):
            self.read_at[self.where] = self.time.now
        return fate

    def _sleep(self) -> None:
        """The lid is closed; another worker may take the ledger over meanwhile."""
        now, self.weather = self.weather, FAIR
        self.strike(now.name)
        self.time.pass_by(now.asleep)
        if now.overtaken and self.rival is not None:
            self.rival(self.where)

    def waits(self, seconds: float) -> None:
        """As `Way` says."""
        self.time.pass_by(seconds)

    def passed(self, point: str) -> None:
        """As `Way` says."""
        self.points += 1
        if self.points == self.weather.die_at:
            self.dead = True
            self.strike(f"killed {point}")
        if self.dead:
            raise Died(point)

    def watch(self, store: Store) -> None:
        """Every commit of that store is a point, before it and after it, and may find the disk full.

        Whoever keeps what was compiled for that store keeps its dialect, but must not keep a town by it.
        """
        dialect, watching = store.engine.dialect, ref(self)
        commit = dialect.do_commit

        def watched(connection: Any) -> None:
            trouble = watching()
            assert trouble is not None  # noqa: S101 - a town outlives what is done in it
            trouble.passed("before a commit")
            trouble.commits += 1
            if trouble.commits == trouble.weather.disk_full_at:
                trouble.strike("disk full")
                with suppress(Exception):
                    dialect.do_rollback(connection)
                msg = "database or disk is full"
                raise dialect.loaded_dbapi.OperationalError(msg)
            commit(connection)
            trouble.passed("after a commit")

        dialect.do_commit = watched  # type: ignore[method-assign,assignment]  # of this one engine, until it is closed

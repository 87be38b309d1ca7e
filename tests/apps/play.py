"""Pretended processes that share one app's budget, in pretended time: they call, hang, die and come anew."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import msgspec

from sync.store import app_budget, blocks
from sync.store.app_budget import AppLimit, Loan, Memory
from sync.store.blocks import Block

START = 1_763_467_200_000
SECOND, MINUTE = 1000, 60_000


@dataclass
class Process:
    """A worker: its block, and those of which calls are under way. `dead`: nothing of it happens any more."""

    number: int
    block: Block | None = None
    old: list[Block] = field(default_factory=list)
    dead: bool = False


@dataclass
class Play:
    """`counted`: when the provider counted each call. `longest`: milliseconds that one may take."""

    limit: AppLimit
    seed: int
    longest: int
    deaths: bool = True
    memory: Memory = field(default_factory=Memory)
    counted: list[int] = field(default_factory=list)
    refused: int = 0
    loans: int = 0

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311  # a play, no secret
        self._due: list[tuple[int, int, Callable[[int], None]]] = []
        self._order = 0
        self._names = 0

    def run(self, processes: int, seconds: int, pause: tuple[int, int]) -> None:
        """So many, each beginning calls `pause` milliseconds apart, for so long."""
        self._pause, self._until = pause, START + seconds * SECOND
        for number in range(processes):
            self._at(START + self.random.randint(0, 999), self._wishes(Process(number)))
        while self._due:
            now, _, act = heapq.heappop(self._due)
            act(now)

    def most(self, window: int = MINUTE) -> int:
        """The most calls that the provider counted in any stretch of that many milliseconds."""
        counted = sorted(self.counted)
        most = low = 0
        for high, at in enumerate(counted):
            while counted[low] <= at - window:
                low += 1
            most = max(most, high - low + 1)
        return most

    def _at(self, when: int, act: Callable[[int], None]) -> None:
        self._order += 1
        heapq.heappush(self._due, (when, self._order, act))

    def _wishes(self, process: Process) -> Callable[[int], None]:
        return lambda now: self._wish(process, now)

    def _wish(self, process: Process, now: int) -> None:
        """One call is wished for: it begins, or the process asks again a little later."""
        if process.dead or now >= self._until:
            return
        if self.deaths and self.random.random() < 0.01:  # killed, its calls under way; another comes
            process.dead = True
            self._at(now + self.random.randint(1, 5000), self._wishes(Process(process.number)))
            return
        wait = self._room(process, now)
        block = process.block
        if wait or block is None:
            self._at(now + wait, self._wishes(process))
            return
        blocks.begin(block)
        late = self.random.choice((0, 0, 0, 700))  # between the block's word and the wire
        lasts = self.random.choice((3, 30, 300, self.longest - late))
        self.counted.append(now + self.random.randint(0, late + lasts))
        self._at(now + late + lasts, lambda end: self._ended(process, block, end))
        self._at(now + self.random.randint(*self._pause), self._wishes(process))

    def _ended(self, process: Process, block: Block, now: int) -> None:
        if not process.dead:
            blocks.end(block, now, metered=True, good=True)

    def _room(self, process: Process, now: int) -> int:
        if process.block is not None and blocks.may_begin(process.block, now):
            return 0
        size = blocks.next_size(process.block, self.limit)
        if process.block is not None:
            process.block.closed = True
            process.old.append(process.block)
            process.block = None
        loan = self._told(process, now, size)
        if loan.calls:
            return 0
        self.refused += 1
        return loan.wait

    def _told(self, process: Process, now: int, size: int) -> Loan:
        """The transaction; some fail, before it is committed or after."""
        memory: Memory = msgspec.json.decode(msgspec.json.encode(self.memory), type=Memory)
        app_budget.forget(memory, now)
        backs = [(block, blocks.told(block)) for block in process.old]
        for block, back in backs:
            app_budget.give_back(memory, block.name, back)
        self._names += 1
        name = f"{process.number}/{self._names}"
        loan = app_budget.lend(memory, self.limit, now, name, size, self.longest)
        fails = self.random.random()
        if fails < 0.02:
            return Loan(wait=100)
        self.memory = memory
        if fails < 0.04:  # it was committed, and the process never hears so
            return Loan(wait=100)
        for block, back in backs:
            blocks.kept(block, back)
        process.old = [block for block in process.old if block.under_way or block.ended]
        if loan.calls:
            self.loans += 1
            process.block = blocks.lent(name, loan, now)
        return loan

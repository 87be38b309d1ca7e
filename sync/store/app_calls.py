"""The call budget of a whole app, kept in the store so that all workers on all machines share it.

The law: a call begins only out of a block that a committed transaction lent to this process. That is one
transaction for some seconds of calls and not two for each, or with hundreds of calls a second the app's one
row would be what everybody waits for. Waiting happens outside, with nothing locked in the store.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Final, TypeAlias

from connectors.errors import TryLater
from connectors.spare import RESERVE
from sync.ewma import Ewma
from sync.store import Store, app_budget, blocks
from sync.store.app_budget import AppLimit, Loan, Memory
from sync.store.blocks import Block
from sync.store.bodies import Bodies
from sync.tables import app_budgets

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_BODIES: Final = Bodies(app_budgets.c.app, Memory)
_MOMENT: Final = 2.0  # seconds
_ASK_AGAIN: Final = 30_000  # milliseconds: what was refused for long may be had sooner
_Change: TypeAlias = Callable[[Memory, int], None]


def _nothing(_memory: Memory, _now: int) -> None:
    """Nothing changes but what is told."""


@dataclass(slots=True)
class _Purse:
    """What this process holds of one app. `old`: blocks of which calls are still under way.

    `no`: why none was lent; so it is until `no_until`, but `ask_at` one asks again. `users`: open ledgers
    that call by it. `pace`: seconds that its answers take.
    """

    lock: Lock = field(default_factory=Lock)
    block: Block | None = None
    old: list[Block] = field(default_factory=list)
    no: str = ""
    no_until: int = 0
    ask_at: int = 0
    users: int = 0
    pace: Ewma = field(default_factory=Ewma)


@dataclass(frozen=True, slots=True)
class AppAllowance:
    """`app`: the row's name. `title`: the provider, in words. `longest`: seconds that one call may take."""

    store: Store
    app: str
    title: str
    limit: AppLimit
    longest: float

    @contextmanager
    def held(self) -> Iterator[None]:
        """While a ledger is open that calls by it; what is left after the last is given back at once."""
        purse = self._purse()
        with purse.lock:
            purse.users += 1
        try:
            yield
        finally:
            with purse.lock:
                purse.users -= 1
                if not purse.users:
                    self._close(purse)

    def counts(self, *, metered: bool) -> bool:
        """Whether such a call is one of what the app is allowed."""
        return metered or self.limit.per_minute is not None

    def take(self, about: str, patience: float, *, spare: bool) -> Block | float:
        """A call of this block begins now; or seconds to wait. `TryLater` where these are too many."""
        purse = self._purse()
        with purse.lock:
            now = self.now()
            if (purse.block is None or not blocks.may_begin(purse.block, now)) and purse.ask_at <= now:
                self._lend(purse)
            if purse.block is None:
                return self._waits(purse.no, max(1, purse.no_until - now) / 1000, about, patience)
            if spare and purse.block.scarce:
                text = (
                    "the metered reads left this month are kept for payments and for the look before sending"
                )
                after = app_budget.until_next_month(now) / 1000
                raise TryLater(text, about=about, after=after, code=RESERVE)
            blocks.begin(purse.block)
            return purse.block

    def may_leave(self, block: Block) -> bool:
        """Whether the call that began in it may still go: to get ready may have taken long."""
        return self.now() < block.lapses

    def hand_back(self, block: Block) -> None:
        """The call never went."""
        with self._purse().lock:
            blocks.unmade(block)

    def ended(self, block: Block, seconds: float, *, metered: bool) -> None:
        """An answer came."""
        purse = self._purse()
        with purse.lock:
            now = self.now()
            blocks.end(block, now, metered=metered, good=True)
            purse.pace.add(seconds, self.store.clock.elapsed())
            if block.asks:
                self._tell(purse, [block], _nothing)

    def broke(self, block: Block, company: str, seconds: float, *, metered: bool, down: bool) -> None:
        """None came, and the provider may be at it as long again. `down`: it is the provider, as it seems."""
        purse = self._purse()
        with purse.lock:
            blocks.end(block, self.now() + round(seconds * 1000), metered=metered, good=False)
            if down:
                self._fails(purse, block, company)

    def faltered(self, company: str) -> None:
        """It answered that company that it cannot answer."""
        purse = self._purse()
        with purse.lock:
            self._fails(purse, purse.block, company)

    def refused(self, after: float) -> None:
        """It takes no call of the app's for `after` seconds."""
        purse = self._purse()
        with purse.lock:
            self._close(purse, lambda memory, now: app_budget.rest(memory, round(after * 1000), now))

    def note_made(self, metered: Sequence[bool]) -> None:
        """Calls that were made before their ledger was stored; which of them were metered."""
        counted = [each for each in metered if self.counts(metered=each)]
        purse = self._purse()
        with purse.lock:
            self._tell(
                purse, [], lambda memory, now: app_budget.note_made(memory, now, len(counted), sum(counted))
            )

    def memory(self) -> Memory:
        """As it stands."""
        with self.store.read() as connection:
            memory = _BODIES.recall(connection, self.app)
        app_budget.forget(memory, self.now())
        return memory

    def rests_for(self) -> float:
        """Seconds for which nobody calls; 0: one may."""
        return max(0, self.memory().quiet_until - self.now()) / 1000

    def left_now(self) -> int | None:
        """Calls that are neither made in the last minute nor lent; `None` where nobody counts them."""
        return app_budget.room(self.memory(), self.limit)

    def calls_today(self) -> int:
        """Calls since midnight, UTC, as far as they were told of."""
        return app_budget.made_today(self.memory(), self.now())

    def is_short(self) -> bool:
        """Whether of the month only the reserve is left."""
        return app_budget.is_scarce(self.memory(), self.limit, self.now())

    def pace(self) -> float | None:
        """Seconds that an answer takes lately, as this process knows."""
        return self._purse().pace.lately(self.store.clock.elapsed())

    def _waits(self, why: str, seconds: float, about: str, patience: float) -> float:
        """A rest is not waited out, but for the moment in which another finds out whether it is over."""
        if seconds <= (min(patience, _MOMENT) if why == app_budget.RESTS else patience):
            return seconds
        words = {
            app_budget.FULL: f"the calls a minute that {self.title} allows the whole app are used up",
            app_budget.RESTS: f"{self.title} answers nobody now, and is asked again in {seconds:.0f} seconds",
            app_budget.MONTH: f"the metered reads that {self.title} allows in a month are used up",
        }
        raise TryLater(words[why], about=about, after=max(seconds, 1.0), code=why)

    def _fails(self, purse: _Purse, block: Block | None, company: str) -> None:
        told, rests = [] if block is None else [block], [False]

        def fails(memory: Memory, now: int) -> None:
            app_budget.failed(memory, company, now)
            rests[0] = memory.quiet_until > now

        self._tell(purse, told, fails)
        if rests[0]:
            self._put_away(purse)

    def _lend(self, purse: _Purse) -> None:
        """Tell of what ended, and get another block, in one transaction; or `purse.no` says why not."""
        size, name = blocks.next_size(purse.block, self.limit), uuid.uuid4().hex[:12]
        self._put_away(purse)
        longest, found = round(self.longest * 1000), [Loan()]

        def lends(memory: Memory, at: int) -> None:
            found[0] = app_budget.lend(memory, self.limit, at, name, size, longest)

        at = self._tell(purse, purse.old, lends)
        if found[0].calls:
            purse.block, purse.ask_at = blocks.lent(name, found[0], at), 0
        else:
            wait = found[0].wait
            purse.no, purse.no_until, purse.ask_at = found[0].why, at + wait, at + min(wait, _ASK_AGAIN)

    def _close(self, purse: _Purse, change: _Change = _nothing) -> None:
        self._put_away(purse)
        if purse.old or change is not _nothing:
            self._tell(purse, purse.old, change)

    def _put_away(self, purse: _Purse) -> None:
        if purse.block is not None:
            purse.block.closed = True
            purse.old.append(purse.block)
            purse.block = None

    def _tell(self, purse: _Purse, told: list[Block], change: _Change) -> int:
        """The store hears of these blocks, then of the change; the instant at which it did."""
        backs = [(block, blocks.told(block)) for block in told]
        with self.store.write() as connection:
            memory, now = _BODIES.recall(connection, self.app), self.now()
            app_budget.forget(memory, now)
            for block, back in backs:
                app_budget.give_back(memory, block.name, back)
            change(memory, now)
            _BODIES.keep(connection, self.app, memory)
        for block, back in backs:
            blocks.kept(block, back)
        purse.old = [block for block in purse.old if block.under_way or block.ended]
        return now

    def _purse(self) -> _Purse:
        """Its own for each process: a child of this one has none of its blocks."""
        purse: _Purse = self.store.purses.setdefault((os.getpid(), self.app), _Purse())
        return purse

    def now(self) -> int:
        """Milliseconds since 1970."""
        return (self.store.clock.wall() - _EPOCH) // _MS

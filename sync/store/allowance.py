"""The call budget of one ledger, kept in the store so that all processes share it.

The law: a call begins only after a locked read-modify-write of the ledger's one row has counted it
and given it a place, whatever the database; waiting happens outside, with nothing locked.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connectors.base import Limits
from connectors.errors import TryLater
from connectors.hurry import is_hurried, within
from connectors.spare import RESERVE
from sync import logs
from sync.store import Store, budget
from sync.store.app_calls import AppAllowance
from sync.store.blocks import Block
from sync.store.bodies import Bodies
from sync.store.budget import Memory
from sync.store.dialects import insert
from sync.tables import allowances, calls, firms, ledgers

PATIENCE = 65.0  # seconds a call waits for room: a minute's limit is waited out, a day's is not
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_BODIES: Final = Bodies(allowances.c.ledger_id, Memory)


@dataclass(frozen=True, slots=True)
class StoredAllowance:
    """The port `Allowance`.

    `longest`: seconds that one call may take at most; after these a place is free again though
    nobody gave it back, for its process is dead. `app`: what it shares with the app's other ledgers.
    `firm`: a firm's number, and the calls a day of all its ledgers together, where these are bounded.
    """

    store: Store
    ledger_id: int
    ledger_name: str
    limits: Limits
    longest: float
    app: AppAllowance | None = None
    firm: tuple[int, int] | None = None

    @contextmanager
    def call(
        self, *, metered: bool, spare: bool = False, batch: bool = False
    ) -> Iterator[Callable[[int], None]]:
        """As the port says. Waits `PATIENCE` at most, less where somebody waits, then raises `TryLater`."""
        name = uuid.uuid4().hex[:12]
        block = self._admitted(name, metered=metered, spare=spare, batch=batch)
        began, clock = self._now(), self.store.clock.elapsed()
        told = {"ledger": self.ledger_name, "metered": metered, "spare": spare}
        left_today: list[int] = []
        try:
            yield left_today.append
        except BaseException as error:
            self._broke(name, began)
            if self.app is not None and block is not None:
                took = self.store.clock.elapsed() - clock
                down = isinstance(error, OSError) and not is_hurried()  # it had little time to answer
                self.app.broke(block, self.ledger_name, took, metered=metered, down=down)
            logs.trouble("call broke", error, ms=self._now() - began, **told)
            raise
        self._leave(name, left_today)
        if self.app is not None and block is not None:
            self.app.ended(block, self.store.clock.elapsed() - clock, metered=metered)
        logs.note("call", ms=self._now() - began, **told)

    def _admitted(self, name: str, *, metered: bool, spare: bool, batch: bool) -> Block | None:
        """Wait until the call may go: it is one of the app's, then, and of the ledger's."""
        give_up = self.store.clock.elapsed() + within(PATIENCE)
        shared = self.app if self.app is not None and self.app.counts(metered=metered) else None
        while True:
            left = give_up - self.store.clock.elapsed()
            block = None if shared is None else shared.take(self.ledger_name, left, spare=spare)
            if isinstance(block, float):
                time.sleep(block)
                continue
            try:
                wait = self._enter(name, give_up, metered=metered, spare=spare, batch=batch)
            except BaseException:
                if shared is not None and block is not None:
                    shared.hand_back(block)
                raise
            if not wait and (shared is None or block is None or shared.may_leave(block)):
                return block
            if not wait:  # getting here took so long that the block lapsed; the ledger's place is given up
                self._leave(name)
            if shared is not None and block is not None:
                shared.hand_back(block)
            time.sleep(wait)

    def _enter(self, name: str, give_up: float, *, metered: bool, spare: bool, batch: bool) -> float:
        """Begin the call: 0; or seconds to wait. Raises `TryLater` when that would take too long."""
        patience = give_up - self.store.clock.elapsed()
        with self.store.write() as connection:
            memory, now = _BODIES.recall(connection, self.ledger_id), self._now()
            budget.forget(memory, now)
            error = self._spent(memory, now, self._per_day(connection), spare=spare)
            wait = 0 if error else budget.wait(memory, self.limits, now, name, batch=batch)
            if not error and not wait:
                budget.admit(memory, name, now + round(self.longest * 1000), batch=batch)
                _BODIES.keep(connection, self.ledger_id, memory)
                _count(connection, self.ledger_id, now, metered=metered)
                return 0.0
            if not error and wait / 1000 <= patience:
                if budget.stand_in_line(memory, name, now, wait):
                    _BODIES.keep(connection, self.ledger_id, memory)
                return wait / 1000
            if memory.line.pop(name, None):
                _BODIES.keep(connection, self.ledger_id, memory)
        text = f"the calls allowed for this ledger are used up for {wait / 1000:.0f} seconds"
        raise error or TryLater(text, about=self.ledger_name, after=wait / 1000)

    def _per_day(self, connection: Connection) -> int | None:
        """How many calls this ledger may make today, with what its firm's others leave to it."""
        if self.firm is None:
            return self.limits.per_day
        number, most = self.firm
        if not connection.get_execution_options().get(
            "reading", False
        ):  # one call of the firm's is counted at a time
            lock = sa.select(firms.c.id).where(firms.c.id == number).with_for_update(key_share=True)
            connection.execute(lock)
        left = max(most - made_by_firm(connection, number, self.store.clock.wall(), self.ledger_id), 0)
        return left if self.limits.per_day is None else min(left, self.limits.per_day)

    def _spent(self, memory: Memory, now: int, per_day: int | None, *, spare: bool) -> TryLater | None:
        """Why no such call may be made before tomorrow."""
        left = budget.left_today(memory, per_day)
        kept = budget.reserve(memory, per_day) if spare else 0
        if left is None or left > kept:
            return None
        after = budget.until_tomorrow(now) / 1000
        if left <= 0:
            text, code = f"the calls allowed for this ledger are used up for {after:.0f} seconds", "day"
        else:
            text, code = (
                f"the {left} calls left today are kept for payments and for the look before sending",
                RESERVE,
            )
        return TryLater(text, about=self.ledger_name, after=after, code=code)

    def _leave(self, name: str, left_today: Sequence[int] = ()) -> None:
        """`left_today`: what the provider said, which may differ from our own reckoning."""

        def leaves(memory: Memory, now: int) -> None:
            budget.release(memory, name, now)
            for left in left_today:
                budget.heard(memory, self.limits, left, now)

        self._change(leaves)

    def _broke(self, name: str, began: int) -> None:
        """No answer came, and the provider may still be at it: its place is kept as long again."""

        def lingers(memory: Memory, now: int) -> None:
            if name in memory.places:
                place = memory.places[name]
                place.until = min(place.until, now + max(0, now - began))

        self._change(lingers)

    @contextmanager
    def held(self) -> Iterator[None]:
        """While its ledger is open (see `AppAllowance.held`)."""
        with nullcontext() if self.app is None else self.app.held():
            yield

    def left_today(self) -> int | None:
        """Calls that are left of the day; `None` where their number is not limited."""
        with self.store.read() as connection:
            memory, per_day = _BODIES.recall(connection, self.ledger_id), self._per_day(connection)
        budget.forget(memory, self._now())
        return budget.left_today(memory, per_day)

    def is_short(self) -> bool:
        """Whether of the day, or of the app's month, only the reserve for payments and looks is left.

        So it is, too, while nobody calls the provider at all.
        """
        with self.store.read() as connection:
            memory, per_day = _BODIES.recall(connection, self.ledger_id), self._per_day(connection)
        budget.forget(memory, self._now())
        left = budget.left_today(memory, per_day)
        if left is not None and left <= budget.reserve(memory, per_day):
            return True
        return self.app is not None and (self.app.is_short() or self.app.rests_for() > 0)

    def refused(self, after: float, *, whole_app: bool = False) -> None:
        """Nobody calls this ledger for `after` seconds, or none of the app's."""
        if whole_app and self.app is not None:
            self.app.refused(after)
            return

        def rests(memory: Memory, now: int) -> None:
            # another worker may have been told a longer rest
            memory.quiet_until = max(memory.quiet_until, now + round(after * 1000))

        self._change(rests)

    def faltered(self) -> None:
        """The provider answered this ledger that it cannot answer."""
        if self.app is not None:
            self.app.faltered(self.ledger_name)

    def _change(self, change: Callable[[Memory, int], None]) -> None:
        with self.store.write() as connection:
            memory, now = _BODIES.recall(connection, self.ledger_id), self._now()
            budget.forget(memory, now)
            change(memory, now)
            _BODIES.keep(connection, self.ledger_id, memory)

    def _now(self) -> int:
        return (self.store.clock.wall() - _EPOCH) // _MS


def _count(connection: Connection, ledger_id: int, now: int, *, metered: bool) -> None:
    day = (_EPOCH + now * _MS).date()
    one = insert(connection, calls).values(ledger_id=ledger_id, day=day, calls=1, metered=int(metered))
    connection.execute(
        one.on_conflict_do_update(
            index_elements=["ledger_id", "day"],
            set_={"calls": calls.c.calls + 1, "metered": calls.c.metered + int(metered)},
        )
    )


def note_made(connection: Connection, ledger_id: int, metered: Sequence[bool], wall: datetime) -> None:
    """Calls that were made before their ledger was stored; which of them were metered."""
    memory, now = _BODIES.recall(connection, ledger_id), (wall - _EPOCH) // _MS
    budget.forget(memory, now)
    memory.ended += [now] * len(metered)
    memory.made += len(metered)
    _BODIES.keep(connection, ledger_id, memory)
    for each in metered:
        _count(connection, ledger_id, now, metered=each)


def made(connection: Connection, ledger_id: int) -> tuple[int, int]:
    """(calls, metered calls) ever made to this ledger."""
    row = connection.execute(
        sa.select(sa.func.sum(calls.c.calls), sa.func.sum(calls.c.metered)).where(
            calls.c.ledger_id == ledger_id
        )
    ).one()
    return int(row[0] or 0), int(row[1] or 0)


def made_by_firm(connection: Connection, firm_id: int, wall: datetime, but: int) -> int:
    """How many calls that firm's ledgers made today (UTC), all but the one of that number."""
    others = sa.select(ledgers.c.id).where(ledgers.c.firm_id == firm_id, ledgers.c.id != but)
    today = sa.and_(calls.c.day == wall.astimezone(UTC).date(), calls.c.ledger_id.in_(others))
    return int(connection.scalar(sa.select(sa.func.sum(calls.c.calls)).where(today)) or 0)

"""Simulated time: it moves when somebody waits, and when the day is over; never by itself."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sync.clock import Clock

_START = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Time:
    """The present instant, aware UTC, for the program, the ledgers and the people alike."""

    now: datetime

    def pass_by(self, seconds: float) -> None:
        """So many seconds go by."""
        self.now += timedelta(seconds=seconds)

    def go_to(self, moment: datetime) -> None:
        """It is `moment`, unless it is later already."""
        self.now = max(self.now, moment.astimezone(UTC))

    def clock(self) -> Clock:
        """Business time and the machine's are one."""
        return Clock(now=lambda: self.now, wall=lambda: self.now, elapsed=self.elapsed)

    def elapsed(self) -> float:
        """Seconds since some moment long ago."""
        return (self.now - _START).total_seconds()

    @contextmanager
    def instead_of_the_machines(self, seed: int) -> Iterator[None]:
        """Until the block ends whoever sleeps in this process lets simulated time pass, and a thread's work
        is done at once where it is handed over, so that all comes in the same order every time.
        """
        sleep, submit, state = time.sleep, ThreadPoolExecutor.submit, random.getstate()
        random.seed(seed)  # of how long whoever tries again waits
        time.sleep = self.pass_by  # type: ignore[assignment]  # what is replaced is the machine, not our code
        ThreadPoolExecutor.submit = _at_once  # type: ignore[method-assign,assignment]  # as above
        try:
            yield
        finally:
            random.setstate(state)
            time.sleep, ThreadPoolExecutor.submit = sleep, submit  # type: ignore[method-assign]  # as they were


def _at_once(_pool: ThreadPoolExecutor, work: Callable[..., Any], *args: Any, **more: Any) -> Future[Any]:
    """As `ThreadPoolExecutor.submit`; what is no `Exception` (a worker's death) goes straight through."""
    done: Future[Any] = Future()
    try:
        done.set_result(work(*args, **more))
    except Exception as error:  # noqa: BLE001  # handed on to whoever asks for the result
        done.set_exception(error)
    return done

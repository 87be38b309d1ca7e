"""The one office of a worker process: opened once, and its settings read again when their file changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock

from sync import heap, logs
from sync.clock import Clock
from sync.config import load
from sync.config_firms import limits_in
from sync.fleet.warm import warm
from sync.office import Office, open_office
from sync.store import StoreError, firms, leases

_Stamp = tuple[int, int, int]
_TIDIED = 10  # turns between two looks for garbage


class Kept:
    """Asked for it from several threads. The database stays the one that the worker began with."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self._under_way = 0
        self._turns: list[float] = []  # when each began
        self._over = 0
        self._turn = Lock()
        self._stamp = self._look()
        self._office = open_office(path, clock)

    def _look(self) -> _Stamp:
        try:
            found = self.path.stat()
        except OSError:  # `load` says what is wrong with it
            return (0, 0, 0)
        return (found.st_mtime_ns, found.st_size, found.st_ino)

    def office(self) -> Office:
        """As the settings are now. Raises `ConfigError`, `StoreError`."""
        with self._turn:
            stamp = self._look()
            if stamp != self._stamp:
                config = load(self.path)
                if config.store_url() != self._office.config.store_url():
                    msg = "store.url was changed; stop the worker and start it again"
                    raise StoreError(msg)
                if config.log is not None:
                    logs.begin(config.log)
                warm(config)
                firms.hold(self._office.store, limits_in(config.limits))
                self._office, self._stamp = replace(self._office, config=config), stamp
            return self._office

    @contextmanager
    def at_turn(self) -> Iterator[int]:
        """A turn is under way meanwhile; yields how many are."""
        began = self._office.clock.elapsed()
        with self._turn:
            self._turns.append(began)
            turns = len(self._turns)
        try:
            yield turns
        finally:
            with self._turn:
                self._turns.remove(began)
                self._over += 1
                is_time = self._over % _TIDIED == 0
            if is_time:
                heap.tidy()

    def longest_turn(self) -> float:
        """For how many seconds the oldest turn has been under way."""
        with self._turn:
            return self._office.clock.elapsed() - min(self._turns) if self._turns else 0.0

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """A job is under way meanwhile."""
        with self._turn:
            self._under_way += 1
        try:
            yield
        finally:
            with self._turn:
                self._under_way -= 1

    def let_go(self) -> None:
        """Give back the leases of passes that ended while the database was away, where none is under way."""
        with self._turn:
            if not self._under_way:
                store = self._office.store
                with store.write() as connection:
                    leases.let_go(connection, leases.holder(), store.clock.wall())

    def close(self) -> None:
        """Give back connections."""
        self._office.close()

"""What was heard, on its way into the store: no delivery is answered well before it is committed.

The law kept here: the event loop never waits for the database, and a burst costs few writes. While
one is under way, what comes joins the next one.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable

from sync import logs
from sync.store import Store, signals
from sync.store.signals import Told


class Hearing:
    """One for each process that serves, used from its event loop alone."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pending: Counter[Told] = Counter()
        self._writing = asyncio.Lock()
        self._came = 0
        self._kept = 0

    async def keep(self, told: Iterable[Told]) -> None:
        """Come back when it is committed. Raises what the database raises, and then it may not be.

        Cancelled while the database makes us wait, it may yet be committed: to be told again does no harm.
        """
        self._pending.update(told)
        self._came += 1
        mine = self._came
        async with self._writing:
            if self._kept >= mine:  # it went with the write of one that came before
                return
            batch, newest = self._pending, self._came
            self._pending = Counter()
            try:
                await asyncio.to_thread(self._write, batch)
            except BaseException:
                self._pending.update(batch)  # others may wait for it yet: theirs to try again
                raise
            self._kept = newest

    def _write(self, told: Counter[Told]) -> None:
        with self._store.write() as connection:
            signals.hear(connection, told, self._store.clock.wall())
        logs.note("webhooks heard", deliveries=told.total())

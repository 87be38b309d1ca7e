"""One worker process of a fleet: takes jobs until it is told to stop, and waits where the database is gone.

The law: told to stop it begins nothing more, lets passes end what is under way and then leaves; what is left
undone is due still, and any worker goes on with it. A database that is gone for a while ends no worker.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sync import heap
from sync.clock import Clock
from sync.config import load
from sync.due import GRACE_SECONDS, PATIENCE
from sync.errors import DuesyncError
from sync.firms import bounded_nobody
from sync.fleet.kept import Kept
from sync.fleet.warm import warm
from sync.store import StoreError
from sync.worker import metrics_told

if TYPE_CHECKING:
    from procrastinate import App

CHORES_AT_ONCE = 2
_SILENT_SECONDS = 30.0  # who said nothing for so long may be gone; never more than a lease lasts
_LONGEST_WAIT = 60.0  # seconds between two tries to reach the database
_STEADY = 60.0  # after so many the next trouble is a new one
_UNTOLD = 15.0  # the engine tells of each new job; so often one looks all the same
_BEAT = 5.0


class NoFleet(DuesyncError):
    """The worker cannot be one of a fleet; the text says why."""

    exit_code = 2


def work_in_fleet(config: Path, clock: Clock) -> None:
    """Work until SIGTERM or SIGINT. Raises `NoFleet`, `ConfigError`, `StoreError`."""
    heap.spare()
    _refuse_what_cannot_be(load(config).store_url())
    kept = _opened(config, clock)
    try:
        _hush()
        warm(kept.office().config)
        heap.settle()
        sys.stderr.writelines(f"warning: {told}\n" for told in bounded_nobody(kept.office()))
        with metrics_told(config, clock) if kept.office().config.worker.metrics_port else nullcontext():
            asyncio.run(_Worker(kept).live())
    finally:
        kept.close()
    sys.stderr.write("worker: stopped\n")


def _refuse_what_cannot_be(store_url: str) -> None:
    if not store_url.startswith("postgresql"):
        msg = (
            '[worker] mode = "fleet" needs PostgreSQL: let store.url begin with "postgresql+psycopg://", '
            "or take the line out"
        )
        raise NoFleet(msg)
    try:
        import procrastinate  # noqa: F401 - whether it is there
    except ModuleNotFoundError as error:
        msg = "[worker] mode = \"fleet\" needs the extra: pip install 'duesync[fleet]'"
        raise NoFleet(msg) from error


def _opened(config: Path, clock: Clock) -> Kept:
    """The office, waited for where the database is away: one that comes up before it is no reason to end."""
    wait = 1.0
    while True:
        try:
            return Kept(config, clock)
        except StoreError as error:
            if not isinstance(error.__cause__, sa.exc.OperationalError):
                raise
            if wait == 1.0:
                sys.stderr.write(f"worker: the database is away, waiting for it: {error}\n")
        clock.sleep(wait)
        wait = min(2 * wait, _LONGEST_WAIT)


def _hush() -> None:
    """Trouble is told by us, once and in plain words; these would write a line for each try."""
    for name in ("psycopg.pool", "procrastinate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


class _Worker:
    """The life of one."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.silent = min(_SILENT_SECONDS, kept.office().config.worker.lease_seconds)
        self.stopping = threading.Event()
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """Begin nothing more. Who does not end by itself within the grace is left where it stands."""
        if not self.stopping.is_set():
            self.stopping.set()
            self._stop.set()
            leaving = threading.Timer(GRACE_SECONDS, _leave)
            leaving.daemon = True
            leaving.start()

    async def live(self) -> None:
        """Until told to stop."""
        loop = asyncio.get_running_loop()
        for one in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(one, self.stop)
        loop.set_exception_handler(_heard)
        fleet = self.kept.office().config.worker.fleet
        loop.set_default_executor(ThreadPoolExecutor(fleet.at_once + 2 * CHORES_AT_ONCE))
        wait, told = 1.0, False
        while not self.stopping.is_set():
            began = loop.time()
            trouble = await self._work(fleet.at_once, again=told)
            if self.stopping.is_set():
                break
            if loop.time() - began > _STEADY:
                wait, told = 1.0, False
            if not told:
                sys.stderr.write(f"worker: the database is away, waiting for it: {trouble}\n")
            told = True
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), wait)
            wait = min(2 * wait, _LONGEST_WAIT)

    async def _work(self, at_once: int, *, again: bool) -> str:
        """Take jobs until told to stop, or until it goes no further: then what is in the way."""
        import psycopg
        from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

        from sync.fleet import jobs, schema
        from sync.fleet.jobs import CHORES, LEDGERS

        office = self.kept.office()
        turns, chores = jobs.apps_for(office.config.store_url())
        jobs.add_turns(turns, chores, self.kept, self.stopping.is_set)
        jobs.add_chores(chores, self.kept, self.silent)
        jobs.add_mails(chores, self.kept)
        try:
            await asyncio.to_thread(schema.prepare, office.store.engine)
            await asyncio.to_thread(self.kept.let_go)
            async with turns.open_async():
                words = "the database is back" if again else "running, one of a fleet; stop it with Ctrl-C"
                sys.stderr.write(f"worker: {words}\n")
                with suppress(AlreadyEnqueued):  # what a day brings, in case nobody was here at its time
                    await chores.configure_task("keep").defer_async(timestamp=0)
                await self._take_jobs((turns, LEDGERS, at_once), (chores, CHORES, CHORES_AT_ONCE))
        except (psycopg.Error, ConnectorException, sa.exc.DBAPIError, StoreError, OSError) as error:
            return str(error.__cause__ or error).strip().splitlines()[0]
        return "a look at it failed"

    async def _take_jobs(self, *queues: tuple[App, str, int]) -> None:
        """Passes and chores have queues of their own, so that neither keeps the other waiting."""
        takers = [
            asyncio.create_task(
                app.run_worker_async(
                    queues=[queue],
                    concurrency=number,
                    install_signal_handlers=False,
                    delete_jobs="successful",
                    fetch_job_polling_interval=_UNTOLD,
                    abort_job_polling_interval=3600.0,  # nobody aborts jobs here
                    update_heartbeat_interval=self.silent / 3,
                    stalled_worker_timeout=self.silent,
                )
            )
            for app, queue, number in queues
        ]
        watching = [asyncio.create_task(self._stop.wait()), asyncio.create_task(self._beat())]
        await asyncio.wait([*takers, *watching], return_when=asyncio.FIRST_COMPLETED)
        for one in (*takers, *watching):
            one.cancel()  # the engine takes it as a word to stop in good order
        for ended in await asyncio.gather(*takers, return_exceptions=True):
            if isinstance(ended, Exception):
                raise ended

    async def _beat(self) -> None:
        """Touch the file that says we live, where the settings name one.

        A pass that comes to no end has lost its ledger by then (see `Held`), but its thread is in our way.
        """
        while True:
            worker = self.kept.office().config.worker
            if worker.heartbeat is not None:
                worker.heartbeat.touch()
            if self.kept.longest_turn() > PATIENCE.total_seconds() + 2 * worker.lease_seconds:
                sys.stderr.write("worker: a pass hangs; it is left to the others, and this worker ends\n")
                self.stop()
            await asyncio.sleep(_BEAT)


def _heard(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A job's end that could not be noted is no trouble: the job was let go, or will be (see `rescue`)."""
    from procrastinate.exceptions import ConnectorException

    if not isinstance(context.get("exception"), ConnectorException):
        loop.default_exception_handler(context)


def _leave() -> None:
    sys.stderr.write("worker: what did not end in time is left to the others\n")
    sys.stderr.flush()
    os._exit(0)

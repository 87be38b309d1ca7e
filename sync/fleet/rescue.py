"""Jobs whose worker is gone, or whose pass hangs: let go, so that their ledgers can have another turn.

The law: a job is let go only when its ledger's lease is over, or whoever held it is provably dead; the
engine's own heartbeat proves nothing, for a worker may be cut off from the database and alive, or alive with
a pass that comes to no end: one that was begun a lease ago and holds none. The job is forgotten, not begun
again under its number: who comes back ends a job that is no more, and none of another's.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from sync.fleet.dispatch import TURN
from sync.office import Office
from sync.store import leases, ledgers, turns

if TYPE_CHECKING:
    from procrastinate import App
    from procrastinate.jobs import Job


async def rescue(app: App, office: Office, silent_seconds: float) -> int:
    """Let go of what workers left behind that have been silent for so long; how many jobs."""
    from procrastinate.exceptions import ConnectorException
    from procrastinate.jobs import Status

    stalled = {
        one.id: one for one in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent_seconds)
    }
    if hung := await asyncio.to_thread(_long_begun, office):
        doing = await app.job_manager.list_jobs_async(task=TURN, status=Status.DOING.value)
        stalled |= {one.id: one for one in doing if one.id in hung}
    if not stalled:
        return 0
    free = await asyncio.to_thread(_free, office, [*stalled.values()])
    for job in free:
        with suppress(ConnectorException):  # it was ended at this very moment
            await app.job_manager.finish_job(job, Status.ABORTED, delete_job=True)
    return len(free)


def _long_begun(office: Office) -> set[int]:
    with office.store.read() as connection:
        return turns.long_begun(connection, TURN, office.config.worker.lease_seconds)


def _free(office: Office, stalled: list[Job]) -> list[Job]:
    with office.store.read() as connection:
        wall = office.clock.wall()
        ids = {one.name: one.id for one in ledgers.every(connection)}
        return [
            job
            for job in stalled
            if job.task_name != TURN
            or job.lock not in ids
            or leases.held_by(connection, f"ledger:{ids[job.lock]}", wall) is None
        ]

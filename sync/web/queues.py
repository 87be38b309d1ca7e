"""What the job engine's own tables tell of a fleet's queues: depth, age, what is stalled, and workers.

The law: they are procrastinate's, in a schema of their own; we look, and change nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

Total = tuple[str, float, dict[str, str]]

SCHEMA: Final = "duesync_jobs"
STALLED_SECONDS: Final = 60  # a worker tells every ten seconds that it lives
ABOUT: Final = {
    "queue_jobs": "Jobs by state: todo, doing, failed.",
    "queue_oldest_seconds": "Since the oldest job that may begin could have begun.",
    "queue_stalled": "Jobs under way whose worker gave no sign of life for a minute.",
    "workers": "Workers that gave a sign of life within a minute.",
    "workers_oldest_sign_seconds": "Since the worker that was silent longest gave one.",
}
_JOBS: Final = sa.text(
    f"""
    SELECT queue_name, status::text, count(*) FROM {SCHEMA}.procrastinate_jobs
    WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1, 2 ORDER BY 1, 2
    """  # noqa: S608  # a name of ours
)
_OLDEST: Final = sa.text(
    f"""
    SELECT j.queue_name, extract(epoch FROM now() - min(coalesce(j.scheduled_at, e.at)))
    FROM {SCHEMA}.procrastinate_jobs j
    JOIN {SCHEMA}.procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
    WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())
    GROUP BY 1 ORDER BY 1
    """  # noqa: S608  # as above
)
_STALLED: Final = sa.text(
    f"""
    SELECT j.queue_name, count(*) FROM {SCHEMA}.procrastinate_jobs j
    LEFT JOIN {SCHEMA}.procrastinate_workers w ON w.id = j.worker_id
    WHERE j.status = 'doing'
      AND (w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => :seconds))
    GROUP BY 1
    """  # noqa: S608  # as above
)
_WORKERS: Final = sa.text(
    f"""
    SELECT count(*) FILTER (WHERE last_heartbeat >= now() - make_interval(secs => :seconds)),
           extract(epoch FROM now() - min(last_heartbeat))
    FROM {SCHEMA}.procrastinate_workers
    """  # noqa: S608  # as above
)


def are_there(connection: Connection) -> bool:
    """Whether this database holds the tables of a fleet."""
    if connection.dialect.name != "postgresql":
        return False
    name = f"{SCHEMA}.procrastinate_jobs"
    return connection.scalar(sa.select(sa.func.to_regclass(name))) is not None


def queues(connection: Connection) -> Iterator[Total]:
    """All of it; nothing where there is no fleet."""
    if not are_there(connection):
        return
    names: dict[str, None] = {}
    for queue, state, number in connection.execute(_JOBS):
        names[queue] = None
        yield "queue_jobs", number, {"queue": queue, "state": state}
    oldest = {str(queue): float(age) for queue, age in connection.execute(_OLDEST)}
    found = connection.execute(_STALLED, {"seconds": STALLED_SECONDS})
    stalled = {str(queue): int(number) for queue, number in found}
    for queue in names:
        yield "queue_oldest_seconds", oldest.get(queue, 0.0), {"queue": queue}
        yield "queue_stalled", stalled.get(queue, 0), {"queue": queue}
    alive, silent = workers(connection)
    yield "workers", alive, {}
    if silent is not None:
        yield "workers_oldest_sign_seconds", silent, {}


def workers(connection: Connection) -> tuple[int, float | None]:
    """How many gave a sign of life within a minute; for how many seconds the most silent one gave none."""
    alive, silent = connection.execute(_WORKERS, {"seconds": STALLED_SECONDS}).one()
    return int(alive), None if silent is None else float(silent)

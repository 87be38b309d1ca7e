"""Whether we are well, for who watches machines: `/healthz` and `/readyz`, as containers are asked.

The law: `/healthz` looks at nothing, for who restarts us must not do so because the database is away;
`/readyz` looks at all that our work needs, and says in JSON what is missing. Neither names a ledger.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from sync import migrations
from sync.office import Office
from sync.store import seen
from sync.web import queues

WELL: Final = "ok\n"
NO_ANSWER: Final = "the database does not answer"
_WITHIN: Final = 2.0  # seconds
_FRESH: Final = timedelta(minutes=3)  # six missed heartbeats of a worker


def missing(office: Office) -> list[str]:
    """What keeps us from our work, each in a sentence; nothing when all is well."""
    try:
        with office.store.read() as connection:
            return [*_tables(connection), *_workers(connection, office.clock.wall())]
    except SQLAlchemyError:
        return [NO_ANSWER]


def _tables(connection: Connection) -> Iterator[str]:
    found = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    if found != migrations.head():
        yield f"the database's tables are of revision {found}, this program's of {migrations.head()}"


def _workers(connection: Connection, wall: datetime) -> Iterator[str]:
    if queues.are_there(connection):
        alive, silent = queues.workers(connection)
        if silent is not None and not alive:
            yield f"no worker of the fleet gave a sign of life for {silent:.0f} seconds"
    at = seen.last(connection)
    if at is not None and wall - at > _FRESH:
        minutes = (wall - at) // timedelta(minutes=1)
        yield f"no worker was seen for {minutes} minutes: is `duesync worker` running?"


def told(reasons: list[str]) -> tuple[int, dict[str, Any]]:
    """Status and body of an answer to `/readyz`."""
    return (503 if reasons else 200), {"ready": not reasons, "reasons": reasons}


async def healthz(_request: Request) -> Response:
    """That we live."""
    return PlainTextResponse(WELL)


class Readiness:
    """`/readyz` over an open office."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def answer(self, _request: Request) -> Response:
        """What is missing, or that nothing is."""
        try:
            async with asyncio.timeout(_WITHIN):
                reasons = await asyncio.to_thread(missing, self._office)
        except TimeoutError:
            reasons = [NO_ANSWER]
        status, body = told(reasons)
        return JSONResponse(body, status_code=status, headers={"Cache-Control": "no-store"})

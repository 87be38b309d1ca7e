"""How far each folder of a ledger's inbox was read, and why it could not be, where it could not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connectors.mail.inbox import Place
from sync.store.dialects import upsert
from sync.tables import inboxes


def find(connection: Connection, ledger_id: int, folder: str) -> Place | None:
    """Behind which message to go on; `None`: from the beginning."""
    query = sa.select(inboxes.c.validity, inboxes.c.uid).where(*_mine(ledger_id, folder))
    row = connection.execute(query).one_or_none()
    return None if row is None or row.uid is None else Place(row.validity, row.uid)


def move(connection: Connection, ledger_id: int, folder: str, place: Place) -> None:
    """It was read up to there, in the transaction that keeps what was read."""
    _set(connection, ledger_id, folder, validity=place.validity, uid=place.uid)


def looked_until(connection: Connection, ledger_id: int, folder: str) -> Place | None:
    """Behind which message others go on to look through it: whatever its own passes have read is read."""
    query = sa.select(inboxes.c.looked_validity, inboxes.c.looked_uid).where(*_mine(ledger_id, folder))
    row, own = connection.execute(query).one_or_none(), find(connection, ledger_id, folder)
    if row is None or row.looked_uid is None:
        return own
    looked = Place(row.looked_validity, row.looked_uid)
    is_ahead = own is not None and own.validity == looked.validity and own.uid > looked.uid
    return own if is_ahead else looked


def looked(connection: Connection, ledger_id: int, folder: str, place: Place) -> None:
    """Others looked through it up to there, in its own name: all that stops anybody was acted upon."""
    _set(connection, ledger_id, folder, looked_validity=place.validity, looked_uid=place.uid)


def looked_through(connection: Connection, ledger_id: int, folder: str, now: datetime) -> None:
    """Others looked through it to its end."""
    _set(connection, ledger_id, folder, looked_at=now)


def looked_at(connection: Connection, ledger_ids: Collection[int]) -> dict[int, datetime]:
    """By ledger, when all of its inbox was last read, or looked through; without those that never were."""
    read_later = inboxes.c.read_at > inboxes.c.looked_at
    own = sa.func.coalesce(inboxes.c.looked_at, inboxes.c.read_at)
    last = sa.func.max(sa.case((read_later, inboxes.c.read_at), else_=own))
    query = sa.select(inboxes.c.ledger_id, last).where(inboxes.c.ledger_id.in_(ledger_ids))
    rows = connection.execute(query.group_by(inboxes.c.ledger_id))
    return {ledger_id: at for ledger_id, at in rows if at is not None}


def reached(connection: Connection, ledger_id: int, folder: str, now: datetime) -> None:
    """It was read to its end."""
    _set(connection, ledger_id, folder, read_at=now, problem=None)


def trouble(connection: Connection, ledger_id: int, folder: str, problem: str) -> None:
    """It could not be read."""
    _set(connection, ledger_id, folder, problem=problem)


IN_TROUBLE: Final = inboxes.c.problem.is_not(None)


def problems(connection: Connection, ledger_id: int) -> list[tuple[str, str, datetime | None]]:
    """(folder, why it could not be read, when it last could) of those in trouble."""
    query = sa.select(inboxes.c.folder, inboxes.c.problem, inboxes.c.read_at).where(
        inboxes.c.ledger_id == ledger_id, IN_TROUBLE
    )
    return [(row.folder, row.problem, row.read_at) for row in connection.execute(query)]


def _set(connection: Connection, ledger_id: int, folder: str, **values: object) -> None:
    upsert(connection, inboxes, [{"ledger_id": ledger_id, "folder": folder}], update=False)
    connection.execute(sa.update(inboxes).where(*_mine(ledger_id, folder)).values(values))


def _mine(ledger_id: int, folder: str) -> tuple[sa.ColumnElement[bool], ...]:
    return inboxes.c.ledger_id == ledger_id, inboxes.c.folder == folder

"""The daily backup: into the folder that `[backup]` names, once a day, by whichever worker comes first.

The law: an earlier one goes only after a newer is whole, and no other store's ever does. One that failed is
told, in the store too, and is tried again.
"""

from __future__ import annotations

import sqlite3
from datetime import time, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from msgspec.structs import replace

from sync.backup import Backup, Damaged, back_up
from sync.due import is_due
from sync.errors import DuesyncError
from sync.office import Office
from sync.store import backed_up
from sync.store.backed_up import BackedUp

_AGAIN: Final = timedelta(hours=1)  # one that failed, or was cut off, is tried so much later
_START = 8  # letters of the store's own name: two stores may share a folder


class NoBackup(DuesyncError):
    """It could not be made, or nobody said where; the text says which."""


def claim(office: Office) -> bool:
    """Whether it is due, and for the caller to make: for an hour nobody else is told so."""
    settings, now = office.config.keeping.backup, office.clock.now()
    if settings is None:
        return False
    with office.store.read() as connection:
        stands = backed_up.find(connection)
    zone = ZoneInfo(office.config.worker.timezone)
    if not is_due((time(settings.hour),), zone, stands.made_at, now):
        return False
    with office.store.write() as connection:
        stands = backed_up.find(connection)  # another may have begun meanwhile
        if stands.tried_at is not None and now - stands.tried_at < _AGAIN:
            return False
        backed_up.note(connection, replace(stands, tried_at=now))
    return True


def make(office: Office) -> tuple[Path, Backup]:
    """Make it now, and let go of those that are too many. Raises `NoBackup`."""
    settings, now = office.config.keeping.backup, office.clock.now()
    if settings is None:
        msg = "say into which file, or set the folder for all of them: [backup] folder"
        raise NoBackup(msg)
    name = f"duesync-{office.store.instance_id()[:_START]}-"
    path = settings.folder / f"{name}{now:%Y-%m-%dT%H%MZ}.backup"
    try:
        for unfinished in settings.folder.glob(f"{name}*.backup.part"):  # of one that was cut off
            unfinished.unlink()
        made = back_up(office.store, path)
        _note(office, BackedUp(made_at=now, tried_at=now))
        for older in sorted(settings.folder.glob(f"{name}*.backup"))[: -settings.keep]:
            older.unlink()
    except (Damaged, OSError, sqlite3.Error, sa.exc.DBAPIError) as error:
        if isinstance(error, sa.exc.DBAPIError) and not isinstance(error.orig, sqlite3.Error):
            raise  # it is the store that is away, not the copy that can't be written
        msg = f"the daily backup in {settings.folder} went wrong: {error}"
        with office.store.read() as connection:
            stands = backed_up.find(connection)
        _note(office, replace(stands, tried_at=now, problem=str(error)))
        raise NoBackup(msg) from error
    return path, made


def _note(office: Office, told: BackedUp) -> None:
    with office.store.write() as connection:
        backed_up.note(connection, told)

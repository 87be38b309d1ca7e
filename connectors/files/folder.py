"""The folder as it stands on disk: its files read whole, or not at all while someone writes them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from connectors.errors import Refused, TryLater
from connectors.sheets.columns import FORMS, INVOICES, plain

ACTIONS: Final = "actions.csv"
_KNOWN: Final = {plain(name): name for name in (ACTIONS, *(form.name for form in FORMS))}


class Found(msgspec.Struct, frozen=True):
    """One file. `modified_at`: when it was last written, by the disk's clock; `age`: seconds since."""

    body: bytes
    modified_at: datetime
    age: float


def look(folder: Path, settle: float) -> Mapping[str, Found]:
    """Every file of ours by its proper name, which may be written "Credit Notes.CSV" on disk.

    `settle`: seconds that a file must have been left alone. `TryLater` where one is being written, or
    cannot be read; `Refused` where two have the same name.
    """
    paths: dict[str, Path] = {}
    try:
        for path in sorted(folder.iterdir()):
            name = _KNOWN.get(plain(path.name))
            if name is not None and path.suffix.casefold() == ".csv":
                if name in paths:
                    msg = f"there are two: {paths[name].name} and {path.name}; leave one"
                    raise Refused(msg, about=name)
                paths[name] = path
    except OSError as error:
        msg = f"the folder cannot be read ({error.strerror}); is its drive there?"
        raise TryLater(msg, about=str(folder)) from error
    if INVOICES.name not in paths:
        msg = f"is not in {folder}; export it there"
        raise TryLater(msg, about=INVOICES.name)
    return {name: _whole(path, name, settle) for name, path in paths.items()}


def _whole(path: Path, name: str, settle: float) -> Found:
    try:
        age = time.time() - path.stat().st_mtime
        if 0 <= age < settle and name != ACTIONS:  # of that we are the writer, and know its lines
            time.sleep(settle - age)
        before = path.stat()
        body = path.read_bytes()
        after = path.stat()
    except OSError as error:
        msg = f"cannot be read: {error.strerror}"
        raise TryLater(msg, about=name) from error
    same = (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    if not same or not before.st_size == len(body) == after.st_size:
        msg = "is being written just now"
        raise TryLater(msg, about=name)
    return Found(body, datetime.fromtimestamp(after.st_mtime, UTC), time.time() - after.st_mtime)

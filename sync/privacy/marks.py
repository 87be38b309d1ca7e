"""Marks of who was erased, kept beside the store too, for when an older copy of it is put back.

The law: a line is added for every mark, and one when it is lifted; nobody is known by them who does not
hold the key.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from sync.errors import DuesyncError
from sync.office import Office
from sync.store import ledgers, tombstones
from sync.store.ledgers import LinkedLedger
from sync.store.tombstones import Mark


class NoMarks(DuesyncError):
    """The file is none of marks; the text says which line."""


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the file: a mark of that ledger, or, where it is `lifted`, no mark any more."""

    ledger: str
    mark: Mark
    lifted: bool = False


def keep(office: Office) -> None:
    """Add to the file what is new since, marks and liftings. Raises `NoMarks`, `OSError`."""
    path = office.config.keeping.erased
    if path is None:
        return
    kept = read(path)
    with office.store.read() as connection:
        here = {
            (one.name, mark.mark): mark
            for one in ledgers.every(connection)
            for mark in tombstones.every(connection, one.id)
        }
    new = [_Line(ledger=name, mark=mark) for (name, _), mark in here.items() if (name, mark.mark) not in kept]
    _append(path, new)


def lift(office: Office, ledger: LinkedLedger, marks: Sequence[str]) -> None:
    """Note that these marks hold no more."""
    path = office.config.keeping.erased
    if path is not None:
        kept = read(path)
        found = [kept[ledger.name, mark] for mark in marks if (ledger.name, mark) in kept]
        _append(path, [_Line(ledger=ledger.name, mark=mark, lifted=True) for mark in found])


def _append(path: Path, lines: list[_Line]) -> None:
    if lines:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "ab") as file:
            file.write(msgspec.json.Encoder().encode_lines(lines))
            file.flush()
            os.fsync(file.fileno())


def read(path: Path) -> dict[tuple[str, str], Mark]:
    """The marks that hold, by ledger and text. Raises `NoMarks`, `OSError`."""
    found: dict[tuple[str, str], Mark] = {}
    for number, line in enumerate(path.read_bytes().splitlines() if path.exists() else (), 1):
        try:
            read = msgspec.json.decode(line, type=_Line)
        except msgspec.DecodeError as error:
            msg = f"{path}, line {number}, is no mark of someone erased: {error}"
            raise NoMarks(msg) from error
        if read.lifted:
            found.pop((read.ledger, read.mark.mark), None)
        else:
            found[read.ledger, read.mark.mark] = read.mark
    return found

"""The export: all that a store knows of one ledger, in one file that another store takes up.

A zip. `manifest.json` says whose it is, when and by what it was made, and of each table how many
rows it has and the SHA-256 of its text. `TABLE.jsonl` holds its rows, one JSON object to a line:
columns by name, instants in UTC, bytes in base64, amounts in minor units. No sign-in is in it
(`sync.store.departures.NOT_TAKEN_ALONG` says what else is not, and why). However large, only a page
of rows is in memory at once.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import IO, Annotated, Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync import migrations
from sync.errors import DuesyncError
from sync.store import departures, forgotten
from sync.store.ledgers import LinkedLedger
from sync.tables import Instant, suppressions

FORMAT = 1
MANIFEST = "manifest.json"
_PAGE_BYTES = 1_000_000
_LONGEST_MANIFEST = 1_000_000
_LONGEST_LINE = 64_000_000  # bytes: a row with the largest document in it, in base64, has half of that
_MOST_TIMES = (
    200  # as large unpacked as packed; a ledger's rows come to some twenty, a zip bomb to a thousand
)
_INT64 = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # a zip's first day, so that the same rows make the same file
_ZONED = Annotated[datetime, msgspec.Meta(tz=True)]
_UNREADABLE = (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)
_CAME_LATER = {("holds", "excluded"): False}  # what rows of older exports, which lack it, mean by that
_LINES = msgspec.json.Encoder()


class Damaged(DuesyncError):
    """The file is no whole export, or one of a newer Duesync; the text names it. Nothing was changed."""


class Part(msgspec.Struct, frozen=True):
    """One table of an export."""

    rows: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Whose export it is. `holds`: a whole ledger, or the evidence that is kept of a deleted one."""

    format: int
    holds: Literal["ledger", "evidence"]
    made_by: str
    schema: str
    exported_at: datetime
    name: str
    provider: str
    environment: str
    company_id: str
    organisation: str
    tables: dict[str, Part]


def write(
    connection: Connection, ledger: LinkedLedger, out: IO[bytes], now: datetime, rows: departures.Rows | None
) -> Manifest:
    """Write an export of that ledger, or of these rows of it as evidence."""
    parts = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in departures.taken_along():
            where = (rows or departures.belonging)(table, ledger.id)
            if table is suppressions and rows is None:
                where = forgotten.rows_of(connection, ledger)
            parts[table.name] = _write_table(connection, archive, table, where)
        manifest = Manifest(
            format=FORMAT,
            holds="ledger" if rows is None else "evidence",
            made_by=f"duesync {metadata.version('duesync')}",
            schema=migrations.head(),
            exported_at=now,
            name=ledger.name,
            provider=ledger.provider,
            environment=ledger.environment,
            company_id=ledger.company_id,
            organisation=ledger.organisation,
            tables=parts,
        )
        archive.writestr(_entry(MANIFEST), msgspec.json.format(msgspec.json.encode(manifest)))
    return manifest


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _BEGINNING)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _write_table(
    connection: Connection, archive: zipfile.ZipFile, table: sa.Table, where: sa.ColumnElement[bool]
) -> Part:
    digest, count = hashlib.sha256(), 0
    with archive.open(_entry(f"{table.name}.jsonl"), "w", force_zip64=True) as out:
        for page in departures.pages(connection, table, where):
            lines = _LINES.encode_lines(page)
            digest.update(lines)
            out.write(lines)
            count += len(page)
    return Part(count, digest.hexdigest())


def to_file(connection: Connection, ledger: LinkedLedger, path: Path, now: datetime) -> str:
    """Write the export to `path`, for its owner's eyes alone; returns the file's SHA-256.

    It appears whole or not at all. An earlier export of the same company is replaced, no other file:
    raises `Damaged`.
    """
    if path.exists():
        with opened(path) as before:
            if (before.manifest.provider, before.manifest.company_id) != (ledger.provider, ledger.company_id):
                msg = f"{path} is the export of {before.manifest.organisation}; name another file"
                raise Damaged(msg)
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.unlink(missing_ok=True)  # of one that was cut off
    try:
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as out:
            write(connection, ledger, out, now, None)
            out.flush()
            os.fsync(out.fileno())
            out.seek(0)
            digest = hashlib.file_digest(out, "sha256").hexdigest()
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return digest


@dataclass(frozen=True, slots=True)
class Export:
    """An export that is open for reading."""

    path: Path
    archive: zipfile.ZipFile
    manifest: Manifest

    def digest(self) -> str:
        """The file's SHA-256."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def check(self) -> None:
        """Read it all once. Raises `Damaged` unless every table is whole and known here."""
        known = {table.name: table for table in departures.taken_along()}
        for name, part in self.manifest.tables.items():
            if name not in known:
                msg = f"{self.path} was made by a newer Duesync: it has a table {name}"
                raise Damaged(msg)
            digest, count = hashlib.sha256(), 0
            for lines in self._pages(name):
                digest.update(b"".join(lines))
                count += len(lines)
                self._rows(known[name], lines)
                if count > part.rows:
                    break
            if (count, digest.hexdigest()) != (part.rows, part.sha256):
                msg = f"{self.path} is damaged: {name} is not as it was written"
                raise Damaged(msg)

    def pages(self, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
        """The rows of that table, a few hundred at a time; none where the export has no such table."""
        for lines in self._pages(table.name) if table.name in self.manifest.tables else ():
            yield self._rows(table, lines)

    def _pages(self, name: str) -> Iterator[list[bytes]]:
        try:
            with self.archive.open(f"{name}.jsonl") as entry:
                while page := _page(entry):
                    yield page
        except _UNREADABLE as error:
            msg = f"{self.path} is damaged: {name} cannot be read"
            raise Damaged(msg) from error

    def _rows(self, table: sa.Table, lines: list[bytes]) -> list[dict[str, Any]]:
        decoder = msgspec.json.Decoder(list[_row_of(table)])  # type: ignore[misc]  # made from the columns
        try:
            found = decoder.decode(b"[" + b",".join(lines) + b"]")
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            msg = f"{self.path} does not fit this Duesync: {table.name}: {error}"
            raise Damaged(msg) from error
        return [msgspec.structs.asdict(row) for row in found]


def _page(entry: IO[bytes]) -> list[bytes]:
    """The next lines, some `_PAGE_BYTES` of them; none at the end. `ValueError` for one without end."""
    lines, size = list[bytes](), 0
    while size < _PAGE_BYTES and (line := entry.readline(_LONGEST_LINE)):
        if len(line) >= _LONGEST_LINE:
            msg = "a line of more than a row has"
            raise ValueError(msg)
        lines.append(line)
        size += len(line)
    return lines


@cache
def _row_of(table: sa.Table) -> type[msgspec.Struct]:
    """A row's columns and their types. One that a newer Duesync added is unknown, and so refused."""
    fields: list[Any] = []
    for column in table.c:
        if column.name in departures.WHOSE:
            continue
        kind: Any = _ZONED if isinstance(column.type, Instant) else column.type.python_type
        kind = _INT64 if kind is int else kind
        name = str(column.name)  # SQLAlchemy's own kind of text otherwise
        if (table.name, name) in _CAME_LATER:
            fields.append((name, kind, _CAME_LATER[table.name, name]))
        else:
            fields.append((name, kind | None, None) if column.nullable else (name, kind))
    return msgspec.defstruct(str(table.name), fields, kw_only=True, forbid_unknown_fields=True)


@contextmanager
def opened(path: Path) -> Iterator[Export]:
    """Open an export. Raises `Damaged`, `OSError`."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        msg = f"{path} is no whole export of Duesync's ({str(error).rstrip('.')})"
        raise Damaged(msg) from error
    with archive:
        unpacked = sum(each.file_size for each in archive.infolist())
        if unpacked > _MOST_TIMES * max(path.stat().st_size, _PAGE_BYTES):
            msg = f"{path} is no export of Duesync's: it would unpack to {unpacked / 1e9:,.1f} GB"
            raise Damaged(msg)
        yield Export(path, archive, _manifest(path, archive))


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    try:
        with archive.open(MANIFEST) as entry:
            text = entry.read(_LONGEST_MANIFEST)
        made = msgspec.json.decode(text, type=_Made)
        if made.format != FORMAT or made.schema > migrations.head():
            msg = f"{path} was made by a newer Duesync ({made.made_by}); install that one"
            raise Damaged(msg)
        return msgspec.json.decode(text, type=Manifest)
    except (*_UNREADABLE, msgspec.DecodeError) as error:
        msg = f"{path} is no whole export of Duesync's: it has no manifest that can be read"
        raise Damaged(msg) from error


class _Made(msgspec.Struct, frozen=True):
    """What every format of the manifest says first."""

    format: int
    made_by: str
    schema: str

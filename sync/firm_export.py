"""A firm's export: a folder with a file for each ledger, which `import` takes, and the firm's own rows.

`ledgers/NAME.zip` is as `sync.leaving.export` writes it; `TABLE.jsonl` holds what no ledger owns, one JSON
object to a line; `firm.json` says whose it is, when it was made, and how many rows there are. No secret, no
password and no sign-in is in it.
"""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.firms import FirmError, named
from sync.leaving import export
from sync.office import Office
from sync.store import firm_rows, ledgers
from sync.store.firms import Firm

_LEFT_OUT: Final = {
    "sessions": "a sign-in of today's",
    "leases": "which process is at work",
    "snapshots": "in the files of the ledgers, whose decisions rest on them",
    "ledgers": "in files of their own",
    "mail_quotas": "what was sent lately, of no use elsewhere",
}
_SECRET: Final = frozenset({"password", "totp", "totp_step", "invitation", "digest"})


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What was written. `ledgers`: by name, each with its file's SHA-256; `rows`: by table."""

    firm: Firm
    exported_at: datetime
    ledgers: dict[str, str]
    rows: dict[str, int]


def write(office: Office, name: str, folder: Path) -> Written:
    """Write it to `folder`, for its owner's eyes alone. Raises `FirmError`, `NoFirm`, `OSError`."""
    firm, now = named(office, name), office.clock.now()
    if folder.exists():
        msg = f"{folder} is there already; name a folder that is not"
        raise FirmError(msg)
    mine, unfinished = office.of_firm(firm.id), folder.with_name(f"{folder.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)  # of one that was cut off
    unfinished.mkdir(mode=0o700)
    (unfinished / "ledgers").mkdir(mode=0o700)
    with mine.store.read() as connection:
        linked = ledgers.every(connection)
        files = {
            one.name: export.to_file(connection, one, unfinished / "ledgers" / f"{one.name}.zip", now)
            for one in linked
        }
        rows = {
            table.name: _table(connection, table, where, unfinished)
            for table, where in firm_rows.tables_of(firm.id, [one.id for one in linked])
            if "ledger_id" not in table.c and table.name not in _LEFT_OUT
        }
    written = Written(firm=firm, exported_at=now, ledgers=files, rows=rows)
    _keep(unfinished / "firm.json", msgspec.json.format(msgspec.json.encode(written)) + b"\n")
    unfinished.rename(folder)
    return written


def _table(connection: Connection, table: sa.Table, where: sa.ColumnElement[bool], folder: Path) -> int:
    columns = [column for column in table.c if column.name not in _SECRET]
    query = sa.select(*columns).where(where).order_by(*table.primary_key)
    found: list[dict[str, Any]] = [dict(row) for row in connection.execute(query).mappings()]
    _keep(folder / f"{table.name}.jsonl", msgspec.json.Encoder().encode_lines(found))
    return len(found)


def _keep(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        out.write(content)

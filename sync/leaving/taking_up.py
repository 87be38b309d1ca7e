"""Taking up: the export of a ledger becomes a ledger of this store, with all it ever did.

The law: keys, slots and Message-IDs stay, so what was done elsewhere is not done again here. All
of it comes in one transaction or nothing does. The ledger sends nothing until a person has linked
and approved it here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.errors import DuesyncError
from sync.leaving.export import Export, Manifest, opened
from sync.leaving.unlink import UNLINKED
from sync.office import Office
from sync.store import departures, forgotten, review
from sync.store.chain import tell
from sync.store.dialects import is_postgres, upsert
from sync.store.ledgers import every as linked
from sync.store.outbox import MONEY
from sync.tables import effects, ledgers


class NotTakenUp(DuesyncError):
    """It cannot be taken up here; the text says why. Nothing was changed."""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken up. `rows`: by table."""

    name: str
    provider: str
    company_id: str
    organisation: str
    rows: dict[str, int]


def take_up(office: Office, path: Path, name: str | None) -> Taken:
    """Take up the export at `path`, under `name` where not its own.

    Raises `Damaged`, `NotTakenUp`, `ConfigError` (that name is not configured), `OSError`.
    """
    with opened(path) as found:
        told = found.manifest
        _refuse_misfit(office, found, name or told.name)
        found.check()
        digest = found.digest()
        firm_id = office.for_name(name or told.name).store.firm
        with office.store.write() as plain:
            connection = plain.execution_options(firm=firm_id)  # it numbers rows above everybody's
            _lock(connection)
            _refuse_known(connection, path, told, name or told.name, digest)
            try:
                ledger_id, rows = _insert(connection, found, name or told.name)
            except sa.exc.IntegrityError as error:
                msg = f"{path} cannot be taken up: keys of its acts are keys of another ledger's here"
                raise NotTakenUp(msg) from error
            except (
                sa.exc.DataError,
                ValueError,
                TypeError,
                KeyError,
            ) as error:  # its checksums hold, its rows do not
                msg = f"{path} cannot be taken up: a row in it is none that Duesync writes"
                raise NotTakenUp(msg) from error
            if forgotten.are_there(connection):
                [taken] = [one for one in linked(connection) if one.id == ledger_id]
                forgotten.remember(connection, forgotten.forms_of(connection, taken), office.vault)
            act = {"act": "take up", "export": digest, "exported_at": told.exported_at}
            tell(connection, ledger_id, "act", act, by=office.by)
    return Taken(
        name=name or told.name,
        provider=told.provider,
        company_id=told.company_id,
        organisation=told.organisation,
        rows=rows,
    )


def _refuse_misfit(office: Office, found: Export, name: str) -> None:
    told, settings = found.manifest, office.config.ledger(name)
    if told.holds != "ledger":
        msg = f"{found.path} holds evidence of a deleted ledger, not a ledger: it is for reading"
        raise NotTakenUp(msg)
    if (settings.provider, settings.environment) != (told.provider, told.environment):
        msg = (
            f"{found.path} is of a company on {told.provider} ({told.environment}), "
            f"but {name} is set to {settings.provider} ({settings.environment})"
        )
        raise NotTakenUp(msg)


def _lock(connection: Connection) -> None:
    """Let nobody number a row while ours are numbered; SQLite has one writer at a time anyway."""
    if is_postgres(connection):
        names = ", ".join(table.name for table in departures.taken_along())
        connection.execute(sa.text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))


def _refuse_known(connection: Connection, path: Path, told: Manifest, name: str, digest: str) -> None:
    company = (told.provider, told.environment, told.company_id)
    same = sa.tuple_(ledgers.c.provider, ledgers.c.environment, ledgers.c.company_id) == company
    here = connection.execute(sa.select(ledgers.c.name).where(sa.or_(same, ledgers.c.name == name))).scalar()
    if here is not None:
        msg = f"{path} cannot be taken up: {here} is here already, and would do again what it did since"
        raise NotTakenUp(msg)
    for left in departures.of_company(connection, *company):
        receipt = msgspec.json.decode(left.receipt)
        if left.unlinked_at >= told.exported_at and receipt["export_sha256"] != digest:
            msg = (
                f"{path} is older than what was known here of {told.organisation} when it left on "
                f"{left.unlinked_at:%Y-%m-%d}: messages sent since would be sent again. Take the last export"
            )
            raise NotTakenUp(msg)


def _insert(connection: Connection, found: Export, name: str) -> tuple[int, dict[str, int]]:
    [[row]] = list(found.pages(ledgers))
    values = row | {"name": name, "released_at": None, "leaves_on": None, "problem": None}
    del values["id"]
    made = connection.execute(sa.insert(ledgers).values(values).returning(ledgers.c.id))
    ledger_id, rows = int(made.scalar_one()), {}
    tables = [table for table in departures.taken_along() if table is not ledgers]
    above = {table.name: _last_id(connection, table) for table in tables if _is_numbered(table)}
    for table in tables:
        rows[table.name] = 0
        moved = _moved(table, above)
        for page in found.pages(table):
            if page:
                _insert_page(connection, table, ledger_id, [_renumbered(one, moved) for one in page])
                rows[table.name] += len(page)
        if table.name in above:
            _go_on_counting(connection, table)
    review.review_ledger(connection, ledger_id)
    return ledger_id, {table: number for table, number in rows.items() if number}


def _insert_page(connection: Connection, table: sa.Table, ledger_id: int, page: list[dict[str, Any]]) -> None:
    if "ledger_id" not in table.c:  # known by its content: it may be here already
        upsert(connection, table, page, update=False)
        return
    for row in page:
        row["ledger_id"] = ledger_id
        if table is effects and row["state"] == "ready":
            row |= {"state": "refused" if row["kind"] in MONEY else "dropped", "reason": UNLINKED}
    connection.execute(sa.insert(table), page)


def _is_numbered(table: sa.Table) -> bool:
    """Whether the store itself numbers its rows."""
    return table.autoincrement_column is not None and "id" in table.c


def _last_id(connection: Connection, table: sa.Table) -> int:
    return int(connection.scalar(sa.select(sa.func.max(table.c.id))) or 0)


def _moved(table: sa.Table, above: dict[str, int]) -> dict[str, int]:
    """Its columns that hold numbers, each with what is added, so that they point where they did."""
    own = {"id": above[table.name]} if table.name in above else {}
    return own | {
        key.parent.name: above[key.column.table.name]
        for key in table.foreign_keys
        if key.column.table.name in above
    }


def _renumbered(row: dict[str, Any], moved: dict[str, int]) -> dict[str, Any]:
    return row | {name: row[name] + up for name, up in moved.items() if row[name] is not None}


def _go_on_counting(connection: Connection, table: sa.Table) -> None:
    """PostgreSQL numbers from a sequence, which knows nothing of rows that came with their number."""
    if is_postgres(connection):
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        last = sa.select(sa.func.max(table.c.id)).scalar_subquery()
        connection.execute(sa.select(sa.func.setval(sequence, sa.func.coalesce(last, 1))))

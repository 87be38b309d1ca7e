"""Deletion: on its day all that is a ledger's goes, in one transaction, and a receipt stays.

What tells of acts that were done stays beside the receipt for as long as is configured, as an
export of those rows; then that goes too.
"""

from __future__ import annotations

import io
import os
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.engine import Connection

from sync.errors import DuesyncError
from sync.leaving import export
from sync.leaving.unlink import Receipt, sign_out
from sync.office import Office
from sync.store import departures, forgotten, ledgers
from sync.store.ledgers import LinkedLedger
from sync.work import Busy, Held, held_ledger

_STEP_SECONDS = 60.0  # the sign-out may have taken its time


def delete_due(office: Office) -> list[Receipt]:
    """Delete the ledgers whose day has come, and evidence whose time is over; returns the receipts.

    Left for the next time: one that another process has in hand.
    """
    now = office.clock.now()
    with office.store.read() as connection:
        due = [one for one in ledgers.leaving(connection) if _is_due(connection, one, now)]
        over = departures.has_old_evidence(connection, now.date())
    receipts = []
    for ledger in due:
        try:
            with held_ledger(office.store, ledger.name, ledger.id) as held:
                receipts.append(_delete(office.of_ledger(ledger), ledger, held, now))
        except Busy:
            continue
    if over:
        with office.store.write() as connection:
            departures.forget_evidence(connection, now.date())
    if due or over:
        departures.empty_log(office.store.engine)
    return receipts


def _is_due(connection: Connection, ledger: LinkedLedger, now: datetime) -> bool:
    """On its day, by its own calendar, once its unlinking was through."""
    if ledger.leaves_on is None or now.astimezone(ZoneInfo(ledger.timezone)).date() < ledger.leaves_on:
        return False
    return departures.pending(connection, ledger) is not None


def _delete(office: Office, ledger: LinkedLedger, held: Held, now: datetime) -> Receipt:
    signed_out = sign_out(office, ledger) is None  # tried a last time; the day stands whatever comes of it
    with office.store.write(held.still(_STEP_SECONDS)) as connection:
        departure = departures.pending(connection, ledger)
        if departure is None:
            msg = f"{ledger.name} is being kept after all"
            raise Busy(msg)
        years = office.config.leaving.keep_evidence_years
        suppressed = forgotten.suppressed_of(connection, ledger)
        evidence, until, held_back = _evidence(connection, ledger, now, years)
        receipt = msgspec.structs.replace(
            msgspec.json.decode(departure.receipt, type=Receipt),
            signed_out=signed_out,
            deleted_at=now.isoformat(),
            deleted=departures.delete(connection, ledger.id),
            evidence=held_back,
            evidence_until=until,
        )
        forgotten.forget(connection, suppressed, office.vault)
        departures.gone(
            connection,
            departure,
            deleted_at=now,
            receipt=msgspec.json.encode(receipt),
            evidence=evidence,
            evidence_until=until,
        )
    return receipt


def _evidence(
    connection: Connection, ledger: LinkedLedger, now: datetime, years: int
) -> tuple[bytes | None, date | None, dict[str, int]]:
    """What is kept, compressed; until when; and how many rows of what."""
    since = _years_on(now, -years)
    newest = departures.newest_act(connection, ledger.id, since)
    if years == 0 or newest is None:
        return None, None, {}
    out = io.BytesIO()
    manifest = export.write(connection, ledger, out, now, departures.evidence(since))
    rows = {name: part.rows for name, part in manifest.tables.items() if part.rows}
    return out.getvalue(), _years_on(newest, years).date(), rows


def _years_on(moment: datetime, years: int) -> datetime:
    """The same day `years` on; 1 March where there is no 29 February."""
    utc = moment.astimezone(UTC)
    try:
        return utc.replace(year=utc.year + years)
    except ValueError:
        return utc.replace(year=utc.year + years, month=3, day=1)


class NoEvidence(DuesyncError):
    """Nothing is kept of that departure."""


def write_evidence(office: Office, number: int, path: Path) -> None:
    """Write what is kept of that departure to a new file. Raises `NoEvidence`, `OSError`."""
    with office.store.read() as connection:
        kept = departures.evidence_of(connection, number)
    if kept is None:
        msg = f"nothing is kept of departure {number}"
        raise NoEvidence(msg)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        out.write(kept)

"""Making a dossier: read, bundled, written for its owner's eyes alone."""

from __future__ import annotations

import os
from pathlib import Path

from dunning.letters.languages import spoken_in
from sync.errors import DuesyncError
from sync.evidence.dossier.bundle import Dossier, bundle
from sync.evidence.dossier.facts import Options
from sync.evidence.dossier.fetching import fetch
from sync.evidence.dossier.gather import gather
from sync.evidence.dossier.verifier.verify import SEAL
from sync.evidence.dossier.words import LANGUAGES
from sync.office import Office
from sync.store.ledgers import LinkedLedger


class NoDossier(DuesyncError):
    """The file that is there is no dossier, so it is not written over."""


def make(
    office: Office,
    ledger: LinkedLedger,
    customer: str,
    *,
    address: tuple[str, ...] = (),
    number: str | None = None,
    language: str | None = None,
    fetched_by: str | None = None,
) -> Dossier:
    """The dossier of that customer. `language`: else the one that is spoken where the books are kept.

    `fetched_by`: who has the PDFs of overdue invoices read from the ledger first; `None`: nobody. Raises
    `ActError` where there is no such customer, or a parent is billed in its place; `CannotPrint`;
    `ConnectorError`.
    """
    house = office.config.ledger(ledger.name).sender.language
    spoken = language or spoken_in(ledger.country, None, house)
    options = Options(
        language=spoken if spoken in LANGUAGES else "en",
        address=tuple(line for line in (each.strip() for each in address) if line),
        number=number,
    )
    facts = gather(office, ledger, customer, options)
    if fetched_by is not None and fetch(office, ledger, facts, fetched_by):
        facts = gather(office, ledger, customer, options)
    return bundle(facts)


def write(dossier: Dossier, path: Path) -> None:
    """Write it, whole or not at all; no file but a dossier is replaced. Raises `NoDossier`."""
    if path.exists() and SEAL.encode() not in path.read_bytes():
        msg = f"{path} is there and is no dossier; name another file"
        raise NoDossier(msg)
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.unlink(missing_ok=True)  # of one that was cut off
    try:
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
            out.write(dossier.body)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise

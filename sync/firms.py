"""Firms: added, bounded by quotas, given another key, exported, erased. By the operator alone.

The law: what is sealed for a firm's ledgers and users is sealed with the firm's own key, which the store's
key seals in turn: without the firm's row nobody reads its secrets again. A firm is erased whole, once each of
its ledgers was unlinked, and a receipt of it stays; its name is not given to another.
"""

from __future__ import annotations

import difflib
import re
from datetime import datetime

import msgspec
from sqlalchemy.engine import Connection

from sync import firm_keys
from sync.config_firms import limits_in
from sync.errors import DuesyncError
from sync.office import NoFirm, Office
from sync.store import departures, firm_rows, firms, ledgers, separation, users
from sync.store.firms import Firm
from sync.tables import HOUSE

_NAME = re.compile(r"[a-z0-9-]{1,40}")


class FirmError(DuesyncError):
    """What was asked of a firm cannot be; the text says why."""

    exit_code = 2


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A firm with what it has. `problem`: why its settings can't be used, if so."""

    firm: Firm
    ledgers: tuple[str, ...]
    users: int
    own_key: bool
    problem: str | None


def add(office: Office, name: str) -> Firm:
    """A new firm, with a key of its own, kept apart from now on. Raises `FirmError`, `NotSeparated`."""
    if not _NAME.fullmatch(name):
        msg = "a firm is named with small letters, digits and hyphens only, 40 at most"
        raise FirmError(msg)
    key = firm_keys.new(office.config.vault(), name)
    with office.store.write() as connection:
        if firms.find(connection, name) is not None:
            msg = f"there is, or was, a firm {name} already"
            raise FirmError(msg)
        separation.separate(connection)
        firms.add(connection, name, key, office.clock.wall())
        return _the(connection, name)


def _the(connection: Connection, name: str) -> Firm:
    found = firms.find(connection, name)
    if found is None or found.erased_at is not None:
        erased = "" if found is None else f" (it was erased on {found.erased_at:%Y-%m-%d})"
        msg = f"there is no firm {name}{erased}; see: duesync firm list"
        raise NoFirm(msg)
    return found


def named(office: Office, name: str) -> Firm:
    """The firm of that name. Raises `NoFirm`."""
    with office.store.read() as connection:
        return _the(connection, name)


def every(office: Office) -> list[Known]:
    """All that were not erased, the house first."""
    with office.store.read() as connection:
        linked, people = ledgers.every(connection), users.every(connection)
        keys = {one.id: firms.key_of(connection, one.id) for one in firms.every(connection)}
        found = [one for one in firms.every(connection) if one.erased_at is None]
    settings = office.config.firms
    return [
        Known(
            firm=one,
            ledgers=tuple(each.name for each in linked if each.firm_id == one.id),
            users=sum(each.firm_id == one.id for each in people),
            own_key=keys[one.id] is not None,
            problem=str(settings[one.name].problem)
            if one.name in settings and settings[one.name].problem is not None
            else None,
        )
        for one in found
    ]


def separate(office: Office) -> bool:
    """Let the database keep firms apart; whether it can. Raises `NotSeparated`."""
    with office.store.write() as connection:
        return separation.separate(connection)


def bound(office: Office, name: str, quotas: dict[str, int | None]) -> Firm:
    """Other quotas, by the columns of `firms`; those not named stay. Raises `NoFirm`, `FirmError`."""
    said = limits_in(office.config.limits).get(name, {})
    if quotas.keys() & said.keys():
        msg = f"what {name} may have stands in config.toml, [firms.limits.{name}]: change it there"
        raise FirmError(msg)
    with office.store.write() as connection:
        found = _the(connection, name)
        if quotas:
            firms.change(connection, found.id, **quotas)
        return _the(connection, name)


def bounded_nobody(office: Office) -> list[str]:
    """Of `[firms.limits.NAME]` those whose name is no firm's, as one that was mistyped, each in words."""
    if not office.config.limits:
        return []
    with office.store.read() as connection:
        known = [one.name for one in firms.every(connection) if one.erased_at is None]
    told = []
    for name in office.config.limits:
        if name not in known:
            meant = difflib.get_close_matches(name, known, n=1)
            then = f"is {meant[0]} meant?" if meant else "see: duesync firm list"
            told.append(f"[firms.limits.{name}] bounds nobody, for there is no firm {name}; {then}")
    return told


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What was erased. `deleted`: rows by table."""

    firm: str
    erased_at: datetime
    erased_by: str
    ledgers: tuple[str, ...]
    deleted: dict[str, int]


def refuse_erasing(office: Office, name: str) -> Firm:
    """The firm, where it may be erased. Raises `NoFirm`, `FirmError`."""
    found = named(office, name)
    if found.id == HOUSE:
        msg = "the house is what the store itself is of, and is not erased: delete the store"
        raise FirmError(msg)
    with office.of_firm(found.id).store.read() as connection:
        staying = [one.name for one in ledgers.every(connection) if one.leaves_on is None]
    if staying:
        msg = (
            f"{name} has ledgers that are linked ({', '.join(staying)}): unlink each first, so that its "
            f"books are signed out of: duesync unlink {staying[0]}"
        )
        raise FirmError(msg)
    return found


def erase(office: Office, name: str) -> Receipt:
    """Delete all that is the firm's, and its key. Raises `NoFirm`, `FirmError`, `Busy`."""
    found = refuse_erasing(office, name)
    mine = office.of_firm(found.id)
    with firm_keys.all_held(mine), office.store.write() as connection:
        receipt = Receipt(
            firm=name,
            erased_at=office.clock.now(),
            erased_by=office.by,
            ledgers=tuple(one.name for one in ledgers.every(connection) if one.firm_id == found.id),
            deleted=firm_rows.delete(connection, found.id),
        )
        kept = msgspec.json.encode(receipt)
        firms.change(connection, found.id, key=None, erased_at=receipt.erased_at, receipt=kept)
    departures.empty_log(office.store.engine)
    return receipt

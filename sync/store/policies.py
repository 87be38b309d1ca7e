"""Versions of what a ledger does otherwise than config.toml says: only ever added to, the newest in force."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.chain import tell
from sync.tables import ledgers, policies


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version, numbered from 1. `text`, `policy`, `back_to`: see `sync.tables.policies`."""

    number: int
    text: str
    policy: str
    back_to: int | None
    written_at: datetime
    written_by: str
    note: str

    @property
    def digest(self) -> str:
        """What the audit chain knows its text by."""
        return digest_of(self.text)


_COLUMNS = [policies.c[name] for name in Version.__dataclass_fields__]


_NEWEST = (
    sa.select(*_COLUMNS)
    .join(ledgers, ledgers.c.id == policies.c.ledger_id)
    .where(ledgers.c.name == sa.bindparam("ledger"))
    .order_by(policies.c.number.desc())
    .limit(1)
)


def digest_of(text: str) -> str:
    """SHA-256 of the text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def newest(connection: Connection, ledger_name: str) -> Version | None:
    """The version in force of the ledger of that name; `None` where the file alone counts."""
    row = connection.execute(_NEWEST, {"ledger": ledger_name}).mappings().one_or_none()
    return None if row is None else Version(**row)


def every(connection: Connection, ledger_id: int) -> list[Version]:
    """All of them, the newest first."""
    query = sa.select(*_COLUMNS).where(policies.c.ledger_id == ledger_id).order_by(policies.c.number.desc())
    return [Version(**row) for row in connection.execute(query).mappings()]


def add(connection: Connection, ledger_id: int, version: Version) -> None:
    """Put this version in force. The ledger must be locked, and its number the next."""
    row = {name: getattr(version, name) for name in Version.__dataclass_fields__}
    connection.execute(sa.insert(policies).values(ledger_id=ledger_id, **row))
    told = {
        "act": "policy",
        "version": version.number,
        "digest": version.digest,
        "policy": version.policy,
        "back_to": version.back_to,
    }
    tell(connection, ledger_id, "act", told, by=version.written_by)


def rewrite(
    connection: Connection, ledger_id: int, text: Callable[[str], str], note: Callable[[str], str]
) -> None:
    """Let texts and notes say nothing of an erased customer: the one change that a version ever sees."""
    for one in every(connection, ledger_id):
        new = {"text": text(one.text), "note": note(one.note)}
        if new != {"text": one.text, "note": one.note}:
            mine = sa.and_(policies.c.ledger_id == ledger_id, policies.c.number == one.number)
            connection.execute(sa.update(policies).where(mine).values(new))

"""Tokens of other tools: kept as digests, found by the token that is shown, each with the ledgers it sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.dialects import insert
from sync.store.firms import mine
from sync.tables import api_requests, api_token_ledgers, api_tokens, ledgers


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """`ledgers`: those it sees, numbers by name, less any that leave. `origins`: who may frame its card."""

    id: int
    kind: str
    name: str
    acts: bool
    names: bool
    origins: tuple[str, ...]
    made_at: datetime
    made_by: str
    expires_at: datetime | None
    used_at: datetime | None
    revoked_at: datetime | None
    firm_id: int
    ledgers: dict[str, int]

    def stands(self, wall: datetime) -> bool:
        """Whether it opens anything at that instant of the machine's clock."""
        return self.revoked_at is None and (self.expires_at is None or wall < self.expires_at)


def add(connection: Connection, seen: Sequence[int], **values: object) -> int:
    """A new token that sees these ledgers; its number. `values`: the columns."""
    values["origins"] = msgspec.json.encode(values["origins"]).decode()
    number: int = connection.execute(
        sa.insert(api_tokens).values(**values).returning(api_tokens.c.id)
    ).scalar_one()
    rows = [{"ledger_id": ledger_id, "token_id": number} for ledger_id in seen]
    connection.execute(sa.insert(api_token_ledgers), rows)
    return number


def find(connection: Connection, digest: str) -> Token | None:
    """The token of that digest, whether it stands or not."""
    return next(iter(_tokens(connection, api_tokens.c.digest == digest)), None)


def every(connection: Connection) -> list[Token]:
    """All that were ever made, the first first."""
    return _tokens(connection, sa.true())


def _tokens(connection: Connection, which: sa.ColumnElement[bool]) -> list[Token]:
    ours = sa.and_(which, mine(connection, api_tokens.c.firm_id))
    rows = connection.execute(sa.select(api_tokens).where(ours).order_by(api_tokens.c.id)).all()
    seen: dict[int, dict[str, int]] = defaultdict(dict)
    query = (
        sa.select(api_token_ledgers.c.token_id, ledgers.c.name, ledgers.c.id)
        .join(ledgers, ledgers.c.id == api_token_ledgers.c.ledger_id)
        .where(api_token_ledgers.c.token_id.in_([row.id for row in rows]), ledgers.c.leaves_on.is_(None))
        .order_by(ledgers.c.name)
    )
    for number, name, ledger_id in connection.execute(query):
        seen[number][name] = ledger_id
    return [_of(row, seen[row.id]) for row in rows]


def _of(row: Any, seen: dict[str, int]) -> Token:
    plain = {name: getattr(row, name) for name in Token.__dataclass_fields__ if name != "ledgers"}
    plain["origins"] = msgspec.json.decode(row.origins, type=tuple[str, ...])
    return Token(**plain, ledgers=seen)


def note_use(connection: Connection, number: int, wall: datetime) -> None:
    """It was shown just now."""
    connection.execute(sa.update(api_tokens).where(api_tokens.c.id == number).values(used_at=wall))


def revoke(connection: Connection, number: int, by: str, wall: datetime) -> str | None:
    """It opens nothing from now on; its name, or `None` where none of that number stood."""
    found: str | None = connection.scalar(
        sa.update(api_tokens)
        .where(
            api_tokens.c.id == number,
            api_tokens.c.revoked_at.is_(None),
            mine(connection, api_tokens.c.firm_id),
        )
        .values(revoked_at=wall, revoked_by=by)
        .returning(api_tokens.c.name)
    )
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked under a key before. `status`: `None` while nobody knows what came of it."""

    digest: str
    status: int | None
    answer: bytes | None


def begin(connection: Connection, ledger_id: int, token_id: int, key: str, **values: object) -> Asked | None:
    """Take that key for an act about to be done: `None` once it is ours, else what was asked under it before.

    `values`: `digest` and `asked_at`.
    """
    made = insert(connection, api_requests).values(ledger_id=ledger_id, token_id=token_id, key=key, **values)
    taken = made.on_conflict_do_nothing().returning(api_requests.c.key)
    if connection.scalar(taken) is not None:
        return None
    mine = sa.and_(api_requests.c.token_id == token_id, api_requests.c.key == key)
    row = connection.execute(sa.select(api_requests).where(mine)).one()
    return Asked(row.digest, row.status, row.answer)


def done(
    connection: Connection, token_id: int, key: str, status: int, answer: bytes, customer_id: str | None
) -> None:
    """Keep what came of it, for whoever asks again."""
    values = {"status": status, "answer": answer, "customer_id": customer_id}
    mine = sa.and_(api_requests.c.token_id == token_id, api_requests.c.key == key)
    connection.execute(sa.update(api_requests).where(mine).values(values))


def undone(connection: Connection, token_id: int, key: str) -> None:
    """Nothing was done: the key is free again."""
    mine = sa.and_(api_requests.c.token_id == token_id, api_requests.c.key == key)
    connection.execute(sa.delete(api_requests).where(mine))


def forget_requests(connection: Connection, before: datetime) -> None:
    """Nobody asks again for what was asked before then."""
    connection.execute(sa.delete(api_requests).where(api_requests.c.asked_at < before))

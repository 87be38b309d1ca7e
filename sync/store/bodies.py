"""A body per key, as JSON, that many processes change in turn: its row is locked while one of them does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.dialects import insert

T = TypeVar("T", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Bodies(Generic[T]):
    """Those of the table that `key` stands in, beside a column `body`. `{}` is what a key begins with."""

    key: sa.Column[str] | sa.Column[int]
    kind: type[T]

    def recall(self, connection: Connection, key: str | int) -> T:
        """What is kept of that key, locked to the commit where the transaction writes."""
        found, locked, _ = _statements(self.key)
        if connection.get_execution_options().get("reading", False):
            body = connection.scalar(found, {"of": key})
        else:
            body = connection.scalar(locked, {"of": key})
            if body is None:  # the first time, and others may begin at this very moment
                first = insert(connection, self.key.table).values({self.key: key, "body": b"{}"})
                connection.execute(first.on_conflict_do_nothing())
                body = connection.scalar(locked, {"of": key})
        return msgspec.json.decode(body or b"{}", type=self.kind)

    def keep(self, connection: Connection, key: str | int, body: T) -> None:
        """Keep it, in the transaction that recalled it."""
        _, _, kept = _statements(self.key)
        connection.execute(kept, {"of": key, "now": msgspec.json.encode(body)})


@cache
def _statements(key: sa.Column[Any]) -> tuple[sa.Select[Any], sa.Select[Any], sa.Update]:
    """To find a body, to find and lock it, and to keep it; made once, for every call is counted by them."""
    mine = key == sa.bindparam("of")
    found = sa.select(key.table.c.body).where(mine)
    return found, found.with_for_update(), sa.update(key.table).where(mine).values(body=sa.bindparam("now"))

"""A body per key, as JSON, that many processes change in turn: its row is locked while one of them does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

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
        query = sa.select(self.key.table.c.body).where(self.key == key)
        if connection.get_execution_options().get("reading", False):
            body = connection.scalar(query)
        else:
            body = connection.scalar(query.with_for_update())
            if body is None:  # the first time, and others may begin at this very moment
                first = insert(connection, self.key.table).values({self.key: key, "body": b"{}"})
                connection.execute(first.on_conflict_do_nothing())
                body = connection.scalar(query.with_for_update())
        return msgspec.json.decode(body or b"{}", type=self.kind)

    def keep(self, connection: Connection, key: str | int, body: T) -> None:
        """Keep it, in the transaction that recalled it."""
        row = sa.update(self.key.table).where(self.key == key)
        connection.execute(row.values(body=msgspec.json.encode(body)))

"""What tables are made of: the registry, instants, numbers, and whose a row is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime on every database; SQLite keeps it as text that sorts."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Refuse naive times; SQLite gets UTC without its offset."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"{value} has no time zone"
            raise ValueError(msg)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Aware UTC again."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Minor = sa.BigInteger  # minor units of the currency beside it
Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")  # SQLite numbers only INTEGER keys itself

BY_MONTH = "by_month"
"""In a table's `info`: the instant by which PostgreSQL lets it lie in parts, a month each, see
`sync.store.partitions`. Its key there has that instant in it besides."""


def ledger_id(*, primary_key: bool = True) -> sa.Column[int]:
    """The ledger that owns the row."""
    return sa.Column("ledger_id", Id, sa.ForeignKey("ledgers.id"), primary_key=primary_key, nullable=False)


HOUSE = 1  # the firm that every store is born with


def _writing(context: Any) -> int:
    """The firm in whose name is written (see `sync.store.Store.of_firm`), the house where nobody said."""
    return int(context.execution_options.get("firm") or HOUSE)


def firm_id(*, primary_key: bool = False) -> sa.Column[int]:
    """The firm that owns the row. No foreign key: SQLite adds none with a default, and firms stay."""
    return sa.Column(
        "firm_id",
        Id,
        primary_key=primary_key,
        autoincrement=False,
        nullable=False,
        default=_writing,
        server_default=sa.text(str(HOUSE)),
    )

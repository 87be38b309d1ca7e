"""Run by Alembic: migrate the engine handed over in the configuration's attributes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context

from sync.store.separation import keep_up
from sync.tables import metadata

engine = context.config.attributes["engine"]

_ALONE = 0x64756573796E63  # "duesync": the number of our advisory lock

with engine.begin() as connection:
    if connection.dialect.name == "postgresql":  # SQLite's BEGIN IMMEDIATE lets one in at a time anyway
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:name)"), {"name": _ALONE})
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    keep_up(connection)

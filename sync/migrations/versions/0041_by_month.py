"""on PostgreSQL, runs and earlier versions lie by month, so that whole months go at once

The table that was there becomes the first part, as it is: nothing is copied. A part for the rest takes what no
month takes; the months to come are made by the program (`sync.store.partitions`).
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op


revision = '0041'
down_revision = '0040'
branch_labels = None
depends_on = None

# by what they lie, their key before that, and their other indexes
_TABLES = {
    'history': ('seen_at', ('ledger_id', 'kind', 'id', 'digest'), {}),
    'runs': ('started_at', ('id',), {'ix_runs_ledger': ('ledger_id', 'started_at')}),
}


def upgrade() -> None:
    if op.get_context().dialect.name == 'postgresql':
        for table, (moment, key, _) in _TABLES.items():  # of a part the key has that in it
            op.create_index(f'uq_{table}_{moment}', table, [*key, moment], unique=True)


def after() -> None:
    """No older program is at work, which would look for the key without the month in it."""
    if op.get_context().dialect.name == 'postgresql':
        for table in _TABLES:
            if not _is_parted(table):
                _part(table)


def _is_parted(table: str) -> bool:
    kind = sa.text('SELECT relkind FROM pg_class WHERE oid = CAST(:name AS regclass)')
    return bool(op.get_bind().scalar(kind, {'name': table}) == 'p')


def _part(table: str) -> None:
    moment, key, indexes = _TABLES[table]
    first, rest, until = f'{table}_first', f'{table}_rest', _next_month()
    sequence = _sequence(table)
    op.execute(f'LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE')
    op.execute(f'ALTER TABLE {table} RENAME TO {first}')
    op.execute(f'ALTER TABLE {first} DROP CONSTRAINT pk_{table}')
    op.execute(f'ALTER TABLE {first} ADD CONSTRAINT pk_{first} PRIMARY KEY USING INDEX uq_{table}_{moment}')
    for name in indexes:
        op.execute(f'ALTER INDEX {name} RENAME TO {name}_first')
    op.execute(f'CREATE TABLE {table} (LIKE {first} INCLUDING DEFAULTS) PARTITION BY RANGE ({moment})')
    op.create_primary_key(f'pk_{table}', table, [*key, moment])
    op.create_foreign_key(f'fk_{table}_ledger_id', table, 'ledgers', ['ledger_id'], ['id'])
    for name, columns in indexes.items():
        op.create_index(name, table, [*columns])
    op.execute(f'CREATE TABLE {rest} PARTITION OF {table} DEFAULT')
    op.execute(  # of a clock that was ahead
        f"WITH later AS (DELETE FROM {first} WHERE {moment} >= '{until}' RETURNING *) INSERT INTO {rest} SELECT * FROM later"
    )
    op.execute(f"ALTER TABLE {table} ATTACH PARTITION {first} FOR VALUES FROM (MINVALUE) TO ('{until}')")
    if sequence is not None:
        op.execute(f'ALTER SEQUENCE {sequence} OWNED BY {table}.id')
    _give_as_before(first, table)


def _next_month() -> str:
    now = datetime.now(UTC)
    return f'{now.year + now.month // 12}-{now.month % 12 + 1:02}-01 00:00:00+00'


def _sequence(table: str) -> 'str | None':
    return op.get_bind().scalar(sa.select(sa.func.pg_get_serial_sequence(table, 'id')))


def _give_as_before(first: str, table: str) -> None:
    """Whoever else was let read the table, as one who makes copies of it, is let read the new one."""
    given = sa.text(
        "SELECT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE CAST(CAST(grantee AS regrole) AS text) END, privilege_type "
        'FROM pg_class, aclexplode(relacl) WHERE pg_class.oid = CAST(:name AS regclass) AND grantee <> relowner'
    )
    for who, what in op.get_bind().execute(given, {'name': first}).all():
        op.execute(f'GRANT {what} ON {table} TO {who}')


def downgrade() -> None:
    if op.get_context().dialect.name != 'postgresql':
        return
    for table, (moment, key, indexes) in _TABLES.items():
        if _is_parted(table):
            sequence = _sequence(table)
            op.execute(f'ALTER TABLE {table} RENAME TO {table}_parted')
            op.execute(f'ALTER TABLE {table}_parted RENAME CONSTRAINT pk_{table} TO pk_{table}_parted')
            for name in indexes:
                op.execute(f'ALTER INDEX {name} RENAME TO {name}_parted')
            op.execute(f'CREATE TABLE {table} (LIKE {table}_parted INCLUDING DEFAULTS)')
            op.execute(f'INSERT INTO {table} SELECT * FROM {table}_parted')
            op.create_primary_key(f'pk_{table}', table, [*key])
            op.create_foreign_key(f'fk_{table}_ledger_id', table, 'ledgers', ['ledger_id'], ['id'])
            for name, columns in indexes.items():
                op.create_index(name, table, [*columns])
            if sequence is not None:
                op.execute(f'ALTER SEQUENCE {sequence} OWNED BY {table}.id')
            _give_as_before(f'{table}_parted', table)
            op.execute(f'DROP TABLE {table}_parted')
        else:
            op.drop_index(f'uq_{table}_{moment}', table)

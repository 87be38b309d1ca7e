"""firms: whose a ledger, a user, a token is, and what else no ledger owns"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
_INSTANT = sync.tables.Instant(timezone=True)
_OWNED = ('ledgers', 'mail_quotas', 'departures', 'snapshots', 'api_tokens', 'heard_texts', 'users', 'user_events')
_KEY = ('kind', 'address', 'why', 'since')
_NEW_KEY = 'uq_suppressions_firm'


def _firm_id() -> 'sa.Column[int]':
    return sa.Column('firm_id', _ID, server_default=sa.text('1'), autoincrement=False, nullable=False)


def upgrade() -> None:
    firms = op.create_table('firms',
    sa.Column('id', _ID, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('made_at', _INSTANT, nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=True),
    sa.Column('most_ledgers', sa.Integer(), nullable=True),
    sa.Column('most_users', sa.Integer(), nullable=True),
    sa.Column('messages_per_day', sa.Integer(), nullable=True),
    sa.Column('calls_per_day', sa.Integer(), nullable=True),
    sa.Column('erased_at', _INSTANT, nullable=True),
    sa.Column('receipt', sa.LargeBinary(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_firms')),
    sa.UniqueConstraint('name', name=op.f('uq_firms_name'))
    )
    op.execute(sa.insert(firms).values(name='house', made_at=datetime.now(UTC)))  # it gets the first number, 1
    for table in _OWNED:
        op.add_column(table, _firm_id())
    op.create_index('ix_ledgers_firm', 'ledgers', ['firm_id'])
    if op.get_context().dialect.name == 'sqlite':  # no older program is at work on it meanwhile
        _suppressions((*_KEY, 'firm_id'), _firm_id())
    else:  # the older program's key stays beside the new one, by which each of them tells what is there already
        op.add_column('suppressions', _firm_id())
        op.create_index(_NEW_KEY, 'suppressions', [*_KEY, 'firm_id'], unique=True)


def after() -> None:
    """One key is left, so that two firms may be told of one address at the same instant."""
    if op.get_context().dialect.name != 'sqlite':
        op.drop_constraint(op.f('pk_suppressions'), 'suppressions', type_='primary')
        op.execute(f'ALTER TABLE suppressions ADD CONSTRAINT pk_suppressions PRIMARY KEY USING INDEX {_NEW_KEY}')


def _suppressions(key: tuple[str, ...], *more: 'sa.Column[int]') -> None:
    """Make the table anew, with that key and these columns more: SQLite changes no key."""
    if op.get_bind().dialect.name == 'postgresql':  # where the name of a key is taken once
        op.drop_constraint(op.f('pk_suppressions'), 'suppressions', type_='primary')
    op.rename_table('suppressions', 'suppressions_before')
    op.create_table('suppressions',
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('since', _INSTANT, nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('recorded_by', sa.Text(), nullable=False),
    sa.Column('key_id', sa.Text(), nullable=True),
    sa.Column('lifted_at', _INSTANT, nullable=True),
    sa.Column('lifted_by', sa.Text(), nullable=True),
    sa.Column('lifted_words', sa.Text(), nullable=True),
    *more,
    sa.PrimaryKeyConstraint(*key, name=op.f('pk_suppressions'))
    )
    columns = ', '.join((*_KEY, 'source', 'recorded_by', 'key_id', 'lifted_at', 'lifted_by', 'lifted_words'))
    op.execute(f'INSERT INTO suppressions ({columns}) SELECT {columns} FROM suppressions_before')
    op.drop_table('suppressions_before')


def downgrade() -> None:
    _suppressions(_KEY)
    op.drop_index('ix_ledgers_firm', 'ledgers')
    for table in reversed(_OWNED):
        op.drop_column(table, 'firm_id')
    op.drop_table('firms')

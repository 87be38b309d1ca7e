"""the audit chain: its events, the keys of the persons it tells of, and the salt of each decision"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('events',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.Column('person', sa.Text(), nullable=True),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('leaves', sa.LargeBinary(), nullable=True),
    sa.Column('previous', sa.Text(), nullable=False),
    sa.Column('hash', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_events_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', 'number', name=op.f('pk_events'))
    )
    op.create_index('ix_events_person', 'events', ['ledger_id', 'person'])
    op.create_index('ix_events_kind', 'events', ['ledger_id', 'kind', 'at'])
    op.create_table('persons',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('token', sa.Text(), nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_persons_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', 'customer_id', name=op.f('pk_persons'))
    )
    op.add_column('decisions', sa.Column('salt', sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.drop_column('salt')
    op.drop_table('persons')
    op.drop_index('ix_events_kind', 'events')
    op.drop_index('ix_events_person', 'events')
    op.drop_table('events')

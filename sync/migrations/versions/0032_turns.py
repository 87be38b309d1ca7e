"""when a fleet looks after each ledger next"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
_INSTANT = sync.tables.Instant(timezone=True)


def upgrade() -> None:
    op.create_table('turns',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('run_at', _INSTANT, nullable=False),
    sa.Column('poll_at', _INSTANT, nullable=False),
    sa.Column('not_before', _INSTANT, nullable=True),
    sa.Column('pull_after', _INSTANT, nullable=True),
    sa.Column('calm', sa.Integer(), nullable=False),
    sa.Column('failed', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_turns_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', name=op.f('pk_turns'))
    )
    op.create_index(op.f('ix_turns_poll_at'), 'turns', ['poll_at'])
    op.create_index(op.f('ix_turns_run_at'), 'turns', ['run_at'])


def downgrade() -> None:
    op.drop_table('turns')

"""what a person said of one step: when a yes ended, words of their own, not now, no; the morning mail"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0027'
down_revision = '0024'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.add_column('approvals', sa.Column('act', sa.LargeBinary(), nullable=True))
    op.add_column('approvals', sa.Column('ended_at', sync.tables.Instant(timezone=True), nullable=True))
    op.add_column('approvals', sa.Column('ended_by', sa.Text(), nullable=True))
    op.create_table('rewordings',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('fingerprint', sa.Text(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('template', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('ended_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_rewordings_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rewordings'))
    )
    op.create_index('ix_rewordings_step', 'rewordings', ['ledger_id', 'fingerprint'])
    op.create_table('deferrals',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('ended_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_deferrals_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deferrals'))
    )
    op.create_index('ix_deferrals_account', 'deferrals', ['ledger_id', 'customer_id', 'currency'])
    op.create_table('mornings',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('expires_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('revoked_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_mornings_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mornings'))
    )
    op.create_index('uq_mornings_day', 'mornings', ['ledger_id', 'day'], unique=True)
    op.create_index('uq_mornings_key', 'mornings', ['key'], unique=True)


def downgrade() -> None:
    op.drop_index('uq_mornings_key', 'mornings')
    op.drop_index('uq_mornings_day', 'mornings')
    op.drop_table('mornings')
    op.drop_index('ix_deferrals_account', 'deferrals')
    op.drop_table('deferrals')
    op.drop_index('ix_rewordings_step', 'rewordings')
    op.drop_table('rewordings')
    op.drop_column('approvals', 'ended_by')
    op.drop_column('approvals', 'ended_at')
    op.drop_column('approvals', 'act')

"""preferences: how and when customers want to hear from us"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('preferences',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('recorded_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('recorded_by', sa.Text(), nullable=False),
    sa.Column('ended_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_preferences_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_preferences'))
    )
    op.create_index('ix_preferences_customer', 'preferences', ['ledger_id', 'customer_id'])


def downgrade() -> None:
    op.drop_index('ix_preferences_customer', 'preferences')
    op.drop_table('preferences')

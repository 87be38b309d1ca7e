"""what people said of old debt"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('sortings',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('sorted_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('taken_back_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('taken_back_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_sortings_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sortings'))
    )
    op.create_index('ix_sortings_customer', 'sortings', ['ledger_id', 'customer_id'])


def downgrade() -> None:
    op.drop_index('ix_sortings_customer', 'sortings')
    op.drop_table('sortings')

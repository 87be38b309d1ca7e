"""marks of customers who were erased"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('tombstones',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('mark', sa.Text(), nullable=False),
    sa.Column('of', sa.Text(), nullable=False),
    sa.Column('key_id', sa.Text(), nullable=False),
    sa.Column('erased_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('opt_outs', sa.Text(), nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_tombstones_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', 'mark', name=op.f('pk_tombstones'))
    )


def downgrade() -> None:
    op.drop_table('tombstones')

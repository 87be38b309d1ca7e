"""what the ledger says is owed, compared with what is staged"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('differences',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('since', sync.tables.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_differences_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', 'customer_id', 'currency', name=op.f('pk_differences'))
    )
    with op.batch_alter_table('ledgers', schema=None) as batch_op:
        batch_op.add_column(sa.Column('compared_at', sync.tables.Instant(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('ledgers', schema=None) as batch_op:
        batch_op.drop_column('compared_at')
    op.drop_table('differences')

"""policies: what a ledger does otherwise than its file says, version by version"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0029'
down_revision = '0024'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('policies',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('policy', sa.Text(), nullable=False),
    sa.Column('back_to', sa.Integer(), nullable=True),
    sa.Column('written_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('written_by', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_policies_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', 'number', name=op.f('pk_policies'))
    )


def downgrade() -> None:
    op.drop_table('policies')

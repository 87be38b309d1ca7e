"""suppressions: addresses and numbers that nothing is sent to, in any ledger"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0018'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('suppressions',
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('since', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('recorded_by', sa.Text(), nullable=False),
    sa.Column('key_id', sa.Text(), nullable=True),
    sa.Column('lifted_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('lifted_by', sa.Text(), nullable=True),
    sa.Column('lifted_words', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('kind', 'address', 'why', 'since', name=op.f('pk_suppressions'))
    )


def downgrade() -> None:
    op.drop_table('suppressions')

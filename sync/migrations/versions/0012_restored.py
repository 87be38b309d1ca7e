"""of which backup a ledger was restored"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('ledgers', schema=None) as batch_op:
        batch_op.add_column(sa.Column('restored_at', sync.tables.Instant(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('ledgers', schema=None) as batch_op:
        batch_op.drop_column('restored_at')

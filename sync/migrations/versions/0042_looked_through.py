"""how far other ledgers of a firm looked through an inbox for who wants no more"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0042'
down_revision = '0041'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('inboxes', sa.Column('looked_validity', sa.BigInteger()))
    op.add_column('inboxes', sa.Column('looked_uid', sa.BigInteger()))
    op.add_column('inboxes', sa.Column('looked_at', sync.tables.Instant(timezone=True)))


def downgrade() -> None:
    op.drop_column('inboxes', 'looked_at')
    op.drop_column('inboxes', 'looked_uid')
    op.drop_column('inboxes', 'looked_validity')

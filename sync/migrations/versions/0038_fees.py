"""the account that the fee of a payment online is booked to, as it was set when it was paid"""

import sqlalchemy as sa
from alembic import op


revision = '0038'
down_revision = '0037'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('checkouts', sa.Column('fee_to', sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column('checkouts', 'fee_to')

"""how the customers of a ledger pay on the whole, found out once a run and not at each look"""

import sqlalchemy as sa
from alembic import op


revision = '0039'
down_revision = '0038'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('ledgers', sa.Column('usual', sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column('ledgers', 'usual')

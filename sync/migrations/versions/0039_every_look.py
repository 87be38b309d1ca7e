"""what every look at a ledger asks for is kept or found by an index: how its customers pay, what is wrong"""

import sqlalchemy as sa
from alembic import op


revision = '0039'
down_revision = '0038'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('ledgers', sa.Column('usual', sa.LargeBinary(), nullable=True))
    op.create_index(
        'ix_invoices_problem',
        'invoices',
        ['ledger_id'],
        sqlite_where=sa.text('problem IS NOT NULL'),
        postgresql_where=sa.text('problem IS NOT NULL'),
    )


def downgrade() -> None:
    op.drop_index('ix_invoices_problem', 'invoices')
    op.drop_column('ledgers', 'usual')

"""payments of an invoice: their index holds all that is asked of it, else SQLite reads the whole ledger's"""

from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index('ix_allocations_invoice', table_name='allocations')
    op.create_index('ix_allocations_invoice', 'allocations', ['ledger_id', 'invoice_id', 'payment_id'])


def downgrade() -> None:
    op.drop_index('ix_allocations_invoice', table_name='allocations')
    op.create_index('ix_allocations_invoice', 'allocations', ['ledger_id', 'invoice_id'])

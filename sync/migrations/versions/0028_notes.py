"""notes of people; indexes for what one customer owes, and for what was decided of them"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
_OWED = sa.text("status = 'open' and balance <> 0")


def upgrade() -> None:
    op.create_table('notes',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('invoice_id', sa.Text(), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('written_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('written_by', sa.Text(), nullable=False),
    sa.Column('withdrawn_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('withdrawn_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_notes_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notes'))
    )
    op.create_index('ix_notes_customer', 'notes', ['ledger_id', 'customer_id'])
    op.create_index('ix_decisions_customer', 'decisions', ['ledger_id', 'customer_id'])
    op.create_index('ix_invoices_owed', 'invoices', ['ledger_id', 'customer_id', 'currency', 'due_on', 'balance', 'status'], sqlite_where=_OWED, postgresql_where=_OWED)


def downgrade() -> None:
    op.drop_index('ix_invoices_owed', 'invoices')
    op.drop_index('ix_decisions_customer', 'decisions')
    op.drop_index('ix_notes_customer', 'notes')
    op.drop_table('notes')

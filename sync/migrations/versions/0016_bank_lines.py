"""bank lines: what came in at the bank, whose it may be, what was entered for it, and known payers"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('bank_lines',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('booked_on', sa.Date(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('payer_account', sa.Text(), nullable=True),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('again', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('other_money', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('booked_as', sa.Text(), nullable=True),
    sa.Column('read_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('settled_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('settled_by', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_bank_lines_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bank_lines'))
    )
    op.create_index('uq_bank_lines_key', 'bank_lines', ['ledger_id', 'key'], unique=True)
    op.create_index('ix_bank_lines_state', 'bank_lines', ['ledger_id', 'state'])
    op.create_index('ix_bank_lines_day', 'bank_lines', ['ledger_id', 'booked_on'])
    op.create_table('bank_payments',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('line_id', _ID, nullable=False),
    sa.Column('effect_id', _ID, nullable=False),
    sa.ForeignKeyConstraint(['effect_id'], ['effects.id'], name=op.f('fk_bank_payments_effect_id')),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_bank_payments_ledger_id')),
    sa.ForeignKeyConstraint(['line_id'], ['bank_lines.id'], name=op.f('fk_bank_payments_line_id')),
    sa.PrimaryKeyConstraint('line_id', 'effect_id', name=op.f('pk_bank_payments'))
    )
    op.create_index('ix_bank_payments_effect', 'bank_payments', ['effect_id'])
    op.create_table('bank_candidates',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('line_id', _ID, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_bank_candidates_ledger_id')),
    sa.ForeignKeyConstraint(['line_id'], ['bank_lines.id'], name=op.f('fk_bank_candidates_line_id')),
    sa.PrimaryKeyConstraint('line_id', 'customer_id', name=op.f('pk_bank_candidates'))
    )
    op.create_index('ix_bank_candidates_customer', 'bank_candidates', ['ledger_id', 'customer_id'])
    op.create_table('bank_payers',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('account', sa.Text(), nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_bank_payers_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', 'account', 'customer_id', name=op.f('pk_bank_payers'))
    )


def downgrade() -> None:
    op.drop_table('bank_payers')
    op.drop_index('ix_bank_candidates_customer', 'bank_candidates')
    op.drop_table('bank_candidates')
    op.drop_index('ix_bank_payments_effect', 'bank_payments')
    op.drop_table('bank_payments')
    op.drop_index('ix_bank_lines_day', 'bank_lines')
    op.drop_index('ix_bank_lines_state', 'bank_lines')
    op.drop_index('uq_bank_lines_key', 'bank_lines')
    op.drop_table('bank_lines')

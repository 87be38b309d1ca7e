"""charges: interest and fixed sums that were proposed, and the days they were charged for"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('charges',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('total', sa.BigInteger(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('effect_id', _ID, nullable=True),
    sa.Column('proposed_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('proposed_by', sa.Text(), nullable=False),
    sa.Column('approved_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('approved_by', sa.Text(), nullable=True),
    sa.Column('ended_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Text(), nullable=True),
    sa.Column('ended_words', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['effect_id'], ['effects.id'], name=op.f('fk_charges_effect_id')),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_charges_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_charges'))
    )
    op.create_index('ix_charges_customer', 'charges', ['ledger_id', 'customer_id'])
    op.create_index('ix_charges_effect', 'charges', ['effect_id'])
    op.create_table('charged_days',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('charge_id', _ID, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('invoice_id', sa.Text(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('fixed', sa.Boolean(), nullable=False),
    sa.Column('freed', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.ForeignKeyConstraint(['charge_id'], ['charges.id'], name=op.f('fk_charged_days_charge_id')),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_charged_days_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_charged_days'))
    )
    op.create_index('ix_charged_days_customer', 'charged_days', ['ledger_id', 'customer_id'])
    op.create_index('ix_charged_days_charge', 'charged_days', ['charge_id'])
    op.create_index('uq_charged_days_since', 'charged_days', ['ledger_id', 'invoice_id', 'since'], unique=True,
        sqlite_where=sa.text('not freed'), postgresql_where=sa.text('not freed'))
    op.create_index('uq_charged_days_fixed', 'charged_days', ['ledger_id', 'invoice_id'], unique=True,
        sqlite_where=sa.text('fixed and not freed'), postgresql_where=sa.text('fixed and not freed'))


def downgrade() -> None:
    op.drop_index('uq_charged_days_fixed', 'charged_days')
    op.drop_index('uq_charged_days_since', 'charged_days')
    op.drop_index('ix_charged_days_charge', 'charged_days')
    op.drop_index('ix_charged_days_customer', 'charged_days')
    op.drop_table('charged_days')
    op.drop_index('ix_charges_effect', 'charges')
    op.drop_index('ix_charges_customer', 'charges')
    op.drop_table('charges')

"""payments online: the pages that were opened, what came of each, and how far events were read"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('checkouts',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('parts', sa.Text(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('asked', sa.LargeBinary(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('page_id', sa.Text(), nullable=True),
    sa.Column('url', sa.Text(), nullable=True),
    sa.Column('payment_id', sa.Text(), nullable=True),
    sa.Column('created_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('expires_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('looked_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('paid_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('paid', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('refunded', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('lost', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('dispute', sa.Text(), nullable=True),
    sa.Column('fee', sa.BigInteger(), nullable=True),
    sa.Column('fee_currency', sa.Text(), nullable=True),
    sa.Column('entered', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('trouble', sa.Text(), nullable=True),
    sa.Column('seen_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('seen_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_checkouts_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_checkouts'))
    )
    op.create_index('uq_checkouts_key', 'checkouts', ['key'], unique=True)
    op.create_index('ix_checkouts_customer', 'checkouts', ['ledger_id', 'customer_id'])
    op.create_index('ix_checkouts_state', 'checkouts', ['ledger_id', 'state'])
    op.create_index('ix_checkouts_payment', 'checkouts', ['payment_id'])
    op.create_table('checkout_payments',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('checkout_id', _ID, nullable=False),
    sa.Column('effect_id', _ID, nullable=False),
    sa.ForeignKeyConstraint(['checkout_id'], ['checkouts.id'], name=op.f('fk_checkout_payments_checkout_id')),
    sa.ForeignKeyConstraint(['effect_id'], ['effects.id'], name=op.f('fk_checkout_payments_effect_id')),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_checkout_payments_ledger_id')),
    sa.PrimaryKeyConstraint('checkout_id', 'effect_id', name=op.f('pk_checkout_payments'))
    )
    op.create_index('ix_checkout_payments_effect', 'checkout_payments', ['effect_id'])
    op.create_table('payment_feeds',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('read_until', sync.tables.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_payment_feeds_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', name=op.f('pk_payment_feeds'))
    )


def downgrade() -> None:
    op.drop_table('payment_feeds')
    op.drop_index('ix_checkout_payments_effect', 'checkout_payments')
    op.drop_table('checkout_payments')
    op.drop_index('ix_checkouts_payment', 'checkouts')
    op.drop_index('ix_checkouts_state', 'checkouts')
    op.drop_index('ix_checkouts_customer', 'checkouts')
    op.drop_index('uq_checkouts_key', 'checkouts')
    op.drop_table('checkouts')

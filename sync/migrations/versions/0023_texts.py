"""text messages: how each of ours stands and what it cost, and which of theirs were heard"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('texts',
    sa.Column('effect_id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('sid', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('error', sa.Integer(), nullable=True),
    sa.Column('segments', sa.Integer(), nullable=True),
    sa.Column('price', sa.Text(), nullable=True),
    sa.Column('currency', sa.Text(), nullable=True),
    sa.Column('told_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['effect_id'], ['effects.id'], name=op.f('fk_texts_effect_id')),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_texts_ledger_id')),
    sa.PrimaryKeyConstraint('effect_id', name=op.f('pk_texts'))
    )
    op.create_index('uq_texts_sid', 'texts', ['sid'], unique=True)
    op.create_index('ix_texts_customer', 'texts', ['ledger_id', 'customer_id'])
    op.create_table('heard_texts',
    sa.Column('sid', sa.Text(), nullable=False),
    sa.Column('ours', sa.Text(), nullable=False),
    sa.Column('came_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('sid', name=op.f('pk_heard_texts'))
    )
    op.create_index('ix_heard_texts_ours', 'heard_texts', ['ours', 'came_at'])


def downgrade() -> None:
    op.drop_index('ix_heard_texts_ours', 'heard_texts')
    op.drop_table('heard_texts')
    op.drop_index('ix_texts_customer', 'texts')
    op.drop_index('uq_texts_sid', 'texts')
    op.drop_table('texts')

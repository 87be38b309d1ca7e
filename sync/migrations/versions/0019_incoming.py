"""what came in by mail, whose it is, and how far each inbox was read"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('incoming',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('received_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('taken_in_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('how', sa.Text(), nullable=True),
    sa.Column('effect_key', sa.Text(), nullable=True),
    sa.Column('back_on', sa.Date(), nullable=True),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('settled_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('settled_by', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_incoming_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_incoming'))
    )
    op.create_index('uq_incoming_key', 'incoming', ['ledger_id', 'key'], unique=True)
    op.create_index('ix_incoming_state', 'incoming', ['ledger_id', 'state'])
    op.create_index('ix_incoming_effect', 'incoming', ['effect_key'])
    op.create_table('incoming_whose',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('incoming_id', _ID, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['incoming_id'], ['incoming.id'], name=op.f('fk_incoming_whose_incoming_id')),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_incoming_whose_ledger_id')),
    sa.PrimaryKeyConstraint('incoming_id', 'customer_id', name=op.f('pk_incoming_whose'))
    )
    op.create_index('ix_incoming_whose_customer', 'incoming_whose', ['ledger_id', 'customer_id'])
    op.create_table('inboxes',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('folder', sa.Text(), nullable=False),
    sa.Column('validity', sa.BigInteger(), nullable=True),
    sa.Column('uid', sa.BigInteger(), nullable=True),
    sa.Column('read_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('problem', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_inboxes_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', 'folder', name=op.f('pk_inboxes'))
    )


def downgrade() -> None:
    op.drop_table('inboxes')
    op.drop_index('ix_incoming_whose_customer', 'incoming_whose')
    op.drop_table('incoming_whose')
    op.drop_index('ix_incoming_effect', 'incoming')
    op.drop_index('ix_incoming_state', 'incoming')
    op.drop_index('uq_incoming_key', 'incoming')
    op.drop_table('incoming')

"""agreements, contacts made by hand, and exclusions"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('agreements',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=True),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('ended_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Text(), nullable=True),
    sa.Column('ended_how', sa.Text(), nullable=True),
    sa.Column('ended_words', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_agreements_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreements'))
    )
    op.create_index('ix_agreements_customer', 'agreements', ['ledger_id', 'customer_id'])
    op.create_table('contacts',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('reached', sa.Boolean(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('logged_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('logged_by', sa.Text(), nullable=False),
    sa.Column('withdrawn_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('withdrawn_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_contacts_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contacts'))
    )
    op.create_index('ix_contacts_customer', 'contacts', ['ledger_id', 'customer_id', 'at'])
    with op.batch_alter_table('holds', schema=None) as batch_op:
        batch_op.add_column(sa.Column('excluded', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('holds', schema=None) as batch_op:
        batch_op.drop_column('excluded')
    op.drop_index('ix_contacts_customer', 'contacts')
    op.drop_table('contacts')
    op.drop_index('ix_agreements_customer', 'agreements')
    op.drop_table('agreements')

"""postal addresses, of the ledger and of our own"""

import sqlalchemy as sa
from alembic import op

import sync.tables

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('customers', schema=None) as batch_op:
        batch_op.add_column(sa.Column('address', sa.Text(), server_default='[]', nullable=False))
    op.create_table('own_addresses',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('ledger_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('lines', sa.Text(), nullable=False),
    sa.Column('written_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('written_by', sa.Text(), nullable=False),
    sa.Column('ended_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_own_addresses_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_own_addresses'))
    )
    op.create_index('ix_own_addresses_customer', 'own_addresses', ['ledger_id', 'customer_id'])


def downgrade() -> None:
    op.drop_index('ix_own_addresses_customer', 'own_addresses')
    op.drop_table('own_addresses')
    with op.batch_alter_table('customers', schema=None) as batch_op:
        batch_op.drop_column('address')

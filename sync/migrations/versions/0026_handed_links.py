"""links to a customer's own page that a person hands over"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0026'
down_revision = '0024'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('handed_links',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('made_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('until', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('revoked_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('revoked_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_handed_links_ledger_id')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_handed_links'))
    )
    op.create_index('ix_handed_links_customer', 'handed_links', ['ledger_id', 'customer_id'])


def downgrade() -> None:
    op.drop_index('ix_handed_links_customer', 'handed_links')
    op.drop_table('handed_links')

"""mails to the firm's own people, and the minutes that contacts made by hand took"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0030'
down_revision = '0024'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('user_mails',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('period_key', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('claimed_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('settled_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('words', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_user_mails_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', 'kind', 'period_key', 'address', name=op.f('pk_user_mails'))
    )
    op.add_column('contacts', sa.Column('minutes', sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column('contacts', 'minutes')
    op.drop_table('user_mails')

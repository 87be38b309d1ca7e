"""sign-ins to mailboxes"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('mail_credentials',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('expires_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('refresh_expires_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('hard_expires_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_mail_credentials_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', name=op.f('pk_mail_credentials'))
    )


def downgrade() -> None:
    op.drop_table('mail_credentials')

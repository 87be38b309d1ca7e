"""who gets a week's figures, as a person said in the console or by a command"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('weekly_recipients',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('addresses', sa.Text(), nullable=True),
    sa.Column('said_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('said_by', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_weekly_recipients_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_weekly_recipients'))
    )
    op.create_index('ix_weekly_recipients_ledger', 'weekly_recipients', ['ledger_id'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_weekly_recipients_ledger', table_name='weekly_recipients')
    op.drop_table('weekly_recipients')

"""the call budget of each app, which its ledgers share; and an index of what is not settled

Revision ID: 0035
"""

import sqlalchemy as sa
from alembic import op


revision = '0035'
down_revision = '0034'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('app_budgets',
    sa.Column('app', sa.Text(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('app', name=op.f('pk_app_budgets'))
    )
    where = sa.text("state in ('ready', 'claimed', 'uncertain')")
    op.create_index('ix_effects_open', 'effects', ['kind', 'state', 'claimed_at'], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index('ix_effects_open', table_name='effects')
    op.drop_table('app_budgets')

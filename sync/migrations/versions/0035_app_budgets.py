"""the call budget of each app, which its ledgers share

Revision ID: 0035
"""

import sqlalchemy as sa
from alembic import op


revision = '0035'
down_revision = '0031'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('app_budgets',
    sa.Column('app', sa.Text(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('app', name=op.f('pk_app_budgets'))
    )


def downgrade() -> None:
    op.drop_table('app_budgets')

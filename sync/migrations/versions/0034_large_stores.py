"""indexes for a store of thousands of ledgers: runs of one, and who was erased and stays suppressed"""

import sqlalchemy as sa
from alembic import op


revision = '0034'
down_revision = '0033'
branch_labels = None
depends_on = None

_ERASED = sa.text('key_id is not null')


def upgrade() -> None:
    op.create_index('ix_runs_ledger', 'runs', ['ledger_id', 'started_at'])
    op.create_index('ix_suppressions_erased', 'suppressions', ['key_id'], sqlite_where=_ERASED, postgresql_where=_ERASED)


def downgrade() -> None:
    op.drop_index('ix_suppressions_erased', 'suppressions')
    op.drop_index('ix_runs_ledger', 'runs')

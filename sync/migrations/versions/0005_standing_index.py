"""standing decisions: their index in the words that SQLite is asked in, else it reads them all for each one"""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

NAME = 'uq_decisions_standing'
COLUMNS = ['ledger_id', 'customer_id', 'currency']


def upgrade() -> None:
    op.drop_index(NAME, table_name='decisions')
    op.create_index(NAME, 'decisions', COLUMNS, unique=True, sqlite_where=sa.text('standing = 1'), postgresql_where=sa.text('standing'))


def downgrade() -> None:
    op.drop_index(NAME, table_name='decisions')
    op.create_index(NAME, 'decisions', COLUMNS, unique=True, sqlite_where=sa.text('standing'), postgresql_where=sa.text('standing'))

"""where customers live, what went today and an invoice of a number are found without reading all there is

Asked at each look at the accounts that are due, or at each pull; an invoice of that number by `why` and by a search.
"""

import sqlalchemy as sa
from alembic import op


revision = '0044'
down_revision = '0043'
branch_labels = None
depends_on = None

# As in 0043. Without the last of them SQLite takes the key of invoices, which has them in the order that they are wanted.
_SHARED = {
    'ix_effects_settled': ('effects', '900000 45000 11000 2'),
    'sqlite_autoindex_invoices_1': ('invoices', '5000000 250000 1'),
    'ix_invoices_customer': ('invoices', '5000000 250000 100 100 90'),
    'ix_invoices_owed': ('invoices', '250000 12500 4 4 1 1 1'),
    'ix_invoices_problem': ('invoices', '100 10'),
    'ix_invoices_number': ('invoices', '5000000 250000 1'),
}


def upgrade() -> None:
    op.create_index('ix_customers_place', 'customers', ['ledger_id', 'country', 'region'])
    where = sa.text('settled_at is not null')
    op.create_index(
        'ix_effects_settled', 'effects', ['ledger_id', 'kind', 'settled_at'], sqlite_where=where, postgresql_where=where
    )
    connection = op.get_bind()
    if connection.dialect.name != 'sqlite':
        return
    told = sa.text('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:table, :index, :shared)')
    for index, (table, shared) in _SHARED.items():
        connection.execute(told, {'table': table, 'index': index, 'shared': shared})
    op.execute('ANALYZE sqlite_schema')


def downgrade() -> None:
    op.drop_index('ix_effects_settled', 'effects')
    op.drop_index('ix_customers_place', 'customers')
    if op.get_bind().dialect.name == 'sqlite':
        op.execute("DELETE FROM sqlite_stat1 WHERE tbl = 'invoices' OR idx = 'ix_effects_settled'")
        op.execute('ANALYZE sqlite_schema')

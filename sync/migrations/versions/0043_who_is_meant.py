"""what was done about a customer or an invoice is found by them, also in a large store on SQLite

SQLite is told how a large store lies. Without, it knows of no index how many rows share an entry, and took the one
with the most columns: that of a ledger's effects by state and kind. So each look at an account read all that was
ever sent in its ledger; and who asked for the standing decision of a customer read all that were ever taken of it.
"""

import sqlalchemy as sa
from alembic import op


revision = '0043'
down_revision = '0042'
branch_labels = None
depends_on = None

# Of each index: the rows of a store of twenty ledgers after some years, and how many of them share the entry's first
# column, its first two, and so on (https://www.sqlite.org/fileformat2.html#stat1tab).
_EFFECTS = {
    'ix_effects_work': '1000000 50000 10000 5000',
    'ix_effects_account': '1000000 50000 20 20',
    'ix_effects_invoice': '500000 25000 3',
    'ix_effects_slot': '1000000 2',
    'ix_effects_decision': '1000000 1',
    'ix_effects_cause': '1000000 2',
    'ix_effects_open': '1000 300 300 2',
    'uq_effects_live': '900000 1',
}
_DECISIONS = {
    'ix_decisions_customer': '5000000 250000 100',
    'ix_decisions_snapshot': '5000000 2',
    'uq_decisions_standing': '50000 2500 1 1',
}


def upgrade() -> None:
    where = sa.text('invoice_id is not null')
    op.create_index('ix_effects_invoice', 'effects', ['ledger_id', 'invoice_id'], sqlite_where=where, postgresql_where=where)
    connection = op.get_bind()
    if connection.dialect.name != 'sqlite':
        return  # PostgreSQL counts for itself
    op.execute('ANALYZE meta')  # a small table: the one for what is counted is made by it
    op.execute('DELETE FROM sqlite_stat1')
    told = sa.text('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:table, :index, :shared)')
    for table, indexes in {'effects': _EFFECTS, 'decisions': _DECISIONS}.items():
        for index, shared in indexes.items():
            connection.execute(told, {'table': table, 'index': index, 'shared': shared})
    op.execute('ANALYZE sqlite_schema')  # for this connection; others read it when they begin


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        op.execute('DELETE FROM sqlite_stat1')
        op.execute('ANALYZE sqlite_schema')
    op.drop_index('ix_effects_invoice', 'effects')

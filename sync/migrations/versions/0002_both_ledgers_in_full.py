"""both ledgers in full: the ledger's own balance, call budgets, webhooks, papers, leaving"""

import json

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    with op.batch_alter_table('customers', schema=None) as batch_op:
        batch_op.add_column(sa.Column('balance', sa.BigInteger(), nullable=True))
    with op.batch_alter_table('invoices', schema=None) as batch_op:
        batch_op.add_column(sa.Column('sent_at', sync.tables.Instant(timezone=True), nullable=True))
    with op.batch_alter_table('ledgers', schema=None) as batch_op:
        batch_op.add_column(sa.Column('leaves_on', sa.Date(), nullable=True))
    op.create_table('allowances',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_allowances_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', name=op.f('pk_allowances'))
    )
    op.create_table('signals',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('heard', sa.Integer(), nullable=False),
    sa.Column('first_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('last_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_signals_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', name=op.f('pk_signals'))
    )
    op.create_table('papers',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('invoice_id', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('fetched_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('expires_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('url', sa.Text(), nullable=True),
    sa.Column('digest', sa.Text(), nullable=True),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_papers_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', 'invoice_id', 'kind', name=op.f('pk_papers'))
    )
    op.create_table('departures',
    sa.Column('id', _ID, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('provider', sa.Text(), nullable=False),
    sa.Column('environment', sa.Text(), nullable=False),
    sa.Column('company_id', sa.Text(), nullable=False),
    sa.Column('deleted_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('receipt', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_departures'))
    )
    _tell_new_facts()


def _tell_new_facts() -> None:
    """Accounts as they were decided on lack the facts that are new; QuickBooks is read whole once for them."""
    snapshots = sa.table('snapshots', sa.column('digest'), sa.column('body', sa.LargeBinary))
    connection = op.get_bind()
    for digest, body in connection.execute(sa.select(snapshots.c.digest, snapshots.c.body)).all():
        account = json.loads(body)
        account['customer'].setdefault('balance', None)
        for invoice in account['invoices']:
            invoice.setdefault('sent_at', None)
        told = json.dumps(account, ensure_ascii=False, separators=(',', ':')).encode()
        connection.execute(sa.update(snapshots).where(snapshots.c.digest == digest).values(body=told))
    ledgers = sa.table('ledgers', sa.column('provider'), sa.column('cursor'))
    again = sa.update(ledgers).where(ledgers.c.provider == 'quickbooks', ledgers.c.cursor.is_not(None))
    connection.execute(again.values(cursor='{}'))


def downgrade() -> None:
    op.drop_table('departures')
    op.drop_table('papers')
    op.drop_table('signals')
    op.drop_table('allowances')
    with op.batch_alter_table('ledgers', schema=None) as batch_op:
        batch_op.drop_column('leaves_on')
    with op.batch_alter_table('invoices', schema=None) as batch_op:
        batch_op.drop_column('sent_at')
    with op.batch_alter_table('customers', schema=None) as batch_op:
        batch_op.drop_column('balance')

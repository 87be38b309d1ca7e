"""both ledgers in full: the ledger's own balance, call budgets, webhooks, papers, leaving"""

import datetime
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
        batch_op.add_column(sa.Column('reminders_asked_on', sa.Date(), nullable=True))
        batch_op.drop_column('quiet_until')
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
    sa.Column('unlinked_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('deleted_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('receipt', sa.LargeBinary(), nullable=False),
    sa.Column('evidence', sa.LargeBinary(), nullable=True),
    sa.Column('evidence_until', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_departures'))
    )
    op.create_index('ix_effects_decision', 'effects', ['decision_id'])
    op.create_index('ix_effects_cause', 'effects', ['cause_id'])
    op.create_index('ix_decisions_snapshot', 'decisions', ['account_digest'])
    _count_calls_by_day()
    _tell_new_facts()


def _count_calls_by_day() -> None:
    """Calls were counted by the minute; the budget has a memory of its own now, and status needs days."""
    connection = op.get_bind()
    minutes = sa.table(
        'calls',
        *(sa.column(name) for name in ('ledger_id', 'calls', 'metered')),
        sa.column('minute', sync.tables.Instant(timezone=True)),
    )
    days: dict[tuple[int, datetime.date], list[int]] = {}
    for row in connection.execute(sa.select(minutes)):
        total = days.setdefault((row.ledger_id, row.minute.date()), [0, 0])
        total[0] += row.calls
        total[1] += row.metered
    op.drop_table('calls')
    made = op.create_table('calls',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('calls', sa.Integer(), nullable=False),
    sa.Column('metered', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_calls_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', 'day', name=op.f('pk_calls'))
    )
    op.bulk_insert(made, [
        {'ledger_id': ledger_id, 'day': day, 'calls': calls, 'metered': metered}
        for (ledger_id, day), (calls, metered) in days.items()
    ])


def _tell_new_facts() -> None:
    """Accounts as they were decided on lack the facts that are new; QuickBooks is read whole once for them."""
    snapshots = sa.table('snapshots', sa.column('digest'), sa.column('body', sa.LargeBinary))
    connection = op.get_bind()
    for digest, body in connection.execute(sa.select(snapshots.c.digest, snapshots.c.body)).all():
        account = json.loads(body)
        account['customer'].setdefault('balance', None)
        account['books'].setdefault('own_reminders', False)
        for invoice in account['invoices']:
            invoice.setdefault('sent_at', None)
        told = json.dumps(account, ensure_ascii=False, separators=(',', ':')).encode()
        connection.execute(sa.update(snapshots).where(snapshots.c.digest == digest).values(body=told))
    ledgers = sa.table('ledgers', sa.column('provider'), sa.column('cursor'))
    again = sa.update(ledgers).where(ledgers.c.provider == 'quickbooks', ledgers.c.cursor.is_not(None))
    connection.execute(again.values(cursor='{}'))


def downgrade() -> None:
    op.drop_index('ix_decisions_snapshot', 'decisions')
    op.drop_index('ix_effects_cause', 'effects')
    op.drop_index('ix_effects_decision', 'effects')
    op.drop_table('departures')
    op.drop_table('papers')
    op.drop_table('signals')
    op.drop_table('allowances')
    op.drop_table('calls')
    op.create_table('calls',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('minute', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('calls', sa.Integer(), nullable=False),
    sa.Column('metered', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_calls_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', 'minute', name=op.f('pk_calls'))
    )
    with op.batch_alter_table('ledgers', schema=None) as batch_op:
        batch_op.drop_column('leaves_on')
        batch_op.drop_column('reminders_asked_on')
        batch_op.add_column(sa.Column('quiet_until', sync.tables.Instant(timezone=True), nullable=True))
    with op.batch_alter_table('invoices', schema=None) as batch_op:
        batch_op.drop_column('sent_at')
    with op.batch_alter_table('customers', schema=None) as batch_op:
        batch_op.drop_column('balance')

"""prints: letters that were printed together, as they were laid out"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('prints',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('printed_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('printed_by', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_prints_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_prints'))
    )
    op.create_index('uq_prints_number', 'prints', ['ledger_id', 'number'], unique=True)
    op.create_table('printed_letters',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('print_id', _ID, nullable=False),
    sa.Column('place', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_printed_letters_ledger_id')),
    sa.ForeignKeyConstraint(['print_id'], ['prints.id'], name=op.f('fk_printed_letters_print_id')),
    sa.PrimaryKeyConstraint('print_id', 'place', name=op.f('pk_printed_letters'))
    )
    op.create_index('ix_printed_letters_customer', 'printed_letters', ['ledger_id', 'customer_id'])


def downgrade() -> None:
    op.drop_index('ix_printed_letters_customer', 'printed_letters')
    op.drop_table('printed_letters')
    op.drop_index('uq_prints_number', 'prints')
    op.drop_table('prints')

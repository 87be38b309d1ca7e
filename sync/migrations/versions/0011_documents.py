"""documents that people attached, and PDFs of invoices as they were sent"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('documents',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=False),
    sa.Column('invoice_id', sa.Text(), nullable=True),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('media_type', sa.Text(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.Column('attached_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('attached_by', sa.Text(), nullable=False),
    sa.Column('withdrawn_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('withdrawn_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_documents_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_documents'))
    )
    op.create_index('ix_documents_customer', 'documents', ['ledger_id', 'customer_id'])
    op.create_table('sent_papers',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('invoice_id', sa.Text(), nullable=False),
    sa.Column('effect_id', _ID, nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['effect_id'], ['effects.id'], name=op.f('fk_sent_papers_effect_id')),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_sent_papers_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', 'digest', name=op.f('pk_sent_papers'))
    )
    op.create_index('ix_sent_papers_effect', 'sent_papers', ['effect_id'])


def downgrade() -> None:
    op.drop_index('ix_sent_papers_effect', 'sent_papers')
    op.drop_table('sent_papers')
    op.drop_index('ix_documents_customer', 'documents')
    op.drop_table('documents')

"""who may sign in to the console"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('users',
    sa.Column('id', _ID, nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('every_ledger', sa.Boolean(), nullable=False),
    sa.Column('password', sa.Text(), nullable=True),
    sa.Column('totp', sa.LargeBinary(), nullable=True),
    sa.Column('totp_step', sa.BigInteger(), nullable=True),
    sa.Column('invitation', sa.Text(), nullable=True),
    sa.Column('invited_until', sync.tables.Instant(timezone=True), nullable=True),
    sa.Column('made_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('ended_at', sync.tables.Instant(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_users')),
    sa.UniqueConstraint('email', name=op.f('uq_users_email'))
    )
    op.create_table('user_ledgers',
    sa.Column('user_id', _ID, nullable=False),
    sa.Column('ledger', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_user_ledgers_user_id')),
    sa.PrimaryKeyConstraint('user_id', 'ledger', name=op.f('pk_user_ledgers'))
    )
    op.create_table('sessions',
    sa.Column('mark', sa.Text(), nullable=False),
    sa.Column('user_id', _ID, nullable=True),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('written_at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('until', sync.tables.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_sessions_user_id')),
    sa.PrimaryKeyConstraint('mark', name=op.f('pk_sessions'))
    )
    op.create_index('ix_sessions_user', 'sessions', ['user_id'])
    op.create_index('ix_sessions_until', 'sessions', ['until'])
    op.create_table('user_events',
    sa.Column('id', _ID, nullable=False),
    sa.Column('at', sync.tables.Instant(timezone=True), nullable=False),
    sa.Column('account', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_events'))
    )
    op.create_index('ix_user_events_account', 'user_events', ['account', 'at'])

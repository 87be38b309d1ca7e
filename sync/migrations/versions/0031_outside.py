"""other tools: tokens, what they asked for, and the webhooks by which they are told"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
_INSTANT = sync.tables.Instant(timezone=True)


def upgrade() -> None:
    _tokens()
    _webhooks()


def _tokens() -> None:
    op.create_table('api_tokens',
    sa.Column('id', _ID, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('acts', sa.Boolean(), nullable=False),
    sa.Column('names', sa.Boolean(), nullable=False),
    sa.Column('origins', sa.Text(), nullable=False),
    sa.Column('made_at', _INSTANT, nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('expires_at', _INSTANT, nullable=True),
    sa.Column('used_at', _INSTANT, nullable=True),
    sa.Column('revoked_at', _INSTANT, nullable=True),
    sa.Column('revoked_by', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_tokens'))
    )
    op.create_index('uq_api_tokens_digest', 'api_tokens', ['digest'], unique=True)
    op.create_table('api_token_ledgers',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('token_id', _ID, nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_api_token_ledgers_ledger_id')),
    sa.PrimaryKeyConstraint('ledger_id', 'token_id', name=op.f('pk_api_token_ledgers'))
    )
    op.create_index('ix_api_token_ledgers_token', 'api_token_ledgers', ['token_id'])
    op.create_table('api_requests',
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('token_id', _ID, nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=True),
    sa.Column('status', sa.Integer(), nullable=True),
    sa.Column('answer', sa.LargeBinary(), nullable=True),
    sa.Column('asked_at', _INSTANT, nullable=False),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_api_requests_ledger_id')),
    sa.PrimaryKeyConstraint('token_id', 'key', name=op.f('pk_api_requests'))
    )
    op.create_index('ix_api_requests_asked', 'api_requests', ['ledger_id', 'asked_at'])


def _webhooks() -> None:
    op.create_table('webhook_endpoints',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('secret', sa.LargeBinary(), nullable=False),
    sa.Column('events', sa.Text(), nullable=False),
    sa.Column('made_at', _INSTANT, nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('failing_since', _INSTANT, nullable=True),
    sa.Column('off_at', _INSTANT, nullable=True),
    sa.Column('problem', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_webhook_endpoints_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_webhook_endpoints'))
    )
    op.create_index('uq_webhook_endpoints_url', 'webhook_endpoints', ['ledger_id', 'url'], unique=True)
    op.create_table('webhook_messages',
    sa.Column('id', _ID, nullable=False),
    sa.Column('ledger_id', _ID, nullable=False),
    sa.Column('endpoint_id', _ID, nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('about', sa.Text(), nullable=True),
    sa.Column('type', sa.Text(), nullable=False),
    sa.Column('customer_id', sa.Text(), nullable=True),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('told_at', _INSTANT, nullable=False),
    sa.Column('tries', sa.Integer(), server_default='0', nullable=False),
    sa.Column('next_at', _INSTANT, nullable=True),
    sa.Column('came_at', _INSTANT, nullable=True),
    sa.Column('problem', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['endpoint_id'], ['webhook_endpoints.id'], name=op.f('fk_webhook_messages_endpoint_id')),
    sa.ForeignKeyConstraint(['ledger_id'], ['ledgers.id'], name=op.f('fk_webhook_messages_ledger_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_webhook_messages'))
    )
    op.create_index('uq_webhook_messages_key', 'webhook_messages', ['key'], unique=True)
    op.create_index('uq_webhook_messages_about', 'webhook_messages', ['endpoint_id', 'about'], unique=True)
    op.create_index('ix_webhook_messages_customer', 'webhook_messages', ['ledger_id', 'customer_id'])
    op.create_index('ix_webhook_messages_next', 'webhook_messages', ['next_at'])


def downgrade() -> None:
    op.drop_table('webhook_messages')
    op.drop_table('webhook_endpoints')
    op.drop_table('api_requests')
    op.drop_table('api_token_ledgers')
    op.drop_table('api_tokens')

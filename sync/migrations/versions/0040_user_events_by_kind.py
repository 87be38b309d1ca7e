"""what was changed of users' sign-ins is found without reading every sign-in"""

from alembic import op


revision = '0040'
down_revision = '0039'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_user_events_kind', 'user_events', ['kind', 'at'])


def downgrade() -> None:
    op.drop_index('ix_user_events_kind', 'user_events')

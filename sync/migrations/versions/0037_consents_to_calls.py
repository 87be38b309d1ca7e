"""consents to calls by a machine, beside those to text messages"""

import sqlalchemy as sa
from alembic import op


revision = '0037'
down_revision = '0036'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('consents') as batch:
        batch.add_column(sa.Column('channel', sa.Text(), server_default='sms', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('consents') as batch:
        batch.drop_column('channel')

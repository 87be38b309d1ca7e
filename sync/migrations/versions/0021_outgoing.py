"""what a mail account sent, since when a message is put off, links to stop, whether mail was tested"""

import sqlalchemy as sa
from alembic import op

import sync.tables


revision = '0021'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('mail_quotas',
    sa.Column('account', sa.Text(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('account', name=op.f('pk_mail_quotas'))
    )
    op.add_column('effects', sa.Column('put_off_at', sync.tables.Instant(timezone=True), nullable=True))
    op.add_column('effects', sa.Column('one_click', sa.Boolean(), nullable=True))
    op.add_column('ledgers', sa.Column('mail_tested', sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column('ledgers', 'mail_tested')
    op.drop_column('effects', 'one_click')
    op.drop_column('effects', 'put_off_at')
    op.drop_table('mail_quotas')

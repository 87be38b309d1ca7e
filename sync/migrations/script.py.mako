"""${message}"""

import sqlalchemy as sa
from alembic import op

import sync.tables
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:  # before a deploy: it only adds, for programs of the revision before are at work
    ${upgrades if upgrades else "pass"}


def after() -> None:  # after it, once none of them is left; may be left out
    pass


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}

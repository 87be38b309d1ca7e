"""accounts that decisions rest on are kept packed on SQLite

No table changes, and what is there is read as it is. An older program, which could not read what is packed, is told
that the store is newer.
"""

revision = '0045'
down_revision = '0044'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass

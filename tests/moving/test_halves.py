"""Tables that are brought on in two halves: what may stand in the first, and who may work between them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import closing

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from sync import migrations
from sync.migrations import AHEAD, Stand
from sync.store import StoreError, altered, firms, open_store, separation
from sync.store.suppressions import suppress
from sync.tables import HOUSE, meta, suppressions
from tests.moving.removal import CLOCK

_SINCE = "0032"  # revisions before it are of a time when no fleet was at work
_ADDS = re.compile(
    r"CREATE (UNIQUE )?(TABLE|INDEX|TYPE|SCHEMA|SEQUENCE|FUNCTION|POLICY|ROLE|VIEW)"
    r"|INSERT INTO|UPDATE|COMMENT ON|GRANT|ALTER TABLE \S+ (ENABLE ROW LEVEL SECURITY|ADD COLUMN)|SELECT|DO "
)


def complaints(sql: str) -> Iterator[str]:
    """What in the SQL of a half before a deploy is more than an addition."""
    for statement in filter(None, (" ".join(one.split()) for one in sql.split(";\n"))):
        if not _ADDS.match(statement):
            yield statement
        elif " ADD COLUMN " in statement and "NOT NULL" in statement and "DEFAULT" not in statement:
            yield f"older programs would write no value: {statement}"


def _sql(upgrade: object) -> str:
    """What PostgreSQL would be told."""
    assert callable(upgrade)
    told = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": told, "literal_binds": True}
    )
    with Operations.context(context):
        upgrade()
    return told.getvalue()


def test_the_halves_before_a_deploy_only_add() -> None:
    found = ScriptDirectory.from_config(migrations.config())
    later = [one for one in found.walk_revisions() if one.revision >= _SINCE]
    assert later
    assert {one.revision: [*complaints(_sql(one.module.upgrade))] for one in later} == {
        one.revision: [] for one in later
    }


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE runs DROP COLUMN summary",
        "DROP TABLE runs",
        "ALTER TABLE runs RENAME COLUMN summary TO words",
        "ALTER TABLE runs ALTER COLUMN summary SET NOT NULL",
        "ALTER TABLE runs ADD CONSTRAINT one UNIQUE (started_at)",
        "ALTER TABLE runs ADD COLUMN firm_id BIGINT NOT NULL",
    ],
)
def test_what_is_more_than_an_addition_is_noticed(statement: str) -> None:
    assert [*complaints(f"CREATE INDEX x ON runs (id);\n\n{statement};\n\n")] != []


def _stands(url: str, **halves: bool) -> Stand:
    with altered(url, CLOCK) as connection:
        return migrations.run(connection, **halves) if halves else migrations.stand(connection)


def _at(url: str, *, before: str, after: str) -> None:
    with altered(url, CLOCK) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :after"), {"after": after})
        connection.execute(sa.delete(meta).where(meta.c.name == AHEAD))
        if before != after:
            connection.execute(sa.insert(meta).values(name=AHEAD, value=before))


def test_a_worker_of_a_fleet_works_between_the_halves_and_changes_nothing(store_url: str) -> None:
    mine, older, newer = migrations.head(), "0001", "9999"
    for before, after in ((mine, older), (mine, mine), (newer, older), (newer, mine)):
        _at(store_url, before=before, after=after)
        open_store(store_url, CLOCK, fleet=True).close()
        assert _stands(store_url) == (before, after)
    for (before, after), told in {
        (older, older): "not ready for this Duesync; run first: duesync migrate --before",
        (newer, newer): "made by a newer Duesync",
    }.items():
        _at(store_url, before=before, after=after)
        with pytest.raises(StoreError, match=told):
            open_store(store_url, CLOCK, fleet=True)
        assert _stands(store_url) == (before, after)


def test_the_half_after_a_deploy_comes_after_the_one_before_it(empty_store_url: str) -> None:
    head = migrations.head()
    assert _stands(empty_store_url, before=True, after=False) == (
        head,
        head,
    )  # nobody is at work on a new one
    _at(empty_store_url, before=head, after="0034")
    assert _stands(empty_store_url, before=True, after=False) == (head, "0034") or head == "0034"
    assert _stands(empty_store_url, before=False, after=True) == (head, head)
    with altered(empty_store_url, CLOCK) as connection:
        assert connection.scalar(sa.select(meta.c.value).where(meta.c.name == AHEAD)) is None


def test_two_firms_hear_the_same_stop_at_one_instant_while_the_older_key_stands(postgres_url: str) -> None:
    with closing(open_store(postgres_url, CLOCK)) as store:
        with store.write() as connection:
            north = firms.add(connection, "north", None, CLOCK.now())
            separation.separate(connection)
            for change in (
                "DROP CONSTRAINT pk_suppressions",
                "ADD CONSTRAINT pk_suppressions PRIMARY KEY (kind, address, why, since)",
                "ADD CONSTRAINT uq_suppressions_firm UNIQUE (kind, address, why, since, firm_id)",
            ):
                connection.exec_driver_sql(f"ALTER TABLE suppressions {change}")
        for firm in (HOUSE, north):
            with store.of_firm(firm).write() as connection:
                suppress(connection, "email", "ann@customer.example", "stopped", "a reply", CLOCK.now())
        with store.read() as connection:
            query = sa.select(suppressions.c.firm_id).where(suppressions.c.lifted_at.is_(None))
            assert sorted(connection.scalars(query)) == [HOUSE, north]

"""A store whose login is no superuser: what it may not make is asked for in words, and then all works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing

import pytest
import sqlalchemy as sa

from sync import tables
from sync.clock import fixed
from sync.store import Store, firms, open_store, separation
from sync.store.separation import NotSeparated
from tests.tenancy.rows import NOW, row_in_every_table

GIVE = """
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE 'ALTER TABLE ' || quote_ident(one.tablename) || ' OWNER TO clerk';
  END LOOP;
END $$
"""


@pytest.fixture
def admin(postgres_url: str) -> Iterator[sa.Engine]:
    """Who runs the database, in which all tables are the clerk's."""
    engine = sa.create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE ROLE clerk LOGIN")
        connection.exec_driver_sql(GIVE)
        connection.exec_driver_sql("GRANT CREATE, USAGE ON SCHEMA public TO clerk")
    try:
        yield engine
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql("DROP OWNED BY clerk CASCADE")
            connection.exec_driver_sql("DROP ROLE clerk")
        engine.dispose()


def test_what_the_login_may_not_make_is_asked_for_and_then_firms_are_apart(
    admin: sa.Engine, postgres_url: str
) -> None:
    url = sa.make_url(postgres_url).set(username="clerk").render_as_string(hide_password=False)
    with closing(open_store(url, fixed(NOW))) as store:
        with store.write() as connection:
            firms.add(connection, "north", None, NOW)
        with pytest.raises(NotSeparated, match="the login clerk may not make") as refused:
            separate(store)
        with pytest.raises(NotSeparated, match="duesync firm separate"):
            store.of_firm(2)
        asked = re.findall(r"(?:CREATE ROLE|GRANT) [^;]*", str(refused.value))
        assert len(asked) == 2
        with admin.connect() as connection:
            for statement in asked:
                connection.exec_driver_sql(statement)
        assert separate(store)
        assert separate(store)  # once more changes nothing
        with store.write() as connection:
            row_in_every_table(connection, 1)
            row_in_every_table(connection, 2)
        for firm, seen in ((store, 2), (store.of_firm(1), 1), (store.of_firm(2), 1)):
            with firm.read() as connection:
                rows = sa.select(sa.func.count()).select_from(tables.invoices)
                assert connection.scalar(rows) == seen
        with admin.connect() as connection:
            connection.exec_driver_sql(f'ALTER ROLE "{store.of_firm(1).role}" BYPASSRLS')
        with pytest.raises(NotSeparated, match="may more than a firm may"):
            separate(store)
        with admin.connect() as connection:
            connection.exec_driver_sql(f'DROP OWNED BY "{store.of_firm(1).role}"')
            connection.exec_driver_sql(f'DROP ROLE "{store.of_firm(1).role}"')


def separate(store: Store) -> bool:
    with store.write() as connection:
        return separation.separate(connection)

"""Firms kept apart by PostgreSQL itself, beside what the code asks for: row-level security.

The law: what a firm's store does (`Store.of_firm`) is done in a role that owns nothing and sees the rows of
that firm alone; where no firm is set it sees none, and of a table that this module does not know nothing
either. The login that made the tables sees all: it is the operator's. SQLite has no roles.

Whose a row is: its own firm's where the table has a `firm_id`, else its ledger's firm's where it has a
`ledger_id`, else as `OTHERWISE` says.
"""

from __future__ import annotations

import hashlib
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.errors import DuesyncError
from sync.store.dialects import is_postgres
from sync.tables import app_budgets, firms, leases, meta, metadata, sessions, user_ledgers

ROLE: Final = "firm_role"  # a row in `meta`: the role's name, once there is one
_POLICY: Final = "firm"
_MINE: Final = "(SELECT nullif(current_setting('duesync.firm', true), '')::bigint)"
_NARROWED: Final = "nullif(current_setting('duesync.ledger', true), '')::bigint"
# A list of the firm's ledgers would be made anew by each query, which takes milliseconds for 10,000;
# so each row's own ledger is looked up, or, where the work is on one ledger, only compared with that. A CASE,
# of which PostgreSQL guesses that half the rows fit; of others it guesses so few that joins become slow.
_MY_LEDGER: Final = (
    f"CASE WHEN {{0}} = (SELECT id FROM ledgers WHERE id = {_NARROWED} AND firm_id = {_MINE}) THEN true "  # noqa: S608 - our own names
    f"ELSE (SELECT firm_id FROM ledgers WHERE id = {{0}}) = {_MINE} END"
)
_MY_USER: Final = "user_id IN (SELECT id FROM users)"  # as that table's own policy shows them
_ENTER: Final = sa.text(
    "SELECT set_config('duesync.firm', :firm, true), set_config('duesync.ledger', :ledger, true), "
    "set_config('role', :role, true)"
)
_ALL: Final = "SELECT, INSERT, UPDATE, DELETE"
_LONGEST: Final = 63  # letters of a name in PostgreSQL
_WITH_SET: Final = 160000  # the version from which membership alone does not let a login take a role

NOBODYS: Final = "false"

# Tables with neither column: which rows are a firm's, as SQL; "" for what all may read and none change;
# `NOBODYS` for what is the operator's alone.
OTHERWISE: Final = {
    firms.name: f"id = {_MINE}",
    user_ledgers.name: _MY_USER,
    sessions.name: _MY_USER,
    leases.name: _MY_LEDGER.format("substring(leases.name from ':([0-9]+)')::bigint"),  # as "ledger:17"
    meta.name: "",  # the store's own name, and where its web is
    app_budgets.name: NOBODYS,  # what all firms together may ask of an app
}


class NotSeparated(DuesyncError):
    """The database cannot keep firms apart as it is; the text says what to do."""

    exit_code = 2

    def __init__(
        self, text: str = "the database does not keep firms apart yet; run: duesync firm separate"
    ) -> None:
        super().__init__(text)


def condition(table: sa.Table) -> str | None:
    """Which rows of it are a firm's, as SQL; "" for all, to be read alone; `None`: nobody said, so none."""
    if "firm_id" in table.c:
        return f"firm_id = {_MINE}"
    if "ledger_id" in table.c:
        return _MY_LEDGER.format(f"{table.name}.ledger_id")
    return OTHERWISE.get(table.name)


def role_of(connection: Connection) -> str | None:
    """The role that firms' work is done in, where firms are kept apart by the database."""
    if not is_postgres(connection):
        return None
    found: str | None = connection.scalar(sa.select(meta.c.value).where(meta.c.name == ROLE))
    return found


def enter(connection: Connection, role: str, firm_id: int, ledger_id: int | None) -> None:
    """Be that firm until the transaction ends; `ledger_id`: the one that most of it will be about."""
    values = {"firm": str(firm_id), "ledger": "" if ledger_id is None else str(ledger_id), "role": role}
    connection.execute(_ENTER, values)


def separate(connection: Connection) -> bool:
    """Let PostgreSQL keep firms apart from now on; whether it can. Raises `NotSeparated`.

    Done again it brings what is there up to date.
    """
    if not is_postgres(connection):
        return False
    role = role_of(connection) or _name(connection)
    _have_role(connection, role)
    connection.execute(sa.delete(meta).where(meta.c.name == ROLE))
    connection.execute(sa.insert(meta).values(name=ROLE, value=role))
    _keep_policies(connection, role)
    return True


def keep_up(connection: Connection) -> None:
    """After tables were changed: those that are new are kept apart too, where the others are."""
    if is_postgres(connection) and sa.inspect(connection).has_table(meta.name):
        role = role_of(connection)
        if role is not None:
            _keep_policies(connection, role)


def _name(connection: Connection) -> str:
    """One for each store: roles are the whole server's, and who may take it sees this store's rows."""
    database, schema = connection.execute(sa.text("SELECT current_database(), current_schema()")).one()
    full = "_".join(("duesync_firm", database, *([] if schema == "public" else [schema])))
    if len(full.encode()) <= _LONGEST:
        return full
    return f"duesync_firm_{hashlib.sha256(full.encode()).hexdigest()[:16]}"


def _have_role(connection: Connection, role: str) -> None:
    about = connection.execute(
        sa.text(
            "SELECT rolcreaterole OR rolsuper, current_user::text FROM pg_roles WHERE rolname = current_user"
        )
    ).one()
    may_make, login = bool(about[0]), str(about[1])
    quoted = _quoted(connection, role)
    found = connection.execute(
        sa.text("SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = :role"),
        {"role": role},
    ).scalar()
    if found:
        msg = f"the role {role} may more than a firm may: have SUPERUSER, BYPASSRLS, CREATEROLE taken away"
        raise NotSeparated(msg)
    if found is None:
        if not may_make:
            raise NotSeparated(_asked_of_dba(role, login))
        connection.exec_driver_sql(f"CREATE ROLE {quoted} NOLOGIN")
    if not _may_take(connection, role):
        try:
            with connection.begin_nested():
                after = " WITH INHERIT FALSE, SET TRUE" if _version(connection) >= _WITH_SET else ""
                connection.exec_driver_sql(f"GRANT {quoted} TO CURRENT_USER{after}")
        except sa.exc.DBAPIError as error:
            raise NotSeparated(_asked_of_dba(role, login)) from error


def _may_take(connection: Connection, role: str) -> bool:
    kind = "SET" if _version(connection) >= _WITH_SET else "MEMBER"
    query = sa.text("SELECT pg_has_role(current_user, :role, :kind)")
    return bool(connection.scalar(query, {"role": role, "kind": kind}))


def _version(connection: Connection) -> int:
    return int(str(connection.scalar(sa.text("SHOW server_version_num"))))


def _asked_of_dba(role: str, login: str) -> str:
    return (
        f"firms are kept apart by a database role, which the login {login} may not make; ask who runs the "
        f'database for: CREATE ROLE "{role}" NOLOGIN; GRANT "{role}" TO "{login}"'
    )


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)


def _keep_policies(connection: Connection, role: str) -> None:
    """Tables that have theirs already are left alone: changing one waits for all who use it."""
    quoted = _quoted(connection, role)
    schema = _quoted(connection, str(connection.scalar(sa.text("SELECT current_schema()"))))
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {quoted}")
    connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {quoted}")
    there, kept = {*sa.inspect(connection).get_table_names()}, _policies(connection)
    for table in metadata.sorted_tables:
        where = condition(table)
        mark = hashlib.sha256(f"{role} {where}".encode()).hexdigest()[:16]
        if where is None or table.name not in there or kept.get(table.name) == mark:
            continue
        for statement in _statements(table.name, quoted, where, mark):
            connection.exec_driver_sql(statement)
    close_parts(connection)


def close_parts(connection: Connection) -> None:
    """Where firms are kept apart, a table's part is nobody's by its own name: it is seen by the table's."""
    role = role_of(connection)
    if role is None:
        return
    open_yet = sa.text(
        "SELECT c.relname FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid "
        "JOIN pg_class whole ON whole.oid = i.inhparent "
        "WHERE whole.relname = ANY(:tables) AND whole.relkind = 'p' "
        "AND c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace "
        "AND (NOT c.relrowsecurity "
        "OR EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid AND polname = :name))"
    )
    for part in connection.scalars(open_yet, {"tables": [*metadata.tables], "name": _POLICY}).all():
        connection.exec_driver_sql(f"ALTER TABLE {part} ENABLE ROW LEVEL SECURITY")
        connection.exec_driver_sql(f"DROP POLICY IF EXISTS {_POLICY} ON {part}")
        connection.exec_driver_sql(f"REVOKE ALL ON {part} FROM {_quoted(connection, role)}")


def _policies(connection: Connection) -> dict[str, str]:
    """The mark of each table's policy, where it is in force."""
    query = sa.text(
        "SELECT c.relname, obj_description(p.oid, 'pg_policy') "
        "FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid "
        "WHERE p.polname = :policy AND c.relrowsecurity AND c.relnamespace = current_schema()::regnamespace"
    )
    return dict(iter(connection.execute(query, {"policy": _POLICY})))


def _statements(table: str, role: str, where: str, mark: str) -> list[str]:
    rule = (
        f"FOR ALL TO {role} USING ({where}) WITH CHECK ({where})"
        if where
        else f"FOR SELECT TO {role} USING (true)"
    )
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS {_POLICY} ON {table}",
        f"CREATE POLICY {_POLICY} ON {table} {rule}",
        f"COMMENT ON POLICY {_POLICY} ON {table} IS '{mark}'",
        f"REVOKE ALL ON {table} FROM {role}",
        f"GRANT {_ALL if where else 'SELECT'} ON {table} TO {role}",
    ]

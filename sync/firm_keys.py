"""Keys of firms: each firm's secrets are sealed with its own, and that with the store's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.office import KEY_OF, Office
from sync.secrets import Vault, new_key
from sync.store import firms, ledgers
from sync.store.credentials import of_mailbox
from sync.tables import credentials, mail_credentials, users, webhook_endpoints
from sync.tables import ledgers as named
from sync.telling import sealed_for
from sync.users import codes_of
from sync.work import held_ledger

# What is sealed for ledgers, and what each is sealed for, made of the ledger's name.
_OF_LEDGERS: tuple[tuple[sa.Table, str, Callable[[str], str]], ...] = (
    (credentials, "sealed", str),
    (mail_credentials, "sealed", of_mailbox),
    (webhook_endpoints, "secret", sealed_for),
)


def new(vault: Vault, name: str) -> bytes:
    """A fresh key for the firm of that name, sealed with the store's."""
    return vault.encrypt(new_key().encode(), KEY_OF.format(name))


def rotate(office: Office, firm_id: int) -> int:
    """Another key for that firm, and all its secrets sealed anew with it; how many these are.

    Raises `Busy` while one of its ledgers is run, `SecretsError`.
    """
    mine, store = office.of_firm(firm_id), office.config.vault()
    before = mine.vault()
    with all_held(mine), office.store.write() as connection:
        name = firms.name_of(connection, firm_id)
        sealed = new(store, name)
        after = store.under(store.decrypt(sealed, KEY_OF.format(name)).decode())
        number = sum(_seal_anew(connection, firm_id, before, after))
        firms.change(connection, firm_id, key=sealed)
    return number


def _seal_anew(connection: Connection, firm_id: int, before: Vault, after: Vault) -> Iterator[int]:
    def anew(table: sa.Table, column: str, rows: Sequence[Any], meant_for: Callable[[str], str]) -> int:
        [known] = table.primary_key
        for key, secret, whose in rows:
            sealed = after.encrypt(before.decrypt(bytes(secret), meant_for(whose)), meant_for(whose))
            connection.execute(sa.update(table).where(known == key).values({column: sealed}))
        return len(rows)

    for table, column, meant_for in _OF_LEDGERS:
        [key] = table.primary_key
        query = sa.select(key, table.c[column], named.c.name).join(named, named.c.id == table.c.ledger_id)
        rows = connection.execute(query.where(named.c.firm_id == firm_id).with_for_update(of=table)).all()
        yield anew(table, column, rows, meant_for)
    theirs = sa.and_(users.c.firm_id == firm_id, users.c.totp.is_not(None))
    query = sa.select(users.c.id, users.c.totp, users.c.email).where(theirs).with_for_update()
    yield anew(users, "totp", connection.execute(query).all(), codes_of)


@contextmanager
def all_held(office: Office) -> Iterator[None]:
    """Nobody runs a ledger of that office's firm: what it sealed meanwhile would be lost. Raises `Busy`."""
    with office.store.read() as connection:
        linked = ledgers.every(connection)
    with ExitStack() as held:
        for one in linked:
            held.enter_context(held_ledger(office.store, one.name, one.id))
        yield

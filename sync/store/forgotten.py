"""Suppressed addresses of who was erased: marks of them stay, and whoever comes with one is not written to.

The law: while any ledger's books have an address it stays as it is; when the last customer who had it is
erased, or their ledger deleted, only a keyed hash of it stays. A pull that brings the address puts it back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import Customer, Invoice, Person, Row
from sync.emails import in_one_form
from sync.phones import e164
from sync.secrets import SecretsError, Vault
from sync.store import firms
from sync.store.dialects import among
from sync.store.holders import Kind, holders
from sync.store.ledgers import LinkedLedger
from sync.tables import customers, invoices
from sync.tables import suppressions as table

Form = tuple[Kind, str]  # an address or a number in its one form
_KINDS: tuple[Kind, ...] = ("email", "number")


def forms_of(
    connection: Connection, ledger: LinkedLedger, ids: Collection[str] | None = None
) -> Iterator[Form]:
    """Every address and number in the books of these customers, or of all that the ledger has."""
    whose = sa.select(customers.c.emails, customers.c.people, customers.c.phone, customers.c.country).where(
        customers.c.ledger_id == ledger.id
    )
    billed = sa.select(invoices.c.emails).where(invoices.c.ledger_id == ledger.id, invoices.c.emails != "[]")
    if ids is not None:
        whose = whose.where(among(customers.c.id, ids))
        billed = billed.where(among(invoices.c.customer_id, ids))
    for emails, people, phone, country in connection.execute(whose):
        told = msgspec.json.decode(people, type=tuple[Person, ...])
        yield from _mails((*msgspec.json.decode(emails, type=list[str]), *(one.email for one in told)))
        yield from _numbers(phone, country or ledger.country)
    for emails in connection.scalars(billed):
        yield from _mails(msgspec.json.decode(emails, type=list[str]))


def forms_in(rows: Iterable[Row], home: str | None) -> Iterator[Form]:
    """Every address and number in a page of a pull."""
    for row in rows:
        if isinstance(row, Customer):
            yield from _mails((*row.emails, *(one.email for one in row.people)))
            yield from _numbers(row.phone, row.country or home)
        elif isinstance(row, Invoice):
            yield from _mails(row.emails)


def _mails(addresses: Iterable[str]) -> Iterator[Form]:
    for form in map(in_one_form, addresses):
        if form is not None:
            yield "email", form


def _numbers(phone: str | None, country: str | None) -> Iterator[Form]:
    form = e164(phone, country)
    if form is not None:
        yield "number", form


def suppressed_of(
    connection: Connection, ledger: LinkedLedger, ids: Collection[str] | None = None
) -> list[Form]:
    """Those in the books of these customers, or of all, that something stands, or stood, against."""
    query = sa.select(table.c.kind, table.c.address).where(_ours(connection), table.c.key_id.is_(None))
    known = {(kind, address) for kind, address in connection.execute(query)}
    return sorted(known.intersection(forms_of(connection, ledger, ids))) if known else []


def rows_of(connection: Connection, ledger: LinkedLedger) -> sa.ColumnElement[bool]:
    """Which suppressions are about customers of that ledger."""
    found = suppressed_of(connection, ledger)
    return sa.or_(
        sa.false(),
        *(
            sa.and_(
                _ours(connection),
                table.c.kind == kind,
                table.c.key_id.is_(None),
                among(table.c.address, [form for of, form in found if of == kind]),
            )
            for kind in _KINDS
        ),
    )


def forget(connection: Connection, forms: Iterable[Form], vault: Callable[[], Vault]) -> None:
    """Keep no more than a mark of those that nobody's books have any more. Raises `SecretsError`."""
    for kind, form in forms:
        if holders(connection, kind, form):
            continue
        key_id, mark = next(iter(vault().marks(_said(kind, form)).items()))
        mine = sa.and_(
            _ours(connection), table.c.kind == kind, table.c.address == form, table.c.key_id.is_(None)
        )
        values = {"address": mark, "key_id": key_id, "source": "", "lifted_words": None}
        connection.execute(sa.update(table).where(mine).values(values))


def are_there(connection: Connection) -> bool:
    """Whether there are marks at all."""
    return bool(
        connection.scalar(sa.select(sa.exists().where(_ours(connection), table.c.key_id.is_not(None))))
    )


def remember(connection: Connection, forms: Iterable[Form], vault: Callable[[], Vault]) -> None:
    """Those of which there are marks are in somebody's books again: nothing is sent there.

    To be asked only where there are marks. Raises `SecretsError`.
    """
    opened = vault()
    query = sa.select(table.c.address, table.c.key_id).where(_ours(connection), table.c.key_id.is_not(None))
    hidden = dict(iter(connection.execute(query)))
    if not {*hidden.values()} <= opened.marks("").keys():
        msg = (
            "addresses of customers who were erased are suppressed here under a key that is not at hand, and "
            "without it they could be written to again: put that key behind the present one, apart by a "
            "blank, where the key is"
        )
        raise SecretsError(msg)
    for kind, form in set(forms):
        for mark in opened.marks(_said(kind, form)).values():
            if mark in hidden:
                values = {"address": form, "key_id": None}
                mine = sa.and_(_ours(connection), table.c.address == mark)
                connection.execute(sa.update(table).where(mine).values(values))


def _ours(connection: Connection) -> sa.ColumnElement[bool]:
    return table.c.firm_id == firms.whose(connection)


def _said(kind: Kind, form: str) -> str:
    return f"suppressed {kind}: {form}"

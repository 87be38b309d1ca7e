"""Whose an address or a number is, in every ledger of the firm that asks, however their books spell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import Customer, Invoice, Person
from sync.emails import in_one_form
from sync.phones import e164
from sync.store import firms
from sync.tables import customers, invoices, ledgers

Kind = Literal["email", "number"]
Holder = tuple[int, str]  # ledger id, customer id
_MANY = 40  # addresses from which on all of the rows are read, rather than those that spell one of them
_TAIL = 4  # digits by which most numbers are told apart before they are read, which takes long
_texts = msgspec.json.Decoder(tuple[str, ...]).decode
_people = msgspec.json.Decoder(tuple[Person, ...]).decode


def holders(connection: Connection, kind: Kind, form: str) -> list[Holder]:
    """The customers who have it, or whose open invoices go there. `form`: its one form."""
    if kind == "number":
        mine = ledgers.c.firm_id == firms.whose(connection)
        return sorted(_by_number(connection, [form], mine)[form])
    ours = sa.select(ledgers.c.id).where(ledgers.c.firm_id == firms.whose(connection))
    known, billed = customers.c.ledger_id.in_(ours), invoices.c.ledger_id.in_(ours)
    return sorted(_by_mail(connection, [form], known, billed & (invoices.c.status == "open"))[form])


def who_writes_from(
    connection: Connection, ledger_ids: Collection[int], addresses: Collection[str]
) -> dict[str, set[Holder]]:
    """By address, those ledgers' customers who have it, or whose invoices ever went there; read once."""
    forms = {each: form for each in addresses if (form := in_one_form(each)) is not None}
    known, billed = customers.c.ledger_id.in_(ledger_ids), invoices.c.ledger_id.in_(ledger_ids)
    found = _by_mail(connection, {*forms.values()}, known, billed)
    return {each: found[forms[each]] if each in forms else set() for each in addresses}


def who_texts_from(
    connection: Connection, ledger_id: int, numbers: Collection[str]
) -> dict[str, set[Holder]]:
    """By number, that ledger's customers who have it; they are read once. `numbers`: E.164."""
    return _by_number(connection, numbers, customers.c.ledger_id == ledger_id)


class Callers:
    """Whose telephones some texts came from: the firm's customers are read once for all, if at all."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self._numbers = frozenset(numbers)
        self._found: dict[str, set[Holder]] | None = None

    def of(self, connection: Connection, number: str) -> list[Holder]:
        """As `holders`, of one of them."""
        if self._found is None:
            mine = ledgers.c.firm_id == firms.whose(connection)
            self._found = _by_number(connection, self._numbers, mine)
        return sorted(self._found[number])


def elsewhere(
    connection: Connection, ledger_id: int, emails: Iterable[str], numbers: Iterable[str]
) -> dict[int, set[str]]:
    """By other ledger of that one's firm: those of the addresses and numbers that a customer there has too.

    Its customers are read once, however many are asked about.
    """
    others = sa.select(ledgers.c.id).where(
        ledgers.c.firm_id == firms.whose(connection), ledgers.c.id != ledger_id
    )
    found: dict[int, set[str]] = defaultdict(set)
    mails = {form: each for each in emails if (form := in_one_form(each)) is not None}
    told = sa.select(customers.c.ledger_id, customers.c.emails, customers.c.people).where(
        customers.c.ledger_id.in_(others)
    )
    billed = sa.select(invoices.c.ledger_id, invoices.c.emails, sa.literal("[]").label("people")).where(
        invoices.c.ledger_id.in_(others), invoices.c.status == "open"
    )
    for query in (told, billed) if mails else ():
        for row in connection.execute(query):
            forms = map(in_one_form, _addresses(row.emails, row.people))
            found[row.ledger_id].update(mails[form] for form in forms if form in mails)
    phones = {form: each for each in numbers if (form := e164(each, None)) is not None}
    for form, those in _by_number(connection, phones, customers.c.ledger_id.in_(others)).items():
        for other, _ in those:
            found[other].add(phones[form])
    return {other: both for other, both in found.items() if both}


def emails_of(customer: Customer, owed: Iterable[Invoice]) -> tuple[str, ...]:
    """Every address by which a message could come to them, as the books spell it."""
    told = [*customer.emails, *(person.email for person in customer.people)]
    told += [address for invoice in owed for address in invoice.emails]
    return tuple(dict.fromkeys(told))


def tail(phone: str | None) -> str:
    """The last digits of a number, however it was written."""
    return "".join(each for each in phone or "" if each.isdecimal())[-_TAIL:]


def _by_mail(
    connection: Connection,
    forms: Collection[str],
    known: sa.ColumnElement[bool],
    billed_by: sa.ColumnElement[bool],
) -> dict[str, set[Holder]]:
    """Who has each of these addresses.

    `known`: the customers who are asked of; `billed_by`: the invoices whose addresses count too.
    """
    found: dict[str, set[Holder]] = {form: set() for form in forms}
    if not forms:
        return found
    locals_ = {form.rpartition("@")[0] for form in forms}
    few = len(locals_) < _MANY and all(map(str.isascii, locals_))  # lower() knows ASCII alone
    spelt = sorted(f"{local}@" for local in locals_) if few else ["@"]

    def written(column: sa.Column[str]) -> sa.ColumnElement[bool]:
        text = sa.func.lower(column)
        return sa.or_(*(text.contains(each, autoescape=True) for each in spelt))

    whose = sa.select(customers.c.ledger_id, customers.c.id, customers.c.emails, customers.c.people)
    for row in connection.execute(
        whose.where(known, sa.or_(written(customers.c.emails), written(customers.c.people)))
    ):
        for form in found.keys() & {*map(in_one_form, _addresses(row.emails, row.people))}:
            found[form].add((row.ledger_id, row.id))
    billed = sa.select(invoices.c.ledger_id, invoices.c.customer_id, invoices.c.emails)
    there = billed.where(billed_by, written(invoices.c.emails))
    for ledger_id, customer_id, emails in connection.execute(there):
        for form in found.keys() & {*map(in_one_form, _texts(emails))}:
            found[form].add((ledger_id, customer_id))
    return found


def _addresses(emails: str, people: str) -> tuple[str, ...]:
    """Of a customer, as its row keeps them."""
    return (*_texts(emails), *(person.email for person in _people(people)))


def _by_number(
    connection: Connection, forms: Collection[str], known: sa.ColumnElement[bool]
) -> dict[str, set[Holder]]:
    """Who has each of these numbers. `known`: the customers who are asked of, read once."""
    found: dict[str, set[Holder]] = {form: set() for form in forms}
    tails = {tail(form) for form in forms}
    whose = (
        sa.select(
            customers.c.ledger_id, customers.c.id, customers.c.phone, customers.c.country, ledgers.c.country
        )
        .join(ledgers, ledgers.c.id == customers.c.ledger_id)
        .where(known, customers.c.phone.is_not(None))
    )
    for ledger_id, id_, phone, country, home in connection.execute(whose) if forms else ():
        form = e164(phone, country or home) if tail(phone) in tails else None
        if form in found:
            found[form].add((ledger_id, id_))
    return found

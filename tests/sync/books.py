"""Facts of a pretend book for tests of the store: whole values, to be varied by name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from msgspec.structs import replace

from dunning.account import Account
from dunning.ledger import (
    Allocation,
    CreditNote,
    Customer,
    Gone,
    Invoice,
    Kind,
    Organisation,
    Payment,
    Row,
    Unreadable,
)
from sync import tables
from sync.clock import Clock, fixed
from sync.store import Store, ledgers, open_store
from sync.store.accounts import Ledgerwide, assemble
from sync.store.stage import stage

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)  # a Wednesday
DAWN = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


def changed_at(version: int) -> dict[str, Any]:
    """Version and time of the n-th edit of a document."""
    return {"version": str(version), "modified_at": DAWN + timedelta(minutes=version)}


def customer(id_: str = "C1", *, edit: int = 1, **changed: Any) -> Customer:
    made = Customer(
        id=id_,
        **changed_at(edit),
        name=f"Customer {id_}",
        first_name="Ann",
        emails=(f"{id_.lower()}@customer.example",),
        people=(),
        phone=None,
        country="GB",
        region=None,
        currency="GBP",
        balance=None,
        terms_days=30,
        bills_with=None,
        merged_into=None,
        active=True,
        contactable=True,
        address=("1 Mill Lane", "LEEDS", "LS1 1AA"),
    )
    return replace(made, **changed)


def invoice(
    id_: str = "I1",
    *,
    edit: int = 1,
    of: str = "C1",
    owes: str | Decimal = "120.00",
    overdue: int = 12,
    **changed: Any,
) -> Invoice:
    """An open invoice; `overdue`: days past due on TODAY, negative when not due yet."""
    due_on = TODAY - timedelta(days=overdue)
    made = Invoice(
        id=id_,
        **changed_at(edit),
        number=f"N-{id_}",
        customer_id=of,
        issued_on=due_on - timedelta(days=30),
        due_on=due_on,
        currency="GBP",
        total=Decimal(owes),
        balance=Decimal(owes),
        status="open",
        emails=(),
        reference=None,
        pay_url=None,
        sent_at=None,
        problem=None,
    )
    return replace(made, **changed)


def payment(
    id_: str = "P1",
    *,
    edit: int = 1,
    of: str | None = "C1",
    on: date = TODAY,
    applied: dict[str, str] | None = None,
    amount: str = "50.00",
    **changed: Any,
) -> Payment:
    made = Payment(
        id=id_,
        **changed_at(edit),
        customer_id=of,
        paid_on=on,
        currency="GBP",
        amount=Decimal(amount),
        unapplied=Decimal(0),
        reference=None,
        status="active",
        allocations=tuple(
            Allocation(invoice_id=one, amount=Decimal(part)) for one, part in (applied or {}).items()
        ),
    )
    return replace(made, **changed)


def credit(
    id_: str = "K1", *, edit: int = 1, of: str = "C1", left: str = "20.00", **changed: Any
) -> CreditNote:
    made = CreditNote(
        id=id_,
        **changed_at(edit),
        number=f"CN-{id_}",
        customer_id=of,
        kind="credit_note",
        issued_on=TODAY,
        currency="GBP",
        total=Decimal(left),
        unapplied=Decimal(left),
        status="active",
    )
    return replace(made, **changed)


def gone(kind: Kind, id_: str, *, edit: int = 9) -> Gone:
    return Gone(id=id_, **changed_at(edit), kind=kind)


def unreadable(
    kind: Kind, id_: str | None, problem: str, *, of: str | None = None, raw: str = "{}"
) -> Unreadable:
    return Unreadable(kind=kind, id=id_, customer_id=of, number=None, problem=problem, raw=raw)


def booked(on: date = TODAY) -> Payment:
    """A stranger's payment: the books are booked through that day."""
    return payment("BOOKED", of="STRANGER", on=on, amount="1.00")


def organisation(company: str = "A-1", **changed: Any) -> Organisation:
    made = Organisation(
        provider="quickbooks",
        environment="production",
        id=company,
        name=f"Company {company}",
        home_currency="GBP",
        country="GB",
        timezone="Europe/London",
        demo=False,
        own_reminders=None,
    )
    return replace(made, **changed)


@contextmanager
def opened(url: str, clock: Clock | None = None) -> Iterator[Store]:
    """The store at that address, closed again."""
    store = open_store(url, clock or fixed(NOW))
    try:
        yield store
    finally:
        store.close()


def linked(store: Store, company: str = "A-1", name: str | None = None) -> int:
    """The id of a ledger newly linked for that company."""
    with store.write() as connection:
        return ledgers.link(connection, name or f"ledger {company}", organisation(company), TODAY).id


def staged(store: Store, ledger_id: int, *rows: Row) -> None:
    """Stage one page."""
    with store.write() as connection:
        stage(connection, ledger_id, rows, NOW)


def rows_of(store: Store, table: sa.Table, ledger_id: int, *leave_out: str) -> list[dict[str, Any]]:
    """Everything a table holds for the ledger, in the order of its key."""
    with store.read() as connection:
        query = sa.select(table).where(table.c.ledger_id == ledger_id).order_by(*table.primary_key)
        return [
            {name: value for name, value in row.items() if name not in {"ledger_id", *leave_out}}
            for row in connection.execute(query).mappings()
        ]


def stage_of(store: Store, ledger_id: int) -> dict[str, list[dict[str, Any]]]:
    """The whole stage of a ledger, without the instants at which rows were seen."""
    facts = (tables.customers, tables.invoices, tables.credit_notes, tables.payments, tables.allocations)
    return {
        table.name: rows_of(store, table, ledger_id, "seen_at")
        for table in (*facts, tables.problems, tables.history)
    }


def up_for_review(store: Store, ledger_id: int) -> set[tuple[str, str]]:
    """(customer, currency) of the accounts that someone asked to be looked at."""
    from sync.store.review import AT_ONCE

    return {
        (row["customer_id"], row["currency"])
        for row in rows_of(store, tables.accounts, ledger_id)
        if row["review_at"] == AT_ONCE
    }


def all_reviewed(store: Store, ledger_id: int) -> None:
    """Pretend that every account was looked at and waits for tomorrow."""
    with store.write() as connection:
        connection.execute(
            sa.update(tables.accounts)
            .where(tables.accounts.c.ledger_id == ledger_id)
            .values(review_at=NOW + timedelta(days=1))
        )


def account(store: Store, ledger_id: int, owner: str = "C1", currency: str = "GBP") -> Account:
    """As the next decisions find it."""
    with store.write() as connection:
        Ledgerwide.anew(connection, ledger_id, TODAY)
    return looked_at(store, ledger_id, owner, currency)


def looked_at(store: Store, ledger_id: int, owner: str = "C1", currency: str = "GBP") -> Account:
    """As a look between two decisions finds it."""
    with store.read() as connection:
        [ledger] = [one for one in ledgers.every(connection) if one.id == ledger_id]
        books = ledgers.books(ledger, TODAY, pretend=False)
        return assemble(connection, ledger_id, books, [(owner, currency)], TODAY)[owner, currency]

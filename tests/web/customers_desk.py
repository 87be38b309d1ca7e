"""A console over a small book: who owes, who has a branch, who pays in another currency, and two ledgers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from dunning.ledger import Row
from sync.store import ledgers
from sync.store.stage import stage
from tests.ready import FILE
from tests.sync.books import NOW, TODAY, booked, credit, customer, invoice, payment
from tests.web.console import Browser, console, signed_in
from tests.web.served import Served

SUMMIT = "/console/ledgers/summit"
ACME = f"{SUMMIT}/customers/C1"


def put(one: Served, name: str, *rows: Row) -> None:
    """One page comes in."""
    with one.office.store.write() as connection:
        found = ledgers.find(connection, name)
        assert found is not None
        stage(connection, found.id, rows, NOW)
        released = NOW - timedelta(days=300)
        linked = TODAY - timedelta(days=400)
        ledgers.update(connection, found.id, complete=True, released_at=released, linked_on=linked)


@contextmanager
def books(folder: Path) -> Iterator[Served]:
    """Acme with a branch, one whose id has a slash in it and who pays in euro, and another client's."""
    with console(folder, f"sqlite:///{folder / FILE}") as one:
        put(
            one,
            "summit",
            booked(),
            customer("C1", name="Acme"),
            customer("SUB", name="Quay", bills_with="C1"),
        )
        put(one, "summit", invoice("I1"), invoice("I2", of="SUB", owes="30.00", overdue=40))
        put(one, "summit", invoice("PAID", status="paid", overdue=90), payment("P1"), credit("K1"))
        put(one, "summit", customer("B/2", name="Müller & Söhne"), invoice("E1", of="B/2", currency="EUR"))
        put(one, "summit", customer("C3", name="Zoe"), invoice("Z1", of="C3", overdue=-5))
        put(one, "harbour", booked(), customer("H1", name="Harbour Master"), invoice("H1", of="H1"))
        yield one


def bookkeeper(one: Served) -> Browser:
    """Signed in."""
    return signed_in(one)

"""Every query of the store that takes a ledger, asked in one firm's name about the other's ledger.

What comes back is what comes back of a ledger that was never there; and nothing is changed.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

import sync.store
from sync.clock import fixed
from sync.store import Store, firm_rows, firms, ledgers, open_store, separation
from sync.store.ledgers import LinkedLedger
from tests.postgres import ready_database
from tests.tenancy.rows import NOW, Row, row_in_every_table

NOBODYS = 999_999  # no ledger has that number
REFUSED = "ProgrammingError"  # it would have written into their rows, and PostgreSQL did not let it
BLIND = {"ledgers.update", "separation.enter", "turns.put", "webhooks.add"}
"""They fail whoever asks, for want of values; `test_rows_apart.py` has what may be written."""


class Undone(Exception):
    """What was tried is taken back, by a transaction that fails."""


class Guess:
    """Arguments for a parameter, from its name and type; of the ledger as given."""

    def __init__(self, ledger: LinkedLedger, rows: dict[str, Row]) -> None:
        self.ledger, self.rows = ledger, rows

    def of(self, parameter: inspect.Parameter) -> Any:
        """Raises `LookupError` where nothing is known that would do."""
        name, kind = parameter.name, str(parameter.annotation)
        if name == "ledger_id":
            return self.ledger.id
        if kind == "LinkedLedger":
            return self.ledger
        customer = self.rows["invoices"]["customer_id"]
        if name in ("customer_id", "customer", "id_"):
            return customer
        known = {
            "datetime": NOW,
            "date": NOW.date(),
            "int": 1,
            "str": customer,
            "bool": True,
            "timedelta": timedelta(days=30),
            "Collection[str]": [customer],
            "Sequence[str]": [customer],
            "Iterable[str]": [customer],
            "Collection[int]": [1, 2],
            "Sequence[int]": [1, 2],
            "Mapping[str, str]": {customer: customer},
        }
        return known[kind.removesuffix(" | None")]


def queries() -> Iterator[tuple[str, Any]]:
    """Each public function that takes a connection and a ledger."""
    for module in pkgutil.iter_modules(sync.store.__path__):
        found = importlib.import_module(f"sync.store.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            if function.__module__ != found.__name__ or name.startswith("_"):
                continue
            asked = [*inspect.signature(function).parameters.values()]
            about = any(each.name == "ledger_id" or each.annotation == "LinkedLedger" for each in asked)
            if asked and asked[0].name == "connection" and about:
                yield f"{module.name}.{name}", function


@pytest.fixture(scope="module")
def two(postgres_server: str) -> Iterator[tuple[Store, dict[str, Row], LinkedLedger]]:
    """A store with a row in every table for each of two firms; the rows and the ledger of the second."""
    with ready_database(postgres_server) as url, closing(open_store(url, fixed(NOW))) as store:
        with store.write() as connection:
            firms.add(connection, "harbour", None, NOW)
            separation.separate(connection)
            row_in_every_table(connection, 1)
            theirs = row_in_every_table(connection, 2)
            [ledger] = [one for one in ledgers.every(connection) if one.firm_id == 2]
        yield store, theirs, ledger


def all_rows(store: Store) -> list[Any]:
    with store.read() as connection:
        return [
            connection.execute(sa.select(table).where(mine).order_by(*table.primary_key)).all()
            for table, mine in firm_rows.tables_of(
                2, [one.id for one in ledgers.every(connection) if one.firm_id == 2]
            )
        ]


def told(store: Store, function: Any, guess: Guess, *, keep: bool = True) -> str:
    """What it returns, written out, or how it fails. Raises `LookupError` where it cannot be tried."""
    _, *asked = inspect.signature(function).parameters.values()
    needed = [
        each
        for each in asked
        if (each.default is each.empty or each.name == "ledger_id") and each.kind is not each.VAR_KEYWORD
    ]
    by_name = {each.name: guess.of(each) for each in needed if each.kind is each.KEYWORD_ONLY}
    by_place = [guess.of(each) for each in needed if each.kind is not each.KEYWORD_ONLY]
    outcome = ""
    try:
        with store.write() as connection:
            found = function(connection, *by_place, **by_name)
            outcome = str(list(found) if inspect.isgenerator(found) else found)
            if not keep:
                raise Undone  # noqa: TRY301 - only so is nothing of it kept
    except Undone:
        return outcome
    except Exception as error:  # noqa: BLE001 - however it fails, that is what is told
        outcome = type(error).__name__
    return outcome.replace(f"ledger_id={guess.ledger.id},", "ledger_id=N,")  # as it was asked


def test_of_another_firms_ledger_every_query_tells_as_little_as_of_none(
    two: tuple[Store, dict[str, Row], LinkedLedger],
) -> None:
    store, theirs, ledger = two
    ours, before = store.of_firm(1), all_rows(store)
    tried, telling, leaks, blind = 0, 0, [], set[str]()
    for name, function in queries():
        there, nowhere = Guess(ledger, theirs), Guess(replace(ledger, id=NOBODYS), theirs)
        try:
            of_theirs, of_nobody = told(ours, function, there), told(ours, function, nowhere)
        except LookupError:
            continue
        tried += 1
        of_operators = told(store, function, there, keep=False)
        telling += of_operators != of_nobody
        if of_operators == of_nobody and of_nobody.endswith("Error"):
            blind.add(name)
        if of_theirs not in (of_nobody, REFUSED):
            leaks.append((name, of_theirs, of_nobody))
    assert leaks == []
    assert blind == BLIND
    assert (tried > 100, telling > 50) == (True, True), (tried, telling)
    assert all_rows(store) == before

"""Where a ledger's customers live is known without reading all of them, and is what they say."""

from __future__ import annotations

from sync.store import facts
from tests.sync.books import customer, linked, opened, staged


def test_each_country_is_there_and_each_of_its_regions(store_url: str) -> None:
    with opened(store_url) as store:
        ledger_id, other, empty = linked(store), linked(store, "A-2"), linked(store, "A-3")
        lives = [
            ("GB", None),
            ("US", "NY"),
            ("US", "CA"),
            ("US", "NY"),
            ("DE", ""),
            (None, None),
            (None, "BY"),
        ]
        people = [customer(f"C{n}", country=where, region=part) for n, (where, part) in enumerate(lives)]
        staged(store, ledger_id, *people)
        staged(store, other, customer(country="FR"))
        with store.read() as connection:
            found = facts.countries(connection, ledger_id)
            assert found == {
                *(("GB", None), ("US", None), ("DE", None)),
                *(("US", "NY"), ("US", "CA")),
            }
            assert facts.countries(connection, other) == {("FR", None)}
            assert facts.countries(connection, empty) == set()

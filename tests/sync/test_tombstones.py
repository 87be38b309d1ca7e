"""Tombstones: who was erased is known by any of the keys at hand, and by nothing without them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from dunning.ledger import Kind
from sync import tables
from sync.secrets import SecretsError, Vault, new_key
from sync.store import tombstones
from sync.store.tombstones import texts_of
from tests.sync.books import (
    NOW,
    credit,
    customer,
    gone,
    invoice,
    linked,
    opened,
    payment,
    rows_of,
    unreadable,
)

OLD, NEW = new_key(), new_key()


def marked(url: str, vault: Vault, *opt_outs: str) -> int:
    texts = texts_of(["C1"], ["Ann@Customer.example "], ["+44 (0)20 7946-0000", None])
    with opened(url) as store:
        ledger_id = linked(store)
        with store.write() as connection:
            tombstones.keep(connection, ledger_id, texts, vault, opt_outs=opt_outs, now=NOW, until=None)
        kept = str(rows_of(store, tables.tombstones, ledger_id)).casefold()
    assert not [text for text in ("c1", "ann", "7946") if f"'{text}" in kept or f"{text}@" in kept]
    return ledger_id


def test_they_are_known_under_a_newer_key_while_the_older_is_at_hand(store_url: str) -> None:
    ledger_id = marked(store_url, Vault([OLD]), "email", "sms")
    with opened(store_url) as store, store.read() as connection:
        for keys in ([OLD], [NEW, OLD]):
            found = tombstones.erased(connection, ledger_id, partial(Vault, keys))
            assert found is not None
            assert found.knows("id", "C1") == ("email", "sms")
            assert found.knows("id", "C2") is None
            assert found.refusals(customer("C9", emails=("ann@customer.EXAMPLE",))) == {"email", "sms"}
            assert found.refusals(customer("C9", emails=(), phone="44 020 7946 0000")) == {"email", "sms"}
            assert found.refusals(customer("C9", phone="12")) == set()
        with pytest.raises(SecretsError, match="erased here under a key that is not at hand"):
            tombstones.erased(connection, ledger_id, lambda: Vault([NEW]))


def test_nothing_of_theirs_stays_on_a_page_and_what_is_owed_anew_is_counted(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'duesync.db'}"
    ledger_id = marked(url, Vault([OLD]))
    with opened(url) as store, store.read() as connection:
        found = tombstones.erased(connection, ledger_id, lambda: Vault([OLD]))
    assert found is not None
    theirs = (
        customer("C1"),
        invoice("I1", of="C1"),
        invoice("I2", of="C1", status="paid"),
        credit("K1", of="C1"),
        payment("P1", of="C1"),
        unreadable(Kind.INVOICE, "I3", "no date", of="C1"),
    )
    others = (customer("C2"), invoice("I4", of="C2"), payment("P2", of=None), gone(Kind.INVOICE, "I5"))
    assert found.without((*theirs, *others)) == others
    assert found.withheld == {"C1": 1}


def test_a_ledger_where_nobody_was_erased_asks_for_no_key(store_url: str) -> None:
    with opened(store_url) as store, store.read() as connection:
        assert tombstones.erased(connection, 1, lambda: pytest.fail("asked for")) is None

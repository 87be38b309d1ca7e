"""The audit chain: told in the transaction it tells of, and whatever is changed in it since is named."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from dunning.decisions import Decision, Reason, Wait
from sync.evidence import chain
from sync.evidence.told import events_of
from sync.evidence.verify import Verified, verify
from sync.store import Store, decided, ledgers
from sync.store.accounts import assemble
from sync.store.chain import head, tell
from sync.store.dialects import forms
from sync.tables import decisions, events, persons
from tests.sync.books import NOW, TODAY, customer, invoice, linked, opened, rows_of, staged
from tests.sync.child import all_at_once, children

CANARY = "Zephyrine Quillfeather"


def told_in(store: Store, *told: tuple[str, dict[str, Any], str | None]) -> int:
    """A ledger whose chain holds these events, each written alone."""
    ledger_id = linked(store)
    for kind, body, of in told:
        with store.write() as connection:
            tell(connection, ledger_id, kind, body, of=of, by="ann")
    return ledger_id


def deciding(store: Store, ledger_id: int, *ids: str) -> None:
    """These customers wait."""
    staged(store, ledger_id, *(customer(one) for one in ids), *(invoice(f"I{one}", of=one) for one in ids))
    wait = Decision(
        action=Wait(proposed=None),
        reason=Reason.HOLD,
        text="wait",
        citation=None,
        review_at=None,
        episode=None,
        overdue=True,
    )
    with store.write() as connection:
        [ledger] = ledgers.every(connection)
        books = ledgers.books(ledger, TODAY, pretend=False)
        found = assemble(connection, ledger_id, books, [(one, "GBP") for one in ids], TODAY)
        decided.keep(
            connection,
            ledger_id,
            [decided.Taken.of(one, wait, forms(connection)) for one in found.values()],
            {},
            NOW,
        )


def a_chain(store: Store) -> int:
    """Events open and sealed, and a batch of decisions."""
    ledger_id = told_in(
        store,
        ("pull", {"rows": 3}, None),
        ("act", {"act": "hold", "note": CANARY}, "C1"),
        ("act", {"act": "hold", "note": "another"}, "C2"),
    )
    deciding(store, ledger_id, "C1", "C2", "C3")
    with store.write() as connection:
        tell(connection, ledger_id, "act", {"act": "release"}, of="C1")
    return ledger_id


def looked_at(store: Store, ledger_id: int, **heads: str) -> Verified:
    with store.read() as connection:
        return verify(connection, ledger_id, "books", {int(number[1:]): one for number, one in heads.items()})


def numbers(found: Verified) -> set[int]:
    return {one.number for one in found.broken}


def test_a_chain_as_it_was_written_is_whole(store_url: str) -> None:
    with opened(store_url) as store:
        found = looked_at(store, a_chain(store))
    assert (found.broken, found.events, found.decisions, found.unproven) == ((), 6, 3, 0)


def _one_later(value: Any) -> Any:
    match value:
        case bytes():
            return value[:-1] + bytes([value[-1] ^ 1])
        case str():
            return value[:-1] + ("0" if value[-1] != "0" else "1")
        case None:
            return "f" * 32
        case _:
            return value + timedelta(microseconds=1)


def test_a_change_of_any_column_of_any_event_is_named_by_its_number(store_url: str) -> None:
    with opened(store_url) as store:
        ledger_id = a_chain(store)
        for row in rows_of(store, events, ledger_id):
            mine = sa.and_(events.c.ledger_id == ledger_id, events.c.number == row["number"])
            changed = {
                name: _one_later(value)
                for name, value in row.items()
                if name != "number" and (value is not None or name == "person")
            }
            for name, value in changed.items():
                for stands, whole in ((value, False), (row[name], True)):
                    with store.write() as connection:
                        connection.execute(sa.update(events).where(mine).values({name: stands}))
                    found = looked_at(store, ledger_id)
                    assert (found.broken == ()) is whole, (name, row["number"], found)
                    assert whole or row["number"] in numbers(found)


def test_an_event_taken_away_is_named_wherever_it_stood_and_at_the_end_by_a_head(store_url: str) -> None:
    with opened(store_url) as store:
        ledger_id = a_chain(store)
        with store.read() as connection:
            number, hash_ = head(connection, ledger_id) or (0, "")
        with store.write() as connection:
            connection.execute(sa.delete(events).where(events.c.number == number))
        assert looked_at(store, ledger_id).broken == ()
        assert numbers(looked_at(store, ledger_id, n6=hash_)) == {6}
        with store.write() as connection:
            connection.execute(sa.delete(events).where(events.c.number == 3))
        assert 3 in numbers(looked_at(store, ledger_id))


def test_a_chain_written_anew_is_told_from_the_one_whose_head_was_kept(store_url: str) -> None:
    with opened(store_url) as store:
        ledger_id = a_chain(store)
        with store.read() as connection:
            number, hash_ = head(connection, ledger_id) or (0, "")
        with store.write() as connection:
            connection.execute(sa.delete(events))
        with store.write() as connection:
            for _ in range(number - 1):
                tell(connection, ledger_id, "pull", {"rows": 4})
        with store.write() as connection:  # what it begins with knows the decisions as older than itself
            connection.execute(sa.update(decisions).values(salt=None))
        assert numbers(looked_at(store, ledger_id, n6=hash_)) >= {6}


def test_a_change_of_any_column_of_a_decision_is_named_by_its_batch(store_url: str) -> None:
    mutable = {"id", "standing", "review_at", "overdue"}
    with opened(store_url) as store:
        ledger_id = a_chain(store)
        [row] = [row for row in rows_of(store, decisions, ledger_id) if row["customer_id"] == "C2"]
        [other] = [row for row in rows_of(store, decisions, ledger_id) if row["customer_id"] == "C3"]
        mine = decisions.c.id == row["id"]
        for name in row.keys() - mutable:
            value = other[name] if name == "account_digest" else _one_later(row[name])
            for stands, broken in ((value, {5}), (row[name], set())):
                with store.write() as connection:
                    connection.execute(sa.update(decisions).where(mine).values({name: stands}))
                assert numbers(looked_at(store, ledger_id)) == broken, name


def test_a_decision_taken_away_or_added_is_named(store_url: str) -> None:
    with opened(store_url) as store:
        ledger_id = a_chain(store)
        with store.write() as connection:
            connection.execute(sa.update(decisions).values(salt=None))
        assert 1 in numbers(looked_at(store, ledger_id))  # as if they had been there before it
        with store.write() as connection:
            connection.execute(sa.delete(decisions))
        assert numbers(looked_at(store, ledger_id)) == {5}


def test_what_is_told_of_a_customer_lies_sealed_and_is_read_with_their_key_alone(store_url: str) -> None:
    with opened(store_url) as store:
        ledger_id = a_chain(store)
        assert CANARY.encode() not in b"".join(row["content"] for row in rows_of(store, events, ledger_id))
        with store.read() as connection:
            told = events_of(connection, ledger_id, ["C1"])
        assert [(one.number, one.kind, one.by) for one in told] == [
            (3, "act", "ann"),
            (5, "decision", "duesync"),
            (6, "act", "duesync"),
        ]
        assert told[0].body["note"] == CANARY
        with store.write() as connection:
            connection.execute(sa.delete(persons).where(persons.c.customer_id == "C1"))
        with store.read() as connection:
            assert [one.kind for one in events_of(connection, ledger_id, ["C1"])] == ["decision"]
        found = looked_at(store, ledger_id)
        assert found.sealed == 2
        assert numbers(found) == {3, 6}  # no erasure tells why
        token = rows_of(store, events, ledger_id)[2]["person"]
        with store.write() as connection:
            why = {"persons": [token], "leaves": chain.digest(b"")}
            tell(connection, ledger_id, "erasure", why, leaves=b"")
        assert looked_at(store, ledger_id).broken == ()


def test_each_event_of_a_customer_can_be_checked_by_itself_with_plain_sha256(store_url: str) -> None:
    with opened(store_url) as store:
        ledger_id = a_chain(store)
        with store.read() as connection:
            told = events_of(connection, ledger_id, ["C1"])
    assert len(told) == 3
    for one in told:
        canonical = msgspec.json.encode(one.header, order="sorted")  # the same, for such plain values
        assert chain.digest(canonical) == one.hash
        if one.leaf is None:
            assert chain.digest(one.content) == one.header["content"]
        else:
            assert chain.digest(one.content) == one.leaf.hex()
            assert one.leaf in chain.leaves_of(one.batch or b"")
            assert one.content[chain.SALT_BYTES :].startswith(
                b"2:C13:GBP27:2026-11-18T15:00:00.000000Z4:wait4:HOLD"
            )


def test_an_event_is_written_with_what_it_tells_of_or_not_at_all(store_url: str) -> None:
    class Lost(Exception):
        pass

    with opened(store_url) as store:
        ledger_id = told_in(store, ("pull", {"rows": 1}, None))
        with suppress(Lost), store.write() as connection:
            tell(connection, ledger_id, "pull", {"rows": 2})
            raise Lost
        with store.write():
            pass
        assert [row["kind"] for row in rows_of(store, events, ledger_id)] == ["begun", "pull"]


def test_processes_that_append_at_once_write_one_chain(store_url: str) -> None:
    with opened(store_url) as store:
        ledger_id = linked(store)
        with children(2, "tell", store_url, str(ledger_id), "25") as started:
            all_at_once(started)
        found = looked_at(store, ledger_id)
        assert (found.events, found.broken) == (51, ())


def test_the_chain_of_an_older_store_begins_with_how_much_it_cannot_prove(store_url: str) -> None:
    with opened(store_url) as store:
        ledger_id = linked(store)
        deciding(store, ledger_id, "C1", "C2")
        with store.write() as connection:
            connection.execute(sa.update(decisions).values(salt=None))
            connection.execute(sa.delete(events))
            ledgers.update(connection, ledger_id, complete=True)
        with store.write() as connection:
            tell(connection, ledger_id, "pull", {"rows": 1})
        found = looked_at(store, ledger_id)
        assert (found.broken, found.unproven) == ((), 2)
        begun = msgspec.json.decode(rows_of(store, events, ledger_id)[0]["content"])
        assert begun["decisions"] == 2

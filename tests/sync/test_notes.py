"""Notes of people: written, listed, withdrawn; told to whom they are about, kept out of every decision."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from sync import tables
from sync.cli import app
from sync.commands import ActError
from sync.commands.notes import LONGEST, notes_of, withdraw_note, write_note
from sync.evidence.told import events_of
from sync.store import personal
from tests.sync.books import NOW, customer, invoice
from tests.sync.desk import NAME, Desk, desk


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Desk]:
    """A customer with a branch that is billed with them, and another one."""
    with desk(tmp_path) as made:
        yield _peopled(made)


@pytest.fixture
def either(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """The same, on either database."""
    with desk(tmp_path, store_url) as made:
        yield _peopled(made)


def _peopled(made: Desk) -> Desk:
    made.stage(customer("C1", name="Acme"), customer("SUB", bills_with="C1"), customer("C2"))
    made.stage(invoice("ONE"), invoice("TWO", of="SUB"), invoice("OTHER", of="C2")).decide()
    return made


def test_a_note_is_kept_with_who_wrote_it_and_puts_nothing_up_for_review(bench: Desk) -> None:
    before = bench.standing()
    made = write_note(bench.office, bench.ledger, "Acme", "  Ann is away until May\n", "N-TWO", "jo")
    assert (made.words, made.invoice, made.written_at, made.written_by) == (
        "Ann is away until May",
        "N-TWO",
        NOW,
        "jo",
    )
    other = write_note(bench.office, bench.ledger, "SUB", "the branch pays itself", None, "jo")
    assert notes_of(bench.office, bench.ledger, "Acme") == [made, other]
    assert notes_of(bench.office, bench.ledger, "SUB") == [other]
    assert notes_of(bench.office, bench.ledger, "C2") == []
    assert bench.decide().decisions == 0
    assert bench.standing() == before


def test_what_was_noted_in_error_loses_its_words_but_the_chain_tells_of_both(either: Desk) -> None:
    made = write_note(either.office, either.ledger, "Acme", "wrong customer", None, "jo")
    gone = withdraw_note(either.office, either.ledger, "Acme", made.number, "ann")
    assert (gone.words, gone.withdrawn_at) == ("", NOW)
    with either.office.store.read() as connection:
        row = connection.execute(sa.select(tables.notes)).one()
        told = [
            (one.by, one.body["act"]) for one in events_of(connection, either.ledger.id, ["C1"])
            if one.kind == "act"
        ]  # fmt: skip
    assert (row.words, row.withdrawn_by) == ("", "ann")
    assert told == [("jo", "write note"), ("ann", "withdraw note")]
    with pytest.raises(ActError, match=f"Acme has no note {made.number}: see duesync note summit"):
        withdraw_note(either.office, either.ledger, "Acme", made.number, "ann")


@pytest.mark.parametrize(
    ("words", "number", "said"),
    [
        ("  ", None, "a note has words"),
        ("x" * (LONGEST + 1), None, "4000 letters at most, and this one 4001"),
        ("theirs", "N-OTHER", "invoice N-OTHER is none of Acme's"),
        ("theirs", "N-9", "has no invoice 'N-9'"),
    ],
)
def test_a_note_that_says_nothing_or_too_much_is_refused(
    bench: Desk, words: str, number: str | None, said: str
) -> None:
    with pytest.raises(ActError, match=said):
        write_note(bench.office, bench.ledger, "Acme", words, number, "jo")
    assert notes_of(bench.office, bench.ledger, "Acme") == []


def test_a_note_is_held_of_the_customer_and_goes_with_them_also_while_evidence_stays(either: Desk) -> None:
    write_note(either.office, either.ledger, "Acme", "of Acme", None, "jo")
    write_note(either.office, either.ledger, "C2", "of the other", None, "jo")
    with either.office.store.write() as connection:
        who = personal.person(connection, either.ledger.id, "C1")
        assert [row["words"] for row in personal.held(connection, who)["notes"]] == ["of Acme"]
        assert personal.delete(connection, who, personal.FACTS)["notes"] == 1
        assert connection.scalars(sa.select(tables.notes.c.words)).all() == ["of the other"]


def test_the_command_writes_lists_and_withdraws(bench: Desk) -> None:
    def typed(*arguments: str) -> str:
        config = str(bench.folder / "config.toml")
        result = CliRunner().invoke(app, ["--config", config, "--now", NOW.isoformat(), *arguments])
        assert result.exit_code == 0, result.output
        return result.output

    who = ("note", NAME, "Acme")
    assert typed(*who) == "Nothing is noted about Acme.\n"
    assert typed(*who, "Ann is away", "--invoice", "N-ONE").endswith(" (invoice N-ONE): Ann is away\n")
    [found] = json.loads(typed(*who, "--json"))["notes"]
    assert (found["words"], found["invoice"], found["withdrawn_at"]) == ("Ann is away", "N-ONE", None)
    assert typed(*who, "--withdraw", str(found["number"])).endswith(": withdrawn\n")

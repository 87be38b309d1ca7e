"""`duesync write-offs`: the list of a whole ledger, counted by `status`, and empty where nothing is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dunning.write_offs import WriteOff
from sync import commands
from sync.cli import app
from sync.commands import Said
from sync.status import statuses
from tests.sync.books import NOW, customer, invoice
from tests.sync.desk import NAME, Desk, desk


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """Acme owes a rest of what it paid, Bolt something too small to ask for, Cord a debt in its procedure."""
    with desk(tmp_path, store_url) as made:
        made.stage(
            customer("C1", name="Acme"), invoice("I1", overdue=120, owes="12.00", total=Decimal(800)),
            customer("C2", name="Bolt"), invoice("I2", of="C2", overdue=100, owes="4.50"),
            invoice("I3", of="C2", overdue=95, owes="4.50"),
            customer("C3", name="Cord"), invoice("I4", of="C3", overdue=120),
        )  # fmt: skip
        made.decide()
        yield made


def listed(bench: Desk) -> list[WriteOff]:
    with bench.office.store.read() as connection:
        return commands.write_offs(bench.office, connection, bench.ledger)


def said(bench: Desk, *arguments: str) -> str:
    config = str(bench.folder / "config.toml")
    return CliRunner().invoke(app, ["--config", config, "--now", NOW.isoformat(), *arguments]).output


def test_the_largest_come_first_and_status_counts_them(bench: Desk) -> None:
    assert [(one.customer, one.amount, one.reason) for one in listed(bench)] == [
        ("Acme", Decimal(12), "small_rest"),
        ("Bolt", Decimal(9), "below_minimum"),
    ]
    [status] = statuses(bench.office)
    assert status.write_offs == f"2 debts might be written off, GBP 21.00: duesync write-offs {NAME}"
    assert status.write_offs in said(bench, "status")


def test_the_list_says_why_and_that_a_person_does_it(bench: Desk) -> None:
    told = said(bench, "write-offs")
    assert "summit: 2 debts that might be written off" in told
    assert "In all: GBP 21.00" in told
    assert "Duesync writes nothing off" in told
    assert "no rule on relief of VAT" in told
    rows = json.loads(said(bench, "write-offs", NAME, "--json"))["ledgers"][NAME]["write_offs"]
    assert [(row["customer"], row["amount"], row["invoices"]) for row in rows] == [
        ("Acme", "12.00", ["N-I1"]),
        ("Bolt", "9.00", ["N-I2", "N-I3"]),
    ]


def test_nothing_is_suggested_before_the_first_pull_is_whole(bench: Desk) -> None:
    bench.update(complete=False)
    assert listed(bench) == []
    assert "its first pull is not finished; run: duesync sync summit" in said(bench, "write-offs", NAME)
    assert json.loads(said(bench, "write-offs", NAME, "--json"))["ledgers"][NAME]["complete"] is False


def test_a_debt_that_came_back_from_a_collector_is_listed_and_followed_up_again(bench: Desk) -> None:
    whose = Said(by="robin", customer="Cord")
    commands.hand_over(bench.office, bench.ledger, whose, to="Collect Ltd", whom="agency")
    bench.decide()
    assert bench.reasons()["C3"] == "HANDED_OVER"
    assert [one.customer for one in listed(bench)] == ["Acme", "Bolt"]
    ended = {"number": None, "how": "ended", "words": "no assets"}
    commands.end(bench.office, bench.ledger, "hand_over", whose, **ended)  # type: ignore[arg-type]  # as the command line does
    bench.decide()
    assert bench.reasons()["C3"] == "LEVEL_DUE"
    assert (listed(bench)[0].customer, listed(bench)[0].reason) == ("Cord", "returned")
    assert "came back: no assets" in listed(bench)[0].why


def test_a_ledger_that_leaves_or_is_not_configured_has_none_and_status_goes_on(bench: Desk) -> None:
    path = bench.folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"ledgers.{NAME}", "ledgers.other"), encoding="utf-8")
    assert "write-offs" not in said(bench, "status")
    assert "No ledger is linked yet" in said(bench, "write-offs")

"""Suppressions: an address is known in every ledger, however it is spelled, and nothing leaves for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from dunning.account import Suppressed
from sync import commands, tables
from sync.cli import app
from sync.commands import ActError
from sync.emails import in_one_form
from sync.leaving import export
from sync.leaving.taking_up import take_up
from sync.secrets import SecretsError, Vault, new_key
from sync.store import forgotten, ledgers, suppressions
from sync.store.holders import Kind
from tests.sync.books import NOW, customer, invoice, linked, opened, organisation, staged
from tests.sync.desk import NAME, Desk, desk
from tests.sync.test_leaving import office_on

ANN = "ann@customer.example"


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """One customer, whose reminder is ready to leave."""
    with desk(tmp_path, store_url) as made:
        made.stage(customer("C1", emails=(ANN,)), invoice("I1")).decide()
        assert [each.recipients for each in made.ready()] == [(ANN,)]
        yield made


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Ann@Customer.EXAMPLE ", ANN),
        ("ann@customer.example.", ANN),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("ANN@XN--BCHER-KVA.example", "ann@xn--bcher-kva.example"),
        ("ann+due@customer.example", "ann+due@customer.example"),
        ("customer.example", None),
        ("ann@", None),
        ("ann@\u2028.example", None),
    ],
)
def test_an_address_is_known_however_it_is_spelled(written: str, found: str | None) -> None:
    assert in_one_form(written) == found


def test_a_stop_at_the_instant_at_which_another_was_lifted_stands(bench: Desk) -> None:
    for _ in range(2):
        commands.suppress(bench.office, ANN, why="stopped", source="a reply")
        commands.lift(bench.office, ANN, "it was a mistake")
    assert commands.suppressed(bench.office) == []
    commands.suppress(bench.office, ANN, why="stopped", source="a reply")
    assert [one.suppression.address for one in commands.suppressed(bench.office)] == [ANN]


def test_a_stop_in_one_ledger_stops_each_that_has_the_address(store_url: str) -> None:
    with opened(store_url) as store:
        first, second, other = (linked(store, company) for company in ("A-1", "A-2", "A-3"))
        staged(store, first, customer("C1", emails=(ANN,)), invoice("I1"))
        staged(store, second, customer("X7", emails=("ANN@Customer.example",)), invoice("I9", of="X7"))
        staged(
            store, other, customer("C1", emails=("bo@customer.example",)), invoice("I1", emails=(f" {ANN}",))
        )
        with store.write() as connection:
            connection.execute(sa.update(tables.accounts).values(review_at=None))
            found = suppressions.suppress(connection, "email", f"{ANN} ", "stopped", "a reply", NOW)
            again = suppressions.suppress(connection, "email", ANN.upper(), "stopped", "a reply", NOW)
        assert found == again == [(first, "C1"), (second, "X7"), (other, "C1")]
        with store.read() as connection:
            due = connection.execute(
                sa.select(tables.accounts.c.ledger_id).where(tables.accounts.c.review_at.is_not(None))
            )
            assert sorted(due.scalars()) == [first, second, other]
            [row] = suppressions.every(connection)
            assert (row.address, row.why, row.source) == (ANN, "stopped", "a reply")
            told = connection.scalars(
                sa.select(tables.events.c.ledger_id).where(tables.events.c.kind == "act")
            )
            assert sorted(told) == [first, second, other]


def test_a_number_is_known_in_whatever_form_the_books_have_it(store_url: str) -> None:
    with opened(store_url) as store:
        first = linked(store)
        staged(
            store,
            first,
            customer("C1", phone="020 7946 0999"),
            customer("C2", phone="0044 20 7946 0999"),
            customer("C3", phone="+1 20 7946 0999", country="US"),
            customer("C4", phone="999"),
        )
        with store.write() as connection:
            found = suppressions.suppress(connection, "number", "+442079460999", "stopped", "STOP", NOW)
        assert found == [(first, "C1"), (first, "C2")]


@pytest.mark.parametrize(("kind", "address"), [("email", "ann"), ("number", "020 7946 0999")])
def test_what_is_no_address_is_refused(store_url: str, kind: Kind, address: str) -> None:
    with opened(store_url) as store, store.write() as connection, pytest.raises(ValueError, match="is no"):
        suppressions.suppress(connection, kind, address, "stopped", "", NOW)


def test_what_was_ready_is_dropped_and_a_person_is_asked(bench: Desk) -> None:
    commands.suppress(bench.office, ANN, why="stopped", source="a reply of 3 May")
    assert bench.send() == 0  # ready still, but up for review
    bench.decide()
    assert (bench.reasons(), bench.ready()) == ({"C1": "OPTED_OUT"}, [])
    assert ANN in bench.standing().text
    commands.lift(bench.office, ANN, "START, she wrote")
    bench.decide()
    assert [each.recipients for each in bench.ready()] == [(ANN,)]


def test_where_one_bounced_the_others_are_written_to_until_none_is_left(bench: Desk) -> None:
    bench.stage(customer("C1", edit=2, emails=(ANN, "Bo@customer.example"))).decide()
    commands.suppress(bench.office, "bo@customer.example", why="bounced", source="550 no such user")
    bench.decide()
    assert [each.recipients for each in bench.ready()] == [(ANN,)]
    commands.suppress(bench.office, ANN, why="complained", source="")
    bench.decide()
    assert bench.reasons() == {"C1": "NO_ADDRESS"}
    assert "Ask them for another" in bench.standing().text
    bench.stage(customer("C1", edit=3, emails=("cy@customer.example",))).decide()
    assert [each.recipients for each in bench.ready()] == [("cy@customer.example",)]


def test_the_account_holds_the_address_as_its_books_spell_it(bench: Desk) -> None:
    bench.stage(customer("C1", edit=2, emails=("ANN@customer.example",), phone="020 7946 0999"))
    commands.suppress(bench.office, ANN, why="bounced", source="")
    commands.suppress(bench.office, "+44 20 7946 0999", why="stopped", source="STOP")
    bench.decide()
    with bench.office.store.read() as connection:
        [one] = suppressions.bearing(
            connection,
            {"C1": customer("C1", emails=("ANN@customer.example",), phone="(020) 79460999")},
            {("C1", "GBP"): []},
            "GB",
        ).values()
    assert one == (
        Suppressed(kind="email", address="ANN@customer.example", why="bounced", since=NOW),
        Suppressed(kind="number", address="+442079460999", why="stopped", since=NOW),
    )


def test_a_customers_own_word_holds_everywhere_and_a_persons_in_the_ledger(bench: Desk) -> None:
    with bench.office.store.write() as connection:
        other = ledgers.link(connection, "other", organisation("A-2"), NOW.date()).id
    staged(bench.office.store, other, customer("X7", emails=(ANN,), name="Acme"), invoice("I9", of="X7"))
    told = {"customer": "C1", "source": "a reply"}
    commands.opt_out(bench.office, bench.ledger, **told, channel="email", over=False)
    assert commands.suppressed(bench.office) == []
    commands.stop_everywhere(bench.office, bench.ledger, **told, channel="email")
    [known] = commands.suppressed(bench.office)
    assert known.customers == ((NAME, "Customer C1"), ("other", "Acme"))
    for channel, said in {
        "letter": "what can be stopped",
        "sms": "no telephone number of Customer C1",
    }.items():
        with pytest.raises(ActError, match=said):
            commands.stop_everywhere(bench.office, bench.ledger, **told, channel=channel)


@pytest.mark.parametrize(
    ("written", "options", "said"),
    [
        ("ann", {"why": "stopped"}, "'ann' is no telephone number with its country: write it as"),
        (ANN, {"why": "bored"}, "'bored' is no reason"),
    ],
)
def test_a_mistake_is_told(bench: Desk, written: str, options: dict[str, str], said: str) -> None:
    with pytest.raises(ActError, match=said):
        commands.suppress(bench.office, written, source="", **options)


def test_a_stop_is_lifted_on_somebodys_word_alone(bench: Desk) -> None:
    with pytest.raises(ActError, match="nothing stands against"):
        commands.lift(bench.office, ANN, "she rang")
    commands.suppress(bench.office, ANN, why="stopped", source="")
    with pytest.raises(ActError, match="on whose word"):
        commands.lift(bench.office, ANN, " ")


def test_the_commands_list_suppress_and_lift(bench: Desk) -> None:
    def run(*arguments: str) -> str:
        config = str(bench.folder / "config.toml")
        result = CliRunner().invoke(app, ["--config", config, *arguments], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    assert "nothing is suppressed" in run("suppressed")
    assert run("suppress", ANN.upper()) == f"nothing is sent to {ANN} any more ({NAME}: Customer C1)\n"
    assert "nobody@x.example any more (no ledger has it now)" in run("suppress", "nobody@x.example")
    listed = run("suppressed")
    assert ANN in listed
    assert f"{NAME}: Customer C1" in listed
    found = json.loads(run("suppressed", "--json"))["suppressed"]
    assert {one["suppression"]["address"] for one in found} == {ANN, "nobody@x.example"}
    ended = run("suppress", ANN, "--end", "--words", "START")
    assert ended.startswith(f"messages may go to {ANN} again (stopped since ")


def test_an_export_takes_along_what_stands_against_its_customers_and_no_others(
    bench: Desk, tmp_path: Path
) -> None:
    commands.suppress(bench.office, ANN, why="stopped", source="a reply")
    commands.suppress(bench.office, "nobody@elsewhere.example", why="bounced", source="")
    file, folder = tmp_path / "summit.zip", tmp_path / "new"
    folder.mkdir()
    with bench.office.store.read() as connection:
        export.to_file(connection, bench.ledger, file, NOW)
    with opened(f"sqlite:///{folder / 'duesync.db'}") as store:
        office = office_on(store, folder)
        take_up(office, file, "main-street")
        [known] = commands.suppressed(office)
        assert (known.suppression.address, known.customers) == (ANN, (("main-street", "Customer C1"),))


def test_an_address_that_some_books_have_still_is_no_mark(bench: Desk) -> None:
    commands.suppress(bench.office, ANN, why="stopped", source="a reply")
    commands.suppress(bench.office, "bo@customer.example", why="bounced", source="")
    vault = Vault([new_key()])
    with bench.office.store.write() as connection:
        forgotten.forget(connection, [("email", ANN), ("email", "bo@customer.example")], lambda: vault)
        assert [each.address for each in suppressions.every(connection)] == [ANN]
        forgotten.remember(connection, [("email", "cy@customer.example"), ("number", ANN)], lambda: vault)
        assert [each.address for each in suppressions.every(connection)] == [ANN]
        forgotten.remember(connection, [("email", "bo@customer.example")], lambda: vault)
        assert len(suppressions.every(connection)) == 2


def test_without_the_key_of_the_marks_a_pull_is_refused(bench: Desk) -> None:
    commands.suppress(bench.office, "bo@customer.example", why="bounced", source="")
    with bench.office.store.write() as connection:
        forgotten.forget(connection, [("email", "bo@customer.example")], lambda: Vault([new_key()]))
        with pytest.raises(SecretsError, match="suppressed here under a key that is not at hand"):
            forgotten.remember(connection, [], lambda: Vault([new_key()]))

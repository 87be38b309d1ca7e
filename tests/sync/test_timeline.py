"""The timeline: everything that happened with one customer, once, in order, and nothing of another's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from dunning.account import Contact
from dunning.incoming import Incoming
from sync import commands, tables
from sync.cli import app
from sync.commands import Said
from sync.commands.deferring import postpone, refuse
from sync.commands.documents import Given, attach
from sync.commands.notes import write_note
from sync.commands.payments import pay
from sync.store import incoming
from sync.timeline import GROUPS, Entry, timeline
from tests.sync.books import NOW, TODAY, credit, customer, invoice, payment
from tests.sync.desk import NAME, Desk, desk


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Desk]:
    """A customer with a branch, and another one with a life of their own."""
    with desk(tmp_path) as made:
        yield _peopled(made)


@pytest.fixture
def either(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """The same, on either database."""
    with desk(tmp_path, store_url) as made:
        yield _peopled(made)


def _peopled(made: Desk) -> Desk:
    made.stage(customer("C1", name="Acme"), customer("SUB", name="Branch", bills_with="C1"))
    made.stage(customer("C2", name="Other"), invoice("ONE"), invoice("TWO", of="SUB", overdue=40))
    made.stage(invoice("PAID", status="paid", overdue=90), payment("P1", on=date(2026, 9, 1)), credit("K1"))
    return made.stage(invoice("OTHER", of="C2", owes="77.00"), payment("P2", of="C2"))


def entries(bench: Desk, *groups: str, of: str = "Acme") -> list[Entry]:
    return [*timeline(bench.office, bench.ledger, of, groups).entries]


def live(bench: Desk) -> None:
    """A reminder, an answer, a call, a promise that moved, a hold that came and went, and the rest."""
    office = bench.office
    bench.decide()
    assert bench.send() == 2
    with office.store.write() as connection:
        key = bench.effects("done")[0].key
        incoming.keep(
            connection, bench.ledger.id, _reply("We pay on Friday."), NOW, how="thread", whose=["C1"],
            effect_key=key,
        )  # fmt: skip
    call = Contact(
        channel="call", at=NOW - timedelta(hours=2), reached=True, notice=None, note="asked for Ann"
    )
    commands.log(office, bench.ledger, customer="Branch", contact=call, by="jo")
    for days in (5, 9):
        said = Said(by="jo", customer="Acme", who="Ann", quote="by then")
        commands.promise(office, bench.ledger, said, amount=None, by=TODAY + timedelta(days=days))
    commands.hold(office, bench.ledger, customer="Acme", invoice=None, until=None, note="talks")
    commands.release(office, bench.ledger, customer="Acme", invoice=None)
    write_note(office, bench.ledger, "Acme", "ask for Ann", "N-ONE", "jo")
    attach(
        office,
        bench.ledger,
        "Acme",
        Given(name="a.txt", body=b"x", kind="order", invoice=None, note=""),
        "jo",
    )
    commands.prefer(
        office, bench.ledger, customer="Acme", channel="call", hours=None, days=(), words="ring", by="jo"
    )
    pay(office, bench.ledger, "N-ONE", Decimal("20.00"), paid_on=None, reference="B-7")


def _reply(words: str) -> Incoming:
    return Incoming(
        kind="reply", digest="d", message_id="1@c", sender="c1@customer.example", sender_name="",
        recipients=(), subject="Re:", sent_at=NOW, received_at=NOW + timedelta(minutes=5),
        about=(), words=words, quoted="",
        attachments=(), failures=(), back_on=None, problems=(),
    )  # fmt: skip


def test_everything_is_told_once_the_newest_first_and_nothing_of_another_customer(either: Desk) -> None:
    live(either)
    found = entries(either)
    assert [one.on for one in found] == sorted((one.on for one in found), reverse=True)
    counts = {kind: sum(one.kind == kind for one in found) for kind in {one.kind for one in found}}
    assert counts == {
        "sent": 1, "wrote": 1, "contact": 1, "agreement": 2, "invoice": 3, "credit": 1, "payment": 2,
        "decision": 1, "note": 1, "hold": 1, "wish": 1, "document": 1,
    }  # fmt: skip
    assert not [one for one in found if "OTHER" in repr(one) or one.amount == Decimal("77.00")]
    assert {one.kind for one in entries(either, of="Other")} == {"sent", "invoice", "payment", "decision"}


def test_each_tells_what_happened_by_whom_and_what_became_of_it(bench: Desk) -> None:
    live(bench)
    told = {one.kind: one for one in entries(bench)}
    assert told["sent"].title == "Reminder by e-mail to c1@customer.example"
    assert (told["sent"].amount, told["sent"].invoices) == (Decimal("220.00"), ("N-TWO", "N-ONE"))
    assert (told["wrote"].words, told["wrote"].state) == ("We pay on Friday.", "waits for a person")
    assert (told["contact"].title, told["contact"].words, told["contact"].by) == (
        "Call (Branch)",
        "asked for Ann",
        "jo",
    )
    states = [one.state for one in entries(bench, "agreed")]
    assert states == [
        "open",
        "replaced by another on 18 November 2026 by jo: another agreement took its place",
    ]
    assert told["hold"].state == "released on 18 November 2026"
    assert told["wish"].title.startswith("They want to hear by telephone")
    assert told["note"].invoices == ("N-ONE",)
    of_ours = [one.state for one in entries(bench, "money") if one.key]
    assert of_ours == ["recorded, and written to the ledger by the next run"]


def test_a_wait_that_is_decided_every_day_is_one_line(bench: Desk) -> None:
    commands.hold(bench.office, bench.ledger, customer="Acme", invoice=None, until=None, note="talks")
    for days in range(3):
        bench.at(NOW + timedelta(days=days)).decide()
        commands.hold(bench.office, bench.ledger, customer="Acme", invoice=None, until=None, note="talks")
    [one] = entries(bench, "decided")
    assert one.on == TODAY
    assert one.state == "stands now; looked at again 2 times, the last time on 20 November 2026"
    assert one.title.startswith("Wait: ")


def test_groups_choose_and_together_are_all_of_it(bench: Desk) -> None:
    live(bench)
    parts = [one for name in GROUPS for one in entries(bench, name)]
    assert len(parts) == len(entries(bench))
    assert {one.kind for one in entries(bench, "agreed", "noted")} == {
        "agreement", "note", "hold", "wish", "document",
    }  # fmt: skip


def test_a_branch_is_told_of_with_who_is_billed(bench: Desk) -> None:
    found = timeline(bench.office, bench.ledger, "Branch")
    assert found.customer == "Acme"
    assert {number for one in found.entries for number in one.invoices} == {"N-ONE", "N-TWO", "N-PAID"}


def test_the_command_shows_it_and_gives_it_to_programs(bench: Desk) -> None:
    live(bench)
    config = str(bench.folder / "config.toml")

    def typed(*arguments: str) -> str:
        line = ["--config", config, "--now", NOW.isoformat(), "timeline", NAME, "Acme", *arguments]
        result = CliRunner().invoke(app, line)
        assert result.exit_code == 0, result.output
        return result.output

    lines = typed("--last", "3").splitlines()
    assert lines[:2] == [
        "Acme (summit)",
        f"  {len(entries(bench)) - 3} older ones are left out: --last 0 shows all",
    ]
    assert len(lines) == 5
    assert '2026-11-18  They wrote by e-mail from c1@customer.example: "We pay on Friday."' in typed(
        "--only", "said"
    )
    told = json.loads(typed("--json", "--last", "0"))
    assert len(told["entries"]) == len(entries(bench))
    assert told["customer"] == "Acme"
    refused = CliRunner().invoke(app, ["--config", config, "timeline", NAME, "Acme", "--only", "gossip"])
    assert "'gossip' is none of said, agreed" in refused.output


def test_what_a_person_said_of_a_step_is_told_with_its_reason_and_its_end(tmp_path: Path) -> None:
    with desk(tmp_path, policy='approval_required = "every"') as made:
        bench = _peopled(made)
        bench.decide()
        for then in ("postpone", "refuse", "approve"):
            waiting = [
                one for one in commands.proposals(bench.office, bench.ledger) if one.customer_id == "C1"
            ]
            if then == "postpone":
                until = TODAY + timedelta(days=2)
                postpone(bench.office, bench.ledger, waiting, until=until, words="they move", by="jo")
                bench.at(NOW + timedelta(days=2))
            elif then == "approve":
                assert waiting == [], "what was declined is not proposed again"
            else:
                refuse(bench.office, bench.ledger, waiting, words="not in this tone", by="jo")
            bench.decide()
        told = [(one.title, one.words, one.by) for one in entries(bench, "decided") if one.kind == "approval"]
    assert told == [
        ("Reminder is not to be sent", "not in this tone", "jo"),
        ("Reminder postponed until 20 November 2026", "they move", "jo"),
    ]


def test_of_a_payment_online_only_what_the_books_do_not_tell_is_told(bench: Desk) -> None:
    def page(number: int, **values: Any) -> dict[str, Any]:
        return {
            "ledger_id": bench.ledger.id, "key": f"K{number}", "customer_id": "C1", "currency": "GBP",
            "parts": '[["ONE", 12000]]', "amount": 12000, "asked": b"{}", "state": "paid", "created_at": NOW,
            "expires_at": NOW, "paid_at": NOW, "paid": 12000, "entered": 12000, "refunded": 0, **values,
        }  # fmt: skip

    rows = [
        page(1), page(2, entered=0), page(3, state="pending", paid=0, entered=0), page(4, refunded=2000),
        page(5, state="open", paid=0), page(6, state="expired", paid=0),
    ]  # fmt: skip
    with bench.office.store.write() as connection:
        connection.execute(sa.insert(tables.checkouts), rows)
    told = {one.key: one for one in entries(bench, "money") if one.title == "Payment online"}
    assert {key: one.state for key, one in told.items()} == {
        "K2": "to be written to the ledger",
        "K3": "a bank debit under way",
        "K4": "GBP 20.00 refunded",
    }
    assert (told["K2"].amount, told["K2"].invoices) == (Decimal("120.00"), ("N-ONE",))

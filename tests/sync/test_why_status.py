"""`why` and `status`: what a person is told agrees with what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from connectors.errors import SignInAgain
from dunning.decisions import Reason
from dunning.ledger import Kind
from sync import commands, tables
from sync.commands import ActError
from sync.status import statuses
from sync.store import credentials, outbox, runs
from sync.why import why
from tests.sync.books import NOW, TODAY, credit, customer, invoice, payment, unreadable
from tests.sync.desk import NAME, Desk, desk


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """One is chased, one waits, one has paid, one sub-customer is billed with its parent."""
    with desk(tmp_path, store_url) as made:
        made.stage(
            customer("C1"),
            invoice("CHASED", of="C1"),
            invoice("SETTLED", of="C1", status="paid", balance=Decimal(0), overdue=60),
            customer("C2"),
            invoice("WAITS", of="C2", overdue=-20),
            customer("C3"),
            invoice("PAID", of="C3", status="paid", balance=Decimal(0)),
            customer("C4", bills_with="C1"),
            invoice("SUBS", of="C4", overdue=5),
            customer("C5"),
            invoice("YEN", of="C5", currency="JPY", owes="50000"),
        )
        made.decide()
        yield made


@pytest.mark.parametrize(
    ("number", "action", "reason", "status"),
    [
        ("N-CHASED", "email", "LEVEL_DUE", "open"),
        ("N-SUBS", "email", "LEVEL_DUE", "open"),
        ("N-SETTLED", "email", "LEVEL_DUE", "paid"),
        ("N-WAITS", "wait", "NOTHING_DUE", "open"),
        ("N-PAID", "wait", "PAID", "paid"),
        ("N-YEN", "email", "LEVEL_DUE", "open"),
        ("CHASED", "email", "LEVEL_DUE", "open"),
    ],
)
def test_why_gives_the_decision_on_the_invoices_account(
    bench: Desk, number: str, action: str, reason: str, status: str
) -> None:
    told = why(bench.office, bench.ledger, number)
    assert (told.action, told.reason, told.facts["status_of_invoice"]) == (action, reason, status)
    assert told.decided_at == NOW
    blocking = [answer for answer in told.guards if answer.blocks]
    if action == "wait":  # the first guard that blocks is the reason
        assert (blocking[0].reason.name if blocking[0].reason else None, blocking[0].text) == (
            reason,
            told.text,
        )
        assert told.review_at is None or told.review_at > NOW
    else:
        assert blocking == []
        assert told.proposed is not None
    assert told.versions.keys() >= {"engine", "policy", "rules", "tzdata"}
    assert msgspec.json.decode(msgspec.json.encode(told))["invoice"] == (
        number if number[:2] == "N-" else "N-CHASED"
    )


def test_why_of_a_sub_customers_invoice_shows_all_that_its_parent_is_asked_for(bench: Desk) -> None:
    told = why(bench.office, bench.ledger, "N-SUBS")
    assert told.customer == "Customer C1"
    assert [one["number"] for one in told.facts["open_invoices"]] == ["N-CHASED", "N-SUBS"]


def test_why_of_an_unknown_invoice_is_an_error(bench: Desk) -> None:
    with pytest.raises(ActError, match=f"{NAME} has no invoice 'N-404' among those pulled"):
        why(bench.office, bench.ledger, "N-404")


def test_why_before_anything_was_decided_says_so(bench: Desk) -> None:
    bench.stage(customer("C9"), invoice("NEW", of="C9"))
    told = why(bench.office, bench.ledger, "N-NEW")
    assert (told.action, told.reason, told.guards) == ("none", "NOT_DECIDED", ())


def test_why_names_what_stands_in_the_way_and_rests_on_the_facts_of_that_moment(bench: Desk) -> None:
    commands.hold(bench.office, bench.ledger, customer="C1", invoice=None, until=None, note="disputed")
    bench.stage(credit(of="C1"), unreadable(Kind.PAYMENT, "BAD", "no amount", of="C1")).decide()
    bench.stage(invoice("CHASED", of="C1", edit=2, owes="1.00"))  # pulled later, not decided upon yet
    told = why(bench.office, bench.ledger, "N-CHASED")
    assert told.reason == "UNREADABLE"
    assert {answer.reason.name for answer in told.guards if answer.reason} >= {"UNREADABLE", "HOLD"}
    assert told.facts["holds"] == [{"scope": "customer", "until": None, "note": "disputed"}]
    assert told.facts["credit"] == [{"number": "CN-K1", "unapplied": Decimal("20.00")}]
    assert told.facts["could_not_be_read"] == ("payment BAD: no amount",)
    assert Decimal("120.00") in [one["balance"] for one in told.facts["open_invoices"]]


def test_why_proposes_what_only_a_yes_is_missing_for(bench: Desk) -> None:
    bench.under('approval_required = "every"').decide()
    told = why(bench.office, bench.ledger, "N-CHASED")
    assert (told.action, told.reason) == ("wait", "APPROVAL")
    assert told.proposed is not None
    assert told.proposed.recipients == ("c1@customer.example",)


def test_why_after_a_message_went_shows_it(bench: Desk) -> None:
    bench.send("C1")
    bench.decide()
    told = why(bench.office, bench.ledger, "N-CHASED")
    assert told.action == "wait"
    assert [(one["level"], one["channel"]) for one in told.facts["notices"]] == [("reminder", "email")]


def test_status_says_what_is_owed_what_waits_and_what_is_wrong(bench: Desk) -> None:
    bench.stage(
        unreadable(Kind.INVOICE, "BAD", "its total is missing", of="C2"),
        invoice("ODD", of="C2", problem="it has no due date", due_on=None),
    )
    commands.hold(bench.office, bench.ledger, customer="C5", invoice=None, until=None, note="")
    bench.update(problem="the ledger did not answer")
    bench.decide()
    [told] = statuses(bench.office)
    assert told.open_balance == {"GBP": Decimal("480.00"), "JPY": Decimal(50000)}
    assert told.invoices == 7
    assert told.waiting == {Reason.LEVEL_DUE.value: 1, Reason.HOLD.value: 1}
    assert told.overdue_accounts == 2
    assert told.effects == {"message dropped": 1, "message ready": 1}
    assert (told.holds, told.booked_through, told.released) == (1, TODAY, True)
    assert told.problems == ("invoice BAD: its total is missing", "invoice N-ODD: it has no due date")
    assert any("did not answer" in warning for warning in told.warnings)
    assert msgspec.json.encode(told)


def test_a_ledger_that_reminds_by_itself_is_held_until_that_is_acknowledged(bench: Desk) -> None:
    bench.update(own_reminders=True)
    bench.decide()
    [told] = statuses(bench.office)
    assert set(told.waiting) == {Reason.LEDGER_REMINDS.value}
    assert any("nothing is sent until they are turned off" in warning for warning in told.warnings)
    known = msgspec.structs.replace(bench.office.config.ledger(NAME), own_reminders="acknowledged")
    bench.office.config.ledgers[NAME] = known
    bench.decide()
    [told] = statuses(bench.office)
    assert Reason.LEVEL_DUE.value in told.waiting
    assert any("acknowledged" in warning for warning in told.warnings)


def test_status_tells_what_is_owed_or_in_hand_that_no_document_shows(bench: Desk) -> None:
    bench.stage(customer("C1", edit=5, balance=Decimal("20.00")))
    [told] = statuses(bench.office)
    assert told.in_no_document == {"GBP": Decimal("-100.00")}
    assert why(bench.office, bench.ledger, "N-CHASED").outdated is not None  # credit counts like any other


def test_status_shows_what_a_person_should_know_of(bench: Desk) -> None:
    effect = next(one for one in bench.effects() if one.customer_id == "C1")
    with bench.office.store.write() as connection:
        assert outbox.claim(connection, effect, 1, NOW, NOW)
        outbox.settle(connection, effect, "uncertain", NOW, reason="the connection was cut")
        run = runs.start(connection, bench.ledger.id, NOW)
    [told] = statuses(bench.office)
    assert any(effect.key in one and "uncertain" in one and "was cut" in one for one in told.troubled)
    assert told.last_run is not None
    assert told.last_run.startswith("running")
    with bench.office.store.write() as connection:
        runs.finish(connection, run, NOW, "failed", "no answer")
        runs.start(connection, bench.ledger.id, NOW + timedelta(hours=1))
        runs.start(connection, bench.ledger.id, NOW + timedelta(hours=2))
        cut = connection.scalars(sa.select(tables.runs.c.outcome).order_by(tables.runs.c.id)).all()
    assert cut == ["failed", "cut", None]


def test_status_warns_before_a_sign_in_ends_and_when_there_is_none(bench: Desk) -> None:
    with bench.office.store.write() as connection:
        soon = bench.office.clock.wall() + timedelta(days=3)
        connection.execute(sa.update(tables.credentials).values(refresh_expires_at=soon))
    [told] = statuses(bench.office)
    assert [f"the sign-in ends on {soon:%Y-%m-%d}" in warning for warning in told.warnings] == [True]
    with bench.office.store.write() as connection:
        credentials.forget(connection, bench.ledger.id)
    [told] = statuses(bench.office)
    assert told.warnings == (f"no sign-in is stored; run: duesync connect {NAME}",)
    with pytest.raises(SignInAgain), bench.work() as work:
        work.source.organisation()


def test_status_tells_of_a_ledger_that_the_configuration_lost_and_goes_on(bench: Desk) -> None:
    commands.promise(
        bench.office,
        bench.ledger,
        commands.Said(customer="C1", by="x"),
        amount=None,
        by=TODAY + timedelta(days=5),
    )
    bench.office.config.ledgers.clear()
    [told] = statuses(bench.office)
    assert told.warnings == (
        "it is no longer in the configuration, so nothing is done: put it back there, or unlink it",
    )


def test_status_counts_a_payment_on_its_way(bench: Desk) -> None:
    commands.pay(bench.office, bench.ledger, "N-CHASED", Decimal(20), paid_on=None, reference="R")
    bench.stage(payment("P5", of="C1"))
    [told] = statuses(bench.office)
    assert told.effects["payment ready"] == 1


def test_a_hold_on_a_sub_customer_is_named_and_released_as_theirs(bench: Desk) -> None:
    bench.stage(
        customer("TOP", name="Top"), customer("SUB", name="Sub", bills_with="TOP"), invoice("S1", of="SUB")
    )
    commands.hold(bench.office, bench.ledger, customer="SUB", invoice=None, until=None, note="asked")
    bench.decide()
    told = why(bench.office, bench.ledger, "N-S1")
    assert "On hold until released (sub-customer SUB: asked)." in str(told)
    assert f"duesync hold {NAME} --customer SUB --release" in str(told)
    assert "--customer TOP --release" not in str(told)

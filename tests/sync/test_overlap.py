"""The ledger's own reminders: asked about once a day, and nothing leaves while they are on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dunning.decisions import Reason
from sync.doctor import examine
from sync.status import statuses
from tests.world import QUICKBOOKS, WORKING_DAY, XERO, World, world

TOMORROW = WORKING_DAY + timedelta(days=1)


@pytest.fixture
def small_world(tmp_path: Path) -> Iterator[World]:
    """So few customers that no minute's budget of calls is used up."""
    with world(tmp_path, customers=4) as made:
        yield made


def asked(made: World) -> int:
    return sum("InvoiceReminders" in call.path for call in made.sandbox.xero.calls)


def waits_for(made: World) -> set[str]:
    [told] = [one for one in statuses(made.office) if one.name == XERO]
    return set(told.waiting)


def test_reminders_turned_on_in_xero_stop_ours_by_the_next_day_and_turned_off_let_them_go(
    small_world: World,
) -> None:
    small_world.ready_to_send(XERO)
    small_world.sandbox.xero.remind(on=True)
    small_world.at(TOMORROW)
    small_world.run(XERO)
    assert small_world.mail() == []
    assert (
        Reason.LEDGER_REMINDS.value
        in waits_for(small_world)
        <= {
            Reason.LEDGER_REMINDS.value,
            Reason.PAID.value,
        }
    )
    small_world.sandbox.xero.remind(on=False)
    small_world.run(XERO)
    small_world.approve(XERO)
    small_world.run(XERO)
    assert small_world.mail()
    assert Reason.LEDGER_REMINDS.value not in waits_for(small_world)


def test_a_ledger_that_does_not_remind_is_asked_once_a_day(small_world: World) -> None:
    small_world.link(XERO)
    before = asked(small_world)
    small_world.run(XERO)
    assert asked(small_world) == before  # linking asked today
    small_world.at(TOMORROW)
    small_world.run(XERO)
    small_world.run(XERO)
    assert asked(small_world) == before + 1


def test_an_overlap_that_a_person_acknowledged_holds_nothing(small_world: World) -> None:
    text = small_world.config.read_text(encoding="utf-8")
    named = f"[ledgers.{XERO}]\n"
    assert named in text
    small_world.config.write_text(
        text.replace(named, f'{named}own_reminders = "acknowledged"\n'), encoding="utf-8"
    )
    small_world.sandbox.xero.remind(on=True)
    small_world.at(WORKING_DAY)
    small_world.ready_to_send(XERO)
    small_world.run(XERO)
    assert small_world.mail()
    [warning] = [one.text for one in examine(small_world.office) if one.about == f"{XERO} own_reminders"]
    assert "acknowledged" in warning


def test_an_invoice_that_quickbooks_sent_itself_keeps_our_message_back(small_world: World) -> None:
    small_world.ready_to_send(QUICKBOOKS)
    source = small_world.sandbox.quickbooks
    for number in [row["DocNumber"] for row in source.company.rows["Invoice"].values() if row["Balance"]]:
        source.send(number)
    small_world.run(QUICKBOOKS)  # the last look sees it, though all was approved
    assert small_world.mail() == []
    [told] = statuses(small_world.office)
    assert Reason.LEDGER_SENT.value in told.waiting
    small_world.at(WORKING_DAY + timedelta(days=5))
    small_world.run(QUICKBOOKS)
    small_world.approve(QUICKBOOKS)
    small_world.run(QUICKBOOKS)
    assert small_world.mail()

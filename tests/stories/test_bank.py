"""A month's bank file, from the command line to the ledger: each sum stands there once, whatever happens."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from dunning.ledger import of_minor
from sync.store import figures
from sync.tables import effects
from tests.crash.killed import at_moment
from tests.stories.terminal import Terminal, terminal
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO, world

DAY = WORKING_DAY.date().isoformat()


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """Both ledgers linked, pulled and approved; nothing was sent yet."""
    folder = tmp_path_factory.mktemp("bank")
    with world(folder, customers=12) as made, terminal(made) as one:
        made.ready_to_send()
        yield one


def open_ones(desk: Terminal, name: str) -> list[Any]:
    """Open invoices in home currency, the largest first, one for each customer."""
    ledger = desk.world.office.linked(name)
    with desk.world.office.store.read() as connection:
        rows = figures.open_invoices(connection, ledger.id)
    mine = {row.customer_id: row for row in reversed(rows) if row.currency == ledger.home_currency}
    return sorted(mine.values(), key=lambda row: -row.balance)


def owed(row: Any) -> Decimal:
    return of_minor(row.balance, row.currency)


def statement(desk: Terminal, *rows: tuple[str, Decimal]) -> str:
    """A CSV file of the bank's."""
    lines = ["Date,Description,Amount", *(f'{DAY},"{text}",{amount}' for text, amount in rows)]
    path = desk.world.folder / "bank.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def at_source(desk: Terminal, row: Any, name: str) -> list[str]:
    """Amounts of the payments that stand on an invoice in the emulated ledger, of those we wrote."""
    keys = {write.key for write in desk_effects(desk, name)}
    return [
        str(one[0])
        for one in desk.api(name).payments_on(row.number)
        if one[1] in keys and one[2] != "DELETED"
    ]


def desk_effects(desk: Terminal, name: str) -> list[Any]:
    ledger = desk.world.office.linked(name)
    with desk.world.office.store.read() as connection:
        query = sa.select(effects).where(effects.c.ledger_id == ledger.id, effects.c.kind == "payment")
        return list(connection.execute(query).all())


@pytest.mark.parametrize("name", BOTH)
def test_read_twice_confirmed_twice_run_twice_and_written_once(typed: Terminal, name: str) -> None:
    first, second, third, *_ = open_ones(typed, name)
    file = statement(
        typed,
        (f"Thank you, invoice {first.number}", owed(first)),
        (f"invoice {second.number}", owed(second) - 5),
        (f"invoice {third.number}, a part", Decimal("1.00")),
        ("RENT OF THE YARD", Decimal("-800.00")),
    )
    told = typed.type("bank", name, file).out
    assert told.startswith(f"{name}: 4 lines read (csv); 1 went out and concern no invoice: not kept\n")
    assert "3 new lines to be settled: 1 certain, 2 likely, 0 open" in told
    assert "3 were there already" in typed.type("bank", name, file).out
    shown = typed.type("bank", name, "--json").json["waiting"]
    assert f"it names {first.number}" in " ".join(typed.type("bank", name).out.split())
    assert typed.type("bank", name, "--certain").code == 0
    again = typed.type("bank", name, "--confirm", shown[0]["line"])
    assert (again.code, "waits no more: it is entered" in again.err) == (1, True)
    line = next(one["line"] for one in shown if second.number in one["text"])
    typed.type("bank", name, "--confirm", line)
    assert typed.type("run", name).code == 0
    assert "3 were there already" in typed.type("bank", name, file).out
    typed.type("run", name)
    assert at_source(typed, first, name) == [str(owed(first))]
    assert at_source(typed, second, name) == [str(owed(second) - 5)]
    nobody_was_asked_whose_money_waits(typed, third, name)
    assert typed.type("bank", name, "--settled").out.count(": entered, by ") == 2
    it_is_returned(typed, first, name)


def nobody_was_asked_whose_money_waits(desk: Terminal, row: Any, name: str) -> None:
    letters = "".join(message.as_string() for message in desk.world.mail())
    assert letters
    assert str(row.number) not in letters
    why = desk.type("why", name, row.number).out
    assert "Money that may be theirs came in at the bank (line " in why
    assert f"duesync bank {name} --confirm " in why


def it_is_returned(desk: Terminal, row: Any, name: str) -> None:
    """The bank takes the first payment back."""
    desk.type("bank", name, statement(desk, (f"RETURNED invoice {row.number}", -owed(row))))
    back = next(one for one in desk.type("bank", name, "--json").json["waiting"] if one["amount"][0] == "-")
    assert back["confidence"] == "certain"
    assert "is reversed by the next run" in desk.type("bank", name, "--confirm", back["line"]).out
    desk.type("run", name)
    with desk.world.office.store.read() as connection:
        ledger = desk.world.office.linked(name)
        [found] = figures.find_invoices(connection, ledger.id, row.number)
    assert (found.status, found.balance) == ("open", row.balance)
    assert desk.type("bank", name, "--settled").out.count("money that went back") == 2


@pytest.mark.parametrize(
    ("name", "moments"),
    [
        (XERO, ("before commit", "after commit", "write answered")),
        (QUICKBOOKS, ("after commit", "before commit", "write sent")),
    ],
)
def test_killed_at_any_step_it_is_written_once(
    typed: Terminal, name: str, moments: tuple[str, str, str]
) -> None:
    """The file is read, the line confirmed, and the payment written, each by a process that is killed."""
    waits = str(typed.type("bank", name, "--json").json)
    row = next(
        each for each in open_ones(typed, name) if each.balance == each.total and each.number not in waits
    )
    file = statement(typed, (f"invoice {row.number} at last", owed(row)))
    killed(typed, moments[0], "bank", name, file)
    typed.type("bank", name, file)
    waits = typed.type("bank", name, "--json").json["waiting"]
    [line] = [one["line"] for one in waits if f"{row.number} at last" in one["text"]]
    killed(typed, moments[1], "bank", name, "--confirm", line)
    assert typed.type("bank", name, "--confirm", line).code == (1 if moments[1] == "after commit" else 0)
    killed(typed, moments[2], "run", name)
    typed.type("run", name)
    assert at_source(typed, row, name) == [str(owed(row))]


def killed(desk: Terminal, moment: str, *words: str) -> None:
    code, said = at_moment(moment, desk.world.config, "--now", WORKING_DAY.isoformat(), *words)
    assert code == -signal.SIGKILL, said

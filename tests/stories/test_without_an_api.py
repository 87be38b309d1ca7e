"""A firm whose books have no API: a folder of CSV exports, from `init` to the second week."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.connectors.files_contract import FolderSource
from tests.connectors.files_program import EARLIER, actions_in
from tests.stories.terminal import Terminal, Told, terminal
from tests.world import WORKING_DAY, world

MINE = "quay"


@dataclass(slots=True)
class Firm:
    """The person at the desk: an accounting program that exports, and Duesync beside it."""

    terminal: Terminal
    source: FolderSource
    config: Path

    def type(self, *words: str, now: datetime = WORKING_DAY) -> Told:
        told = self.terminal.type(*words, config=self.config, now=now)
        assert told.code == 0, (words, told.out, told.err)
        return told

    def status(self, now: datetime = WORKING_DAY) -> dict[str, object]:
        found: dict[str, object] = self.type("status", "--json", now=now).json["ledgers"][0]
        return found

    def owed(self, now: datetime = WORKING_DAY) -> dict[str, Decimal]:
        told = self.status(now)["open_balance"]
        assert isinstance(told, dict)
        return {currency: Decimal(amount) for currency, amount in told.items()}

    def noted(self, what: str) -> list[dict[str, str]]:
        rows = [row for row in actions_in(self.source.folder) if row["what"] == what]
        return [row for row in rows if row["key"] != EARLIER]


def fill_in(config: Path, mail_port: int, folder: Path) -> None:
    """What a newcomer does with the file that `init` wrote, no line of the ledger's of his own making."""
    text = config.read_text(encoding="utf-8")
    house, _, ledgers = text.partition("# One section for each company")
    (quay,) = re.findall(r"(?ms)^#\[ledgers\.quay\]$.*?(?=\n\n)", ledgers)
    own = re.sub(r"(?m)^#(?! )", "", quay).replace('folder = "exports"', f'folder = "{folder}"')
    own = re.sub(r"(?m)^(dates|decimal|export_days) = .*\n", "", own)
    house = re.sub(r"(?m)^(redirect_to|username|password) = .*\n", "", house)
    house = house.replace('"smtp.example.com"', f'"127.0.0.1"\nsecurity = "none"\nport = {mail_port}')
    config.write_text(house + own, encoding="utf-8")


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Firm]:
    with world(tmp_path, customers=3) as made, terminal(made) as typed:
        source = FolderSource(tmp_path)
        source.program.stamp = lambda: time.time() - 5  # by the disk's clock, which is nobody's to turn
        source.program.export()
        config = tmp_path / "mine" / "config.toml"
        config.parent.mkdir()
        firm = Firm(typed, source, config)
        firm.type("init")
        fill_in(config, made.sandbox.mail.port, Path("../exports"))
        yield firm


def test_a_folder_of_exports_gets_the_whole_job_done_and_every_act_noted_once(firm: Firm) -> None:
    books = firm.source.program
    assert "is linked to Quay Joinery (files, GBP)" in firm.type("connect", MINE).out
    firm.type("sync", MINE)
    assert firm.owed() == firm.source.open_balances()
    assert firm.status()["problems"] == []
    assert " steps to " in firm.type("plan", MINE).out
    firm.type("approve", MINE, "--yes")
    done = firm.type("run", MINE, "--json").json
    mail = firm.terminal.world.mail()
    assert len(mail) > 5
    assert all("Quay Joinery" in str(message["From"]) for message in mail)
    notes = firm.noted("note")
    assert len(notes) >= len(mail), done
    assert len({row["key"] for row in notes}) == len(notes)
    reminded = {row["invoice"] for row in notes}
    nearly = firm.source.today() + timedelta(days=3)
    assert all(books.bills[number].due_on <= nearly for number in reminded)
    assert reminded <= firm.source.balances().keys()
    firm.type("run", MINE)
    assert (len(firm.terminal.world.mail()), firm.noted("note")) == (len(mail), notes)
    assert "signed in" not in firm.type("doctor").out


def test_money_recorded_here_is_owed_no_more_and_entered_once(firm: Firm) -> None:
    firm.type("connect", MINE)
    firm.type("sync", MINE)
    number, owed = next(
        (number, owed)
        for number, owed in firm.source.balances().items()
        if owed > 100 and firm.source.program.bills[number].currency == "GBP"
    )
    before = firm.owed()
    firm.type("pay", MINE, number, "60", "--reference", "BANK-7")
    firm.type("run", MINE)
    (line,) = firm.noted("payment")
    assert (line["invoice"], line["amount"]) == (number, "60.00")
    assert firm.owed() == before | {"GBP": before["GBP"] - 60}

    firm.source.enter(line["key"])  # and so the next export shows it
    firm.type("run", MINE)
    assert firm.owed() == before | {"GBP": before["GBP"] - 60} == firm.source.open_balances()
    assert firm.source.program.owed(firm.source.program.bills[number]) == owed - 60

    firm.type("pay", MINE, number, "5", "--reference", "BANK-8")
    firm.type("run", MINE)
    wrong = firm.noted("payment")[1]["key"]
    firm.type("void-payment", MINE, wrong)
    firm.type("run", MINE)
    assert [row["reverses"] for row in firm.noted("void payment")] == [wrong]
    assert firm.owed() == firm.source.open_balances()
    assert len(firm.noted("payment")) == 2


def test_who_paid_by_the_next_export_is_not_written_to_again(firm: Firm) -> None:
    for words in (("connect", MINE), ("sync", MINE), ("approve", MINE, "--yes"), ("run", MINE)):
        firm.type(*words)
    first = firm.terminal.world.mail()
    later = WORKING_DAY + timedelta(days=14)
    firm.source.watch.now = later
    books = firm.source.program
    paid = {row["invoice"] for row in firm.noted("note")[::2]}
    for number in paid:
        del books.bills[number]  # an export of what is open lists it no more
    books.export()
    firm.type("confirm-books", MINE, "--as-of", later.date().isoformat(), now=later)
    firm.type("run", MINE, now=later)
    firm.type("approve", MINE, "--yes", now=later)
    firm.type("run", MINE, now=later)
    second = firm.terminal.world.mail()[len(first) :]
    assert second
    written = "".join(message.get_body(("plain",)).get_content() for message in second)  # type: ignore[union-attr]  # each has one
    assert not [number for number in paid if number in written]
    assert firm.owed(later) == firm.source.open_balances()


def test_an_export_that_breaks_off_stops_the_ledger_and_says_which_file(firm: Firm) -> None:
    firm.type("connect", MINE)
    firm.type("sync", MINE)
    before = firm.owed()
    path = firm.source.folder / "invoices.csv"
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    told = firm.terminal.type("run", MINE, config=firm.config)
    assert told.code == 4
    assert "invoices.csv: line" in told.err
    assert firm.owed() == before
    path.write_bytes(whole)
    firm.type("run", MINE)

"""Lines of the bank's at a desk: files read, lines confirmed, payments written, books looked at again."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from dunning.effects import Receipt, RecordPayment
from sync import tables
from sync.commands import bank as said
from sync.commands.bank import WaitingLine, Word
from sync.commands.statements import ReadIn, read_in
from sync.intake.settling import match_again
from sync.status import statuses
from sync.store import bank as stored
from sync.store import money, outbox
from tests.sync.books import NOW, TODAY, customer, invoice, payment, rows_of
from tests.sync.desk import Desk

DAY = TODAY.isoformat()
HEAD = "Date,Payer,Text,Amount\n"


def stock(made: Desk) -> Desk:
    made.stage(
        customer("C1", name="Acme Tools Ltd"), invoice("I1", number="INV-1001"),
        invoice("I2", number="INV-1002", owes="60.00", overdue=5),
        customer("C2", name="Bolt & Sons"), invoice("I4", number="INV-1004", of="C2", owes="80.00"),
    )  # fmt: skip
    made.decide()
    return made


def row(text: str = "", amount: str = "120.00", payer: str = "", day: str = DAY) -> str:
    return f"{day},{payer},{text},{amount}\n"


def read(bench: Desk, *rows: str, head: str = HEAD) -> ReadIn:
    found = read_in(bench.office, bench.ledger, (head + "".join(rows)).encode(), "bank.csv")
    bench.decide()
    return found


def waiting(bench: Desk) -> list[WaitingLine]:
    return said.waiting_lines(bench.office, bench.ledger)


def say(bench: Desk, *words: Word) -> list[str]:
    done = said.say(bench.office, bench.ledger, words, "robin")
    bench.decide()
    return done


def confirm(bench: Desk, *numbers: str, excess: bool = False) -> list[str]:
    """The first line that waits."""
    line = waiting(bench)[0].line
    return say(bench, Word(line=line, choice="confirm", numbers=numbers, excess=excess))


def payments(bench: Desk, state: str = "ready") -> list[RecordPayment]:
    with bench.office.store.read() as connection:
        found = outbox.work(connection, bench.ledger.id, ("payment",), state)
    return [msgspec.json.decode(each.payload, type=RecordPayment) for each in found]


def states(bench: Desk) -> list[str]:
    return [each["state"] for each in rows_of(bench.office.store, tables.bank_lines, bench.ledger.id)]


def written(bench: Desk, *, seen: bool = True) -> RecordPayment:
    """The one payment that is ready is written to the ledger, and seen by the next pull, or not yet."""
    [write] = payments(bench)
    with bench.office.store.write() as connection:
        effect = outbox.by_key(connection, bench.ledger.id, write.key)
        assert effect is not None
        outbox.claim(connection, effect, 1, NOW, NOW)
        receipt = Receipt(provider_id=f"at source {write.key}", version="1", at=NOW)
        outbox.settle(connection, effect, "done", NOW, receipt=receipt)
    if seen:
        in_the_books(bench, write)
    return write


def in_the_books(bench: Desk, write: RecordPayment) -> None:
    shares = {each.invoice_id: str(each.amount) for each in write.allocations}
    bench.stage(
        payment(f"at source {write.key}", amount=str(write.amount), applied=shares, reference=write.key),
        *(invoice(each, number=f"INV-100{each[1:]}", edit=2, owes="0.00", status="paid") for each in shares),
    )
    with bench.office.store.write() as connection:
        money.confirm(connection, bench.ledger.id, NOW)


def again(bench: Desk) -> None:
    """As at the end of every pull."""
    with bench.office.store.write() as connection:
        match_again(connection, bench.ledger.id, NOW)
    bench.decide()


def warnings(bench: Desk) -> list[str]:
    [status] = statuses(bench.office)
    return [each for each in status.warnings if "bank" in each]


def stored_lines(bench: Desk) -> list[stored.Line]:
    with bench.office.store.read() as connection:
        return stored.between(connection, bench.ledger.id, TODAY - timedelta(days=90), TODAY)

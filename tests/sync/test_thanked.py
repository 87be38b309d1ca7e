"""A part payment is thanked for in the next letter: found in the stage, said by date and amount."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from dunning.letters.letter import Particulars, Received
from dunning.letters.received import asked_since, since_last_notice
from dunning.letters.rendering import render
from sync.delivered import account_of
from sync.store.received import payments_on
from sync.templates import templates
from tests.sync.books import NOW, TODAY, customer, invoice, payment
from tests.sync.desk import NAME, desk

LATER = NOW + timedelta(days=14)
PAID_ON = TODAY + timedelta(days=3)


def test_payments_on_some_invoices_since_a_date_and_what_went_to_each(tmp_path: Path, store_url: str) -> None:
    with desk(tmp_path, store_url) as made:
        made.stage(
            customer(),
            invoice("I1"),
            invoice("I2"),
            invoice("I3"),
            payment("P1", on=TODAY, amount="50.00", applied={"I1": "20.00", "I2": "25.00", "I3": "5.00"}),
            payment("P2", on=TODAY - timedelta(days=1), amount="7.00", applied={"I1": "7.00"}),
            payment("P3", on=TODAY, amount="8.00", applied={"I1": "8.00"}, status="void"),
            payment("P4", on=TODAY, amount="9.00", applied={"I3": "9.00"}),
        )
        with made.office.store.read() as connection:
            found = payments_on(connection, made.ledger.id, ["I1", "I2"], TODAY)
            nothing = payments_on(connection, made.ledger.id, [], TODAY)
        assert [(one.id, one.amount, one.unapplied) for one in found] == [("P1", Decimal(50), Decimal(0))]
        parts = sorted((part.invoice_id, part.amount) for one in found for part in one.allocations)
        assert parts == [("I1", Decimal(20)), ("I2", Decimal(25))]
        assert nothing == ()


def test_the_next_letter_says_thanks_for_a_part_payment(tmp_path: Path) -> None:
    with desk(tmp_path) as made:
        made.stage(customer(), invoice(owes="120.00", overdue=12)).decide()
        assert made.send() == 1
        made.stage(
            invoice(edit=2, owes="120.00", overdue=12, balance=Decimal(70)),
            payment("P9", on=PAID_ON, amount="50.00", applied={"I1": "50.00"}, of="C1"),
            payment("P10", on=TODAY + timedelta(days=30), of="STRANGER", amount="1.00"),
        )
        made.at(LATER).decide()
        [effect] = made.effects()
        with made.office.store.read() as connection:
            account = account_of(connection, effect)
            asked = asked_since(account)
            assert asked is not None
            received = since_last_notice(account, payments_on(connection, made.ledger.id, *asked))
        assert received == (Received(PAID_ON, Decimal(50)),)
        [act] = made.ready()
        sender = made.office.config.ledger(NAME).sender
        letter = render(act, account, sender, templates(), LATER, particulars=Particulars(received=received))
        told = f"£50.00 on {PAID_ON.day} {date(2000, PAID_ON.month, 1):%B} {PAID_ON.year}"
        assert told in letter.text
        assert "Please pay £70.00" in letter.text

"""Money for several invoices, too much of it, in another currency; batches; what a person removed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from connectors.sandbox.faults import Fault
from dunning.effects import RecordPayment
from dunning.ledger import of_minor
from sync import commands
from sync.commands import ActError, Received
from sync.doctor import examine
from sync.office import open_office
from sync.store import figures, money, outbox
from sync.tables import effects
from tests.sync.books import customer, invoice
from tests.sync.desk import Desk, desk
from tests.world import BOTH, QUICKBOOKS, XERO, World

RIGHT = "accounting.banktransactions"


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """One customer with two invoices of GBP 120 each, one in dollars; and a stranger's."""
    with desk(tmp_path, store_url) as made:
        made.stage(customer("C1"), invoice("I1"), invoice("I2"), invoice("I3", currency="USD"))
        yield made.stage(customer("C2"), invoice("I4", customer_id="C2"))


def came(bench: Desk, amount: str, *numbers: str, **more: Any) -> tuple[RecordPayment, ...]:
    money_in = Received(numbers=numbers, amount=Decimal(amount), **more)
    return commands.receive(bench.office, bench.ledger, money_in)


def shares(write: RecordPayment) -> list[tuple[str, str]]:
    return [(part.invoice_id, str(part.amount)) for part in write.allocations]


def test_invoices_are_filled_up_in_the_order_they_are_named(bench: Desk) -> None:
    (write,) = came(bench, "150", "N-I2", "N-I1")
    assert shares(write) == [("I2", "120.00"), ("I1", "30.00")]
    assert str(write.amount) == "150.00"
    with pytest.raises(ActError, match=r"invoice N-I2 owes GBP 0\.00"):
        came(bench, "1", "N-I2")
    (rest,) = came(bench, "90", "N-I1")
    assert shares(rest) == [("I1", "90.00")]


def test_what_is_above_the_invoices_is_left_only_when_that_is_meant(bench: Desk) -> None:
    with pytest.raises(ActError, match=r"add --excess to leave the GBP 10.00 above it with the customer"):
        came(bench, "250", "N-I1", "N-I2")
    (write,) = came(bench, "250", "N-I1", "N-I2", excess=True)
    assert (str(write.amount), sum(part.amount for part in write.allocations)) == ("250.00", Decimal(240))
    with bench.office.store.read() as connection:
        assert money.in_flight(connection, bench.ledger.id, {"C1": "C1"}) == {("C1", "GBP"): Decimal(250)}


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (("N-I1", "N-I4"), "of one customer and in one currency"),
        (("N-I1", "N-I3"), "of one customer and in one currency"),
        (("N-I1", "N-I1"), "named twice"),
        (("N-I1", "N-I2", "N-I3"), "of one customer and in one currency"),
    ],
)
def test_invoices_that_one_payment_cannot_pay_are_refused(
    bench: Desk, numbers: tuple[str, ...], told: str
) -> None:
    with pytest.raises(ActError, match=told):
        came(bench, "200", *numbers)
    with pytest.raises(ActError, match="nothing of the money is left for it"):
        came(bench, "120", "N-I1", "N-I2")


def test_the_same_money_is_recorded_once_for_each_invoice(bench: Desk) -> None:
    came(bench, "150", "N-I1", "N-I2", reference="BANK-7")
    for number in ("N-I1", "N-I2"):
        with pytest.raises(ActError, match=f"BANK-7 is already recorded for invoice {number}"):
            came(bench, "1", number, reference="BANK-7")


def test_a_rate_is_for_foreign_money_alone(bench: Desk) -> None:
    (write,) = came(bench, "10", "N-I3", rate=Decimal("0.79"))
    assert write.rate == Decimal("0.79")
    with pytest.raises(ActError, match="GBP is the home currency"):
        came(bench, "10", "N-I1", rate=Decimal("0.79"))
    with pytest.raises(ActError, match="is not a rate"):
        came(bench, "10", "N-I3", rate=Decimal(0))


def test_money_goes_to_the_account_of_its_currency(bench: Desk) -> None:
    path = bench.folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    accounts = 'deposit_to = "35"\n[ledgers.summit.deposit_accounts]\nUSD = "41"\n[ledgers.summit.sender]'
    path.write_text(text.replace("[ledgers.summit.sender]", accounts), encoding="utf-8")
    bench.at(bench.office.clock.now())
    assert [came(bench, "1", number)[0].deposit_to for number in ("N-I1", "N-I3")] == ["35", "41"]
    assert came(bench, "1", "N-I3", deposit_to="7")[0].deposit_to == "7"


# --- the whole way, on both ledgers ------------------------------------------------------------------


def pulled(made: World, name: str) -> World:
    made.link(name)
    made.run(name)
    return made


def source(made: World, name: str) -> Any:
    return made.sandbox.xero if name == XERO else made.sandbox.quickbooks


def two_of_one(made: World, name: str) -> list[Any]:
    """Two open invoices of one customer, in the home currency."""
    ledger = made.office.linked(name)
    with made.office.store.read() as connection:
        rows = figures.open_invoices(connection, ledger.id)
    by_owner: dict[str, list[Any]] = {}
    for row in rows:
        if row.currency == ledger.home_currency and row.number:
            by_owner.setdefault(row.customer_id, []).append(row)
    return next(found[:2] for found in by_owner.values() if len(found) > 1)


def states(made: World, name: str) -> list[tuple[str, str, str | None]]:
    with made.office.store.read() as connection:
        query = sa.select(effects).where(
            effects.c.ledger_id == made.office.linked(name).id, effects.c.kind == "payment"
        )
        return [(row.state, row.key, row.reason) for row in connection.execute(query.order_by(effects.c.id))]


@pytest.mark.parametrize("name", BOTH)
def test_one_sum_for_two_invoices_and_too_much_stands_in_the_books_to_the_cent(
    small_world: World, name: str
) -> None:
    made = pulled(small_world, name)
    one, two = two_of_one(made, name)
    owed = of_minor(one.balance + two.balance, one.currency)
    writes = commands.receive(
        made.office,
        made.office.linked(name),
        Received(numbers=(one.number, two.number), amount=owed + 7, excess=True, reference="BANK-9"),
    )
    assert [len(write.allocations) for write in writes] == ([2] if name == QUICKBOOKS else [1, 1, 0])
    assert sum(write.amount for write in writes) == owed + 7
    done = made.run(name).delivered
    books = source(made, name)
    assert books.balance_of(one.number) == books.balance_of(two.number) == 0
    if name == QUICKBOOKS:
        assert (done.payments, done.refused) == (1, 0)
        (row,) = [
            row for row in books.company.rows["Payment"].values() if row.get("PaymentRefNum") == writes[0].key
        ]
        assert row["UnappliedAmt"] == 7
        return
    assert (done.payments, done.refused) == (2, 1)  # no right to bank transactions: a person is told
    state, key, reason = states(made, name)[-1]
    assert (state, key) == ("refused", writes[2].key)
    assert "7.00 that no invoice takes is to be booked by hand in Xero" in (reason or "")
    commands.void_payment(made.office, made.office.linked(name), key)  # "it is booked"
    assert made.run(name).delivered.refused == 0


def test_with_the_right_the_excess_is_booked_and_seen_by_the_pull(small_world: World) -> None:
    made = small_world
    text = made.config.read_text(encoding="utf-8")
    made.config.write_text(
        text.replace(f"[ledgers.{XERO}]\n", f'[ledgers.{XERO}]\nmore_scopes = ["{RIGHT}"]\n'),
        encoding="utf-8",
    )
    now = made.office.clock
    made.office.close()
    made.office = open_office(made.config, now)
    pulled(made, XERO)
    one, _ = two_of_one(made, XERO)
    owed = of_minor(one.balance, one.currency)
    ledger = made.office.linked(XERO)
    bank = made.sandbox.xero.books.default_account().id
    writes = commands.receive(
        made.office,
        ledger,
        Received(numbers=(one.number,), amount=owed + 5, excess=True, deposit_to=bank),
    )
    first = made.run(XERO)
    assert states(made, XERO)[1][2] is None
    assert (first.delivered.payments, first.confirmed) == (2, 2)
    given = made.sandbox.xero.books.credits
    with made.office.store.read() as connection:
        rest = outbox.by_key(connection, ledger.id, writes[1].key)
        paid = outbox.by_key(connection, ledger.id, writes[0].key)
    assert rest is not None
    assert paid is not None
    assert (rest.cause_id, given[rest.provider_id or ""].remaining) == (paid.id, Decimal(5))
    with pytest.raises(ActError, match="void it in the ledger itself"):
        commands.void_payment(made.office, ledger, writes[1].key)


@pytest.mark.parametrize("name", BOTH)
def test_many_payments_go_in_few_calls_and_a_bad_one_spoils_none(small_world: World, name: str) -> None:
    made = pulled(small_world, name)
    ledger = made.office.linked(name)
    one, two = two_of_one(made, name)
    for _ in range(34):
        commands.pay(made.office, ledger, one.number, Decimal("0.01"), paid_on=None, reference=None)
    commands.pay(
        made.office, ledger, two.number, of_minor(two.balance, two.currency), paid_on=None, reference="X"
    )
    source(made, name).pay(two.number, Decimal("0.01"))  # meanwhile, at the source
    source(made, name).calls.clear()
    done = made.run(name).delivered
    assert (done.payments, done.refused) == (34, 1)
    ends = "/Payments" if name == XERO else "/batch"
    posted = [call for call in source(made, name).calls if call.method != "GET" and call.path.endswith(ends)]
    assert len(posted) == (1 if name == XERO else 2)


@pytest.mark.parametrize("name", BOTH)
def test_a_lost_batch_is_looked_up_in_one_call_and_nothing_stands_twice(
    small_world: World, name: str
) -> None:
    made = pulled(small_world, name)
    ledger = made.office.linked(name)
    one, _ = two_of_one(made, name)
    before = source(made, name).balance_of(one.number)
    for _ in range(12):
        commands.pay(made.office, ledger, one.number, Decimal("0.01"), paid_on=None, reference=None)
    writes = "PUT .*Payments" if name == XERO else "POST .*/batch"
    source(made, name).faults.add(Fault(match=writes, action="lost"))
    assert made.run(name).delivered.uncertain == 12
    source(made, name).calls.clear()
    again = made.run(name)
    assert (again.settled.found, again.delivered.payments) == (12, 0)
    asked = "Date%3E%3D" if name == XERO else "PaymentRefNum"
    looked = [call for call in source(made, name).calls if asked in f"{call.query} {call.body.decode()}"]
    assert len(looked) == 1
    assert source(made, name).balance_of(one.number) == before - Decimal("0.12")


@pytest.mark.parametrize("name", BOTH)
def test_a_batch_refused_as_a_whole_is_written_one_by_one(small_world: World, name: str) -> None:
    made = pulled(small_world, name)
    ledger = made.office.linked(name)
    one, _ = two_of_one(made, name)
    before = source(made, name).balance_of(one.number)
    for _ in range(3):
        commands.pay(made.office, ledger, one.number, Decimal("0.01"), paid_on=None, reference=None)
    writes = "PUT .*Payments" if name == XERO else "POST .*/batch"
    source(made, name).faults.add(Fault(match=writes, action="status", status=400, body="{}"))
    assert made.run(name).delivered.payments == 3
    assert source(made, name).balance_of(one.number) == before - Decimal("0.03")


@pytest.mark.parametrize("name", BOTH)
def test_what_a_person_removed_while_it_was_uncertain_is_not_written_again(
    small_world: World, name: str
) -> None:
    made = pulled(small_world, name)
    ledger = made.office.linked(name)
    one, _ = two_of_one(made, name)
    before = source(made, name).balance_of(one.number)
    write = commands.pay(made.office, ledger, one.number, Decimal(5), paid_on=None, reference="BANK-1")
    writes = "PUT .*Payments" if name == XERO else "POST .*/payment"
    source(made, name).faults.add(Fault(match=writes, action="lost"))
    assert made.run(name).delivered.uncertain == 1
    ours = [one[2] for one in source(made, name).payments_on(one.number) if one[1] == write.key]
    if name == XERO:
        books = made.sandbox.xero.books
        ours = [paid.id for paid in books.payments.values() if paid.reference == write.key]
    source(made, name).delete_payment(ours[0])
    settled = made.run(name).settled
    assert settled.removed == [write.key]
    assert source(made, name).balance_of(one.number) == before
    removed = "removed in the ledger by a person; if the money is to stand there, record it again"
    ((state, key, reason),) = states(made, name)
    assert key == write.key
    if name == XERO:
        assert (state, reason) == ("done", removed)
    else:  # its change feed tells of a deletion by an id alone, which nobody here ever heard
        assert state == "refused"
        assert "a payment was deleted since" in (reason or "")
    again = commands.pay(made.office, ledger, one.number, Decimal(5), paid_on=None, reference="BANK-1")
    assert again.key != write.key
    assert made.run(name).confirmed == 1


def test_another_payment_that_someone_deleted_chases_nobody_whose_payment_is_in_doubt(
    small_world: World,
) -> None:
    """A mistyped cent was removed, not the full payment, which was never written."""
    made = small_world
    made.ready_to_send(QUICKBOOKS)
    ledger = made.office.linked(QUICKBOOKS)
    one, _ = two_of_one(made, QUICKBOOKS)
    owed = source(made, QUICKBOOKS).balance_of(one.number)
    full = commands.pay(made.office, ledger, one.number, owed, paid_on=None, reference="A")
    api = source(made, QUICKBOOKS)
    api.faults.add(Fault(match="POST .*/payment", action="status", status=503))
    mistyped = api.pay(one.number, Decimal("0.01"))
    api.delete_payment(mistyped)
    made.run(QUICKBOOKS)
    made.run(QUICKBOOKS)
    ((state, key, _),) = states(made, QUICKBOOKS)
    assert (state, key) == ("refused", full.key)
    with made.office.store.read() as connection:
        sent = [
            *outbox.work(connection, ledger.id, ("message",), "ready"),
            *outbox.work(connection, ledger.id, ("message",), "done"),
        ]
    assert one.customer_id not in {each.customer_id for each in sent}


def test_a_note_in_the_memo_comes_back_as_news_and_starts_nothing_anew(small_world: World) -> None:
    made = small_world
    text = made.config.read_text(encoding="utf-8")
    places = f'[ledgers.{QUICKBOOKS}]\nnote_in = ["attachment", "memo"]\n'
    made.config.write_text(text.replace(f"[ledgers.{QUICKBOOKS}]\n", places), encoding="utf-8")
    made.at(made.office.clock.now())
    made.ready_to_send(QUICKBOOKS)
    first = made.run(QUICKBOOKS).delivered
    assert first.messages > 0
    assert first.notes > 0
    memos = [row.get("PrivateNote", "") for row in made.sandbox.quickbooks.company.rows["Invoice"].values()]
    assert sum("[Duesync] " in memo for memo in memos) == first.notes
    second = made.run(QUICKBOOKS).delivered
    assert (second.messages, second.notes, second.dropped, second.refused) == (0, 0, 0, 0)


# --- doctor -----------------------------------------------------------------------------------------


def test_doctor_looks_at_each_account_that_payments_may_go_to(small_world: World) -> None:
    made = pulled(small_world, QUICKBOOKS)
    accounts = made.sandbox.quickbooks.company.rows["Account"]
    banks = [row["Id"] for row in accounts.values() if row["AccountType"] == "Bank"]
    accounts[banks[0]]["CurrencyRef"] = {"value": "EUR", "name": "Euro"}
    text = made.config.read_text(encoding="utf-8")
    chosen = (
        f'[ledgers.{QUICKBOOKS}.deposit_accounts]\nEUR = "{banks[0]}"\nCAD = "{banks[0]}"\nJPY = "no-such"\n'
    )
    made.config.write_text(f"{text}\n{chosen}", encoding="utf-8")
    made.at(made.office.clock.now())
    told = {
        one.about.removeprefix(f"{QUICKBOOKS} "): (one.level, one.text)
        for one in examine(made.office)
        if "deposit" in one.about and one.about.startswith(QUICKBOOKS)
    }
    assert told["deposit_accounts.EUR"][0] == "ok"
    assert told["deposit_accounts.CAD"][0] == "fail"
    assert "kept in EUR, and can take no payment in CAD" in told["deposit_accounts.CAD"][1]
    assert told["deposit_accounts.JPY"][0] == "fail"


def test_payments_recorded_before_there_were_rates_are_still_read() -> None:
    old = (
        b'{"type":"payment","key":"K","customer_id":"C","paid_on":"2026-11-18","currency":"GBP",'
        b'"amount":"5.00","allocations":[],"memo":"","deposit_to":null}'
    )
    assert msgspec.json.decode(old, type=RecordPayment).rate is None

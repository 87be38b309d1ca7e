"""Stripe's fee in the books: once, where the settings say so, whatever comes in between."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from connectors.sandbox.faults import Fault
from sync import doctor_paying
from sync.commands import online
from sync.tables import effects
from tests.crash.killed import at_moment
from tests.paying import Debt, Paying, paying_world
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO

RIGHT = 'more_scopes = ["accounting.banktransactions"]\n'
NEXT = WORKING_DAY + timedelta(days=1)


@contextmanager
def booking(folder: Path, name: str, *, right: bool = True) -> Iterator[Paying]:
    """Fees are booked, in Xero by the right to bank transactions, unless that is not asked for."""
    with paying_world(folder, name, webhooks=False, rights=RIGHT if right else "") as desk:
        accounts = {"Bank Charges": "404"}
        if name == QUICKBOOKS:
            rows = desk.world.sandbox.quickbooks.company.rows["Account"].values()
            accounts = {row["Name"]: str(row["Id"]) for row in rows}
        setting = f'fee_account = "{accounts["Bank Charges"]}"\nprefer = "stripe"'
        text = desk.world.config.read_text(encoding="utf-8")
        desk.world.config.write_text(text.replace('prefer = "stripe"', setting), encoding="utf-8")
        yield desk.at(WORKING_DAY)


def fees(desk: Paying) -> list[tuple[Decimal, str | None, str | None]]:
    """Amount, account it came from, account of costs: as the pretend ledger has them."""
    sandbox = desk.world.sandbox
    return [*(sandbox.xero if desk.name == XERO else sandbox.quickbooks).spent_under()]


def debt_of(desk: Paying) -> Debt:
    """One in the currency that the books are kept in."""
    return desk.debts(desk.world.office.linked(desk.name).home_currency)[0]


def times_paid(desk: Paying, debt: Debt) -> int:
    """How often what was owed stands on it; it may have been paid in part before."""
    return [amount for amount, _, _ in desk.in_the_books(debt.number)].count(debt.balance)


def written(desk: Paying) -> set[tuple[str, str]]:
    """Kind and state of what was to be written for what was paid."""
    query = sa.select(effects.c.kind, effects.c.state).where(effects.c.kind.in_(("payment", "fee")))
    with desk.world.office.store.read() as connection:
        return {(kind, state) for kind, state in connection.execute(query)}


def kept(desk: Paying) -> Decimal:
    """What Stripe kept of all that was paid."""
    return Decimal(sum(one.fee or 0 for one in desk.all())).scaleb(-2)


@pytest.mark.parametrize("name", BOTH)
def test_payment_and_fee_stand_in_the_books_once_each(tmp_path: Path, name: str) -> None:
    with booking(tmp_path, name) as desk:
        debt = debt_of(desk)
        desk.stripe.pay(desk.begin(debt))
        done = desk.world.run(name).delivered
        assert (done.payments, done.fees, done.refused) == (1, 1, 0)
        [(amount, paid_from, cost)] = fees(desk)
        settings = desk.world.office.config.ledger(name).stripe
        assert settings is not None
        assert (amount, paid_from, cost) == (kept(desk), settings.clearing, settings.fees_to)
        assert amount > 0
        assert (times_paid(desk, debt), desk.owed(debt.number)) == (1, Decimal(0))
        assert desk.at(NEXT).world.run(name).delivered.fees == 0
        assert len(fees(desk)) == 1
        assert desk.troubles() == []


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("moment", ["write sent", "write answered"])
def test_a_pass_killed_at_each_write_in_turn_books_each_once(tmp_path: Path, name: str, moment: str) -> None:
    """First at the payment, then, as that is found, at the fee."""
    with booking(tmp_path, name) as desk:
        debt = debt_of(desk)
        desk.stripe.pay(desk.begin(debt))
        ends: list[int | str] = []
        while ends[-2:] != [0, 0] and len(ends) < 4:  # what comes after both is other business
            code, said = at_moment(moment, desk.world.config, "--now", WORKING_DAY.isoformat(), "run", name)
            ends.append(code)
            assert code in (0, -signal.SIGKILL), said
        assert ends.count(-signal.SIGKILL) >= (2 if moment == "write answered" else 1)
        desk.world.run(name)
        desk.world.run(name)
        assert [amount for amount, _, _ in fees(desk)] == [kept(desk)]
        assert (times_paid(desk, debt), desk.owed(debt.number)) == (1, Decimal(0))
        # and found, not tried again: the books would refuse a second payment of what is paid
        assert written(desk) == {("payment", "done"), ("fee", "done")}


@pytest.mark.parametrize("name", BOTH)
def test_a_fee_whose_answer_was_lost_is_looked_up(tmp_path: Path, name: str) -> None:
    with booking(tmp_path, name) as desk:
        source = desk.world.sandbox.xero if name == XERO else desk.world.sandbox.quickbooks
        desk.stripe.pay(desk.begin(debt_of(desk)))
        source.faults.add(Fault(match="(PUT|POST) .*(BankTransactions|purchase)", action="lost"))
        assert desk.world.run(name).delivered.uncertain == 1
        assert len(fees(desk)) == 1
        assert desk.world.run(name).settled.found == 1
        assert desk.world.run(name).delivered.fees == 0
        assert len(fees(desk)) == 1


def test_a_fee_stays_where_the_money_goes_back(tmp_path: Path) -> None:
    with booking(tmp_path, QUICKBOOKS) as desk:
        payment = desk.stripe.pay(desk.begin(debt_of(desk)))
        desk.world.run(QUICKBOOKS)
        desk.stripe.refund(payment)
        assert desk.world.run(QUICKBOOKS).delivered.voids == 1
        desk.world.run(QUICKBOOKS)
        assert [amount for amount, _, _ in fees(desk)] == [kept(desk)]


def test_what_was_paid_before_it_was_set_is_not_booked_by_it(tmp_path: Path) -> None:
    with paying_world(tmp_path, QUICKBOOKS, webhooks=False) as desk:
        desk.stripe.pay(desk.begin(debt_of(desk)))
        desk.world.run(QUICKBOOKS)
        text = desk.world.config.read_text(encoding="utf-8")
        setting = 'fee_account = "1"\nprefer = "stripe"'
        desk.world.config.write_text(text.replace('prefer = "stripe"', setting), encoding="utf-8")
        assert desk.at(NEXT).world.run(QUICKBOOKS).delivered.fees == 0
        assert fees(desk) == []


def test_a_fee_that_the_ledger_refuses_is_a_persons_task(tmp_path: Path) -> None:
    with booking(tmp_path, XERO, right=False) as desk:
        office, ledger = desk.world.office, desk.world.office.linked(XERO)
        desk.stripe.pay(desk.begin(debt_of(desk)))
        done = desk.world.run(XERO).delivered
        assert (done.payments, done.fees, done.refused) == (1, 0, 1)
        [trouble] = desk.troubles()
        assert "was not booked" in trouble
        assert "accounting.banktransactions" in trouble
        assert desk.world.run(XERO).delivered.refused == 0, "it is not tried again"
        online.see_to_online(office, ledger, desk.all()[0].key)
        assert desk.troubles() == []
        desk.world.run(XERO)
        assert desk.troubles() == []
        [found] = [one for one in doctor_paying.examined(office) if one.about.endswith("fee_account")]
        assert (found.level, "no right to bank transactions" in found.text) == ("fail", True)


@pytest.mark.parametrize("name", BOTH)
def test_doctor_says_whether_fees_can_be_booked(tmp_path: Path, name: str) -> None:
    with booking(tmp_path, name) as desk:
        found = {one.about: one for one in doctor_paying.examined(desk.world.office)}
        assert found[f"{name} stripe.fee_account"].level == "ok"
        text = desk.world.config.read_text(encoding="utf-8")
        clearing = desk.world.office.config.ledger(name).stripe
        assert clearing is not None
        wrong = f'fee_account = "{clearing.clearing}"'
        text = text.replace(f'fee_account = "{clearing.fees_to}"', wrong)
        desk.world.config.write_text(text, encoding="utf-8")
        found = {one.about: one for one in doctor_paying.examined(desk.at(WORKING_DAY).world.office)}
        told = found[f"{name} stripe.fee_account"]
        assert (told.level, "there are: " in told.text) == ("fail", True)


@pytest.mark.parametrize("name", BOTH)
def test_a_fee_in_another_currency_than_the_account_is_a_persons_task(tmp_path: Path, name: str) -> None:
    with booking(tmp_path, name) as desk:
        foreign = desk.debts("EUR")[0]
        desk.stripe.pay(desk.begin(foreign))
        done = desk.world.run(name).delivered
        assert (done.payments, done.fees, done.refused) == (1, 0, 1)
        [trouble] = desk.troubles()
        assert "EUR" in trouble
        assert "was not booked" in trouble
        assert fees(desk) == []


def test_no_fee_is_booked_unless_that_is_set(tmp_path: Path) -> None:
    with paying_world(tmp_path, QUICKBOOKS, webhooks=False) as desk:
        desk.stripe.pay(desk.begin(debt_of(desk)))
        desk.world.run(QUICKBOOKS)
        assert fees(desk) == []
        with desk.world.office.store.read() as connection:
            query = sa.select(sa.func.count()).select_from(effects).where(effects.c.kind == "fee")
            assert connection.scalar(query) == 0

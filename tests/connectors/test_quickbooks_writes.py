"""Notes and payments reach QuickBooks once, can be found again, and touch nothing else."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from connectors.batches import MaybeRemoved
from connectors.errors import Changed, ConnectorError, Refused, SignInAgain, TryLater, Uncertain
from connectors.quickbooks import bodies
from connectors.quickbooks.query import quoted
from connectors.quickbooks.transport import json_body
from connectors.sandbox.faults import Fault
from connectors.sandbox.server import Call
from dunning.effects import Receipt, RecordFee, RecordPayment, VoidPayment, WriteNote, key_of
from dunning.ledger import Allocation
from tests.connectors.quickbooks_linked import Linked, linked
from tests.connectors.test_sandbox_quickbooks_desk import small_book

KEY, OTHER_KEY = key_of("one"), key_of("two")


@pytest.fixture
def on() -> Iterator[Linked]:
    with linked(small_book()) as link:
        yield link


def note(on: Linked, sequence: int = 1, previous: Receipt | None = None, key: str = KEY) -> WriteNote:
    return WriteNote(
        key=key,
        invoice_id=on.api.invoice_id("1002"),
        text=f"Reminder {sequence} sent to Amy & Søn [{key}]",
        sequence=sequence,
        previous=previous,
    )


def money(on: Linked, amount: str = "20.10", number: str = "1002", **other: Any) -> RecordPayment:
    invoice = on.api.company.rows["Invoice"][on.api.invoice_id(number)]
    return RecordPayment(
        **{
            "key": KEY,
            "customer_id": invoice["CustomerRef"]["value"],
            "paid_on": date(2026, 11, 17),
            "currency": invoice["CurrencyRef"]["value"],
            "amount": Decimal(amount),
            "allocations": (Allocation(invoice_id=invoice["Id"], amount=Decimal(amount)),),
            "memo": "Bank transfer “Øre” of 17 November",
            "deposit_to": None,
            **other,
        }
    )


def posts(on: Linked, entity: str) -> list[Call]:
    return [call for call in on.api.calls if call.method == "POST" and call.path.endswith(f"/{entity}")]


# --- notes -----------------------------------------------------------------------------------------


def test_a_first_note_stands_on_its_invoice_with_the_key_once(on: Linked) -> None:
    receipt = on.ledger.perform(note(on))
    (text,) = on.api.notes_on("1002")
    assert text == f"Reminder 1 sent to Amy & Søn\nDuesync #1 [{KEY}]"
    assert on.api.company.rows["Attachable"][receipt.provider_id]["SyncToken"] == receipt.version
    assert on.purse.metered == 0


def test_the_next_note_takes_the_place_of_the_last_one(on: Linked) -> None:
    first = on.ledger.perform(note(on))
    second = on.ledger.perform(note(on, 2, first, OTHER_KEY))
    assert on.api.notes_on("1002") == [f"Reminder 2 sent to Amy & Søn\nDuesync #2 [{OTHER_KEY}]"]
    assert second.provider_id == first.provider_id
    assert second.version != first.version


def test_an_update_carries_nothing_but_what_changes(on: Linked) -> None:
    first = on.ledger.perform(note(on))
    on.ledger.perform(note(on, 2, first, OTHER_KEY))
    assert set(json.loads(posts(on, "attachable")[-1].body)) == {"Id", "SyncToken", "sparse", "Note"}
    paid = on.ledger.perform(money(on))
    on.ledger.perform(VoidPayment(key=OTHER_KEY, payment_id=paid.provider_id, version=paid.version))
    last = posts(on, "payment")[-1]
    assert set(json.loads(last.body)) == {"Id", "SyncToken", "sparse"}
    assert "operation=update" in last.query
    assert "include=void" in last.query


def test_a_note_does_not_touch_the_invoice(on: Linked) -> None:
    invoice = on.api.company.rows["Invoice"][on.api.invoice_id("1002")]
    before = dict(invoice)
    on.ledger.perform(note(on))
    assert invoice == before


def test_a_note_that_someone_changed_meanwhile_is_set_all_the_same(on: Linked) -> None:
    first = on.ledger.perform(note(on))
    row = on.api.company.rows["Attachable"][first.provider_id]
    on.api.company.touch(row, on.watch())
    on.ledger.perform(note(on, 2, first, OTHER_KEY))
    assert "Duesync #2" in on.api.notes_on("1002")[0]
    assert on.purse.metered == 1


def test_a_later_note_that_stands_already_means_that_ours_is_done(on: Linked) -> None:
    first = on.ledger.perform(note(on))
    third = on.ledger.perform(note(on, 3, first, OTHER_KEY))
    late = on.ledger.perform(note(on, 2, first, key_of("late")))
    assert (late.provider_id, late.version) == (third.provider_id, third.version)
    assert "Duesync #3" in on.api.notes_on("1002")[0]


def test_a_note_that_someone_deleted_is_written_anew(on: Linked) -> None:
    first = on.ledger.perform(note(on))
    del on.api.company.rows["Attachable"][first.provider_id]
    on.ledger.perform(note(on, 2, first, OTHER_KEY))
    assert "Duesync #2" in on.api.notes_on("1002")[0]


def test_a_note_that_others_keep_changing_is_given_back_to_decide_again(on: Linked) -> None:
    first = on.ledger.perform(note(on))
    stale = '{"Fault":{"Error":[{"Message":"Stale Object Error","code":"5010"}],"type":"ValidationFault"}}'
    on.api.faults.add(Fault(match="POST .*attachable", action="status", status=400, body=stale, times=None))
    with pytest.raises(Changed, match="invoice"):
        on.ledger.perform(note(on, 2, first, OTHER_KEY))


def test_a_note_is_found_by_its_key_or_a_later_sequence(on: Linked) -> None:
    assert on.ledger.find(note(on)) is None
    first = on.ledger.perform(note(on))
    found = on.ledger.find(note(on))
    assert found is not None
    assert found.provider_id == first.provider_id
    assert on.ledger.find(note(on, 2, first, OTHER_KEY)) is None
    on.ledger.perform(note(on, 3, first, OTHER_KEY))
    assert on.ledger.find(note(on, 2, first, key_of("late"))) is not None


def test_somebody_elses_note_is_not_taken_for_ours(on: Linked) -> None:
    strange = bodies.new_note(note(on)) | {"Note": "Please call Amy. Duesync is fine, #7 too"}
    on.ledger._transport.write(
        "note", lambda: on.ledger._transport.create_object("Attachable", json_body(strange)), bytes
    )
    assert on.ledger.find(note(on)) is None


def test_a_note_never_outgrows_its_box(on: Linked) -> None:
    long = WriteNote(key=KEY, invoice_id="1", text="ü" * 5000, sequence=12, previous=None)
    assert len(bodies.note_text(long)) <= 2000
    assert bodies.sequence_of(bodies.note_text(long)) == 12
    on.ledger.perform(note(on))


# --- payments --------------------------------------------------------------------------------------


def test_a_payment_lowers_the_balance_and_bears_its_key(on: Linked) -> None:
    before = on.api.balance_of("1002")
    receipt = on.ledger.perform(money(on))
    assert on.api.balance_of("1002") == before - Decimal("20.10")
    row = on.api.company.rows["Payment"][receipt.provider_id]
    assert (row["PaymentRefNum"], row["PrivateNote"]) == (KEY, "Bank transfer “Øre” of 17 November")
    assert (row["TxnDate"], receipt.version) == ("2026-11-17", row["SyncToken"])
    assert on.purse.metered == 0


def test_amounts_leave_as_numbers_digit_for_digit(on: Linked) -> None:
    on.ledger.perform(money(on, "20.1"))
    assert b'"TotalAmt":20.10,' in posts(on, "payment")[-1].body
    on.ledger.perform(money(on, "5000", "1004", key=key_of("yen")))
    assert b'"TotalAmt":5000,' in posts(on, "payment")[-1].body
    on.ledger.perform(money(on, "1.005", "1005", key=key_of("dinar")))
    assert b'"TotalAmt":1.005,' in posts(on, "payment")[-1].body


def test_more_than_is_owed_stays_unapplied(on: Linked) -> None:
    write = money(on)
    receipt = on.ledger.perform(
        RecordPayment(
            **{**{name: getattr(write, name) for name in write.__struct_fields__}, "amount": Decimal(30)}
        )
    )
    assert on.api.company.rows["Payment"][receipt.provider_id]["UnappliedAmt"] == Decimal("9.90")


def test_money_goes_where_the_write_says_else_where_the_connection_says() -> None:
    with linked(small_book(), deposit_to="2") as on:
        by_default = on.ledger.perform(money(on, "1.00"))
        told = on.ledger.perform(money(on, "2.00", key=OTHER_KEY, deposit_to="1"))
        rows = on.api.company.rows["Payment"]
        assert rows[by_default.provider_id]["DepositToAccountRef"]["value"] == "2"
        assert rows[told.provider_id]["DepositToAccountRef"]["value"] == "1"


def test_an_amount_that_does_not_fit_its_currency_is_refused_before_it_is_sent(on: Linked) -> None:
    with pytest.raises(Refused, match="more decimals"):
        on.ledger.perform(money(on, "10.5", "1004"))
    assert not on.api.calls


def test_the_same_payment_sent_twice_is_made_once(on: Linked) -> None:
    first = on.ledger.perform(money(on))
    again = on.again().perform(money(on))
    assert again.provider_id == first.provider_id
    assert len(on.api.payments_on("1002")) == 2  # the book's own, and ours
    one, two = (call.query for call in posts(on, "payment"))
    assert one == two
    assert "requestid=" in one


@pytest.mark.parametrize(
    ("fault", "was_done"),
    [
        (Fault(match="POST .*payment", action="lost"), True),
        (Fault(match="POST .*payment", action="cut"), False),
        (Fault(match="POST .*payment", action="html", status=503), False),
        (Fault(match="POST .*payment", action="html", status=200), False),
        (Fault(match="POST .*payment", action="status", status=500), False),
        (Fault(match="POST .*payment", action="garbage"), False),
        (Fault(match="POST .*payment", action="empty"), False),
    ],
)
def test_a_payment_without_an_answer_is_uncertain_sent_once_and_looked_up(
    on: Linked, fault: Fault, was_done: bool
) -> None:
    on.api.faults.add(fault)
    with pytest.raises(Uncertain) as caught:
        on.ledger.perform(money(on))
    assert KEY in caught.value.about
    assert len(posts(on, "payment")) == 1
    found = on.ledger.find(money(on))
    assert (found is not None) == was_done
    if found is not None:
        assert on.api.company.rows["Payment"][found.provider_id]["PaymentRefNum"] == KEY


def test_a_payment_that_takes_too_long_is_uncertain_and_found_once_it_is_through() -> None:
    with linked(small_book(), read_timeout=1.0) as on:
        on.api.faults.add(Fault(match="POST .*payment", action="slow", seconds=1.5))
        with pytest.raises(Uncertain, match="no answer in time"):
            on.ledger.perform(money(on))
        until = time.monotonic() + 20
        while not posts(on, "payment") and time.monotonic() < until:
            time.sleep(0.05)
        assert on.ledger.find(money(on)) is not None
        assert len(posts(on, "payment")) == 1


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault(match="POST .*payment", action="status", status=429), TryLater),
        (Fault(match="POST .*payment", action="status", status=403), SignInAgain),
        (Fault(match="POST .*payment", action="html", status=404), Refused),
    ],
)
def test_a_payment_that_was_turned_away_at_the_door_was_not_made(
    on: Linked, fault: Fault, kind: type[ConnectorError]
) -> None:
    on.api.faults.add(fault)
    with pytest.raises(kind):
        on.ledger.perform(money(on))
    assert on.ledger.find(money(on)) is None


def test_a_write_whose_token_ended_is_renewed_and_made_once(on: Linked) -> None:
    on.api.expire_access()
    on.ledger.perform(money(on))
    assert on.drawer.renewed == 1
    assert len(on.api.payments_on("1002")) == 2


def test_a_payment_into_closed_books_is_refused_with_intuits_code(on: Linked) -> None:
    on.api.close_books(date(2026, 11, 30))
    with pytest.raises(Refused, match="6210") as caught:
        on.ledger.perform(money(on))
    assert caught.value.code == "6210"
    assert caught.value.request_id
    assert KEY in caught.value.about


def test_an_unknown_customer_is_refused(on: Linked) -> None:
    with pytest.raises(Refused):
        on.ledger.perform(money(on, customer_id="99999"))


# --- voids -----------------------------------------------------------------------------------------


def test_a_void_payment_gives_the_balance_back_and_is_found(on: Linked) -> None:
    before = on.api.balance_of("1002")
    paid = on.ledger.perform(money(on))
    void = VoidPayment(key=OTHER_KEY, payment_id=paid.provider_id, version=paid.version)
    assert on.ledger.find(void) is None
    receipt = on.ledger.perform(void)
    assert receipt.provider_id == paid.provider_id
    assert on.api.balance_of("1002") == before
    found = on.ledger.find(void)
    assert found is not None
    assert found.version == receipt.version


@pytest.mark.parametrize("version", [None, "0"])
def test_a_payment_whose_version_is_unknown_or_old_is_voided_all_the_same(
    on: Linked, version: str | None
) -> None:
    paid = on.ledger.perform(money(on))
    on.api.company.touch(on.api.company.rows["Payment"][paid.provider_id], on.watch())
    on.ledger.perform(VoidPayment(key=OTHER_KEY, payment_id=paid.provider_id, version=version))
    assert on.api.company.rows["Payment"][paid.provider_id]["TotalAmt"] == 0


def test_a_payment_that_is_void_already_is_not_voided_again(on: Linked) -> None:
    paid = on.ledger.perform(money(on))
    on.api.void_payment(paid.provider_id)
    on.api.calls.clear()
    on.ledger.perform(VoidPayment(key=OTHER_KEY, payment_id=paid.provider_id, version=None))
    assert not posts(on, "payment")


def test_a_payment_that_is_not_there_cannot_be_voided(on: Linked) -> None:
    with pytest.raises(Refused, match="payment 99999"):
        on.ledger.perform(VoidPayment(key=OTHER_KEY, payment_id="99999", version=None))
    assert on.ledger.find(VoidPayment(key=OTHER_KEY, payment_id="99999", version=None)) is None


# --- pure ------------------------------------------------------------------------------------------


def test_the_guard_against_doing_a_thing_twice_depends_on_every_part() -> None:
    seen = {bodies.request_id(*parts) for parts in (("a", "b"), ("b", "a"), ("a",), ("ab",), ("a", "b", "c"))}
    assert len(seen) == 5
    assert all(len(one) == 36 for one in seen)
    assert bodies.request_id("a", "b") == bodies.request_id("a", "b")


@pytest.mark.parametrize(
    ("value", "literal"), [("O'Brien", r"'O\'Brien'"), ("O'Brien\\", r"'O\'Brien\\'"), ("", "''")]
)
def test_quotes_and_backslashes_cannot_break_out_of_a_statement(value: str, literal: str) -> None:
    assert quoted(value) == literal


def fee(on: Linked, **changed: Any) -> RecordFee:
    ids = {row["Name"]: str(row["Id"]) for row in on.api.company.rows["Account"].values()}
    made = RecordFee(
        key=KEY,
        payee="Stripe",
        paid_on=date(2026, 11, 17),
        currency=on.api.company.home_currency,
        amount=Decimal("0.41"),
        paid_from=ids["Checking"],
        account=ids["Bank Charges"],
        memo="Stripe's fee of 14.34 paid online, pi_1",
    )
    return replace(made, **changed)


def test_a_fee_is_an_expense_that_bears_its_key_as_number(on: Linked) -> None:
    receipt = on.ledger.perform(fee(on))
    [row] = [each for each in on.api.company.rows["Purchase"].values() if each["PaymentType"] == "Cash"]
    assert (row["Id"], row["DocNumber"], row["TotalAmt"]) == (receipt.provider_id, KEY, Decimal("0.41"))
    assert row["TxnDate"] == "2026-11-17"
    assert on.ledger.find(fee(on)) == receipt


def test_a_fee_that_may_have_been_deleted_is_a_persons_to_say(on: Linked) -> None:
    before = on.watch() - timedelta(minutes=1)
    on.ledger.perform(fee(on))
    on.api.delete_spent(KEY)
    [found] = on.ledger.find_all([fee(on)], before)
    assert isinstance(found, MaybeRemoved)
    [never] = on.ledger.find_all([fee(on)], before + timedelta(hours=2))
    assert never is None


@pytest.mark.parametrize("amount", ["0", "-1", "0.411"])
def test_a_fee_of_no_amount_is_not_sent(on: Linked, amount: str) -> None:
    with pytest.raises(Refused):
        on.ledger.perform(fee(on, amount=Decimal(amount)))

"""Many payments in one call to Xero: counted, told apart, found together; rates and overpayments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import unquote_plus

import pytest
from msgspec.structs import replace

from connectors.batches import Apart
from connectors.errors import Refused, SignInAgain, TryLater, Uncertain
from connectors.http import Answer
from connectors.sandbox.faults import Fault
from connectors.xero import payments
from connectors.xero.client import XeroLedger
from connectors.xero.sign_in import XeroSignIn
from connectors.xero.wire import PaymentRow, ValidationError
from dunning.effects import LedgerWrite, Receipt, RecordFee, RecordPayment, VoidPayment, key_of
from dunning.ledger import CreditNote
from tests.connectors.xero_contract import CONTRACT, XeroContract
from tests.connectors.xero_desk import TODAY, Desk, a_book, callback_of, desk_of, invoice

LONG_AGO = datetime(2026, 11, 17, tzinfo=UTC)
_GONE = '{"Detail": "AuthenticationUnsuccessful"}'
RIGHT = "accounting.banktransactions"


@pytest.fixture
def desk() -> Iterator[Desk]:
    yield from desk_of(a_book(*(invoice(number, "75.25") for number in range(100, 160))))


def many(desk: Desk, count: int) -> list[RecordPayment]:
    return [desk.pay(f"INV-{100 + nth:04}", "1.10", key=key_of("many", str(nth))) for nth in range(count)]


def granted(desk: Desk) -> Desk:
    """The same desk, linked anew with the right to bank transactions."""
    desk.connection = replace(desk.connection, more_scopes=(RIGHT,))
    (grant,) = XeroSignIn(desk.connection).exchange(callback_of(XeroSignIn(desk.connection)), "s-1")
    desk.kept.current = grant.tokens
    desk.ledger = XeroLedger(desk.connection, desk.kept, desk.budget)
    desk.api.calls.clear()
    return desk


def test_fifty_payments_are_one_call_and_are_found_by_one(desk: Desk) -> None:
    writes = many(desk, 50)
    assert desk.ledger.at_once(writes[0]) == 50
    before = desk.budget.taken
    outcomes = desk.ledger.perform_all(writes)
    assert all(isinstance(one, Receipt) for one in outcomes)
    assert desk.budget.taken - before == 1
    (call,) = desk.calls("PUT", "/Payments")
    assert "summarizeErrors=false" in call.query
    assert len(json.loads(call.body)["Payments"]) == 50
    found = desk.ledger.find_all(writes, LONG_AGO)
    assert found == outcomes
    assert desk.budget.taken - before == 2
    asked = unquote_plus(desk.calls("GET", "/Payments")[0].query)
    assert "where=Date>=DateTime(2026,11,18) AND Date<=DateTime(2026,11,18)" in asked


def test_a_bad_member_spoils_no_other_and_each_is_told_its_reason(desk: Desk) -> None:
    one, two, three, four = many(desk, 4)
    desk.api.void("INV-0101")
    desk.api.books.period_lock = TODAY - timedelta(days=10)
    writes = [one, two, replace(three, paid_on=TODAY - timedelta(days=20)), four]
    outcomes = desk.ledger.perform_all(writes)
    assert [type(each) for each in outcomes] == [Receipt, Refused, Refused, Receipt]
    assert "was paid, voided or deleted in Xero meanwhile" in str(outcomes[1])
    assert "move its lock date, or give the payment a later date" in str(outcomes[2])
    assert two.key in str(outcomes[1])
    assert desk.api.balance_of("INV-0103") == Decimal("74.15")


def test_answers_in_another_order_or_without_a_reference_are_still_told_apart(desk: Desk) -> None:
    one, two = many(desk, 2)
    answer = Answer(200, {"Date": "Wed, 18 Nov 2026 12:00:00 GMT"}, b"")
    bad = PaymentRow(reference=one.key, validation_errors=[ValidationError(message="No.")])
    good = PaymentRow(reference=two.key, payment_id="p-2", updated_date_utc="/Date(1795003200000+0000)/")
    refused, done = payments.outcomes([one, two], [good, bad], answer)
    assert isinstance(refused, Refused)
    assert isinstance(done, Receipt)
    bare = PaymentRow(validation_errors=[ValidationError(message="No.")])
    done, refused = payments.outcomes([two, one], [good, bare], answer)
    assert isinstance(done, Receipt)
    assert isinstance(refused, Refused)
    untold = payments.outcomes([one, two], [bare], answer)
    assert [type(each) for each in untold] == [Uncertain, Uncertain]


def test_a_call_refused_as_a_whole_is_given_back_to_be_made_one_by_one(desk: Desk) -> None:
    desk.api.faults.add(Fault(match="PUT .*Payments", action="status", status=400, body='{"Message":"no"}'))
    assert all(isinstance(one, Apart) for one in desk.ledger.perform_all(many(desk, 3)))
    assert len(desk.calls("PUT", "/Payments")) == 1


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault(match="PUT .*Payments", action="lost"), Uncertain),
        (Fault(match="PUT .*Payments", action="status", status=500), Uncertain),
        (Fault(match="PUT .*Payments", action="status", status=429), TryLater),
        (Fault(match="PUT .*Payments", action="status", status=403, body=_GONE), SignInAgain),
    ],
)
def test_what_becomes_of_the_call_becomes_of_every_member(desk: Desk, fault: Fault, kind: type) -> None:
    desk.api.faults.add(fault)
    writes = many(desk, 3)
    outcomes = desk.ledger.perform_all(writes)
    assert [type(one) for one in outcomes] == [kind] * 3
    assert [getattr(one, "about", "") for one in outcomes] == [f"payment {write.key}" for write in writes]
    stands = fault.action == "lost"
    assert [found is not None for found in desk.ledger.find_all(writes, LONG_AGO)] == [stands] * 3


def test_days_with_very_many_payments_are_not_read_through(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connectors.xero.payments.PAGE_SIZE", 1)
    writes = many(desk, 3)
    for write in many(desk, 9)[3:]:
        desk.ledger.perform(write)
    outcomes = desk.ledger.perform_all(writes[:2])
    found = desk.ledger.find_all(writes, LONG_AGO)
    assert found == (*outcomes, None)
    assert len(desk.calls("GET", "/Payments")) == 1 + 3


def test_a_payment_that_someone_deleted_is_found_as_one_that_no_longer_stands(desk: Desk) -> None:
    writes = many(desk, 2)
    removed, kept = desk.ledger.perform_all(writes)
    assert isinstance(removed, Receipt)
    desk.api.delete_payment(removed.provider_id)
    first, second = desk.ledger.find_all(writes, LONG_AGO)
    assert isinstance(first, Receipt)
    assert not first.stands
    assert second == kept
    alone = desk.ledger.find(writes[0])
    assert alone == first


def test_a_foreign_payment_bears_its_rate_the_way_xero_counts_it(desk: Desk) -> None:
    write = desk.pay("INV-0003", "50000", currency="JPY", rate=Decimal("0.0052"))
    desk.ledger.perform(write)
    (sent,) = json.loads(desk.calls("PUT", "/Payments")[0].body, parse_float=Decimal)["Payments"]
    assert sent["CurrencyRate"] == Decimal("192.307692")  # yen for a pound
    (paid,) = desk.api.books.by_number("INV-0003").payments
    assert paid.rate == Decimal("192.307692")


# --- what no invoice takes ---------------------------------------------------------------------------


def test_without_the_right_an_excess_is_a_task_for_a_person_and_nothing_is_sent(desk: Desk) -> None:
    desk.api.calls.clear()
    write = desk.pay("INV-0001", "12.50", allocations=())
    with pytest.raises(Refused, match=r"GBP 12.50 .* booked by hand in Xero, as an overpayment"):
        desk.ledger.perform(write)
    with pytest.raises(TryLater, match="cannot be looked up without the right"):
        desk.ledger.find(write)  # it may have been sent while there was the right
    assert desk.api.calls == []


def test_with_the_right_an_excess_becomes_an_overpayment_that_the_pull_shows(desk: Desk) -> None:
    granted(desk)
    contact = desk.api.books.by_number("INV-0001").contact
    bank = desk.api.books.default_account().id
    write = desk.pay("INV-0001", "12.50", allocations=(), customer_id=contact.id, deposit_to=bank)
    assert desk.ledger.at_once(write) == 1
    assert desk.ledger.find(write) is None
    receipt = desk.ledger.perform(write)
    (sent,) = json.loads(desk.calls("PUT", "/BankTransactions")[0].body, parse_float=Decimal)[
        "BankTransactions"
    ]
    assert (sent["Type"], sent["Date"]) == ("RECEIVE-OVERPAYMENT", "2026-11-18")
    assert sent["LineItems"] == [
        {"Description": f"Bank line 7 [{write.key}]", "LineAmount": Decimal("12.50")}
    ]
    assert desk.ledger.find(write) == receipt
    _, rows = desk.pull()
    credit = next(row for row in rows if isinstance(row, CreditNote) and row.id == receipt.provider_id)
    assert (credit.kind, credit.unapplied, credit.customer_id) == (
        "overpayment",
        Decimal("12.50"),
        contact.id,
    )


def test_an_overpayment_whose_answer_was_lost_is_found_by_the_key_in_its_words(desk: Desk) -> None:
    granted(desk)
    contact, bank = desk.api.books.by_number("INV-0001").contact, desk.api.books.default_account().id
    write = desk.pay("INV-0001", "12.50", allocations=(), customer_id=contact.id, deposit_to=bank)
    desk.api.faults.add(Fault(match="PUT .*BankTransactions", action="lost"))
    with pytest.raises(Uncertain):
        desk.ledger.perform(write)
    found = desk.ledger.find(write)
    assert found is not None
    credit = desk.api.books.credits[found.provider_id]
    credit.void = True
    removed = desk.ledger.find(write)
    assert removed is not None
    assert not removed.stands


@pytest.mark.parametrize("kind", ["Payments", "BankTransactions", "History", "Payments/"])
def test_a_row_that_cannot_be_read_is_no_proof_that_ours_is_absent(desk: Desk, kind: str) -> None:
    granted(desk)
    paid, bank = desk.pay("INV-0100", "1.10"), desk.api.books.default_account().id
    contact = desk.api.books.by_number("INV-0100").contact
    write: LedgerWrite = paid
    if kind == "BankTransactions":
        write = desk.pay("INV-0100", "2", allocations=(), customer_id=contact.id, deposit_to=bank)
    elif kind == "History":
        write = desk.note("INV-0100")
    elif kind == "Payments/":
        receipt = desk.ledger.perform(paid)
        write = VoidPayment(key=key_of("void"), payment_id=receipt.provider_id, version=None)
    name = {"History": "HistoryRecords"}.get(kind, kind.rstrip("/"))
    bad = [{"Amount": "lots", "Total": "lots", "Details": 5, "LineItems": 5}]
    assert desk.ledger.find(write) is None
    desk.api.faults.add(
        Fault(match=f"GET .*{kind}", action="status", status=200, body=json.dumps({name: bad}), times=None)
    )
    with pytest.raises(TryLater, match="could not be read"):
        desk.ledger.find(write)
    for found in desk.ledger.find_all([write], LONG_AGO):
        assert isinstance(found, TryLater)


def test_nor_of_any_of_several(desk: Desk) -> None:
    writes = many(desk, 3)
    bad = json.dumps({"Payments": [{"Amount": "lots"}]})
    desk.api.faults.add(Fault(match="GET .*Payments", action="status", status=200, body=bad, times=None))
    assert all(isinstance(found, TryLater) for found in desk.ledger.find_all(writes, LONG_AGO))


@pytest.mark.skipif(not CONTRACT.is_file(), reason="shared/contracts is not beside this checkout")
def test_what_is_sent_and_answered_is_as_the_contract_says(desk: Desk) -> None:
    granted(desk)
    desk.api.keeps_answers = True
    contact, bank = desk.api.books.by_number("INV-0001").contact, desk.api.books.default_account().id
    rest = desk.pay("INV-0001", "12.50", allocations=(), customer_id=contact.id, deposit_to=bank)
    yen = desk.pay("INV-0003", "500", currency="JPY", rate=Decimal("0.0052"), key=key_of("yen"))
    fee = fee_of(desk)
    for write in (rest, fee):
        desk.ledger.perform(write)
        desk.ledger.find(write)
    desk.ledger.perform_all([*many(desk, 3), yen, desk.pay("INV-0002", "99999")])
    desk.ledger.find_all(many(desk, 3), LONG_AGO)
    contract = XeroContract()
    calls = desk.calls(path="/api.xro/")
    assert len(calls) == 7, "two for the overpayment, three for the fee, two for the payments"
    assert [found for call in calls for found in contract.of_request(call)] == []
    assert [found for call in calls for found in contract.of_answer(call)] == []


def test_an_overpayment_in_a_locked_period_is_refused_in_words(desk: Desk) -> None:
    granted(desk)
    contact, bank = desk.api.books.by_number("INV-0001").contact, desk.api.books.default_account().id
    desk.api.books.period_lock = TODAY
    write = desk.pay("INV-0001", "12.50", allocations=(), customer_id=contact.id, deposit_to=bank)
    with pytest.raises(Refused, match="move its lock date"):
        desk.ledger.perform(write)


# --- fees --------------------------------------------------------------------------------------------


def fee_of(desk: Desk, **changed: Any) -> RecordFee:
    fee = RecordFee(
        key=key_of("fee"),
        payee="Stripe",
        paid_on=TODAY,
        currency=desk.api.books.currency,
        amount=Decimal("0.41"),
        paid_from="885",
        account="404",
        memo="Stripe's fee of GBP 14.34 paid online, pi_1",
    )
    return replace(fee, **changed)


def test_without_the_right_a_fee_is_a_task_for_a_person_and_nothing_is_asked_or_sent(desk: Desk) -> None:
    desk.api.calls.clear()
    with pytest.raises(Refused, match=r"GBP 0.41 is to be booked by hand: .*accounting.banktransactions"):
        desk.ledger.perform(fee_of(desk))
    with pytest.raises(TryLater, match="cannot be looked up without the right"):
        desk.ledger.find(fee_of(desk))
    assert desk.api.calls == []


def test_a_fee_is_money_spent_at_the_provider_without_tax(desk: Desk) -> None:
    granted(desk)
    receipt = desk.ledger.perform(fee_of(desk))
    (sent,) = json.loads(desk.calls("PUT", "/BankTransactions")[0].body, parse_float=Decimal)[
        "BankTransactions"
    ]
    assert (sent["Type"], sent["Date"], sent["Reference"]) == ("SPEND", "2026-11-18", key_of("fee"))
    assert (sent["Contact"], sent["LineAmountTypes"]) == ({"Name": "Stripe"}, "NoTax")
    assert "CurrencyCode" not in sent
    assert desk.ledger.find(fee_of(desk)) == receipt


def test_a_fee_that_someone_deleted_is_found_as_one_that_no_longer_stands(desk: Desk) -> None:
    granted(desk)
    receipt = desk.ledger.perform(fee_of(desk))
    desk.api.delete_spent(key_of("fee"))
    found = desk.ledger.find(fee_of(desk))
    assert found is not None
    assert (found.provider_id, found.stands) == (receipt.provider_id, False)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"currency": "EUR"}, "885 is kept in GBP, and the fee is in EUR"),
        ({"paid_from": "880"}, "880 is no bank account"),
        ({"account": "200"}, "200 is no expense of Xero's; there are: 404 Bank Fees"),
        ({"account": "999"}, "999 is no account of Xero's"),
        ({"amount": Decimal(0)}, "no amount kept"),
    ],
)
def test_a_fee_that_xero_would_book_otherwise_is_not_sent(
    desk: Desk, changed: dict[str, Any], words: str
) -> None:
    granted(desk)
    with pytest.raises(Refused, match=words):
        desk.ledger.perform(fee_of(desk, **changed))
    assert desk.calls("PUT", "/BankTransactions") == []


def test_a_fee_in_a_locked_period_is_refused_in_words(desk: Desk) -> None:
    granted(desk)
    desk.api.books.period_lock = TODAY
    with pytest.raises(Refused, match="move its lock date"):
        desk.ledger.perform(fee_of(desk))

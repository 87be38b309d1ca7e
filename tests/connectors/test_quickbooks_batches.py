"""Many writes in one call to QuickBooks: counted, told apart, found together; and payments in full."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from connectors.batches import Apart, MaybeRemoved
from connectors.errors import Changed, Refused, SignInAgain, TryLater, Uncertain
from connectors.sandbox.faults import Fault
from connectors.sandbox.server import Call
from dunning.effects import Receipt, RecordPayment, VoidPayment, WriteNote, key_of
from dunning.ledger import Allocation
from tests.connectors.quickbooks_contract import QuickBooksContract, is_api
from tests.connectors.quickbooks_linked import Linked, linked
from tests.connectors.test_quickbooks_writes import money, posts
from tests.connectors.test_sandbox_quickbooks_contract import SCHEMA
from tests.connectors.test_sandbox_quickbooks_desk import small_book

LONG_AGO = datetime(2026, 11, 17, tzinfo=UTC)
CENT = Decimal("0.01")


@pytest.fixture
def on() -> Iterator[Linked]:
    with linked(small_book()) as link:
        yield link


def cents(on: Linked, count: int) -> list[RecordPayment]:
    return [money(on, "0.01", key=key_of("cent", str(number))) for number in range(count)]


def notes(on: Linked, count: int, sequence: int = 1, previous: Receipt | None = None) -> list[WriteNote]:
    made = []
    for number in range(count):
        key = key_of("note", str(number), str(sequence))
        made.append(
            WriteNote(
                key=key,
                invoice_id=on.api.invoice_id("1002"),
                text=f"Reminder {number} [{key}]",
                sequence=sequence,
                previous=previous,
            )
        )
    return made


def batches(on: Linked) -> list[Call]:
    return posts(on, "batch")


def members(call: Call) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(call.body)["BatchItemRequest"]
    return found


def test_thirty_payments_are_one_call_and_are_found_by_one_query(on: Linked) -> None:
    writes = cents(on, 30)
    assert on.ledger.at_once(writes[0]) == 30
    outcomes = on.ledger.perform_all(writes)
    assert all(isinstance(one, Receipt) for one in outcomes)
    assert (on.purse.free, on.purse.metered) == (1, 0)
    (call,) = batches(on)
    assert [member["bId"] for member in members(call)] == [str(number) for number in range(1, 31)]
    assert len(call.query.partition("requestid=")[2].partition("&")[0]) == 36
    found = on.ledger.find_all(writes, LONG_AGO)
    assert [one.provider_id for one in found if isinstance(one, Receipt)] == [
        one.provider_id for one in outcomes if isinstance(one, Receipt)
    ]
    assert on.purse.metered == 1


def test_the_same_batch_sent_twice_is_made_once(on: Linked) -> None:
    writes = cents(on, 3)
    first, again = on.ledger.perform_all(writes), on.again().perform_all(writes)
    assert first == again
    assert len(on.api.payments_on("1002")) == 4  # the book's own, and ours
    on.ledger.perform_all(writes[:2])
    assert len({call.query for call in batches(on)}) == 2, "other members, another requestid"


def test_a_member_in_closed_books_spoils_no_other(on: Linked) -> None:
    on.api.close_books(date(2026, 10, 31))
    late, early, again = cents(on, 3)
    outcomes = on.ledger.perform_all([late, replace(early, paid_on=date(2026, 10, 30)), again])
    assert [type(one) for one in outcomes] == [Receipt, Refused, Receipt]
    refused = outcomes[1]
    assert isinstance(refused, Refused)
    assert (refused.code, refused.about) == ("6210", f"payment {early.key}")
    assert "open the period in QuickBooks, or give it a later date" in refused.text


def test_a_member_that_cannot_be_sent_at_all_is_left_out_of_the_batch(on: Linked) -> None:
    good, bad, other = cents(on, 3)
    outcomes = on.ledger.perform_all([good, replace(bad, amount=Decimal("0.001")), other])
    assert [type(one) for one in outcomes] == [Receipt, Refused, Receipt]
    assert len(members(batches(on)[0])) == 2


def test_a_batch_refused_as_a_whole_is_given_back_to_be_written_one_by_one(on: Linked) -> None:
    """Each of those calls may begin only while the ledger is still held, which is not known here."""
    body = '{"Fault":{"Error":[{"Message":"Exceeded limit","code":"1040"}],"type":"ValidationFault"}}'
    on.api.faults.add(Fault(match="POST .*/batch", action="status", status=400, body=body))
    assert all(isinstance(one, Apart) for one in on.ledger.perform_all(cents(on, 3)))
    assert posts(on, "payment") == []


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault(match="POST .*/batch", action="lost"), Uncertain),
        (Fault(match="POST .*/batch", action="status", status=500), Uncertain),
        (Fault(match="POST .*/batch", action="garbage"), Uncertain),
        (Fault(match="POST .*/batch", action="status", status=429), TryLater),
        (Fault(match="POST .*/batch", action="status", status=403), SignInAgain),
    ],
)
def test_what_becomes_of_the_call_becomes_of_every_member(on: Linked, fault: Fault, kind: type) -> None:
    on.api.faults.add(fault)
    writes = cents(on, 4)
    outcomes = on.ledger.perform_all(writes)
    assert [type(one) for one in outcomes] == [kind] * 4
    assert [getattr(one, "about", "") for one in outcomes] == [f"payment {write.key}" for write in writes]
    assert len(batches(on)) == 1
    stands = fault.action == "lost"
    assert [found is not None for found in on.ledger.find_all(writes, LONG_AGO)] == [stands] * 4


def test_a_member_over_which_quickbooks_broke_down_is_uncertain(on: Linked) -> None:
    fault = '{"Error":[{"Message":"An application error","code":"10000"}],"type":"SystemFault"}'
    answer = f'{{"BatchItemResponse":[{{"Fault":{fault},"bId":"1"}}],"time":"2026-11-18T08:00:00-08:00"}}'
    on.api.faults.add(Fault(match="POST .*/batch", action="status", status=200, body=answer))
    outcomes = on.ledger.perform_all(cents(on, 2))
    assert [type(one) for one in outcomes] == [Uncertain, Uncertain]  # of the second nothing is told


def test_thirty_notes_are_one_call_and_are_found_by_one_query(on: Linked) -> None:
    writes = notes(on, 30)
    assert all(isinstance(one, Receipt) for one in on.ledger.perform_all(writes))
    assert (on.purse.free, on.purse.metered) == (1, 0)
    assert all(isinstance(one, Receipt) for one in on.ledger.find_all(writes, LONG_AGO))
    assert on.purse.metered == 1


def test_a_note_of_a_batch_that_someone_changed_or_deleted_is_set_by_itself(on: Linked) -> None:
    first = on.ledger.perform_all(notes(on, 2))
    rows = on.api.company.rows["Attachable"]
    changed, gone = (one for one in first if isinstance(one, Receipt))
    on.api.company.touch(rows[changed.provider_id], on.watch())
    del rows[gone.provider_id]
    again = notes(on, 2, 2)
    writes = [replace(again[0], previous=changed), replace(again[1], previous=gone)]
    assert [type(one) for one in on.ledger.perform_all(writes)] == [Receipt, Receipt]
    assert sorted(note.splitlines()[0] for note in on.api.notes_on("1002")) == ["Reminder 0", "Reminder 1"]
    assert all("Duesync #2" in note for note in on.api.notes_on("1002"))


def test_a_void_goes_alone(on: Linked) -> None:
    void = VoidPayment(key=key_of("void"), payment_id="1", version=None)
    assert on.ledger.at_once(void) == 1


# --- what a payment may be ---------------------------------------------------------------------------


def test_one_payment_pays_several_invoices_and_keeps_the_rest_unapplied(on: Linked) -> None:
    customer = on.api.company.rows["Invoice"][on.api.invoice_id("1002")]["CustomerRef"]["value"]
    ref = next(ref for ref, one in on.api.customer_ids.items() if one == customer)
    on.api.add_invoice(ref, "2001", Decimal(50), due_on=date(2026, 11, 1))
    parts = (
        Allocation(invoice_id=on.api.invoice_id("1002"), amount=Decimal("10.10")),
        Allocation(invoice_id=on.api.invoice_id("2001"), amount=Decimal(50)),
    )
    before = on.api.balance_of("1002")
    receipt = on.ledger.perform(money(on, "70", allocations=parts))
    assert (on.api.balance_of("1002"), on.api.balance_of("2001")) == (before - Decimal("10.10"), Decimal(0))
    assert on.api.company.rows["Payment"][receipt.provider_id]["UnappliedAmt"] == Decimal("9.90")


def test_money_without_an_invoice_stays_with_the_customer(on: Linked) -> None:
    receipt = on.ledger.perform(money(on, "12", allocations=()))
    row = on.api.company.rows["Payment"][receipt.provider_id]
    assert (row["UnappliedAmt"], row["Line"]) == (12, [])


def test_a_foreign_payment_bears_its_rate_and_without_one_the_ledgers_own_holds(on: Linked) -> None:
    rows = on.api.company.rows["Payment"]
    own = on.ledger.perform(money(on, "100", "1004", key=key_of("own")))
    told = on.ledger.perform(money(on, "100", "1004", key=key_of("told"), rate=Decimal("0.00712")))
    assert b"ExchangeRate" not in posts(on, "payment")[0].body
    assert b'"ExchangeRate":0.00712' in posts(on, "payment")[1].body
    assert rows[told.provider_id]["ExchangeRate"] == Decimal("0.00712")
    assert rows[own.provider_id]["ExchangeRate"] != Decimal("0.00712")


def test_a_payment_in_a_bank_deposit_is_not_voided_and_the_words_say_why(on: Linked) -> None:
    paid = on.ledger.perform(money(on))
    on.api.deposit(paid.provider_id)
    with pytest.raises(Refused, match="take it out of that deposit in QuickBooks first"):
        on.ledger.perform(VoidPayment(key=key_of("void"), payment_id=paid.provider_id, version=None))


def test_a_payment_on_an_invoice_that_was_deleted_meanwhile_is_refused_in_words(on: Linked) -> None:
    write = money(on)
    on.api.delete("1002")
    with pytest.raises(Refused, match="deleted or made inactive in QuickBooks"):
        on.ledger.perform(write)


# --- removed at the source ---------------------------------------------------------------------------


def test_a_payment_that_someone_voided_is_found_as_one_that_no_longer_stands(on: Linked) -> None:
    write = money(on)
    paid = on.ledger.perform(write)
    on.api.void_payment(paid.provider_id)
    found = on.ledger.find(write)
    assert found is not None
    assert (found.provider_id, found.stands) == (paid.provider_id, False)


def test_a_payment_that_may_have_been_deleted_is_a_persons_to_judge(
    on: Linked,
) -> None:
    writes = cents(on, 2)
    never = money(on, "1.00", "1004", key=key_of("never"))  # on an invoice that nobody touched
    paid = on.ledger.perform_all(writes)[0]
    assert isinstance(paid, Receipt)
    on.watch.on(minutes=5)
    on.api.delete_payment(paid.provider_id)
    removed, stands, absent = on.ledger.find_all([*writes, never], LONG_AGO)
    assert isinstance(removed, MaybeRemoved)
    assert isinstance(stands, Receipt)
    assert stands.stands
    assert absent is None


def test_the_change_feed_is_never_asked_further_back_than_it_remembers(on: Linked) -> None:
    """Else its refusal would be taken for that of the payments that do stand."""
    stood, never = cents(on, 1)[0], money(on, "1.00", "1004", key=key_of("never"))
    on.ledger.perform(stood)
    found, absent = on.ledger.find_all([stood, never], on.watch() - timedelta(days=200))
    assert isinstance(found, Receipt)
    assert absent is None


def test_a_deletion_before_ours_was_tried_says_nothing_of_it(on: Linked) -> None:
    other = on.ledger.perform(money(on, key=key_of("another")))
    on.api.delete_payment(other.provider_id)
    on.watch.on(hours=2)
    assert on.ledger.find_all(cents(on, 1), on.watch()) == (None,)


# --- marks on the invoice ----------------------------------------------------------------------------


def memo_of(on: Linked) -> str:
    return str(on.api.company.rows["Invoice"][on.api.invoice_id("1002")].get("PrivateNote", ""))


def a_note(on: Linked, sequence: int, previous: Receipt | None = None) -> WriteNote:
    key = key_of("mark", str(sequence))
    text = f"Reminder {sequence} e-mailed 12 May 2026: 3 invoices, GBP 4,210.00 [{key}]"
    invoice_id = on.api.invoice_id("1002")
    return WriteNote(key=key, invoice_id=invoice_id, text=text, sequence=sequence, previous=previous)


def test_the_memo_gets_one_line_of_ours_and_keeps_every_character_of_the_bookkeepers() -> None:
    with linked(small_book(), note_in=("attachment", "memo")) as on:
        invoice = on.api.company.rows["Invoice"][on.api.invoice_id("1002")]
        invoice["PrivateNote"] = "  Ask Amy first\r\nBob said [Duesync] is fine #7 [X]\t"
        first = a_note(on, 1)
        receipt = on.ledger.perform(first)
        ours = f"[Duesync] Reminder 1 e-mailed 12 May 2026: 3 invoices, GBP 4,210.00 #1 [{first.key}]"
        own = "  Ask Amy first\r\nBob said [Duesync] is fine #7 [X]\t"
        assert memo_of(on) == f"{own}\n{ours}"
        invoice["PrivateNote"] += "\nand a line of hers below"
        on.api.company.touch(invoice, on.watch())
        on.ledger.perform(a_note(on, 2, receipt))
        assert memo_of(on).startswith(own)
        assert memo_of(on).endswith("\nand a line of hers below")
        assert memo_of(on).count("[Duesync] Reminder") == 1
        assert "Reminder 2 e-mailed" in memo_of(on)
        update = json.loads(posts(on, "invoice")[-1].body)
        assert set(update) == {"Id", "SyncToken", "sparse", "PrivateNote"}


def test_a_later_line_in_the_memo_is_not_overwritten() -> None:
    with linked(small_book(), note_in=("memo",)) as on:
        on.ledger.perform(a_note(on, 3))
        before = memo_of(on)
        late = a_note(on, 2)
        on.ledger.perform(late)
        assert memo_of(on) == before
        assert on.ledger.find(late) is not None
        assert on.ledger.find(a_note(on, 4)) is None


def test_thirty_marked_notes_cost_one_read_and_two_batches() -> None:
    with linked(small_book(), note_in=("attachment", "memo")) as on:
        (one,) = notes(on, 1)
        others = [
            replace(
                one, key=key_of(number), invoice_id=on.api.invoice_id(number), text=f"x [{key_of(number)}]"
            )
            for number in ("1004", "1005")
        ]
        assert all(isinstance(each, Receipt) for each in on.ledger.perform_all([one, *others]))
        assert (on.purse.free, on.purse.metered) == (2, 1)


def test_closed_books_keep_the_memo_and_not_the_attachment() -> None:
    with linked(small_book(), note_in=("attachment", "memo")) as on:
        on.api.close_books(date(2026, 12, 31))
        on.ledger.perform(a_note(on, 1))
        assert memo_of(on) == ""
        assert len(on.api.notes_on("1002")) == 1
    with linked(small_book(), note_in=("memo",)) as on:
        on.api.close_books(date(2026, 12, 31))
        with pytest.raises(Refused, match="6210"):
            on.ledger.perform(a_note(on, 1))


def test_a_full_memo_and_a_voided_invoice_take_no_line() -> None:
    with linked(small_book(), note_in=("memo",)) as on:
        invoice = on.api.company.rows["Invoice"][on.api.invoice_id("1002")]
        invoice["PrivateNote"] = "x" * 3990
        with pytest.raises(Refused, match="no room"):
            on.ledger.perform(a_note(on, 1))
        on.api.void("1002")
        with pytest.raises(Refused, match="voided"):
            on.ledger.perform(a_note(on, 1))


def test_a_custom_field_shows_the_last_reminder_and_the_other_fields_stay() -> None:
    with linked(small_book(), note_in=("attachment", "field:reminder")) as on:
        fields = [
            {"DefinitionId": "1", "Name": "Crew", "Type": "StringType", "StringValue": "Blue"},
            {"DefinitionId": "2", "Name": "Reminder", "Type": "StringType"},
        ]
        on.api.company.rows["Invoice"][on.api.invoice_id("1002")]["CustomField"] = fields
        on.ledger.perform(a_note(on, 1))
        shown = on.api.company.rows["Invoice"][on.api.invoice_id("1002")]["CustomField"]
        assert [one["StringValue"] for one in shown] == ["Blue", "Reminder 1 e-mailed 12 May 2026"]
        assert memo_of(on) == ""


def test_an_invoice_that_others_keep_changing_is_given_back() -> None:
    with linked(small_book(), note_in=("attachment", "memo")) as on:
        stale = (
            '{"Fault":{"Error":[{"Message":"Stale Object Error","code":"5010"}],"type":"ValidationFault"}}'
        )
        on.api.faults.add(Fault(match="POST .*/invoice", action="status", status=400, body=stale, times=None))
        with pytest.raises(Changed):
            on.ledger.perform(a_note(on, 1))
        assert on.api.notes_on("1002") == []


def test_a_lost_answer_to_the_mark_is_found_out_and_nothing_stands_twice() -> None:
    with linked(small_book(), note_in=("attachment", "memo")) as on:
        on.api.faults.add(Fault(match="POST .*/invoice", action="lost"))
        write = a_note(on, 1)
        with pytest.raises(Uncertain):
            on.ledger.perform(write)
        assert on.ledger.find(write) is None
        on.ledger.perform(write)
        assert memo_of(on).count("[Duesync]") == len(on.api.notes_on("1002")) == 1


@pytest.mark.skipif(not SCHEMA.is_file(), reason="shared/contracts is not beside this checkout")
def test_what_is_sent_and_answered_is_as_the_schema_says() -> None:
    with linked(small_book(), note_in=("attachment", "memo", "field:Reminder")) as on:
        on.api.keeps_answers = True
        fields = [{"DefinitionId": "2", "Name": "Reminder", "Type": "StringType"}]
        on.api.company.rows["Invoice"][on.api.invoice_id("1002")]["CustomField"] = fields
        first = on.ledger.perform(a_note(on, 1))
        on.ledger.perform(a_note(on, 2, first))
        writes = [*cents(on, 3), money(on, "1", "1004", key=key_of("yen"), rate=Decimal("0.00712"))]
        on.api.close_books(date(2026, 10, 31))
        paid, _, _, refused = on.ledger.perform_all(
            [*writes[:3], replace(writes[3], paid_on=date(2026, 1, 1))]
        )
        assert isinstance(refused, Refused)
        assert isinstance(paid, Receipt)
        on.ledger.perform(writes[3])
        on.watch.on(minutes=5)
        on.api.delete_payment(paid.provider_id)
        on.ledger.find_all(writes, LONG_AGO)
        on.ledger.find_all([a_note(on, 2), *notes(on, 2)], LONG_AGO)
        contract = QuickBooksContract()
        calls = [call for call in on.api.calls if is_api(call)]
        assert {call.path.rpartition("/")[2] for call in calls} >= {"batch", "cdc", "query", "invoice"}
        assert [found for call in calls for found in contract.of_request(call)] == []
        good = [call for call in calls if call.status == 200]
        assert [found for call in good for found in contract.of_answer(call)] == []


@pytest.mark.parametrize(
    ("places", "why"),
    [(("letter",), "cannot be 'letter'"), (("field:x",), "no room for the key"), (("field:",), "cannot be")],
)
def test_a_place_that_is_none_is_refused_by_the_configuration(places: tuple[str, ...], why: str) -> None:
    from connectors.quickbooks import PROVIDER
    from connectors.xero import PROVIDER as XERO

    assert why in (PROVIDER.note_problem(places) or "")
    assert PROVIDER.note_problem(("attachment", "memo", "field:Reminder")) is None
    assert "one place" in (XERO.note_problem(places) or "")

"""The emulated QuickBooks moves customers' balances as the real one does: journals, credits, refunds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from connectors.sandbox.quickbooks.refusals import Refusal
from connectors.sandbox.quickbooks.wire import currency_of
from tests.connectors.test_sandbox_quickbooks_contract import SCHEMA, Walker
from tests.connectors.test_sandbox_quickbooks_desk import Desk, desk_over


@pytest.fixture
def desk() -> Iterator[Desk]:
    with desk_over() as opened:
        yield opened
        assert_balanced(opened)


def assert_balanced(desk: Desk) -> None:
    """Each customer's balance is what all papers come to, and the roll-ups hold them all."""
    company = desk.api.company
    shown = {
        (row["Id"], currency_of(row)): row["Balance"]
        for row in company.rows["Customer"].values()
        if row["Balance"]
    }
    assert shown == desk.api.owed()
    everyone = company.rows["Customer"].values()
    roots = sum(row["BalanceWithJobs"] for row in everyone if "ParentRef" not in row)
    assert roots == sum(row["Balance"] for row in everyone)


def balance(desk: Desk, ref: str) -> Decimal:
    return Decimal(desk.customer(ref)["Balance"])


def test_a_journal_entry_moves_the_customers_balance_and_no_document(desk: Desk) -> None:
    before, invoice = balance(desk, "amy"), desk.invoice("1002")
    desk.clock.on(minutes=1)
    journal = desk.api.journal("amy", Decimal("-40.25"))
    assert balance(desk, "amy") == before - Decimal("40.25")
    assert desk.invoice("1002") == invoice
    told = desk.find("select * from JournalEntry")[0]
    side = told["Line"][0]["JournalEntryLineDetail"]
    assert (side["PostingType"], side["Entity"]["Type"]) == ("Credit", "Customer")
    assert side["Entity"]["EntityRef"]["value"] == desk.api.customer_ids["amy"]
    assert "TotalAmt" not in told
    desk.api.edit_journal(journal, Decimal("10.00"))
    assert balance(desk, "amy") == before + 10
    desk.api.delete_journal(journal)
    assert balance(desk, "amy") == before


def test_a_parents_roll_up_holds_its_sub_customers_journals(desk: Desk) -> None:
    before = desk.customer("par")
    desk.api.journal("kid", Decimal(-25))
    after = desk.customer("par")
    assert after["Balance"] == before["Balance"]
    assert after["BalanceWithJobs"] == before["BalanceWithJobs"] - 25


def test_the_change_feed_tells_of_journal_entries_and_of_their_deletion(desk: Desk) -> None:
    since = desk.clock.now.isoformat()
    journal = desk.api.journal("amy", Decimal(-5))

    def told() -> list[dict[str, object]]:
        feed = desk.get("cdc", entities="JournalEntry", changedSince=since)
        rows: list[dict[str, object]] = feed["CDCResponse"][0]["QueryResponse"][0].get("JournalEntry", [])
        return rows

    assert [row["Id"] for row in told()] == [journal]
    desk.api.delete_journal(journal)
    assert [(row["Id"], row["status"]) for row in told()] == [(journal, "Deleted")]


def test_a_journal_credit_is_applied_to_an_invoice_by_a_payment_of_nothing(desk: Desk) -> None:
    journal, before = desk.api.journal("amy", Decimal(-40)), balance(desk, "amy")
    invoice = desk.invoice("1002")
    shares = [("Invoice", invoice["Id"], Decimal(40)), ("JournalEntry", journal, Decimal(40))]
    payment = desk.api.receive("amy", Decimal(0), shares)
    assert desk.invoice("1002")["Balance"] == invoice["Balance"] - 40
    assert balance(desk, "amy") == before
    assert desk.get(f"payment/{payment}")["Payment"]["UnappliedAmt"] == 0
    with pytest.raises(Refusal):
        desk.api.receive("amy", Decimal(0), shares)  # the journal is used up
    desk.api.delete_journal(journal)
    assert desk.invoice("1002")["Balance"] == invoice["Balance"]
    assert balance(desk, "amy") == before + 40


def test_a_debit_journal_is_paid_like_an_invoice(desk: Desk) -> None:
    journal, before = desk.api.journal("amy", Decimal(30)), balance(desk, "amy")
    payment = desk.api.receive("amy", Decimal(30), [("JournalEntry", journal, Decimal(30))])
    assert balance(desk, "amy") == before - 30
    assert desk.get(f"payment/{payment}")["Payment"]["UnappliedAmt"] == 0


def test_a_refund_uses_up_a_credit_memo(desk: Desk) -> None:
    desk.api.add_credit("bob", "CM-9", Decimal(50))
    before = balance(desk, "bob")
    check = desk.api.check("bob", Decimal(20))
    assert balance(desk, "bob") == before + 20
    credit = desk.find("select * from CreditMemo where DocNumber = 'CM-9'")[0]
    desk.api.receive(
        "bob", Decimal(0), [("Check", check, Decimal(20)), ("CreditMemo", credit["Id"], Decimal(20))]
    )
    assert desk.find("select * from CreditMemo where DocNumber = 'CM-9'")[0]["RemainingCredit"] == 30
    assert balance(desk, "bob") == before + 20


def test_a_refund_lowers_what_is_unapplied_of_a_payment(desk: Desk) -> None:
    payment = desk.api.receive("bob", Decimal(100))
    before = balance(desk, "bob")
    check = desk.api.check("bob", Decimal(60))
    desk.api.apply(payment, [("Check", check, Decimal(60))])
    assert desk.get(f"payment/{payment}")["Payment"]["UnappliedAmt"] == 40
    assert balance(desk, "bob") == before + 60
    desk.api.delete_check(check)
    assert desk.get(f"payment/{payment}")["Payment"]["UnappliedAmt"] == 100


def test_a_refund_receipt_moves_nothing_that_is_owed(desk: Desk) -> None:
    before = balance(desk, "bob")
    desk.api.refund_receipt("bob", Decimal(15), "RR-1")
    assert balance(desk, "bob") == before
    assert desk.find("select * from RefundReceipt")[0]["TotalAmt"] == 15


@pytest.mark.parametrize("restamps", [True, False])
def test_a_customer_whose_balance_alone_moved_has_a_new_time_or_has_not(
    desk: Desk, *, restamps: bool
) -> None:
    desk.api.company.restamps_customers = restamps
    before = desk.customer("amy")
    desk.clock.on(minutes=5)
    desk.api.journal("amy", Decimal(-1))
    after = desk.customer("amy")
    assert after["Balance"] == before["Balance"] - 1
    assert (after["MetaData"] != before["MetaData"]) is restamps


def test_quickbooks_sends_an_invoice_itself_and_it_may_bounce(desk: Desk) -> None:
    before = desk.invoice("1001")
    desk.api.send("1001")
    sent = desk.invoice("1001")
    assert sent["EmailStatus"] == "EmailSent"
    assert sent["DeliveryInfo"]["DeliveryTime"] == "2026-11-18T09:00:00-08:00"
    assert int(sent["SyncToken"]) == int(before["SyncToken"]) + 1
    desk.api.bounce("1001")
    assert desk.invoice("1001")["DeliveryInfo"]["DeliveryErrorType"] == "Bounced Email"


def test_an_invoice_moves_to_another_customer_with_its_balance(desk: Desk) -> None:
    bob, amy = balance(desk, "bob"), balance(desk, "amy")
    desk.api.move("1003", "amy")
    assert (balance(desk, "bob"), balance(desk, "amy")) == (bob - 80, amy + 80)
    with pytest.raises(Refusal):
        desk.api.move("1002", "bob")  # something was paid on it


def test_an_invoice_is_never_edited_below_what_was_paid_on_it(desk: Desk) -> None:
    desk.api.edit_total("1002", Decimal("30.10"))
    assert desk.invoice("1002")["Balance"] == 0
    with pytest.raises(Refusal):
        desk.api.edit_total("1002", Decimal(30))


@pytest.mark.parametrize("restamp", [True, False])
def test_a_merge_moves_all_papers_to_the_winner(desk: Desk, *, restamp: bool) -> None:
    desk.api.merges_restamp = restamp
    desk.api.journal("bob", Decimal(7))
    before, invoice = balance(desk, "bob") + balance(desk, "amy"), desk.invoice("1003")
    desk.clock.on(minutes=1)
    desk.api.merge("bob", "amy")
    assert (balance(desk, "bob"), balance(desk, "amy")) == (Decimal(0), before)
    assert desk.customer("bob")["Active"] is False
    moved = desk.invoice("1003")
    assert moved["CustomerRef"]["value"] == desk.api.customer_ids["amy"]
    assert (moved["SyncToken"] != invoice["SyncToken"]) is restamp


def test_a_customer_begins_and_ends_to_bill_with_a_parent(desk: Desk) -> None:
    desk.api.bill_with("amy", "par")
    assert desk.customer("amy")["BillWithParent"] is True
    assert desk.customer("par")["BalanceWithJobs"] == 340 + balance(desk, "amy")
    desk.api.bill_with("amy", None)
    assert desk.customer("amy")["BillWithParent"] is False
    with pytest.raises(Refusal):
        desk.api.bill_with("par", "kid")


@pytest.mark.skipif(not SCHEMA.is_file(), reason="Intuit's schema is not beside this checkout")
def test_the_papers_fit_the_schema(desk: Desk) -> None:
    walker = Walker()
    journal = desk.api.journal("amy", Decimal("-4.50"))
    desk.api.check("tok", Decimal(300))
    desk.api.deposited("bob", Decimal(20))
    desk.api.refund_receipt("bob", Decimal(15), "RR-1")
    line = ("Invoice", desk.invoice("1002")["Id"], Decimal(4))
    desk.api.receive("amy", Decimal(0), [line, ("JournalEntry", journal, Decimal(4))])
    desk.api.send("1001")
    desk.api.bounce("1001")
    for entity in ("JournalEntry", "Purchase", "Deposit", "RefundReceipt", "Payment", "Invoice"):
        rows = desk.find(f"select * from {entity}")  # noqa: S608  # not SQL
        assert rows
        assert [walker.complaints(entity, row) for row in rows] == [[] for _ in rows]

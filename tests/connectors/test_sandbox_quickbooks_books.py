"""The emulated QuickBooks keeps its books as the real one does."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from connectors.sandbox.generate import book as generated
from tests.connectors.test_sandbox_quickbooks_desk import TODAY, Desk, desk_over


@pytest.fixture
def desk() -> Iterator[Desk]:
    with desk_over() as opened:
        yield opened


def paying(row: dict[str, Any], amount: str, **more: Any) -> dict[str, Any]:
    line = {"Amount": Decimal(amount), "LinkedTxn": [{"TxnId": row["Id"], "TxnType": "Invoice"}]}
    return {"CustomerRef": row["CustomerRef"], "TotalAmt": Decimal(amount), "Line": [line], **more}


def test_a_loaded_book_owes_what_its_papers_say(desk: Desk) -> None:
    assert desk.api.open_balances() == {
        "USD": Decimal("220.00") + 80 + 300 + 40,
        "JPY": Decimal(5000),
        "KWD": Decimal("12.345"),
    }
    assert desk.api.number_of_open_invoices() == 6
    assert desk.invoice("1001")["Balance"] == 0
    assert desk.invoice("1002")["Balance"] == Decimal("220.00")
    credit = desk.find("select * from CreditMemo")[0]
    assert (credit["TotalAmt"], credit["RemainingCredit"], credit["Balance"]) == (90, 15, 15)
    assert not desk.find("select * from Invoice where DocNumber = '1009'"), "QuickBooks has no drafts"


@pytest.mark.parametrize("seed", range(4))
def test_a_generated_book_owes_what_its_own_arithmetic_says(seed: int) -> None:
    book = generated(seed=seed, today=TODAY, flavour="quickbooks", customers=30)
    owed = {one.ref: one.total for one in book.invoices if not one.void and not one.draft}
    shares = [one.applied for one in book.payments] + [one.applied for one in book.credits]
    for ref, share in itertools.chain.from_iterable(shares):
        owed[ref] -= share
    with desk_over(book) as desk:
        found = desk.find("select * from Invoice where Balance > '0' maxresults 1000")
        assert {row["DocNumber"]: row["Balance"] for row in found} == {
            one.number: owed[one.ref] for one in book.invoices if owed.get(one.ref)
        }
        assert desk.api.number_of_open_invoices() == len(found)
        customers = desk.find("select * from Customer where Active in (true, false) maxresults 1000")
        roots = [row["BalanceWithJobs"] for row in customers if "ParentRef" not in row]
        assert sum(roots) == sum(row["Balance"] for row in customers)


def test_amounts_come_with_the_currencys_digits_and_no_noise(desk: Desk) -> None:
    raw = desk.call("POST", "query", body="select * from Invoice").text
    assert '"TotalAmt":250.10' in raw
    assert '"TotalAmt":12.345' in raw
    assert '"TotalAmt":5000,' in raw
    assert '"Balance":0,' in raw
    tenths = [desk.post("payment", paying(desk.invoice("1003"), "0.1")) for _ in range(3)]
    assert len(tenths) == 3
    assert '"Balance":79.70' in desk.call("GET", f"invoice/{desk.invoice('1003')['Id']}").text


def test_a_payment_lowers_the_invoice_and_moves_versions_and_times(desk: Desk) -> None:
    before, owner = desk.invoice("1002"), desk.customer("amy")
    desk.clock.on(minutes=1)
    made = desk.post("payment", paying(before, "20.00", PaymentRefNum="pi_3x"))["Payment"]
    after = desk.invoice("1002")
    assert made["UnappliedAmt"] == 0
    assert made["SyncToken"] == "0"
    assert after["Balance"] == before["Balance"] - 20
    assert int(after["SyncToken"]) == int(before["SyncToken"]) + 1
    assert after["MetaData"]["LastUpdatedTime"] == "2026-11-18T09:01:00-08:00"
    assert {"TxnId": made["Id"], "TxnType": "Payment"} in after["LinkedTxn"]
    moved = desk.customer("amy")
    assert moved["Balance"] == owner["Balance"] - 20
    assert moved["MetaData"]["LastUpdatedTime"] == "2026-11-18T09:01:00-08:00"
    accounts = {row["Id"]: row["Name"] for row in desk.find("select * from Account")}
    assert accounts[made["DepositToAccountRef"]["value"]] == "Undeposited Funds"
    assert desk.api.payments_on("1002")[-1] == (Decimal(20), "pi_3x", made["Id"])


def test_money_beyond_the_balance_stays_unapplied(desk: Desk) -> None:
    body = paying(desk.invoice("1003"), "80.00") | {"TotalAmt": Decimal("100.00")}
    made = desk.post("payment", body)["Payment"]
    assert made["UnappliedAmt"] == 20
    assert desk.customer("bob")["Balance"] == -20


@pytest.mark.parametrize(
    ("number", "amount", "said"),
    [("1008", "1.00", "voided"), ("1003", "80.01", "greater than the open balance")],
)
def test_a_payment_that_cannot_be_applied_is_refused_and_changes_nothing(
    desk: Desk, number: str, amount: str, said: str
) -> None:
    before = desk.api.open_balances()
    error = desk.fault("payment", paying(desk.invoice(number), amount))
    assert error["code"] == "6000"
    assert said in error["Detail"]
    assert desk.api.open_balances() == before
    assert len(desk.find("select * from Payment")) == 2


def test_a_payment_belongs_to_the_customers_family_and_currency(desk: Desk) -> None:
    parent, child = desk.customer("par"), desk.invoice("1006")
    body = paying(child, "100.00") | {"CustomerRef": {"value": parent["Id"]}}
    desk.post("payment", body)
    assert desk.customer("kid")["Balance"] == 200
    assert desk.customer("par")["BalanceWithJobs"] == 240
    stranger = paying(child, "1.00") | {"CustomerRef": {"value": desk.customer("bob")["Id"]}}
    assert desk.fault("payment", stranger)["code"] == "6000"
    dollars = paying(desk.invoice("1004"), "10") | {"CurrencyRef": {"value": "USD"}}
    assert desk.fault("payment", dollars)["code"] == "6000"


def test_a_foreign_invoice_shows_its_worth_at_home(desk: Desk) -> None:
    row = desk.invoice("1004")
    assert row["CurrencyRef"] == {"value": "JPY", "name": "Japanese Yen"}
    assert row["ExchangeRate"] == Decimal("0.0067")
    assert row["HomeBalance"] == Decimal("33.50")
    assert desk.get("preferences")["Preferences"]["CurrencyPrefs"]["MultiCurrencyEnabled"] is True


def test_a_voided_payment_is_owed_again_and_keeps_only_the_word(desk: Desk) -> None:
    made = desk.post("payment", paying(desk.invoice("1003"), "80.00"))["Payment"]
    body = {"Id": made["Id"], "SyncToken": made["SyncToken"], "sparse": True}
    voided = desk.post("payment", body, operation="update", include="void")["Payment"]
    assert (voided["TotalAmt"], voided["UnappliedAmt"], voided["Line"]) == (0, 0, [])
    assert voided["PrivateNote"] == "Voided"
    row = desk.invoice("1003")
    assert row["Balance"] == 80
    assert row["LinkedTxn"] == []


def test_a_deleted_payment_is_owed_again(desk: Desk) -> None:
    made = desk.post("payment", paying(desk.invoice("1003"), "80.00"))["Payment"]
    body = {"Id": made["Id"], "SyncToken": made["SyncToken"]}
    gone = desk.post("payment", body, operation="delete")["Payment"]
    assert gone == {"domain": "QBO", "status": "Deleted", "Id": made["Id"]}
    assert desk.invoice("1003")["Balance"] == 80
    assert desk.call("GET", f"payment/{made['Id']}").json()["Fault"]["Error"][0]["code"] == "610"


def test_a_voided_invoice_has_nothing_but_its_number(desk: Desk) -> None:
    row = desk.invoice("1002")
    body = {"Id": row["Id"], "SyncToken": row["SyncToken"]}
    voided = desk.post("invoice", body, operation="void")["Invoice"]
    assert (voided["TotalAmt"], voided["Balance"], voided["PrivateNote"]) == (0, 0, "Voided")
    assert all(line["Amount"] == 0 for line in voided["Line"])
    assert voided["DocNumber"] == "1002"
    freed = desk.find("select * from Payment where PaymentRefNum = 'cheque 12'")[0]
    assert freed["UnappliedAmt"] == Decimal("50.00"), "what had paid the invoice is the customer's again"


def test_a_sparse_update_changes_only_what_it_names(desk: Desk) -> None:
    row = desk.invoice("1002")
    body = {"Id": row["Id"], "SyncToken": row["SyncToken"], "sparse": True, "DueDate": "2026-12-24"}
    after = desk.post("invoice", body)["Invoice"]
    changed = {name for name in after if after[name] != row[name]}
    assert changed - {"MetaData"} == {"DueDate", "SyncToken"}
    assert desk.fault("invoice", body)["code"] == "5010", "the token is used up"


def test_a_full_update_clears_what_it_does_not_name(desk: Desk) -> None:
    row = desk.customer("amy")
    body = {"Id": row["Id"], "SyncToken": row["SyncToken"], "DisplayName": row["DisplayName"]}
    after = desk.post("customer", body)["Customer"]
    assert "PrimaryEmailAddr" not in after
    assert after["Balance"] == row["Balance"]


def test_closed_books_stay_closed(desk: Desk) -> None:
    desk.api.close_books(TODAY - timedelta(days=30))
    row = desk.invoice("1003")
    body = {"Id": row["Id"], "SyncToken": row["SyncToken"], "sparse": True, "PrivateNote": "x"}
    assert desk.fault("invoice", body)["code"] == "6210"
    assert desk.fault("payment", paying(row, "80.00", TxnDate="2026-10-01"))["code"] == "6210"
    desk.post("payment", paying(row, "80.00"))
    settings = desk.get("preferences")["Preferences"]["AccountingInfoPrefs"]
    assert settings["BookCloseDate"] == "2026-10-19"


def test_a_note_on_an_invoice_is_made_found_and_set_in_place(desk: Desk) -> None:
    row = desk.invoice("1003")
    link: dict[str, Any] = {"EntityRef": {"type": "Invoice", "value": row["Id"]}, "IncludeOnSend": False}
    made = desk.post("attachable", {"AttachableRef": [link], "Note": "first reminder"})["Attachable"]
    asked = (
        "select * from Attachable where AttachableRef.EntityRef.Type = 'invoice' "  # noqa: S608  # not SQL
        f"and AttachableRef.EntityRef.value = '{row['Id']}'"
    )
    assert desk.find(asked) == [made]
    change = {"Id": made["Id"], "SyncToken": "0", "sparse": True, "Note": "second"}
    desk.post("attachable", change)
    assert desk.api.notes_on("1003") == ["second"]
    assert desk.fault("attachable", change)["code"] == "5010"
    assert desk.invoice("1003")["SyncToken"] == row["SyncToken"], "a note does not touch the invoice"
    assert desk.fault("attachable", {"AttachableRef": [link], "Note": "x" * 2001})["code"] == "2050"
    link["EntityRef"]["value"] = "99999"
    assert "does not exist" in desk.fault("attachable", {"AttachableRef": [link], "Note": "x"})["Detail"]


def test_an_invoice_and_a_customer_can_be_made(desk: Desk) -> None:
    new = desk.post("customer", {"DisplayName": "Doe5, Jane"})["Customer"]
    assert desk.fault("customer", {"DisplayName": "Doe5, Jane"})["code"] == "6240"
    line = {"Amount": 19.99, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {}}
    body = {"CustomerRef": {"value": new["Id"]}, "Line": [line], "TxnDate": "2026-11-01"}
    made = desk.post("invoice", body)["Invoice"]
    assert made["Balance"] == Decimal("19.99")
    assert made["DocNumber"] == "1011"
    assert desk.customer("amy")["Balance"] != 0
    assert desk.get(f"customer/{new['Id']}")["Customer"]["Balance"] == Decimal("19.99")


def test_acts_at_the_source_show_in_the_books(desk: Desk) -> None:
    desk.api.pay("1003", Decimal("30.00"), on=date(2026, 11, 17), reference="wire")
    assert desk.api.balance_of("1003") == 50
    desk.api.edit_due("1003", date(2026, 12, 1))
    assert desk.invoice("1003")["DueDate"] == "2026-12-01"
    desk.api.add_invoice("bob", "2000", Decimal("9.50"), due_on=date(2026, 11, 1))
    assert desk.invoice("2000")["Balance"] == Decimal("9.50")
    desk.api.delete("2000")
    assert not desk.find("select * from Invoice where DocNumber = '2000'")
    desk.api.void("1003")
    assert desk.api.balance_of("1003") == 0
    assert desk.api.payments_on("1003") == []
    desk.api.set_email("bob", "bob@new.test")
    assert desk.customer("bob")["PrimaryEmailAddr"] == {"Address": "bob@new.test"}

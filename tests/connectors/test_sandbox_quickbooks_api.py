"""The emulated QuickBooks's change feed, batches, replays, limits and refusals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
import requests

from connectors.sandbox.faults import Fault
from connectors.sandbox.quickbooks import Pace
from tests.connectors.test_sandbox_quickbooks_desk import (
    TODAY,
    Desk,
    customer,
    desk_over,
    invoice,
    small_book,
)

SINCE = "2026-11-18T08:59:00-08:00"


@pytest.fixture
def desk() -> Iterator[Desk]:
    with desk_over() as opened:
        yield opened


def feed(desk: Desk, entities: str, since: str = SINCE) -> list[dict[str, Any]]:
    answer = desk.get("cdc", entities=entities, changedSince=since)
    rows: list[dict[str, Any]] = answer["CDCResponse"][0]["QueryResponse"]
    return rows


def test_the_change_feed_tells_of_all_that_a_payment_moved(desk: Desk) -> None:
    assert feed(desk, "Invoice,Payment,CreditMemo,Customer") == [{}, {}, {}, {}]
    made = desk.api.pay("1003", desk.api.balance_of("1003"))
    invoices, payments, credits_, customers = feed(desk, "Invoice,Payment,CreditMemo,Customer")
    assert [row["DocNumber"] for row in invoices["Invoice"]] == ["1003"]
    assert [row["Id"] for row in payments["Payment"]] == [made]
    assert credits_ == {}
    assert [row["DisplayName"] for row in customers["Customer"]] == ["Øl & Co. 株式会社"]
    assert invoices["maxResults"] == 1


def test_a_deletion_is_a_stub_without_amounts(desk: Desk) -> None:
    gone = desk.api.invoice_id("1003")
    desk.api.delete("1003")
    assert feed(desk, "invoice")[0]["Invoice"] == [
        {
            "domain": "QBO",
            "status": "Deleted",
            "Id": gone,
            "MetaData": {"LastUpdatedTime": "2026-11-18T09:00:00-08:00"},
        }
    ]


def test_a_void_is_no_deletion(desk: Desk) -> None:
    desk.api.void("1003")
    row = feed(desk, "Invoice")[0]["Invoice"][0]
    assert (row["TotalAmt"], row["PrivateNote"], "status" in row) == (0, "Voided", False)


def test_the_change_feed_looks_back_thirty_days_and_no_further(desk: Desk) -> None:
    far = desk.call("GET", "cdc", entities="Invoice", changedSince="2026-10-01")
    assert far.status_code == 400
    assert "30 days" in far.json()["Fault"]["Error"][0]["Detail"]
    assert feed(desk, "Invoice", "2026-10-20") != [{}]
    assert desk.call("GET", "cdc", entities="Nonsense", changedSince=SINCE).status_code == 400
    assert desk.call("GET", "cdc", entities="Invoice").status_code == 400


def test_the_change_feed_gives_a_thousand_objects_at_most() -> None:
    many = tuple(
        invoice(str(5000 + n), "amy", "1.00", issued_on=TODAY - timedelta(days=2)) for n in range(1005)
    )
    with desk_over(
        small_book(invoices=many, customers=(customer("amy", "Amy"),), payments=(), credits=())
    ) as desk:
        answer = feed(desk, "Invoice", "2026-11-01")[0]
        assert len(answer["Invoice"]) == 1000
        assert len(desk.find("select * from Invoice maxresults 1000")) == 1000
        assert len(desk.find("select * from Invoice")) == 100


def test_a_batch_answers_each_member_and_faults_do_not_spoil_the_others(desk: Desk) -> None:
    row = desk.invoice("1003")
    note = {"AttachableRef": [{"EntityRef": {"type": "Invoice", "value": row["Id"]}}], "Note": "n"}
    late = {"Id": row["Id"], "SyncToken": "77", "sparse": True, "PrivateNote": "x"}
    members = [
        {"bId": "1", "operation": "create", "Attachable": note},
        {"bId": "2", "operation": "update", "Invoice": late},
        {"bId": "3", "Query": "select count(*) from Invoice"},
        {"bId": "4", "Query": "select * from Invoice where x or y"},
    ]
    answers = desk.post("batch", {"BatchItemRequest": members})["BatchItemResponse"]
    assert [answer["bId"] for answer in answers] == ["1", "2", "3", "4"]
    assert answers[0]["Attachable"]["Note"] == "n"
    assert answers[1]["Fault"]["Error"][0]["code"] == "5010"
    assert answers[2]["QueryResponse"] == {"totalCount": 9}
    assert answers[3]["Fault"]["Error"][0]["code"] == "4000"


def test_a_batch_that_is_too_big_is_refused_whole(desk: Desk) -> None:
    member = {"bId": "1", "Query": "select count(*) from Invoice"}
    assert desk.post("batch", {"BatchItemRequest": [member] * 40})
    assert desk.fault("batch", {"BatchItemRequest": [member] * 41})["code"] == "1040"
    long = {"bId": "12345678901", "Query": "select count(*) from Invoice"}
    assert desk.fault("batch", {"BatchItemRequest": [long]}, requestid="r1")["code"] == "2050"


def test_the_same_requestid_gets_the_first_answer_and_does_nothing(desk: Desk) -> None:
    row = desk.invoice("1003")
    line = {"Amount": 10, "LinkedTxn": [{"TxnId": row["Id"], "TxnType": "Invoice"}]}
    body = {"CustomerRef": row["CustomerRef"], "TotalAmt": 10, "Line": [line]}
    first = desk.call("POST", "payment", body=body, requestid="abc")
    desk.clock.on(minutes=5)
    again = desk.call("POST", "payment", body=body, requestid="abc")
    assert again.content == first.content
    assert desk.api.balance_of("1003") == 70
    desk.post("payment", body, requestid="abd")
    assert desk.api.balance_of("1003") == 60
    assert desk.fault("payment", body, requestid="x" * 51)["code"] == "2050"


def test_a_write_whose_answer_was_lost_can_be_asked_again(desk: Desk) -> None:
    row = desk.invoice("1003")
    line = {"Amount": 10, "LinkedTxn": [{"TxnId": row["Id"], "TxnType": "Invoice"}]}
    body = {"CustomerRef": row["CustomerRef"], "TotalAmt": 10, "Line": [line]}
    desk.api.faults.add(Fault(match="POST .*/payment", action="lost"))
    with pytest.raises(requests.ConnectionError):
        desk.call("POST", "payment", body=body, requestid="abc")
    assert desk.api.balance_of("1003") == 70
    desk.post("payment", body, requestid="abc")
    assert desk.api.balance_of("1003") == 70


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("invoice", {"BadJson": True}, "2010"),
        ("invoice", {"CustomerRef": {"value": "1", "nmae": "x"}}, "2010"),
        ("payment", {"CustomerRef": {"value": "1"}}, "2020"),
        ("payment", {"TotalAmt": 5}, "2020"),
        ("payment", {"CustomerRef": {"value": "999"}, "TotalAmt": 5}, "610"),
        ("payment", {"CustomerRef": {"value": "1"}, "TotalAmt": 5, "PaymentRefNum": "x" * 22}, "2050"),
        ("payment", {"CustomerRef": {"value": "1"}, "TotalAmt": "much"}, "2010"),
        ("payment", {"CustomerRef": {"value": "1"}, "TotalAmt": -5}, "6000"),
        ("payment", {"Id": "9999", "SyncToken": "0", "sparse": True}, "610"),
        (
            "payment",
            {"CustomerRef": {"value": "1"}, "TotalAmt": 5, "DepositToAccountRef": {"value": "3"}},
            "6000",
        ),
        ("customer", {"GivenName": "Amy"}, "2020"),
        ("customer", {"DisplayName": "X", "PrimaryEmailAddr": {"Address": "nowhere"}}, "2210"),
        ("attachable", {"AttachableRef": []}, "2020"),
        ("invoice", {"Id": "1", "sparse": True}, "2020"),
        ("invoice", {"CustomerRef": {"value": "1"}, "DueDate": "2026-13-01", "Line": []}, "2010"),
        ("term", {"Name": "x"}, "500"),
        ("nonsense", {"Name": "x"}, "500"),
    ],
)
def test_bad_writes_are_refused_with_the_real_codes(desk: Desk, path: str, body: Any, code: str) -> None:
    error = desk.fault(path, body)
    assert error["code"] == code, error
    assert desk.api.number_of_open_invoices() == 6


def test_objects_are_read_one_by_one(desk: Desk) -> None:
    for path, name in (
        ("invoice/1", "Invoice"),
        ("customer/1", "Customer"),
        ("term/1", "Term"),
        ("account/1", "Account"),
        ("companyinfo/9130350000000001", "CompanyInfo"),
        ("preferences", "Preferences"),
    ):
        assert desk.get(path)[name]["Id"]
    assert desk.find("select * from CompanyInfo")[0]["CompanyName"] == "Craig's Design"
    assert desk.find("select * from JournalEntry") == []
    missing = desk.call("GET", "creditmemo/999")
    assert missing.json()["Fault"]["Error"][0]["code"] == "610"


def test_another_company_is_refused(desk: Desk) -> None:
    headers = {"Authorization": f"Bearer {desk.tokens['access_token']}"}
    answer = desk.session.get(f"{desk.url}/v3/company/12/preferences", headers=headers)
    assert answer.status_code == 403
    assert answer.json()["fault"]["error"][0]["code"] == "3100"


def test_too_many_calls_are_throttled_until_the_second_is_over(desk: Desk) -> None:
    seconds = [0.0]
    desk.api.pace = Pace(per_second=3, monotonic=lambda: seconds[0])
    assert [desk.call("GET", "preferences").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    answer = desk.call("GET", "preferences")
    error = answer.json()["fault"]["error"][0]
    assert (error["code"], error["message"]) == (
        "3001",
        "message=ThrottleExceeded; errorCode=003001; statusCode=429",
    )
    assert "Retry-After" not in answer.headers
    seconds[0] = 1.0
    assert desk.call("GET", "preferences").status_code == 200


def test_the_real_pace_is_ten_a_second_and_five_hundred_a_minute() -> None:
    seconds = [0.0]
    pace = Pace.real()
    pace.monotonic = lambda: seconds[0]
    assert sum(pace.allows(batch=False) for _ in range(20)) == 10
    for _ in range(58):
        seconds[0] += 1
        for _ in range(10):
            pace.allows(batch=False)
    assert not pace.allows(batch=False)
    seconds[0] = 70.0
    assert pace.allows(batch=True)


def test_reads_are_metered_and_writes_are_not(desk: Desk) -> None:
    before = desk.api.metered_calls()
    row = desk.invoice("1003")
    desk.get("cdc", entities="Invoice", changedSince=SINCE)
    desk.post("batch", {"BatchItemRequest": [{"bId": "1", "Query": "select * from Term"}]})
    assert desk.api.metered_calls() == before + 3
    desk.post("customer", {"DisplayName": "New"})
    desk.fault("query", "select nothing")
    desk.call("GET", "invoice/99999")
    desk.post("invoice", {"Id": row["Id"], "SyncToken": row["SyncToken"], "sparse": True, "PrivateNote": "x"})
    assert desk.api.metered_calls() == before + 3


def test_low_minor_versions_count_as_seventy_five(desk: Desk) -> None:
    asked = f"preferences?minorversion=4&x={quote('y')}"
    headers = {"Authorization": f"Bearer {desk.tokens['access_token']}"}
    answer = desk.session.get(f"{desk.url}/v3/company/9130350000000001/{asked}", headers=headers)
    assert answer.status_code == 200


def test_sending_from_quickbooks_marks_the_invoice_and_overwrites_its_address(desk: Desk) -> None:
    row = desk.invoice("1003")
    sent = desk.post(f"invoice/{row['Id']}/send", "", sendTo="new@address.test")["Invoice"]
    assert (sent["EmailStatus"], sent["BillEmail"]) == ("EmailSent", {"Address": "new@address.test"})
    assert int(sent["SyncToken"]) == int(row["SyncToken"]) + 1

"""The emulated QuickBooks answers the queries the real one answers, and refuses what it refuses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.connectors.test_sandbox_quickbooks_desk import Desk, desk_over


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with desk_over() as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("select * from Invoice where DocNumber = '1' or DocNumber = '2'", "4000"),
        ('select * from Invoice where DocNumber = "1001"', "4000"),
        ("select * from Customer where DisplayName = 'O'Brien'", "4000"),
        ("select * from Customer where DisplayName = 'O\\'Brien\\'", "4000"),
        ("select * from Invoice where Balance > 0", "4000"),
        ("select * from Invoice where Balance != '0'", "4000"),
        ("select * from Invoice where", "4000"),
        ("select * from Invoice where Id in ()", "4000"),
        ("select from Invoice", "4000"),
        ("select * from Invoice, Customer", "4000"),
        ("select * from Invoice where include = 'invoiceLink' limit 3", "4000"),
        ("", "4000"),
        ("select * from Invoice startposition 0", "4001"),
        ("select * from Invoice maxresults 1001", "4001"),
        ("select * from invoice", "4001"),
        ("select * from Nonsense", "4001"),
        ("select * from Invoice where NoSuchField = '1'", "4001"),
        ("select * from Payment where UnappliedAmt > '0'", "4001"),
        ("select * from Invoice where DueDate < 'soon'", "4001"),
        ("select * from Invoice where Balance like '1%'", "4001"),
        ("select Nonsense from Invoice", "4001"),
        ("select * from Invoice orderby Line", "4001"),
    ],
)
def test_what_the_real_one_refuses_is_refused(desk: Desk, text: str, code: str) -> None:
    error = desk.fault("query", text)
    assert error["code"] == code
    assert error["Detail"].startswith("QueryParserError" if code == "4000" else "QueryValidationError")


def test_the_refusal_of_a_start_of_nought_has_the_real_words(desk: Desk) -> None:
    error = desk.fault("query", "select * from Invoice startposition 0")
    assert error["Detail"] == "QueryValidationError: value 0 is too small. Min allowed value is 1"


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ("Balance > '0' and DueDate < '2026-11-18' orderby DocNumber", "1002 1003 1004 1005 1006 1007"),
        ("Balance > '0' AND TotalAmt >= '300' ORDER BY TotalAmt DESC", "1004 1006"),
        ("DocNumber in ('1003', '1001') orderby DocNumber", "1001 1003"),
        ("DocNumber like '100%' and Balance <= '0' orderby DocNumber", "1001 1008"),
        ("TxnDate = '2026-09-29' and Balance = '80.00'", "1003"),
        ("MetaData.LastUpdatedTime >= '2026-11-10T00:00:00-08:00' orderby DocNumber", "1001 1002"),
        ("MetaData.LastUpdatedTime > '2026-11-18T00:00:00-08:00'", ""),
    ],
)
def test_conditions_choose_and_order_invoices(desk: Desk, where: str, numbers: str) -> None:
    found = desk.find(f"select * from Invoice where {where}")  # noqa: S608  # not SQL
    assert [row["DocNumber"] for row in found] == numbers.split()


def test_pages_do_not_overlap_and_the_last_is_short(desk: Desk) -> None:
    asked = "select * from Invoice orderby Id startposition {} maxresults 4"
    pages = [desk.find(asked.format(at)) for at in (1, 5, 9)]
    assert [len(page) for page in pages] == [4, 4, 1]
    ids = [int(row["Id"]) for page in pages for row in page]
    assert ids == sorted(set(ids))


def test_nothing_found_is_an_empty_answer_without_the_entitys_name(desk: Desk) -> None:
    answer = desk.post("query", "select * from Invoice where DocNumber = 'none'")
    assert answer["QueryResponse"] == {}
    assert answer["time"] == "2026-11-18T09:00:00.000-08:00"


def test_a_count_counts_all_and_a_page_tells_its_size(desk: Desk) -> None:
    assert desk.post("query", "select count(*) from Invoice")["QueryResponse"] == {"totalCount": 9}
    page = desk.get("query", query="SELECT *, DocNumber FROM Invoice MAXRESULTS 2 STARTPOSITION 3")
    assert (page["QueryResponse"]["startPosition"], page["QueryResponse"]["maxResults"]) == (3, 2)


def test_a_list_of_names_hides_the_inactive_until_asked(desk: Desk) -> None:
    shown = {row["DisplayName"] for row in desk.find("select * from Customer")}
    assert "Old & Gone (deleted)" not in shown
    everyone = desk.find("select * from Customer where Active IN ( true, false )")
    assert {row["DisplayName"] for row in everyone} == shown | {"Old & Gone (deleted)"}
    gone = desk.find("select * from Customer where Active = false")
    assert [row["Active"] for row in gone] == [False]


def test_names_with_quotes_and_other_scripts_are_found(desk: Desk) -> None:
    quoted = desk.find("select * from Customer where DisplayName = 'Amy\\'s Bird Sanctuary'")
    assert [row["DisplayName"] for row in quoted] == ["Amy's Bird Sanctuary"]
    assert desk.find("select * from Customer where DisplayName = 'Øl & Co. 株式会社'")


def test_sub_customers_hang_on_their_parent(desk: Desk) -> None:
    child = desk.find("select * from Customer where Job = true")[0]
    parent = desk.find("select * from Customer where DisplayName = 'House & Garden'")[0]
    assert child["ParentRef"]["value"] == parent["Id"]
    assert (child["BillWithParent"], child["FullyQualifiedName"]) == (True, "House & Garden:Roof")
    assert (parent["Balance"], parent["BalanceWithJobs"]) == (40, 340)


def test_a_pay_link_comes_only_when_asked_for_on_the_address(desk: Desk) -> None:
    asked = "select * from Invoice where DocNumber in ('1002', '1003', '1004') orderby DocNumber"
    assert all("InvoiceLink" not in row for row in desk.find(asked))
    linked = desk.find(asked, include="invoiceLink")
    assert linked[0]["InvoiceLink"].startswith("https://")
    assert [row["InvoiceLink"] for row in linked[1:]] == ["", ""], "no address; a foreign currency"
    assert ["InvoiceLinkExpiryDate" in row for row in linked] == [True, False, False]
    assert desk.find(asked, include="invoiceLink") == linked


def test_several_addresses_of_a_customer_stand_in_one_field(desk: Desk) -> None:
    assert desk.customer("amy")["PrimaryEmailAddr"]["Address"] == "amy@customer.test, boss@amy.test"
    assert "PrimaryEmailAddr" not in desk.customer("bob")

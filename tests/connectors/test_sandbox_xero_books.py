"""The emulated Xero lists its books as the real one does, and every answer keeps to the contract."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import yaml

from connectors.sandbox.generate import book
from connectors.sandbox.server import serve
from connectors.sandbox.xero import XeroApi
from tests.connectors.xero_caller import FREE, OPEN, START, Caller, Hands, clearing, first_open


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def xero(hands: Hands) -> XeroApi:
    kept = book(seed=1, today=START.date(), flavour="xero")
    return XeroApi(kept, hands, client_id="us", client_secret="secret", limits=FREE)


@pytest.fixture
def caller(xero: XeroApi) -> Iterator[Caller]:
    with serve(xero) as served:
        one = Caller(served)
        yield one
        one.session.close()


@pytest.fixture
def linked(caller: Caller) -> Caller:
    caller.sign_in()
    return caller


CONTRACT = Path(__file__).resolve().parents[2] / ".." / "shared" / "contracts" / "xero_accounting.yaml"
RESOURCES = "Invoices Contacts CreditNotes Overpayments Prepayments Payments Accounts Organisation".split()


def ids(shape: dict[str, Any]) -> list[str]:
    return [one["InvoiceID"] for one in shape["Invoices"]]


# The books


def test_open_invoices_sum_to_what_the_source_says_is_open(linked: Caller, xero: XeroApi) -> None:
    asked = {"where": 'Type=="ACCREC" AND AmountDue>0', "Statuses": "AUTHORISED", "summaryOnly": "true"}
    sums: dict[str, Decimal] = {}
    for one in linked.get("Invoices", pageSize=1000, **asked)["Invoices"]:
        sums[one["CurrencyCode"]] = sums.get(one["CurrencyCode"], Decimal(0)) + one["AmountDue"]
        assert one["AmountDue"] == one["Total"] - one["AmountPaid"] - one["AmountCredited"]
        assert not {"LineItems", "Payments", "HasAttachments"} & set(one)
    assert sums == xero.open_balances()
    assert {"GBP", "EUR", "USD", "JPY", "KWD"} <= set(sums)
    assert (
        linked.get("Invoices", page=1, **asked)["pagination"]["itemCount"] == xero.number_of_open_invoices()
    )


def test_amounts_have_two_decimals_and_dinars_three(linked: Caller) -> None:
    text = linked.call("GET", "Invoices", where=OPEN, page=1).text
    written = {one["CurrencyCode"]: one for one in json.loads(text, parse_float=str)["Invoices"]}
    assert re.fullmatch(r"\d+\.\d\d", written["GBP"]["Total"])
    assert re.fullmatch(r"\d+\.00", written["JPY"]["Total"])
    assert re.fullmatch(r"\d+\.\d\d\d", written["KWD"]["Total"])


def test_dates_come_as_milliseconds_with_escaped_slashes(linked: Caller) -> None:
    text = linked.call("GET", "Invoices", where=OPEN, page=1).text
    assert '"\\/Date(' in text
    assert '"/Date(' not in text
    for one in json.loads(text)["Invoices"]:
        found = re.fullmatch(r"/Date\((\d+)\+0000\)/", one["DueDate"])
        assert found is not None
        due = datetime.fromtimestamp(int(found[1]) / 1000, UTC)
        assert one["DueDateString"] == due.strftime("%Y-%m-%dT00:00:00")


def test_pages_follow_one_another_without_gap_or_overlap(linked: Caller, xero: XeroApi) -> None:
    whole = linked.get("Invoices", pageSize=1000)
    assert whole["pagination"] == {
        "page": 1,
        "pageSize": 1000,
        "pageCount": 1,
        "itemCount": len(xero.books.invoices),
    }
    pieces: list[str] = []
    for page in range(1, 100):
        shape = linked.get("Invoices", pageSize=50, page=page)
        pieces += ids(shape)
        if page >= shape["pagination"]["pageCount"]:
            break
    assert pieces == ids(whole)
    assert linked.get("Invoices", page=1)["pagination"]["pageSize"] == 100
    assert linked.get("Invoices", pageSize=5000)["pagination"]["pageSize"] == 1000
    assert ids(linked.get("Invoices", page=99)) == []


def test_the_unpaged_form_has_no_lines_and_a_page_has_them(linked: Caller) -> None:
    unpaged = linked.get("Invoices", where=OPEN)
    assert "pagination" not in unpaged
    assert unpaged["Invoices"][0]["LineItems"] == []
    assert linked.get("Invoices", where=OPEN, page=1)["Invoices"][0]["LineItems"]
    assert set(unpaged["Invoices"][0]["Contact"]) >= {"ContactID", "Name", "ContactPersons"}


def test_bills_drafts_and_voids_are_there_too_unless_filtered(linked: Caller) -> None:
    everything = linked.get("Invoices", page=1, pageSize=1000)["Invoices"]
    assert {one["Type"] for one in everything} == {"ACCREC", "ACCPAY"}
    assert {one["Status"] for one in everything} == {"DRAFT", "AUTHORISED", "PAID", "VOIDED"}
    voided = [one for one in everything if one["Status"] == "VOIDED"]
    assert all(one["AmountDue"] == 0 < one["Total"] for one in voided)
    paid = [one for one in everything if one["Status"] == "PAID"]
    assert all(one["AmountDue"] == 0 and "FullyPaidOnDate" in one for one in paid)


@pytest.mark.parametrize(
    ("where", "holds"),
    [
        ('Type=="ACCPAY"', lambda one: one["Type"] == "ACCPAY"),
        ("DueDate<DateTime(2026, 11, 25) AND AmountDue>0", lambda one: one["DueDateString"] < "2026-11-25"),
        (
            "Date>=DateTime(2026,09,01) && Date<DateTime(2026,10,01)",
            lambda one: one["DateString"][:7] == "2026-09",
        ),
        ('InvoiceNumber=="INV-1010"', lambda one: one["InvoiceNumber"] == "INV-1010"),
        ('Status=="PAID"', lambda one: one["Status"] == "PAID"),
        ("AmountDue>=1000.50", lambda one: one["AmountDue"] >= Decimal("1000.50")),
    ],
)
def test_a_filter_gives_exactly_what_it_says(linked: Caller, where: str, holds: Any) -> None:
    everything = linked.get("Invoices", pageSize=1000)["Invoices"]
    found = linked.get("Invoices", pageSize=1000, where=where)["Invoices"]
    also = "AmountDue>0" in where
    expected = [one for one in everything if holds(one) and (not also or one["AmountDue"] > 0)]
    assert found == expected
    assert found


def test_invoices_of_one_contact_or_by_id_or_number(linked: Caller) -> None:
    one = first_open(linked)
    contact = one["Contact"]["ContactID"]
    where = f'Contact.ContactID==guid("{contact}")'
    of_contact = ids(linked.get("Invoices", where=where))
    assert one["InvoiceID"] in of_contact
    assert ids(linked.get("Invoices", ContactIDs=contact)) == of_contact
    assert ids(linked.get("Invoices", where=f'InvoiceID==Guid("{one["InvoiceID"].upper()}")')) == [
        one["InvoiceID"]
    ]
    assert set(ids(linked.get("Invoices", IDs=",".join(of_contact[:40])))) == set(of_contact[:40])
    assert ids(linked.get("Invoices", InvoiceNumbers=one["InvoiceNumber"])) == [one["InvoiceID"]]
    assert linked.get(f"Invoices/{one['InvoiceID']}")["Invoices"][0]["InvoiceNumber"] == one["InvoiceNumber"]
    assert linked.get(f"Invoices/{one['InvoiceNumber']}")["Invoices"][0]["InvoiceID"] == one["InvoiceID"]


@pytest.mark.parametrize(
    "query",
    [
        {"where": 'Colour=="red"'},
        {"where": 'Type=="ACCREC" OR Status=="PAID"'},
        {"where": 'InvoiceNumber.StartsWith("INV")'},
        {"where": 'Status>"PAID"'},
        {"where": 'AmountDue=="10"'},
        {"where": 'DueDate<"2026-11-25"'},
        {"where": "DueDate<DateTime(2026,13,45)"},
        {"where": 'Type=="ACCREC" AND'},
        {"where": 'Type=="ACCREC'},
        {"order": "Colour"},
        {"order": "Date SIDEWAYS"},
        {"Statuses": "OPEN"},
        {"page": "0"},
        {"page": "abc"},
        {"IDs": "not-a-guid"},
    ],
)
def test_a_query_that_xero_would_not_understand_is_refused(linked: Caller, query: dict[str, str]) -> None:
    answer = linked.call("GET", "Invoices", **query)
    assert (answer.status_code, answer.json()["Type"]) == (400, "QueryParseException")


def test_too_many_ids_make_an_address_that_is_not_found(linked: Caller, xero: XeroApi) -> None:
    some = list(xero.books.invoices)
    assert len(ids(linked.get("Invoices", IDs=",".join(some[:52])))) == 52
    assert linked.call("GET", "Invoices", IDs=",".join(some[:53])).status_code == 404


def test_a_list_can_be_ordered(linked: Caller) -> None:
    days = [one["DateString"] for one in linked.get("Invoices", page=1, order="Date DESC")["Invoices"]]
    assert days == sorted(days, reverse=True)
    changed = [one["UpdatedDateUTC"] for one in linked.get("Invoices", page=1)["Invoices"]]
    assert changed == sorted(changed)
    assert len(set(changed)) == len(changed)


def test_a_change_shows_among_what_was_modified_since(linked: Caller, xero: XeroApi, hands: Hands) -> None:
    one = first_open(linked)
    hands.forward(minutes=5)
    since = {"If-Modified-Since": hands.now.strftime("%Y-%m-%dT%H:%M:%S")}
    for name in ("Invoices", "Contacts", "Payments", "CreditNotes"):
        assert linked.get(name, headers=since)[name] == []
    xero.pay(one["InvoiceNumber"], Decimal("1.00"))
    xero.pay(one["InvoiceNumber"], Decimal("2.00"))
    xero.set_email("C1", "new@example.com")
    assert ids(linked.get("Invoices", headers=since, page=1)) == [one["InvoiceID"]]
    assert [pay["Amount"] for pay in linked.get("Payments", headers=since)["Payments"]] == [1, 2]
    assert [who["EmailAddress"] for who in linked.get("Contacts", headers=since)["Contacts"]] == [
        "new@example.com"
    ]
    wrong = linked.call("GET", "Invoices", headers={"If-Modified-Since": "Wed, 25 Nov 2026 15:00:00 GMT"})
    assert wrong.status_code == 400


def test_contacts_have_persons_and_terms_only_when_paged(linked: Caller) -> None:
    listed = linked.get("Contacts")["Contacts"]
    paged = linked.get("Contacts", page=1)["Contacts"]
    assert not any(one["ContactPersons"] for one in listed)
    assert any(person["IncludeInEmails"] for one in paged for person in one["ContactPersons"])
    assert all(one["PaymentTerms"]["Sales"]["Type"] == "DAYSAFTERBILLDATE" for one in paged)
    assert any(one["Balances"]["AccountsReceivable"]["Overdue"] > 0 for one in paged)
    assert len(linked.get("Contacts", includeArchived="true")["Contacts"]) == len(listed) + 1
    assert len(linked.get("Contacts", where="IsCustomer==true")["Contacts"]) == len(listed) - 1
    names = {one["Name"] for one in listed}
    assert {"O'Brien & Sons", "Müller GmbH", "Back\\slash Studios", "株式会社さくら商事"} <= names
    single = linked.get(f"Contacts/{paged[0]['ContactID']}")["Contacts"]
    assert single == paged[:1]


def test_money_in_hand_is_in_credit_notes_overpayments_and_prepayments(linked: Caller) -> None:
    where = 'Type=="ACCRECCREDIT" AND Status=="AUTHORISED"'
    notes = linked.get("CreditNotes", where=where, page=1)["CreditNotes"]
    over = linked.get("Overpayments", page=1)["Overpayments"]
    before = linked.get("Prepayments", page=1)["Prepayments"]
    assert all(one["RemainingCredit"] > 0 for one in (*notes, *over, *before))
    assert over[0]["Type"] == "RECEIVE-OVERPAYMENT"
    assert before[0]["Type"] == "RECEIVE-PREPAYMENT"
    used = next(one for one in notes if one["Allocations"])
    invoice = linked.get(f"Invoices/{used['Allocations'][0]['Invoice']['InvoiceID']}")["Invoices"][0]
    assert invoice["AmountCredited"] == used["Allocations"][0]["Amount"]
    assert invoice["CreditNotes"][0]["AppliedAmount"] == invoice["AmountCredited"]
    assert used["Total"] == used["RemainingCredit"] + invoice["AmountCredited"]
    assert linked.get(f"CreditNotes/{used['CreditNoteID']}")["CreditNotes"] == [used]


def test_the_organisation_its_accounts_and_its_own_reminders(linked: Caller, xero: XeroApi) -> None:
    firm = linked.get("Organisation")["Organisations"][0]
    assert (firm["BaseCurrency"], firm["CountryCode"], firm["Timezone"]) == ("GBP", "GB", "GMTSTANDARDTIME")
    assert (firm["IsDemoCompany"], "PeriodLockDate" in firm) == (False, False)
    bank = linked.get("Accounts", where='Type=="BANK"')["Accounts"][0]
    assert "Code" not in bank
    assert linked.get("InvoiceReminders/Settings")["InvoiceReminders"] == [{"Enabled": False}]
    xero.books.reminders, xero.books.demo = True, True
    assert linked.get("InvoiceReminders/Settings")["InvoiceReminders"] == [{"Enabled": True}]
    assert linked.get("Organisation")["Organisations"][0]["Class"] == "DEMO"


def test_an_online_invoice_has_an_address_unless_it_is_a_draft_or_a_bill(linked: Caller) -> None:
    everything = linked.get("Invoices", pageSize=1000)["Invoices"]
    one = first_open(linked)["InvoiceID"]
    address = linked.get(f"Invoices/{one}/OnlineInvoice")["OnlineInvoices"][0]["OnlineInvoiceUrl"]
    assert address.startswith("https://in.xero.com/")
    for wrong in (
        next(bill for bill in everything if bill["Type"] == "ACCPAY"),
        next(draft for draft in everything if draft["Status"] == "DRAFT"),
    ):
        assert linked.call("GET", f"Invoices/{wrong['InvoiceID']}/OnlineInvoice").status_code == 400


@pytest.mark.parametrize(
    "path", ["Quotes", "Invoices/1/2/3/4", "Payments/00000000-0000-0000-0000-000000000000", ""]
)
def test_what_is_not_there_is_not_found(linked: Caller, path: str) -> None:
    assert linked.call("GET", path).status_code == 404


# Acts at the source


def test_acts_at_the_source_show_in_the_api(linked: Caller, xero: XeroApi) -> None:
    one = first_open(linked)["InvoiceNumber"]
    xero.edit_due(one, None)
    assert "DueDate" not in linked.get(f"Invoices/{one}")["Invoices"][0]
    xero.void(one)
    assert linked.get(f"Invoices/{one}")["Invoices"][0]["Status"] == "VOIDED"
    with pytest.raises(ValueError, match="cannot be paid"):
        xero.pay(one, Decimal(1))
    new = xero.add_invoice("C2", Decimal("12.34"), date(2026, 11, 1))
    assert (xero.balance_of(new), linked.get(f"Invoices/{new}")["Invoices"][0]["CurrencyCode"]) == (
        Decimal("12.34"),
        "EUR",
    )
    with pytest.raises(ValueError, match="cannot be paid"):
        xero.pay(new, Decimal("12.35"))
    with pytest.raises(LookupError, match="INV-0"):
        xero.balance_of("INV-0")
    xero.archive("C2", "GDPRREQUEST")
    xero.rename("C3", "Neu & Söhne")
    names = {
        who["Name"]: who["ContactStatus"]
        for who in linked.get("Contacts", includeArchived="true")["Contacts"]
    }
    assert (names["O'Brien & Sons"], names["Neu & Söhne"]) == ("GDPRREQUEST", "ACTIVE")


# The contract


@pytest.fixture(scope="session")
def contract() -> Any:
    if not CONTRACT.exists():
        pytest.skip("the vendors' contracts are not beside this checkout")
    from openapi_core import Config, OpenAPI  # slow to load, and only for these tests

    return OpenAPI.from_file_path(str(CONTRACT), config=Config(spec_validator_cls=None))


def check(contract: Any, answer: requests.Response) -> None:
    """Raises when the answer breaks the contract, or writes a date in a form of its own."""
    from openapi_core.testing import MockRequest, MockResponse  # as above

    sent = answer.request
    parts = urlsplit(str(sent.url))
    kept = {name: value for name, value in sent.headers.items() if name.lower() != "content-type"}
    asked = MockRequest(
        "https://api.xero.com",
        str(sent.method).lower(),
        parts.path,
        args={name: values[0] for name, values in parse_qs(parts.query).items()},
        headers=kept,
        data=sent.body if isinstance(sent.body, bytes) else None,
        content_type=sent.headers.get("Content-Type", "application/json"),
    )
    given = MockResponse(answer.content, answer.status_code, content_type="application/json")
    contract.validate_request(asked)
    contract.validate_response(asked, given)
    if answer.status_code == requests.codes.bad:
        return  # it echoes what was sent, dates as they were sent
    dates = re.findall(r'"(\w*Date(?:UTC)?)": ?"([^"]*)"', answer.text)
    assert all(re.fullmatch(r"\\/Date\(-?\d+(\+0000)?\)\\/", value) for _, value in dates)


@pytest.mark.filterwarnings("ignore")  # openapi-core's own, about OAuth2
@pytest.mark.parametrize("resource", RESOURCES)
def test_every_list_keeps_to_the_contract(contract: Any, linked: Caller, resource: str) -> None:
    check(contract, linked.call("GET", resource))
    if resource not in {"Accounts", "Organisation"}:
        check(contract, linked.call("GET", resource, page=1, pageSize=1000))


@pytest.mark.filterwarnings("ignore")  # openapi-core's own, about OAuth2
def test_everything_about_one_invoice_keeps_to_the_contract(contract: Any, linked: Caller) -> None:
    one, account = first_open(linked)["InvoiceID"], clearing(linked)
    note = {"HistoryRecords": [{"Details": "Reminder sent [KEY]"}]}
    check(contract, linked.call("GET", f"Invoices/{one}"))
    check(contract, linked.call("GET", f"Invoices/{one}/OnlineInvoice"))
    check(contract, linked.call("PUT", f"Invoices/{one}/History", body=note))
    check(contract, linked.call("GET", f"Invoices/{one}/History"))
    check(contract, linked.call("GET", "Invoices", summaryOnly="true", Statuses="AUTHORISED", where=OPEN))
    check(contract, linked.call("GET", "InvoiceReminders/Settings"))
    paid = {"Invoice": {"InvoiceID": one}, "Account": account, "Amount": 1.5, "Date": "2026-11-24"}
    made = linked.call("PUT", "Payments", body={"Payments": [paid]})
    check(contract, made)
    check(contract, linked.call("PUT", "Payments", body={"Payments": [paid | {"Amount": 1e9}]}))
    payment = made.json()["Payments"][0]["PaymentID"]
    check(contract, linked.call("GET", f"Payments/{payment}"))
    check(contract, linked.call("POST", f"Payments/{payment}", body={"Status": "DELETED"}))


def strangers(schemas: dict[str, Any], schema: dict[str, Any], shape: Any) -> Iterator[str]:
    """Keys that the contract does not know, anywhere in the shape."""
    while "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[1]]
    if isinstance(shape, list):
        for one in shape:
            yield from strangers(schemas, schema.get("items", {}), one)
    elif isinstance(shape, dict):
        for name, value in shape.items():
            if name in schema.get("properties", {}):
                yield from strangers(schemas, schema["properties"][name], value)
            else:
                yield name


def test_no_answer_has_a_key_of_its_own_invention(linked: Caller) -> None:
    if not CONTRACT.exists():
        pytest.skip("the vendors' contracts are not beside this checkout")
    schemas = yaml.load(CONTRACT.read_text(), yaml.CSafeLoader)["components"]["schemas"]  # is safe
    envelope = {"Id", "Status", "ProviderName", "DateTimeUTC", "pagination"}
    seen = {"DateString", "DueDateString", "DateUTCString", "ID", "HasErrors", "HasValidationErrors"}
    history = f"Invoices/{first_open(linked)['InvoiceID']}/History"
    for path in (*RESOURCES, "InvoiceReminders/Settings", history):
        shape = linked.get(path, page=1)
        (name,) = set(shape) - envelope
        found = set(strangers(schemas, schemas[name], {name: shape[name]}))
        assert found <= seen, (path, found - seen)


@pytest.mark.filterwarnings("ignore")  # openapi-core's own, about OAuth2
def test_the_check_of_the_contract_notices_a_wrong_answer(contract: Any, linked: Caller) -> None:
    answer = linked.call("GET", "Invoices", page=1)
    answer._content = answer.content.replace(b'"AmountDue":', b'"AmountDue":"x",\n"Was":', 1)
    with pytest.raises(Exception, match="not of type 'number'"):
        check(contract, answer)

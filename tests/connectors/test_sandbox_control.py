"""The whole sandbox runs as one, and a person can work it by hand over its control face."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import imapclient
import pytest
import requests

from connectors.sandbox.mail import PASSWORD
from connectors.sandbox.sandbox import Sandbox

START = datetime(2026, 11, 25, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(seed=1, start=START) as running:
        yield running


def get(sandbox: Sandbox, path: str, **query: str) -> Any:
    return requests.get(f"{sandbox.control_url}/{path}", params=query, timeout=5).json()


def post(sandbox: Sandbox, path: str, **sent: Any) -> requests.Response:
    return requests.post(f"{sandbox.control_url}/{path}", json=sent, timeout=5)


def number_of_an_open_one(sandbox: Sandbox) -> str:
    return next(one.number for one in sandbox.xero.books.open_invoices() if not one.paid)


def test_both_ledgers_tell_their_open_balances(sandbox: Sandbox) -> None:
    ledgers = get(sandbox, "ledgers")
    assert set(ledgers) == {"xero", "quickbooks"}
    for name, api in (("xero", sandbox.xero), ("quickbooks", sandbox.quickbooks)):
        balances = {currency: Decimal(text) for currency, text in ledgers[name]["open_balances"].items()}
        assert balances == api.open_balances()
        assert {"EUR", "JPY", "KWD"} <= set(balances)
        assert ledgers[name]["open_invoices"] == api.number_of_open_invoices() > 20


def test_a_payment_and_a_void_by_hand_show_at_the_source(sandbox: Sandbox) -> None:
    number = number_of_an_open_one(sandbox)
    before = sandbox.xero.balance_of(number)
    assert post(sandbox, "pay", number=number, amount="1.00", on="2026-11-25").json()["id"]
    assert sandbox.xero.balance_of(number) == before - 1
    assert get(sandbox, "payments", number=number) == [
        {"amount": "1.00", "reference": None, "status": "AUTHORISED"}
    ]
    assert get(sandbox, "notes", number=number) == []
    other = number_of_an_open_one(sandbox)
    assert post(sandbox, "void", number=other, ledger="xero").json() == {"done": True}
    assert sandbox.xero.balance_of(other) == 0


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("pay", {"number": "none", "amount": "1"}, 404),
        ("pay", {"number": "INV-1001", "amount": "a lot"}, 400),
        ("pay", {"number": "INV-1001", "amount": "99999999"}, 400),
        ("faults", {"ledger": "sage", "match": "x", "action": "cut"}, 404),
        ("faults", {"ledger": "xero", "match": "x", "action": "cut", "colour": "red"}, 400),
        ("dance", {}, 404),
    ],
)
def test_a_wrong_wish_is_answered_with_what_is_wrong(
    sandbox: Sandbox, path: str, sent: dict[str, Any], status: int
) -> None:
    answer = post(sandbox, path, **sent)
    assert (answer.status_code, bool(answer.json()["error"])) == (status, True)


def test_faults_can_be_asked_for_and_cleared_from_outside(sandbox: Sandbox) -> None:
    for provider in ("xero", "quickbooks"):
        address = f"{sandbox.hosts(provider)['api']}/anything"
        post(sandbox, "faults", ledger=provider, match="anything", action="status", status=418, times=None)
        assert requests.get(address, timeout=5).status_code == 418
        post(sandbox, "faults", ledger=provider, clear=True)
        assert requests.get(address, timeout=5).status_code != 418
        assert get(sandbox, "calls", ledger=provider)[-2]["status"] == 418


def test_messages_and_the_mail_servers_failures_are_there_too(sandbox: Sandbox) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "us@example.org", "you@example.com", "Fällig"
    message["Message-ID"] = "<K@example.org>"
    message.set_content("Guten Tag\n")
    post(sandbox, "faults", ledger="mail", failure="refuse")
    with smtplib.SMTP(sandbox.mail.host, sandbox.mail.port, timeout=5) as line:
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            line.send_message(message)
        line.send_message(message)
    assert get(sandbox, "messages") == [
        {
            "from": "us@example.org",
            "to": ["you@example.com"],
            "subject": "Fällig",
            "message_id": "<K@example.org>",
            "text": "Guten Tag\n",
        }
    ]


def test_a_customer_answers_by_hand_and_both_sides_are_read_over_imap(sandbox: Sandbox) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "us@harbour.test", "anna@acme.test", "Overdue"
    message["Reply-To"], message["Message-ID"] = "Accounts <accounts@harbour.test>", "<1@harbour.test>"
    message.set_content("Please pay.")
    with smtplib.SMTP(sandbox.mail.host, sandbox.mail.port) as line:
        line.send_message(message)
    assert post(sandbox, "reply", text="We paid.", message_id="<2@x>").status_code == 404
    sent = {"message_id": "<1@harbour.test>", "headers": {"Auto-Submitted": "auto-replied"}}
    assert post(sandbox, "reply", text="We paid.", **sent).json() == {"done": True}

    def box(person: str, folder: str = "INBOX") -> list[EmailMessage]:
        with imapclient.IMAPClient(sandbox.imap.host, sandbox.imap.port, ssl=False) as line:
            line.login(person, PASSWORD)
            line.select_folder(folder, readonly=True)
            found = line.fetch(line.search(), ["BODY.PEEK[]"]).values()
            return [message_from_bytes(each[b"BODY[]"], policy=policy.default) for each in found]

    (answer,) = box("accounts@harbour.test")
    assert answer.get_content().strip() == "We paid."
    assert (answer["From"], answer["Subject"]) == ("anna@acme.test", "Re: Overdue")
    assert answer["References"] == answer["In-Reply-To"] == "<1@harbour.test>"
    assert answer["Auto-Submitted"] == "auto-replied"
    assert [each["Subject"] for each in box("Anna@acme.test")] == ["Overdue"]
    assert [each["Subject"] for each in box("us@harbour.test", "Sent")] == ["Overdue"]


def test_mailboxes_are_numbered_anew_and_their_sign_ins_end_by_hand(sandbox: Sandbox) -> None:
    def validity() -> int:
        with imapclient.IMAPClient(sandbox.imap.host, sandbox.imap.port, ssl=False) as line:
            line.login("us@harbour.test", PASSWORD)
            return int(line.select_folder("INBOX", readonly=True)[b"UIDVALIDITY"])

    before = validity()
    assert post(sandbox, "mailbox", act="renumber", mailbox="us@harbour.test").json() == {"done": True}
    assert validity() != before
    for act in ("expire", "revoke"):
        assert post(sandbox, "mailbox", act=act).json() == {"done": True}
    assert post(sandbox, "mailbox", act="burn").status_code == 404
    assert post(sandbox, "faults", ledger="imap", failure="refuse").json() == {"done": True}
    with pytest.raises(imapclient.exceptions.LoginError):
        validity()
    assert validity()


def test_the_addresses_for_the_settings_answer(sandbox: Sandbox) -> None:
    hosts = sandbox.hosts("quickbooks")
    document = requests.get(hosts["discovery"], timeout=5).json()
    assert document["token_endpoint"].startswith(hosts["api"].removesuffix("/v3"))
    assert set(sandbox.hosts("xero")) == {"api", "authorize", "token", "revoke", "connections"}
    with pytest.raises(LookupError, match="sage"):
        sandbox.hosts("sage")


def test_fixed_ports_are_kept_and_a_taken_one_stops_nothing_half_way() -> None:
    with Sandbox(seed=2, start=START, customers=3) as first:
        port = int(first.control_url.rsplit(":", 1)[1])
        with pytest.raises(OSError, match=r"[Aa]ddress"):
            Sandbox(seed=2, start=START, customers=3, ports={"control": port})
    with Sandbox(seed=2, start=START, customers=3, ports={"control": port}) as again:
        assert again.control_url.endswith(str(port))
        again.stop()


def test_journals_deliveries_and_reminders_by_hand_show_at_the_source(sandbox: Sandbox) -> None:
    source = sandbox.quickbooks
    row = next(row for row in source.company.rows["Invoice"].values() if row["Balance"])
    customer = source.company.find("Customer", row["CustomerRef"]["value"])
    before = customer["Balance"]
    journal = post(sandbox, "journal", number=row["DocNumber"], amount="-5", ledger="quickbooks")
    assert journal.json() == {"done": True}
    assert customer["Balance"] == before - 5
    post(sandbox, "send", number=row["DocNumber"], ledger="quickbooks")
    assert row["EmailStatus"] == "EmailSent"
    for on in (True, False):
        post(sandbox, "remind", ledger="xero", on=on)
        assert sandbox.xero.books.reminders is on
    assert post(sandbox, "remind", ledger="quickbooks", on=True).status_code == 404


def test_xero_owes_by_all_papers_what_it_owes_by_its_balances(sandbox: Sandbox) -> None:
    desk, number = sandbox.xero, number_of_an_open_one(sandbox)
    invoice = desk.books.by_number(number)
    desk.edit_total(number, invoice.total + 7)
    with pytest.raises(ValueError, match="cannot be for"):
        desk.edit_total(number, Decimal(-1))
    sums: dict[str, Decimal] = {}
    for (_, currency), amount in desk.owed().items():
        sums[currency] = sums.get(currency, Decimal(0)) + amount
    held = desk.credit_in_hand()
    told = {
        currency: owed - held.get(currency, Decimal(0)) for currency, owed in desk.open_balances().items()
    }
    assert sums == told


def test_what_reached_whom_is_read_on_a_page_and_answered_there(sandbox: Sandbox) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "accounts@harbour.example", "ann@acme.example"
    message["Subject"], message["Message-ID"] = "Due <soon>", "<shown@harbour.example>"
    message.set_content("Look: https://pay.example/1?a=1&b=2\n")
    with smtplib.SMTP("127.0.0.1", sandbox.mail.port, timeout=5) as server:
        server.send_message(message)
    address = f"{sandbox.control_url}/mail"
    page = requests.get(address, timeout=5)
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    newest = page.text.partition("</details>")[0]
    assert "<b>Due &lt;soon&gt;</b><br>to ann@acme.example" in newest
    assert '<a href="https://pay.example/1?a=1&amp;b=2">' in newest
    answer = {"message_id": "<shown@harbour.example>", "text": "We pay on Friday."}
    assert "Your answer is there" in requests.post(address, data=answer, timeout=5).text
    with imapclient.IMAPClient("127.0.0.1", sandbox.imap.port, ssl=False) as inbox:
        inbox.login("accounts@harbour.example", PASSWORD)
        inbox.select_folder("INBOX", readonly=True)
        [*_, last] = inbox.fetch(inbox.search(), ["RFC822"]).values()
    assert b"We pay on Friday." in last[b"RFC822"]
    gone = requests.post(address, data=answer | {"message_id": "<no@such>"}, timeout=5)
    assert (gone.status_code, gone.json()) == (404, {"error": "no message <no@such>"})

"""Answers recorded from the real QuickBooks Online are read without losing a row or a cent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from requests.structures import CaseInsensitiveDict

from connectors.errors import SignInAgain
from connectors.http import Answer
from connectors.quickbooks.faults import complaint, request_id, trouble
from connectors.quickbooks.mapping import facts
from connectors.quickbooks.sheet import Sheet
from connectors.quickbooks.wire import Single
from dunning.ledger import Customer, Fact, Invoice, Unreadable

RECORDED = Path(__file__).resolve().parents[2] / ".." / "shared" / "recorded" / "quickbooks"
pytestmark = pytest.mark.skipif(not RECORDED.is_dir(), reason="the recordings are not beside this checkout")

NAMES = ("Customer", "Invoice", "CreditMemo", "Payment")


def exchanges() -> Iterator[tuple[str, Answer]]:
    for path in sorted(RECORDED.glob("*.yml")) if RECORDED.is_dir() else ():
        for exchange in yaml.safe_load(path.read_text(encoding="utf-8"))["http_interactions"]:
            answer = exchange["response"]
            headers = CaseInsensitiveDict({name: values[0] for name, values in answer["headers"].items()})
            yield path.name, Answer(answer["status"]["code"], headers, answer["body"]["string"].encode())


def pages() -> Iterator[tuple[str, bytes]]:
    """Recorded pages as they came, and recorded single objects put into one."""
    for name, answer in exchanges():
        told = json.loads(answer.body)
        if any(kind in told.get("QueryResponse", {}) for kind in NAMES):
            yield name, answer.body
        for kind in NAMES:
            if kind in told:
                yield name, json.dumps({"QueryResponse": {kind: [told[kind]]}, "time": told["time"]}).encode()


def test_there_is_something_to_read() -> None:
    assert len(list(exchanges())) >= 10
    assert len(list(pages())) >= 4


def test_every_recorded_row_becomes_a_fact_with_its_exact_amounts() -> None:
    seen = 0
    for name, body in pages():
        told: dict[str, Any] = json.loads(body, parse_float=Decimal)["QueryResponse"]
        staged = facts(Sheet(body), None)
        assert not [row for row in staged if isinstance(row, Unreadable)], name
        rows = {row.id: row for row in staged if isinstance(row, Fact)}
        for kind in NAMES:
            for source in told.get(kind, ()):
                row = rows[source["Id"]]
                seen += 1
                if isinstance(row, Customer):
                    assert row.name == source["DisplayName"]
                    assert row.currency == source["CurrencyRef"]["value"]
                    assert row.active == source["Active"]
                    mail = source.get("PrimaryEmailAddr", {}).get("Address")
                    assert row.emails == ((mail,) if mail else ())
                if isinstance(row, Invoice):
                    assert (row.balance, row.total) == (source["Balance"], source["TotalAmt"])
                    assert row.due_on is not None
                    assert row.due_on.isoformat() == source["DueDate"]
    assert seen >= 30


def test_the_recorded_401_asks_for_a_new_sign_in_without_showing_the_token() -> None:
    (answer,) = [answer for name, answer in exchanges() if name == "error_401.yml" and answer.status == 401]
    error = trouble(answer, writing=False, about="customer 1")
    assert isinstance(error, SignInAgain)
    assert (error.code, error.status) == ("3200", 401)
    assert error.request_id == "1-5f7349e0-0fd2bee86a8a83c67a77fbb2"
    assert "customer 1" in str(error)
    assert "AB01601390262" not in str(error)


def test_every_recorded_answer_has_the_id_that_support_asks_for() -> None:
    assert all(request_id(answer) for _, answer in exchanges())


def test_recorded_refusals_keep_their_code() -> None:
    refused = {
        name: error.code
        for name, answer in exchanges()
        if answer.status != 200 and (error := trouble(answer, writing=True, about="x"))
    }
    assert refused["error_401.yml"] == "3200"
    assert all(refused.values()), refused


def test_good_recorded_answers_are_no_trouble() -> None:
    good = [answer for _, answer in exchanges() if answer.status == 200 and complaint(answer.body) is None]
    assert good
    assert not [answer for answer in good if trouble(answer, writing=True, about="x")]


def test_a_recorded_attachment_is_read() -> None:
    found = [
        msgspec.json.decode(answer.body, type=Single).attachable
        for name, answer in exchanges()
        if name == "attachment_read_attachment.yml"
    ]
    assert found
    assert all(note is not None and note.id == "5000000000000503624" for note in found)

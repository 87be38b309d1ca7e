"""Every body that is sent to QuickBooks has names and types of Intuit's own schema."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from connectors.quickbooks import bodies
from connectors.quickbooks.transport import json_body
from dunning.effects import RecordPayment, WriteNote, key_of
from dunning.ledger import Allocation
from tests.connectors.test_sandbox_quickbooks_contract import SCHEMA, Walker

pytestmark = pytest.mark.skipif(not SCHEMA.is_file(), reason="Intuit's schema is not beside this checkout")

NOTE = WriteNote(key=key_of("n"), invoice_id="95", text="Reminder sent", sequence=3, previous=None)
MONEY = RecordPayment(
    key=key_of("p"),
    customer_id="20",
    paid_on=date(2026, 11, 20),
    currency="USD",
    amount=Decimal("55.00"),
    allocations=(Allocation(invoice_id="69", amount=Decimal("55.00")),),
    memo="Bank transfer",
    deposit_to=None,
)


@pytest.fixture(scope="module")
def walker() -> Walker:
    return Walker()


def sent(body: bodies.Body) -> Any:
    return json.loads(json_body(body), parse_float=Decimal)


@pytest.mark.parametrize(
    ("entity", "body"),
    [
        ("Attachable", bodies.new_note(NOTE)),
        ("Attachable", bodies.changed_note(NOTE, "5000000000000503624", "1")),
        ("Payment", bodies.payment(MONEY, None)),
        ("Payment", bodies.payment(MONEY, "4")),
        ("Payment", bodies.void("289", "0")),
    ],
)
def test_what_is_sent_fits_the_schema(walker: Walker, entity: str, body: bodies.Body) -> None:
    assert walker.complaints(entity, sent(body)) == []


def test_the_schema_would_notice(walker: Walker) -> None:
    wrong = sent(bodies.payment(MONEY, None)) | {"TotalAmt": "much", "Memo": "x"}
    assert len(walker.complaints("Payment", wrong)) == 2

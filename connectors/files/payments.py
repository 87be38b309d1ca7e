"""`payments.csv` as facts: one payment for each number, however many rows it is spread over. Pure.

A payment that bears the key of one that Duesync noted down is that one.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal

import msgspec

from connectors.files.parties import Customers
from connectors.files.rows import UNDATED, Row, Taken
from connectors.sheets.cells import word
from connectors.sheets.sheet import Sheet
from dunning.effects import KEY_LENGTH
from dunning.ledger import Allocation, DocumentStatus, Invoice, Kind, Payment

_KEY = re.compile(rf"(?<![A-Z2-7])[A-Z2-7]{{{KEY_LENGTH}}}(?![A-Z2-7])")
_VOID = frozenset("void voided cancelled canceled reversed deleted bounced failed".split())


def read(
    taken: Taken, sheet: Sheet, known: Customers, bills: Mapping[str, Invoice], keys: frozenset[str]
) -> dict[str, Payment]:
    """The payments, by id."""
    parts: defaultdict[str, list[Payment]] = defaultdict(list)
    twins: Counter[str] = Counter()
    for row in taken.rows(sheet):
        customer = None
        try:
            customer = known.of(row)
            bill = bills.get(row.text("invoice") or "")
            customer = customer or (None if bill is None else bill.customer_id)
            part = _part(row, customer, bill)
        except ValueError as error:
            taken.refuse(row, error, kind=Kind.PAYMENT, number=row.text("id"), customer_id=customer)
            continue
        if part is not None:
            parts[_id(row, part, keys, twins)].append(part)
    return {id_: _joined(id_, rows) for id_, rows in parts.items()}


def _part(row: Row, customer: str | None, bill: Invoice | None) -> Payment | None:
    """One row, as if it were a payment of its own; `None` where no money is in it."""
    row.check()
    currency = bill.currency if bill is not None and row.text("currency") is None else row.currency("amount")
    amount = row.money("amount", currency)
    if amount is None:
        msg = "has no amount"
        raise ValueError(msg)
    paid_on, invoice = row.day("paid_on"), row.text("invoice")
    if paid_on is None:
        msg = "has no date"
        raise ValueError(msg)
    if amount == 0:
        return None
    left = row.money("unapplied", currency)
    unapplied = (amount if invoice is None else Decimal(0)) if left is None else left
    void = word(row.text("status")) in _VOID
    status: DocumentStatus = "void" if void else "active"
    share = amount - unapplied
    return Payment(
        id="",
        version="",
        modified_at=UNDATED,
        customer_id=customer,
        paid_on=paid_on,
        currency=currency,
        amount=amount,
        unapplied=Decimal(0) if void or amount < 0 else unapplied,
        reference=row.text("reference"),
        status=status,
        allocations=() if invoice is None or not share else (Allocation(invoice_id=invoice, amount=share),),
    )


def _id(row: Row, part: Payment, keys: frozenset[str], twins: Counter[str]) -> str:
    """Our key where it bears one, else its own number, else one made of what it says."""
    told = " ".join(row.text(column) or "" for column in ("reference", "memo", "id"))
    ours: list[str] = [key for key in _KEY.findall(told) if key in keys]
    if ours:
        return ours[0]
    if (own := row.text("id")) is not None:
        return own
    said = (part.customer_id, part.paid_on, part.currency, str(part.amount), part.reference, part.allocations)
    made = hashlib.blake2b(msgspec.json.encode(said), digest_size=8).hexdigest()
    twins[made] += 1
    return f"{made}-{twins[made]}"


def _joined(id_: str, rows: list[Payment]) -> Payment:
    """The rows of one payment as one; it bears our key as its reference, where it is ours."""
    shares: dict[str, Decimal] = {}
    for row in rows:
        for part in row.allocations:
            shares[part.invoice_id] = shares.get(part.invoice_id, Decimal(0)) + part.amount
    ours = _KEY.fullmatch(id_) is not None
    return msgspec.structs.replace(
        rows[0],
        id=id_,
        amount=sum((row.amount for row in rows), Decimal(0)),
        unapplied=sum((row.unapplied for row in rows), Decimal(0)),
        reference=id_ if ours else rows[0].reference,
        allocations=tuple(Allocation(invoice_id=one, amount=amount) for one, amount in shares.items()),
    )

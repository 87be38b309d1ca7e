"""What journal entries, checks and deposits post to receivables, and what each customer owes by all papers.

The law: nothing here looks at a balance that another part of the sandbox wrote down. Every figure is
summed anew from totals, postings and payments' lines, so that it can be held against the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from connectors.sandbox.quickbooks.wire import Wire

NOTHING = Decimal(0)
POSTED = ("JournalEntry", "Purchase", "Deposit")
_NAMED: Mapping[str, str] = {"Check": "Purchase", "Expense": "Purchase"}

Rows = Mapping[str, Mapping[str, Wire]]
"""All objects of a company, by entity and id."""


def entity_of(kind: str) -> str:
    """The entity behind the name that a payment's line has for it."""
    return _NAMED.get(kind, kind)


def _is_receivable(rows: Rows, detail: Wire) -> bool:
    account = rows["Account"].get(detail["AccountRef"]["value"], {})
    return bool(account.get("AccountType") == "Accounts Receivable")


def postings(rows: Rows, row: Wire) -> list[tuple[str, Decimal]]:
    """(customer, amount) of each line on receivables: above 0 they owe more, below 0 less."""
    found: list[tuple[str, Decimal]] = []
    for line in row["Line"]:
        if (detail := line.get("JournalEntryLineDetail")) is not None:
            if _is_receivable(rows, detail) and detail.get("Entity", {}).get("Type") == "Customer":
                sign = 1 if detail["PostingType"] == "Debit" else -1
                found.append((detail["Entity"]["EntityRef"]["value"], sign * Decimal(line["Amount"])))
        elif (detail := line.get("AccountBasedExpenseLineDetail")) is not None and _is_receivable(
            rows, detail
        ):
            found.append((row["EntityRef"]["value"], Decimal(line["Amount"])))
        elif (detail := line.get("DepositLineDetail")) is not None and _is_receivable(rows, detail):
            found.append((detail["Entity"]["value"], -Decimal(line["Amount"])))
    return found


def posted(rows: Rows, row: Wire) -> Decimal:
    """The sum of its postings to receivables."""
    return sum((amount for _, amount in postings(rows, row)), NOTHING)


def gives(rows: Rows, kind: str, identifier: str) -> bool:
    """Whether a payment's line to it brings money in, rather than taking it up."""
    if kind == "JournalEntry":
        return posted(rows, rows[kind][identifier]) < 0
    return kind == "CreditMemo"


def owner(rows: Rows, kind: str, identifier: str) -> str:
    """The customer whose paper it is."""
    row = rows[entity_of(kind)][identifier]
    return str(row["CustomerRef"]["value"]) if "CustomerRef" in row else postings(rows, row)[0][0]


def in_no_document(rows: Rows) -> dict[str, Decimal]:
    """What each customer owes by what was posted without a document, less what payments took of it."""
    owed: defaultdict[str, Decimal] = defaultdict(Decimal)
    for entity in POSTED:
        for row in rows[entity].values():
            for customer, amount in postings(rows, row):
                owed[customer] += amount
    for row in rows["Payment"].values():
        for line in row["Line"]:
            kind, identifier = line["LinkedTxn"][0]["TxnType"], line["LinkedTxn"][0]["TxnId"]
            if entity_of(kind) in POSTED:
                sign = 1 if gives(rows, kind, identifier) else -1
                owed[owner(rows, kind, identifier)] += sign * Decimal(line["Amount"])
    return {customer: amount for customer, amount in owed.items() if amount}


def owed_by_all_papers(rows: Rows, until: date | None = None) -> dict[str, Decimal]:
    """What each customer owes, net of all they have in hand, by their id.

    `until`: papers dated after that day are left out, as QuickBooks' reports do.
    """
    owed: defaultdict[str, Decimal] = defaultdict(Decimal)
    for entity, sign in (("Invoice", 1), ("CreditMemo", -1)):
        for row in _by(until, rows[entity]):
            owed[row["CustomerRef"]["value"]] += sign * Decimal(row["TotalAmt"])
    for entity in POSTED:
        for row in _by(until, rows[entity]):
            for customer, amount in postings(rows, row):
                owed[customer] += amount
    for row in _by(until, rows["Payment"]):
        left = Decimal(row["TotalAmt"])
        for line in row["Line"]:
            link, amount = line["LinkedTxn"][0], Decimal(line["Amount"])
            taken = -amount if gives(rows, link["TxnType"], link["TxnId"]) else amount
            owed[owner(rows, link["TxnType"], link["TxnId"])] -= taken
            left -= taken
        owed[row["CustomerRef"]["value"]] -= left
    return dict(owed)


def _by(until: date | None, papers: Mapping[str, Wire]) -> list[Wire]:
    return [row for row in papers.values() if until is None or row["TxnDate"] <= until.isoformat()]

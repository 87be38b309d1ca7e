"""05: the statement of account: each debit and credit by its date, with the balance after it.

The law it keeps: it ends in what the books say is owed. What no document shows (a write-off, a journal entry,
older documents that were not read) is one line of its own, named as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from dunning.aging import credit_of
from sync.documents.report import Block, Column, Heading, Row, Table, Text
from sync.evidence.dossier.facts import AccountFacts, Facts
from sync.evidence.dossier.part import Part
from sync.evidence.dossier.words import Words

_NOTHING = Decimal(0)
KINDS = {
    "invoice": "Invoice",
    "payment": "Payment",
    "credit_note": "Credit note",
    "overpayment": "Overpayment",
    "prepayment": "Prepayment",
    "journal": "Credit by journal entry",
}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line. `balance`: what is owed after it."""

    on: date | None
    kind: str
    document: str
    debit: Decimal
    credit: Decimal
    balance: Decimal


def entries_of(facts: Facts, account: AccountFacts) -> list[Entry]:
    """The lines of one currency, by date; those of one day with what raises the debt first."""
    lines = sorted(_lines(facts, account), key=lambda one: (one[0] or date.min, one[4], one[2]))
    found, balance = [], _NOTHING
    for on, kind, document, debit, credit in lines:
        balance += debit - credit
        found.append(Entry(on=on, kind=kind, document=document, debit=debit, credit=credit, balance=balance))
    missing = owed_in_all(account) - balance
    if missing:
        debit, credit = max(missing, _NOTHING), max(-missing, _NOTHING)
        found.append(
            Entry(on=None, kind="unshown", document="", debit=debit, credit=credit, balance=balance + missing)
        )
    return found


def owed_in_all(account: AccountFacts) -> Decimal:
    """What the books say: open balances less what is in hand, money that is on its way into them included."""
    owed = (each.balance for each in account.case.account.invoices if each.status == "open")
    return sum(owed, _NOTHING) - credit_of(account.case.account)


def _lines(facts: Facts, account: AccountFacts) -> Iterator[tuple[date | None, str, str, Decimal, Decimal]]:
    currency = account.currency
    for one in facts.invoices:
        if one.currency == currency and one.status in ("open", "paid"):
            yield one.issued_on, "invoice", one.number or one.id, one.total, _NOTHING
    for note in facts.credits:
        if note.currency == currency and note.status == "active":
            yield note.issued_on, note.kind, note.number or note.id, _NOTHING, note.total
    for came in facts.payments:
        payment = came.payment
        if payment.currency == currency and payment.status == "active":
            reference = (payment.reference or "") if came.whole else ""
            yield payment.paid_on, "payment", reference, _NOTHING, came.amount - came.elsewhere


def statement(facts: Facts, words: Words) -> Part:
    """One table for each currency."""
    blocks: list[Block] = []
    told: list[dict[str, Any]] = []
    for account in facts.accounts:
        entries = entries_of(facts, account)
        blocks += _blocks(words, account, entries)
        told.append({
            "currency": account.currency,
            "entries": entries,
            "balance": owed_in_all(account),
        })  # fmt: skip
    blocks.append(
        Text(
            words(
                "As the books stood when they were last read, {moment}; payments are entered up to "
                "{through}.",
                moment=words.instant(facts.ledger.pulled_at, facts.zone),
                through=words.day(facts.booked_through),
            ),
            "small",
        )
    )
    title = words("Statement of account")
    return Part(name="05-statement", title=title, blocks=tuple(blocks), told={"accounts": told})


def _blocks(words: Words, account: AccountFacts, entries: list[Entry]) -> list[Block]:
    currency = account.currency
    columns = (
        Column(words("Date"), 1.9),
        Column(words("Entry"), 2.6),
        Column(words("Document"), 3),
        Column(words("Debit"), 2.1, figures=True),
        Column(words("Credit"), 2.1, figures=True),
        Column(words("Balance"), 2.2, figures=True),
    )
    rows = [
        Row(
            (
                words.short(one.on),
                words("Not shown by a document") if one.kind == "unshown" else words(KINDS[one.kind]),
                one.document,
                words.money(one.debit, currency) if one.debit else "",
                words.money(one.credit, currency) if one.credit else "",
                words.money(one.balance, currency),
            )
        )
        for one in entries
    ]
    total = words.money(owed_in_all(account), currency)
    rows.append(Row(("", words("Balance owed"), "", "", "", total), strong=True))
    blocks: list[Block] = [Heading(currency), Table(columns, tuple(rows))]
    if any(one.kind == "unshown" for one in entries):
        said = words(
            "The line without a date is what the balances in the books differ by from the documents read "
            "here: older documents, write-offs, journal entries, or money that is on its way into the books."
        )
        blocks.append(Text(said, "small"))
    return blocks

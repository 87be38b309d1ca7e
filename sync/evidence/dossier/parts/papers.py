"""02, 03, 04: contract and terms, the invoices, proof of delivery: what is there, each with its hash."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import PurePath
from typing import Any

from sync.documents.report import Block, Column, Heading, Row, Table, Text
from sync.evidence.dossier.facts import Facts
from sync.evidence.dossier.part import File, Part, safe
from sync.evidence.dossier.words import Words
from sync.store.documents import Document

KINDS = {
    "contract": "contract",
    "terms": "terms of business",
    "order": "order",
    "delivery": "proof of delivery",
    "invoice": "copy of an invoice",
    "other": "other document",
}
STATUS = {
    "open": "open", "paid": "paid", "draft": "draft", "void": "void", "deleted": "deleted in the books",
}  # fmt: skip
_CONTRACT, _INVOICES, _DELIVERY = "02-contract", "03-invoices", "04-delivery"


def contract(facts: Facts, words: Words) -> Part:
    """What the debt rests on: contract, terms, orders, and whatever else people attached."""
    kinds = ("contract", "terms", "order", "other")
    said = words("What the parties agreed on, as far as it was attached. Each file is as it was handed over.")
    return _attached(facts, words, _CONTRACT, words("Contract, terms and orders"), kinds, said)


def delivery(facts: Facts, words: Words) -> Part:
    """That goods or work were delivered."""
    said = words("Proof that what was billed was delivered or accepted, as far as it was attached.")
    return _attached(facts, words, _DELIVERY, words("Delivery and acceptance"), ("delivery",), said)


def invoices(facts: Facts, words: Words) -> Part:
    """Every invoice in the books, and its PDF where one is kept."""
    files = [
        File(f"{_INVOICES}/{safe(PurePath(pdf.name).stem)}-{pdf.digest[:8]}.pdf", pdf.body)
        for pdf in facts.pdfs
    ]
    sent = [
        {"file": file.path, "sha256": pdf.digest, "invoice": facts.number_of(pdf.invoice_id),
         "first_sent_at": pdf.first}
        for pdf, file in zip(facts.pdfs, files, strict=True)
    ]  # fmt: skip
    own = tuple(one for one in facts.documents if one[0].kind == "invoice")
    with_pdf = {pdf.invoice_id for pdf in facts.pdfs} | {one.invoice_id for one, _ in own}
    nothing = Text(words("There is no invoice in the books."))
    blocks: list[Block] = [_of_books(facts, words, with_pdf) if facts.invoices else nothing]
    if facts.pdfs:
        blocks += [
            Heading(words("PDFs as they were sent")),
            Table(
                (Column(words("Invoice"), 2), Column(words("First sent"), 2.4), Column(words("File"), 4),
                 Column("SHA-256", 4)),
                tuple(
                    Row((facts.number_of(pdf.invoice_id), words.moment(pdf.first, facts.zone),
                         file.path.partition("/")[2], pdf.digest))
                    for pdf, file in zip(facts.pdfs, files, strict=True)
                ),
            ),
        ]  # fmt: skip
    listed, copies = _listed(facts, words, _INVOICES, own)
    if own:
        blocks += [Heading(words("Copies that were attached")), *_table(facts, words, own, copies)]
    told = {
        "invoices": [{"pdf": one.id in with_pdf, "invoice": one} for one in facts.invoices],
        "sent": sent,
        "attached": listed,
        "unreadable": facts.unread,
    }
    title = words("Invoices")
    return Part(name=_INVOICES, title=title, blocks=tuple(blocks), told=told, files=(*files, *copies))


def _of_books(facts: Facts, words: Words, with_pdf: Collection[str | None]) -> Table:
    """Every invoice, with its state."""
    columns = (
        Column(words("Invoice"), 2.2),
        Column(words("Date"), 1.9),
        Column(words("Due"), 1.9),
        Column(words("Total"), 2.1, figures=True),
        Column(words("Open"), 2.1, figures=True),
        Column(words("State"), 1.6),
        Column(words("PDF"), 0.9),
    )
    rows = tuple(
        Row(
            (
                one.number or one.id,
                words.short(one.issued_on),
                words.short(one.due_on),
                words.money(one.total, one.currency),
                words.money(one.balance, one.currency),
                words(STATUS[one.status]),
                words("yes") if one.id in with_pdf else words("no"),
            )
        )
        for one in facts.invoices
    )
    return Table(columns, rows)


def _attached(facts: Facts, words: Words, name: str, title: str, kinds: Sequence[str], said: str) -> Part:
    own = tuple(one for one in facts.documents if one[0].kind in kinds)
    listed, files = _listed(facts, words, name, own)
    nothing = Text(words("Nothing was attached."), "strong")
    blocks = (Text(said, "small"), *(_table(facts, words, own, files) if own else (nothing,)))
    return Part(name=name, title=title, blocks=blocks, told={"documents": listed}, files=files)


def _listed(
    facts: Facts, words: Words, name: str, own: Sequence[tuple[Document, bytes]]
) -> tuple[list[dict[str, Any]], tuple[File, ...]]:
    """The documents as JSON, and as files."""
    del words
    files = tuple(File(f"{name}/{one.id:03d}-{safe(one.name)}", body) for one, body in own)
    listed = [
        {
            "number": one.id,
            "kind": one.kind,
            "name": one.name,
            "file": file.path,
            "sha256": one.digest,
            "size": one.size,
            "invoice": None if one.invoice_id is None else facts.number_of(one.invoice_id),
            "note": one.note,
            "attached_at": one.attached_at,
            "attached_by": one.attached_by,
        }
        for (one, _), file in zip(own, files, strict=True)
    ]
    return listed, files


def _table(
    facts: Facts, words: Words, own: Sequence[tuple[Document, bytes]], files: Sequence[File]
) -> tuple[Block, ...]:
    columns = (
        Column(words("What"), 2.2),
        Column(words("Invoice"), 1.5),
        Column(words("File"), 3.2),
        Column(words("Remark"), 2.6),
        Column(words("Attached"), 2),
        Column("SHA-256", 3),
    )
    rows = tuple(
        Row(
            (
                words(KINDS[one.kind]),
                "" if one.invoice_id is None else facts.number_of(one.invoice_id),
                file.path.partition("/")[2],
                one.note,
                f"{words.moment(one.attached_at, facts.zone)}\n{one.attached_by}",
                one.digest,
            )
        )
        for (one, _), file in zip(own, files, strict=True)
    )
    return (Table(columns, rows),)

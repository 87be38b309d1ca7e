"""10, 11, 12: holds and wishes, payments and credit, and the notices that a law wants."""

from __future__ import annotations

from typing import Any

import msgspec

from dunning.sorting import Sorting
from sync.documents.report import Block, Column, Heading, Points, Row, Table, Text
from sync.evidence.dossier.facts import Facts
from sync.evidence.dossier.part import Part
from sync.evidence.dossier.parts.papers import STATUS
from sync.evidence.dossier.words import Words
from sync.spoken import outcome
from sync.store.notes import Note
from sync.store.passed import Row as Kept

NOTICES = {
    "letter_of_claim": "letter of claim",
    "fourteen_day_letter": "letter that grants 14 days",
    "first_reminder": "first reminder",
    "intention_to_issue": "notice of the intention to go to court",
    "reply_form": "reply form received",
}
SORTED = {
    "confirm": "the balance is confirmed first",
    "level": "the procedure begins at a level",
    "write_off": "to be written off",
    "time_barred": "time-barred",
}


def holds(facts: Facts, words: Words) -> Part:
    """When nothing was asked for because a person said so; what they refused; how old debt was sorted."""
    columns = (
        Column(words("What"), 2.4),
        Column(words("From"), 2),
        Column(words("Until"), 2),
        Column(words("Remark"), 4),
    )
    rows = [
        Row(
            (
                _held(facts, words, row),
                words.moment(row["placed_at"], facts.zone),
                words.moment(row["released_at"], facts.zone) or words.short(row["until"]),
                (words("never to be followed up; ") if row["excluded"] else "") + row["note"],
            )
        )
        for row in facts.holds
    ]
    rows += [
        Row(
            (
                words("no contact by {channel}", channel=row["channel"]),
                words.moment(row["since"], facts.zone),
                "",
                row["source"],
            )
        )
        for row in facts.refused_channels
    ]
    words_said = [(row, msgspec.json.decode(row["body"], type=Sorting)) for row in facts.sortings]
    rows += [
        Row(
            (
                words("old debt: {choice}", choice=words(SORTED[said.choice])),
                words.moment(row["sorted_at"], facts.zone),
                words.moment(row["taken_back_at"], facts.zone),
                f"{', '.join(map(facts.number_of, said.invoice_ids))}; {said.by}; {said.note}".rstrip("; "),
            )
        )
        for row, said in words_said
    ]
    nothing = Text(words("Nothing was held back by a person's word."), "strong")
    told = {
        "holds": [_plain(row, "placed_at", "released_at", "until", "excluded", "note")
                  | {"about": _held(facts, words, row)} for row in facts.holds],
        "refused_channels": [_plain(row, "channel", "since", "source") for row in facts.refused_channels],
        "old_debt": [{"said": said, **_plain(row, "sorted_at", "taken_back_at", "taken_back_by")}
                     for row, said in words_said],
        "notes": [{"at": one.written_at, "by": one.written_by, "words": one.words,
                   "about": _noted(facts, one)} for one in facts.notes],
    }  # fmt: skip
    blocks = (Table(columns, tuple(rows)) if rows else nothing, *_notes(facts, words))
    return Part(name="10-holds", title=words("Holds and wishes"), blocks=blocks, told=told)


def _notes(facts: Facts, words: Words) -> tuple[Block, ...]:
    """What our people wrote down about them."""
    if not facts.notes:
        return ()
    columns = (
        Column(words("Date"), 2),
        Column(words("By"), 1.6),
        Column(words("About"), 1.6),
        Column(words("Note"), 5),
    )
    rows = (
        Row((words.moment(one.written_at, facts.zone), one.written_by, _noted(facts, one), one.words))
        for one in facts.notes
    )
    return Heading(words("Notes")), Table(columns, tuple(rows))


def _noted(facts: Facts, one: Note) -> str:
    return facts.by_name(one.customer_id) if one.invoice_id is None else facts.number_of(one.invoice_id)


def _held(facts: Facts, words: Words, row: Kept) -> str:
    if row["invoice_id"] is not None:
        return words("invoice {number}", number=facts.number_of(row["invoice_id"]))
    if row["customer_id"] is not None:
        return facts.by_name(row["customer_id"])
    return words("all customers")


def _plain(row: Kept, *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names}


def payments(facts: Facts, words: Words) -> Part:
    """What was paid and credited, and what it went to."""
    columns = (
        Column(words("Date"), 1.9),
        Column(words("Amount"), 2.1, figures=True),
        Column(words("Went to"), 3.4),
        Column(words("Not used"), 1.9, figures=True),
        Column(words("Reference"), 2.6),
        Column(words("State"), 1.4),
    )
    rows, told = [], []
    for one in facts.payments:
        payment, currency = one.payment, one.payment.currency
        to = [f"{facts.number_of(invoice)}: {words.money(amount, currency)}" for invoice, amount in one.to]
        if one.elsewhere:
            to.append(words("other invoices: {amount}", amount=words.money(one.elsewhere, currency)))
        reference = payment.reference or "" if one.whole else words("a part of a larger payment")
        unused = payment.unapplied if one.whole else None
        rows.append(
            Row(
                (
                    words.short(payment.paid_on),
                    words.money(one.amount, currency),
                    "\n".join(to),
                    words.money(unused, currency) if unused else "",
                    reference,
                    "" if payment.status == "active" else words(STATUS[payment.status]),
                )
            )
        )
        told.append({
            "paid_on": payment.paid_on, "currency": currency, "amount": one.amount, "unapplied": unused,
            "reference": payment.reference if one.whole else None, "status": payment.status,
            "id": payment.id if one.whole else None, "part_of_a_larger_payment": not one.whole,
            "allocations": [{"invoice": facts.number_of(each), "amount": amount} for each, amount in one.to],
            "to_other_invoices": one.elsewhere,
        })  # fmt: skip
    blocks: list[Block] = [
        Table(columns, tuple(rows)) if rows else Text(words("No payment is known."), "strong")
    ]
    if facts.credits:
        blocks += [Heading(words("Credit notes and credit in hand")), _credits(facts, words)]
    return Part(
        name="11-payments",
        title=words("Payments and credit"),
        blocks=tuple(blocks),
        told={"payments": told, "credits": facts.credits},
    )


def _credits(facts: Facts, words: Words) -> Table:
    columns = (
        Column(words("Date"), 2),
        Column(words("Document"), 3),
        Column(words("Amount"), 2, figures=True),
        Column(words("Not used"), 2, figures=True),
        Column(words("State"), 1.5),
    )
    rows = tuple(
        Row(
            (
                words.short(one.issued_on),
                one.number or one.id,
                words.money(one.total, one.currency),
                words.money(one.unapplied, one.currency),
                "" if one.status == "active" else words(STATUS[one.status]),
            )
        )
        for one in facts.credits
    )
    return Table(columns, rows)


def notices(facts: Facts, words: Words) -> Part:
    """What the law wants before a debt goes to a lawyer or a court, and what of it was given."""
    given = [row for row in facts.logged if row["notice"] and not row["withdrawn_at"]]
    reminded = [
        (number, one)
        for number, one in enumerate(facts.communications, 1)
        if one.act.kind == "level" and outcome(one) == "delivered" and one.act.channel in ("email", "letter")
    ]
    texts = [
        words("{when}: {what}, logged by {who}. {note}", when=words.moment(row["at"], facts.zone),
              what=words(NOTICES[row["notice"]]), who=row["logged_by"], note=row["note"]).strip()
        for row in given
    ]  # fmt: skip
    texts += [
        words("{when}: reminder, number {number} of part 07", number=number,
              when=words.moment(one.sent.settled_at, facts.zone))
        for number, one in reminded
    ]  # fmt: skip
    wanted = {
        (hit.pack, hit.rule): hit
        for account in facts.accounts
        for hit in account.waits
        if account.principal > 0
    }
    told = {
        "given": [_plain(row, "notice", "channel", "at", "note", "logged_at", "logged_by") for row in given],
        "reminders": [
            {"number": number, "key": one.sent.key, "at": one.sent.settled_at} for number, one in reminded
        ],
        "wanted": [
            {"pack": hit.pack, "rule": hit.rule, "cite": hit.cite, "mark": hit.mark, "text": hit.text,
             "effect": hit.effect} for hit in wanted.values()
        ],
    }  # fmt: skip
    nothing = (words("No notice of the law was given, and no reminder was delivered."),)
    free = (words("No rule that is known here wants a notice or a wait."),)
    blocks = (
        Heading(words("Given")),
        Points(tuple(texts) or nothing),
        Heading(words("What the law still wants before a lawyer or a court")),
        Points(tuple(f"{hit.text.rstrip('.')} ({hit.cite})." for hit in wanted.values()) or free),
        Text(words("Rules known from memory only warn; no list of laws is complete."), "small"),
    )
    return Part(name="12-notices", title=words("Notices by law"), blocks=blocks, told=told)

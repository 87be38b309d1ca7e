"""00: the cover: what is missing, until when a claim must be brought, what each day adds; then the index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sync.documents.report import Block, Column, Heading, Points, Row, Table, Text
from sync.evidence.dossier.facts import AccountFacts, Facts
from sync.evidence.dossier.missing import Missing
from sync.evidence.dossier.part import Part
from sync.evidence.dossier.parts.claim import per_day
from sync.evidence.dossier.parts.statement import owed_in_all
from sync.evidence.dossier.words import Words


def barred_from(account: AccountFacts) -> date | None:
    """The first day on which any overdue part of it may be time-barred."""
    days = [each.barred_from for each in account.owed if each.state != "set_aside" and each.barred_from]
    return min(days, default=None)


def cover(facts: Facts, words: Words, lacking: Sequence[Missing], parts: Sequence[Part]) -> Part:
    """What a lawyer reads first."""
    blocks: tuple[Block, ...] = (
        Heading(words("What is missing")),
        Points(tuple(_line(one, words) for one in lacking))
        if lacking
        else Text(words("Nothing that is looked for.")),
        Heading(words("Limitation")),
        *_limitation(words, facts),
        Heading(words("The claim on {day}", day=words.day(facts.today))),
        _sums(words, facts),
        Text(
            words(
                "Owed in all is what the books say, with what is not due yet and less credit. The principal "
                "claimed is what is overdue, less credit, and without what is disputed."
            ),
            "small",
        ),
        Heading(words("Contents")),
        _index(words, parts),
        Heading(words("Is it whole and unchanged?")),
        Text(
            words(
                "manifest.json names every file with its SHA-256; manifest.sha256 is the hash of that list, "
                "the seal of this file. Open verify.html in a browser and drop the zip on it, or run: "
                "python3 verify.py FILE.zip. Both work without a network and find a changed byte, a missing "
                "and an added file. Whoever could change all of it could seal it anew, so ask the sender for "
                "the seal by another way."
            )
        ),
        Text(
            words(
                "Made by {program} from the books of {organisation} as they were last read on {moment}. What "
                "is said here of laws is no legal advice.",
                program=facts.made_by,
                organisation=facts.ledger.organisation,
                moment=words.instant(facts.ledger.pulled_at, facts.zone),
            ),
            "small",
        ),
    )
    told = {
        "creditor": facts.ledger.organisation,
        "debtor": facts.customer.name,
        "made_at": facts.now,
        "made_by": facts.made_by,
        "language": words.language,
        "missing": lacking,
        "accounts": [_told(account) for account in facts.accounts],
        "contents": [{"part": part.number, "name": part.name, "title": part.title,
                      "files": [file.path for file in part.files]} for part in parts],
    }  # fmt: skip
    return Part(name="00-cover", title=words("Evidence file"), blocks=blocks, told=told)


def _line(one: Missing, words: Words) -> str:
    """What to type about it is for the creditor: it stands in the JSON, and is told when the file is made."""
    return f"{one.text} ({words('part')} {one.part})"


def _limitation(words: Words, facts: Facts) -> list[Block]:
    found: list[Block] = []
    for account in facts.accounts:
        on = barred_from(account)
        if on is None or account.limitation is None:
            continue
        over = on <= facts.today
        text = (
            words("{currency}: a part may be time-barred since {day} already ({cite}).",
                  currency=account.currency, day=words.day(on), cite=account.limitation.cite)
            if over
            else words("{currency}: nothing is time-barred before {day} ({cite}).",
                       currency=account.currency, day=words.day(on), cite=account.limitation.cite)
        )  # fmt: skip
        found.append(Text(text, "strong"))
    if not found:
        return [
            Text(words("No date is known: the place has no period that is known here, or nothing is due."))
        ]
    said = words(
        "By the rule known here, which is from memory: it counts from the due date or the last part paid, "
        "and knows of no acknowledgement, negotiation or claim that moves it."
    )
    return [*found, Text(said, "small")]


def _sums(words: Words, facts: Facts) -> Table:
    columns = (
        Column(words("Currency"), 1.4),
        Column(words("Owed in all"), 2, figures=True),
        Column(words("Principal claimed"), 2.3, figures=True),
        Column(words("Interest"), 1.7, figures=True),
        Column(words("Fixed sums"), 1.7, figures=True),
        Column(words("Claim in all"), 2, figures=True),
        Column(words("Interest a day"), 2, figures=True),
    )
    rows = []
    for account in facts.accounts:
        charges, daily, currency = account.charges, per_day(account), account.currency
        added = None if charges is None else charges.total.amount
        off = words("not claimed")
        rows.append(
            Row(
                (
                    currency,
                    words.money(owed_in_all(account), currency),
                    words.money(account.principal, currency),
                    off if charges is None else words.money(charges.interest.amount, currency),
                    off if charges is None else words.money(charges.fixed.amount, currency),
                    words.money(account.principal + (added or 0), currency),
                    off if charges is None else "-" if daily is None else words.money(daily, currency),
                )
            )
        )
    return Table(columns, tuple(rows))


def _index(words: Words, parts: Sequence[Part]) -> Table:
    columns = (Column(words("Part"), 0.7), Column(words("Title"), 4), Column(words("Files"), 4))
    rows = tuple(
        Row((part.number, part.title, f"{part.name}.pdf, .json{_more(words, part)}")) for part in parts
    )
    return Table(columns, rows)


def _more(words: Words, part: Part) -> str:
    return (
        words(" and {number} in the folder {name}", number=len(part.files), name=part.name)
        if part.files
        else ""
    )


def _told(account: AccountFacts) -> dict[str, Any]:
    charges = account.charges
    return {
        "currency": account.currency,
        "owed_in_all": owed_in_all(account),
        "principal": account.principal,
        "interest": None if charges is None else charges.interest.amount,
        "fixed_sums": None if charges is None else charges.fixed.amount,
        "claim": account.principal + (0 if charges is None else charges.total.amount),
        "interest_per_day": per_day(account),
        "limitation": {
            "barred_from": barred_from(account),
            "cite": None if account.limitation is None else account.limitation.cite,
            "mark": None if account.limitation is None else account.limitation.mark,
        },
        "invoices": [
            {"number": each.invoice.number or each.invoice.id, "due_on": each.invoice.due_on,
             "balance": each.invoice.balance, "state": each.state, "disputed": each.disputed,
             "claimed": each.claimed, "barred_from": each.barred_from}
            for each in account.owed
        ],
    }  # fmt: skip

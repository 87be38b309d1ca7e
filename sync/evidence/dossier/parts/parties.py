"""01: who owes whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from babel import Locale

import connectors
from sync.documents.report import Block, Heading, Pairs, Text
from sync.evidence.dossier.facts import Facts
from sync.evidence.dossier.part import Part
from sync.evidence.dossier.words import Words

KINDS = {
    "consumer": "a consumer",
    "sole_trader": "a sole trader",
    "company": "a company",
    "public": "a public body",
    "unknown": "not known: say so in the settings, [policy.law] debtor_kind",
}


def parties(facts: Facts, words: Words) -> Part:
    """Creditor and debtor, as far as they are known."""
    blocks: list[Block] = [
        Heading(words("Creditor")),
        Pairs(tuple(_creditor(facts, words))),
        Heading(words("Debtor")),
        Pairs(tuple(_debtor(facts, words))),
    ]
    if facts.members:
        names = Text("\n".join(one.name for one in facts.members))
        blocks += [Heading(words("Billed together with the debtor")), names]
    return Part(name="01-parties", title=words("Parties"), blocks=tuple(blocks), told=_told(facts))


def _creditor(facts: Facts, words: Words) -> Iterator[tuple[str, str]]:
    ledger, sender, unknown = facts.ledger, facts.sender, words("not known")
    yield words("Name"), ledger.organisation
    yield words("Address"), sender.address or unknown
    yield words("E-mail"), sender.email
    yield words("Telephone"), sender.phone or unknown
    yield words("Country"), _country(ledger.country, words)
    yield words("Books kept in"), f"{connectors.provider(ledger.provider).title} ({ledger.company_id})"


def _debtor(facts: Facts, words: Words) -> Iterator[tuple[str, str]]:
    them, unknown = facts.customer, words("not known")
    people = [f"{one.name or ''} <{one.email}>".strip() for one in them.people]
    yield words("Name"), them.name
    yield words("Company number"), facts.options.number or unknown
    yield words("Address"), "\n".join(facts.options.address) or unknown
    yield words("Country"), _country(them.country, words) + (f", {them.region}" if them.region else "")
    yield words("Is"), words(KINDS[facts.debtor_kind])
    yield words("E-mail"), "\n".join(dict.fromkeys((*them.emails, *people))) or unknown
    yield words("Telephone"), them.phone or unknown
    yield words("Number in the books"), them.id


def _told(facts: Facts) -> dict[str, Any]:
    ledger, sender, them = facts.ledger, facts.sender, facts.customer
    program = connectors.provider(ledger.provider).title
    return {
        "creditor": {
            "name": ledger.organisation,
            "writes_as": sender.name,
            "address": (sender.address or "").splitlines(),
            "email": sender.email,
            "phone": sender.phone,
            "country": ledger.country,
            "books": {"program": program, "company_id": ledger.company_id, "ledger": ledger.name},
        },
        "debtor": {
            "name": them.name,
            "id": them.id,
            "company_number": facts.options.number,
            "address": facts.options.address,
            "kind": facts.debtor_kind,
            "country": them.country,
            "region": them.region,
            "first_name": them.first_name,
            "emails": them.emails,
            "people": them.people,
            "phone": them.phone,
            "billed_with_them": [{"id": one.id, "name": one.name} for one in facts.members],
        },
    }


def _country(code: str | None, words: Words) -> str:
    return words("not known") if code is None else Locale.parse(words.locale).territories.get(code, code)

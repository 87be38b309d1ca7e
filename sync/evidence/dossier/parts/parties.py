"""01: who owes whom."""

from __future__ import annotations

from babel import Locale

import connectors
from sync.documents.report import Heading, Pairs, Text
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
    ledger, sender, them = facts.ledger, facts.sender, facts.customer
    program = connectors.provider(ledger.provider).title
    where = _country(them.country, words) + (f", {them.region}" if them.region else "")
    creditor = {
        "name": ledger.organisation,
        "writes_as": sender.name,
        "address": (sender.address or "").splitlines(),
        "email": sender.email,
        "phone": sender.phone,
        "country": ledger.country,
        "books": {"program": program, "company_id": ledger.company_id, "ledger": ledger.name},
    }
    debtor = {
        "name": them.name,
        "id": them.id,
        "company_number": facts.options.number,
        "address": list(facts.options.address),
        "kind": facts.debtor_kind,
        "country": them.country,
        "region": them.region,
        "first_name": them.first_name,
        "emails": them.emails,
        "people": them.people,
        "phone": them.phone,
        "billed_with_them": [{"id": one.id, "name": one.name} for one in facts.members],
    }
    people = [f"{one.name or ''} <{one.email}>".strip() for one in them.people]
    unknown = words("not known")
    blocks = (
        Heading(words("Creditor")),
        Pairs(
            (
                (words("Name"), ledger.organisation),
                (words("Address"), sender.address or unknown),
                (words("E-mail"), sender.email),
                (words("Telephone"), sender.phone or unknown),
                (words("Country"), _country(ledger.country, words)),
                (words("Books kept in"), f"{program} ({ledger.company_id})"),
            )
        ),
        Heading(words("Debtor")),
        Pairs(
            (
                (words("Name"), them.name),
                (words("Company number"), facts.options.number or unknown),
                (words("Address"), "\n".join(facts.options.address) or unknown),
                (words("Country"), where),
                (words("Is"), words(KINDS[facts.debtor_kind])),
                (words("E-mail"), "\n".join(dict.fromkeys((*them.emails, *people))) or unknown),
                (words("Telephone"), them.phone or unknown),
                (words("Number in the books"), them.id),
            )
        ),
        *(
            (
                Heading(words("Billed together with the debtor")),
                Text("\n".join(one.name for one in facts.members)),
            )
            if facts.members
            else ()
        ),
    )
    told = {"creditor": creditor, "debtor": debtor}
    return Part(name="01-parties", title=words("Parties"), blocks=blocks, told=told)


def _country(code: str | None, words: Words) -> str:
    return words("not known") if code is None else Locale.parse(words.locale).territories.get(code, code)

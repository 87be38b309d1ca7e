"""13: what stands behind the file: under which versions it was made, and what was decided, when."""

from __future__ import annotations

from sync.documents.report import Pairs, Text
from sync.evidence.dossier.facts import Facts
from sync.evidence.dossier.part import Part
from sync.evidence.dossier.words import Words


def chain(facts: Facts, words: Words) -> Part:
    """Whence it comes."""
    rows = (
        (words("Made"), words.instant(facts.now, facts.zone)),
        (words("By"), facts.made_by),
        (words("Books last read"), words.instant(facts.ledger.pulled_at, facts.zone)),
    )
    told = {"made_at": facts.now, "made_by": facts.made_by, "books_read_at": facts.ledger.pulled_at}
    said = Text(words("Each file is named with its hash in manifest.json."), "small")
    return Part(name="13-chain", title=words("Chain of evidence"), blocks=(Pairs(rows), said), told=told)

"""13: the audit chain: each event of this customer, and what proves that it is as it was written."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from typing import Any

from sync.documents.report import Block, Column, Heading, Pairs, Row, Table, Text
from sync.evidence.dossier.facts import Facts
from sync.evidence.dossier.linked import Linked
from sync.evidence.dossier.part import File, Part
from sync.evidence.dossier.words import Words

_NAME = "13-chain"
_SHOWN = 16  # characters of a hash in the table


def chain(facts: Facts, words: Words) -> Part:
    """Whence the file comes, and the chain's events; decisions to wait are in the JSON alone."""
    events, head = facts.chain.events, facts.chain.head
    acts = [one for one in events if one.told.leaf is None]
    rows = (
        (words("Made"), f"{words.instant(facts.now, facts.zone)}, {facts.made_by}"),
        (words("Books last read"), words.instant(facts.ledger.pulled_at, facts.zone)),
        (words("Events of this debtor"), str(len(events))),
        (words("Of them decisions"), str(len(events) - len(acts))),
        (words("Newest of the ledger"), words("none") if head is None else f"{head[0]}: {head[1]}"),
    )
    said = words(
        "All that is done is told in a chain of events as it is done. Each event's hash is the SHA-256 of "
        "its header as canonical JSON (RFC 8785), which holds the hash of the event before it and that of "
        "what it tells. The verifiers check each event; a hash that was made known earlier shows that none "
        "was written later. Of others' events only hashes are here. Decisions are in the JSON of this part."
    )
    blocks: list[Block] = [Pairs(rows), Text(said, "small")]
    if acts:
        blocks += [Heading(words("Events")), _table(facts, words, acts)]
    files = {
        f"{_NAME}/{one.told.number:06d}.leaves": one.told.batch or b"" for one in events if one.told.leaf
    }
    told = {
        "made_at": facts.now,
        "made_by": facts.made_by,
        "books_read_at": facts.ledger.pulled_at,
        "ledger": facts.ledger.name,
        "head": None if head is None else {"number": head[0], "hash": head[1]},
        "events": [_told(one) for one in events],
    }
    title = words("Chain of evidence")
    made = tuple(File(path, body) for path, body in files.items())
    return Part(name=_NAME, title=title, blocks=tuple(blocks), told=told, files=made)


def _table(facts: Facts, words: Words, acts: list[Linked]) -> Table:
    columns = (
        Column(words("No."), 0.9),
        Column(words("When"), 2),
        Column(words("What"), 3.4),
        Column(words("By"), 1.4),
        Column("SHA-256", 2.2),
    )
    rows = (
        Row(
            (
                str(one.told.number),
                words.moment(datetime.fromisoformat(one.told.at), facts.zone),
                _what(one),
                one.told.by,
                f"{one.told.hash[:_SHOWN]}…",
            )
        )
        for one in acts
    )
    return Table(columns, tuple(rows))


def _what(one: Linked) -> str:
    """The event's kind, and what of its body says most: the chain's own words, in every language."""
    more = (one.told.body.get(name) for name in ("act", "state", "subject", "level"))
    return ": ".join(str(each) for each in (one.told.kind, *more) if each)


def _told(one: Linked) -> dict[str, Any]:
    event = one.told
    return {
        "number": event.number,
        "at": event.at,
        "kind": event.kind,
        "by": event.by,
        "body": event.body,
        "hash": event.hash,
        "after": one.after,
        "header": event.header,
        "content": b64encode(event.content).decode(),
        "leaf": None if event.leaf is None else event.leaf.hex(),
        "leaves": None if event.leaf is None else f"{_NAME}/{event.number:06d}.leaves",
        "batch": None if one.batch is None else one.batch.decode(),
    }

"""What the audit chain tells of a customer, in order, as plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy.engine import Connection

from sync.evidence import chain
from sync.store import events
from sync.store.chain import keys
from sync.store.events import Event, Taken


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One event of a customer. `at`: UTC. `body`: what it tells, by name.

    `header`: what its hash is the SHA-256 of, as canonical JSON; it holds the hash of the event before.
    `content`: the bytes whose SHA-256 the header holds: 16 of salt, then the body as canonical JSON. Of a
    decision the header is that of its batch; `leaf` is the SHA-256 of its `content` (see
    `chain.leaf_content`), and `batch` the leaves of all of the batch, whose SHA-256 the batch tells.
    """

    number: int
    at: str
    kind: str
    by: str
    body: dict[str, Any]
    hash: str
    header: dict[str, Any]
    content: bytes
    leaf: bytes | None = None
    batch: bytes | None = None


def events_of(connection: Connection, ledger_id: int, customer_ids: Collection[str]) -> list[Told]:
    """All that the chain tells of these customers (one, and whoever is billed with them), in order.

    What is sealed under a key that was destroyed is left out, and so are decisions from before the chain
    began, or that it does not know (which `verify` names).
    """
    known = dict(keys(connection, ledger_id, customer_ids).values())
    told = [
        _told(event, content)
        for event in events.of_persons(connection, ledger_id, known)
        if (content := chain.unseal(known[event.header.person or ""], event.content)) is not None
    ]
    told += _decisions(connection, ledger_id, customer_ids)
    return sorted(told, key=lambda one: one.number)


def _told(event: Event, content: bytes) -> Told:
    header = event.header.plain()
    return Told(
        number=event.header.number,
        at=header["at"],
        kind=event.header.kind,
        by=event.header.by,
        body=msgspec.json.decode(content[chain.SALT_BYTES :]),
        hash=event.hash,
        header=header,
        content=content,
    )


def _decisions(connection: Connection, ledger_id: int, customer_ids: Collection[str]) -> Iterator[Told]:
    taken = [one for one in events.decisions_of(connection, ledger_id, customer_ids) if one.salt is not None]
    for at, some in groupby(taken, lambda one: one.decided_at):
        wanted = {one.leaf(): one for one in some}
        for batch in events.batches_from(connection, ledger_id, at):
            for leaf in wanted.keys() & set(chain.leaves_of(batch.leaves or b"")):
                yield _decision(batch, leaf, wanted.pop(leaf))
            if not wanted:
                break


def _decision(batch: Event, leaf: bytes, taken: Taken) -> Told:
    header = batch.header.plain()
    return Told(
        number=batch.header.number,
        at=header["at"],
        kind="decision",
        by=batch.header.by,
        body={
            "currency": taken.currency,
            "decided_at": chain.instant(taken.decided_at),
            "account": taken.account_digest,
            "versions": msgspec.json.decode(taken.versions),
            "decision": msgspec.json.decode(taken.body),
        },
        hash=batch.hash,
        header=header,
        content=taken.content(),
        leaf=leaf,
        batch=batch.leaves,
    )

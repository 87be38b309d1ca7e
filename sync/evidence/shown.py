"""The chain for a person's eyes: a line for each event, its body where it can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from sync.commands.targets import the_customer
from sync.evidence import chain
from sync.evidence.told import events_of
from sync.office import Office
from sync.store import events, figures
from sync.store.chain import tokens
from sync.store.ledgers import LinkedLedger

_LONGEST = 160  # characters of a line; `--json` has all of it
_FIRST = ("act", "effect", "state")
_LEFT_OUT = ("leaves", "versions")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One event. `customer`: name, or id where none is known. `body`: `None` where it is sealed for good."""

    number: int
    at: str
    kind: str
    by: str
    customer: str | None
    body: dict[str, Any] | None
    hash: str


def shown(office: Office, ledger: LinkedLedger, customer: str | None) -> Iterator[Line]:
    """The events of the ledger, or of that customer, in order. Raises `ActError`."""
    with office.store.read() as connection:
        names = figures.customer_names(connection, ledger.id)
        if customer is not None:
            row = the_customer(connection, ledger, customer)
            for one in events_of(connection, ledger.id, [row.id]):
                yield Line(
                    number=one.number,
                    at=one.at,
                    kind=one.kind,
                    by=one.by,
                    customer=row.name,
                    body=one.body,
                    hash=one.hash,
                )
            return
        known = tokens(connection, ledger.id)
        for event in events.of_ledger(connection, ledger.id):
            header = event.header
            id_, key = known.get(header.person or "", (None, b""))
            content = event.content if header.person is None else chain.unseal(key, event.content)
            salt = 0 if header.person is None else chain.SALT_BYTES
            yield Line(
                number=header.number,
                at=chain.instant(header.at),
                kind=header.kind,
                by=header.by,
                customer=None if id_ is None else names.get(id_, id_),
                body=None if content is None else msgspec.json.decode(content[salt:]),
                hash=event.hash,
            )


def in_words(line: Line) -> str:
    """One line of text."""
    told = "sealed for good: this person was erased" if line.body is None else _flat(line.body)
    about = f" {line.customer}:" if line.customer else ""
    text = f"{line.number:>6} {line.at[:19].replace('T', ' ')} {line.by} {line.kind}:{about} {told}"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"


def _flat(body: Mapping[str, Any]) -> str:
    """What it tells, in one line: the most telling first, what is nested by its own text."""
    parts = []
    for name, value in sorted(body.items(), key=lambda told: (told[0] not in _FIRST, told[0])):
        match value:
            case _ if value in (None, "", [], {}) or name in _LEFT_OUT:
                continue
            case str() if name in _FIRST:
                parts.append(value)
            case {"subject": str(subject)}:
                parts.append(f'"{subject}" to {", ".join(value.get("recipients", ()))}')
            case {"text": str(text)}:
                parts.append(text)
            case dict() | list():
                parts.append(f"{name} {msgspec.json.encode(value).decode()}")
            case _:
                parts.append(f"{name} {value}")
    return ", ".join(parts)

"""Heads: where each chain stood on a day, kept outside the store, so that nobody can shorten or rewrite it.

A head is a line of text: when, which ledger, the number of its newest event and that event's hash.
`verify` holds the chain against them. Where the owner keeps them is what they are worth.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from sync.errors import DuesyncError
from sync.evidence import chain
from sync.office import Office
from sync.store import ledgers
from sync.store.chain import head

_PARTS = 4
Heads = dict[str, dict[int, str]]  # by ledger: hashes by number


class NoHeads(DuesyncError):
    """The file is none of heads; the text says which line."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Where a ledger's chain stands."""

    at: str
    ledger: str
    number: int
    hash: str

    def line(self) -> str:
        """As it stands in a file."""
        return f"{self.at} {self.ledger} {self.number} {self.hash}"


def heads(office: Office, name: str | None = None) -> list[Head]:
    """Of every ledger whose chain has begun, or of the one so named."""
    at = chain.instant(office.clock.now())
    with office.store.read() as connection:
        found = [
            (one.name, head(connection, one.id))
            for one in ledgers.every(connection)
            if name in (None, one.name)
        ]
    return [Head(at=at, ledger=of, number=last[0], hash=last[1]) for of, last in found if last is not None]


def keep(office: Office, path: Path) -> list[Head]:
    """Add the heads that are new since to the file, its owner's alone; returns them."""
    before = read(path) if path.exists() else {}
    new = [one for one in heads(office) if before.get(one.ledger, {}).get(one.number) != one.hash]
    if new:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a") as file:
            file.writelines(f"{one.line()}\n" for one in new)
            file.flush()
            os.fsync(file.fileno())
    return new


def read(path: Path) -> Heads:
    """The heads in that file. Raises `NoHeads`, `OSError`."""
    try:
        with path.open(encoding="utf-8") as file:
            return _parsed(file, path)
    except ValueError as error:  # no text, or a number of thousands of digits
        msg = f"{path} is no file of heads, such as duesync audit head prints"
        raise NoHeads(msg) from error


def _parsed(lines: Iterable[str], path: Path) -> Heads:
    found: Heads = {}
    for number, line in enumerate(lines, 1):
        parts = line.split()
        if parts and (len(parts) != _PARTS or not parts[2].isdecimal()):
            msg = f"{path}, line {number}, is no head of a chain, such as duesync audit head prints"
            raise NoHeads(msg)
        if parts:
            found.setdefault(parts[1], {})[int(parts[2])] = parts[3]
    return found
